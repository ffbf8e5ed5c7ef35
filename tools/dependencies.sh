#!/bin/sh
# Installs what is missing of the named groups of packages.txt through apt. Where nothing is missing, it needs neither
# root nor a network.
#
# usage: dependencies.sh GROUP...

set -eu
LC_ALL=C
export LC_ALL

list=$(dirname -- "$0")/../packages.txt

die() {
  printf 'junshu: %s\n' "$1" >&2
  exit 1
}

packages_of() {
  awk -v group="$1" '$1 == group { print $2 }' "$list"
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# apt ARGUMENT...: never asks, and reads nothing from the caller's standard input.
apt() {
  if [ "$(id -u)" -eq 0 ]; then
    env DEBIAN_FRONTEND=noninteractive apt-get "$@" </dev/null
  else
    sudo env DEBIAN_FRONTEND=noninteractive apt-get "$@" </dev/null
  fi
}

[ "$#" -gt 0 ] || die 'usage: dependencies.sh GROUP...'
wanted=
for group in "$@"; do
  packages=$(packages_of "$group")
  [ -n "$packages" ] || die "packages.txt has no group \"$group\""
  wanted="$wanted $packages"
done

for tool in dpkg-query apt-get; do
  command -v "$tool" >/dev/null ||
    die "$tool is not there: install what packages.txt lists ($*) by other means, then run make and tests/run.sh"
done

missing=
for package in $wanted; do
  is_installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

[ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
  die "not root and no sudo: install by hand:$missing"

printf 'installing:%s\n' "$missing"
apt update -qq || printf 'junshu: apt-get update failed; trying with the lists that are there\n' >&2
# shellcheck disable=SC2086 # a list of package names
apt install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends $missing || die "apt could not install:$missing"
