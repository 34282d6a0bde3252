"""What a user owes: the five duties with their state, day and proof, the safety sheets, and the yearly fee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Duty, SafetySheet, User
from tremplin.office.ale.selectors.agency import fee_for
from tremplin.office.ale.services.refusing_users import Refused
from tremplin.office.documents.services import held
from tremplin.office.ledger.models import Entry
from tremplin.office.ledger.services.booking import EURO, Move, book

SHEETS = "ale-safety-sheets"


@transaction.atomic
def note_duty(user: User, kind: str, state: str, on: date | None, proof: str = "") -> Duty:
    """Where a duty stands, since when, and what proves it."""
    duty, _ = Duty.objects.select_for_update().get_or_create(user=user, kind=kind)
    duty.state, duty.on, duty.proof = state, on, proof
    duty.save(update_fields=["state", "on", "proof"])
    return duty


@transaction.atomic
def write_sheet(user: User, activity: str, dangers: Iterable[tuple[str, str]], key: str | None = None) -> SafetySheet:
    """A safety sheet of an activity: each danger with its measure, once a key; it holds nothing before it is signed.
    Raises Refused where a danger has no measure."""
    held(SHEETS)
    if key and (found := SafetySheet.objects.filter(key=key).first()):
        return found
    listed = [{"danger": danger, "measure": measure} for danger, measure in dangers]
    if any(not one["measure"] for one in listed):
        raise Refused("office_ale_users.no_measure")
    return SafetySheet.objects.create(user=user, activity=activity, dangers=listed, key=key)


@transaction.atomic
def sign_sheet(sheet: SafetySheet, name: str, on: date) -> SafetySheet:
    """Signed once; with it the duty of safety is met."""
    now = SafetySheet.objects.select_for_update(of=("self",)).select_related("user").get(pk=sheet.pk)
    if now.signed_on is not None:
        return now
    now.signed_on, now.signed_by = on, name
    now.save(update_fields=["signed_on", "signed_by"])
    note_duty(now.user, Duty.Kind.SAFETY, Duty.State.MET, on, name)
    return now


def fee_key(user: User, year: int) -> str:
    return f"fee:{user.number}:{year}"


def take_fee(user: User, on: date, by: Agent | None) -> Entry:
    """The yearly fee was paid: one entry a year. Raises Refused where there is none."""
    cents = fee_for(user.kind, on)
    if not cents:
        raise Refused("office_ale_users.no_fee")
    moves = [Move(cents, EURO, "bank", "share")]
    return book("fee", on, moves, key=fee_key(user, on.year), reference=user.number, by=by)
