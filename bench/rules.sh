#!/bin/sh
# Times what judging costs a record: rules against loops written by hand, over the room log of a million entries with
# ten of its thousand breaches, since what a breach costs is another matter (reports.sh). Writes bench-rules.json.
#
# BUILD names the build directory.

set -eu

build=${BUILD:-build}
whole=$build/bench-data/bench-1000000-12-2500
data=$whole-few-breaches

if [ ! -e "$data/complete" ]; then
  [ -e "$whole/complete" ] || lua5.4 samples/generate.lua bench 1000000 "$whole" 12 2500
  touch "$whole/complete"
  rm -rf "$data"
  mkdir "$data"
  cp "$whole"/[0-9]*.xml "$data"
  for log in "$data"/31-*.xml; do
    sed '/ id="E[0-9]*500"/{/ id="E[0-9]*00500"/!d}' "$log" >"$log.few"
    mv "$log.few" "$log"
  done
  touch "$data/complete"
fi
"$build/bench/rules" "$build/bench-rules.json" schema/facts.xml bench/rules "$data"/[0-9]*.xml
