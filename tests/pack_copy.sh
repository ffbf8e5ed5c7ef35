# A copy of the schemas and the pack to change, which the program then uses. To be sourced after environment.sh: sets
# scratch, a directory that is removed at the end, and pack.
# shellcheck shell=sh disable=SC2034

. tests/scratch.sh
cp -r schema rules "$scratch" || exit 1
JUNSHU_DATA_DIR=$scratch
pack=$scratch/rules/hofu-juki
