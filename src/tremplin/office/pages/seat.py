"""Who asks, for which office, and as what: every page of the office goes through `office`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

import pghistory
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from tremplin.office.accounts.models import Agent
from tremplin.office.accounts.services import has_second_factor
from tremplin.office.database.isolation import enter
from tremplin.office.organisations.models import Membership, Organisation, Role

P = ParamSpec("P")
CHOSEN = "organisation"
"""The organisation that an agent works in now, in the session."""
EVERYBODY = frozenset(Role)
WRITERS = EVERYBODY - {Role.AUDITOR}
READS = ("GET", "HEAD")


@dataclass(frozen=True)
class Seat:
    """An agent at work in an office."""

    agent: Agent
    organisation: Organisation
    role: Role
    offices: int
    """How many offices the agent may choose from."""

    @property
    def writes(self) -> bool:
        return self.role in WRITERS


class Request(HttpRequest):
    """A request of an agent at work."""

    seat: Seat


View = Callable[Concatenate[Request, P], HttpResponse]
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


def office(readers: Iterable[Role] = EVERYBODY, writers: Iterable[Role] = WRITERS) -> Callable[[View[P]], Page[P]]:
    """Opens a page for members of an office in these roles, inside its wall; others log in, choose, or are refused."""
    reading, writing = frozenset(readers), frozenset(writers)

    def opened(view: View[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **words: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_login(request)
            seat = seat_of(request)
            if seat is None:
                return HttpResponseRedirect(reverse("office_choose", args=[request.LANGUAGE_CODE]))
            if seat.organisation.second_factor_required and not has_second_factor(seat.agent):
                return HttpResponseRedirect(reverse("mfa_activate_totp"))
            if seat.role not in (reading if request.method in READS else writing):
                raise PermissionDenied
            if any("\0" in str(word) for word in words.values()):  # PostgreSQL has no such text.
                raise Http404
            enter(seat.organisation.pk)
            request.seat = seat  # type: ignore[attr-defined]
            with pghistory.context(agent=seat.agent.pk, page=view.__name__):
                response = view(request, *args, **words)  # type: ignore[arg-type]
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        return cast("Page[P]", page)

    return opened


def to_login(request: HttpRequest) -> HttpResponse:
    address = reverse("account_login")
    return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")


def seat_of(request: HttpRequest) -> Seat | None:
    """The agent's seat in the office chosen, or in the only one there is."""
    agent: Any = request.user
    found = list(Membership.objects.filter(agent=agent, is_active=True).select_related("organisation"))
    chosen = [one for one in found if one.organisation_id == request.session.get(CHOSEN)]
    if not chosen and len(found) == 1:
        chosen = found
    if not chosen:
        return None
    return Seat(agent, chosen[0].organisation, Role(chosen[0].role), len(found))
