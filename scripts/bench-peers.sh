#!/usr/bin/env bash
# Usage: scripts/bench-peers.sh [--generalised] [--rounds 3] [--seconds 2] [--no-page] [case ...]
#        scripts/bench-peers.sh --pooling [--passes 3] [--no-page]
# Times Magnify and R's packages in turn on the same data, checks that the answers agree, and
# writes Documentation/speed.md, for counts and yes or no Documentation/speed-generalised.md, for
# meta-analyses Documentation/speed-pooling.md.
set -euo pipefail
cd "$(dirname "$0")/.."

product=time-models
script=compare.py
if [[ "${1:-}" == --pooling ]]; then
  product=time-pooling
  script=pooling.py
  shift
fi
swift build --package-path Benchmarks -c release --product "$product" >&2
binaries=$(swift build --package-path Benchmarks -c release --show-bin-path)
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
python3 "Benchmarks/peers/$script" "$binaries/$product" "$data" "$@"
