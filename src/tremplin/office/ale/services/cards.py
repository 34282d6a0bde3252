"""Codes on cards: each lets whoever holds it tell, confirm or contest one visit, once, without an account.

A code is ten signs and six that sign them, so that a guess is known before the database is asked. No organisation is
known before the code is; one function of the database answers that of a code that still may be used (migration 0004).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tremplin.office.ale.models import Authorisation, Card, Visit, Worker
from tremplin.office.ale.services.visiting import Span, VisitFault, checked, confirm, contest, note
from tremplin.office.database.isolation import enter

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY, SIGNATURE, GROUP = 10, 6, 4
BITS = 5
LOOK_ALIKE = str.maketrans("OIL", "011")
WRITTEN = re.compile(f"[{SIGNS}]{{{BODY + SIGNATURE}}}", re.ASCII)
DAYS_BACK = 62
"""How long ago a visit may be that a card tells, confirms or contests."""
MOST = 80
LONGEST = 40


def signs(digest: bytes, count: int) -> str:
    bits = int.from_bytes(digest[:16], "big")
    return "".join(SIGNS[bits >> BITS * place & 31] for place in range(count))


def signature(body: str, secret: str | bytes) -> str:
    return signs(salted_hmac("tremplin.card.signature", body, secret=secret, algorithm="sha256").digest(), SIGNATURE)


def code_of(seed: str) -> str:
    """The code of a seed, always the same at one site."""
    body = signs(salted_hmac("tremplin.card.body", seed, algorithm="sha256").digest(), BODY)
    return body + signature(body, settings.SECRET_KEY)


def shown(code: str) -> str:
    """`K7QM-2XTP-9DHV-R4C1`."""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def clean(text: str) -> str | None:
    """A code as it was typed, when this site signed it."""
    code = re.sub(r"[\s-]", "", text[:LONGEST]).upper().translate(LOOK_ALIKE)
    if not WRITTEN.fullmatch(code):
        return None
    body, signed = code[:BODY], code[BODY:]
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    # All are compared, whichever it is.
    return code if any(hmac.compare_digest(signature(body, secret), signed) for secret in secrets) else None


def hash_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


@transaction.atomic
def make(
    purpose: str, count: int, ends_on: date, key: str, *, worker: Worker | None = None, of: Authorisation | None = None
) -> list[str]:
    """New codes, told this once; the same `key` gives the same ones. Raises ValueError above the most of a sheet."""
    if not 1 <= count <= MOST or (worker is None) == (of is None):
        raise ValueError(count)
    whose = f"w{worker.pk}" if worker else f"a{of.pk if of else ''}"
    codes = [code_of(f"{purpose}:{whose}:{key}:{place}") for place in range(count)]
    Card.objects.bulk_create(
        (
            Card(purpose=purpose, sha256=hash_of(code), worker=worker, authorisation=of, ends_on=ends_on)
            for code in codes
        ),
        ignore_conflicts=True,
    )
    return codes


def open_cards(worker: Worker | None = None, of: Authorisation | None = None) -> QuerySet[Card]:
    """The cards that may still be used."""
    return Card.objects.filter(worker=worker, authorisation=of, used_at=None, ends_on__gt=timezone.localdate())


def stop(cards: Iterable[Card]) -> int:
    """Makes cards of no use, such as lost ones; how many."""
    pks = [card.pk for card in cards]
    return int(Card.objects.filter(pk__in=pks, used_at=None).delete()[0])


def opened(typed: str, *, hold: bool = False) -> Card | None:
    """The card of a code that may be used, inside its organisation; None for any other, whatever is wrong with it.
    `hold`: who comes second waits, and then finds it used."""
    code = clean(typed)
    if code is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT tremplin_card_office(%s)", [hash_of(code)])
        (office,) = cursor.fetchone() or (None,)
    if office is None:
        return None
    enter(office)
    cards = Card.objects.filter(sha256=hash_of(code), used_at=None, ends_on__gt=timezone.localdate())
    if hold:
        return cards.select_for_update().first()
    return cards.select_related("worker__person", "authorisation__user__person").first()


def first_day(today: date) -> date:
    return today - timedelta(days=DAYS_BACK)


def places_of(card: Card, today: date) -> list[Authorisation]:
    """For which authorisations the holder may tell hours: where the worker is or was placed lately, or worked."""
    if card.worker is None:
        return []
    lately = DateRange(first_day(today), today + timedelta(days=1))
    near = Q(placements__worker=card.worker, placements__period__overlap=lately)
    near |= Q(visits__worker=card.worker, visits__day__gte=first_day(today))
    found = Authorisation.objects.filter(near).distinct().order_by("number")
    return list(found.select_related("user__person"))


def waiting(card: Card, today: date) -> list[Visit]:
    """The visits of which the user has not said anything yet."""
    found = Visit.objects.filter(taken_back_at=None, replaced_by=None, state=Visit.State.NOTED)
    found = found.filter(authorisation=card.authorisation, day__gte=first_day(today), day__lte=today)
    return list(found.select_related("worker__person").order_by("day", "starts", "pk"))


@transaction.atomic
def tell(typed: str, number: str, day: date, span: Span, today: date) -> Visit | None:
    """Tells a visit by a card, which is used by that; None where the card may not be used. Raises VisitFault."""
    card = opened(typed, hold=True)
    if card is None or card.purpose != Card.Purpose.TELL or card.worker is None:
        return None
    place = next((one for one in places_of(card, today) if one.number == number), None)
    if place is None:
        raise VisitFault("office_ale_hours.card_fault_place")
    if not first_day(today) <= day <= today:
        raise VisitFault("office_ale_hours.card_fault_day")
    checked(span, day)
    visit = note(card.worker, place, day, span.starts, span.minutes, Visit.Channel.CARD, f"card:{card.pk}")
    return used(card, visit)


@transaction.atomic
def answer(typed: str, pk: int, agrees: bool, why: str, today: date) -> Visit | None:
    """Confirms or contests a visit by a card; None where the card may not be used. Raises VisitFault, Changed."""
    card = opened(typed, hold=True)
    if card is None or card.purpose != Card.Purpose.CONFIRM or card.authorisation is None:
        return None
    visit = next((one for one in waiting(card, today) if one.pk == pk), None)
    if visit is None:
        raise VisitFault("office_ale_hours.card_fault_visit")
    said = confirm(visit, today) if agrees else contest(visit, today, why)
    return used(card, said)


def used(card: Card, visit: Visit) -> Visit:
    card.visit, card.used_at = visit, timezone.now()
    card.save(update_fields=["visit", "used_at"])
    return visit
