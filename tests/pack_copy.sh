# A copy of the schemas and the pack to change, which the program then uses. To be sourced after environment.sh: sets
# scratch, a directory that is removed at the end, and pack.
# shellcheck shell=sh disable=SC2034

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cp -r schema rules "$scratch" || exit 1
JUNSHU_DATA_DIR=$scratch
pack=$scratch/rules/hofu-juki
