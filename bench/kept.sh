#!/bin/sh
# Times audits of a room log that keep no tables, that keep them, and that use what is kept, interleaved, and writes
# bench-kept.json: medians, and the median of what keeping costs the run beside it.
#
# BUILD          the build directory
# BENCH_KEPT     the directory of the log (default: that of 1,000,000 entries in twelve files that run.sh makes)
# BENCH_ROUNDS   how often (default 7)

set -eu

build=${BUILD:-build}
log=${BENCH_KEPT:-$build/bench-data/bench-1000000-12-2500}
work=$build/bench-kept
rm -rf "$work"
mkdir "$work"

# audit NAME OPTION...: appends to $work/spent what it spent. That a rule fails is expected.
audit() {
  name=$1
  shift
  "$build/bench/spend" "$work/spent" "$name" "$build/junshu" audit --data-dir . --as-of 2026-04-30 -f json \
    -o "$work/report-$name.json" "$log" "$@" || [ $? -eq 2 ]
}

for round in $(seq "${BENCH_ROUNDS:-7}"); do
  [ ! -t 2 ] || printf '\rround %s' "$round" >&2
  rm -rf "$work/kept"
  audit plain
  audit keeping --cache-dir "$work/kept"
  audit kept --cache-dir "$work/kept"
done
[ ! -t 2 ] || printf '\r' >&2
cmp "$work/report-plain.json" "$work/report-keeping.json"
cmp "$work/report-plain.json" "$work/report-kept.json"

lua5.4 - "$work/spent" >"$build/bench-kept.json" <<'END'
local function median(list)
  table.sort(list)
  return list[#list // 2 + 1]
end
local names, runs = { "plain", "keeping", "kept" }, {}
for line in io.lines(arg[1]) do
  local name, wall, cpu, memory = line:match("^(%S+) (%S+) (%S+) (%S+)")
  runs[name] = runs[name] or { wall = {}, cpu = {}, memory = {} }
  for measure, value in pairs({ wall = wall, cpu = cpu, memory = memory }) do
    table.insert(runs[name][measure], tonumber(value))
  end
end
local ratios = {}
for i, wall in ipairs(runs.plain.wall) do
  ratios[i] = runs.keeping.wall[i] / wall
end
local out = { ('"keeping_ratio":%.3f'):format(median(ratios)) }
for _, name in ipairs(names) do
  local run = runs[name]
  out[#out + 1] = ('"%s":{"wall":%.3f,"cpu":%.3f,"memory":%d}'):format(
    name, median(run.wall), median(run.cpu), median(run.memory))
end
print("{" .. table.concat(out, ",") .. "}")
END
cat "$build/bench-kept.json"
rm -rf "$work"
