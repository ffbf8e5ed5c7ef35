"""What report.json says, as the other formats must say it: each of them is held against this."""
import json
import re
import sys

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
MEANINGS = {"pass", "fail", "unknown", "review", "notice", "notapplicable", "error"}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def clean(text):
    """Text of records as readers may see it."""
    return CONTROLS.sub(lambda found: " " if found[0] in "\n\t\r" else "\ufffd", text)


def said(label, language):
    """The text of a label in the language, cleaned; empty for null."""
    return clean(label[language]) if label else ""


def outcomes(result):
    """(rule, finding or None, result): the findings, and the rule as a whole where none of them has its result."""
    for rule in result["rules"]:
        for finding in rule["findings"]:
            yield rule, finding, finding["result"]
        if rule["result"] not in {finding["result"] for finding in rule["findings"]}:
            yield rule, None, rule["result"]


def identity(rule, finding):
    return finding["identity"] if finding else rule["id"]


def check(name, found, expected):
    """Ends the program where they differ."""
    if found != expected:
        sys.exit(f"{name}: found {found!r}, expected {expected!r}")


def begin():
    """Reads the arguments REPORT RESULT LANGUAGE: the path of the report, the result, the language."""
    report, result, language = sys.argv[1:]
    loaded = load(result)
    found = {rule["result"] for rule in loaded["rules"]}
    if not found <= MEANINGS or not loaded["rules"]:
        sys.exit(f"{result}: no result of an audit")
    return report, loaded, language
