"""Tests of the site: Django's settings and a client; a real server and a real browser for those that ask for them."""

import os

SETTINGS = "tremplin.office.settings"  # with the office installed, and no database: public pages answer all the same
# Only these tests load Django. What somebody has set for a site of their own must not change them.
# Which PostgreSQL is tried is said from outside.
for name in [name for name in os.environ if name.startswith("TREMPLIN_") and name != "TREMPLIN_PG_BIN"]:
    del os.environ[name]
os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS

import django  # noqa: E402

django.setup()

import datetime  # noqa: E402

import pytest  # noqa: E402

from tests.web import chromium, serving  # noqa: E402

CHECKED = datetime.date(2026, 11, 22)
"""The day on which all numbers of the law were checked: from the next one on, answers say so."""


class Checked(datetime.date):
    @classmethod
    def today(cls):
        return CHECKED


@pytest.fixture(autouse=True)
def on_the_day_of_the_check(monkeypatch):
    """Pages asked in this process are of that day, whenever the tests run; a real server has the day of the machine."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: CHECKED)
    monkeypatch.setattr("tremplin.ground.days.date", Checked)


@pytest.fixture
def client():
    """Django's test client: no network, no database; it may be used for any page."""
    from django.test import Client

    return Client()


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """A real server, until the session ends: its address and the file its log goes to."""
    with serving.served(tmp_path_factory.mktemp("site") / "site.log") as site:
        yield site


@pytest.fixture(scope="session")
def site(served):
    """The address of a real server, such as `http://127.0.0.1:40123`."""
    return served.address


@pytest.fixture(scope="session")
def site_log(served):
    """The file that the real server writes its log to."""
    return served.log


# One browser a module, not a session: Playwright leaves an event loop running in the thread while it is open.
@pytest.fixture(scope="module")
def browser():
    """The machine's own Chromium. Where it is missing: skipped, but failed in CI."""
    if chromium.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(chromium.MISSING)
    with chromium.opened() as browser:
        yield browser
