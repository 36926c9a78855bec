#!/usr/bin/env bash
# Usage: scripts/set-up-peers.sh
# Installs R and the packages that Magnify's speed is compared with, where they are missing.
# On Debian and Ubuntu through apt; elsewhere it says what is needed.
set -euo pipefail

packages=(r-base-core r-cran-lme4 r-cran-nlme r-cran-lmertest r-cran-pbkrtest r-cran-glmmtmb
  r-cran-metafor)

if ! command -v apt-get >/dev/null; then
  if Rscript -e 'for (p in c("lme4", "nlme", "lmerTest", "pbkrtest", "glmmTMB", "metafor")) library(p, character.only = TRUE)' \
    >/dev/null 2>&1; then
    exit 0
  fi
  echo "set-up-peers: R with the packages lme4, nlme, lmerTest, pbkrtest, glmmTMB and metafor is needed" >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' \
    || missing+=("$package")
done
"$(dirname "$0")/install-packages.sh" "${missing[@]}"
