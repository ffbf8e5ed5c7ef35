#!/bin/sh
# The report as PDF: its properties, bookmarks, typefaces, words and looks; the same bytes each time; nothing is fetched
# for it; and what is said where it cannot be made.
#
# usage: check.sh [--write]
#
# --write (make pages) writes the images of pages in tests/pdf/pages anew. BUILD names the build directory. TAP 14 on standard output; exit status 0 unless a test fails.

# The tests are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/scratch.sh
facts=tests/golden/formats/facts.xml

# The pack of tests/golden/formats, with pictures.
cp -r tests/golden/formats/pack tests/pdf/pictures.xml "$scratch" && mv "$scratch/pictures.xml" "$scratch/pack" &&
  sed -i 's|  <ledger|  <pictures src="pictures.xml"/>\n&|' "$scratch/pack/pack.xml" || exit 1

# audits FACTS ARGUMENT...: a rule of the case cannot run, so that the exit status is 1; what was said shows whether the
# reports were made.
audits() {
  records=$1
  shift
  said=$(junshu audit --pack "$scratch/pack" "$records" --period 2025-04-01/2026-03-31 --as-of 2026-04-30 "$@" 2>&1)
  [ -z "$said" ] || { echo "$said" && return 1; }
}

makes_reports() {
  audits "$facts" -f pdf,json,html -o "$scratch/ja" && audits "$facts" --lang en -o "$scratch/en.pdf"
}

# finds PATTERN COMMAND...: the command's output has a line that is the pattern as a whole.
finds() {
  pattern=$1
  shift
  "$@" >"$scratch/output" && grep -q -x -E -- "$pattern" "$scratch/output" && return
  cat "$scratch/output"
  return 1
}

has_properties() {
  for line in 'Title: +遵守状況監査　結果報告書 令和7年4月1日から令和8年3月31日まで' 'Author: +総務課' \
    'Subject: +見本市入退室管理要綱の遵守状況（対象期間 .*、基準日 令和8年4月30日）' \
    'Keywords: +監査, 遵守状況, 見本市入退室管理要綱, .*' 'Creator: +junshu .*' \
    'CreationDate: +Thu Apr 30 00:00:00 2026 UTC' 'Page size: +.* \(A4\)'; do
    finds "$line" pdfinfo "$scratch/ja/report.pdf" || return 1
  done
  grep -a -q '/Lang (ja)' "$scratch/ja/report.pdf" && grep -a -q '/Lang (en)' "$scratch/en.pdf"
}

has_bookmarks() {
  for line in '<item page="[0-9]+">1 総括</item>' '<item page="[0-9]+">3 指摘事項（不適合）</item>' \
    '<item page="[0-9]+">× 不適合 第2条第1項　事前の許可のない入室</item>' \
    '<item page="[0-9]+">\(1\) .*へ、事前の許可なく入室した。</item>'; do
    finds "$line" pdftohtml -xml -i -stdout "$scratch/ja/report.pdf" || return 1
  done
}

# Every typeface is embedded, and what is Japanese is in IPAex.
has_typefaces() {
  pdffonts "$1" >"$scratch/fonts" && awk 'NR > 2 && $(NF - 4) != "yes" { exit 1 }' "$scratch/fonts" &&
    grep -q IPAexMincho "$scratch/fonts" && grep -q IPAexGothic "$scratch/fonts" && return
  cat "$scratch/fonts"
  return 1
}

# ---- how it looks ----

looks_as_expected() {
  tests/pdf/pages.py compare "$1" tests/pdf/pages
}

# Nothing is printed into the margins, no word over another.
keeps_its_place() {
  tests/pdf/pages.py margins "$1" && tests/pdf/pages.py overlaps "$1"
}

# The real pack has every kind of table. What came of the rules is no matter.
whole_pack_keeps_its_place() {
  for lang in ja en; do
    junshu audit tests/golden/audit-small/facts.xml --period 2025-04-01/2026-03-31 --as-of 2026-04-30 --lang "$lang" \
      -o "$scratch/whole.pdf"
    [ "$?" -le 3 ] && keeps_its_place "$scratch/whole.pdf" || return 1
  done
}

