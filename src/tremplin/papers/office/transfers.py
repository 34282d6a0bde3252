"""Transfers to workers as a bank reads them: pain.001.001.09, valid by its schema, the same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sepaxml import SepaTransfer

SCHEMA = "pain.001.001.09"
NAME, REFERENCE, WORDS = 70, 35, 140
"""Signs at most: of a name, of a reference, of a communication."""


@dataclass(frozen=True)
class Transfer:
    """Cents to an account. `reference`: what comes back with it, of at most 35 plain signs."""

    name: str
    iban: str
    cents: int
    words: str
    reference: str


@dataclass(frozen=True)
class Order:
    """Transfers of one day from one account. `number`: the message's own; `at`: when it was decided."""

    number: str
    name: str
    iban: str
    on: date
    at: datetime
    transfers: Sequence[Transfer]

    @property
    def cents(self) -> int:
        return sum(one.cents for one in self.transfers)


class Steady(SepaTransfer):  # type: ignore[misc]
    """The library's file without its clock and its lots."""

    def __init__(self, order: Order) -> None:
        self.order = order
        config = {"name": order.name, "IBAN": order.iban, "currency": "EUR", "batch": True}
        super().__init__(config, SCHEMA)

    def _create_header(self) -> None:
        super()._create_header()
        self._text("GrpHdr/MsgId", self.order.number[:REFERENCE])
        self._text("GrpHdr/CreDtTm", f"{self.order.at:%Y-%m-%dT%H:%M:%S}")

    def _finalize_batch(self) -> None:
        super()._finalize_batch()
        self._text("PmtInf/PmtInfId", self.order.number[:REFERENCE])

    def _text(self, path: str, text: str) -> None:
        node: Any = self._xml.find(f"{self.root_el}/{path}")
        node.text = text


def pain_of(order: Order) -> bytes:
    """The file. Raises ValueError for an order that no bank would take."""
    if not order.transfers or any(one.cents <= 0 for one in order.transfers):
        raise ValueError(order.number)
    made = Steady(order)
    for one in order.transfers:
        made.add_payment(
            {
                "name": one.name[:NAME], "IBAN": one.iban, "amount": one.cents, "execution_date": order.on,
                "description": one.words[:WORDS], "endtoend_id": one.reference[:REFERENCE],
            }
        )  # fmt: skip
    found: bytes = made.export(validate=True)
    return found
