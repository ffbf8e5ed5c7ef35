"""Reads a TAP report with TAP::Parser and holds it against report.json.

usage: check_tap.py REPORT RESULT LANGUAGE
"""
import json
import os
import subprocess

from results import begin, check, clean, said

READER = os.path.join(os.path.dirname(__file__), "tap.pl")
OK = {"pass", "notice", "notapplicable"}


def escape(text):
    return text.replace("\\", "\\\\").replace("#", "\\#")


def texts(found, name):
    return [item["text"] for item in found.get(name, [])]


def check_finding(found, finding, language):
    check("finding", (found["identity"], found["result"], found["message"], texts(found, "missing"),
                      texts(found, "changes")),
          (clean(finding["identity"]), finding["result"], said(finding["sentence"], language),
           [said(label, language) for label in finding["missing"]],
           [said(label, language) for label in finding["changes"]]))
    subject = finding["subject"]
    check("place", found.get("at"),
          {"file": clean(subject["document"]), "line": str(subject["line"])} if subject["document"] else None)


def check_test(found, rule, language):
    check("test", (found["ok"], found["description"], found["todo"]),
          (int(rule["result"] in OK), "- " + escape(f"{rule['id']} {said(rule['title'], language)}"), 0))
    check("skip", found["skip"] is not None, rule["result"] == "notapplicable")
    yaml = found.get("yaml")
    check("diagnostics", yaml is not None, rule["result"] not in ("pass", "notapplicable"))
    if not yaml:
        return
    check("rule", (yaml["result"], yaml["severity"], yaml["population"]),
          (rule["result"], rule["severity"], str(rule["population"])))
    if rule["note"]:
        check("note", yaml["message"].startswith(said(rule["note"], language)), True)
    check("findings", len(yaml.get("findings", [])), len(rule["findings"]))
    for part, finding in zip(yaml.get("findings", []), rule["findings"]):
        check_finding(part, finding, language)


def main():
    report, result, language = begin()
    read = subprocess.run(["perl", READER, report], check=True, capture_output=True).stdout
    tap = json.loads(read)
    check("document", (tap["version"], tap["planned"], tap["errors"], tap["others"]), (14, len(result["rules"]), [], []))
    check("tests", [test["number"] for test in tap["tests"]], list(range(1, len(result["rules"]) + 1)))
    for found, rule in zip(tap["tests"], result["rules"]):
        check_test(found, rule, language)


main()