# changed EDIT: prints the page, changed by sed, to $scratch/changed.pdf.
changed() {
  sed -e "$1" "$scratch/page.html" >"$scratch/changed.html"
  ! cmp -s "$scratch/page.html" "$scratch/changed.html" && weasyprint -q "$scratch/changed.html" "$scratch/changed.pdf"
}

finds_another_look() {
  changed "$1" && ! looks_as_expected "$scratch/changed.pdf"
}

finds_a_fault() {
  changed "$1" && ! tests/pdf/pages.py "$2" "$scratch/changed.pdf"
}

# The sentence of every finding is in the text, whatever lines and pages it is broken over.
has_findings() {
  pdftotext "$scratch/ja/report.pdf" "$scratch/text" && python3 - "$scratch/ja/report.json" "$scratch/text" <<'PYTHON'
import json, sys, unicodedata

def letters(text):
    return "".join(c for c in text if c != "\ufffd" and unicodedata.category(c)[0] not in "ZC")

result = json.load(open(sys.argv[1], encoding="utf-8"))
text = letters(open(sys.argv[2], encoding="utf-8").read())
findings = [f for rule in result["rules"] for f in rule["findings"]]
lost = [f["sentence"]["ja"] for f in findings if letters(f["sentence"]["ja"]) not in text]
sys.exit("\n".join(lost) if lost or not findings else 0)
PYTHON
}

has_same_bytes() {
  (
    TZ=Pacific/Honolulu LC_ALL=C PYTHONHASHSEED=7
    export TZ LC_ALL PYTHONHASHSEED
    audits "$facts" --lang ja -o "$scratch/again.pdf"
  ) && cmp "$scratch/ja/report.pdf" "$scratch/again.pdf"
}

# ---- where it cannot be made ----

# stands_in COMMANDS: a WeasyPrint that does this.
stands_in() {
  rm -rf "$scratch/path"
  mkdir "$scratch/path" && printf '#!/bin/sh\n%s\n' "$1" >"$scratch/path/weasyprint" &&
    chmod +x "$scratch/path/weasyprint"
}

# refuses VARIABLE TEXT: in these surroundings, the one line that is said, the exit status, and no other report either.
refuses() {
  mkdir -p "$scratch/refused"
  env "$1" "$build_path/junshu" audit --pack "$scratch/pack" "$facts" --as-of 2026-04-30 -f html,pdf,json \
    -o "$scratch/refused" >"$scratch/output" 2>&1
  [ "$?" -eq 1 ] && [ "$(cat "$scratch/output")" = "$2" ] && [ -z "$(ls -A "$scratch/refused")" ] && return
  cat "$scratch/output"
  ls -A "$scratch/refused"
  return 1
}

refuses_without_weasyprint() {
  stands_in '' && rm "$scratch/path/weasyprint" && refuses "PATH=$scratch/path" \
    'error: PDFを作るプログラム WeasyPrint がない。apt install weasyprint fonts-ipaexfont で入れるか、html形式の報告書をブラウザで印刷する'
}

refuses_when_weasyprint_fails() {
  stands_in 'echo half; echo Traceback: >&2; echo "OSError: no room" >&2; exit 1' && refuses "PATH=$scratch/path" \
    'error: WeasyPrint がPDFを作れなかった: OSError: no room' &&
    stands_in 'echo no PDF' && refuses "PATH=$scratch/path" 'error: WeasyPrint がPDFを作らずに終わった'
}

refuses_without_typefaces() {
  printf '<fontconfig><cachedir>%s</cachedir></fontconfig>\n' "$scratch/cache" >"$scratch/fonts.conf"
  refuses "FONTCONFIG_FILE=$scratch/fonts.conf" \
    'error: 日本語の書体がなく、PDFを作れない。apt install fonts-ipaexfont で入れる'
}

# ---- the page that is printed ----

