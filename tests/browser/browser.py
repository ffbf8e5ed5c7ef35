"""One headless Chromium for all tests, and what they ask of it."""

import json
import os

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--hide-scrollbars"]

# An item is shown where neither it nor what holds it is filtered out.
SHOWN = """const parts = [...document.querySelectorAll('[data-result]')].flatMap(group => {
             const items = [...group.querySelectorAll('.item')];
             return items.length ? items : [group];
           });
           return parts.filter(part => part.checkVisibility()).map(part => part.textContent);"""


class Browser:
    def __init__(self, scratch):
        options = webdriver.ChromeOptions()
        for flag in FLAGS + [f"--user-data-dir={scratch}/profile"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver")
        self.driver = webdriver.Chrome(options=options, service=Service(driver))
        self.driver.set_script_timeout(120)
        self.scratch = scratch
        self.size(1280)

    def size(self, width, height=900, scale=1):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale,
                 mobile=False)

    def cdp(self, command, **arguments):
        return self.driver.execute_cdp_cmd(command, arguments)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def open(self, report, fragment=""):
        """Opens the page anew, not only another place in it."""
        self.driver.get("about:blank")
        self.logs("browser")
        self.logs("performance")
        self.driver.get(f"file://{self.scratch}/{report}{fragment}")

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def press(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def settle(self):
        """Waits until the page has done what it was told."""
        self.driver.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 20))")

    def follow(self, link):
        link.send_keys(Keys.ENTER)
        self.settle()

    def press_back(self):
        webdriver.ActionChains(self.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()

    def focused(self):
        return self.driver.switch_to.active_element

    def logs(self, kind):
        return self.driver.get_log(kind)

    def events(self, method):
        """What has happened on the network, or elsewhere in the protocol, since the page was opened."""
        messages = (json.loads(entry["message"])["message"] for entry in self.logs("performance"))
        return [message["params"] for message in messages if message["method"] == method]

    def hash(self):
        return self.run("return location.hash")

    def status(self):
        return self.one("#filter [role=status]").get_property("textContent")

    def shown(self):
        """The texts of the findings, and of the rules without one, that are on the page."""
        return self.run(SHOWN)

    def choose(self, **values):
        """Sets controls of the filter as a reader would."""
        self.run("""const form = document.getElementById('filter');
                    for (const [name, value] of Object.entries(arguments[0]))
                      form.elements[name].value = value;
                    form.dispatchEvent(new Event('input'));""", values)

    def quit(self):
        self.driver.quit()
