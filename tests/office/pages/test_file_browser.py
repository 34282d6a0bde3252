"""The page of a file in a real browser: no fault of access, nothing sideways, and its panel swapped in place."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from tests.office.article60 import stories
from tests.office.pages.test_file import BACKEND
from tests.web import chromium
from tests.web.browser.test_every_page import violations
from tests.web.browser.visits import DESK, MEASURE, PHONE

pytestmark = pytest.mark.django_db
SITE = "http://office.example"
DAY = "2026-09-30"


@pytest.fixture
def bodies(client, offices, monkeypatch):
    """The pages as the office answers them, by address: the database is not asked while a browser is open."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: stories.TODAY)
    office = offices[0]
    client.force_login(office["social_worker"], backend=BACKEND)
    files = [stories.samira(office["office"], office["social_worker"]), stories.empty(office["office"])]
    addresses = [f"/fr/office/files/{file.number}/" for file in files]
    addresses.append(f"{addresses[0]}?jour={DAY}")
    return {address: client.get(address) for address in addresses}


def served(route, bodies):
    """Answers as the office does: its own pages with their policy, its files as they lie in the house."""
    parts = urlsplit(route.request.url)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    if address in bodies:
        answer = bodies[address]
        policy = answer.headers.get("Content-Security-Policy", "default-src 'self'")
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
        return route.fulfill(body=answer.content, headers=headers)
    found = finders.find(parts.path.removeprefix("/static/").partition("?")[0]) or finders.find(unhashed(parts.path))
    return route.fulfill(path=found) if found else route.fulfill(status=404)


def unhashed(path):
    """`/static/tremplin/tokens.4f2a.css` → `tremplin/tokens.css`."""
    one = Path(path.removeprefix("/static/"))
    return str(one.with_name(f"{one.name.split('.')[0]}{one.suffix}"))


def opened(browser, bodies, address, **how):
    context = browser.new_context(**how)
    page = context.new_page()
    said = []
    page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
    page.route("**/*", lambda route: served(route, bodies))
    page.goto(SITE + address)
    return page, said


@pytest.fixture
def browser(bodies):
    if chromium.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(chromium.MISSING)
    with chromium.opened() as browser:
        yield browser


def test_the_page_is_fit_for_everybody(browser, bodies):
    for address in list(bodies)[:2]:
        for viewport in (PHONE, DESK):
            page, said = opened(browser, bodies, address, viewport=viewport)
            seen = page.evaluate(MEASURE)
            assert (seen["sideways"], seen["tiny"], seen["smallSaid"], seen["inline"], said) == (0, [], [], [], [])
            assert len(seen["h1"]) == len(seen["primary"]) == 1 and seen["bodySize"] >= 16
            page.context.close()
            page, _ = opened(browser, bodies, address, viewport=viewport, bypass_csp=True)
            assert violations(page) == []
            page.context.close()


def test_a_run_is_swapped_in_place_and_is_a_link_without_script(browser, bodies):
    file = next(iter(bodies))
    for script in (True, False):
        page, said = opened(browser, bodies, file, viewport=DESK, java_script_enabled=script)
        run = page.locator(f'.runs a[href*="{DAY}"], .runs a').filter(has_text="71")
        address = run.get_attribute("href")
        assert address.startswith("?jour=2026-09")
        bodies[f"{file}{address.partition('#')[0]}"] = bodies[f"{file}?jour={DAY}"]
        run.click()
        page.get_by_text("l'allocation a-t-elle été payée").first.wait_for()
        assert "jour=2026-09" in page.url and said == []
        page.context.close()
