#!/bin/sh
# A record type is added to a copy of the fact model and used in a rule of a copy of the pack: no C changes, and loader,
# schema, reference page, rule, test and lint all know it.
#
# usage: check.sh
#
# BUILD names the build directory. TAP on standard output; exit status 0 unless a test fails.

set -u
cd "$(dirname -- "$0")/../.." || exit 1
BUILD=${BUILD:-build}
. tests/environment.sh
. tests/tap.sh
. tests/pack_copy.sh

sed -i 's|</fact-model>|  <record name="key-handover" list="key-handovers" title="鍵の受渡し" en="handover of a key" source="鍵管理簿">\
    <field name="id" type="id" title="番号" en="id"/>\
    <field name="person" type="ref" to="person" required="yes" title="受け取った者" en="person"/>\
    <field name="returned" type="boolean" title="返却" en="returned"/>\
  </record>\
</fact-model>|' "$scratch/schema/facts.xml"

cat >"$pack/rules/keys.xml" <<'XML'
<rules xmlns="urn:junshu:rules:1">
  <rule id="9-2.keys" clause="9-2" digest="" norm="obligation" bearer="system-manager" method="inspection" severity="low">
    <title>鍵の返却</title><title lang="en">keys returned</title>
    <each fact="key-handover" as="k"/>
    <test name="返却されている" en="returned">k.returned</test>
    <finding>{k.person}が受け取った鍵（{k}）が返却されていない。</finding>
    <finding lang="en">{k.person} has not returned the key ({k}).</finding>
    <remedy>鍵の返却を求める。</remedy><remedy lang="en">Ask for the key.</remedy>
  </rule>
</rules>
XML
cat >"$pack/tests/keys.xml" <<'XML'
<tests xmlns="urn:junshu:tests:1">
  <background><people covers="2025-04-01/2026-03-31"><person id="P1" name="試験太郎" kind="employee"/></people></background>
  <test name="返却された"><facts><key-handovers covers="2025-04-01/2026-03-31"><key-handover id="K1" person="P1" returned="true"/></key-handovers></facts>
    <expect rule="9-2.keys" result="pass"/></test>
  <test name="返却されていない"><facts><key-handovers covers="2025-04-01/2026-03-31"><key-handover id="K1" person="P1" returned="false"/></key-handovers></facts>
    <expect rule="9-2.keys" result="fail" subject="K1" reason="返却されている"/></test>
  <test name="返却の記録がない"><facts><key-handovers covers="2025-04-01/2026-03-31"><key-handover id="K1" person="P1"/></key-handovers></facts>
    <expect rule="9-2.keys" result="unknown" subject="K1"/></test>
  <test name="受渡しがない"><facts><key-handovers covers="2025-04-01/2026-03-31"/></facts>
    <expect rule="9-2.keys" result="notapplicable"/></test>
</tests>
XML
sed -i -e 's|  <patterns |  <rules src="rules/keys.xml"/>\n&|' -e 's|</pack>|  <tests src="tests/keys.xml"/>\n&|' "$pack/pack.xml"

cat >"$scratch/facts.xml" <<'XML'
<facts xmlns="urn:junshu:facts:1" municipality="352063">
  <people><person id="P1" name="試験太郎" kind="employee"/></people>
  <key-handovers covers="2025-04-01/2026-03-31"><key-handover id="K1" person="P1" returned="true"/></key-handovers>
</facts>
XML

run 'the digest of the new rule is filled in' junshu lint "$pack" --fix-digests
run 'the loader reads the new records' junshu check "$scratch/facts.xml"
# shellcheck disable=SC2016 # the inner shell expands these
run 'the schema accepts them' sh -c 'junshu schema --xsd -o "$0/facts.xsd" && xmllint --nonet --noout --schema "$0/facts.xsd" "$0/facts.xml"' "$scratch"
run 'the reference page describes them' sh -c 'junshu schema --html | grep -q 鍵の受渡し'
run 'the rule judges them as its tests say' junshu test "$pack"
run 'lint finds nothing in the rule' junshu lint "$pack"
# shellcheck disable=SC2016
run 'explain knows the rule' sh -c 'junshu explain 9-2.keys "$0" | grep -q 鍵の返却' "$pack"

finish
