"""Somebody at the desk of an agency: what is pressed, what is typed, what is chosen, each counted."""

import re
import subprocess
from contextlib import contextmanager

from tests.office.browser.test_journeys import PAPER, Reader
from tests.web.browser.visits import DESK, page

MARTINE = "martine.collard@ale-valmarche.example"
JEAN_MARC = "jeanmarc.thiry@ale-valmarche.example"


class Agent(Reader):
    """`done`: every interaction, in words: what is pressed, each field that is typed in, each file."""

    def __init__(self, opened, site):
        super().__init__(opened, site)
        self.done = []

    def log_in(self, email, language="fr"):
        super().log_in(email, language)
        self.done.clear()

    def press(self, what):
        self.done.append(f"press {what}")
        return super().press(what)

    def type(self, name, words):
        """Into a field, by its name: a text, a choice of a list, or a box that is ticked."""
        self.done.append(f"type {name}")
        field = self.page.locator(f"main [name={name}]:not([type=hidden])")
        kind = field.first.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            field.and_(self.page.locator(f"[value='{words}']")).check()
        elif kind == "select-one":
            field.select_option(words)
        else:
            field.fill(words)

    def hand_in(self, *files):
        """Chosen at once, or let fall on the field together."""
        self.done.append("choose " + ", ".join(one["name"] for one in files))
        self.page.locator("main input[type=file]").set_input_files(list(files))

    def go(self, address, language="fr"):
        answer = self.page.goto(f"{self.site}/{language}/office/{address}")
        assert answer.status == 200, f"{answer.status} {address}"

    def paper(self):
        """The words of the PDF that is open."""
        return words(self.page.context.request.get(self.page.url).body())

    def printed(self, what):
        """The words of the PDF that a form answers with, which is answered once."""
        held = []

        def keep(route):
            answer = route.fetch()
            held.append(answer.body())
            route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>paper</title>")

        self.page.route(self.page.url, keep, times=1)
        self.press(what)
        return words(held[0])


@contextmanager
def opened(browser, office):
    """An agent in a window of its own, whose console says nothing but that a form was to be corrected."""
    with page(browser, office.site, viewport=DESK) as window:
        said = []
        window.on("console", lambda line: said.append(line.text) if wrong(line, window) else None)
        yield Agent(window, office.site)
        assert said == []


def wrong(line, window):
    return line.type == "error" and PAPER not in window.url and "status of 422" not in line.text


def words(content):
    """Of a PDF."""
    assert content.startswith(b"%PDF"), content[:200]
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return re.sub(r"\s+", " ", told.stdout.decode())
