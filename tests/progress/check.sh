#!/bin/sh
# The bar that long work shows: on a terminal alone, never with NO_COLOR, and nothing of it stays.
#
# usage: check.sh
#
# BUILD names the build directory. TAP 14 on standard output; exit status 0 unless a test fails.

# The tests are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/scratch.sh
lua5.4 samples/generate.lua bench 70000 "$scratch/log" 2
lua5.4 samples/generate.lua bench 1000 "$scratch/short" 2

# on_terminal VARIABLE=VALUE... DIRECTORY: what an audit says on a terminal.
on_terminal() {
  env "$@" python3 - "$(command -v junshu)" "$directory" <<'END'
import os
import pty
import sys

child, terminal = pty.fork()
if child == 0:
    out = os.open("/dev/null", os.O_WRONLY)
    os.dup2(out, 1)
    os.execv(sys.argv[1], ["junshu", "audit", "--data-dir", ".", "--as-of", "2026-04-30", sys.argv[2]])
said = b""
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError:
        break
    if not piece:
        break
    said += piece
os.waitpid(child, 0)
sys.stdout.buffer.write(said)
END
}

is_taken_away() {
  [ "$(tail -c 4 "$scratch/said" | od -An -tx1 | tr -d ' ')" = 0d1b5b4b ]
}

directory=$scratch/log
on_terminal TERM=xterm LC_ALL=ja_JP.UTF-8 >"$scratch/said"
run 'a terminal sees how far reading has come' grep -aq '読込み \[#*\.*\] [0-9]*%' "$scratch/said"
run 'and judging' grep -aq '判定 \[#*\.*\] [0-9]*%' "$scratch/said"
run 'the last thing is that it is taken away' is_taken_away
on_terminal TERM=xterm NO_COLOR=1 >"$scratch/said"
run 'NO_COLOR shows none' test ! -s "$scratch/said"
on_terminal TERM=dumb >"$scratch/said"
run 'nor does a terminal that cannot take it away' test ! -s "$scratch/said"
directory=$scratch/short
on_terminal TERM=xterm >"$scratch/said"
run 'short work shows none' test ! -s "$scratch/said"
junshu audit --data-dir . --as-of 2026-04-30 "$scratch/log" >/dev/null 2>"$scratch/said"
run 'nor does a file' test ! -s "$scratch/said"

finish
