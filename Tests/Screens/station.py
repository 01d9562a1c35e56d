# SPDX-License-Identifier: Apache-2.0
"""A browser at a training station: what the scripts of this folder share.

SCREENS=FOLDER takes the pages from Sources/CStationScreens/web as they are now, to try a change before a build."""
import mimetypes
import os
import time
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

# The last one is 400 % zoom of a window of 1280 by 1024: WCAG 2.2, 1.4.10.
SIZES = {"desk": (1366, 768), "tablet": (1280, 800), "upright": (800, 1280), "reflow": (320, 512)}
PIN = "123456"


class Waited(Exception):
    """What was waited for did not come."""


class Officer:
    """One browser window, driven by keys alone; counts the keys that are no typed text."""

    def __init__(self, browser, address, size="desk", language="vi", light="light"):
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height})
        if "SCREENS" in os.environ:
            context.route(lambda url: url.startswith(address) and "/api/" not in url, changed_file)
        self.page = context.new_page()
        self.keys, self.troubles = 0, []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda m: m.type == "error" and "status of 4" not in m.text and self.troubles.append(m.text))
        self.page.add_init_script(
            f"localStorage.setItem('language','{language}');localStorage.setItem('light','{light}')")
        self.page.goto(address, wait_until="domcontentloaded")
        self.wait("document.getElementById('pin') || document.getElementById('search')")

    def sign_in(self, pin=PIN):
        time.sleep(0.4)
        self.type(pin)
        self.page.keyboard.press("Enter")
        self.wait("document.getElementById('search') && document.querySelector('tbody, #stage .message')")
        self.keys = 0

    def key(self, *names):
        for name in names:
            self.keys += 1
            self.page.keyboard.press(name)
            time.sleep(0.15)

    def type(self, text):
        # Faster than a person, slower than a scanner that types.
        self.page.keyboard.type(text, delay=50)

    def ask(self, script):
        return self.page.evaluate(f"() => ({script})")

    def wait(self, script, limit=60):
        end = time.time() + limit
        while not self.ask(f"Boolean({script})"):
            if time.time() > end:
                raise Waited(f"{script} at {self.ask('location.hash')}")
            time.sleep(0.05)

    def at(self, step, limit=20):
        self.wait(f"location.hash.endsWith('/{step}') && document.querySelector('.frame')", limit)

    def complete(self, step, limit=240):
        self.wait(f"""document.querySelector('.steps a[href$="/{step}"]')?.closest('li')
            .classList.contains('complete')""", limit)

    def focused(self):
        return self.ask("document.activeElement?.id ?? ''")

    def go(self, address):
        """Opens a screen, or where it leads to, and waits until it is drawn."""
        self.page.evaluate(f"location.hash = '#/{address}'")
        self.wait("document.getElementById('root').dataset.shows === location.hash")
        time.sleep(0.7)


def changed_file(route):
    path = route.request.url.split("/", 3)[3].split("#")[0] or "index.html"
    kind = mimetypes.guess_type(path)[0] or "text/plain"
    route.fulfill(path=os.path.join(os.environ["SCREENS"], path), content_type=f"{kind}; charset=utf-8")


@contextmanager
def browser():
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()
