"""The filter: each choice, words, the address, links, keys."""

import urllib.parse

from selenium.webdriver.common.keys import Keys

from check import equal, true


def by(items, **wanted):
    """How many items have these keys."""
    return sum(all(item[key] == value for key, value in wanted.items()) for item in items)


def test_each_choice_shows_what_the_result_has(browser, reports):
    items = reports.items("sample")
    browser.open("sample/report.html")
    for key in ("article", "result", "bearer"):
        for value in sorted({item[key] for item in items}):
            browser.choose(**{"article": "", "result": "", "bearer": "", key: value})
            equal(f"{key}={value}", len(browser.shown()), by(items, **{key: value}))


def test_choices_offer_what_is_there_and_say_how_much(browser, reports):
    items = reports.items("sample")
    browser.open("sample/report.html")
    for key in ("article", "result", "bearer"):
        options = browser.run("return [...document.getElementById('filter').elements[arguments[0]].options]"
                              ".slice(1).map(option => [option.value, option.text])", key)
        equal(key, {value for value, _ in options}, {item[key] for item in items})
        for value, text in options:
            true(f"{text} has its count", text.endswith(f" ({by(items, **{key: value}):,})"))


def test_choices_combine(browser, reports):
    items = reports.items("sample")
    browser.open("sample/report.html")
    browser.choose(article="9", result="fail")
    wanted = by(items, article="9", result="fail")
    true("there are some", 0 < wanted < by(items, result="fail"))
    equal("shown", len(browser.shown()), wanted)
    status = browser.status()
    for number in (len(items), wanted, len(items) - wanted):
        true(f"the status has {number}: {status}", f"{number:,}件" in status)
    equal("notes say how many are hidden", browser.run(
        """return [...document.querySelectorAll('.left-out')].filter(at => at.checkVisibility())
             .map(at => Number(at.textContent.replace(/[^0-9]/g, ''))).reduce((sum, n) => sum + n, 0)"""),
        len(items) - wanted)


def test_english_has_its_singular(browser, reports):
    total = len(reports.items("sample-en"))
    browser.open("sample-en/report.html")
    browser.choose(words="LO0002")
    equal("one is shown", len(browser.shown()), 1)
    equal("one", browser.status(), f"1 of {total} items is shown. The other {total - 1} are hidden on the screen; "
          "a print has all of them.")
    browser.choose(words="LO000")
    equal("more", browser.status().split(".")[0], f"{len(browser.shown())} of {total} items are shown")
    true("they are some", len(browser.shown()) > 1)


def test_nothing_found_is_said_in_each_section(browser, reports):
    browser.open("sample/report.html")
    browser.choose(words="どこにもない語")
    equal("shown", browser.shown(), [])
    sections = browser.run("""return [...document.querySelectorAll('section:has([data-result])')].map(at =>
        [at.querySelector('h2').checkVisibility(), at.querySelector('.left-out').checkVisibility(),
         [...at.querySelectorAll('.rule, .scroll:has([data-result])')].some(one => one.checkVisibility())])""")
    true("there are sections", len(sections) > 2)
    equal("heading and note are there, and nothing else", set(map(tuple, sections)), {(True, True, False)})


def test_words_fold_width_and_case(browser, reports):
    browser.open("sample/report.html")
    total = len(browser.shown())
    found = {}
    for words in ("p0913", "P0913", "Ｐ０９１３", "　p0913 "):
        browser.choose(words=words)
        found[words] = browser.shown()
        true(words, 0 < len(found[words]) < total and all("P0913" in text for text in found[words]))
    equal("all the same", len({tuple(texts) for texts in found.values()}), 1)
    browser.choose(words="ｼｽﾃﾑ管理者")
    half = browser.shown()
    browser.choose(words="システム管理者")
    true("kana", half == browser.shown() and len(half) > 0)
    browser.choose(words="P0913 電子計算機室")
    true("all words", all("電子計算機室" in text for text in browser.shown()))


def test_the_address_carries_the_filter(browser, reports):
    browser.open("sample/report.html")
    browser.choose(article="9", result="fail", words="許可 なく")
    texts, address = browser.shown(), browser.hash()
    equal("state", dict(urllib.parse.parse_qsl(address[2:])), {"article": "9", "result": "fail", "words": "許可 なく"})
    browser.open("sample/report.html", address)
    equal("opened again", browser.shown(), texts)
    browser.driver.refresh()
    equal("loaded again", browser.shown(), texts)
    browser.one("#filter [type=reset]").click()
    browser.settle()
    equal("all is shown", len(browser.shown()), len(reports.items("sample")))
    equal("the address is bare", browser.hash(), "")
    browser.open("sample/report.html", "#?article=none&words=")
    equal("what is not there filters nothing", len(browser.shown()), len(reports.items("sample")))


