#!/bin/sh
# The audits of the samples find exactly what was planted: nothing more, nothing less, and nothing of a set that lacks
# exports passes for lack of data.
#
# usage: check.sh
#
# BUILD names the build directory. TAP on standard output; exit status 0 unless a test fails.

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/scratch.sh

# audit SET STATUS: runs the audit, holds its exit status against the one expected, then its findings.
audit() {
  junshu audit "samples/$1" --period 2025-04-01/2026-03-31 --as-of 2026-04-30 -f json -o "$scratch/$1.json"
  status=$?
  test "$status" -eq "$2"
  report $? "$1 ends with $status, expected $2"
  count=$((count + 1))
  python3 tests/samples/compare.py "$count" "$1" "samples/$1/expected/findings.xml" "$scratch/$1.json" || failed=1
}

audit hofu-2025 2
audit hofu-2025-compliant 0
audit hofu-2025-partial 3

# Neither the order of the documents nor the number of threads, the locale or the time zone changes a byte.
set -- samples/hofu-2025/*.xml
reversed=
for path in "$@"; do reversed="$path $reversed"; done
# shellcheck disable=SC2086 # the names have no spaces
LC_ALL=C TZ=America/New_York junshu audit $reversed --threads 1 --period 2025-04-01/2026-03-31 --as-of 2026-04-30 -f json -o "$scratch/one.json"
cmp "$scratch/hofu-2025.json" "$scratch/one.json"
report $? "other order, one thread, other locale and time zone: the same bytes"

finish
