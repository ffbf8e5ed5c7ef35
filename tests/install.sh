#!/bin/sh
# Installs under a temporary PREFIX and holds what is there: the program away from its source, the symbols, the library
# from another C program (tests/embed/embed.c), DESTDIR, uninstall.
#
# usage: install.sh
#
# BUILD names the build directory; the installed program is built below it, since PREFIX is compiled in. TAP 14 on
# standard output; exit status 0 unless a test fails.

# The tests are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/.." || exit 1
BUILD=${BUILD:-build}
mkdir -p "$BUILD/install" || exit 1
. tests/environment.sh
. tests/tap.sh
unset JUNSHU_DATA_DIR

# A sanitizer is linked to programs, not to libraries that other programs load: the installed ones are plain.
case " ${CFLAGS:-} ${LDFLAGS:-} " in *-fsanitize=*) unset CFLAGS LDFLAGS ;; esac

work=$build_path/install
prefix=$work/prefix
staged=$work/staged
CC=${CC:-gcc}
PKG_CONFIG_PATH=$prefix/lib/pkgconfig
export PKG_CONFIG_PATH
rm -rf "$prefix" "$prefix.away" "$staged"

build() {
  make "-j$(nproc)" CC="$CC" BUILD="$work/build" PREFIX="$prefix" "$@"
}

# list DIRECTORY: the files below it, with type and mode.
list() {
  (cd "$1" && find . ! -type d -printf '%p %y %m %l\n' | sort)
}

installs_everything() {
  build install || return 1
  for file in bin/junshu lib/libjunshu.a lib/libjunshu.so lib/libjunshu.so.0 include/junshu.h lib/pkgconfig/junshu.pc \
    share/man/man1/junshu.1 share/junshu/schema/facts.xml share/junshu/rules/hofu-juki/pack.xml; do
    [ -s "$prefix/$file" ] || { echo "missing: $file"; return 1; }
  done
}

# The names that the public header declares as functions.
declared() {
  # shellcheck disable=SC2086 # a compiler may be several words (ccache gcc)
  printf '#include <junshu.h>\n' | $CC -E -P -I"$prefix/include" - | tr '\n' ' ' | tr ';' '\n' |
    grep -v typedef | grep -o 'junshu_[a-z_]*(' | tr -d '(' | sort -u
}

exports_what_is_declared() {
  declared >"$work/declared"
  [ -s "$work/declared" ] || return 1
  nm -D --defined-only "$prefix/lib/libjunshu.so" | awk '{ print $3 }' | sort >"$work/shared"
  nm -g --defined-only "$prefix/lib/libjunshu.a" | awk 'NF == 3 { print $3 }' | sort >"$work/static"
  ! grep -v '^junshu_' "$work/shared" "$work/static" || return 1
  diff "$work/declared" "$work/shared" && diff "$work/declared" "$work/static"
}

has_soname() {
  readelf -d "$prefix/lib/libjunshu.so" | grep -q 'SONAME.*\[libjunshu\.so\.0\]'
}

embeds_shared() {
  # shellcheck disable=SC2046,SC2086 # options, one per word
  $CC -std=c11 -Wall -Werror -o "$work/embed-shared" tests/embed/embed.c $(pkg-config --cflags --libs junshu) ||
    return 1
  cd / && LD_LIBRARY_PATH=$prefix/lib "$work/embed-shared"
}

# Against libjunshu.a, with the libraries that junshu.pc says it needs.
embeds_static() {
  # shellcheck disable=SC2046,SC2086 # options, one per word
  $CC -std=c11 -Wall -Werror -o "$work/embed-static" tests/embed/embed.c $(pkg-config --cflags junshu) \
    "$prefix/lib/libjunshu.a" $(pkg-config --libs $(pkg-config --print-requires-private junshu)) -pthread || return 1
  ! readelf -d "$work/embed-static" | grep libjunshu || return 1
  cd / && "$work/embed-static"
}

# The pack and the fact model are found from any directory.
finds_its_data() {
  cd / && "$prefix/bin/junshu" --version && "$prefix/bin/junshu" schema --xsd >/dev/null &&
    "$prefix/bin/junshu" coverage >/dev/null
}

stages_the_same() {
  build install DESTDIR="$staged" || return 1
  list "$prefix" >"$work/plain.list"
  list "$staged$prefix" >"$work/staged.list"
  diff "$work/plain.list" "$work/staged.list" && diff -r "$prefix" "$staged$prefix"
}

# A copy elsewhere finds the data beside it, where there are none in PREFIX.
moves_with_its_data() {
  mv "$prefix" "$prefix.away" || return 1
  (cd / && "$staged$prefix/bin/junshu" schema --xsd >/dev/null)
  status=$?
  mv "$prefix.away" "$prefix"
  return "$status"
}

uninstalls_everything() {
  [ -e "$prefix/bin/junshu" ] && [ -e "$staged$prefix/bin/junshu" ] || return 1
  build uninstall && build uninstall DESTDIR="$staged" || return 1
  left=$(list "$prefix" && list "$staged")
  [ -z "$left" ] || { echo "left: $left"; return 1; }
}

run 'installs program, library, header, pkg-config file, schemas, packs and manual page' installs_everything
run 'exports exactly the functions of the header, all junshu_*' exports_what_is_declared
run 'the shared library has its SONAME' has_soname
run 'a C program links with the shared library and runs' embeds_shared
run 'a C program links with the static library and runs' embeds_static
run 'the installed program finds its data from another directory' finds_its_data
run 'DESTDIR changes the place and nothing else' stages_the_same
run 'a program that was moved finds its data' moves_with_its_data
run 'uninstall leaves nothing' uninstalls_everything
finish
