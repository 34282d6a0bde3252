"""The users of the agency in a list."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from tremplin.office.ale.models import Duty, User
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.ale.selectors.allowed import activity_said
from tremplin.office.ale.selectors.users import SOON, STATES, last_of, users
from tremplin.office.pages.ale.users.showing import named
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of

A_PAGE = 50


@office()
def listing(request: Request, language: str) -> HttpResponse:
    asked, kind = request.GET.get("q", "").replace("\0", "")[:100], request.GET.get("kind", "")
    kind = kind if kind in UserKind.values else ""
    state = request.GET.get("state", "")
    state = state if state in STATES else "all"
    today = timezone.localdate()
    page = Paginator(users(asked, kind, state, today), A_PAGE).get_page(request.GET.get("page"))
    words = {
        "rows": [row(one, language) for one in page.object_list], "page": page, "asked": asked, "kind": kind,
        "kinds": list(UserKind.values), "state": state, "states": STATES,
        "query": urlencode({"q": asked, "kind": kind, "state": state}),
        "may": "office_ale_user_new" in request.seat.may,
    }  # fmt: skip
    return render(request, "office/ale/users/list.html", words)


def row(user: User, language: str) -> dict[str, Any]:
    """A user with what runs, when it ends, and what is worth knowing."""
    today = timezone.localdate()
    runs = [one for one in user.authorisations.all() if one.period.lower <= today <= last_of(one)]
    ends = min((last_of(one) for one in runs if getattr(one, "renewed_by", None) is None), default=None)
    told = []
    if ends is not None and ends <= today + SOON:
        told.append({"kind": "care", "text": say("office_ale_users.ends_soon")})
    if any(one.state == Duty.State.BROKEN for one in user.duties.all()):
        told.append({"kind": "stop", "text": say("office_ale_users.duty_broken")})
    if user.barred_until and user.barred_until > today:
        until = brief_day_of(user.barred_until, language)
        told.append({"kind": "stop", "text": say("office_ale_users.barred", day=until)})
    return {
        "user": user, "name": named(user), "kind": say(f"office_ale_users.kind_{user.kind}"), "ends": ends,
        "runs": [activity_said(one.activity, language) for one in runs], "told": told,
    }  # fmt: skip
