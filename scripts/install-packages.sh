#!/usr/bin/env bash
# Usage: scripts/install-packages.sh [PACKAGE]...
# Installs these packages on Debian and Ubuntu through apt; elsewhere it fails and names them.
set -euo pipefail

if [ "$#" -eq 0 ]; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "missing: $* (Debian's names); install them with your system's package manager" >&2
  exit 1
fi

run=()
if [ "$(id -u)" -ne 0 ]; then run=(sudo); fi
echo "installing $*"
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
"${run[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