# keeps_page FACTS: the page that WeasyPrint is given, in $scratch/page.html.
keeps_page() {
  stands_in "cat >'$scratch/page.html'; echo %PDF-" && (PATH=$scratch/path:$PATH && audits "$1" -o "$scratch/kept.pdf")
}

# What WeasyPrint does not know is not missed on paper.
understands_style() {
  keeps_page "$facts" && weasyprint "$scratch/page.html" "$scratch/page.pdf" 2>"$scratch/warnings" &&
    ! grep -E 'invalid value|rror' "$scratch/warnings" | grep -v -e align-items -e 'display: grid'
}

# A record's name that would have WeasyPrint fetch things, and take in a file. As a page of its own it does.
hostile_name() {
  there=http://127.0.0.1:$(cat "$scratch/port")
  echo "<img src=\"$there/image\"/><style>@import url($there/style)</style>" \
    "<link rel=\"attachment\" href=\"file:///etc/hostname\"/><a rel=\"attachment\" href=\"$there/file\">x</a>"
}

fetches_nothing() {
  python3 tests/pdf/listen.py "$scratch/port" "$scratch/requests" &
  listener=$!
  while [ ! -e "$scratch/port" ] && kill -0 "$listener"; do
    sleep 0.1
  done
  : >"$scratch/requests"
  hostile_name >"$scratch/hostile.html"
  name=$(sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/"/\&quot;/g' -e 's/[&|]/\\&/g' "$scratch/hostile.html")
  sed -e "s|\[花子\]|$name|" "$facts" >"$scratch/hostile.xml"
  audits "$scratch/hostile.xml" --lang ja -f pdf,json -o "$scratch/hostile" && grep -q /image "$scratch/hostile/report.json" &&
    ! grep -a -q EmbeddedFile "$scratch/hostile/report.pdf" && [ ! -s "$scratch/requests" ]
  status=$?
  weasyprint -q "$scratch/hostile.html" "$scratch/fetched.pdf"
  grep -q image "$scratch/requests" && grep -q style "$scratch/requests" && grep -q file "$scratch/requests" || status=1
  kill "$listener"
  return "$status"
}

if [ "${1:-}" = --write ]; then
  makes_reports && exec tests/pdf/pages.py write "$scratch/ja/report.pdf" tests/pdf/pages
fi
run 'reports are made in both languages' makes_reports
run 'the properties name the report' has_properties
run 'bookmarks lead to sections, rules and findings' has_bookmarks
run 'typefaces are embedded' has_typefaces "$scratch/ja/report.pdf"
run 'the English report has its typefaces' has_typefaces "$scratch/en.pdf"
run 'pages look as expected' looks_as_expected "$scratch/ja/report.pdf"
run 'nothing is printed into margins or over something else' keeps_its_place "$scratch/ja/report.pdf"
run 'nor in the report on the whole pack' whole_pack_keeps_its_place
run 'the sentence of every finding is there' has_findings
run 'surroundings change no byte' has_same_bytes
run 'no WeasyPrint: one line, no file' refuses_without_weasyprint
run 'WeasyPrint fails: its last line, no file' refuses_when_weasyprint_fails
run 'no Japanese typeface: one line, no file' refuses_without_typefaces
run 'WeasyPrint understands the style sheet' understands_style
run 'a column that is cut off is found' finds_another_look 's|</style>|.tasks { margin-left: -12mm } &|'
run 'another typeface is found' finds_another_look 's|IPAex[MG][a-z]*|DejaVu Sans|g'
run 'a form without its lines is found' finds_another_look 's|</style>|.form { display: none } &|'
run 'a picture without its style is found' finds_another_look 's|<style>svg|<style type="none">svg|'
run 'a table that is too wide is found' finds_a_fault 's|</style>|table { width: 120% } &|' margins
run 'a text that runs into another is found' finds_a_fault 's|</style>|td { white-space: nowrap ! important } &|' overlaps
run 'nothing is fetched for what stands in records' fetches_nothing
finish
