"""What is done about an exception of a closing: one action for each cause, kept on its line."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.matching import causes
from tremplin.office.ale.matching.money import is_iban
from tremplin.office.ale.models import Authorisation, Closing, ClosingLine, Visit, Worker
from tremplin.office.ale.services.closing import lock
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.ale.services.visiting import Changed, VisitFault, take_back

ACTIONS = {
    causes.CONTESTED: "settle",
    causes.OVERLAPPING: "choose",
    causes.OUTSIDE: "renew",
    causes.NO_CONTRACT: "contract",
    causes.BEYOND_AUTHORISATION: "raise",
    causes.BEYOND_CEILING: "hand_back",
    causes.LOST: "replace",
    causes.TWICE: "see_both",
    causes.EXPIRED: "exchange",
    causes.UNKNOWN_WORKER: "name",
    causes.UNKNOWN_AUTHORISATION: "name",
    causes.BEGUN: "chase",
    causes.LATE: "chase",
    causes.WITHOUT_HOURS: "ask_form",
    causes.OTHER_PRICE: "claim",
    causes.AMOUNT: "claim",
    causes.WRONG_IBAN: "correct",
}
"""The one action of each cause."""
MENDS = ("raise", "choose", "correct")
"""Those that change a record, after which the month is matched again; the others are told to have been done."""


@transaction.atomic
def resolve(line: ClosingLine, action: str, by: Agent, **given: Any) -> ClosingLine:
    """Does what is done about an exception, and says so on its line; where a record was mended, the month is to be
    matched again. Twice is once. Raises Refused."""
    lock(line.closing.month)
    found = ClosingLine.objects.select_related("closing").filter(pk=line.pk).first()
    if found is None or not found.cause:
        raise Refused("gone")
    if action != ACTIONS[found.cause]:
        raise Refused("other_action")
    if found.resolved:
        return found
    if found.closing.state == Closing.State.LEFT:
        raise Refused("no_closing")
    if action in MENDS:
        {"raise": raise_maximum, "choose": choose, "correct": correct}[action](found, by, **given)
    if found.closing.state == Closing.State.PREVIEWED:  # What goes is another now: it is looked at again.
        found.closing.state = Closing.State.MATCHING
        found.closing.totals = {}
        found.closing.version += 1
        found.closing.save(update_fields=["state", "totals", "version"])
    found.resolved, found.resolved_by, found.resolved_at = action, by, timezone.now()
    found.save(update_fields=["resolved", "resolved_by", "resolved_at"])
    return found


def raise_maximum(line: ClosingLine, by: Agent) -> None:
    """Raises the monthly maximum of the authorisation to what was worked."""
    place = Authorisation.objects.select_for_update(of=("self",)).get(closing_lines=line)
    place.monthly_maximum = max(place.monthly_maximum, int(line.words["needed"]))
    place.version += 1
    place.save(update_fields=["monthly_maximum", "version"])


def choose(line: ClosingLine, by: Agent, keep: int = 0, why: str = "") -> None:
    """Keeps one of two visits at the same time; the other is taken back. `keep`: the visit that was worked."""
    two = {int(line.words["visit"]), int(line.words["other_visit"])}
    if keep not in two:
        raise Refused("choose_one")
    (other,) = two - {keep}
    try:
        take_back(Visit.objects.select_related("worker").get(pk=other), why, by)
    except VisitFault as fault:
        raise Refused("say_why") from fault
    except Changed as changed:
        raise Refused("changed") from changed


def correct(line: ClosingLine, by: Agent, iban: str = "") -> None:
    """Writes the worker's account anew."""
    plain = iban.replace(" ", "").upper()
    if not is_iban(plain):
        raise Refused("iban_fails")
    worker = Worker.objects.select_for_update(of=("self",)).get(closing_lines=line)
    worker.iban, worker.version = plain, worker.version + 1
    worker.save(update_fields=["iban", "version"])
