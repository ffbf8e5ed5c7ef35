#!/bin/sh
# A rule that looks for a record for each record for each record, …, in a copy of the pack: it ends at a limit, which is
# an error that names the rule, and no verdict.
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

nested() {
  awk -v depth=12 'BEGIN {
    for (i = 1; i <= depth; i++)
      printf "<some fact=\"person\" as=\"p%d\">", i
    printf "<test>p%d.kind ~= p1.kind or p%d.kind ~= r.kind</test>", depth, depth
    for (i = 1; i <= depth; i++)
      printf "</some>"
  }'
}

cat >"$pack/rules/nested.xml" <<XML
<rules xmlns="urn:junshu:rules:1">
  <rule id="9-2.nested" clause="9-2" digest="" norm="local" bearer="system-manager" method="log" severity="low">
    <title>入れ子</title><title lang="en">nested</title>
    <each fact="person" as="r"/>
    $(nested)
    <finding>ない。</finding><finding lang="en">none.</finding><remedy>直す。</remedy><remedy lang="en">mend.</remedy>
  </rule>
</rules>
XML
sed -i 's|  <patterns |  <rules src="rules/nested.xml"/>\n&|' "$pack/pack.xml"

{
  echo '<facts xmlns="urn:junshu:facts:1" municipality="352063"><people covers="2025-04-01/2026-03-31">'
  awk 'BEGIN { for (i = 1; i <= 40; i++) printf "<person id=\"P%d\" name=\"N%d\" kind=\"employee\"/>\n", i, i }'
  echo '</people></facts>'
} >"$scratch/facts.xml"

ends_with_an_error() {
  junshu audit "$scratch/facts.xml" --pack "$pack" --period 2025-04-01/2026-03-31 --as-of 2026-03-31 >"$scratch/report"
  test $? -eq 1
}

names_rule_and_limit() {
  grep -q '限度: 規則「9-2.nested」の条件が調べる記録の延べ数が100000000件を超える' "$scratch/report"
}

run 'a rule without end ends with an error' ends_with_an_error
run 'which names the rule and the limit' names_rule_and_limit
finish
