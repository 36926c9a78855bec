#!/usr/bin/env bash
# Usage: scripts/docs.sh [FOLDER]
# Builds the DocC documentation of every library module into FOLDER (.build/documentation).
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-.build/documentation}
for module in Numerics Tables MixedModels NOf1 Trials Figures Reports; do
  mkdir -p "$folder/$module"
  swift package --allow-writing-to-directory "$folder/$module" generate-documentation \
    --target "$module" --output-path "$folder/$module" --disable-indexing \
    --transform-for-static-hosting --warnings-as-errors
done
echo "documentation: $folder"
