#!/bin/sh
# A clause loses its rules in a copy of the pack. What the ledger notes beside rules is no reason to have none: lint and
# coverage report the clause as missing.
#
# usage: check.sh
#
# BUILD names the build directory. TAP on standard output; exit status 0 unless a test fails.

# The functions are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/pack_copy.sh

# drop ARTICLE: takes the rules of an article out, with their tests and the pictures, which mark their findings.
drop() {
  sed -i -e "/src=\"rules\/$1\.xml\"/d" -e "/src=\"tests\/$1\.xml\"/d" -e '/<pictures /d' "$pack/pack.xml"
}

lint_says() {
  ! junshu lint "$pack" >"$scratch/lint" 2>&1 && grep -q "error: .*$1" "$scratch/lint"
}

coverage_says() {
  ! junshu coverage "$pack" >"$scratch/coverage" 2>&1 && grep -q "^$1 .*\*\*\*" "$scratch/coverage"
}

drop 15
run 'lint reports a clause with nothing but a note' lint_says '条項 15 に、規則も'
run 'and so does coverage' coverage_says 15
sed -i '/<entry clause="15"/s/adequacy/recital/' "$pack/ledger.xml"
run 'a reason that stands instead of rules is one' junshu lint "$pack"
finish
