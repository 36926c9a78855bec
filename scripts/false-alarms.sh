#!/usr/bin/env bash
# Usage: scripts/false-alarms.sh [TABLES]
# Draws random tables of trials that are right (10,000), rounds them as papers round, and checks them
# with every rule. Writes Documentation/false-alarms.md; fails if more than 5 in 10,000 are accused.
set -euo pipefail
cd "$(dirname "$0")/.."

export MAGNIFY_FALSE_ALARMS=${1:-10000}
export MAGNIFY_FALSE_ALARMS_PAGE=$PWD/Documentation/false-alarms.md
swift build --build-tests --quiet
swift test --skip-build --filter FalseAlarmTests
cat "$MAGNIFY_FALSE_ALARMS_PAGE"
