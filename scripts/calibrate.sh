#!/usr/bin/env bash
# Usage: scripts/calibrate.sh [--logs 1000] [--people 2000] [--seed 1] [--jobs 2]
# Measures the verdict rule on simulated logs and writes Documentation/calibration.md.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --package-path Benchmarks -c release --product calibrate >&2
page=$(mktemp)
trap 'rm -f "$page"' EXIT
swift_version=$(swift --version 2>/dev/null | sed -n 's/.*\(Swift version [0-9.]*\).*/\1/p' | head -n 1)
magnify_version=$(sed -n 's/.*static let version = "\(.*\)".*/\1/p' Sources/magnify/Magnify.swift)
"$(swift build --package-path Benchmarks -c release --show-bin-path)/calibrate" \
  --logs 1000 --seed 1 --jobs "$(nproc)" \
  --versions "Magnify $magnify_version, $swift_version, $(uname -s) $(uname -m)" \
  "$@" >"$page"
cat "$page" >Documentation/calibration.md
echo "Documentation/calibration.md"
