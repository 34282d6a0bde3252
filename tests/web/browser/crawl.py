"""The pages of the site, found as a reader finds them: from home by links, and by forms filled in."""

from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from tests.web.browser import sending

HOME = "/fr/"
NOWHERE = "/fr/nulle-part/"
LANGUAGES = ("fr", "nl", "de", "en")
MOST_READ = 60
TYPED = {"date": "1980-05-01", "month": "2026-10", "number": "1", "text": "1", "search": "1", "": "1"}


class Kind(NamedTuple):
    """What makes two pages look alike: the route that answered and the templates it was made of."""

    route: str
    templates: tuple[str, ...]


def kinds(most=MOST_READ):
    """An address of each kind of page in French: those that links lead to, then those that a form leads to."""
    return found(most) | {Kind(address, ()): address for address in sending.addresses()}


def found(most):
    """The first address found of each kind that links lead to; at most `most` pages are read."""
    from django.test import Client
    from django.test.utils import setup_test_environment, teardown_test_environment

    try:
        setup_test_environment()  # without it a response does not tell its templates
    except RuntimeError:
        return walked(Client(raise_request_exception=False), most)  # pytest has done it
    try:
        return walked(Client(raise_request_exception=False), most)
    finally:
        teardown_test_environment()


def walked(client, most):
    """Fewest pages of a route first, so that no long list hides the others; then the newest, so that questions end."""
    found, waiting, known, read = {}, [HOME], {HOME}, {}
    while waiting and sum(read.values()) < most:
        address = min(reversed(waiting), key=lambda one: read.get(route_of(one), 0))
        waiting.remove(address)
        read[route_of(address)] = read.get(route_of(address), 0) + 1
        response = client.get(address)
        if response.status_code in (301, 302, 303, 307, 308):
            leads = [urljoin(address, response["Location"])]
        elif response.headers.get("Content-Type", "").startswith("text/html"):
            refused = response.status_code in (400, 422) and "?" in address  # a form sent with something out of place
            assert response.status_code < 400 or refused, f"{address}: {response.status_code}"
            if refused:
                continue
            names = tuple(sorted({one.name for one in response.templates if one.name}))
            found.setdefault(Kind(route_of(address), names), address)
            leads = Leads.of(response.content.decode())
        else:
            continue
        fresh = [one for one in (here(address, lead) for lead in leads) if one and one not in known]
        known.update(fresh)
        waiting += dict.fromkeys(fresh)
    return found


def route_of(address):
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return ""


def here(address, lead):
    """The address a link leads to, where that is a public page in French; the office has a walk of its own."""
    parts = urlsplit(urljoin(f"http://here{address}", lead))
    other = parts.path.startswith(tuple(f"/{language}/" for language in LANGUAGES if language != "fr"))
    if parts.netloc != "here" or other or parts.path == "/" or parts.path.startswith("/fr/office/"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def in_language(address, language):
    return f"/{language}/" + address.removeprefix(HOME) if address.startswith(HOME) else address


class Leads(HTMLParser):
    """Where a page leads: its links, and each form with GET sent twice: first choices, then last ones."""

    def __init__(self):
        super().__init__()
        self.found, self.form, self.select = [], None, None

    @classmethod
    def of(cls, page):
        leads = cls()
        leads.feed(page)
        return leads.found

    def handle_starttag(self, tag, attributes):
        said = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in said and "download" not in said:
            self.found.append(said["href"])
        elif tag == "form":
            self.form = (said.get("action", ""), {}) if said.get("method", "get").lower() == "get" else None
        elif tag == "select":
            self.select = said.get("name")
        elif self.form and tag == "option" and self.select:
            self.form[1].setdefault(self.select, []).append(said.get("value", ""))
        elif self.form and tag in ("input", "button") and said.get("name") and "disabled" not in said:
            value = said.get("value", "")
            if tag == "input" and said.get("type", "") in TYPED:
                value = value or said.get("min") or TYPED[said.get("type", "")]
            self.form[1].setdefault(said["name"], []).append(value)

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "form" and self.form:
            action, fields = self.form
            for place in (0, -1):
                words = {name: values[place] for name, values in fields.items()}
                self.found.append(action.partition("?")[0] + "?" + urlencode(words))
            self.form = None
