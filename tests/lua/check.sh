#!/bin/sh
# The Lua rules of docs/rules.md, chapter 16, in a copy of the pack: what the page shows is what is tested, linted and
# audited here, and the report is the one on the page. Then the same pack broken, which no verb may accept.
#
# usage: check.sh
#
# BUILD names the build directory. TAP on standard output; exit status 0 unless a test fails.

# The functions are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/pack_copy.sh
module=$pack/lua/permissions.lua
mkdir "$pack/lua"

# block LANGUAGE NUMBER: that fenced block of the chapter.
block() {
  awk -v language="$1" -v number="$2" '
    /^## / { chapter = $2 }
    chapter != 16 { next }
    $0 == "```" language { inside = ++count == number; next }
    /^```$/ { inside = 0 }
    inside' docs/rules.md
}

# shows FILE: the lines on standard input are among those of the file, in their order; … stands for anything.
shows() {
  lua5.4 -e '
    local lines, at = {}, 0
    for line in io.lines(arg[1]) do lines[#lines + 1] = line end
    for wanted in io.lines() do
      local pattern = "^" .. wanted:gsub("[^%w\128-\255]", "%%%0"):gsub("…", ".*") .. "$"
      repeat at = at + 1 until at > #lines or lines[at]:find(pattern)
      if at > #lines then print("not there: " .. wanted) os.exit(1) end
    end' - "$1"
}

# with_line FILE TEXT: the file has a line with that text.
with_line() {
  grep -qF -- "$2" "$1" || { echo "no line with: $2"; cat "$1"; return 1; }
}

block xml 1 >"$scratch/parts"
block xml 2 >"$pack/rules/permissions.xml"
block xml 3 >"$pack/tests/permissions.xml"
block lua 1 >"$module"
{ sed '/<\/pack>/d' "$pack/pack.xml" && block xml 1 && echo '</pack>'; } >"$scratch/pack.xml" &&
  mv "$scratch/pack.xml" "$pack/pack.xml"

cat >"$scratch/pm0901.xml" <<'XML'
<facts xmlns="urn:junshu:facts:1" municipality="352063">
  <room-permissions source="入退室許可簿">
    <room-permission id="PM0901" person="P0101" room="R1" granted_by="P0102" granted_at="2025-09-30T09:00:00" valid="2025-10-01/2025-10-31" proxy="false"/>
  </room-permissions>
</facts>
XML

audit() {
  junshu audit samples/hofu-2025 "$scratch/pm0901.xml" --pack "$pack" --as-of 2026-04-30 "$@"
}

# ---- the pack of the chapter ----

fills_in_digests() {
  junshu lint "$pack" --fix-digests && ! junshu lint "$pack" 2>&1 | grep .
}

passes_its_tests() {
  junshu test "$pack" -f tap >"$scratch/tests" || return 1
  [ "$(grep -c '^ok .*9-1\.\(overlap\|numbers\)' "$scratch/tests")" -ge 8 ]
}

reports_in_japanese() {
  audit >"$scratch/report.txt"
  block text 1 | shows "$scratch/report.txt"
}

reports_in_english() {
  audit --lang en >"$scratch/report-en.txt"
  shows "$scratch/report-en.txt" <<'END'
  (1) Permission PM0901 of 若竹 二郎 (P0101) for 本庁舎4階電子計算機室 (R1) overlaps with another.  …pm0901.xml:3
      [not met] permissions do not overlap
        overlaps with permission PM0001
        room permission (person: 若竹 二郎 (P0101), room: 本庁舎4階電子計算機室 (R1)) = 2
        [not met] room permission PM0001  samples/hofu-2025/30-rooms.xml:12
      - room permission PM0901  …pm0901.xml:3
      - room permission PM0001  samples/hofu-2025/30-rooms.xml:12
END
}

# Without the register's word that it is complete: what was seen stays a finding, what was not seen is open.
leaves_open_what_is_not_complete() {
  mkdir "$scratch/records"
  cp samples/hofu-2025/*.xml "$scratch/pm0901.xml" "$scratch/records"
  sed -i 's|<room-permissions covers="[^"]*"|<room-permissions|' "$scratch/records/30-rooms.xml"
  junshu audit "$scratch/records" --pack "$pack" --as-of 2026-04-30 >"$scratch/open.txt"
  awk '/\[9-1\.overlap\]$/ { inside = 1 } /^$/ { inside = 0 } inside' "$scratch/open.txt" >"$scratch/overlap.txt"
  awk '/\[9-1\.numbers\]$/ { inside = 1 } /^$/ { inside = 0 } inside' "$scratch/open.txt" >"$scratch/numbers.txt"
  shows "$scratch/overlap.txt" <<'END' || return 1
…（PM0901）は、ほかの許可と期間が重なる。  …pm0901.xml:3
        許可PM0001と期間が重なる
END
  shows "$scratch/numbers.txt" <<'END'
      [不明] 許可の番号に欠番がない
        番号53の許可がない（一覧が完全でないため、決まらない）
      - 入室の許可の一覧（完全と示されていない期間：令和7年4月1日から令和8年3月31日まで）
END
}

explains_the_call() {
  junshu explain 9-1.overlap "$pack" >"$scratch/explained" && with_line "$scratch/explained" 'call: permissions.no_overlap'
}

run 'the digests of the rules are filled in, and lint finds nothing' fills_in_digests
run 'the rules judge as the tests of the chapter say' passes_its_tests
run 'the report is the one in the chapter: reason, records, file and line' reports_in_japanese
run 'the report says the same in English' reports_in_english
run 'without a complete register a breach stays one, and what is absent is unknown' leaves_open_what_is_not_complete
run 'explain names the function' explains_the_call

# ---- the same pack, broken ----

cp "$module" "$scratch/good.lua"
cp "$pack/rules/permissions.xml" "$scratch/good.xml"

# refused MESSAGE: lint, test and audit end with status 1 and this message, and print no report.
refused() {
  for command in "lint $pack" "test $pack" "audit $scratch/pm0901.xml --pack $pack"; do
    # shellcheck disable=SC2086 # a command of several words
    LANG=C junshu $command >"$scratch/out" 2>"$scratch/messages"
    [ "$?" -eq 1 ] || { echo "$command: status"; return 1; }
    [ ! -s "$scratch/out" ] || { echo "$command: prints"; return 1; }
    with_line "$scratch/messages" "$pack/$1" || return 1
  done
}

# breaks FILE SED MESSAGE NAME
breaks() {
  sed -i "$2" "$1"
  run "$4" refused "$3"
  cp "$scratch/good.lua" "$module"
  cp "$scratch/good.xml" "$pack/rules/permissions.xml"
}

breaks "$pack/rules/permissions.xml" 's/call="permissions.no_/call="permission.no_/' \
  'rules/permissions.xml:5:16: error: there is no Lua "permission" (did you mean "permissions"?)' \
  'a module that is not there is refused, with the nearest'
breaks "$pack/rules/permissions.xml" 's/permissions.numbers"/permissions.number"/' \
  'rules/permissions.xml:13:28: error: there is no Lua "number" (did you mean "numbers"?)' \
  'a function that is not there is refused, with the nearest'
breaks "$module" 's/ipairs(/iparis(/' 'lua/permissions.lua:6:19: error: there is no "iparis" (did you mean "ipairs"?)' \
  'a name that rules cannot see is refused, with the nearest'
breaks "$module" '10d' "lua/permissions.lua:33:1: error: Lua \"permissions\" cannot be loaded: 'end' expected" \
  'a syntax error is refused, with the line'

# ---- errors that only a call shows ----

tells_where_a_call_failed() {
  sed -i 's/"許可" .. other.id/"許可" .. other.valid/' "$module"
  audit >"$scratch/error.txt"
  [ "$?" -eq 1 ] || return 1
  cp "$scratch/good.lua" "$module"
  shows "$scratch/error.txt" <<'END'
Ｅ 第9条第1項 許可の期間の重なり  [9-1.overlap]
  Luaの手続の誤り: permissions:8: attempt to concatenate a junshu.value value (field 'valid') (room-permission PM…)
END
}

warns_of_what_nothing_calls() {
  sed -i '/<rules src="rules.permissions.xml"/d; /<tests src="tests.permissions.xml"/d' "$pack/pack.xml"
  junshu lint "$pack" >"$scratch/lint" 2>&1 && with_line "$scratch/lint" 'lua "permissions"'
}

run 'an error tells module, line and subject' tells_where_a_call_failed
LANG=C run 'lint warns of a module that no rule calls' warns_of_what_nothing_calls

finish
