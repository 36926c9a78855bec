#!/usr/bin/env bash
# Usage: scripts/check-datasets.sh
# Validates every data package of Datasets/ with frictionless, and the evidence tables with checks of
# their own. frictionless is installed into .build/datasets-venv, where it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

version=5.18.1
environment=.build/datasets-venv
tool=$environment/bin/frictionless

if [ "$("$tool" --version 2>/dev/null)" != "$version" ]; then
  echo "datasets: installing frictionless $version into $environment"
  python3 -m venv --clear "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check "frictionless==$version"
fi

for package in Datasets/*/datapackage.json; do
  if ! report=$("$tool" validate "$package" 2>&1); then
    echo "$report" >&2
    echo "datasets: $package is not valid" >&2
    exit 1
  fi
  echo "datasets: $package is valid"
done
"$environment/bin/python" scripts/check-evidence.py
