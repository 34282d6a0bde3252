"""The day of an agency: where its lines lead, and what stands beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from tremplin.office.ale.models import Placement, Request, Worker
from tremplin.office.ale.selectors.agency import communes
from tremplin.office.ale.services.reminding import remind_agency
from tremplin.office.organisations.models import Organisation
from tremplin.office.pages.seat import Request as Asked

ACTIONS = {
    "ale_close": ("do_ale_close", "ale/closing/{at}/"),
    "ale_approve": ("do_ale_approve", "ale/closing/{at}/preview/"),
    "ale_pending": ("do_ale_pending", "ale/closing/{at}/"),
    "ale_renew": ("do_ale_renew", "ale/users/renewals/?month={at}"),
    "ale_answer": ("do_ale_answer", "ale/requests/{at}/"),
    "ale_contested": ("do_ale_contested", "ale/visits/{at}/"),
    "ale_unconfirmed": ("do_ale_unconfirmed", "ale/hours/{at}/"),
    "ale_outcome": ("do_ale_outcome", "ale/workers/?state=due"),
    "ale_ceiling_month": ("do_ale_worker", "ale/workers/{at}/"),
    "ale_ceiling_year": ("do_ale_worker", "ale/workers/{at}/"),
    "ale_contract_end": ("do_ale_contract", "ale/workers/{at}/contract/"),
    "ale_import": ("do_import", "ale/imports/{at}/"),
    "ale_import_failed": ("do_import", "ale/imports/{at}/"),
    "ale_access": ("do_ale_radar", "ale/radar/"),
    "ale_lost": ("do_ale_status", "ale/workers/{at}/status/"),
}
"""As `lines.ACTIONS`; `at` is a word of the line."""
DOORS = {
    "to_ale_turns": "office_ale_turns", "to_ale_radar": "office_ale_radar", "to_ale_renewals": "office_ale_renewals",
    "to_ale_imports": "office_ale_imports", "to_ale_book": "office_ale_book", "to_ale_year": "office_ale_year",
    "to_ale_agency": "office_ale_agency",
}  # fmt: skip
"""What stands in no head of a page, so that the day leads there: its words (`office_today.…`) and its page."""


def is_agency(request: Asked) -> bool:
    return request.seat.organisation.kind == Organisation.Kind.ALE


def beside(request: Asked, language: str, today: date) -> dict[str, Any]:
    """What is said beside the lines, which are worked out anew: closing a month or renewing takes them away."""
    remind_agency(request.seat.organisation, today)
    return {
        "agency": True,
        "workers": Worker.objects.filter(ended_on=None).count(),
        "placed": Placement.objects.filter(period__contains=today).values("worker").distinct().count(),
        "asked": Request.objects.filter(state=Request.State.OPEN).count(),
        "towns": ", ".join(one.name for one in communes(today)),
        "doors": [(f"office_today.{name}", reverse(page, args=[language])) for name, page in DOORS.items()],
    }
