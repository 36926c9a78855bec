#!/usr/bin/env bash
# Usage: scripts/generate-logs.sh
# Writes the simulated logs of Datasets/personal-logs; the same bytes every time.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p Datasets/personal-logs
swift run --package-path Benchmarks -c release generate-logs Datasets/personal-logs
echo "Datasets/personal-logs"
