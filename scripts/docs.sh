#!/usr/bin/env bash
# Usage: scripts/docs.sh [FOLDER]
# Builds the DocC documentation of every module that has a catalogue (X.docc) as one site in FOLDER
# (.build/documentation), for any server of plain files. A warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-.build/documentation}
page=Documentation/index.html
targets=()
for catalogue in Sources/*/*.docc; do
  module=$(basename "$catalogue" .docc)
  if ! grep -q "\"documentation/${module,,}/\"" "$page"; then
    echo "docs: $page has no link to $module" >&2
    exit 1
  fi
  targets+=(--target "$module")
done

rm -rf "$folder"
mkdir -p "$folder"
swift package --allow-writing-to-directory "$folder" generate-documentation "${targets[@]}" \
  --enable-experimental-combined-documentation --output-path "$folder" --disable-indexing \
  --transform-for-static-hosting --warnings-as-errors
cp "$page" "$folder/index.html"
grep -o 'href="[^"]*' "$page" | cut -d '"' -f 2 | while read -r link; do
  if [ ! -e "$folder/$link" ]; then
    echo "docs: $page names $link, which is not there" >&2
    exit 1
  fi
done
echo "documentation: python3 -m http.server --directory $folder, then http://localhost:8000"
