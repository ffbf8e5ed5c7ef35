"""Makes records and a pack hostile: each text gets something that would break out of a page which did not escape it.

usage: hostile.py FACTS-DIRECTORY PACK-DIRECTORY FACT-MODEL, both directories changed in place
"""

import itertools
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

PAYLOADS = [
    "</script><script>window.broken=1</script>",
    '"><img src=x onerror="window.broken=1">',
    "' onmouseover='window.broken=1' x='",
    "]]><svg onload=window.broken=1>",
    "--><iframe src=javascript:window.broken=1></iframe>",
    "</style></title></svg><style>*{display:none}</style>",
    "javascript:window.broken=1",
    "&#x202e;&lt;b&gt;&quot;",
    "\u200f\u202eabc\u202c\u2066",
    "`${window.broken=1}`\\u003cscript\\u003e",
]


def readable(payload):
    """What readers are shown: characters that would turn the direction are replaced."""
    return re.sub("[\u200e\u200f\u2028-\u202e\u2066-\u2069]", "\ufffd", payload)


payloads = itertools.cycle(PAYLOADS)


def text_fields(model):
    """The fields of each record that hold free text: (name, type)."""
    return {record.get("name"): [(field.get("name"), field.get("type")) for field in record
                                 if field.get("type") in ("string", "text")]
            for record in tree.parse(model).iterfind(".//{*}record")}


def rewrite(path, change):
    document = tree.parse(path)
    root = document.getroot()
    if root.tag.startswith("{"):
        tree.register_namespace("", root.tag[1:].split("}")[0])
    for element in root.iter():
        change(element, element.tag.split("}")[-1])
    document.write(path, encoding="utf-8", xml_declaration=True)


def change_facts(fields):
    def change(element, name):
        for field, kind in fields.get(name, []):
            if kind == "text":
                element.text = (element.text or "") + next(payloads)
            else:
                element.set(field, element.get(field, "") + next(payloads))
        if "source" in element.attrib:
            element.set("source", element.get("source") + next(payloads))
    return change


def change_regulation(element, name):
    if name in ("Sentence", "ArticleCaption", "LawTitle") and element.text:
        element.text += next(payloads)


def change_pack(element, name):
    words = {"title", "finding", "remedy", "note", "reason", "bearer", "holder"}
    if name in words and element.text and element.text.strip():
        element.text += next(payloads).replace("{", "(").replace("}", ")")
    for attribute in ("title", "name", "en"):
        if attribute in element.attrib and re.search(r"[^\x00-\x7f]| ", element.get(attribute)):
            element.set(attribute, element.get(attribute) + next(payloads).replace("{", "(").replace("}", ")"))


def main():
    facts, pack, model = map(pathlib.Path, sys.argv[1:])
    fields = text_fields(model)
    for path in sorted(facts.glob("*.xml")):
        rewrite(path, change_facts(fields))
    for path in sorted(pack.glob("regulation/20*.xml")):
        rewrite(path, change_regulation)
    for path in sorted([*pack.glob("*.xml"), *pack.glob("rules/*.xml")]):
        rewrite(path, change_pack)


if __name__ == "__main__":
    main()
