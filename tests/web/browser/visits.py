"""A page opened as people open it, and everything measured while it is open."""

from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tests.web.browser import sending

HERE = Path(__file__).parent
MEASURE = (HERE / "measure.js").read_text()
FOCUS = (HERE / "focus.js").read_text()
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


class Visit(NamedTuple):
    """What was seen of one page."""

    address: str
    status: int
    measured: dict[str, Any]
    said: list[str]
    """What the console said: errors, warnings, refusals by the policy."""
    elsewhere: list[str]
    """What was asked of another host; it was not let through."""
    weights: dict[str, int]
    """Bytes of the page and of what it loads, uncompressed, by its kind."""
    cookies: list[str]

    @property
    def weight(self) -> int:
        """Of the page and all it loads but its styles."""
        return sum(self.weights.values()) - self.weights["css"]


@contextmanager
def page(browser, site, **how):
    """A page of a browser that has seen nothing; nothing outside the site is reached."""
    context = browser.new_context(**{"viewport": PHONE, "locale": "fr-BE"} | how)
    context.set_default_timeout(15_000)
    try:
        opened = context.new_page()
        opened.route(lambda address: not address.startswith(site), lambda route: route.abort())
        yield opened
    finally:
        context.close()


def each(browser, site, addresses, **how):
    """Each address in turn, in the same page: for what neither a cache nor the page before can change."""
    with page(browser, site, **how) as opened:
        for address in addresses:
            sending.goto(opened, site, address)
            yield address, opened


def visit(browser, site, address, **how):
    """Opens a page under its own policy, waits until it is loaded, and measures it."""
    said, asked = [], []
    with page(browser, site, **how) as opened:
        opened.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.on("request", lambda one: asked.append(one))
        response = sending.goto(opened, site, address, wait_until="load")
        measured = opened.evaluate(MEASURE)
        cookies = [cookie["name"] for cookie in opened.context.cookies()]
        # Chromium reports the status of the page itself as an error of the console.
        expected = f"the server responded with a status of {response.status}"
        said = [line for line in said if response.status < 400 or expected not in line]
        elsewhere = [one.url for one in asked if not one.url.startswith(site)]
        last = max(place for place, one in enumerate(asked) if one.is_navigation_request())
        weights = weigh([one for one in asked[last:] if one.url.startswith(site)])
        return Visit(address, response.status, measured, said, elsewhere, weights, cookies)


def weigh(asked):
    """Bytes by kind, of what did come."""
    weights = {"css": 0}
    for one in asked:
        kind = "css" if urlsplit(one.url).path.endswith(".css") else one.resource_type
        response = one.response()
        weights[kind] = weights.get(kind, 0) + (len(response.body()) if response else 0)
    return weights
