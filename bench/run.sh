#!/bin/sh
# Times loading and evaluating a room log against a parse of the same bytes that does nothing.
# BUILD names the build directory, BENCH_ENTRIES how many entries there are to be (1000000 unless told).

set -eu

build=${BUILD:-build}
entries=${BENCH_ENTRIES:-1000000}
data=$build/bench-data/room-log-$entries

if [ ! -e "$data/complete" ]; then
  rm -rf "$data"
  lua5.4 samples/generate.lua bench "$entries" "$data" 12
  touch "$data/complete"
fi
"$build/bench/room_log" schema/facts.xml rules/hofu-juki "$data"/[0-9]*.xml
