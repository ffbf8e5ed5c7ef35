#!/bin/sh
# Runs every fuzzer for a while, from its seeds in fuzz/corpus/NAME and what earlier runs found. A crash is kept under
# BUILD/crashes and makes this fail.
#
# usage: fuzz.sh BUILD SECONDS

set -u

build=$1
seconds=$2
status=0

for fuzzer in "$build"/fuzzers/*; do
  [ -x "$fuzzer" ] || continue
  name=$(basename -- "$fuzzer")
  found=$build/corpus/$name
  crashes=$build/crashes/$name
  mkdir -p "$found" "$crashes" || exit 1

  set -- "$found"
  [ ! -d "fuzz/corpus/$name" ] || set -- "$@" "fuzz/corpus/$name"
  [ ! -f "fuzz/$name.dict" ] || set -- "-dict=fuzz/$name.dict" "$@"
  printf '== fuzz %s, %s s\n' "$name" "$seconds"
  "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 \
    -artifact_prefix="$crashes/" "$@" || status=1
done

[ "$status" -eq 0 ] || printf 'junshu: a fuzzer found a fault: see %s/crashes\n' "$build" >&2
exit "$status"
