#!/bin/sh
# A post changes in the middle of the period, in a copy of the pack: entries on one and the same permission are judged by
# the parameter of their own day.
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

sed -i 's|<value from="2025-04-01">デジタル推進課長</value>|<value from="2025-04-01" to="2025-06-30">デジタル推進課長</value><value from="2025-07-01">情報政策課長</value>|' \
  "$pack/pack.xml"
sed -i -e '/<tests src=/d' -e 's|</pack>|  <tests src="tests/amendment.xml"/>\n&|' "$pack/pack.xml"

# The granter has the post, and no entry in the 体制表: a person judges while the post is the right one.
cat >"$pack/tests/amendment.xml" <<'XML'
<tests xmlns="urn:junshu:tests:1">
  <background>
    <people covers="2025-04-01/2026-03-31">
      <person id="P1" name="試験太郎" kind="employee"/><person id="P2" name="試験花子" kind="employee"/>
    </people>
    <posts covers="2025-04-01/2026-03-31"><post id="S1" title="デジタル推進課長"/></posts>
    <post-holdings covers="2020-04-01/2026-03-31">
      <post-holding id="H1" person="P1" post="S1" capacity="regular" period="2020-04-01/2026-03-31"/>
    </post-holdings>
    <role-assignments covers="2020-04-01/2026-03-31"/>
    <rooms covers="2020-04-01/2026-03-31">
      <room id="R1" name="電子計算機室" computer_room="true" media_storage="false" in_use="2020-04-01/.."/>
    </rooms>
    <room-permissions covers="2020-04-01/2026-03-31">
      <room-permission id="K1" person="P2" room="R1" granted_by="P1" granted_at="2025-04-01T09:00:00"
                       valid="2025-04-01/2026-03-31" proxy="false"/>
    </room-permissions>
  </background>
  <test name="改正の前日と当日">
    <facts>
      <room-entries covers="2025-04-01/2026-03-31">
        <room-entry id="E1" person="P2" room="R1" entered="2025-06-30T23:59:59" left="2025-07-01T01:00:00"/>
        <room-entry id="E2" person="P2" room="R1" entered="2025-07-01T00:00:00" left="2025-07-01T01:00:00"/>
        <room-entry id="E3" person="P2" room="R1" entered="2025-06-01T09:00:00" left="2025-06-01T10:00:00"/>
        <room-entry id="E4" person="P2" room="R1" entered="2025-08-01T09:00:00" left="2025-08-01T10:00:00"/>
      </room-entries>
    </facts>
    <expect rule="9-1.permitted" subject="E1" result="review"/>
    <expect rule="9-1.permitted" subject="E2" result="fail"/>
    <expect rule="9-1.permitted" subject="E3" result="review"/>
    <expect rule="9-1.permitted" subject="E4" result="fail"/>
  </test>
</tests>
XML

run 'each entry is judged by the post of its day' junshu test "$pack"
finish
