#!/usr/bin/env bash
# Usage: scripts/bench.sh [arguments of swift package benchmark]
# Measures the speed of the analysis, release mode, on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."

swift --version 2>/dev/null | grep 'Swift version'
uname -srm
grep -m 1 'model name' /proc/cpuinfo || true
swift package --package-path Benchmarks --disable-sandbox benchmark --no-progress "$@"
