#!/bin/sh
# Holds the regulation in rules/hofu-juki/regulation against its source, to the letter.
#
# usage: check.sh [DIRECTORY]
#
# DIRECTORY has the source text and the schema of 法令標準XML (default: ../shared/regulation
# beside the repository). Where it is absent, the tests that need it are skipped. TAP 14 on
# standard output; exit status 0 unless a test fails.

# The tests are called through run, which shellcheck does not follow.
# shellcheck disable=SC2317

set -u
LC_ALL=C
export LC_ALL

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd) || exit 1
# shellcheck source=tests/tap.sh
. "$root/tests/tap.sh"
source_dir=${1:-$root/../shared/regulation}
source_text=$source_dir/hofu-juki-youkou.txt
schema=$source_dir/XMLSchemaForJapaneseLaw_v3.xsd
regulation_dir=$root/rules/hofu-juki/regulation
law=$regulation_dir/2025-04-01.xml
versions=$regulation_dir/versions.xml

# What the Lua programs below share.
lua_common='
function read(path)
  local file = assert(io.open(path, "rb"))
  local text = assert(file:read("a"))
  file:close()
  return text
end

function half_width(text)
  for digit = 0, 9 do
    text = text:gsub(utf8.char(0xFF10 + digit), digit)
  end
  return text
end
'

# run_with_source NAME COMMAND...: the same, skipped where the source directory is absent.
run_with_source() {
  if [ -d "$source_dir" ]; then
    run "$@"
    return
  fi
  count=$((count + 1))
  printf 'ok %d - %s # SKIP no directory %s\n' "$count" "$1" "$source_dir"
}

validate() {
  xmllint --nonet --noout --schema "$schema" "$law"
}

