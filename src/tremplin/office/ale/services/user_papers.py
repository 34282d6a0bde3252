"""The papers of a user, made once for what they say: the card of an authorisation, the safety sheet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction

from tremplin.ground.days import day_number
from tremplin.ground.sentences import catalogue, sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, SafetySheet, User
from tremplin.office.ale.selectors.allowed import activity_said, communication, smallest_order
from tremplin.office.documents.models import Document
from tremplin.office.documents.parties import address, office_of
from tremplin.office.documents.services import keep
from tremplin.office.organisations.models import Organisation
from tremplin.papers.office.card import Leave, card_of
from tremplin.papers.office.safety import Safety, safety_of
from tremplin.papers.typesetting import Settable, as_pdf

ONE_DAY = timedelta(days=1)


def language_of(user: User) -> str:
    return user.person.language if user.person else user.language


def leave_of(organisation: Organisation, one: Authorisation) -> Leave:
    """What the card of an authorisation says."""
    user, language = one.user, language_of(one.user)
    hours = one.cheques == Authorisation.Cheques.PREPAID_HOURS
    order = None if hours else smallest_order(organisation.region, user.kind, one.price, one.period.lower)
    return Leave(
        holder=str(user),
        address=address(user),
        number=one.number,
        activity=activity_said(one.activity, language),
        first=day_number(one.period.lower),
        last=day_number(one.period.upper - ONE_DAY),
        price=one.price,
        monthly_maximum=one.monthly_maximum,
        cheques=one.cheques,
        communication=communication(one.number),
        order=order,
        iban=organisation.iban,
        place=one.place,
    )


@transaction.atomic
def make_card(organisation: Organisation, one: Authorisation, today: date, by: Agent | None) -> Document:
    """The card as it is today: the same one while it says the same."""
    office, leave, language = office_of(organisation), leave_of(organisation, one), language_of(one.user)
    stated = {"office": asdict(office), "leave": asdict(leave), "language": language}
    found = kept(
        f"card:{one.pk}", one.user, stated, today, by,
        kind="card", title=sentence("office_ale_users.card_title", language), name=f"card-{one.number}.pdf",
        page=lambda number: card_of(office, leave, language, number, day_number(today)),
    )  # fmt: skip
    if one.document_id != found.pk:
        one.document = found
        one.save(update_fields=["document"])
    return found


@transaction.atomic
def make_sheet(organisation: Organisation, sheet: SafetySheet, today: date, by: Agent | None) -> Document:
    """The safety sheet, to be signed or as it was."""
    user, language = sheet.user, language_of(sheet.user)
    safety = Safety(
        holder=str(user),
        address=address(user),
        user_number=user.number,
        activity=activity_said(sheet.activity, language),
        dangers=tuple((danger_said(one["danger"], language), one["measure"]) for one in sheet.dangers),
        signed_by=sheet.signed_by,
        signed_on=day_number(sheet.signed_on) if sheet.signed_on else None,
    )
    office = office_of(organisation)
    stated = {"office": asdict(office), "sheet": asdict(safety), "language": language}
    found = kept(
        f"safety:{sheet.pk}", user, stated, today, by,
        kind="safety", title=sentence("office_ale_users.sheet_title", language), name=f"safety-{user.number}.pdf",
        page=lambda number: safety_of(office, safety, language, number, day_number(today)),
    )  # fmt: skip
    if sheet.document_id != found.pk:
        sheet.document = found
        sheet.save(update_fields=["document"])
    return found


def danger_said(danger: str, language: str) -> str:
    """One of ours by its name; otherwise as it was written."""
    key = f"office_ale_users.danger_{danger}"
    return sentence(key, language) if key in catalogue() else danger


def kept(
    stem: str,
    user: User,
    stated: Mapping[str, object],
    today: date,
    by: Agent | None,
    *,
    kind: str,
    title: str,
    name: str,
    page: Callable[[str], Settable],
) -> Document:
    text = json.dumps(stated, sort_keys=True)
    return keep(
        lambda number: as_pdf(page(number)),
        kind=kind,
        title=title,
        name=name,
        language=language_of(user),
        on=today,
        person=user.person,
        subject=user.number,
        key=f"{stem}:{hashlib.sha256(text.encode()).hexdigest()}",
        agent=by,
        stated=json.loads(text),
    )
