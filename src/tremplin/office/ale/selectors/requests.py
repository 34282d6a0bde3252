"""Requests: what of their days is to be filled, what stands in the way, and what was said of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from tremplin.office.ale.models import Authorisation, Placement, Proposal, Request, SafetySheet
from tremplin.office.ale.ranking import Slot, minutes_of
from tremplin.office.ale.selectors.plans import days_of, open_proposals, slots_of

STATES = (Request.State.OPEN, Request.State.FILLED, Request.State.CLOSED)


@dataclass(frozen=True)
class Obstacle:
    """Why nobody may be placed for a request yet: the key of a sentence, and its day."""

    key: str
    day: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where a request stands. `left`: days that nobody has and that may still be filled."""

    request: Request
    days: tuple[Slot, ...]
    left: tuple[Slot, ...]
    proposals: tuple[Proposal, ...] = ()
    """Those that wait for an answer."""
    placements: tuple[Placement, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    past: tuple[Slot, ...] = field(default=())
    """Days that went by with nobody."""

    @property
    def minutes(self) -> int:
        return minutes_of(self.days)

    @property
    def minutes_left(self) -> int:
        return minutes_of(self.left)


def read() -> QuerySet[Request]:
    return Request.objects.select_related("authorisation__user__person", "organisation")


def by_number(number: str) -> Request:
    """Raises Request.DoesNotExist."""
    return read().get(number=number)


def standing(request: Request, today: date) -> Standing:
    return standings([request], today)[0]


def standings(requests: Sequence[Request], today: date) -> list[Standing]:
    """Where requests stand, in a few queries."""
    pks = [one.pk for one in requests]
    placements: dict[int, list[Placement]] = {}
    for placement in Placement.objects.filter(request__in=pks).select_related("worker__person").order_by("pk"):
        placements.setdefault(placement.request_id or 0, []).append(placement)
    proposals: dict[int, list[Proposal]] = {}
    for proposal in open_proposals():
        proposals.setdefault(proposal.request_id, []).append(proposal)
    sheets = signed_sheets([one.authorisation for one in requests])
    return [one_standing(one, today, proposals.get(one.pk, []), placements.get(one.pk, []), sheets) for one in requests]


def one_standing(
    request: Request, today: date, proposals: list[Proposal], placements: list[Placement], sheets: set[tuple[int, str]]
) -> Standing:
    days = slots_of(request.days)
    taken = {slot for one in placements for slot in slots_of(one.days)}
    taken |= {slot for one in proposals for slot in days_of(one)}
    free = [slot for slot in days if slot not in taken]
    may = [slot for slot in free if slot[0] >= today and is_authorised(request.authorisation, slot[0])]
    found = obstacles(request, days, today, sheets)
    return Standing(
        request, days, tuple(may), tuple(proposals), tuple(placements), found,
        tuple(slot for slot in free if slot[0] < today),
    )  # fmt: skip


def is_authorised(of: Authorisation, day: date) -> bool:
    """An authorisation that was ended holds until that day."""
    return day in of.period and (of.ended_on is None or day <= of.ended_on)


def signed_sheets(authorisations: Sequence[Authorisation]) -> set[tuple[int, str]]:
    """Users and activities whose safety sheet is signed."""
    users = {of.user_id for of in authorisations}
    rows = SafetySheet.objects.filter(user__in=users, signed_on__isnull=False)
    return set(rows.values_list("user_id", "activity"))


def obstacles(
    request: Request, days: Sequence[Slot], today: date, sheets: set[tuple[int, str]]
) -> tuple[Obstacle, ...]:
    """What bars every worker: the authorisation, the user, the safety sheet."""
    of, user = request.authorisation, request.authorisation.user
    ahead = [day for day, _, _ in days if day >= today]
    found = []
    if ahead and not all(is_authorised(of, day) for day in ahead):
        last = of.ended_on or (of.period.upper and of.period.upper - timedelta(days=1))
        found.append(Obstacle("authorisation", last))
    if user.barred_until and ahead and ahead[0] < user.barred_until:
        found.append(Obstacle("barred", user.barred_until))
    if user.ended_on and ahead and ahead[-1] > user.ended_on:
        found.append(Obstacle("user_ended", user.ended_on))
    if (user.pk, of.activity) not in sheets:
        found.append(Obstacle("safety_sheet"))
    return tuple(found)


def bars(found: Obstacle) -> bool:
    """Whether nobody may be proposed at all: days beyond an authorisation are left out, the others may be filled."""
    return found.key != "authorisation"


def said_of(request: Request) -> list[Proposal]:
    """All that was said for a request, the last first."""
    rows = Proposal.objects.filter(request=request).select_related("worker__person", "made_by")
    return list(rows.defer("ranking").order_by("-pk"))


def planned_under(authorisation: Authorisation) -> dict[date, int]:
    """Minutes by month that open and filled requests ask for under an authorisation."""
    found: dict[date, int] = {}
    requests = Request.objects.filter(authorisation=authorisation).exclude(state=Request.State.CLOSED)
    for days in requests.values_list("days", flat=True):
        for day, first, end in slots_of(days):
            month = day.replace(day=1)
            found[month] = found.get(month, 0) + end - first
    return found
