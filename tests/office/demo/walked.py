"""Walks an office by its links, as somebody would who only clicks."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tremplin.office.pages.roles import PAGES, is_of

HREF = re.compile(r'<a\b[^>]*\shref="([^"#]+)')
SAME = 2
"""So many addresses of one page are opened: the others look alike."""


def walked(client, start):
    """The names of the pages that links lead to, and the addresses that answered with no page."""
    waiting, seen, opened, wrong = [start], {start}, Counter(), {}
    while waiting:
        address = waiting.pop(0)
        name = named(address)
        if opened[name] >= SAME:
            continue
        opened[name] += 1
        answer = client.get(address, follow=True)
        if answer.redirect_chain:
            opened[named(answer.redirect_chain[-1][0])] += 1
        if name is None or answer.status_code != 200:
            wrong[address] = answer.status_code
        if "text/html" in answer["Content-Type"]:
            for href in HREF.findall(answer.content.decode()):
                found = urljoin(address, unescape(href))
                linked = found.startswith("/fr/office/") and found not in seen
                seen.add(found)
                waiting += [found] if linked else []
    return set(opened), wrong


def named(address):
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


def pages_of_agency(role):
    """The pages of an agency that a role reads."""
    return {
        name
        for name, rights in PAGES.items()
        if name.startswith("office_ale_") and is_of("ale", name) and role in rights.read
    }
