#!/usr/bin/env bash
# Measures magnify run: 10,000 logs of counts and of scores, one job at a time and two.
# Usage: scripts/bench-batch.sh [LOGS] [FOLDER]
# Prints milliseconds per log and how much faster two jobs are. Needs a release build; the folder
# (default: a new one under /tmp) should lie on a local disk.
set -euo pipefail
cd "$(dirname "$0")/.."

logs=${1:-10000}
folder=${2:-$(mktemp -d /tmp/magnify-bench.XXXXXX)}
magnify=${MAGNIFY:-$PWD/.build/release/magnify}
trap 'rm -rf "$folder"' EXIT

for kind in count score; do
  scripts/generate-many-logs.py "$folder/$kind" "$logs" "$kind"
  for jobs in 1 2; do
    rm -rf "$folder/$kind/results"
    started=$(date +%s.%N)
    "$magnify" run "$folder/$kind/plan.yaml" --jobs "$jobs" --quiet > /dev/null
    ended=$(date +%s.%N)
    if [ "$jobs" = 1 ]; then
      one=$(echo "$ended - $started" | bc -l)
    else
      two=$(echo "$ended - $started" | bc -l)
    fi
  done
  awk -v kind="$kind" -v n="$logs" -v one="$one" -v two="$two" 'BEGIN {
    printf "%s: %d logs, --jobs 1 %.3f ms per log, --jobs 2 %.3f ms per log, %.2f times as fast\n",
      kind, n, 1000 * one / n, 1000 * two / n, one / two }'
done
