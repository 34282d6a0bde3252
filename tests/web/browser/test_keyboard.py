"""The site by the keyboard alone."""

import re
from collections import Counter

import pytest

from tests.web.browser import crawl
from tests.web.browser.visits import FOCUS, each, page

MOST_STEPS = 80
TYPED = {"date": "01051980", "month": "October2026"}


def steps(opened, most=MOST_STEPS):
    """Every place the Tab key comes to, from the top of the page until it leaves it; of a long list the first ones."""
    last = 0
    for _ in range(most):
        opened.keyboard.press("Tab")
        focus = opened.evaluate(FOCUS)
        if focus is None or focus["stop"] < last == focus["stops"] - 1:
            return
        last = focus["stop"]
        yield focus


def tab_to(opened, wanted):
    """Goes on with Tab until what is wanted has the focus; gives it, or None."""
    return next((focus for focus in steps(opened) if wanted(focus)), None)


@pytest.fixture(scope="module")
def addresses(kinds):
    return [*kinds.values(), crawl.NOWHERE]


def test_the_first_stop_skips_to_the_content(browser, site, addresses):
    for address, opened in each(browser, site, addresses):
        first = next(steps(opened))
        assert first["skip"] and first["inside"] and first["ringed"], (address, first)
        opened.keyboard.press("Enter")
        assert opened.evaluate(FOCUS)["id"] == "contenu", address


def test_the_focus_is_always_seen_and_never_held(browser, site, addresses):
    unseen = {}
    for address, opened in each(browser, site, addresses):
        stops = list(steps(opened))
        # A date has a stop for its day, its month, its year and its calendar, whose rings are the browser's own;
        # nothing else may take Tab more than once.
        first = {one["stop"]: one for one in reversed(stops)}.values()
        if wrong := [one["what"] for one in first if not (one["ringed"] and one["inside"])]:
            unseen[address] = wrong
        held = Counter(one["stop"] for one in stops if one["type"] not in ("date", "month", "time"))
        assert set(held.values()) <= {1}, (address, held)
    assert unseen == {}


def test_from_home_to_the_first_question_and_past_it(browser, site):
    with page(browser, site) as opened:
        opened.goto(site + crawl.HOME)
        if tab_to(opened, lambda focus: focus["inMain"] and re.match(r"/fr/ask/.", focus["href"])) is None:
            pytest.skip("home leads to no question yet")
        with opened.expect_navigation():
            opened.keyboard.press("Enter")
        assert "/fr/ask/" in opened.url
        question, asked = opened.locator("h1").inner_text(), opened.url
        field = tab_to(opened, lambda focus: focus["inMain"] and focus["tag"] in ("input", "select", "textarea"))
        assert field, f"{asked} asks nothing that the keyboard comes to"
        if field["type"] in ("radio", "checkbox"):
            opened.keyboard.press("Space")
        elif field["tag"] == "select":
            opened.keyboard.press("ArrowDown")
        else:
            opened.keyboard.type(TYPED.get(field["type"], "1"))
        go_on = tab_to(opened, lambda focus: focus["inMain"] and focus["type"] == "submit")
        assert go_on, f"{asked} has no button that the keyboard comes to"
        with opened.expect_navigation() as following:
            opened.keyboard.press("Enter")
        assert following.value.status == 200
        assert (opened.url, opened.locator("h1").inner_text()) != (asked, question)
