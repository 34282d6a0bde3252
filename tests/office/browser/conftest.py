"""The demo commune on a real server, once; pages opened as one of its agents."""

import os
from types import SimpleNamespace

import pytest

from tests.office.browser import commune


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """`site`: its address; `cookies`: of whoever is logged in, by role."""
    place = tmp_path_factory.mktemp("commune", numbered=True)
    for folder in (place, *place.parents[:2]):
        os.chmod(folder, 0o755)
    with commune.made(place) as (site, members):
        yield SimpleNamespace(site=site, cookies=commune.cookies(members), members=members)


@pytest.fixture(autouse=True)
def given_back():
    """Nothing is asked of the database here: the office has a server and a database of its own."""
