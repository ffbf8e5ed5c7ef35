#!/bin/sh
# Times the program on a log as people run it, from its start to its end, beside a process that parses the same bytes and
# does nothing, interleaved. Prints medians, with ratios to that parse, and appends them to bench-process.json.
# Arguments: the name of the log, its directory.
#
# BUILD          the build directory
# BENCH_ROUNDS   how often (default 7)

set -eu

build=${BUILD:-build}
spent=$build/bench-process.txt
rm -f "$spent"

# audit NAME THREADS: that a rule fails is expected.
audit() {
  "$build/bench/spend" "$spent" "$1" "$build/junshu" audit --data-dir . --as-of 2026-04-30 --threads "$2" -f text \
    -o /dev/null "$log" || [ $? -eq 2 ]
}

log=$2
for round in $(seq "${BENCH_ROUNDS:-7}"); do
  [ ! -t 2 ] || printf '\rround %s' "$round" >&2
  "$build/bench/spend" "$spent" parse "$build/bench/audit" parse "$log"/[0-9]*.xml
  audit one_thread 1
  audit two_threads 2
done
[ ! -t 2 ] || printf '\r' >&2
lua5.4 bench/process.lua "$1" "$spent" "$build/bench-process.json"
