# A directory for what a test writes, which is removed at the end. To be sourced: sets scratch.
# shellcheck shell=sh

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
