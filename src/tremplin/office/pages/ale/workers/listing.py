"""The workers of the agency in a list: the status of today, and what each lacks before an hour may be worked."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from tremplin.engine.law import Law
from tremplin.office.ale.selectors import workers
from tremplin.office.ale.selectors.workers import Listed
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.workers.wording import TONES, lack_said, route_name
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office

A_PAGE = 50
STATES = ("open", "lacking", "due", "ended")


@office()
def listing(request: Request, language: str) -> HttpResponse:
    asked = request.GET.get("q", "").replace("\0", "")[:100]
    state = request.GET.get("state", "")
    state = state if state in STATES else "open"
    law, today = law_here(), timezone.localdate()
    found = workers.whole(workers.workers(asked, ended=state == "ended"))
    page: Page[Any]
    if state in ("lacking", "due") and not asked:
        every = workers.listed(law, found, today)
        wanted = [row for row in every if any(of_state(one.key, one.weight, state) for one in row.lacks)]
        page = Paginator(wanted, A_PAGE).get_page(request.GET.get("page"))
        rows = list(page.object_list)
    else:
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        rows = workers.listed(law, page.object_list, today)
    states = [(one, say(f"office_ale_workers.show_{one}")) for one in STATES]
    query = urlencode({"q": asked} if asked else {"state": state})
    told = [shown(law, row, language) for row in rows]
    words = {"rows": told, "page": page, "asked": asked, "state": state, "states": states, "query": query}
    return render(request, "office/ale/workers/list.html", words)


def of_state(key: str, weight: str, state: str) -> bool:
    return key == "due" if state == "due" else weight == workers.STOP


def shown(law: Law, row: Listed, language: str) -> dict[str, Any]:
    routes = [route_name(law, name, language) for name in row.status.routes] if row.status and row.eligible else []
    state = {True: "may", False: "may_not", None: "unsure"}[row.eligible] if row.status else "no_status"
    return {
        "worker": row.worker,
        "tone": TONES[row.eligible] if row.status else "note",
        "state": say(f"office_ale_workers.state_{state}"),
        "routes": ", ".join(routes),
        "lacks": [lack_said(one) for one in row.lacks if one.key not in ("no_status", "undetermined", "not_eligible")],
    }
