"""Reads a CSV report as Python's csv does and holds it against report.json.

usage: check_csv.py REPORT RESULT LANGUAGE
"""
import csv

from results import begin, check, clean, identity, outcomes, said

RESULTS = {
    "ja": {"pass": "適合", "fail": "不適合", "unknown": "判定不能", "review": "要確認", "notice": "注意",
           "notapplicable": "対象外", "error": "エラー"},
    "en": {"pass": "pass", "fail": "fail", "unknown": "unknown", "review": "review", "notice": "notice",
           "notapplicable": "not applicable", "error": "error"},
}
COLUMNS = {
    "ja": ["結果", "規則", "表題", "条項", "義務を負う者", "種類", "重要度", "方法", "内容", "記録の種類", "記録の番号",
           "記録", "文書", "行", "条件と実際の値", "足りない記録", "適合となる条件", "講ずべき措置", "根拠とした記録",
           "注記", "識別名"],
    "en": ["Result", "Rule", "Title", "Clause", "Who must act", "Norm", "Severity", "Method", "Finding",
           "Kind of record", "Record id", "Record", "Document", "Line", "Conditions with their actual values",
           "Missing records", "What would be compliant", "Remedy", "Records relied on", "Note", "Identity"],
}
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cell(text):
    """Text as a cell holds it: what begins like a formula is marked as text."""
    return "'" + clean(text) if text.startswith(FORMULAS) else clean(text)


def lines(labels, language):
    return "\n".join(said(label, language) for label in labels)


def check_row(row, rule, finding, outcome, language):
    check("rule", (row["結果"], row["規則"], row["表題"], row["義務を負う者"], row["識別名"]),
          (RESULTS[language][outcome], cell(rule["id"]), cell(rule["title"][language]),
           cell(rule["bearer"]["title"][language]), cell(identity(rule, finding))))
    check("note", row["注記"].startswith(said(rule["note"], language)), True)
    if not finding:
        check("empty cells", [row[name] for name in COLUMNS["ja"][9:19]], [""] * 10)
        return
    subject = finding["subject"]
    check("finding", row["内容"], cell(finding["sentence"][language]))
    check("subject", (row["記録の番号"], row["記録"], row["文書"], row["行"]),
          (cell(subject["id"]), cell(subject["text"][language]), cell(subject["document"] or ""),
           str(subject["line"] or "")))
    check("lines", (row["足りない記録"], row["適合となる条件"]),
          (lines(finding["missing"], language), lines(finding["changes"], language)))
    check("evidence", [line.rsplit("  ", 1)[1] for line in row["根拠とした記録"].splitlines()],
          [clean(f"{e['document']}:{e['line']}") for e in finding["evidence"]])
    due = finding["remedy"] if finding["result"] not in ("unknown", "error") else None
    open_words = {"ja": "不適合と判断したときの措置: ", "en": "Remedy if judged not compliant: "}[language]
    check("remedy", row["講ずべき措置"], (open_words if due and finding["open"] else "") + said(due, language))


def main():
    report, result, language = begin()
    with open(report, "rb") as file:
        raw = file.read()
    check("mark", raw[:3], b"\xef\xbb\xbf")
    text = raw[3:].decode("utf-8")
    check("line ends", (text.endswith("\r\n"), text.replace("\r\n", "").count("\r")), (True, 0))
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    check("columns", rows[0], COLUMNS[language])
    check("cells", {len(row) for row in rows}, {len(rows[0])})
    check("formulas", [c for row in rows for c in row if c.startswith(FORMULAS)], [])
    expected = list(outcomes(result))
    check("rows", len(rows) - 1, len(expected))
    for row, (rule, finding, outcome) in zip(rows[1:], expected):
        check_row(dict(zip(COLUMNS["ja"], row)), rule, finding, outcome, language)


main()
