"""Which activities a worker may be ticked for: those of the agency's list, else those that the law bars for nobody."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from tremplin.engine.law import Law
from tremplin.law.ale.lists import ACTIVITIES
from tremplin.office.ale.models import Offer
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here
from tremplin.reasons.answer import decide


def offered(organisation: Organisation, on: date) -> list[str]:
    """In the order of the law."""
    listed = set(Offer.objects.filter(period__contains=on).values_list("activity", flat=True))
    if listed:
        return [name for name in ACTIVITIES if name in listed]
    return list(open_to_somebody(law_here(), organisation.region, on.isoformat()))


@lru_cache(maxsize=16)
def open_to_somebody(law: Law, region: str, on: str) -> tuple[str, ...]:
    """The activities that are not barred for every kind of user."""
    return tuple(name for name in ACTIVITIES if any(may(law, region, on, user, name) for user in UserKind.values))


def may(law: Law, region: str, on: str, user: str, activity: str) -> bool:
    facts = {"region": region, "on": on, "user": user, "activity": activity}
    return decide(law, "ale_activity", facts).result["allowed"] is not False
