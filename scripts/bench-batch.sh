#!/usr/bin/env bash
# Measures magnify run: logs of counts and of scores, one job at a time and two.
# Usage: scripts/bench-batch.sh [LOGS] [FOLDER]
# Prints milliseconds per log, by the clock and of the processors, and how much faster two jobs are.
# One job and two take turns over the parts of the plan, since the speed of a machine that is shared
# drifts from minute to minute.
# LOGS is 10000 unless given; FOLDER is a new one under /tmp and should lie on a local disk. MAGNIFY
# names the command (default: the release build).
set -euo pipefail
cd "$(dirname "$0")/.."

logs=${1:-10000}
folder=${2:-$(mktemp -d /tmp/magnify-bench.XXXXXX)}
magnify=${MAGNIFY:-$PWD/.build/release/magnify}
plans="$folder/bench-batch"
parts=10
trap 'rm -rf "$plans"; rmdir "$folder" 2> /dev/null || true' EXIT
TIMEFORMAT='%R %U %S'

for kind in count score; do
  scripts/generate-many-logs.py "$plans/$kind" "$logs" "$kind"
  for figures in "" --no-figures; do
    rm -f "$plans"/time-*
    for part in $(seq "$parts"); do
      for jobs in $((1 + part % 2)) $((2 - part % 2)); do
        rm -rf "$plans/$kind/results"
        { time "$magnify" run "$plans/$kind/plan.yaml" --shard "$part/$parts" --jobs "$jobs" \
          --quiet $figures > /dev/null; } 2>> "$plans/time-$jobs"
      done
    done
    awk -v what="$kind $figures" -v n="$logs" '
      FNR == 1 { jobs++ }
      { wall[jobs] += 1000 * $1 / n; processor[jobs] += 1000 * ($2 + $3) / n }
      END {
        for (jobs = 1; jobs <= 2; jobs++)
          printf "%s: %d logs, --jobs %d: %.3f ms per log, %.3f ms of processors\n",
            what, n, jobs, wall[jobs], processor[jobs]
        printf "%s: two jobs are %.2f times as fast\n", what, wall[1] / wall[2]
      }' "$plans/time-1" "$plans/time-2"
  done
done
