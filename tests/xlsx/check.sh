#!/bin/sh
# Holds the spreadsheet against report.json by what LibreOffice makes of it, and its parts against XML: whole audits, the
# sample of the unit tests and names that try to be formulas, addresses or escapes. Then proves that each check fails
# where it should.
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

# The reports of each set in each language are $scratch/SET-LANGUAGE.xlsx and .json.
writes_sample() {
  mkdir "$scratch/written" && "$BUILD/tests/test_report" "$scratch/written" || return 1
  for lang in ja en; do
    for extension in xlsx json; do
      mv "$scratch/written/report.$lang.$extension" "$scratch/sample-$lang.$extension" || return 1
    done
  done
}

# audits SET ARGUMENT...: whatever comes of the rules, one that cannot run among them, the reports are there.
audits() {
  set=$1
  shift
  for lang in ja en; do
    junshu audit "$@" --period 2025-04-01/2026-03-31 --as-of 2026-04-30 --lang "$lang" -f xlsx,json -o "$scratch/$set"
    [ "$?" -le 3 ] || return 1
    for extension in xlsx json; do
      mv "$scratch/$set/report.$extension" "$scratch/$set-$lang.$extension" || return 1
    done
  done
}

# LibreOffice keeps its settings in a directory of ours.
opens_in_libreoffice() {
  HOME=$scratch soffice "-env:UserInstallation=file://$scratch/profile" --headless --convert-to fods \
    --outdir "$scratch" "$scratch"/*.xlsx || return 1
  for file in "$scratch"/*.xlsx; do
    [ -s "${file%.xlsx}.fods" ] || return 1
  done
}

# is_well_formed NAME: each part of the workbook is XML.
is_well_formed() {
  mkdir "$scratch/$1.parts" && python3 -m zipfile -e "$scratch/$1.xlsx" "$scratch/$1.parts" &&
    find "$scratch/$1.parts" -type f -exec xmllint --nonet --noout {} +
}

holds() {
  python3 tests/xlsx/check_xlsx.py "$scratch/$1.xlsx" "$scratch/$1.fods" "$scratch/$1.json" "${1##*-}"
}

same_bytes_anywhere() {
  (
    TZ=Asia/Tokyo LC_ALL=C.UTF-8
    export TZ LC_ALL
    junshu audit samples/hofu-2025 --period 2025-04-01/2026-03-31 --as-of 2026-04-30 --lang ja -f xlsx \
      -o "$scratch/again.xlsx"
    [ "$?" -le 3 ] && cmp "$scratch/again.xlsx" "$scratch/hofu-2025-ja.xlsx"
  )
}

# Where a file can grow no further, at each step around the size of the largest part, there is the whole report or none.
whole_or_none() {
  largest=$(python3 -c 'import sys, zipfile; print(max(e.file_size for e in zipfile.ZipFile(sys.argv[1]).infolist()))' \
    "$scratch/hofu-2025-ja.xlsx")
  step=512
  for beyond in 4 3 2 1 0 -1 -2; do
    (
      trap '' XFSZ
      ulimit -f "$((largest / step - beyond))"
      junshu audit samples/hofu-2025 --period 2025-04-01/2026-03-31 --as-of 2026-04-30 --lang ja -f xlsx \
        -o "$scratch/short.xlsx"
    )
    echo "$?" >>"$scratch/short.status"
    [ ! -e "$scratch/short.xlsx" ] || cmp "$scratch/short.xlsx" "$scratch/hofu-2025-ja.xlsx" || return 1
    rm -f "$scratch/short.xlsx"
  done
  [ "$(sort -u "$scratch/short.status" | tr '\n' ' ')" = '1 2 ' ]
}

# refuses EDIT: the audit, with what LibreOffice shows changed by sed, is not as it should be.
refuses() {
  cp "$scratch/hofu-2025-ja.xlsx" "$scratch/changed-ja.xlsx"
  cp "$scratch/hofu-2025-ja.json" "$scratch/changed-ja.json"
  sed "$1" "$scratch/hofu-2025-ja.fods" >"$scratch/changed-ja.fods"
  [ -s "$scratch/changed-ja.fods" ] && ! cmp -s "$scratch/changed-ja.fods" "$scratch/hofu-2025-ja.fods" &&
    ! holds changed-ja
}

# refuses_part PART PATTERN REPLACEMENT: the same for a part of the workbook itself.
refuses_part() {
  cp "$scratch/hofu-2025-ja.json" "$scratch/changed-ja.json"
  cp "$scratch/hofu-2025-ja.fods" "$scratch/changed-ja.fods"
  python3 tests/xlsx/change.py "$scratch/hofu-2025-ja.xlsx" "$scratch/changed-ja.xlsx" "$@" && ! holds changed-ja
}

run 'the sample is written' writes_sample
python3 tests/xlsx/hostile.py >"$scratch/facts.xml"
run 'hostile names are audited' audits hostile --pack tests/golden/formats/pack "$scratch/facts.xml"
run 'the hostile pack is audited' audits formats --pack tests/golden/formats/pack tests/golden/formats/facts.xml
for set in hofu-2025 hofu-2025-partial; do
  run "$set is audited" audits "$set" "samples/$set"
done
run 'LibreOffice opens all of them' opens_in_libreoffice
for book in sample-ja sample-en hostile-ja hostile-en formats-ja formats-en hofu-2025-ja hofu-2025-en \
  hofu-2025-partial-ja hofu-2025-partial-en; do
  run "$book: the parts are XML" is_well_formed "$book"
  run "$book: says what the result says" holds "$book"
done
run 'the same bytes in any zone and locale' same_bytes_anywhere
run 'on a full disk there is the whole report or none' whole_or_none

first=xl/worksheets/sheet2.xml
run 'another sentence is found' refuses 's/事前の許可なく入室した/許可を得て入室した/'
run 'another result is found' refuses 's/× 不適合/○ 適合/'
run 'another date is found' refuses 's/office:date-value="2026-04-30"/office:date-value="2026-04-29"/'
run 'a date of another calendar is found' refuses 's/令和8年4月30日/2026年4月30日/'
run 'a date that became text is found' refuses 's/office:value-type="date"/office:value-type="string"/'
run 'another number is found' refuses 's/office:value="36"/office:value="35"/'
run 'a formula is found' refuses '0,/office:value-type="string"/s//table:formula="of:=1" &/'
run 'a lost finding is found' refuses '/9-1.permitted\/E0000863/d'
run 'a link to another row is found' refuses_part $first "全条項'!A[0-9]+" "全条項'!A4"
run 'a link to another record is found' refuses_part $first "記録'!A[0-9]+" "記録'!A9"
run 'a panel that scrolls away is found' refuses_part $first 'state="frozen"' 'state="split"'
run 'a filter that ends early is found' refuses_part $first '(autoFilter ref="A[0-9]+:[A-Z])[0-9]+' '\g<1>9'
run 'a choice that is not offered is found' refuses_part xl/worksheets/sheet4.xml '適合,不適合' '適合'
run 'an address that leads outside is found' refuses_part $first '<hyperlink ' '<hyperlink r:id="rId1" '
run 'the day of writing is found' refuses_part docProps/core.xml '2026-04-29T15:00:00Z' '2026-11-26T00:00:00Z'
finish
