"""Runs the tests of the HTML report in one browser, and writes TAP.

usage: main.py SCRATCH BUILD [TEST...], where SCRATCH/SET/report.html are the reports, with report.json beside them
"""

import json
import pathlib
import sys
import traceback

import test_filter
import test_hostile
import test_many
import test_page
from browser import Browser
from check import Skip, comment

# What report.json says, as it is read for the other formats.
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "formats"))
import results  # noqa: E402


class Reports:
    def __init__(self, scratch, build):
        self.scratch, self.build = pathlib.Path(scratch), build
        self.read = {}

    def items(self, name):
        """What the page must have: each finding, and each rule whose result is that of none of its findings."""
        if name not in self.read:
            result = json.loads((self.scratch / name / "report.json").read_text(encoding="utf-8"))
            self.read[name] = [
                {"article": rule["clause"].split("-")[0].split("(")[0], "result": outcome, "bearer": rule["bearer"]["id"]}
                for rule, _, outcome in results.outcomes(result) if outcome != "pass"]
        return self.read[name]


def main():
    browser, reports = Browser(sys.argv[1]), Reports(*sys.argv[1:3])
    wanted = sys.argv[3:]
    tests = [(name, test) for module in (test_filter, test_page, test_hostile, test_many)
             for name, test in vars(module).items() if name.startswith("test_") and (not wanted or name in wanted)]
    failed = 0
    print("TAP version 14")
    try:
        for number, (name, test) in enumerate(tests, 1):
            title = f"{number} - {name[5:].replace('_', ' ')}"
            try:
                test(browser, reports)
                print(f"ok {title}", flush=True)
            except Skip as reason:
                print(f"ok {title} # SKIP {reason}", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                print(f"not ok {title}", flush=True)
                comment(traceback.format_exc().replace("\n", "\n# "))
    finally:
        browser.quit()
    print(f"1..{len(tests)}")
    return min(failed, 1)


sys.exit(main())
