"""An answer printed by a browser: all of it, on two pages, each with its day and the law it was answered by."""

from urllib.parse import urlencode

import pytest

from tests.papers.letters import pages_of, without_spaces
from tests.web.browser.visits import DESK, each
from tests.web.questions.test_pages import FORM_OF
from tests.web.questions.test_paper import SAID, made
from tremplin.law import belgian_law

QUERY = urlencode(FORM_OF["access"] | SAID)


@pytest.fixture(scope="module")
def printed(browser, site):
    """What the printer gets of the answer and of the page to print, in French and German."""
    asked = [f"/{language}/ask/access{kind}?{QUERY}" for language in ("fr", "de") for kind in ("", "/print")]
    how = {"format": "A4", "prefer_css_page_size": True}
    return {address: pages_of(opened.pdf(**how)) for address, opened in each(browser, site, asked, viewport=DESK)}


def test_two_pages_hold_the_answer_and_all_its_reasons(printed):
    for address, pages in printed.items():
        assert len(pages) == 2, address
        sheet = made("access", SAID, address[1:3])
        told, proved = pages
        assert without_spaces(sheet.lead) in told, address
        for ground in sheet.parts[0].grounds:
            assert without_spaces(ground.label) in proved, (address, ground.label)
        for source in sheet.sources:
            assert without_spaces(source.label) in proved and without_spaces(source.article) in proved, address


def test_each_page_says_its_law_and_none_its_navigation(printed):
    for address, pages in printed.items():
        assert [belgian_law().fingerprint in page for page in pages] == [True, True], address
        assert not any("EUPL" in page for page in pages), address
