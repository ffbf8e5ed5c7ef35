"""Holds a JUnit report against tests/schemas/junit.xsd, with xmllint, and against report.json.

usage: check_junit.py REPORT RESULT LANGUAGE
"""
import os
import subprocess
import sys
import xml.etree.ElementTree as tree

from results import begin, check, clean, outcomes, said

XSD = os.path.join(os.path.dirname(__file__), "..", "schemas", "junit.xsd")
ELEMENTS = {"fail": "failure", "unknown": "failure", "review": "failure", "error": "error", "notapplicable": "skipped",
            "notice": "system-out"}


def tally(results):
    return {"tests": len(results), "failures": sum(ELEMENTS.get(r) == "failure" for r in results),
            "errors": results.count("error"), "skipped": results.count("notapplicable")}


def counts(element):
    return {name: int(element.get(name)) for name in ("tests", "failures", "errors", "skipped")}


def check_case(case, rule, finding, outcome, language):
    check("class", case.get("classname"), rule["id"])
    expected = [] if outcome == "pass" else [ELEMENTS[outcome]]
    check(f"{rule['id']}: elements", [child.tag for child in case], expected)
    if outcome not in ("pass", "notice", "notapplicable"):
        check("type", case[0].get("type"), outcome)
    if not finding:
        check("name", case.get("name"), said(rule["title"], language))
        if rule["note"]:
            check("note", case[0].get("message").startswith(said(rule["note"], language)) if expected else True, True)
        return
    subject = finding["subject"]
    check("name", case.get("name").endswith(" " + said(subject["text"], language)), True)
    check("place", (case.get("file"), case.get("line")),
          (subject["document"], str(subject["line"])) if subject["document"] else (None, None))
    sentence = said(finding["sentence"], language)
    text = case[0].text
    if outcome == "notice":
        check("sentence", text.split("\n")[0].endswith(": " + sentence), True)
    else:
        check("sentence", case[0].get("message"), sentence)
    for evidence in finding["evidence"]:
        check("evidence", clean(f"{evidence['document']}:{evidence['line']}\n")[:-1] in text, True)
    for label in finding["missing"] + finding["changes"]:
        check("lines", f"- {said(label, language)}\n" in text, True)


def main():
    report, result, language = begin()
    if subprocess.run(["xmllint", "--nonet", "--noout", "--schema", XSD, report], check=False).returncode:
        sys.exit("not valid")
    root = tree.parse(report).getroot()
    everything = list(outcomes(result))
    check("all", counts(root), tally([outcome for _, _, outcome in everything]))
    check("suites", [suite.get("name") for suite in root], [rule["id"] for rule in result["rules"]])
    for suite, rule in zip(root, result["rules"]):
        mine = [(finding, outcome) for of, finding, outcome in everything if of is rule]
        check("suite", counts(suite), tally([outcome for _, outcome in mine]))
        properties = {p.get("name"): p.get("value") for p in suite.find("properties")}
        check("properties", (properties["result"], properties["population"], properties.get("note", "")),
              (rule["result"], str(rule["population"]), said(rule["note"], language)))
        cases = suite.findall("testcase")
        check("cases", len(cases), len(mine))
        for case, (finding, outcome) in zip(cases, mine):
            check_case(case, rule, finding, outcome, language)


main()
