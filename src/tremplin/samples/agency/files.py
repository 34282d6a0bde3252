"""The files of a month, as they come: the issuer's table in the neutral columns, and the bank's CODA."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tremplin.samples.agency.said import Agency, Month, Row
from tremplin.samples.coda import Movement, coda

COLUMNS = (
    *("authorisation", "provider_id", "user_id", "date", "hours", "cheque_type"),
    *("cheque_no_from", "cheque_no_to", "amount", "status"),
)
STATUS = "reimbursed"


def lines(month: Month) -> list[Row]:
    """The rows as the issuer writes them: cheques of wallets for one visit in one, whatever order brought them."""
    found: list[Row] = []
    for one in month.rows:
        last = found[-1] if found else None
        if last and one.first is None and one.visit is not None and one.visit == last.visit:
            found[-1] = replace(last, count=last.count + one.count, amount=last.amount + one.amount)
        else:
            found.append(one)
    return found


def issuer(month: Month) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in lines(month):
        last = "" if one.first is None else one.first + one.count - 1
        amount = f"{one.amount // 100}.{one.amount % 100:02d}"
        first = "" if one.first is None else one.first
        table.writerow(
            (
                one.authorisation,
                one.issuer_number,
                one.user,
                one.day,
                one.count,
                one.cheques,
                first,
                last,
                amount,
                STATUS,
            )
        )
    return text.getvalue().encode()


def bank(agency: Agency, month: Month) -> bytes:
    """The statement of a month: from the balance of the day before."""
    movements = [
        Movement(one.amount, one.day, one.structured, one.words, one.counterparty, one.name) for one in month.payments
    ]
    return coda(
        agency.iban, month.balance, movements, since=month.first - timedelta(1), until=month.last,
        sequence=month.last.month, holder=agency.name,
    )  # fmt: skip


def names(agency: Agency, month: Month) -> tuple[str, str]:
    start = f"{agency.key}-{month.first:%Y-%m}"
    return f"{start}-emetteur.csv", f"{start}-banque.cod"


def practice(agency: Agency) -> Iterator[tuple[str, bytes, str]]:
    """The two files that the open month waits for, and what each is."""
    month = agency.open
    table, statement = names(agency, month)
    count = f"{len(lines(month))} lignes"
    about = f"{agency.name} : les chèques revenus de l'émetteur pour {month.first:%m/%Y}, {count}."
    yield table, issuer(month), about
    moves = f"{len(month.payments)} mouvements"
    yield statement, bank(agency, month), f"{agency.name} : l'extrait de la banque pour {month.first:%m/%Y}, {moves}."
