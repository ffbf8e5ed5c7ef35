#!/bin/sh
# Holds the formats for programs against their published schemas, their usual readers, and report.json: the sample of
# the unit tests, whose names try to break out of every format, and whole audits. Then proves that each check fails
# where it should.
#
# usage: check.sh
#
# BUILD names the build directory. check_FORMAT.py holds a report against report.json. TAP 14 on standard output; exit
# status 0 unless a test fails.

# The tests are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/scratch.sh

formats='csv sarif oscal junit tap'

# The reports of each set in each language are in $scratch/SET/LANGUAGE, with the names that audit gives them.
writes_sample() {
  mkdir "$scratch/written" && "$BUILD/tests/test_report" "$scratch/written" || return 1
  for lang in ja en; do
    mkdir -p "$scratch/sample/$lang"
    for file in "$scratch/written/report.$lang".*; do
      mv "$file" "$scratch/sample/$lang/report.${file#"$scratch/written/report.$lang."}"
    done
  done
}

# audits SET ARGUMENT...: whatever comes of the rules, one that cannot run among them, the reports are there.
audits() {
  set=$1
  shift
  for lang in ja en; do
    mkdir -p "$scratch/$set"
    junshu audit "$@" --period 2025-04-01/2026-03-31 --as-of 2026-04-30 --lang "$lang" \
      -f "json,$(echo "$formats" | tr ' ' ,)" -o "$scratch/$set/$lang"
    [ "$?" -le 3 ] && [ -s "$scratch/$set/$lang/report.json" ] || return 1
  done
}

extension() {
  case $1 in
  oscal) echo oscal.json ;;
  junit) echo junit.xml ;;
  *) echo "$1" ;;
  esac
}

# holds FORMAT DIRECTORY LANGUAGE: the report in the directory is as it should be.
holds() {
  python3 "tests/formats/check_$1.py" "$2/report.$(extension "$1")" "$2/report.json" "$3"
}

# refuses FORMAT EDIT: the report of the hostile pack, changed by sed, is not.
refuses() {
  rm -rf "$scratch/changed"
  cp -r "$scratch/hostile/ja" "$scratch/changed"
  sed -i -e "$2" "$scratch/changed/report.$(extension "$1")"
  ! cmp -s "$scratch/changed/report.$(extension "$1")" "$scratch/hostile/ja/report.$(extension "$1")" || return 1
  ! holds "$1" "$scratch/changed" ja
}

# The name of the output says the format, the longest extension first.
guesses() {
  junshu audit tests/golden/formats/facts.xml --pack tests/golden/formats/pack --as-of 2026-04-30 -o "$scratch/$1"
  [ "$?" -le 3 ] && head -n 3 "$scratch/$1" | grep -q "$2"
}

run 'the sample is written' writes_sample
run 'the hostile pack is audited' audits hostile --pack tests/golden/formats/pack tests/golden/formats/facts.xml
for set in hofu-2025 hofu-2025-partial; do
  run "$set is audited" audits "$set" "samples/$set"
done
for format in $formats; do
  for place in sample/ja sample/en hostile/ja hostile/en hofu-2025/ja hofu-2025-partial/en; do
    run "$format: $place" holds "$format" "$scratch/$place" "${place#*/}"
  done
done

run 'report.json is json' guesses report.json urn:junshu:result:2
run 'report.oscal.json is oscal' guesses report.oscal.json assessment-results
run 'oscal.json is oscal' guesses oscal.json assessment-results
run 'any other name is text' guesses report 遵守状況監査

run 'csv: a cell that is a formula is found' refuses csv "s/'=/=/"
run 'csv: another result is found' refuses csv 's/"判定不能"/"適合"/'
run 'csv: another line is found' refuses csv 's/"17"/"18"/'
run 'csv: a row too few is found' refuses csv '/^"適合"/d'
run 'csv: a quote that is not doubled is found' refuses csv 's/""x""/"x"/'
run 'csv: bare line feeds are found' refuses csv 's/\r$//'
run 'sarif: a fail that became a pass is found' refuses sarif 's/"kind": "fail"/"kind": "pass"/'
run 'sarif: a level on what is no fail is found' refuses sarif 's/"level": "none"/"level": "note"/'
run 'sarif: another line is found' refuses sarif 's/"startLine": 17/"startLine": 18/'
run 'sarif: a link in a message is found' refuses sarif 's/\\\\\[/[/'
run 'sarif: a member without its value is found' refuses sarif 's/"version": "2.1.0"/"version": ""/'
run 'oscal: an unknown that became satisfied is found' refuses oscal 's/"not-satisfied"/"satisfied"/'
run 'oscal: another line is found' refuses oscal '/"line"/,/value/ s/"17"/"18"/'
run 'oscal: another result is found' refuses oscal 's/"value": "review"/"value": "pass"/'
run 'oscal: markup in a text is found' refuses oscal 's/\\\\</</'
run 'oscal: a UUID of another kind is found' refuses oscal 's/-5\(...-[89ab]\)/-1\1/'
run 'junit: an unknown without its failure is found' refuses junit '/type="unknown"/d'
run 'junit: a review called a fail is found' refuses junit 's/type="review"/type="fail"/'
run 'junit: a wrong count is found' refuses junit 's/failures="4"/failures="3"/'
run 'junit: another line is found' refuses junit 's/line="17"/line="18"/'
run 'junit: an element of our own is found' refuses junit 's/system-out>/system-note>/g'
run 'tap: an unknown that became ok is found' refuses tap 's/^not ok 4/ok 4/'
run 'tap: a test too few is found' refuses tap '/^ok 3/d'
run 'tap: another line is found' refuses tap 's/line: 17/line: 18/'
run 'tap: a directive in a title is found' refuses tap 's/退室の記録/& # TODO/'

# What junshu test writes for CI is of the same dialect.
tests_pass_as_junit() {
  junshu test -f junit >"$scratch/tests.xml" &&
    xmllint --nonet --noout --schema tests/schemas/junit.xsd "$scratch/tests.xml"
}
run 'junshu test writes the same JUnit XML' tests_pass_as_junit
finish
