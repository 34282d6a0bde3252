"""Every kind of page of the site, in a real browser: what any reader may count on."""

import io
from types import SimpleNamespace

import pytest

from tests.web.browser import crawl, sending
from tests.web.browser.visits import DESK, MEASURE, PHONE, each, visit

HEAVIEST = 100_000
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.fixture(scope="module")
def addresses(kinds):
    """One of each kind of page in French, home in every language, and a page that does not exist."""
    homes = [crawl.in_language(crawl.HOME, language) for language in crawl.LANGUAGES]
    return list(dict.fromkeys([*homes, *kinds.values(), crawl.NOWHERE]))


@pytest.fixture(scope="module")
def visits(browser, site, addresses):
    """Each page on a phone."""
    return [visit(browser, site, address) for address in addresses]


def measures(browser, site, addresses, **how):
    """What each page is like, seen in one way."""
    return {at: SimpleNamespace(**opened.evaluate(MEASURE)) for at, opened in each(browser, site, addresses, **how)}


@pytest.fixture(scope="module")
def every_language(browser, site, addresses):
    """What each page is like on a phone, in each language."""
    asked = [crawl.in_language(address, language) for address in addresses for language in crawl.LANGUAGES]
    return measures(browser, site, dict.fromkeys(asked))


def faults(visits, wrong):
    """What is wrong, by address: an empty mapping is what a test asks for."""
    return only({one.address: wrong(SimpleNamespace(**one.measured), one) for one in visits})


def only(found):
    return {address: fault for address, fault in found.items() if fault}


def violations(opened, *rules):
    """What axe finds, by these rules alone where some are named."""
    from axe_playwright_python.sync_playwright import Axe

    asked = AXE | {"runOnly": list(rules)} if rules else AXE
    found = Axe().run(opened, options=asked).response["violations"]
    return [f"{one['id']}: {node['html'][:120]} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_the_walk_finds_home(addresses):
    assert addresses[:4] == ["/fr/", "/nl/", "/de/", "/en/"]


def test_pages_answer(visits):
    expected = {one.address: sending.status_of(one.address) for one in visits} | {crawl.NOWHERE: 404}
    assert {one.address: one.status for one in visits if one.status != expected[one.address]} == {}


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone-light", "desk-dark"])
def test_axe_finds_nothing(browser, site, addresses, size, scheme):
    """Size of targets among the rest, with the exceptions of WCAG 2.5.8."""
    how = {"viewport": size, "color_scheme": scheme, "bypass_csp": True, "reduced_motion": "reduce"}
    assert only({address: violations(opened) for address, opened in each(browser, site, addresses, **how)}) == {}


def test_the_console_is_silent(visits):
    assert faults(visits, lambda measured, one: one.said) == {}


def test_no_other_host_is_asked(visits):
    assert faults(visits, lambda measured, one: one.elsewhere) == {}


def test_nothing_is_stored_in_the_browser(visits):
    assert faults(visits, lambda measured, one: one.cookies or measured.kept) == {}


def test_nothing_inline_is_left_to_the_policy(visits):
    assert faults(visits, lambda measured, one: measured.inline) == {}


def test_one_h1(visits):
    assert faults(visits, lambda measured, one: len(measured.h1) != 1 and measured.h1) == {}
    assert faults(visits, lambda measured, one: not measured.h1) == {}


def test_one_primary_action_at_most(visits):
    assert faults(visits, lambda measured, one: len(measured.primary) > 1 and measured.primary) == {}


def test_what_people_read_is_16_px(visits):
    assert faults(visits, lambda measured, one: measured.bodySize < 16) == {}
    assert faults(visits, lambda measured, one: measured.smallFields) == {}
    assert faults(visits, lambda measured, one: measured.tiny) == {}
    assert faults(visits, lambda measured, one: measured.smallSaid) == {}


def test_a_page_weighs_100_kB_at_most_and_so_do_its_styles(visits):
    assert faults(visits, lambda measured, one: one.weights["css"] > HEAVIEST and one.weights) == {}
    assert faults(visits, lambda measured, one: one.weight > HEAVIEST and one.weights) == {}


def test_nothing_scrolls_sideways_at_360_px(every_language):
    assert only({address: measured.sideways for address, measured in every_language.items()}) == {}


def test_a_page_says_its_language_and_the_others(every_language):
    def wrong(address, measured):
        said = measured.lang.partition("-")[0] != address[1:3] and measured.lang
        return said or set(measured.alternates) != set(crawl.LANGUAGES) and measured.alternates

    assert only({address: wrong(address, measured) for address, measured in every_language.items()}) == {}


def test_pages_go_dark(browser, site, addresses):
    dark = measures(browser, site, addresses, color_scheme="dark")
    assert only({at: max(one.background[:3]) > 64 and one.background for at, one in dark.items()}) == {}
    assert only({at: min(one.ink[:3]) < 160 and one.ink for at, one in dark.items()}) == {}


def test_pages_print(browser, site, addresses):
    """On white, under their title, without what can only be pressed; the browser makes a PDF of them."""
    import pikepdf

    wrong = {}
    for address, opened in each(browser, site, addresses, viewport=DESK):
        opened.emulate_media(media="print")
        measured = SimpleNamespace(**opened.evaluate(MEASURE))
        with pikepdf.open(io.BytesIO(opened.pdf(format="A4"))) as paper:
            assert len(paper.pages) > 0, address
        if min(measured.background[:3]) < 255 or measured.pressable or len(measured.h1) != 1:
            wrong[address] = (measured.background, measured.pressable, measured.h1)
    assert wrong == {}
