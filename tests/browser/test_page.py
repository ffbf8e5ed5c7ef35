"""The page by itself: without scripts, without a network, in print, among readers with other needs."""

import base64
import pathlib
import re
import subprocess
import unicodedata

import axe
from check import Skip, comment, equal, true

MARGIN = 17 * 72 / 25.4  # of the printed page at its sides, in points
HANG = 6  # half a character: brackets may hang


def test_nothing_is_asked_of_any_network(browser, reports):
    for report in ("sample/report.html", "many/report.html"):
        browser.open(report)
        browser.choose(words="室")
        asked = {event["request"]["url"] for event in browser.events("Network.requestWillBeSent")}
        equal(report, asked, {f"file://{browser.scratch}/{report}"})


def test_the_console_is_silent(browser, reports):
    for report in ("sample/report.html", "sample-en/report.html", "hostile/report.html", "many/report.html"):
        browser.open(report)
        browser.choose(result="fail")
        equal(report, [entry["message"] for entry in browser.logs("browser")], [])


def test_no_other_script_runs(browser, reports):
    browser.open("sample/report.html")
    browser.run("""const script = document.createElement('script');
        script.textContent = 'window.broken = 1';
        document.body.append(script);
        const link = document.createElement('a');
        link.href = 'javascript:window.broken=1';
        link.setAttribute('onclick', 'window.broken = 1');
        document.body.append(link);
        link.click();""")
    equal("nothing ran", browser.run("return new Promise(done => setTimeout(() => done(window.broken), 50))"), None)
    refused = " ".join(entry["message"] for entry in browser.logs("browser"))
    equal("the policy refused it", "Content Security Policy" in refused, True)


def test_without_scripts_all_is_there(browser, reports):
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open("sample/report.html")
        equal("the bar", browser.run("return document.getElementById('filter').checkVisibility()"), False)
        equal("findings", len(browser.shown()), len(reports.items("sample")))
        equal("evidence", browser.run("return document.querySelectorAll('details.proof:not([open])').length"), 0)
    finally:
        browser.cdp("Emulation.setScriptExecutionDisabled", value=False)


def print_to_pdf(browser, name):
    """Prints once; the next test to ask for the same print has it."""
    path = pathlib.Path(browser.scratch) / name
    if path.exists():
        return path
    answer = browser.cdp("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
    path.write_bytes(base64.b64decode(answer["data"]))
    return path


def pdf_text(path, *options):
    return subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True, text=True).stdout


