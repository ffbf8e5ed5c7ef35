#!/bin/sh
# Several reports into one directory appear together or not at all: a file that cannot be written, and a program that is
# killed anywhere, leave every report whole, old or new.
#
# usage: check.sh
#
# BUILD names the build directory. KILLS is how often the program is killed, at moments spread over its run (40). TAP 14
# on standard output; exit status 0 unless a test fails.

# The tests are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
KILLS=${KILLS:-40}
. tests/environment.sh
. tests/tap.sh
. tests/scratch.sh
case=tests/golden/formats

# audits AS_OF DIRECTORY: in every format. The case has a rule that cannot run, so that the exit status is 1; what was
# said shows whether the reports were written.
audits() {
  said=$(junshu audit --pack "$case/pack" "$case/facts.xml" --period 2025-04-01/2026-03-31 --as-of "$1" \
    -f html,json,csv,xlsx,sarif,oscal,junit,tap,text -o "$2" 2>&1)
  [ -z "$said" ] || { echo "$said" && return 1; }
}

# all_whole DIRECTORY: each report in it is one of the old ones or one of the new ones, byte for byte.
all_whole() {
  for file in "$scratch/old"/*; do
    name=${file##*/}
    cmp -s "$1/$name" "$scratch/old/$name" || cmp -s "$1/$name" "$scratch/new/$name" ||
      { echo "torn: $name" && return 1; }
  done
}

writes_old_and_new() {
  audits 2026-04-30 "$scratch/old" && audits 2026-05-31 "$scratch/new" &&
    [ "$(find "$scratch/old" -type f | wc -l)" -eq 9 ] &&
    for file in "$scratch/old"/*; do
      # TAP and JUnit say nothing of the as-of date.
      case $file in *.tap | *.junit.xml | *.csv) continue ;; esac
      ! cmp -s "$file" "$scratch/new/${file##*/}" || return 1
    done
}

finds_a_torn_report() {
  cp -r "$scratch/old" "$scratch/torn"
  head -c 1000 "$scratch/new/report.json" >"$scratch/torn/report.json"
  ! all_whole "$scratch/torn"
}

replaces_all() {
  cp -r "$scratch/old" "$scratch/all"
  audits 2026-05-31 "$scratch/all" && diff -r "$scratch/new" "$scratch/all"
}

# The last format's place is taken by a directory: what was there stays, and nothing else is left.
changes_nothing_on_failure() {
  cp -r "$scratch/old" "$scratch/blocked"
  rm "$scratch/blocked/report.txt" && mkdir "$scratch/blocked/report.txt"
  ! audits 2026-05-31 "$scratch/blocked" || return 1
  rmdir "$scratch/blocked/report.txt" && cp "$scratch/old/report.txt" "$scratch/blocked" &&
    diff -r "$scratch/old" "$scratch/blocked"
}

# now: milliseconds.
now() {
  echo "$(($(date +%s%N) / 1000000))"
}

survives_kills() {
  cp -r "$scratch/old" "$scratch/killed"
  begun=$(now)
  audits 2026-05-31 "$scratch/killed" || return 1
  whole=$(($(now) - begun))
  killed=0
  for i in $(seq "$KILLS"); do
    cp "$scratch/old"/* "$scratch/killed"
    timeout --signal=KILL "$(awk -v i="$i" -v n="$KILLS" -v ms="$whole" 'BEGIN { print (i * ms / n + 1) / 1000 }')" \
      "$BUILD/junshu" audit --pack "$case/pack" "$case/facts.xml" --period 2025-04-01/2026-03-31 --as-of 2026-05-31 \
      -f html,json,csv,xlsx,sarif,oscal,junit,tap,text -o "$scratch/killed" >/dev/null 2>&1
    [ "$?" -lt 128 ] || killed=$((killed + 1))
    all_whole "$scratch/killed" || { echo "after kill $i of $KILLS" && return 1; }
  done
  echo "killed $killed of $KILLS"
  [ "$killed" -gt 0 ] && audits 2026-05-31 "$scratch/killed" && all_whole "$scratch/killed" &&
    cmp "$scratch/killed/report.html" "$scratch/new/report.html"
}

run 'old and new reports differ' writes_old_and_new
run 'a torn report is found' finds_a_torn_report
run 'all reports are replaced, and nothing else is left' replaces_all
run 'a place that cannot be taken changes nothing' changes_nothing_on_failure
run 'a killed program leaves every report whole' survives_kills
finish
