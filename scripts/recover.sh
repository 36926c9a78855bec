#!/usr/bin/env bash
# Usage: scripts/recover.sh [--logs 500] [--seed 1] [--jobs 2]
# Fits generalised mixed models to simulated logs and writes Documentation/recovery.md: bias of the
# estimates and coverage of the intervals.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --package-path Benchmarks -c release --product recover >&2
page=$(mktemp)
trap 'rm -f "$page"' EXIT
swift_version=$(swift --version 2>/dev/null | sed -n 's/.*\(Swift version [0-9.]*\).*/\1/p' | head -n 1)
magnify_version=$(sed -n 's/.*static let version = "\(.*\)".*/\1/p' Sources/magnify/Magnify.swift)
processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
"$(swift build --package-path Benchmarks -c release --show-bin-path)/recover" \
  --logs 500 --seed 1 --jobs "$(nproc)" \
  --versions "Magnify $magnify_version, $swift_version, $(uname -s) $(uname -m)${processor:+, $processor}" \
  "$@" >"$page"
cat "$page" >Documentation/recovery.md
echo "Documentation/recovery.md"
