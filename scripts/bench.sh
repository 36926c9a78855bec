#!/usr/bin/env bash
# Usage: scripts/bench.sh [--repeats 50]
# Measures the speed of the analysis, release mode, on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --package-path Benchmarks -c release --product time-analysis >&2
swift build --package-path Benchmarks -c release --product time-reading >&2
swift --version 2>/dev/null | grep 'Swift version'
uname -srm
grep -m 1 'model name' /proc/cpuinfo || true
uptime
binaries=$(swift build --package-path Benchmarks -c release --show-bin-path)
"$binaries/time-analysis" "$@"
echo
"$binaries/time-reading"
