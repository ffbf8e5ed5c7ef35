"""Holds a SARIF report against the schema of SARIF 2.1.0 and against report.json.

usage: check_sarif.py REPORT RESULT LANGUAGE
"""
from urllib.parse import unquote

from results import begin, check, clean, identity, load, outcomes, said
from schema import validate

KINDS = {"pass": "pass", "fail": "fail", "unknown": "open", "error": "open", "review": "review",
         "notice": "informational", "notapplicable": "notApplicable"}
LEVELS = {"high": "error", "medium": "warning", "low": "warning"}


def unescape(text):
    """A message as people read it. A bracket or brace that is not escaped would be a link or an argument."""
    out = []
    rest = iter(text)
    for c in rest:
        if c == "\\":
            out.append(next(rest))
        elif c in "{}":
            check("brace", next(rest, None), c)
            out.append(c)
        elif c in "[]":
            check("bracket in a message", text, "escaped")
        else:
            out.append(c)
    return "".join(out)


def place(location):
    physical = location["physicalLocation"]
    return unquote(physical["artifactLocation"]["uri"]), physical.get("region", {}).get("startLine")


def check_finding(found, finding, language):
    check("message", unescape(found["message"]["text"]), said(finding["sentence"], language))
    subject = finding["subject"]
    check("place", [place(l) for l in found.get("locations", [])],
          [(subject["document"], subject["line"])] if subject["document"] else [])
    check("evidence", [place(l) for l in found["relatedLocations"]],
          [(e["document"], e["line"]) for e in finding["evidence"] if (e["type"], e["id"]) != (subject["type"], subject["id"])])
    properties = found["properties"]
    check("subject", (properties["subjectType"], properties["subject"]), (subject["type"], subject["id"]))
    for name in ("missing", "changes"):
        check(name, properties.get(name, []), [said(label, language) for label in finding[name]])
    due = finding["remedy"] if finding["result"] not in ("unknown", "error") else None
    name, other = ("remedyIfNotCompliant", "remedy") if finding["open"] else ("remedy", "remedyIfNotCompliant")
    check("remedy", (properties.get(name, ""), other in properties), (said(due, language), False))


def check_rule(found, rule, language, texts):
    properties = found["properties"]
    check("rule", (found["id"], properties["clause"], properties["norm"], properties["bearer"], properties["severity"],
                   properties["method"], properties["result"], properties["population"]),
          (rule["id"], rule["clause"], rule["norm"], rule["bearer"]["id"], rule["severity"], rule["method"],
           rule["result"], rule["population"]))
    check("title", unescape(found["shortDescription"]["text"]), said(rule["title"], language))
    check("text of the clause", unescape(found["help"]["text"]), clean(texts[rule["clause"]]))
    check("note", properties.get("note", ""), said(rule["note"], language))
    check("incomplete lists", [l["type"] for l in properties["incompleteLists"]],
          [l["type"] for l in rule["needed"] if not (l["present"] and l["complete"])])


def main():
    report, result, language = begin()
    sarif = load(report)
    validate(sarif, "sarif-2.1.0-rtm.5.json")
    run = sarif["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    check("rules", len(rules), len(result["rules"]))
    texts = {clause["address"]: clause["text"] for clause in result["clauses"]}
    for found, rule in zip(rules, result["rules"]):
        check_rule(found, rule, language, texts)
    expected = list(outcomes(result))
    check("results", len(run["results"]), len(expected))
    for found, (rule, finding, outcome) in zip(run["results"], expected):
        check("result", (found["ruleId"], rules[found["ruleIndex"]]["id"], found["kind"], found["level"],
                         found["partialFingerprints"], found["properties"]["result"]),
              (rule["id"], rule["id"], KINDS[outcome], LEVELS[rule["severity"]] if outcome == "fail" else "none",
               {"identity/v1": identity(rule, finding)}, outcome))
        if finding:
            check_finding(found, finding, language)
    check("what is left out", {name for found in run["results"] for name in found} & {"baselineState", "suppressions"},
          set())
    check("invocation", run["invocations"], [{"executionSuccessful": result["summary"]["result"] != "error"}])
    check("artifacts", [(unquote(a["location"]["uri"]), a["hashes"]["sha-256"]) for a in run["artifacts"]],
          [(d["path"], d["sha256"]) for d in result["documents"]])


main()
