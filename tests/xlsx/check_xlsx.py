"""Holds a workbook, as LibreOffice reads it, against report.json.

usage: check_xlsx.py WORKBOOK FLAT RESULT LANGUAGE, where FLAT is LibreOffice's .fods of the workbook
"""
import pathlib
import re
import sys

import workbook

sys.path.append(str(pathlib.Path(__file__).parent.parent / "formats"))
from results import check, clean, identity, load, outcomes, said  # noqa: E402

SHEETS = {
    "ja": ["総括", "エラー", "指摘事項（不適合）", "判定不能", "要確認事項", "注意", "足りない記録", "担当別の対応一覧",
           "全条項", "規則と方法", "根拠とした記録", "確認書により定まった事項", "用いていない確認書",
           "提出された一覧", "調べた文書"],
    "en": ["Summary", "Errors", "Findings (not compliant)", "Could not be decided", "For a person to judge", "Notices",
           "Missing records", "To do, by bearer", "All clauses", "Rules and methods", "Records relied on",
           "Settled by attestations", "Attestations not used", "Lists submitted", "Documents examined"],
}
(SUMMARY, ERRORS, FINDINGS, UNKNOWNS, REVIEWS, NOTICES, LACKS, TASKS, CLAUSES, RULES, EVIDENCE, SETTLED, STRAYS,
 LISTS, DOCUMENTS) = range(15)
OUTCOMES = {ERRORS: "error", FINDINGS: "fail", UNKNOWNS: "unknown", REVIEWS: "review", NOTICES: "notice"}
SIGNS = {"error": "Ｅ", "fail": "×", "unknown": "？", "review": "△", "notice": "！", "pass": "○", "notapplicable": "－"}
RESULTS = {
    "ja": {"pass": "適合", "fail": "不適合", "unknown": "判定不能", "review": "要確認", "notice": "注意",
           "notapplicable": "対象外", "error": "エラー"},
    "en": {"pass": "pass", "fail": "fail", "unknown": "unknown", "review": "review", "notice": "notice",
           "notapplicable": "not applicable", "error": "error"},
}
# Where the cells of an outcome stand: number, clause, sentence, document, line, evidence, rule, identity.
DECIDED = (0, 1, 5, 8, 9, 10, 11, 17)
UNDECIDED = (0, 1, 5, 8, 9, 10, 11, 16)
TO_JUDGE = (0, 1, 3, 16, 17, 6, 13, 19)
PLACES = {ERRORS: UNDECIDED, FINDINGS: DECIDED, UNKNOWNS: UNDECIDED, REVIEWS: TO_JUDGE, NOTICES: DECIDED}
JUDGEMENT = 8
REMEDY = {FINDINGS: 6, REVIEWS: 7, NOTICES: 6}
MOST = 32767  # units of UTF-16 in a cell
ERAS = [("2019-05-01", "令和", 2018), ("1989-01-08", "平成", 1988), ("1926-12-25", "昭和", 1925)]


def units(text):
    return len(text.encode("utf-16-le")) // 2


def check_text(name, found, expected):
    """The text, or as much as a cell holds and a mark."""
    if units(expected) <= MOST:
        check(name, found, expected)
        return
    kept, mark = found.rsplit("…", 1)
    check(f"{name}: cut", (expected.startswith(kept), "json" in mark.lower(), units(found) in (MOST, MOST - 1)),
          (True, True, True))


def shown_date(value, language):
    """An ISO date or time as the reader is shown it."""
    date, _, time = value.partition("T")
    if language == "en":
        return value.replace("T", " ")
    year, month, day = (int(part) for part in date.split("-"))
    name, before = next((name, before) for first, name, before in ERAS if date >= first)
    hours = "{0}時{1}分{2}秒".format(*(int(part) for part in time.split(":"))) if time else ""
    return f"{name}{year - before}年{month}月{day}日{hours}"


def check_date(name, cell, iso, language):
    if iso in (None, ".."):
        check(name, (cell.type, cell.text), ("string", "－"))
        return
    check(name, (cell.type, cell.text), ("date", shown_date(iso, language)))
    check(name, re.sub(r"T00:00:00$", "", cell.value), re.sub(r"T00:00:00$", "", iso))


def check_result(name, cell, result, language):
    check(name, (cell.type, cell.text), ("string", f"{SIGNS[result]} {RESULTS[language][result]}"))


def check_number(name, cell, number):
    check(name, (cell.type, float(cell.value or "nan")), ("float", float(number)))


