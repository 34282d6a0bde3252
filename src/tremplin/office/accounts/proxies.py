"""Behind proxies of one's own, whom a request comes from: the address that the outermost of them says it serves.

Each proxy adds, at the end of `X-Forwarded-For`, whom it serves; what stands before those is a visitor's word, and is
never believed. Lock-outs and limits count by this address.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

HEADER = "HTTP_X_FORWARDED_FOR"


class Client:
    """Makes REMOTE_ADDR the visitor's. Without proxies, or where they do not say it, it stays as it is."""

    def __init__(self, following: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = client(request.META.get(HEADER, ""), settings.PROXIES)
        if found:
            request.META["REMOTE_ADDR"] = found
        return self.following(request)


def client(said: str, proxies: int) -> str:
    """The address that the first of the trusted proxies serves; nothing where there is no such address."""
    places = [place.strip() for place in said.split(",")]
    if not proxies or len(places) < proxies:
        return ""
    return plain(places[-proxies])


def plain(place: str) -> str:
    """An address without brackets and port."""
    host = place
    if place.startswith("["):
        host = place[1:].partition("]")[0]
    elif place.count(":") == 1:
        host = place.partition(":")[0]
    try:
        return str(ip_address(host))
    except ValueError:
        return ""
