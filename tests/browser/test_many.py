"""Ten thousand findings. Times depend on the machine: they are told, and not judged."""

from check import comment, equal, true

SCROLL = """const done = arguments[0], frames = [], tasks = [];
new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({entryTypes: ['longtask']});
let last = performance.now();
requestAnimationFrame(function step(now) {
  frames.push(now - last);
  last = now;
  scrollBy(0, 400);
  if (frames.length < 200 && scrollY + innerHeight + 1 < document.documentElement.scrollHeight) {
    requestAnimationFrame(step);
    return;
  }
  frames.sort((a, b) => a - b);
  done([frames[frames.length >> 1], frames[Math.floor(frames.length * .99)], frames.at(-1), tasks.length]);
});"""

FILTER = """const done = arguments[1], begun = performance.now(), form = document.getElementById('filter');
form.elements.words.value = arguments[0];
form.dispatchEvent(new Event('input'));
requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));"""


def test_ten_thousand_findings(browser, reports):
    items = reports.items("many")
    true("there are as many", len(items) >= 10000)
    browser.open("many/report.html")
    shown = browser.shown()
    equal("all are on the page", len(shown), len(items))
    true("the last of a rule has its number", any(text.startswith("(2500) ") for text in shown))
    parsed, loaded = browser.run("""const at = performance.getEntriesByType('navigation')[0];
        return [at.domContentLoadedEventEnd, at.loadEventEnd];""")
    paint = browser.run("return performance.getEntriesByType('paint')[0].startTime")
    comment(f"first paint {paint:.0f} ms, parsed {parsed:.0f} ms, loaded {loaded:.0f} ms")
    wait = browser.driver.execute_async_script
    median, late, worst, tasks = wait(SCROLL)
    comment(f"frames: median {median:.0f} ms, 99% {late:.0f} ms, worst {worst:.0f} ms; tasks over 50 ms: {tasks}")
    for words in ("PERSON-7）", "ＡＳＳＥＴ－１２", ""):
        taken = wait(FILTER, words)
        comment(f"{words or 'all again'}: {len(browser.shown())} shown after {taken:.0f} ms")
    equal("all are back", len(browser.shown()), len(items))