class Report:
    def __init__(self, path, flat, result, language):
        self.result, self.language = load(result), language
        self.sheets, self.parts = workbook.read(path, flat)
        self.by_number = {number: self.sheets[name] for number, name in enumerate(SHEETS[language])
                          if name in self.sheets}
        left_out = {number for number, there in (
            (ERRORS, any(outcome == "error" for _, _, outcome in outcomes(self.result))),
            (SETTLED, any(rule["settled"] for rule in self.result["rules"])),
            (STRAYS, self.result["stray_attestations"])) if not there}
        check("sheets", list(self.sheets),
              [name for number, name in enumerate(SHEETS[language]) if number not in left_out])

    def text(self, label):
        return said(label, self.language)

    # ---- the file ----

    def check_parts(self):
        for name, text in self.parts.items():
            check(f"{name}: what leads outside", [found for found in ("TargetMode", "<f>", "<f ", "externalLink", "r:id=")
                                                  if found in text and name.startswith("xl/worksheets")], [])
        check("relations", "TargetMode" in "".join(self.parts.values()), False)
        check("created", re.findall(r'W3CDTF">([^<]*)<', self.parts["docProps/core.xml"]),
              [instant(self.result["as_of"])] * 2)

    def check_formulas(self):
        for sheet in self.sheets.values():
            check(f"{sheet.name}: formulas", [cell.formula for row in sheet.rows for cell in row if cell.formula], [])

    def check_layout(self):
        for number, sheet in self.by_number.items():
            setup = sheet.xml.find(workbook.MAIN + "pageSetup")
            check(f"{sheet.name}: page", (setup.get("paperSize"), setup.get("orientation")), ("9", "landscape"))
            widths = [float(column.get("width")) for column in sheet.xml.iter(workbook.MAIN + "col")]
            check(f"{sheet.name}: widths", bool(widths) and min(widths) > 2 and max(widths) < 100, True)
            if number == SUMMARY:
                continue
            check(f"{sheet.name}: frozen", sheet.head is not None, True)
            first, last = sheet.xml.find(workbook.MAIN + "autoFilter").get("ref").split(":") if sheet.list() else ("", "")
            check(f"{sheet.name}: filters", sheet.list() and (first, re.sub("[A-Z]", "", last)),
                  sheet.list() and (f"A{sheet.head + 1}", str(sheet.head + 1 + len(sheet.list()))))
        check("repeated heads", self.parts["xl/workbook.xml"].count("_xlnm.Print_Titles"), len(self.sheets) - 1)

    # ---- the sheets ----

    def check_summary(self):
        rows = self.by_number[SUMMARY].rows
        texts = {row[0].text: row for row in rows if len(row) > 1}
        result = self.result
        heads = {"ja": ("対象期間の初め", "対象期間の終わり", "基準日", "全体の結果", "SHA-256"),
                 "en": ("Period from", "Period to", "As of", "Overall result", "SHA-256")}[self.language]
        begin, end = result["period"].split("/")
        for head, date in zip(heads, (begin, end, result["as_of"])):
            check_date(head, texts[head][1], date, self.language)
        check_result("overall", texts[heads[3]][1], result["summary"]["result"], self.language)
        check("digest", texts[heads[4]][1].text, result["pack"]["digest"])
        for name, title in RESULTS[self.language].items():
            row = texts[f"{SIGNS[name]} {title}"]
            check_number(f"rules: {name}", row[2], result["summary"]["rules"][name])
            check_number(f"clauses: {name}", row[3], result["summary"]["clauses"][name])

    def check_outcomes(self, number, places):
        sheet, name = self.by_number[number], OUTCOMES[number]
        expected = {identity(rule, finding): (rule, finding) for rule, finding, outcome in outcomes(self.result)
                    if outcome == name}
        rows = sheet.list()
        check(f"{sheet.name}: outcomes", sorted(row[places[7]].text for row in rows), sorted(map(clean, expected)))
        by_name = {clean(key): value for key, value in expected.items()}
        clauses, evidence = self.by_number[CLAUSES], self.by_number[EVIDENCE]
        for i, row in enumerate(rows):
            rule, finding = by_name[row[places[7]].text]
            check_number("number", row[places[0]], i + 1)
            target = sheet.link(i, places[1])
            check("clause", (target[0], clauses.rows[target[1]][0].text), (clauses.name, row[places[1]].text))
            check("rule", row[places[6]].text, clean(rule["id"]))
            if name != "review":
                check_result("result", row[2], name, self.language)
            if finding:
                self.check_finding(sheet, i, row, places, finding, evidence)

    def check_finding(self, sheet, i, row, places, finding, evidence):
        subject = finding["subject"]
        check_text("sentence", row[places[2]].text, clean(finding["sentence"][self.language]))
        check("place", (row[places[3]].text, row[places[4]].text),
              (clean(subject["document"] or ""), str(subject["line"] or "")))
        if not finding["evidence"]:
            return
        name, first = sheet.link(i, places[5])
        check("evidence", (name, row[places[5]].text.rstrip("件")), (evidence.name, str(len(finding["evidence"]))))
        for k, record in enumerate(finding["evidence"]):
            cells = evidence.rows[first + k]
            check("record", (cells[5].text, cells[7].text, cells[8].text, cells[9].text),
                  (clean(record["id"]), clean(record["document"]), str(record["line"]), clean(finding["identity"])))
            check_text("record's name", cells[6].text, self.text(record["text"]))
            check("back", evidence.link(first + k - evidence.head - 1, 1), (sheet.name, sheet.head + 1 + i))

    def check_remedies(self):
        for number, column in REMEDY.items():
            expected = [self.text(finding["remedy"]) for _, finding, outcome in outcomes(self.result)
                        if outcome == OUTCOMES[number] and finding]
            found = [row[column].text for row in self.by_number[number].list()]
            check("remedies", sorted(filter(None, found)), sorted(filter(None, expected)))

    def check_judgements(self):
        sheet = self.by_number[REVIEWS]
        rows = sheet.list()
        offered = [(choice.get("type"), choice.get("sqref"), choice.find(workbook.MAIN + "formula1").text)
                   for choice in sheet.xml.iter(workbook.MAIN + "dataValidation")]
        results = RESULTS[self.language]
        column = chr(ord("A") + JUDGEMENT)
        place = f"{column}{sheet.head + 2}" + (f":{column}{sheet.head + 1 + len(rows)}" if len(rows) > 1 else "")
        check("choices", offered, [("list", place, f'"{results["pass"]},{results["fail"]}"')] if rows else [])
        check("blanks", {cell.text for row in rows for cell in row[JUDGEMENT:JUDGEMENT + 4]} - {""}, set())

    def check_clauses(self):
        rows, clauses = self.by_number[CLAUSES].list(), self.result["clauses"]
        check("clauses", len(rows), len(clauses))
        for row, clause in zip(rows, clauses):
            check("clause", (row[0].text, row[1].text), (clause["title"][self.language], clean(clause["caption"] or "")))
            check_text("clause's text", row[2].text, clean(clause["text"]))
            if clause["result"]:
                check_result("clause's result", row[3], clause["result"], self.language)
            check("clause's rules", [line.split(" ")[0] for line in row[4].text.splitlines()], clause["rules"])

    def check_rules(self):
        rows, rules = self.by_number[RULES].list(), self.result["rules"]
        check("rules", [row[0].text for row in rows], [clean(rule["id"]) for rule in rules])
        for row, rule in zip(rows, rules):
            check_result("rule's result", row[3], rule["result"], self.language)
            check_number("population", row[10], rule["population"])
            for cell, name in zip(row[11:], SIGNS):
                check_number(f"rule's {name}", cell, rule["counts"][name])

    def check_evidence(self):
        found = len(self.by_number[EVIDENCE].list())
        check("records", found, sum(len(finding["evidence"]) for rule in self.result["rules"]
                                    for finding in rule["findings"]))

    def check_settled(self):
        expected = [(rule["id"], settled) for rule in self.result["rules"] for settled in rule["settled"]]
        rows = self.by_number[SETTLED].list() if expected else []
        check("settled", len(rows), len(expected))
        for row, (rule, settled) in zip(rows, expected):
            check("settled", (row[1].text, row[4].text, row[7].text, row[8].text),
                  (rule, str(settled["subject"]["line"] or ""), str(settled["attestation"]["line"]),
                   self.text(settled["by"])))
            check_date("settled", row[9], settled["on"], self.language)
            check_text("statement", row[10].text, clean(settled["statement"] or ""))
            check_result("settled", row[11], settled["result"], self.language)

    def check_strays(self):
        expected = [(str(stray["attestation"]["line"]), self.text(stray["why"])) for stray in self.result["stray_attestations"]]
        rows = self.by_number[STRAYS].list() if expected else []
        check("strays", [(row[2].text, row[3].text) for row in rows], expected)

    def check_examined(self):
        documents, lists = self.by_number[DOCUMENTS].list(), self.by_number[LISTS].list()
        check("documents", [(row[0].text, row[2].text) for row in documents],
              [(clean(document["path"]), document["sha256"]) for document in self.result["documents"]])
        check("lists", len(lists), len(self.result["lists"]))
        for row, given in zip(lists, self.result["lists"]):
            begin, end = given["covers"].split("/") if given["covers"] else (None, None)
            check_date("from", row[2], begin, self.language)
            check_date("to", row[3], end, self.language)
            check_number("records", row[4], given["records"])
            check_text("source", row[5].text, clean(given["source"] or ""))
            check_date("exported", row[6], given["exported"], self.language)
            check("place", (row[7].text, row[8].text), (clean(given["document"]), str(given["line"])))

    def check_lacks(self):
        found = {(row[0].text, rule) for row in self.by_number[LACKS].list() for rule in row[3].text.splitlines()}
        check("lacks", found, {(self.text(needed["title"]), rule["id"]) for rule in self.result["rules"]
                               for needed in rule["needed"] if not needed["present"] or not needed["complete"]})

    def check(self):
        self.check_parts()
        self.check_formulas()
        self.check_layout()
        self.check_summary()
        for number, places in PLACES.items():
            if number in self.by_number:
                self.check_outcomes(number, places)
        self.check_remedies()
        self.check_judgements()
        self.check_clauses()
        self.check_rules()
        self.check_evidence()
        self.check_settled()
        self.check_strays()
        self.check_examined()
        self.check_lacks()


def instant(as_of):
    """When the day begins in Japan, in UTC."""
    import datetime
    day = datetime.datetime.fromisoformat(as_of.partition("T")[0])
    return (day - datetime.timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    path, flat, result, language = sys.argv[1:]
    Report(path, flat, result, language).check()


main()
