#!/bin/sh
# Runs every test and counts. The last line of the output is `N passed, N failed`; the exit status is 0 only without a
# failure. What should be there and is not counts as failed. A new directory tests/NAME with a check.sh that writes TAP
# is run without further ado.
#
# usage: run.sh
#
# BUILD names the build directory. The whole output of each step is kept in BUILD/test-logs.

set -u
cd "$(dirname -- "$0")/.." || exit 1
BUILD=${BUILD:-build}
export BUILD
LIMIT=${TEST_TIMEOUT:-900}
logs=$BUILD/test-logs
rm -rf "$logs"
mkdir -p "$logs" || exit 1
. tests/environment.sh

passed=0
failed=0
skipped=0

section() {
  printf '\n%s\n' "$1"
}

line() {
  printf '  %-8s %-34s %s\n' "$1" "$2" "$3"
}

missing() {
  failed=$((failed + 1))
  line MISSING "$1" "$2"
}

count_lines() {
  grep -c -- "$1" "$log"
}

# step NAME FILE COMMAND...: runs a command that writes TAP, or reports that FILE, which it needs, is not there.
step() {
  name=$1
  needed=$2
  shift 2
  if [ ! -e "$needed" ]; then
    missing "$name" "$needed is not there"
    return
  fi
  log=$logs/$(printf '%s' "$name" | tr ' /' '--').log
  begun=$(date +%s)
  timeout --kill-after=10 "$LIMIT" "$@" >"$log" 2>&1 </dev/null
  status=$?
  tally "$name" "$status" "$(($(date +%s) - begun)) s"
}

# tally NAME STATUS TIME: counts what stands in $log. A command that ends without running all that it planned, or fails
# without saying at what, is a failure of its own.
tally() {
  good=$(count_lines '^ok ')
  bad=$(count_lines '^not ok ')
  skips=$(count_lines '^ok .*# SKIP')
  planned=$(awk '/^1\.\.[0-9]+/ { sub(/^1\.\./, ""); total += $1 } END { print total + 0 }' "$log")
  why=
  if [ "$2" -eq 124 ]; then
    why="stopped after $LIMIT s"
  elif [ $((good + bad)) -eq 0 ]; then
    why="ran no test, exit status $2"
  elif [ "$planned" -ne $((good + bad)) ]; then
    why="planned $planned tests, ran $((good + bad)), exit status $2"
  elif [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; then
    why="exit status $2"
  fi
  [ -z "$why" ] || bad=$((bad + 1))
  passed=$((passed + good - skips))
  failed=$((failed + bad))
  skipped=$((skipped + skips))

  words="$good passed"
  [ "$skips" -eq 0 ] || words="$((good - skips)) passed, $skips skipped"
  if [ "$bad" -eq 0 ]; then
    line ok "$1" "$words, $3"
  else
    line FAILED "$1" "$words, $bad failed, $3${why:+: $why}"
    show_failures
  fi
  sed -n 's/^ok [0-9]* *-* *\(.*\)# SKIP */           skipped: \1: /p' "$log"
}

# Each failed test with the comments below it; or, where none is named, how the output ends.
show_failures() {
  if [ "$(count_lines '^not ok ')" -gt 0 ]; then
    awk '/^(not )?ok / { shown = /^not / } shown && (/^not ok / || /^#/ || /^ /) { print "    " $0 }' "$log" | head -n 200
  else
    tail -n 40 "$log" | sed 's/^/    /'
  fi
}

# one NAME FILE COMMAND...: a command that is one test, passed when it exits 0.
one() {
  name=$1
  needed=$2
  shift 2
  # shellcheck disable=SC2016 # the inner shell expands these
  step "$name" "$needed" sh -c 'output=$("$@" 2>&1); status=$?
    [ "$status" -eq 0 ] && echo "ok 1 - $*" || echo "not ok 1 - $*: exit status $status"
    printf "%s\n" "$output" | sed "s/^/# /"; echo 1..1' sh "$@"
}

section 'Code'
step layers tests/layers.sh tests/layers.sh

section 'Units'
units=$(find tests/unit -name 'test_*.c' 2>/dev/null | sort)
[ -n "$units" ] || missing 'unit tests' 'tests/unit has no test_*.c'
for source in $units; do
  unit=$(basename -- "$source" .c)
  step "$unit" "$BUILD/tests/$unit" env CMOCKA_MESSAGE_OUTPUT=TAP "$BUILD/tests/$unit"
done

section 'Regulation, rules and records'
[ -f tests/regulation/check.sh ] || missing regulation tests/regulation/check.sh
for check in tests/*/check.sh; do
  step "$(basename -- "$(dirname -- "$check")")" "$check" "$check"
done
step 'rules: junshu test' "$BUILD/junshu" "$BUILD/junshu" test rules/hofu-juki -f tap
one 'rules: junshu lint' "$BUILD/junshu" "$BUILD/junshu" lint rules/hofu-juki
one 'rules: junshu coverage' "$BUILD/junshu" "$BUILD/junshu" coverage rules/hofu-juki
step schemas schema/result.schema.json tests/schema.sh

section 'Outputs'
step golden tests/golden/run.sh tests/golden/run.sh
step documentation README.md tests/docs.sh

section 'Installation'
step install tests/embed/embed.c tests/install.sh

printf '\nlogs: %s\n' "$logs"
[ "$skipped" -eq 0 ] || printf '%d skipped\n' "$skipped"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
