#!/bin/sh
# Proves that the tests' own tools fail where they should: tests/run.sh, tests/golden/run.sh, tests/docs.sh.
#
# usage: check.sh
#
# Works on a small tree with copies of the tools. TAP 14 on standard output; exit status 0 unless a test fails.

# Commands and pages stand in single quotes: others expand them.
# shellcheck disable=SC2016

set -u
LC_ALL=C
export LC_ALL

tests=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd) || exit 1
# shellcheck source=tests/tap.sh
. "$tests/tap.sh"
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT

mkdir -p "$tree/tests/golden" "$tree/build"
cp "$tests/run.sh" "$tests/environment.sh" "$tests/tap.sh" "$tests/scratch.sh" "$tests/docs.sh" "$tests/docs.lua" "$tree/tests"
cp "$tests/golden/run.sh" "$tree/tests/golden"
printf '#!/bin/sh\necho "program $*"\n' >"$tree/build/junshu"
chmod +x "$tree/build/junshu"
cd "$tree" || exit 1
unset GOLDEN
BUILD=build
export BUILD

# expect STATUS NAME COMMAND...: the command passes (0) or fails (1).
expect() {
  wanted=$1
  name=$2
  shift 2
  found=$("$@" 2>&1)
  status=$?
  [ "$((status != 0))" -eq "$wanted" ]
  report "$?" "$name" "$found"
}

# ---- tests/run.sh ----

# tallies WORDS NAME SCRIPT: what run.sh says of a check that is this script.
tallies() {
  mkdir -p tests/sample
  printf '#!/bin/sh\n%s\n' "$3" >tests/sample/check.sh
  chmod +x tests/sample/check.sh
  found=$(TEST_TIMEOUT=1 tests/run.sh 2>&1)
  printf '%s\n' "$found" | grep -q "^  $1"
  report "$?" "run.sh: $2" "$found"
}

tallies 'ok  *sample  *2 passed' 'two good tests' 'printf "1..2\nok 1\nok 2\n"'
tallies 'ok  *sample  *1 passed, 1 skipped' 'a skipped test is not a passed one' 'printf "1..2\nok 1\nok 2 # SKIP no\n"'
tallies 'FAILED  *sample  *1 passed, 1 failed' 'a bad test' 'printf "1..2\nok 1\nnot ok 2\n"; exit 1'
tallies 'FAILED  *sample  *1 passed, 1 failed' 'a bad test of a check that exits 0' 'printf "1..2\nok 1\nnot ok 2\n"'
tallies 'FAILED  *sample  *1 passed, 1 failed.*planned 2' 'a check that ends early' 'printf "1..2\nok 1\n"; kill -SEGV $$'
tallies 'FAILED  *sample  *1 passed, 1 failed.*status 3' 'a check that fails without saying at what' \
  'printf "1..1\nok 1\n"; exit 3'
tallies 'FAILED  *sample  *0 passed, 1 failed.*no test' 'a check without tests' 'echo 1..0'
tallies 'FAILED  *sample  *1 passed, 1 failed.*stopped' 'a check that does not end' 'printf "1..1\nok 1\n"; sleep 60'
tallies 'MISSING  *documentation' 'a step that is not there' 'printf "1..1\nok 1\n"'
[ "$(printf '%s\n' "$found" | tail -n 1 | sed 's/[0-9][0-9]*/N/g')" = 'N passed, N failed' ]
report "$?" 'run.sh: the last line counts' "$found"
expect 1 'run.sh: fails where anything is missing' tests/run.sh

# ---- tests/golden/run.sh ----

mkdir -p tests/golden/case
echo 'junshu a; echo b >&2; echo c >"$OUT/d"; exit 3' >tests/golden/case/command
expect 1 'golden: a case without what is expected' tests/golden/run.sh
expect 0 'golden: --write writes it' tests/golden/run.sh --write
[ "$(cat tests/golden/case/stdout tests/golden/case/stderr tests/golden/case/status tests/golden/case/out/d)" = "program a
b
3
c" ]
report "$?" 'golden: all of it is written' "$(ls -R tests/golden/case)"
expect 0 'golden: and holds' tests/golden/run.sh
for part in stdout stderr status out/d; do
  cp "tests/golden/case/$part" kept
  echo x >>"tests/golden/case/$part"
  expect 1 "golden: another $part" tests/golden/run.sh
  rm "tests/golden/case/$part"
  expect 1 "golden: no $part" tests/golden/run.sh
  cp kept "tests/golden/case/$part"
done

# ---- tests/docs.sh ----

# page STATUS NAME SESSION: a page with this session passes (0) or fails (1).
page() {
  printf 'Text\n\n```console\n%b\n```\n' "$3" >README.md
  expect "$1" "docs: $2" tests/docs.sh
}

page 0 'the output that is shown' '$ build/junshu a\nprogram a'
page 1 'another output' '$ build/junshu a\nprogram b'
page 1 'less output' '$ printf "1\\\\n2\\\\n"\n1'
page 1 'more output' '$ echo 1\n1\n2'
page 1 'output that is not shown' '$ echo 1'
page 0 'anything within a line' '$ echo 1 2 3\n1 … 3'
page 1 'not anything else' '$ echo 1 2 3\n1 … 4'
page 0 'any lines' '$ seq 9\n1\n…\n9'
page 1 'not any end' '$ seq 9\n1\n…\n8'
page 0 'the status of the command before' '$ false\n$ echo $?\n1'
page 0 'a command of several lines' '$ echo 1 \\\n  2\n1 2'
page 1 'a command that would run the tests' '$ make test\n…'

finish
