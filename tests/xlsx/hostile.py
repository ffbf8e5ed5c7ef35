"""Facts for the pack of tests/golden/formats, with names that try to be more than text in a spreadsheet: one person and
one entry without permission for each. Of the attestations one settles a review, the other aims at nothing.

usage: hostile.py
"""
from xml.sax.saxutils import quoteattr

NAMES = [
    "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(1)", "＝1+1", "'=1", "=HYPERLINK(\"http://example.com\")",
    "http://example.com/", "mailto:a@example.com", "internal:'総括'!A1", "external:a.xlsx", "\\\\host\\share",
    "令和7年4月1日", "2025-04-01", "1e9", "TRUE", "#N/A", "{=1}", "_x0041_", "_x000D_", "_x005F_x0041_", "_xD83D_",
    "a\tb", "a\nb", "a\r\nb", " 前後の空白 ", "a  b", "<b>&amp;</b>]]>", "😀𠮷", "a\u200eb\u200fc\u202ed\u2066e",
    "a\u0085b\u009bc", "葛\U000e0100", "長" * 40000, "😀" * 20000, "行\n" * 300,
]


def entry(number):
    return (f'<room-entry id="E{number}" person="P{number}" room="R1" entered="2025-06-02T09:00:00" '
            'left="2025-06-02T10:00:00"/>')


def attestation(number, rule, subject):
    return (f'<attestation id="AX{number}" rule="{rule}" subject="{subject}" by="P0" on="2026-04-01" '
            'scope="2025-04-01/2026-03-31" expires="2027-03-31" verdict="conforms">=1+1</attestation>')


def escaped(name):
    return quoteattr(name, {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def main():
    people = "".join(f'<person id="P{i}" name={escaped(name)} kind="employee"/>\n' for i, name in enumerate(NAMES))
    entries = "".join(entry(i) + "\n" for i in range(len(NAMES)))
    print(f"""<facts xmlns="urn:junshu:facts:1" municipality="999999">
<people covers="2025-04-01/2026-03-31" source="=1+1" exported="2026-04-01T09:08:07">{people}</people>
<rooms covers="2025-04-01/.."><room id="R1" name="@電子計算機室" computer_room="true" media_storage="false"
  in_use="2025-04-01/.."/></rooms>
<room-permissions covers="2025-04-01/2026-03-31"/>
<room-entries covers="2025-04-01/2026-03-31">{entries}</room-entries>
<meetings covers="2025-04-01/2026-03-31"/>
<attestations covers="2025-04-01/2026-03-31">{attestation(1, "2-2.measures", "R1")}
{attestation(2, "2-2.measure", "@SUM(1)")}</attestations>
</facts>""")


main()
