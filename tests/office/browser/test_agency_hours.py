"""Hours told without a smartphone or a log-in, and the grid by keys alone; one visit whatever the channel."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.office.browser.agent import MARTINE
from tests.office.browser.test_keyboard import Keys
from tests.web.browser.test_every_page import violations
from tests.web.browser.visits import DESK, MEASURE, PHONE, page

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}")
CONTROL = re.compile(r"\d{3}/\d{4}/\d{5}")
WORKER = "VAL-W-0003"


class Holder:
    """Somebody with a card and any telephone at all: no account, no cookie."""

    def __init__(self, opened, site):
        self.page, self.site = opened, site

    def sent(self, status=200):
        with self.page.expect_event("load"):
            self.page.locator("main .button").click()
        self.fair()
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def fair(self):
        """What any page owes: seen on a phone."""
        found = SimpleNamespace(**self.page.evaluate(MEASURE))
        assert len(found.h1) == 1 and len(found.primary) <= 1 and not found.sideways and not found.inline
        assert found.bodySize >= 16 and not found.smallFields + found.tiny + found.smallSaid
        assert violations(self.page) == []

    def with_code(self, code):
        self.page.goto(f"{self.site}/fr/card/")
        self.fair()
        self.page.locator("#code").fill(code)
        return self.sent()


@pytest.fixture
def holder(browser, office):
    with page(browser, office.site, viewport=PHONE) as found:
        yield Holder(found, office.site)
        assert found.context.cookies() == []


def cards(agent, number):
    """Codes as they are printed."""
    agent.go("ale/cards/")
    agent.type("number", number)
    agent.type("count", "2")
    return CODE.findall(agent.printed("main form:has([name=count]) .button"))


def yesterday():
    return (date.today() - timedelta(1)).isoformat()


def test_a_card_tells_an_hour_and_another_confirms_it(agent, holder):
    agent.log_in(MARTINE)
    tells = cards(agent, WORKER)
    assert len(tells) == 2
    asked = holder.with_code(tells[0].lower().replace("-", " "))
    assert "Renard" not in asked, "no name on a page that whoever finds the card may open"
    holder.page.locator("main [name=place]").first.check()
    number = holder.page.locator("main [name=place]").first.get_attribute("value")
    holder.page.locator("#day").fill(yesterday())
    holder.page.locator("#from").fill("19:00")
    holder.page.locator("#until").fill("20:30")
    holder.sent()
    refused = holder.with_code(tells[0])
    assert holder.with_code("K7QM-2XTP-9DHV-R4C1") == refused, "a code is used once, and says nothing more"
    confirms = cards(agent, number)
    holder.with_code(confirms[0])
    told = holder.page.locator("main .choice").filter(has_text="19:00").locator("[name=visit]")
    told.first.check()
    holder.page.locator("main [name=answer][value=yes]").check()
    holder.sent()
    agent.go(f"ale/hours/{yesterday()[:7]}/{WORKER}/")
    row = agent.page.locator(".table--cards tbody tr").filter(has_text="carte").filter(has_text=number)
    assert "confirm" in row.first.inner_text()


def test_a_paper_form_is_printed_and_typed_in_by_its_control_number(agent):
    agent.log_in(MARTINE)
    agent.go("ale/hour-forms/")
    agent.type("worker", WORKER)
    agent.type("month", yesterday()[:7])
    paper = agent.printed("main form:has([name=worker]) button")
    control = CONTROL.search(paper)[0]
    assert "Renard" in paper
    agent.go("ale/hour-forms/")
    agent.type("control", control)
    agent.press("main form:has([name=control]) button")
    place = agent.page.locator("#places + ul strong").first.inner_text()
    agent.type("day-1", str(int(yesterday()[8:])))
    agent.type("place-1", place)
    agent.type("hours-1", "5:15-6")
    agent.press("main form:has([name=day-1]) .button")
    agent.go(f"ale/hours/{yesterday()[:7]}/{WORKER}/")
    assert agent.page.locator(".table--cards tbody tr").filter(has_text="formulaire").count() >= 1


def test_hours_of_the_grid_by_keys_alone(browser, office):
    with page(browser, office.site, viewport=DESK) as window:
        keys = Keys(window, office.site)
        keys.log_in(MARTINE)
        window.keyboard.press("g")
        with window.expect_event("load"):
            window.keyboard.press("h")
        month = re.search(r"/hours/(\d{4}-\d\d)/", window.url)[1]
        if date.today().day < 2:
            window.goto(f"{window.url.partition('/hours/')[0]}/hours/{yesterday()[:7]}/")
            month = yesterday()[:7]
        keys.tab_to("[data-hours] td")
        first = window.evaluate("document.activeElement.parentElement.dataset.w")
        window.keyboard.type("1:30")
        with window.expect_response(lambda one: one.request.method == "POST") as saved:
            window.keyboard.press("Tab")
            while window.evaluate("document.activeElement.parentElement.dataset.w") == first:
                window.keyboard.press("ArrowDown")
        assert saved.value.ok and month in saved.value.url
        window.locator("[data-hours] tbody tr >> nth=0 >> td >> nth=0").filter(has_text="1:30").wait_for()
        window.reload()
        cell = window.locator("[data-hours] tbody tr >> nth=0 >> td >> nth=0")
        assert cell.inner_text() == "1:30"
        keys.tab_to("[data-hours] td")
        window.keyboard.press("Delete")
        with window.expect_response(lambda one: one.request.method == "POST"):
            while window.evaluate("document.activeElement.parentElement.dataset.w") == first:
                window.keyboard.press("ArrowDown")
        window.reload()
        assert cell.inner_text() == ""
