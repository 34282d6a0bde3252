"""Who asks, for which office, and as what: every page of the office goes through `office`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, cast

import pghistory
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.accounts.services import has_second_factor
from tremplin.office.database.isolation import enter
from tremplin.office.organisations.models import Membership, Organisation, Role
from tremplin.office.pages.roles import PAGES, is_of, rights_on

P = ParamSpec("P")
CHOSEN = "organisation"
"""The organisation that an agent works in now, in the session."""
OPENED_FOR, BACK_TO = "seat", "back_to"
"""In every form: the office that it was opened for. Of one that was sent from elsewhere: the office to go back to."""
READS = ("GET", "HEAD")


@dataclass(frozen=True)
class Seat:
    """An agent at work in an office, on a page."""

    agent: Agent
    organisation: Organisation
    role: Role
    offices: int
    """How many offices the agent may choose from."""
    page: str = ""
    """The name of the page that is open, as in `roles.PAGES`."""

    @property
    def writes(self) -> bool:
        """Whether the agent may send the forms of this page."""
        return self.role in rights_on(self.page).write

    @cached_property
    def may(self) -> frozenset[str]:
        """The pages whose forms the agent may send."""
        kind = self.organisation.kind
        return frozenset(page for page, of in PAGES.items() if self.role in of.write and is_of(kind, page))


class Request(HttpRequest):
    """A request of an agent at work."""

    seat: Seat


View = Callable[Concatenate[Request, P], HttpResponse]
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


def office() -> Callable[[View[P]], Page[P]]:
    """Opens a page inside the wall of an office for the roles that `roles.PAGES` says; others log in, choose, or are
    refused. What a form opened for another office says is written nowhere."""

    def opened(view: View[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **words: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_login(request)
            seat = seat_of(request)
            if seat is None:
                return HttpResponseRedirect(reverse("office_choose", args=[request.LANGUAGE_CODE]))
            # Of a body that was refused unread nothing is written.
            said = request.POST.get(OPENED_FOR, "") if request.method == "POST" and "refusal" not in words else ""
            if said and said != str(seat.organisation.pk):
                meant = next((one for one in seats_of(request) if str(one.organisation.pk) == said), None)
                if meant is None or request.POST.get(BACK_TO) != said:
                    return elsewhere(request, seat, meant)
                request.session[CHOSEN], seat = meant.organisation.pk, meant
            if seat.organisation.second_factor_required and not has_second_factor(seat.agent):
                return HttpResponseRedirect(reverse("mfa_activate_totp"))
            rights = rights_on(seat.page)
            if seat.role not in (rights.read if request.method in READS else rights.write):
                raise PermissionDenied
            if not is_of(seat.organisation.kind, seat.page):
                raise Http404
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


def seats_of(request: HttpRequest) -> list[Seat]:
    """The agent's seats, one an office."""
    agent: Any = request.user
    page = (request.resolver_match.url_name if request.resolver_match else None) or ""
    found = list(Membership.objects.filter(agent=agent, is_active=True).select_related("organisation"))
    return [Seat(agent, one.organisation, Role(one.role), len(found), page) for one in found]


def seat_of(request: HttpRequest) -> Seat | None:
    """The agent's seat in the office chosen, or in the only one there is."""
    seats = seats_of(request)
    chosen = [one for one in seats if one.organisation.pk == request.session.get(CHOSEN)]
    if not chosen and len(seats) == 1:
        chosen = seats
    return chosen[0] if chosen else None


HIDDEN = frozenset({"csrfmiddlewaretoken", OPENED_FOR, BACK_TO, "key", "version", "seen", "act", "do", "who"})
"""Fields that nobody types in."""


def elsewhere(request: HttpRequest, seat: Seat, meant: Seat | None) -> HttpResponse:
    """Says for which office a form was opened, and gives back what was typed: nothing of it was written. `meant`: the
    agent's seat there; None for an office where the agent has none."""
    enter(seat.organisation.pk)
    request.seat = seat  # type: ignore[attr-defined]
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    typed = [value for name, value in sent if name not in HIDDEN and value.strip()]
    words = {
        "meant": meant.organisation if meant else None,
        "sent": [(name, value) for name, value in sent if name not in ("csrfmiddlewaretoken", BACK_TO)],
        "typed": typed,
        "files": bool(request.FILES),
    }
    response = render(request, "office/elsewhere.html", words, status=409)
    response.headers["Cache-Control"] = "no-store"
    if request.headers.get("HX-Request"):  # A piece of a page cannot say it: the whole page is asked again, and does.
        key = "office.elsewhere_lead" if meant else "office.elsewhere_unknown"
        names = {"meant": meant.organisation.name if meant else "", "here": seat.organisation.name}
        messages.warning(request, sentence(key, request.LANGUAGE_CODE, **names), extra_tags="care")
        response.headers["HX-Refresh"] = "true"
    return response
