#!/usr/bin/env bash
# Usage: scripts/reanalysis.sh
# Writes Documentation/magnesium-reanalysis.md: what the shipped trials support, which printed numbers
# do not agree, what each claim deserves, what is missing. Needs the release build of the command.
set -euo pipefail
cd "$(dirname "$0")/.."

.build/release/magnify trials document Datasets/magnesium-trials --claims Datasets/claims \
  --format md --force -o Documentation/magnesium-reanalysis.md
echo "written: Documentation/magnesium-reanalysis.md"
