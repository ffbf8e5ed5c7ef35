#!/bin/sh
# Kept tables: the report of a run that uses them has the same bytes as one that does not, whatever happened to them.
#
# usage: check.sh
#
# BUILD names the build directory. TAP 14 on standard output; exit status 0 unless a test fails.

# The tests are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/scratch.sh
lua5.4 samples/generate.lua bench 80000 "$scratch/log" 3 100
log=$scratch/log
kept=$scratch/kept
formats=json,html,text,csv,xlsx,sarif,oscal,junit,tap

# audits NAME OPTION...: the log, as the reports $scratch/NAME; what it says is in $scratch/said.
audits() {
  name=$1
  shift
  junshu audit --as-of 2026-04-30 -f "$formats" -o "$scratch/$name" --profile "$scratch/profile.json" "$log" "$@" \
    >/dev/null 2>"$scratch/said"
  [ $? -eq 2 ]
}

# is_as_fresh: the reports of a run with the cache are those of one without.
is_as_fresh() {
  audits fresh && audits kept-run --cache-dir "$kept" "$@" && diff -r "$scratch/fresh" "$scratch/kept-run"
}

# has STAGE: the last run had it, and it came to something. has STAGE not: it did not.
has() {
  python3 - "$scratch/profile.json" "$@" <<'END'
import json
import sys

rows = json.load(open(sys.argv[1], encoding="utf-8"))["rows"]
found = any(row["stage"] == sys.argv[2] and row["items"] > 0 for row in rows)
sys.exit(found != (len(sys.argv) == 3))
END
}

entries() {
  find "$kept" -name '*.tables' | wc -l
}

entry() {
  find "$kept" -name '*.tables' | head -n 1
}

run 'the first run has the same reports' is_as_fresh
run 'it parses' has read
run 'and keeps what it parsed' has keep
run 'in a directory for its owner alone' test "$(stat -c %a "$kept")" = 700
run 'as a file for its owner alone' test "$(stat -c %a "$(entry)")" = 600
run 'nothing else is left there' test "$(find "$kept" -type f | wc -l)" = 1
run 'the second run has the same reports' is_as_fresh
run 'it does not parse' has read not
run 'it restores' has restore
junshu audit --as-of 2026-04-30 -f json --cache-dir "$kept" "$log" >/dev/null 2>"$scratch/said"
run 'and says nothing' test ! -s "$scratch/said"
for threads in 1 2 5; do
  run "$threads threads restore the same" is_as_fresh --threads "$threads"
  run "$threads threads restore" has restore
done

JUNSHU_CACHE_DIR=$kept
export JUNSHU_CACHE_DIR
audits environment
run 'the environment names the directory as well' has restore
audits environment --cache-dir=
run 'an empty name keeps nothing' has read
junshu check "$log" >/dev/null
run 'junshu check reads the documents themselves' test "$(entries)" = 1
unset JUNSHU_CACHE_DIR

# ---- other documents ----

cp -r "$log" "$scratch/other"
log=$scratch/other
run 'the same documents at another place have the names of that place' is_as_fresh
run 'and are restored' has restore
log=$scratch/log

swap() {
  mv "$log/31-room-log-001.xml" "$log/swap" && mv "$log/31-room-log-002.xml" "$log/31-room-log-001.xml" &&
    mv "$log/swap" "$log/31-room-log-002.xml"
}
swap
run 'documents in another order are others' is_as_fresh
run 'and are parsed' has read
swap

touch -r "$log/31-room-log-001.xml" "$scratch/time"
sed -i '0,/entered="\(....-..-..\)T0/s//entered="\1T1/' "$log/31-room-log-001.xml"
touch -r "$scratch/time" "$log/31-room-log-001.xml"
run 'a document with another byte, of the same size and time, is another' is_as_fresh
run 'and is parsed' has read
before=$(entries)
run 'what it became is kept in the place of what it was' is_as_fresh
run 'and is restored' has restore
run 'as one entry' test "$before" = "$(entries)"

mkdir "$scratch/data"
cp -r schema rules "$scratch/data"
printf '<!-- another -->\n' >>"$scratch/data/schema/facts.xml"
audits model --data-dir "$scratch/data" --cache-dir "$kept"
run 'another fact model makes other tables' has read

# ---- damage ----

rm -rf "$kept"
audits whole --cache-dir "$kept"
cp "$(entry)" "$scratch/whole"

# damaged NAME: after the entry was changed, the reports are the same, and a whole entry takes its place.
damaged() {
  run "$1: the same reports" is_as_fresh
  run "$1: parsed" has read
  audits again --cache-dir "$kept"
  run "$1: mended" has restore
}

