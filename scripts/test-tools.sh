#!/usr/bin/env bash
# Usage: scripts/test-tools.sh [COMMAND]
# Tests what surrounds the command COMMAND (default: the debug build): pages in a browser, notebooks,
# the workflow, the examples, installation.
# Screenshots of the pages are kept in .build/artefacts.
set -euo pipefail
cd "$(dirname "$0")/.."

export MAGNIFY=${1:-.build/debug/magnify}
scripts/set-up-test-tools.sh
scripts/set-up-python.sh Tests/requirements.txt Notebooks/requirements.txt Workflow/requirements.txt
# Each on its own: every folder has its own fixtures.
for suite in Pages Notebooks Workflow Install; do
  echo "Tests/$suite"
  .build/python/bin/python -m pytest -q "Tests/$suite"
done
