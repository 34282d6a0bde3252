"""The documentation walks on the site: each address it gives opens and says what is quoted, each call answers so."""

import html
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.web.api.conftest import Caller
from tests.web.api.test_page import BLOCK, as_pattern, sent, shown

DOCS = Path(__file__).parents[2] / "docs"
HERE = "http://127.0.0.1:8000"
OFFICES = {DOCS / "tutorials" / name for name in ("office.md", "agency.md")}
"""Their pages need somebody who logged in: `tests/office` walks the same ways."""
PAGES = sorted({*(DOCS / "for").glob("*.md"), *(DOCS / "tutorials").glob("*.md")} - OFFICES)
ADDRESS = re.compile(r"\]\((http://127\.0\.0\.1:8000[^)\s]*)\)|<(http://127\.0\.0\.1:8000[^>\s]*)>")
QUOTED = re.compile(r"^>(?!>) ?(.*)$", re.MULTILINE)


def steps(text):
    """Each address of a page with the sentences that are quoted after it, before the next."""
    found = list(ADDRESS.finditer(text))
    ends = [*(following.start() for following in found[1:]), len(text)][: len(found)]
    for address, end in zip(found, ends, strict=True):
        quotes = QUOTED.findall(text[address.end() : end])
        yield (address[1] or address[2]).removeprefix(HERE), [line for line in quotes if line]


WALKED = [(page, address, quotes) for page in PAGES for address, quotes in steps(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("page", "address", "quotes"), WALKED, ids=[f"{page.stem} {of}"[:70] for page, of, _ in WALKED]
)
def test_an_address_opens_and_says_what_is_quoted(page, address, quotes):
    response = Client(SERVER_NAME="localhost").get(address)
    assert response.status_code == 200
    text = readable(response.content.decode())
    assert [quote for quote in quotes if quote.lower() not in text.lower()] == []


def readable(page):
    """What a page says, without its marks, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_no_quotation_stands_before_an_address():
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        first = ADDRESS.search(text)
        assert not QUOTED.search(text[: first.start() if first else len(text)]), page.name


def test_the_answers_that_tutorials_end_with_are_quoted():
    """A tutorial on the site is a walk: most of its addresses have a sentence that must be there."""
    quoted = [bool(quotes) for page, _, quotes in WALKED if page == DOCS / "tutorials" / "worker.md"]
    assert len(quoted) >= 6 and all(quoted)


CALLS = [(page, *found.groups()) for page in PAGES for found in BLOCK.finditer(page.read_text(encoding="utf-8"))]
CALLS = [(page, command, printed) for page, command, printed in CALLS if "curl " in command]


@pytest.mark.parametrize(("page", "command", "printed"), CALLS, ids=[page.stem for page, *_ in CALLS])
def test_a_call_answers_what_the_page_shows(page, command, printed):
    found = shown(answered(command))
    assert re.fullmatch(as_pattern(printed), found + "\n"), f"{command}\n{found}"


def answered(command):
    address = re.search(r"localhost:8000(/\S*)", command)[1]
    if address.startswith("/api/"):
        return sent(Caller(), command)
    return Client(SERVER_NAME="localhost").get(urlsplit(address).path)


def test_every_call_is_tried():
    written = sum(page.read_text(encoding="utf-8").count("    curl -s") for page in PAGES)
    written += sum(len(re.findall(r"^\$ curl", page.read_text(encoding="utf-8"), re.MULTILINE)) for page in PAGES)
    assert len(CALLS) == written


def test_every_operation_is_in_the_reference():
    text = (DOCS / "reference" / "endpoints.md").read_text(encoding="utf-8")
    described = Caller().get("openapi.json").json()["paths"]
    wanted = {f"{method.upper()} {path}" for path, methods in described.items() for method in methods}
    assert set(re.findall(r"^\| `([A-Z]+ [^`]+)`", text, re.MULTILINE)) == wanted
