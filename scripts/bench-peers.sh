#!/usr/bin/env bash
# Usage: scripts/bench-peers.sh [--generalised] [--rounds 3] [--seconds 2] [--no-page] [case ...]
# Times Magnify and R's packages in turn on the same data, checks that the answers agree, and
# writes Documentation/speed.md, or for counts and yes or no Documentation/speed-generalised.md.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --package-path Benchmarks -c release --product time-models >&2
binaries=$(swift build --package-path Benchmarks -c release --show-bin-path)
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
python3 Benchmarks/peers/compare.py "$binaries/time-models" "$data" "$@"