def test_a_link_to_what_is_hidden_ends_the_filter(browser, reports):
    browser.open("sample/report.html")
    browser.choose(result="notapplicable")
    link = browser.run("""return [...document.querySelectorAll('main a[href^="#"]')].find(link => {
        const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        return link.checkVisibility() && target && target.closest('.rule.out');
      })""")
    true("there is such a link", link is not None)
    browser.follow(link)
    equal("all is shown", len(browser.shown()), len(reports.items("sample")))
    equal("it is in view", visible_target(browser), True)
    browser.driver.back()
    browser.settle()
    equal("the filter is back", len(browser.shown()), by(reports.items("sample"), result="notapplicable"))
    true("in the address too", browser.hash() == "#?result=notapplicable")


def visible_target(browser):
    """Whether the target of the address starts in view, below what sticks to the top."""
    return browser.run("""const at = document.querySelector(':target').getBoundingClientRect();
        const bar = document.getElementById('filter');
        const top = getComputedStyle(bar).position === 'sticky' ? bar.getBoundingClientRect().bottom : 0;
        return at.top >= Math.min(top, innerHeight) - 1 && at.top < innerHeight""")


def test_the_matrix_leads_to_findings_and_back(browser, reports):
    browser.open("sample/report.html")
    links = browser.run("""return [...document.querySelectorAll('.articles td.count a:not([href^="#rule-"])')].map(link =>
        [link.getAttribute('href'), link.closest('tr').id, Boolean(document.getElementById(decodeURIComponent(link.hash.slice(1))))])""")
    true("there are links", len(links) > 5)
    equal("without a target", [link for link, _, is_there in links if not is_there], [])
    for address, row, _ in links[:3]:
        browser.follow(browser.one(f'.articles a[href="{address}"]'))
        equal("address", browser.hash(), address)
        true(f"{address} is in view", visible_target(browser))
        browser.follow(browser.one(':target a[href^="#matrix-"]'))
        equal("back", browser.hash(), f"#{row}")
        true(f"{row} is in view", visible_target(browser))


def test_keys_alone_suffice(browser, reports):
    browser.open("sample/report.html")
    browser.press(Keys.TAB)
    equal("first comes the skip link", browser.focused().get_attribute("href")[-5:], "#main")
    true("which then shows", browser.run("return document.activeElement.getBoundingClientRect().left >= 0"))
    browser.press(Keys.ENTER)
    equal("the main part has the focus", browser.focused().get_attribute("id"), "main")
    order = []
    for _ in range(7):
        browser.press(Keys.TAB)
        order.append(browser.focused().get_attribute("name") or browser.focused().get_attribute("type"))
        true(f"{order[-1]} shows its focus",
             browser.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid")
    equal("order", order, ["article", "result", "bearer", "words", "reset", "open", "close"])
    for _ in range(3):
        browser.press_back()
    equal("back at the words", browser.focused().get_attribute("name"), "words")
    browser.press("P0913")
    found = len(browser.shown())
    true("typing filters", 0 < found < len(reports.items("sample")))
    browser.press(Keys.ESCAPE)
    equal("Escape ends it", len(browser.shown()), len(reports.items("sample")))
    browser.press("P0913", Keys.ENTER)
    equal("Enter keeps the page", len(browser.shown()), found)
    true("and leads to the first finding", browser.run("return document.activeElement.matches('[data-result]')"))


def test_evidence_opens(browser, reports):
    browser.open("sample/report.html")
    states = "return [...document.querySelectorAll('details.proof')].map(at => at.open)"
    true("closed at first", set(browser.run(states)) == {False})
    first = browser.one("details.proof > summary")
    first.send_keys(Keys.ENTER)
    equal("one opens by itself", browser.run(states).count(True), 1)
    browser.one("#filter [name=open]").click()
    equal("all open", set(browser.run(states)), {True})
    browser.one("#filter [name=close]").click()
    equal("all close", set(browser.run(states)), {False})


def test_the_bar_hides_no_focus(browser, reports):
    for report in ("sample/report.html", "sample-en/report.html"):
        browser.open(report)
        padding, height = browser.run("""return [parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop),
            document.getElementById('filter').getBoundingClientRect().height]""")
        true(f"{report}: the bar of {height} px fits into {padding} px", height <= padding)
    browser.size(320)
    browser.open("sample/report.html")
    equal("in a narrow window it does not stick", browser.run(
        "return getComputedStyle(document.getElementById('filter')).position"), "static")
    browser.size(1280)
