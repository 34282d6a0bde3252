"""Every page of the office that an agent can open, found over the network: by its name, then by links."""

from collections import deque
from urllib.parse import urljoin, urlsplit

from tremplin.office.demo.walking import OURS, Links, asked, named, page_of

FEWEST = 1
"""Addresses of one page that are looked at."""
OTHER_LANGUAGES = ("/nl/", "/de/", "/en/")


def pages(site, cookie, most=FEWEST):
    """Addresses by page, of those that answer with HTML."""
    found, seen, waiting, taken = {}, set(), deque(named("fr")), {}
    while waiting:
        address = waiting.popleft()
        page = page_of(address)
        if address in seen or taken.get(page, 0) >= most:
            continue
        seen.add(address)
        taken[page] = taken.get(page, 0) + 1
        status, headers, body = get(site, address, cookie)
        if status in (301, 302, 303):
            taken[page] -= 1
            waiting.append(here(site, address, headers["Location"]))
        elif status == 200 and headers.get("Content-Type", "").startswith("text/html"):
            found.setdefault(page, []).append(address)
            links = Links()
            links.feed(body.decode())
            waiting.extend(here(site, address, link) for link in links.found)
        waiting = deque(one for one in waiting if one and OURS.match(one) and not one.startswith(OTHER_LANGUAGES))
    return found


def get(site, address, cookie):
    parts = urlsplit(site)
    return asked(parts.hostname, parts.port, address, {"Cookie": cookie})


def here(site, address, link):
    """A link as an address of this site without its place in the page; nothing where it leads away."""
    whole = urlsplit(urljoin(site + address, link))
    return whole._replace(scheme="", netloc="", fragment="").geturl() if f"//{whole.netloc}" in site else ""
