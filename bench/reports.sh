#!/bin/sh
# Times what 100,000 findings cost in each format against the same room log with 100 of them, and writes
# bench-reports.json. Without the permissions to enter rooms, every entry is a finding.
#
# BUILD names the build directory.

set -eu

build=${BUILD:-build}
few=$build/bench-data/bench-100000-1-2500
many=$build/bench-data/bench-100000-1-2500-no-permissions

if [ ! -e "$many/complete" ]; then
  rm -rf "$few" "$many"
  lua5.4 samples/generate.lua bench 100000 "$few" 1 2500
  mkdir "$many"
  cp "$few"/[0-9]*.xml "$many"
  grep -v '<room-permission ' "$few/30-rooms.xml" >"$many/30-rooms.xml"
  touch "$few/complete" "$many/complete"
fi
"$build/bench/reports" "$build/bench-reports.json" schema/facts.xml rules/hofu-juki "$few"/[0-9]*.xml -- "$many"/[0-9]*.xml
