"""Records and a pack whose every text tries to break out of the page."""

import pathlib
import xml.etree.ElementTree as tree

from check import equal, true
from hostile import PAYLOADS, readable


def test_hostile_texts_are_only_texts(browser, reports):
    for report in ("hostile/report.html", "hostile-en/report.html"):
        browser.open(report)
        browser.one("#filter [name=open]").click()
        browser.choose(words="<script")
        browser.run("""for (const at of document.querySelectorAll('main *'))
            for (const kind of ['mouseover', 'focus', 'load', 'error'])
              at.dispatchEvent(new Event(kind))""")
        browser.open(report)
        equal("ran", browser.run("return window.broken"), None)
        found = browser.run("""return {
            scripts: document.scripts.length,
            styles: document.querySelectorAll('style').length,
            elements: document.querySelectorAll('img, iframe, object, embed, link, base, audio, video').length,
            handlers: [...document.querySelectorAll('*')].flatMap(at => [...at.attributes]).filter(one =>
              /^on|^style$|^src|^xlink/.test(one.name) && // but what the script itself sets
              !/^contain-intrinsic-size: none \d+rem;$/.test(one.value)).map(one => `${one.ownerElement.outerHTML.slice(0, 200)}`),
            links: [...document.querySelectorAll('a')].filter(at => !at.getAttribute('href').startsWith('#')).length,
          }""")
        equal(report, found, {"scripts": 1, "styles": 1, "elements": 0, "handlers": [], "links": 0})
        text = browser.run("return document.body.textContent")
        for payload in PAYLOADS:
            true(f"{report} shows {payload!a}", readable(payload) in text)


def test_hostile_captions_are_whole(browser, reports):
    browser.open("hostile/report.html")
    text = browser.run("return document.body.textContent")
    for path in pathlib.Path(browser.scratch).glob("rules/*/regulation/20*.xml"):
        captions = [at.text for at in tree.parse(path).iterfind(".//ArticleCaption")]
        true("there are captions", len(captions) > 5)
        equal("cut", [caption for caption in captions if readable(caption) not in text], [])


def test_hostile_texts_are_found_by_the_filter(browser, reports):
    browser.open("hostile/report.html")
    for payload in PAYLOADS:
        browser.choose(words=readable(payload))
        true(f"{payload!a} is found", len(browser.shown()) > 0)
