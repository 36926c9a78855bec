#!/usr/bin/env bash
# Usage: scripts/set-up-test-tools.sh
# Installs what the tests of pages and of the installation need, where it is missing: Chromium with
# its driver, the shells whose completions are tried, and the readers of manual pages.
set -euo pipefail

missing=()
for package in chromium chromium-driver zsh fish groff mandoc man-db; do
  case $package in
    chromium-driver) program=chromedriver ;;
    man-db) program=man ;;
    *) program=$package ;;
  esac
  command -v "$program" >/dev/null || missing+=("$package")
done
"$(dirname "$0")/install-packages.sh" "${missing[@]}"
