"""Holds OSCAL assessment results against the schema of OSCAL and against report.json.

usage: check_oscal.py REPORT RESULT LANGUAGE
"""
import re
import uuid
from urllib.parse import unquote

from results import begin, check, clean, load, said
from schema import validate

ROOT = uuid.uuid5(uuid.NAMESPACE_URL, "urn:junshu:oscal:1")
SATISFIED = {"pass", "notapplicable"}
REASONS = {"pass": "pass", "fail": "fail"}


def props(item):
    """The properties of an object, those that come more than once as a list."""
    values = {}
    for prop in item.get("props", []):
        check("name space", prop["ns"], "urn:junshu:oscal:1")
        values.setdefault(prop["name"], []).append(prop["value"])
    return {name: value[0] if len(value) == 1 else value for name, value in values.items()}


def plain(markup):
    """Markup as people read it. A character of Markdown that is not escaped would be markup."""
    bare = re.sub(r"\\[\\`*_\[\]{}<>~^&#|]", "", markup)
    check("markup", re.findall(r"[\\`*_\[\]{}<>~^&#|]", bare), [])
    return re.sub(r"\\(.)", r"\1", markup)


def token(text):
    return text.replace("(", ".").replace(")", "")


def one(value):
    return value if isinstance(value, list) else [] if value is None else [value]


class Names:
    """The UUIDs of one municipality's audits by one pack."""

    def __init__(self, result):
        self.space = uuid.uuid5(ROOT, f"{result['municipality']}/{result['pack']['id']}")

    def __call__(self, kind, name=""):
        return str(uuid.uuid5(self.space, f"{kind}:{name}"))


def record(found):
    values = props(found)
    return values["record-type"], values["record"], int(values["line"]) if "line" in values else None


def check_observation(found, rule, finding, language, names):
    subject = finding["subject"]
    check("uuid", found["uuid"], names("observation", finding["identity"]))
    check("description", plain(found["description"]), said(finding["sentence"], language).strip())
    values = props(found)
    check("observation", (values["result"], values["rule"], values["identity"]),
          (finding["result"], rule["id"], clean(finding["identity"])))
    check("subject", [(s["subject-uuid"], s["type"], *record(s)) for s in found["subjects"]],
          [(names("document", subject["document"]) if subject["document"] else names("municipality"),
            "resource" if subject["document"] else "party", subject["type"], clean(subject["id"]), subject["line"])])
    check("evidence", [(unquote(e["href"]), *record(e)) for e in found.get("relevant-evidence", [])],
          [(e["document"], e["type"], clean(e["id"]), e["line"]) for e in finding["evidence"]])
    text = re.sub(r"\\(.)", r"\1", found.get("remarks", ""))
    for label in finding["missing"] + finding["changes"]:
        check("remarks", f"- {said(label, language)}\n" in text, True)


def check_finding(found, rule, language, names):
    check("uuid", found["uuid"], names("finding", rule["id"]))
    check("title", plain(found["title"]), said(rule["title"], language))
    values = props(found)
    check("finding", {name: values[name] for name in values if name != "incomplete-list"},
          {"result": rule["result"], "rule": rule["id"], "clause": rule["clause"], "norm": rule["norm"],
           "bearer": rule["bearer"]["id"], "severity": rule["severity"], "method": rule["method"],
           "population": str(rule["population"]), **({"stale": "true"} if rule["stale"] else {}),
           **({"audits-itself": "true"} if rule["audits_itself"] else {})})
    check("incomplete lists", one(values.get("incomplete-list")),
          [l["type"] for l in rule["needed"] if not (l["present"] and l["complete"])])
    if rule["note"]:
        check("note", plain(found["description"]).startswith(said(rule["note"], language)), True)
    target = found["target"]
    check("target", (target["target-id"], target["status"]["state"], target["status"]["reason"]),
          (token("rule-" + rule["id"]), "satisfied" if rule["result"] in SATISFIED else "not-satisfied",
           REASONS.get(rule["result"], "other")))
    check("related", [related["observation-uuid"] for related in found.get("related-observations", [])],
          [names("observation", finding["identity"]) for finding in rule["findings"]] +
          [names("settled", f"{rule['id']}/{settled['subject']['id']}") for settled in rule["settled"]])


def check_observations(found, result, language, names):
    rest = iter(found)
    for rule in result["rules"]:
        for finding in rule["findings"]:
            check_observation(next(rest), rule, finding, language, names)
        for settled in rule["settled"]:
            observation = next(rest)
            check("settled", (props(observation)["result"], record(observation["relevant-evidence"][0])[1]),
                  (settled["result"], settled["attestation"]["id"]))
    check("further observations", list(rest), [])


def check_head(document, found, result, names):
    first, last = result["period"].split("/")
    check("time", (found["start"], found["end"]), (f"{first}T00:00:00+09:00", f"{last}T23:59:59+09:00"))
    values = props(found)
    check("result", (values["result"], values["period"], values["as-of"]),
          (result["summary"]["result"], result["period"], result["as_of"]))
    selection = found["reviewed-controls"]["control-selections"][0]
    for key, decided in (("include-controls", True), ("exclude-controls", False)):
        check(key, [control["control-id"] for control in selection.get(key, [])],
              [token("clause-" + clause["address"]) for clause in result["clauses"]
               if (clause["result"] is not None) == decided])
    resources = document["back-matter"]["resources"]
    check("plan", document["import-ap"]["href"], "#" + resources[0]["uuid"])
    check("pack", props(resources[0])["sha-256"], result["pack"]["digest"])
    check("documents", [(r["uuid"], unquote(r["rlinks"][0]["href"]), r["rlinks"][0]["hashes"][0]["value"])
                        for r in resources[1:]],
          [(names("document", d["path"]), d["path"], d["sha256"]) for d in result["documents"]])


def all_uuids(item):
    if isinstance(item, dict):
        yield from ([item["uuid"]] if "uuid" in item else [])
        item = list(item.values())
    if isinstance(item, list):
        for part in item:
            yield from all_uuids(part)


def main():
    report, result, language = begin()
    oscal = load(report)
    validate(oscal, "oscal_assessment-results_schema.json")
    document = oscal["assessment-results"]
    found = document["results"][0]
    names = Names(result)
    check_head(document, found, result, names)
    check("findings", len(found["findings"]), len(result["rules"]))
    for finding, rule in zip(found["findings"], result["rules"]):
        check_finding(finding, rule, language, names)
    check_observations(found.get("observations", []), result, language, names)
    uuids = list(all_uuids(oscal))
    check("UUIDs that are used twice", {u for u in uuids if uuids.count(u) > 1}, set())


main()
