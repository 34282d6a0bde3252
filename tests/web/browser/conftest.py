"""The pages of the site, found once."""

import pytest

from tests.web.browser import crawl


@pytest.fixture(scope="session")
def kinds():
    """An address of each kind of page, in French."""
    return crawl.kinds()