def squeeze(text):
    """Without spaces, and with the characters that fonts name otherwise (⾼ for 高) as they were."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_print_has_all_whatever_the_filter(browser, reports):
    browser.open("sample/report.html")
    whole = print_to_pdf(browser, "whole.pdf")
    browser.choose(article="9", result="fail", words="P0913")
    true("something is hidden", len(browser.shown()) < len(reports.items("sample")))
    filtered = print_to_pdf(browser, "filtered.pdf")
    equal("the same text", pdf_text(filtered), pdf_text(whole))
    true("evidence is closed again", browser.run("return !document.querySelector('details.proof[open]')"))
    pages = pdf_text(whole).split("\f")[:-1]
    true("there are pages", len(pages) > 5)
    for number, page in enumerate(pages, 1):
        equal(f"page {number} has its number, the cover none", f"{number} / {len(pages)}" in page, number > 1)
        true(f"page {number} has the title", "遵守状況監査" in page)
    text = squeeze(pdf_text(whole, "-raw"))
    hidden = ("記録1件", "根拠を開く", "画面に出していない")
    equal("of the screen alone", [words for words in hidden if words in text], [])


def test_no_table_is_cut_in_print(browser, reports):
    browser.open("sample/report.html")
    cells = browser.run("""return [...document.querySelectorAll('main tr > :last-child')]
        .filter(cell => !cell.closest('details:not(.proof)')).map(cell => cell.textContent)""")
    true("there are cells", len(cells) > 100)
    path = print_to_pdf(browser, "whole.pdf")
    text = squeeze(pdf_text(path, "-raw"))
    words = {squeeze(word) for cell in cells for word in cell.split() if len(word) < 12}
    equal("words of last columns that print lacks", sorted(word for word in words if word not in text), [])
    box = r'<page width="([\d.]+)"|<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>([^<]*)'
    width = outside = 0
    for page, left, right, word in re.findall(box, pdf_text(path, "-bbox")):
        width = float(page) if page else width
        if not page and not MARGIN - HANG <= float(left) <= float(right) <= width - MARGIN + HANG:
            outside += 1
            comment(f"outside of the margins: {word} from {left} to {right} of {width}")
    equal("words outside of the margins", outside, 0)
    true("the paper is A4", abs(width - 595) < 2)


LANDMARKS = """
const text = at => at.textContent.trim();
const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(at => Number(at.tagName[1]));
return {
  'more than one main heading': levels.filter(level => level === 1).length - 1,
  'a heading that skips a level': levels.filter((level, at) => at && level > levels[at - 1] + 1).length,
  'a heading without words': [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(at => !text(at)).length,
  'a table without a caption': document.querySelectorAll('table:not(:has(> caption))').length,
  'a head without a scope': document.querySelectorAll('th:not([scope])').length,
  'a picture without a name': document.querySelectorAll('svg:not([role=img]:has(> title), [aria-hidden=true])').length,
  'a name used twice': document.querySelectorAll('[id]').length
    - new Set([...document.querySelectorAll('[id]')].map(at => at.id)).size,
  'a link to nowhere': [...document.querySelectorAll('a[href^="#"]')].filter(link =>
    !document.getElementById(decodeURIComponent(link.hash.slice(1)))).length,
  'main parts': document.querySelectorAll('main').length - 1,
};"""


def test_the_outline_is_sound(browser, reports):
    for report, language in (("sample/report.html", "ja"), ("sample-en/report.html", "en")):
        browser.open(report)
        equal("language", browser.run("return document.documentElement.lang"), language)
        faults = browser.run(LANDMARKS)
        equal(report, {name: count for name, count in faults.items() if count}, {})


def overflow(browser):
    return browser.run("return document.documentElement.scrollWidth - innerWidth")


def test_a_narrow_window_scrolls_one_way(browser, reports):
    try:
        for report in ("sample/report.html", "sample-en/report.html", "hostile/report.html"):
            for width in (320, 360, 640):
                browser.size(width)
                browser.open(report)
                equal(f"{report} at {width} px is too wide by", overflow(browser), 0)
    finally:
        browser.size(1280)


# Parts that are not laid out yet, and evidence that is closed, would escape axe.
LAY_OUT = """const sheet = new CSSStyleSheet();
sheet.replaceSync('* { content-visibility: visible !important }');
document.adoptedStyleSheets.push(sheet);
document.querySelector('#filter [name=open]').click();"""

RUN_AXE = """const done = arguments[1];
axe.run(document, {runOnly: arguments[0], resultTypes: ['violations']}).then(
  found => done(found.violations.flatMap(fault => fault.nodes.slice(0, 5).map(node =>
    fault.id + ': ' + node.target.join(' ') + ': ' + node.failureSummary))),
  error => done(['axe failed: ' + error]));"""


def test_axe_finds_no_violation(browser, reports):
    try:
        script = axe.source(reports.build)
    except axe.Unavailable as error:
        raise Skip(str(error)) from error
    try:
        for report, width, scale in (("sample/report.html", 1280, 1), ("small-en/report.html", 1280, 1),
                                     ("small/report.html", 320, 1), ("small-en/report.html", 640, 2)):
            browser.size(width, scale=scale)
            browser.open(report)
            browser.run(LAY_OUT)
            browser.run(script)
            found = browser.driver.execute_async_script(RUN_AXE, axe.TAGS)
            equal(f"{report} at {width} px", found, [])
    finally:
        browser.size(1280)
