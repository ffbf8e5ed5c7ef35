#!/bin/sh
# Runs the commands in the documentation and compares what they print: tests/docs.lua.
#
# usage: docs.sh [FILE...], by default README.md and docs/*.md
#
# BUILD names the build directory that stands for build/ in the commands.

set -u
cd "$(dirname -- "$0")/.." || exit 1
BUILD=${BUILD:-build}
export BUILD
. tests/environment.sh

if [ "$#" -eq 0 ]; then
  set -- README.md
  for page in docs/*.md; do
    [ ! -f "$page" ] || set -- "$@" "$page"
  done
fi
exec lua5.4 tests/docs.lua "$@"
