#!/usr/bin/env bash
# Usage: scripts/install.sh install|uninstall PREFIX [COMMAND]
# Installs the command, its manual pages and its completions (bash, zsh, fish) below PREFIX, or
# removes exactly what it installed there. COMMAND is a ready binary; without it one is built that
# runs without Swift's libraries. The variable DESTDIR, if set, is put before PREFIX.
set -euo pipefail

source=$(cd "$(dirname "$0")/.." && pwd)
list=share/magnify/installed.txt

fail() {
  echo "install: $1" >&2
  exit 1
}

build() {
  (
    cd "$source"
    swift build -c release --static-swift-stdlib --scratch-path .build/static --product magnify
  ) >&2
  echo "$source/.build/static/release/magnify"
}

# Puts everything that will be installed into a folder of its own.
stage() {
  local completions=$stage/share/bash-completion/completions
  mkdir -p "$stage/bin" "$completions" "$stage"/share/{zsh/site-functions,fish/vendor_completions.d}
  install -m 755 "$command" "$stage/bin/magnify"
  strip --strip-debug "$stage/bin/magnify"
  "$source/scripts/manual.py" "$command" "$stage/share/man/man1"
  "$command" --generate-completion-script bash >"$completions/magnify"
  "$command" --generate-completion-script zsh >"$stage/share/zsh/site-functions/_magnify"
  "$command" --generate-completion-script fish \
    >"$stage/share/fish/vendor_completions.d/magnify.fish"
}

# Makes a folder below the root, and those above it, and notes which are new.
make_folder() {
  [ ! -d "$root/$1" ] || return 0
  make_folder "$(dirname "$1")"
  mkdir -m 755 "$root/$1"
  made+=("$1")
}

install_all() {
  local folder=$root path above=0 made=() files=()
  while [ ! -d "$folder" ]; do
    above=$((above + 1))
    folder=$(dirname "$folder")
  done
  [ -w "$folder" ] ||
    fail "cannot write to $folder; if it is meant: sudo $0 install '$1' '$command'"
  mapfile -t files < <(cd "$stage" && find . -type f -printf '%P\n' | LC_ALL=C sort)
  for path in "${files[@]}" "$list"; do
    [ ! -e "$root/$path" ] || fail "$root/$path exists, and is not from here: nothing installed"
  done
  mkdir -p "$root"
  for path in "${files[@]}" "$list"; do make_folder "$(dirname "$path")"; done
  {
    printf 'file %s\n' "$list" "${files[@]}"
    [ "${#made[@]}" -eq 0 ] || printf 'folder %s\n' "${made[@]}"
    echo "above $above"
  } >"$root/$list"
  for path in "${files[@]}"; do
    install -m "$([ "$path" = bin/magnify ] && echo 755 || echo 644)" "$stage/$path" "$root/$path"
  done
}

# Removes the files on the list, then the folders that were made for them, if they are empty.
uninstall_all() {
  local lines folder=$root above path
  lines=$(cat "$root/$list")
  while read -r path; do rm -f "$root/$path"; done < <(sed -n 's/^file //p' <<<"$lines")
  while read -r path; do
    rmdir "$root/$path" 2>/dev/null || true
  done < <(sed -n 's/^folder //p' <<<"$lines" | tac)
  above=$(sed -n 's/^above //p' <<<"$lines")
  while [ "$above" -gt 0 ] && rmdir "$folder" 2>/dev/null; do
    folder=$(dirname "$folder")
    above=$((above - 1))
  done
}

[ $# -ge 2 ] && [ $# -le 3 ] || fail "usage: scripts/install.sh install|uninstall PREFIX [COMMAND]"
case $2 in
  /*) root=${DESTDIR:-}$2 ;;
  *) fail "PREFIX is a path from the root of the disk, not '$2'" ;;
esac
case $1 in
  install)
    if [ $# -eq 3 ]; then command=$(realpath "$3"); else command=$(build); fi
    stage=$(mktemp -d)
    trap 'rm -rf "$stage"' EXIT
    stage
    if [ -e "$root/$list" ]; then uninstall_all; fi
    install_all "$2"
    echo "installed: $root/bin/magnify"
    ;;
  uninstall)
    [ -e "$root/$list" ] || fail "nothing was installed below $root"
    uninstall_all
    echo "uninstalled: $root"
    ;;
  *) fail "install or uninstall, not '$1'" ;;
esac
