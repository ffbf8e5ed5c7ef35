"""Compares the findings of an audit (JSON) with the list of what must be found. TAP on standard output."""
import json
import sys
import xml.etree.ElementTree as tree

NAMESPACE = "{urn:junshu:expected:1}"


def expected_findings(path):
    root = tree.parse(path).getroot()
    findings = {(f.get("rule"), f.get("subject") or "municipality"): f.get("result")
                for f in root.iter(NAMESPACE + "finding")}
    unknown = {u.get("rule") for u in root.iter(NAMESPACE + "unknown")}
    return findings, unknown


def actual_findings(result):
    return {(rule["id"], finding["subject"]["id"]): finding["result"]
            for rule in result["rules"] for finding in rule["findings"]}


def differences(expected, actual):
    for key in sorted(expected.keys() | actual.keys()):
        if expected.get(key) != actual.get(key):
            yield f"{key[0]} {key[1]}: expected {expected.get(key)}, found {actual.get(key)}"


def wrong_rules(result, findings, unknown):
    """Rules that depend on what was not exported must be unknown, and no other rule may be worse than its findings."""
    planted = {rule for rule, _ in findings}
    for rule in result["rules"]:
        is_unknown = rule["result"] == "unknown"
        if rule["id"] in unknown and not is_unknown:
            yield f"{rule['id']}: expected unknown, found {rule['result']}"
        if rule["id"] not in unknown | planted and rule["result"] not in ("pass", "notapplicable"):
            yield f"{rule['id']}: expected pass or notapplicable, found {rule['result']}"


def main():
    number, name, expected_path, result_path = sys.argv[1:]
    findings, unknown = expected_findings(expected_path)
    with open(result_path, encoding="utf-8") as file:
        result = json.load(file)
    actual = {key: value for key, value in actual_findings(result).items() if key[0] not in unknown}
    problems = list(differences(findings, actual)) + list(wrong_rules(result, findings, unknown))
    print(f"{'not ok' if problems else 'ok'} {number} - {name}: {len(findings)} planted, {len(unknown)} unknown rules")
    for problem in problems:
        print("#  ", problem)
    return 1 if problems else 0


sys.exit(main())
