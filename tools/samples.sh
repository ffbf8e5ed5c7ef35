#!/bin/sh
# Generates one set of sample records. The set appears whole or not at all, and git passes over it.
#
# usage: samples.sh SET

set -eu
cd "$(dirname -- "$0")/.."

target=samples/$1
fresh=samples/.$1.new
printf '  LUA    %s\n' "$target"
rm -rf "$fresh"
mkdir "$fresh"
lua5.4 samples/generate.lua "$1" "$fresh"
printf '*\n' >"$fresh/.gitignore"
touch "$fresh/.generated"
rm -rf "$target"
mv "$fresh" "$target"
