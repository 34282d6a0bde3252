"""What every page of the office knows: the seat, and where one can go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from tremplin.engine.kinds import LANGUAGES
from tremplin.office.accounts.models import Agent
from tremplin.office.deadlines.selectors import waiting
from tremplin.office.jobs.selectors import failed
from tremplin.office.organisations.models import Organisation, Role
from tremplin.office.pages.seat import Seat
from tremplin.web.site import is_translated

NAV = {"today": "a", "files": "d", "board": "t", "imports": "f", "claims": "s"}
NAV_OF_AGENCY = {
    "today": "a", "ale_requests": "p", "ale_workers": "w", "ale_users": "u", "ale_hours": "h", "ale_cheques": "q",
    "ale_closing": "c",
}  # fmt: skip
"""Each is the page `office_…`, named by the sentence `office.nav_…`; the key that leads there after `g`, the same in
every language, as agents of one office help each other."""
UNDER_MORE = ("ale_workers", "ale_users", "ale_cheques")
"""Pages of the head that a phone shows under one word: four and that word fit under the thumb."""


def about(request: HttpRequest) -> dict[str, Any]:
    seat = getattr(request, "seat", None)
    if seat is None:
        return {"seat": None, "oidc_name": (settings.OIDC or {}).get("name"), **languages_of(request)}
    here = request.resolver_match.url_name if request.resolver_match else ""
    waits = waiting(whose_lines(seat), timezone.localdate())
    agency = seat.organisation.kind == Organisation.Kind.ALE
    counts = {"today": waits.count, "imports": waits.imports}
    nav = [
        link
        for name, key in (NAV_OF_AGENCY if agency else NAV).items()
        if (link := link_to(name, request.LANGUAGE_CODE, here, request.path, key, counts.get(name, 0)))
    ]
    return {
        "seat": seat,
        "seeks": "office_ale_users" if agency else "office_files",
        "nav": nav,
        "under_more": [link for link in nav if link["under_more"]],
        "failed_jobs": failed_jobs(seat),
    }


def failed_jobs(seat: Seat) -> int | None:
    """How many tasks wait for an administrator; None for everybody else, who cannot start them again."""
    return failed(seat.organisation.pk) if seat.role == Role.ADMINISTRATOR else None


def whose_lines(seat: Seat) -> Agent | None:
    """Whose lines an agent sees first: their own as a social worker, otherwise the whole office's (None)."""
    return seat.agent if seat.role == Role.SOCIAL_WORKER else None


def link_to(name: str, language: str, here: str | None, path: str, key: str, count: int = 0) -> dict[str, Any] | None:
    """A link of the head; None where this office has no such page. A page below it, such as a file, is there too."""
    try:
        address = reverse(f"office_{name}", args=[language])
    except NoReverseMatch:
        return None
    current = here == f"office_{name}" or (name != "today" and path.startswith(address))
    return {
        "name": f"office.nav_{name}", "address": address, "key": key, "current": current, "count": count,
        "under_more": name in UNDER_MORE,
    }  # fmt: skip


def languages_of(request: HttpRequest) -> dict[str, Any]:
    """The links to other languages of a log-in page, whose address says none."""
    if is_translated(request):
        return {}
    here, kept = translation.get_language() or "fr", request.GET.copy()
    found = []
    for code in LANGUAGES:
        kept["language"] = code
        found.append({"code": code, "address": f"?{kept.urlencode()}", "current": code == here})
    return {"languages": found}
