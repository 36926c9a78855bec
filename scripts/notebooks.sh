#!/usr/bin/env bash
# Executes the notebooks and writes what they show into them.
# Usage: scripts/notebooks.sh [--check]
#   --check   write nothing; fail where a cell raises or a notebook would show something else
# The command is $MAGNIFY, or the one that `make build` made.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/set-up-python.sh Notebooks/requirements.txt
export MAGNIFY="$(realpath "${MAGNIFY:-.build/release/magnify}")"
.build/python/bin/python Notebooks/execute.py "$@" Notebooks/*.ipynb
