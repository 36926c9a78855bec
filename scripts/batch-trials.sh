#!/usr/bin/env bash
# Puts magnify run through what must not harm it: kills, a full disk, shards.
# Usage: scripts/batch-trials.sh [LOGS]
# LOGS (default 1000) are simulated; MAGNIFY names the command (default: the release build). The full
# disk needs the right to mount a tmpfs and is passed over without it.
set -euo pipefail
cd "$(dirname "$0")/.."

logs=${1:-1000}
magnify=${MAGNIFY:-$PWD/.build/release/magnify}
folder=$(mktemp -d /tmp/magnify-batch.XXXXXX)
mounted=
clean() {
  # Lazily: a command that was interrupted with this script may still be writing.
  if [ -n "$mounted" ]; then umount --lazy "$folder/small" || true; fi
  rm -rf "$folder"
}
trap clean EXIT

scripts/generate-many-logs.py "$folder/plan" "$logs"
plan="$folder/plan/plan.yaml"
results="$folder/plan/results"
RANDOM=${SEED:-1}

started=$(date +%s%N)
"$magnify" run "$plan" --quiet > /dev/null
seconds=$((($(date +%s%N) - started) / 1000000))
mv "$results" "$folder/undisturbed"
echo "undisturbed: $logs logs in $seconds ms"

# Three kills at random moments within the first three quarters of the time.
for kill in 1 2 3; do
  resume=$([ "$kill" = 1 ] || echo --resume)
  "$magnify" run "$plan" $resume --quiet > /dev/null &
  pid=$!
  wait=$((RANDOM % (seconds / 4 + 1) + 20))
  sleep "$(printf '%d.%03d' $((wait / 1000)) $((wait % 1000)))"
  kill -KILL "$pid" 2> /dev/null || true
  wait "$pid" 2> /dev/null || true
  echo "killed after $wait ms: $(cat "$results"/.magnify/journal.jsonl 2> /dev/null | wc -l) jobs in the journal"
done
"$magnify" run "$plan" --resume --quiet > /dev/null
diff -r "$results" "$folder/undisturbed"
echo "resumed: the same bytes, hidden files included"

# Any number of jobs, and shards, give the same summary.
for jobs in 1 4; do
  rm -rf "$results"
  "$magnify" run "$plan" --jobs "$jobs" --quiet > /dev/null
  diff -r "$results" "$folder/undisturbed"
done
echo "--jobs 1 and 4: the same bytes"
rm -rf "$results"
for shard in 1 2 3; do "$magnify" run "$plan" --shard "$shard/3" --quiet > /dev/null; done
(cd / && "$magnify" run "$plan" --collect --quiet > /dev/null)
cmp "$results/summary.csv" "$folder/undisturbed/summary.csv"
echo "three shards, collected from another folder: the same summary"

# A disk of a megabyte fills up; when there is room the run goes on.
mkdir "$folder/small"
if ! mount -t tmpfs -o size=1m tmpfs "$folder/small" 2> /dev/null; then
  echo "full disk: passed over, a tmpfs cannot be mounted here"
  exit 0
fi
mounted=yes
cp "$plan" "$folder/plan/full.yaml"
sed -i "1i output: $folder/small/results" "$folder/plan/full.yaml"
status=0
"$magnify" run "$folder/plan/full.yaml" --quiet 2> "$folder/message" > /dev/null || status=$?
[ "$status" = 73 ] || { echo "full disk: exit status $status instead of 73"; exit 1; }
head -1 "$folder/message"
whole=0
while read -r file; do
  python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$file"
  whole=$((whole + 1))
done < <(find "$folder/small/results" -name '*.json')
[ -z "$(find "$folder/small/results" -name '*.tmp')" ]
[ "$(tail -c 1 "$folder/small/results/.magnify/journal.jsonl" | od -An -c | tr -d ' ')" = '\n' ]
echo "full disk: exit status 73, $whole results, all whole, nothing half-written"
mount -o remount,size=2g "$folder/small"
"$magnify" run "$folder/plan/full.yaml" --resume --quiet > /dev/null
diff -r "$folder/small/results" "$folder/undisturbed"
echo "full disk: resumed with room, the same bytes"
