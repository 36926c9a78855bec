#!/usr/bin/env bash
# Usage: scripts/set-up-browser.sh
# Installs Chromium and its driver, with which the pages of results are tested, where they are
# missing.
set -euo pipefail

missing=()
for package in chromium chromium-driver; do
  program=${package/chromium-driver/chromedriver}
  command -v "$program" >/dev/null || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  echo "set-up-browser: missing: ${missing[*]} (Debian's names); install them, then run this again" >&2
  exit 1
fi

run=()
if [ "$(id -u)" -ne 0 ]; then run=(sudo); fi
echo "set-up-browser: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
"${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
