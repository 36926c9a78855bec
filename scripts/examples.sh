#!/usr/bin/env bash
# Usage: scripts/examples.sh [run]
# Builds the programs of Examples into .build/debug, beside what the package has built there and
# with the same objects; with `run`, runs them too.
set -euo pipefail
cd "$(dirname "$0")/.."

# The versions of the package's own build: others would have it built anew.
if [ -f Package.resolved ]; then cp Package.resolved Examples/; fi
swift build --package-path Examples --scratch-path .build
if [ "${1:-}" = run ]; then
  for program in PersonalVerdict PooledTrials MixedModel PlanATrial; do
    echo
    echo "$program"
    .build/debug/"$program"
  done
fi
