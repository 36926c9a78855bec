#!/usr/bin/env bash
# Makes the virtual environment .build/python with what these lists of packages name.
# Usage: scripts/set-up-python.sh REQUIREMENTS.txt...
# Does nothing where the environment holds the same lists already.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.build/python
mkdir -p .build
for list in "$@"; do
  stamp="$environment/$(echo "$list" | tr / -).sha256"
  if [ -f "$stamp" ] && sha256sum --check --quiet "$stamp" 2>/dev/null; then continue; fi
  [ -x "$environment/bin/python" ] || python3 -m venv "$environment"
  "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$list"
  sha256sum "$list" > "$stamp"
done
