#!/bin/sh
# Runs the program and compares whole outputs with the expected ones.
#
# usage: run.sh [--write] [CASE...], by default every case
#
# A case is a directory tests/golden/CASE with a file `command`: shell commands, run in the root of the repository, with
# the program found as `junshu`, $CASE naming the directory of the case and $OUT an empty directory for files. Beside
# it stands what is expected: `stdout`, `stderr` and `status` (absent: nothing, nothing, 0), and `out/` for the files
# in $OUT. --write (make golden) writes these anew. BUILD names the build directory, GOLDEN another directory of cases.
# TAP 14 on standard output.

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/scratch.sh

write=false
if [ "${1:-}" = --write ]; then
  write=true
  shift
fi
cases=${GOLDEN:-tests/golden}
if [ "$#" -eq 0 ]; then
  for command in "$cases"/*/command; do
    [ ! -f "$command" ] || set -- "$@" "$(basename -- "$(dirname -- "$command")")"
  done
fi

# play CASE: leaves what the case gives in $scratch/found, laid out as what is expected; empty files are left out.
play() {
  rm -rf "$scratch/found"
  mkdir -p "$scratch/found/out"
  CASE=$cases/$1 OUT=$scratch/found/out sh "$cases/$1/command" \
    >"$scratch/found/stdout" 2>"$scratch/found/stderr" </dev/null
  status=$?
  [ "$status" -eq 0 ] || printf '%s\n' "$status" >"$scratch/found/status"
  rmdir "$scratch/found/out" 2>/dev/null
  find "$scratch/found" -maxdepth 1 -type f -empty -exec rm {} +
}

# expected CASE: the same for the case's own files, in $scratch/expected.
expected() {
  rm -rf "$scratch/expected"
  mkdir "$scratch/expected"
  for part in stdout stderr status out; do
    [ ! -e "$cases/$1/$part" ] || cp -R "$cases/$1/$part" "$scratch/expected"
  done
}

write_expected() {
  for part in stdout stderr status out; do
    rm -rf "${cases:?}/$1/$part"
    [ ! -e "$scratch/found/$part" ] || cp -R "$scratch/found/$part" "$cases/$1"
  done
}

for case in "$@"; do
  play "$case"
  ! $write || write_expected "$case"
  expected "$case"
  difference=$(cd "$scratch" && diff -ru expected found)
  report "$?" "$case" "$difference"
done
finish