# The schema wants LawNum before the title, the source has it after: the one place where the
# order of the two differs, and the only one that is turned round here.
compare_text() {
  all=$(xmllint --nonet --xpath 'string(/)' "$law") || return 1
  title=$(xmllint --nonet --xpath 'string(/Law/LawBody/LawTitle)' "$law") || return 1
  number=$(xmllint --nonet --xpath 'string(/Law/LawNum)' "$law") || return 1
  lua5.4 -e "$lua_common" - "$source_text" "$all" "$title" "$number" <<'EOF'
local CONTEXT = 16
local path, all, title, number = ...

local spaces = { [0x20] = true, [0x85] = true, [0xA0] = true, [0x1680] = true, [0x2028] = true,
  [0x2029] = true, [0x202F] = true, [0x205F] = true, [0x3000] = true }
for c = 0x09, 0x0D do spaces[c] = true end
for c = 0x2000, 0x200A do spaces[c] = true end

-- The characters of a text without its whitespace, and the line that each stands on.
local function squeeze(text)
  local chars, lines, line = {}, {}, 1
  for _, code in utf8.codes(text) do
    if code == 0x0A then line = line + 1 end
    if not spaces[code] then
      chars[#chars + 1] = utf8.char(code)
      lines[#lines + 1] = line
    end
  end
  return chars, lines
end

local function describe(chars, at)
  local before = table.concat(chars, "", math.max(1, at - CONTEXT), at - 1)
  local here = chars[at]
  if not here then return before .. "[end of text]" end
  local after = table.concat(chars, "", at + 1, math.min(#chars, at + CONTEXT))
  return string.format("%s[%s]%s (U+%04X)", before, here, after, utf8.codepoint(here))
end

local function join(text) return table.concat((squeeze(text))) end

title, number, all = join(title), join(number), join(all)
assert(title ~= "" and number ~= "", "LawTitle or LawNum is empty")
assert(all:sub(1, #number + #title) == number .. title, "text before LawNum or LawTitle")
local law = squeeze(title .. number .. all:sub(#number + #title + 1))

local source, lines = squeeze(read(path))
assert(#source > 0, path .. " is empty")

for i = 1, math.max(#source, #law) do
  if source[i] ~= law[i] then
    print(string.format("first difference at character %d, line %d of the source", i,
      lines[i] or lines[#lines]))
    print("source: " .. describe(source, i))
    print("law:    " .. describe(law, i))
    os.exit(1)
  end
end
EOF
}

# What the schema leaves open: the numbers in attributes are those in the headings, in order.
check_numbers() {
  xmllint --nonet --noout "$law" || return 1
  lua5.4 -e "$lua_common" - "$law" <<'EOF'
local xml = read(...)

local function require_equal(found, wanted, where)
  if found ~= wanted then
    error(string.format("%s: found %s, want %s", where, found, wanted), 0)
  end
end

-- 第11条の２ after 第11条, then 第12条: each article is the next branch or the next number.
local function follows(num, main, branch)
  local new_main, new_branch = num:match("^(%d+)_?(%d*)$")
  assert(new_main, "Article Num=" .. num)
  new_main, new_branch = tonumber(new_main), tonumber(new_branch) or 1
  local next_branch = new_main == main and new_branch == branch + 1
  local next_article = new_main == main + 1 and new_branch == 1
  assert(next_branch or next_article, "out of order: Article Num=" .. num)
  return new_main, new_branch
end

local main, branch, article, paragraph, item = 0, 1, "", 0, 0
local articles, suppls = 0, 0
for tag, attributes, text in xml:gmatch("<(%w+)([^<>]*)>([^<]*)") do
  local num = attributes:match('Num="([^"]*)"')
  if tag == "Article" then
    main, branch = follows(num, main, branch)
    article, paragraph, articles = num, 0, articles + 1
  elseif tag == "ArticleTitle" then
    local title = half_width(text)
    local found = title:match("^第(%d+)条$") or title:gsub("^第(%d+)条の(%d+)$", "%1_%2")
    require_equal(found, article, "ArticleTitle of " .. article)
  elseif tag == "SupplProvision" then
    suppls = suppls + 1
    article, paragraph = "附則" .. suppls, 0
    local kind = suppls == 1 and "New" or "Amend"
    require_equal(attributes:match('Type="(%w+)"'), kind, article)
  elseif tag == "Paragraph" then
    paragraph, item = paragraph + 1, 0
    require_equal(num, tostring(paragraph), "Paragraph of " .. article)
  elseif tag == "ParagraphNum" then
    local wanted = paragraph == 1 and "" or tostring(paragraph)
    require_equal(half_width(text:match("^%s*(.-)%s*$")), wanted, "ParagraphNum of " .. article)
  elseif tag == "Item" then
    item = item + 1
    require_equal(num, tostring(item), "Item of " .. article)
  elseif tag == "ItemTitle" then
    require_equal(text, "(" .. item .. ")", "ItemTitle of " .. article)
  end
end
require_equal(articles, 23, "articles")
require_equal(suppls, 11, "supplementary provisions")
EOF
}

# The dates beside the text are those that the supplementary provisions state.
check_versions() {
  xmllint --nonet --noout "$versions" || return 1
  lua5.4 -e "$lua_common" - "$law" "$versions" <<'EOF'
local law_path, versions_path = ...
local law, versions = read(law_path), read(versions_path)
local era_offset = { ["平成"] = 1988, ["令和"] = 2018 }

local stated = {}
for suppl in law:gmatch("<SupplProvision[ >].-</SupplProvision>") do
  local era, year, month, day =
    half_width(suppl):match("、(%D-)(%d+)年(%d+)月(%d+)日から施行する。")
  assert(era_offset[era], "no date of enforcement in 附則" .. #stated + 1)
  stated[#stated + 1] = string.format("%04d-%02d-%02d", era_offset[era] + year, month, day)
end

local count = 0
for clause, date in versions:gmatch('<enforcement clause="([^"]*)" date="([^"]*)"') do
  count = count + 1
  assert(clause == "附則" .. count, "out of order: " .. clause)
  assert(date == stated[count],
    string.format("%s: %s, the text states %s", clause, date, stated[count]))
end
assert(count == #stated, string.format("%d dates for %d provisions", count, #stated))

local file, from = versions:match('<version file="([^"]*)" from="([^"]*)"')
assert(file and law_path:sub(-#file - 1) == "/" .. file, "no version for " .. law_path)
assert(from == stated[#stated], "in force from " .. from .. ", the text states " .. stated[#stated])
EOF
}

run_with_source 'the text is that of the source, whitespace apart' compare_text
run_with_source 'the law is valid against the schema of 法令標準XML' validate
run 'numbers of articles, paragraphs and items agree with their headings' check_numbers
run 'dates in force agree with the supplementary provisions' check_versions
finish
