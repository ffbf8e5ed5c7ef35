#!/bin/sh
# A stored result gives every report byte for byte as the audit did; one that was damaged or edited gives none.
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

# All formats but PDF, which is made of the HTML.
formats=$(junshu report --help --lang en | awk '/^Formats/ { on = 1; next } /^$/ { on = 0 } on && $1 != "pdf" { print $1 }' |
  paste -s -d ,)

# audits NAME LANGUAGE ARGUMENT...: the reports in $scratch/NAME/LANGUAGE, the exit status in a file beside it.
audits() {
  directory=$scratch/$1/$2
  language=$2
  mkdir -p "$scratch/$1"
  shift 2
  junshu audit "$@" --period 2025-04-01/2026-03-31 --as-of 2026-04-30 --lang "$language" -f "$formats" -o "$directory"
  echo "$?" >"$directory.status"
  [ -s "$directory/report.json" ]
}

# reports_the_same NAME: from the one result, in both languages, every file and the exit status.
reports_the_same() {
  for language in ja en; do
    junshu report "$scratch/$1/ja/report.json" --lang "$language" -f "$formats" -o "$scratch/$1/$language.again"
    [ "$?" -eq "$(cat "$scratch/$1/$language.status")" ] &&
      diff -r "$scratch/$1/$language" "$scratch/$1/$language.again" || return 1
  done
}

# holds NAME ARGUMENT...: audits in both languages, then reports.
holds() {
  name=$1
  shift
  audits "$name" ja "$@" && audits "$name" en "$@" && reports_the_same "$name"
}

finds_a_difference() {
  cp -r "$scratch/small/ja" "$scratch/small/ja.kept"
  printf ' ' >>"$scratch/small/ja/report.csv"
  ! reports_the_same small >"$scratch/said" && grep -q 'report.csv' "$scratch/said"
  found=$?
  rm -r "$scratch/small/ja"
  mv "$scratch/small/ja.kept" "$scratch/small/ja"
  return "$found"
}

reads_standard_input() {
  junshu report - -f csv <"$scratch/small/ja/report.json" | cmp - "$scratch/small/ja/report.csv"
}

# Windows writes names in CP932: such a path is shown as far as it is text, the same each time.
holds_a_path_that_is_no_text() {
  odd=$scratch/$(printf 'a\223d\377.xml')
  cp tests/golden/formats/facts.xml "$odd" && holds odd --pack tests/golden/formats/pack "$odd" &&
    grep -q "$(printf 'a\357\277\275d\357\277\275.xml')" "$scratch/odd/ja/report.json"
}

# exits STATUS ARGUMENT...
exits() {
  expected=$1
  shift
  junshu report "$@" >"$scratch/out" 2>"$scratch/err"
  status=$?
  [ "$status" -eq "$expected" ] || { echo "exit status $status" && return 1; }
}

fails_on_what_it_is_told_to() {
  partial=$scratch/hofu-2025-partial/ja/report.json
  exits 3 "$partial" && exits 0 "$partial" --fail-on fail && exits 64 "$partial" --fail-on everything &&
    exits 64 "$partial" -f no-format && exits 64 && exits 64 "$partial" "$partial"
}

# refuses FILE WORD: with a message that has the word, without a report, and the one that was there before stays.
refuses() {
  echo before >"$scratch/old.html"
  if ! exits 1 "$1" -f html -o "$scratch/old.html" --lang en || ! grep -q -- "$2" "$scratch/err" ||
    [ "$(cat "$scratch/old.html")" != before ] || ! exits 1 "$1" -f text || [ -s "$scratch/out" ]; then
    cat "$scratch/err"
    return 1
  fi
}

refuses_what_is_no_result() {
  refuses "$scratch/nothing.json" 'no such file' && refuses "$scratch" 'directory' &&
    refuses tests/golden/formats/facts.xml ':1:1: error: this is not JSON' &&
    refuses schema/result.schema.json 'format is missing'
}

refuses_what_was_cut_off() {
  size=$(wc -c <"$scratch/small/ja/report.json")
  i=0
  while [ "$i" -lt 200 ]; do
    head -c $((size * i / 200)) "$scratch/small/ja/report.json" >"$scratch/cut.json"
    if ! exits 1 "$scratch/cut.json" -f csv || [ -s "$scratch/out" ] || [ ! -s "$scratch/err" ]; then
      echo "cut at $((size * i / 200))"
      return 1
    fi
    i=$((i + 1))
  done
}

refuses_what_was_edited() {
  sed 's/: "fail"/: "pass"/' "$scratch/small/ja/report.json" >"$scratch/edited.json"
  refuses "$scratch/edited.json" 'damaged or was edited' &&
    sed 's/$/\r/' "$scratch/small/ja/report.json" >"$scratch/edited.json" &&
    refuses "$scratch/edited.json" 'damaged or was edited' &&
    sed 's/urn:junshu:result:2/urn:junshu:result:99/' "$scratch/small/ja/report.json" >"$scratch/edited.json" &&
    refuses "$scratch/edited.json" 'urn:junshu:result:99'
}

# Every member of every kind of object taken away, or of another type, or with one beside it that nobody knows.
follows_its_schema() {
  mkdir "$scratch/sample" && "$BUILD/tests/test_report" "$scratch/sample" &&
    python3 tests/stored/damage.py "$BUILD/junshu" "$scratch/sample/report.ja.json" schema/result.schema.json
}

run 'a small pack with every result is reported the same' holds small \
  --pack tests/golden/formats/pack tests/golden/formats/facts.xml
for sample in hofu-2025 hofu-2025-compliant hofu-2025-partial; do
  run "$sample is reported the same" holds "$sample" "samples/$sample"
done
run 'a path that is no UTF-8 does no harm' holds_a_path_that_is_no_text
run 'a report that differs is found' finds_a_difference
run 'a result comes from standard input' reads_standard_input
run 'the exit status is as --fail-on says' fails_on_what_it_is_told_to
run 'what is no result is refused' refuses_what_is_no_result
run 'a result that was cut off is refused' refuses_what_was_cut_off
run 'a result that was edited is refused' refuses_what_was_edited
run 'a sealed result that does not follow its schema is refused' follows_its_schema
finish
