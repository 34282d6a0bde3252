"""A walk through the office as each of its agents: every page once, by its name or by a link on another page."""

from __future__ import annotations

import http.client
import re
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib import import_module
from urllib.parse import urlencode, urljoin, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from tremplin.office.organisations.models import Membership
from tremplin.office.pages.seat import CHOSEN

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OURS = re.compile(r"/(?:(?:fr|nl|de|en)/office|account)/")
MOST = 1
"""Addresses of one page (`files/<str:number>/`) that are asked in one role."""
NOWHERE = (404, 405, 410)
LONGEST = 60
"""Seconds that an answer may take."""


@dataclass(frozen=True)
class Visit:
    """`page`: the pattern of its address; `linked`: a page led there. Statuses of 500 and more, and 0 where nothing
    came, are failures, and a link that leads nowhere."""

    role: str
    page: str
    address: str
    status: int
    milliseconds: int
    linked: bool = False

    @property
    def failed(self) -> bool:
        return not 200 <= self.status < 500 or (self.linked and self.status in NOWHERE)


class Links(HTMLParser):
    """Where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (address := dict(attrs).get("href")):
            self.found.append(address)


@dataclass
class Walk:
    """One agent's walk. `member`: whose, and in which office; pages are asked in the agent's language."""

    host: str
    port: int
    member: Membership
    seen: set[str] = field(default_factory=set)
    asked: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.language = self.member.agent.language
        self.cookie = session_of(self.member)

    def visits(self) -> Iterator[Visit]:
        queue = deque((address, False) for address in named(self.language))
        while queue:
            address, linked = queue.popleft()
            page = page_of(address)
            if address in self.seen or self.asked.get(page, 0) >= MOST:
                continue
            self.seen.add(address)
            self.asked[page] = self.asked.get(page, 0) + 1
            begun = time.monotonic()
            status, links = self.get(address)
            spent = round(1000 * (time.monotonic() - begun))
            yield Visit(str(self.member.role), page, address, status, spent, linked)
            queue.extend((link, True) for link in links if self.is_mine(link))

    def is_mine(self, link: str) -> bool:
        other = re.match(r"/(fr|nl|de|en)/", link)
        return bool(OURS.match(link)) and (other is None or other[1] == self.language)

    def get(self, address: str) -> tuple[int, list[str]]:
        """The status, and the addresses on this site that the answer leads to."""
        status, headers, body = asked(self.host, self.port, address, {"Cookie": self.cookie})
        links = [headers["Location"]] if headers.get("Location") else []
        if headers.get("Content-Type", "").startswith("text/html"):
            parser = Links()
            parser.feed(body.decode(errors="replace"))
            links += parser.found
        here = f"http://{self.host}:{self.port}"
        whole = [urlsplit(urljoin(here + address, link)) for link in links]
        return status, [of._replace(scheme="", netloc="", fragment="").geturl() for of in whole if of.port == self.port]


def walk(host: str, port: int) -> Iterator[Visit]:
    """As every member of every office."""
    for member in Membership.objects.select_related("agent", "organisation").order_by("organisation", "pk"):
        yield from Walk(host, port, member).visits()


def named(language: str) -> Iterator[str]:
    """Pages that have an address without an id."""
    for name in names(get_resolver().url_patterns):
        for words in ([language], []):
            try:
                address = reverse(name, args=words)
            except NoReverseMatch:
                continue
            if OURS.match(address) and bool(words) is address.startswith(f"/{language}/"):
                yield address


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def page_of(address: str) -> str:
    try:
        route = resolve(urlsplit(address).path).route
    except Resolver404:
        return re.sub(r"[A-Z]+-\d+-\d+|\d+", "…", urlsplit(address).path)
    return re.sub(r"^\^\(\?P<language>[^)]*\)/", "", route)


def session_of(member: Membership) -> str:
    """A cookie as after logging in and choosing the office."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(member.agent_id)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = member.agent.get_session_auth_hash()
    session[CHOSEN] = member.organisation_id
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def log_in(host: str, port: int, email: str, password: str) -> Visit:
    """Logs in as people do: by the form."""
    address = reverse("account_login")
    begun = time.monotonic()
    status, headers, body = asked(host, port, address, {})
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', body)
    if status == 200 and token:
        cookie = headers.get("Set-Cookie", "").partition(";")[0]
        typed = {"login": email, "password": password, "csrfmiddlewaretoken": token[1].decode()}
        sent = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        status, _, _ = asked(host, port, address, sent, urlencode(typed))
        status = status if status == 302 else 0
    spent = round(1000 * (time.monotonic() - begun))
    return Visit("login", page_of(address), f"{address} ({email})", status, spent)


def asked(
    host: str, port: int, address: str, headers: dict[str, str], body: str | None = None
) -> tuple[int, http.client.HTTPMessage | dict[str, str], bytes]:
    """An answer of the site; status 0 where none came."""
    connection = http.client.HTTPConnection(host, port, timeout=LONGEST)
    try:
        connection.request("GET" if body is None else "POST", address, body, headers)
        found = connection.getresponse()
        return found.status, found.headers, found.read()
    except (OSError, http.client.HTTPException):
        return 0, {}, b""
    finally:
        connection.close()
