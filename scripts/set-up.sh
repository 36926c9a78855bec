#!/usr/bin/env bash
# Usage: scripts/set-up.sh
# Installs the system libraries that Magnify links with and Python for the data packages, where they
# are missing.
# On Debian and Ubuntu through apt; elsewhere it says what is needed.
set -euo pipefail

packages=(libopenblas-dev liblapacke-dev libboost-math-dev libnlopt-dev)
headers=(cblas.h lapacke.h boost/math/special_functions/gamma.hpp nlopt.h)

has_header() {
  echo "#include <$1>" | ${CXX:-clang++} -E -x c++ - >/dev/null 2>&1
}

if ! command -v swift >/dev/null; then
  echo "set-up: there is no 'swift' on the PATH; install Swift 6.1 or later from swift.org" >&2
  exit 1
fi

missing=()
for index in "${!packages[@]}"; do
  has_header "${headers[$index]}" || missing+=("${packages[$index]}")
done
# Data packages are validated by a Python tool in a virtual environment.
if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then missing+=(python3-venv); fi
if [ "${#missing[@]}" -eq 0 ]; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  cat >&2 <<MESSAGE
set-up: needed are OpenBLAS with CBLAS headers (pthread build), LAPACKE, Boost.Math headers, NLopt
and Python's venv.
MESSAGE
fi
"$(dirname "$0")/install-packages.sh" "${missing[@]}"
