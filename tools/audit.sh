#!/bin/sh
# Audits the sample year and says where the reports are. Whatever the audit found, it ran: only a program that could
# not run makes this fail.
#
# usage: audit.sh PROGRAM OUTPUT, where OUTPUT is the directory of the reports

set -u

program=$1
output=$2

mkdir -p "$(dirname -- "$output")" || exit 1
# The data of this tree, also where another version is installed.
JUNSHU_DATA_DIR=${JUNSHU_DATA_DIR:-.}
export JUNSHU_DATA_DIR

"$program" audit samples/hofu-2025 --period 2025-04-01/2026-03-31 --as-of 2026-04-30 -f html,pdf,json,text,xlsx \
  -o "$output"
status=$?

case $status in
0) outcome='everything is compliant or not applicable' ;;
2) outcome='a rule failed' ;;
3) outcome='no rule failed; something is unknown or for review' ;;
*)
  printf 'junshu: the audit did not run (exit status %s)\n' "$status" >&2
  exit 1
  ;;
esac

printf '\nThe audit ran (exit status %s: %s). The reports:\n' "$status" "$outcome"
find "$output"* -type f | sort | sed 's/^/  /'