for seed in 1 2 3 4 5; do
  python3 - "$(entry)" "$seed" <<'END'
import random
import sys

random.seed(int(sys.argv[2]))
data = bytearray(open(sys.argv[1], "rb").read())
at = random.randrange(len(data))
data[at] ^= random.randrange(1, 256)
open(sys.argv[1], "wb").write(data)
END
  damaged "a byte changed ($seed)"
done
truncate -s -1 "$(entry)"
damaged 'a byte missing'
: >"$(entry)"
damaged 'an empty entry'
chmod 644 "$(entry)"
damaged 'an entry that others can read'
path=$(entry)
mv "$path" "$scratch/aside" && ln -s "$scratch/aside" "$path"
run 'a link is not followed' is_as_fresh
run 'but replaced' test ! -L "$path"

# ---- the directory ----

audits one --cache-dir "$scratch/both" &
audits_one=$!
junshu audit --as-of 2026-04-30 -f json --cache-dir "$scratch/both" "$log" >"$scratch/two.json" 2>/dev/null
wait "$audits_one"
run 'two processes at once do not hinder each other' cmp "$scratch/one/report.json" "$scratch/two.json"
run 'and leave one entry' test "$(find "$scratch/both" -type f | wc -l)" = 1

for i in 1 2 3 4 5 6 7 8 9; do
  : >"$kept/junshu-$i.tables"
  touch -d "2020-01-0$i" "$kept/junshu-$i.tables"
done
: >"$kept/junshu-0.new"
touch -d 2020-01-01 "$kept/junshu-0.new"
: >"$kept/other"
rm "$path"
audits many --cache-dir "$kept"
run 'no more than eight entries stay' test "$(entries)" = 8
run 'the newest of them' test -s "$path" -a ! -e "$kept/junshu-2.tables" -a -e "$kept/junshu-3.tables"
run 'what was left unfinished goes' test ! -e "$kept/junshu-0.new"
run 'what is not ours stays' test -e "$kept/other"

rm "$path"
chmod 500 "$kept"
run 'a directory that cannot be written changes no report' is_as_fresh
chmod 700 "$kept"

formats=json
audits plain
(
  ulimit -f 4000 # blocks of 512 bytes
  audits full --cache-dir "$scratch/no-room"
)
report $? 'no room for an entry: the audit goes on'
run 'with the same report' cmp "$scratch/plain" "$scratch/full"
run 'and a warning' grep -q "^$scratch/no-room: warning: 読み込んだ記録を保持できなかった" "$scratch/said"
run 'nothing half-written stays' test "$(find "$scratch/no-room" -type f | wc -l)" = 0

# refuses NAME MESSAGE: that directory is not used; nothing is reported.
refuses() {
  junshu audit --as-of 2026-04-30 -f json --lang en --cache-dir "$1" "$log" >"$scratch/report" 2>"$scratch/said"
  [ $? -eq 1 ] && [ ! -s "$scratch/report" ] && grep -q "^$1: error: $2" "$scratch/said"
}

mkdir "$scratch/open"
chmod 777 "$scratch/open"
run 'a directory that others can write is refused' refuses "$scratch/open" 'a directory for kept records must be your own'
run 'and nothing is put there' test "$(find "$scratch/open" -type f | wc -l)" = 0
: >"$scratch/file"
run 'a file is no directory' refuses "$scratch/file" 'cannot open the file: errno 20'
run 'nor is one made where there is nothing' refuses "$scratch/none/kept" 'no such file or directory'

# ---- what is not kept ----

lua5.4 samples/generate.lua bench 1000 "$scratch/small" 1
junshu audit --as-of 2026-04-30 -f json --cache-dir "$scratch/nothing" "$scratch/small" >/dev/null 2>&1
run 'documents that are read at once are not kept' test "$(find "$scratch/nothing" -type f | wc -l)" = 0
junshu audit --as-of 2026-04-30 -f json --cache-dir "$scratch/nothing" "$log"/[13]0*.xml - \
  <"$log/31-room-log-001.xml" >/dev/null 2>&1
run 'nor is standard input' test "$(find "$scratch/nothing" -type f | wc -l)" = 0
sed -i '0,/room="[^"]*"/s//room="NONE"/' "$log/31-room-log-001.xml"
junshu audit --as-of 2026-04-30 -f json --cache-dir "$scratch/nothing" "$log" >/dev/null 2>&1
report "$([ $? -eq 1 ]; echo $?)" 'documents with errors are refused as ever'
run 'and not kept' test "$(find "$scratch/nothing" -type f | wc -l)" = 0

finish
