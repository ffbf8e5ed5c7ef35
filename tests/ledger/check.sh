#!/bin/sh
# A clause loses its rules in a copy of the pack. What the ledger notes beside rules is no reason to have none, nor is a
# reason that the words of the clause do not bear: lint and coverage report the clause as missing.
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

# give CLAUSE REASON: changes the reason that the ledger gives for a clause.
give() {
  sed -i "/<entry clause=\"$1\"/s/reason=\"[a-z]*\"/reason=\"$2\"/" "$pack/ledger.xml"
}

drop 15
run 'lint reports a clause with nothing but a note' lint_says '条項 15 に、規則も'
run 'and so does coverage' coverage_says 15
for reason in definition power recital enforcement; do
  give 15 "$reason"
  run "a duty is excused by no $reason" lint_says '条項 15 に、規則も'
  run "and coverage has it missing" coverage_says 15
done
run 'lint says what is wrong with the reason' lint_says '台帳の 15 の理由は施行であるが、15 は附則でない'

# Beside Article 15 without its rules, these would be errors too many.
fresh() {
  rm -rf "$scratch/rules" && cp -r rules "$scratch"
}

# clear ARTICLE: takes the rules of an article out, but not its definitions, which other articles use.
clear() {
  sed -i '/<rule /,/<\/rule>/d' "$pack/rules/$1.xml"
  sed -i -e "/src=\"tests\/$1\.xml\"/d" -e '/<pictures /d' "$pack/pack.xml"
}

fresh
clear 07
run 'a power with nothing but a note is missing' lint_says '条項 7 に、規則も'
give 7 power
run 'a clause that says no more than 「できる」 may be a power' junshu lint "$pack"

fresh
clear 09
give 9-1 power
run '「についてのみ…できる」 is a prohibition' lint_says '条項 9-1 に、規則も'
run 'and so lint says' lint_says '台帳の 9-1 の理由は権限であるが'

fresh
give '6-3(1)' recital
run 'a mistaken reason is reported beside rules' lint_says '台帳の 6-3(1) の理由は前置きであるが'
give '6-3(1)' definition
run 'items of a duty are no definitions' lint_says '台帳の 6-3(1) の理由は定義であるが'
finish
