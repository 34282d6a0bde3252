"""The demo commune on a real server, once; pages opened as one of its agents."""

import os
from types import SimpleNamespace

import pytest

from tests.office.browser import commune


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """`site`: its address; `cookies`: of whoever is logged in, by role, and in the agencies by their region."""
    place = tmp_path_factory.mktemp("commune", numbered=True)
    for folder in (place, *place.parents[:2]):
        os.chmod(folder, 0o755)
    with commune.made(place) as (site, members):
        cookies = commune.cookies(members)
        cookies |= {
            region: commune.cookies(members, name)["social_worker"] for region, name in commune.AGENCIES.items()
        }
        yield SimpleNamespace(site=site, cookies=cookies, members=members)


@pytest.fixture
def agent(browser, office):
    """Somebody of an agency at a screen, who has not logged in yet."""
    from tests.office.browser.agent import opened

    with opened(browser, office) as found:
        yield found


@pytest.fixture(autouse=True)
def given_back():
    """Nothing is asked of the database here: the office has a server and a database of its own."""
