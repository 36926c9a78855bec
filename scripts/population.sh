#!/usr/bin/env bash
# Usage: scripts/population.sh [--populations 500] [--persons 30] [--seed 1] [--jobs 2]
#        scripts/population.sh --peers [--logs 10000] [--sample 30]
# Measures the analysis of many people's logs on simulated populations and writes
# Documentation/population.md; with --peers prints the same data by R, and the times of both.
set -euo pipefail
cd "$(dirname "$0")/.."

product() {
  swift build --package-path Benchmarks -c release --product "$1" >&2
  echo "$(swift build --package-path Benchmarks -c release --show-bin-path)/$1"
}

if [ "${1:-}" = --peers ]; then
  shift
  logs=10000
  sample=30
  while [ $# -gt 0 ]; do
    case "$1" in
      --logs) logs=$2 ;;
      --sample) sample=$2 ;;
      *) echo "unknown option '$1'" >&2; exit 2 ;;
    esac
    shift 2
  done
  coverage=$(product population-coverage)
  timing=$(product time-population)
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  export OPENBLAS_NUM_THREADS=1
  echo "load average: $(cut -d' ' -f1-3 /proc/loadavg)"
  for kind in count score; do
    "$timing" --persons "$logs" --kind "$kind" --jobs 2 "$folder"
    Rscript Benchmarks/peers/population.R time "$folder" "$kind" "$sample"
  done
  "$coverage" --data "$folder/nights.csv"
  Rscript Benchmarks/peers/population.R fit "$folder/nights.csv"
  exit
fi

coverage=$(product population-coverage)
page=$(mktemp)
trap 'rm -f "$page"' EXIT
swift_version=$(swift --version 2>/dev/null | sed -n 's/.*\(Swift version [0-9.]*\).*/\1/p' | head -n 1)
magnify_version=$(sed -n 's/.*static let version = "\(.*\)".*/\1/p' Sources/magnify/Magnify.swift)
"$coverage" --populations 500 --persons 30 --seed 1 --jobs "$(nproc)" \
  --versions "Magnify $magnify_version, $swift_version, $(uname -s) $(uname -m)" \
  "$@" >"$page"
cat "$page" >Documentation/population.md
echo "Documentation/population.md"
