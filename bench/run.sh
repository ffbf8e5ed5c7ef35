#!/bin/sh
# Times whole audits of large logs against a parse of the same bytes that does nothing, within one process and as
# processes, says how the time for a record grows from log to log, and writes bench.json and bench-process.json beside
# them: one line for each log.
#
# BUILD          the build directory
# BENCH_LOGS     the logs, as KIND:RECORDS:DOCUMENTS:PEOPLE; KIND is bench (a room log) or ops (an operation history).
#                Each person has two permissions to enter rooms. For how time grows with size, for instance:
#                BENCH_LOGS='bench:10000000:12:2500 bench:50000000:12:2500 bench:1000000:12:250000 ops:10000000:12:2500'

set -eu

build=${BUILD:-build}
logs=${BENCH_LOGS:-'bench:100000:12:2500 bench:1000000:12:2500 bench:1000000:1:2500 ops:1000000:12:2500'}

rm -f "$build/bench.json" "$build/bench-process.json"
for log in $logs; do
  IFS=: read -r kind records documents people <<END
$log
END
  data=$build/bench-data/$kind-$records-$documents-$people
  if [ ! -e "$data/complete" ]; then
    rm -rf "$data"
    lua5.4 samples/generate.lua "$kind" "$records" "$data" "$documents" "$people"
    touch "$data/complete"
  fi
  "$build/bench/audit" "$log" "$build/bench.json" schema/facts.xml rules/hofu-juki "$data"/[0-9]*.xml
  BUILD=$build bench/process.sh "$log" "$data"
done
lua5.4 bench/growth.lua "$build/bench.json"
BUILD=$build bench/reports.sh
BUILD=$build bench/kept.sh
BUILD=$build bench/rules.sh
