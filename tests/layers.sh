#!/bin/sh
# Holds the code to its layers and sizes, then proves each of these checks on a small tree that breaks it.
#
# usage: layers.sh
#
# TAP 14 on standard output; exit status 0 unless a check fails. The rules stand in tests/layers.awk.

set -u
LC_ALL=C
export LC_ALL

tests=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
# shellcheck source=tests/tap.sh
. "$tests/tap.sh"
. tests/scratch.sh

# inspect ROOT: what layers.awk says about the code below it.
inspect() {
  for directory in engine tests bench fuzz samples tools; do
    [ ! -d "$1/$directory" ] || printf '%s\n' "$1/$directory"
  done | while read -r directory; do
    find "$directory" -name '*.[ch]' -o -name '*.lua' -o -name '*.sh'
  done | sort | xargs -r awk -v root="$1" -f "$tests/layers.awk"
}

# check NAME TITLE: the faults of one kind in this repository.
check() {
  faults=$(awk -F '\t' -v name="$1" '$1 == name { print $2 }' "$scratch/found")
  looked=$(awk -F '\t' -v name="$1" '$1 == "#" && $2 == name { print $3 }' "$scratch/found")
  [ -z "$faults" ] && [ "${looked:-0}" -gt 0 ]
  report "$?" "$2 ($looked looked at)" "$faults"
}

inspect "$tests/.." >"$scratch/found" || exit 1
check direction 'an include goes to the same layer or a lower one'
check command 'the command includes only the public header, and that includes nothing of ours'
check third-party 'a third-party header is included by its one module'
check file-size 'no file has more than 600 lines'
check function-size 'no function has more than 60 lines'

# A tree without a fault, to be broken below.
plant() {
  tree=$scratch/tree
  rm -rf "$tree"
  for layer in base xml model facts text rules result eval report api cmd; do
    mkdir -p "$tree/engine/$layer"
    printf '#include <stdio.h>\n#include "base/base.h"\n' >"$tree/engine/$layer/a.c"
  done
  printf '#include "api/junshu.h"\n' >"$tree/engine/cmd/a.c"
  printf '#include <stddef.h>\n' >"$tree/engine/api/junshu.h"
  printf '#include <libxml/parser.h>\n' >"$tree/engine/xml/xml_reader.c"
  printf '#include <pcre2.h>\n' >"$tree/engine/text/pattern.c"
  printf '#include <utf8proc.h>\n' >"$tree/engine/text/normalise.c"
  printf '#include <unzip.h>\n' >"$tree/engine/report/archive.c"
  printf '#include <xlsxwriter.h>\n' >"$tree/engine/report/sheet.c"
  printf '#include <openssl/evp.h>\n' >"$tree/engine/base/digest.c"
  printf '#include <jansson.h>\n' >"$tree/engine/base/json_reader.c"
  printf '#include <lua.h>\n#include <lauxlib.h>\n' >"$tree/engine/eval/lua_vm.c"
}

# lines COUNT: as many lines of a function's body.
lines() {
  awk -v count="$1" 'BEGIN { while (count-- > 0) print "    f();" }'
}

# expect CHECK FILE TEXT: that text, added to that file of a good tree, is one fault of that kind and no other.
expect() {
  plant
  printf '%b\n' "$3" >>"$tree/$2"
  found=$(inspect "$tree" | awk -F '\t' '$1 != "#"')
  [ "$(printf '%s\n' "$found" | cut -f 1)" = "$1" ]
  report "$?" "finds $1: $2 with $(printf '%s' "$3" | cut -c 1-40 | head -n 1)" "$found"
}

plant
found=$(inspect "$tree" | awk -F '\t' '$1 != "#"')
[ -z "$found" ]
report "$?" 'finds nothing in a good tree' "$found"

expect direction engine/base/a.c '#include "xml/xml_reader.h"'
expect direction engine/facts/a.c '#include "text/normalise.h"'
expect direction engine/text/a.c '#include "facts/facts.h"'
expect direction engine/result/a.c '#include "rules/pack.h"'
expect direction engine/report/a.c '#include "rules/pack.h"'
expect direction engine/report/a.c '#include "eval/audit.h"'
expect direction engine/report/a.c '#include "facts/facts.h"'
expect direction engine/eval/a.c '  #  include "report/report.h"'
expect direction engine/report/a.c '#include "report.h"'
expect direction engine/report/a.c '#include "base/../cmd/cmd.h"'
expect direction engine/api/a.c '#include "cmd/cmd.h"'
expect command engine/cmd/a.c '#include "base/str.h"'
expect command engine/cmd/a.c '#include "api/api.h"'
expect command engine/api/junshu.h '#include "base/str.h"'
expect third-party engine/xml/a.c '#include <libxml/tree.h>'
expect third-party engine/text/a.c '#include <pcre2.h>'
expect third-party engine/base/a.c '#include <utf8proc.h>'
expect third-party engine/base/json.c '#include <jansson.h>'
expect third-party engine/facts/a.c '#include <openssl/sha.h>'
expect third-party engine/report/a.c '#include <xlsxwriter.h>'
expect third-party engine/rules/a.c '#include <lua.h>'
expect third-party engine/eval/z.c '#include <lualib.h>'
expect third-party engine/eval/a.h '#include <lua.h>'
expect third-party engine/base/a.c '#include <curl/curl.h>'
expect file-size engine/base/long.c "$(lines 601)"
expect function-size engine/base/a.c "void g(void)\n{\n$(lines 59)\n}"
expect function-size engine/base/a.c "void g(void) {\n$(lines 59)\n}"

plant
printf 'void g(void)\n{\n%s\n}\n' "$(lines 58)" >"$tree/engine/base/a.c"
lines 600 >"$tree/engine/base/long.c"
mkdir "$tree/engine/extra"
printf 'int a;\n' >"$tree/engine/extra/a.c"
found=$(inspect "$tree" | awk -F '\t' '$1 != "#"')
[ "$(printf '%s\n' "$found" | cut -f 1)" = direction ]
report "$?" 'accepts 600 lines and 60 lines, and finds a directory that is no layer' "$found"

finish
