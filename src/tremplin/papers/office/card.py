"""The card of an authorisation, on A5: what its holder may have done, until when, at which price, and how to pay."""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.papers import saying
from tremplin.papers.office.paper import Writing
from tremplin.papers.office.parties import Office
from tremplin.papers.office.qr import Payment, drawing, svg
from tremplin.papers.parts import bound

PRICES = {
    "paper": "office_ale_users.card_price_paper",
    "electronic": "office_ale_users.card_price_electronic",
    "prepaid_hours": "office_ale_users.card_price_prepaid_hours",
}
BY_CHEQUE, PAID_AHEAD = "office_ale_users.card_hand_over_cheques", "office_ale_users.card_hand_over_hours"


@dataclass(frozen=True)
class Leave:
    """What an authorisation says. `activity`: in the language of the card; days are included; money in cents; hours in
    hundredths; `order`: the fewest cheques that are ordered at once, None where that is not known."""

    holder: str
    address: tuple[str, ...]
    number: str
    activity: str
    first: int
    last: int
    price: int
    monthly_maximum: int
    cheques: str
    communication: str
    order: int | None = None
    iban: str = ""
    place: str = ""

    @property
    def payment_cents(self) -> int | None:
        return self.order * self.price if self.order else None


@dataclass(frozen=True)
class Card:
    """The card in words, for `card.typ` beside this file."""

    language: str
    title: str
    head: tuple[str, ...]
    what: str
    number: str
    holder: str
    address: str
    facts: tuple[tuple[str, str], ...]
    communication: str
    communication_label: str
    pay: tuple[str, ...]
    qr: str
    qr_says: str
    note: tuple[str, ...]
    made_on: int
    kind: str = "office/card"


def grouped(number: str) -> str:
    """`0417 2260 31`."""
    return " ".join(filter(None, (number[:4], number[4:8], number[8:])))


def iban_written(iban: str) -> str:
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def card_of(office: Office, leave: Leave, language: str, number: str, made_on: int) -> Card:
    """`number`: of the paper. No QR without an account, or where the law knows no order to pay."""
    writing = Writing(language)

    word = writing.word
    cents = leave.payment_cents
    amount = writing.money(cents) if cents else ""
    facts = [
        (word("office_ale_users.card_activity"), leave.activity),
        (
            word("office_ale_users.card_maximum"),
            word("office_ale_users.card_hours_a_month", hours=writing.hours(leave.monthly_maximum)),
        ),
        (word("office_ale_users.card_valid"), f"{writing.brief(leave.first)} – {writing.brief(leave.last)}"),
        (word("office_ale_users.card_price"), word(PRICES[leave.cheques], price=writing.money(leave.price))),
    ]
    if leave.place:
        facts.insert(1, (word("office_ale_users.card_place"), leave.place))
    if cents:
        facts.append((word("office_ale_users.card_order", count=leave.order), amount))
    pays = Payment(office.name, leave.iban, cents, leave.communication) if leave.iban and cents else None
    found = Card(
        language=language,
        title=word("office_ale_users.card_title"),
        head=(office.name, *office.address),
        what=word("office_ale_users.card_title"),
        number=grouped(leave.number),
        holder=leave.holder,
        address=writing.lines(leave.address),
        facts=tuple(facts),
        communication=leave.communication,
        communication_label=word("office_ale_users.card_communication"),
        pay=(word("office_ale_users.card_account"), iban_written(leave.iban)) if leave.iban else (),
        qr=svg(drawing(pays)) if pays else "",
        qr_says=word("office_ale_users.card_qr", amount=amount, communication=leave.communication) if pays else "",
        note=(
            word(PAID_AHEAD if leave.cheques == "prepaid_hours" else BY_CHEQUE),
            f"{office.name} · {writing.lines(office.contact.lines)}".rstrip(" ·"),
            f"{word('office_ale_users.card_paper', number=number)} · {saying.capital(writing.day(made_on))}",
        ),
        made_on=made_on,
    )
    return bound(found, language)
