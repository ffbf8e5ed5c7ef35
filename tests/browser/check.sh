#!/bin/sh
# Opens HTML reports in a headless Chromium: the filter, keys, links, print, readers with other needs, hostile texts, ten
# thousand findings.
#
# usage: check.sh [TEST...], by default every function test_… of tests/browser/test_*.py
#
# BUILD names the build directory, PYTHON the Python that has selenium (Debian's). TAP 14 on standard output; exit
# status 0 unless a test fails.

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/pack_copy.sh
PYTHON=${PYTHON:-/usr/bin/python3}

# audits SET LANGUAGE ARGUMENT...: the reports of the set are there, whatever comes of the rules.
audits() {
  set=$1
  lang=$2
  shift 2
  junshu audit "$@" --period 2025-04-01/2026-03-31 --as-of 2026-04-30 --lang "$lang" -f html,json -o "$scratch/$set"
  [ "$?" -le 3 ] && [ -s "$scratch/$set/report.json" ]
}

prepares() {
  "$PYTHON" tests/browser/many_facts.py 10000 >"$scratch/many.xml" &&
    audits many ja "$scratch/many.xml" &&
    audits small ja tests/golden/audit-small/facts.xml &&
    audits small-en en tests/golden/audit-small/facts.xml &&
    audits sample ja samples/hofu-2025 &&
    audits sample-en en samples/hofu-2025 &&
    cp -r samples/hofu-2025 "$scratch/facts" && rm "$scratch"/facts/[34]1-*.xml &&
    "$PYTHON" tests/browser/hostile.py "$scratch/facts" "$pack" schema/facts.xml &&
    audits hostile ja "$scratch/facts" --pack "$pack" &&
    audits hostile-en en "$scratch/facts" --pack "$pack"
}

if ! output=$(prepares 2>&1); then
  printf '1..1\nnot ok 1 - the reports are written\n%s\n' "$(printf '%s' "$output" | tail -n 30 | sed 's/^/# /')"
  exit 1
fi
"$PYTHON" tests/browser/main.py "$scratch" "$BUILD" "$@"
