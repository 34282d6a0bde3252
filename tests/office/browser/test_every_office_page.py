"""Every page of the office, in a real browser as an agent at work: what any reader may count on."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import URLPattern, get_resolver

from tests.office.browser.pages import get, pages
from tests.web.browser.test_every_page import HEAVIEST, violations
from tests.web.browser.visits import DESK, MEASURE, PHONE, weigh
from tremplin.office.demo.walking import page_of

FILE, AGENCY = "/fr/office/files/VAL-60-", "/fr/office/ale/"


def months_ago(count):
    """A month as in an address."""
    place = date.today().year * 12 + date.today().month - 1 - count
    return f"{place // 12}-{place % 12 + 1:02d}"


STATES = {
    "social_worker": [
        f"{FILE}{state}"
        for state in (
            "0168/", "0168/contract/", "0168/convention/", "0147/convention/", "0147/amendment/", "0147/days/",
            "0152/", "0152/onem/gap/", "0152/handover/", "0157/", "0157/plan/", "0128/",
            "0110/", "0121/close/", "0160/", "0151/",
        )
    ],
    "finance": ["/fr/office/claims/", "/fr/office/claims/?year=2026"],
    "administrator": [],
    "wallonia": [
        f"{AGENCY}{state}"
        for state in (
            f"closing/{months_ago(2)}/", f"closing/{months_ago(2)}/agreed/", f"closing/{months_ago(2)}/preview/",
            f"closing/{months_ago(2)}/papers/",
            f"closing/{months_ago(1)}/", f"hours/{months_ago(1)}/", f"hours/{months_ago(1)}/VAL-W-0002/",
            "book/entries/?code=bank&unit=0", "users/new/?kind=association", "requests/?state=placed",
            "users/VAL-U-0001/",
            "workers/VAL-W-0001/", "workers/VAL-W-0060/", "workers/VAL-W-0006/contract/",
            "users/VAL-U-0001/safety/?activity=elderly_help",
        )
    ],
    "brussels": [f"{AGENCY}closing/{months_ago(1)}/", f"{AGENCY}closing/{months_ago(1)}/preview/"],
    "flanders": [f"{AGENCY}users/new/", f"{AGENCY}workers/ZIL-W-0001/contract/", f"{AGENCY}cheques/"],
    "german_community": [f"{AGENCY}users/new/"],
}  # fmt: skip
"""Files as different as they can be, and pages that no link of the walk leads to. Agencies go by their region."""
STAYING = {"finance", "flanders"}
"""Roles that walk nowhere."""
ALSO = {
    "administrator": ["office/settings/", "office/people/", "office/board/"],
    "wallonia": ["office/"],
    "german_community": ["office/", "office/ale/closing/", "office/ale/requests/<str:number>/"],
}
"""Pages that are looked at again in another role: they look otherwise to it."""
NOT_LOOKED_AT = {
    "office/today/<int:pk>/done/": "only pressed",
    "office/today/<int:pk>/undo/": "only pressed",
    "office/settings/members/<int:pk>/": "only pressed",
    "office/settings/amounts/back/<int:pk>/": "only pressed",
    "office/settings/amounts/export/": "a file",
    "office/board/export/": "a file",
    "office/imports/<int:pk>/original/": "a file",
    "office/papers/<int:year>/<int:count>/": "a paper",
    "office/people/<int:pk>/report/": "a file",
    "office/people/<int:pk>/number/": "asks why, once",
    "office/account/codes/": "shown once",
    "office/settings/signers/<int:pk>/": "only pressed",
    "office/ale/hours/": "leads to this month",
    "office/ale/closing/<str:month>/files/": "only handed files",
    "office/ale/closing/<str:month>/papers/zip/": "a file",
    "office/ale/imports/<int:pk>/original/": "a file",
    "office/ale/year/": "leads to this year",
    "office/claims/statements/<int:pk>/": "of a file that nobody handed in yet",
    "office/claims/statements/<int:pk>/original/": "a file",
}


@pytest.fixture(scope="module")
def addresses(office):
    """By role: one of each page, and files in many states."""
    found = {}
    for role, states in STATES.items():
        walked = pages(office.site, office.cookies[role]) if role not in STAYING else {}
        known = {page for one in found.values() for page in map(page_of, one)} - set(ALSO.get(role, []))
        found[role] = [one for page, listed in walked.items() for one in listed if page not in known] + states
    hours = get(office.site, f"{AGENCY}hours/{months_ago(1)}/VAL-W-0002/", office.cookies["wallonia"])[2].decode()
    found["wallonia"].append(re.search(rf"{AGENCY}visits/\d+/", hours)[0])
    return found


@pytest.fixture(scope="module")
def visits(browser, office, addresses):
    """Each page once on a phone, and what axe says of it there and at a desk in the dark."""
    return [one for role in addresses for one in seen(browser, office, role, addresses[role])]


def seen(browser, office, role, addresses):
    from tests.office.browser.commune import state
    from tests.web.browser.visits import page

    said, asked = [], []
    how = {"storage_state": state(office.site, office.cookies[role]), "reduced_motion": "reduce"}
    with page(browser, office.site, **how) as opened:
        opened.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.on("request", lambda one: asked.append(one))
        for address in addresses:
            said.clear()
            asked.clear()
            opened.set_viewport_size(PHONE)
            opened.emulate_media(color_scheme="light")
            status = opened.goto(office.site + address, wait_until="load").status
            measured = SimpleNamespace(**opened.evaluate(MEASURE))
            heard = list(said)
            elsewhere = [one.url for one in asked if not one.url.startswith(office.site)]
            weights = weigh([one for one in asked if one.url.startswith(office.site)])
            axe = violations(opened)
            opened.set_viewport_size(DESK)
            opened.emulate_media(color_scheme="dark")
            dark = violations(opened, "color-contrast")
            yield SimpleNamespace(
                address=f"{role} {address}", status=status, measured=measured, said=heard, elsewhere=elsewhere,
                weights=weights, axe=axe + dark,
            )  # fmt: skip


def faults(visits, wrong):
    """What is wrong, by address: an empty mapping is what a test asks for."""
    return {one.address: fault for one in visits if (fault := wrong(one))}


def test_no_page_is_forgotten(addresses):
    looked_at = {page_of(address) for listed in addresses.values() for address in listed}
    there = {page.removeprefix("^") for page in routes(get_resolver().url_patterns) if page.startswith("office/")}
    assert there - looked_at - set(NOT_LOOKED_AT) == set()


def routes(patterns, before=""):
    for one in patterns:
        route = before + re.sub(r"^\^\(\?P<language>[^)]*\)/|^\^", "", str(one.pattern))
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one.url_patterns, route)


def test_pages_answer(visits):
    assert faults(visits, lambda one: one.status != 200 and one.status) == {}


def test_axe_finds_nothing(visits):
    """On a phone by day, and at a desk by night; sizes of targets among the rest."""
    assert faults(visits, lambda one: one.axe) == {}


def test_the_console_is_silent_and_no_other_host_is_asked(visits):
    assert faults(visits, lambda one: one.said + one.elsewhere + one.measured.inline) == {}


def test_one_h1_and_one_primary_action_at_most(visits):
    assert faults(visits, lambda one: len(one.measured.h1) != 1 and (one.measured.h1 or "none")) == {}
    assert faults(visits, lambda one: len(one.measured.primary) > 1 and one.measured.primary) == {}


def test_what_people_read_is_16_px(visits):
    assert faults(visits, lambda one: one.measured.bodySize < 16) == {}
    assert faults(visits, lambda one: one.measured.smallFields + one.measured.tiny + one.measured.smallSaid) == {}


def test_nothing_scrolls_sideways_at_360_px(visits):
    assert faults(visits, lambda one: one.measured.sideways) == {}


def test_a_page_weighs_100_kB_at_most_and_so_do_its_styles(visits):
    assert faults(visits, lambda one: one.weights["css"] > HEAVIEST and one.weights) == {}
    assert faults(visits, lambda one: sum(one.weights.values()) - one.weights["css"] > HEAVIEST and one.weights) == {}
