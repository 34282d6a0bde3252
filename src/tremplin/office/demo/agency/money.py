"""Cheques and money: booklets, the files that came for each closed month, and what of it stands in the book."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import BankLine, Booklet, Cheque, IssuerLine, Visit
from tremplin.office.ale.services.issuer import read_issuer
from tremplin.office.demo.agency.booked import Writing, book_many, put
from tremplin.office.demo.agency.registered import Known
from tremplin.office.demo.handing_in import moment
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.services.booking import EURO, Move
from tremplin.samples.agency import files
from tremplin.samples.agency import said as story

ISSUER, BANK = "issuer", "coda"
"""Formats of uploads."""
CAME = timedelta(3)
"""After the end of a month its files come."""


def booklets(said: story.Agency, known: Known, agent: Agent) -> list[Booklet]:
    """In the order of the sample: ordered with a payment, then issued."""
    made = put(
        known.office,
        (
            Booklet(
                authorisation=known.places[one.authorisation],
                first_number=one.first,
                last_number=None if one.first is None else one.first + one.count - 1,
                count=one.count,
                price=one.price,
                ordered_on=one.ordered_on,
                issued_on=one.issued_on,
                valid_until=one.valid_until,
                key=f"order:demo:{place}",
            )
            for place, one in enumerate(said.booklets)
        ),
    )
    writings = []
    for one, booklet in zip(said.booklets, made, strict=True):
        number, cents = one.authorisation, one.count * one.price
        paid = Move(cents, EURO, "bank", f"prepaid:{number}")
        came = Move(one.count, one.price, f"held:{number}", "issued")
        writings.append(Writing("ordered", one.ordered_on, f"order:{booklet.pk}", number, [paid]))
        writings.append(Writing("issued", one.issued_on, f"issue:{booklet.pk}:0", number, [came]))
    book_many(known.office, writings, agent)
    return made


def fees(said: story.Agency, known: Known, agent: Agent) -> None:
    """Those of this year, paid before the first month told."""
    on = min(date(said.today.year, 1, 12), said.months[0].first - timedelta(1))
    writings = [
        Writing("fee", on, f"fee:{number}:{said.today.year}", number, [Move(cents, EURO, "bank", "share")])
        for number, cents in said.fees_paid
        if cents
    ]
    book_many(known.office, writings, agent)


def lost(said: story.Agency, known: Known, made: Sequence[Booklet], agent: Agent) -> None:
    for one in said.lost:
        key = f"lost:demo:{one.number}"
        held = f"held:{one.authorisation}"
        writing = Writing(
            "lost", one.on, f"cheque:{key}", one.authorisation, [Move(1, made[one.booklet].price, "lost", held)]
        )
        entry = book_many(known.office, [writing], agent)[0]
        Cheque.objects.create(
            booklet=made[one.booklet], kind=Cheque.Kind.LOST, first_number=one.number, count=1, on=one.on, entry=entry,
            key=key, made_by=agent,
        )  # fmt: skip


def issuer_lines(said: story.Agency, known: Known, month: story.Month, agent: Agent) -> list[IssuerLine]:
    """The issuer's file of a closed month as it was taken, in its order."""
    upload = handed_in(files.names(said, month)[0], files.issuer(month), ISSUER, month, agent, {})
    return put(
        known.office,
        (
            IssuerLine(
                upload=upload,
                position=place,
                authorisation_number=one.authorisation,
                worker_number=one.issuer_number,
                worker=known.workers[one.worker],
                authorisation=known.places[one.authorisation],
                day=one.day,
                month=month.first,
                cheque_kind=one.cheques,
                first_number=one.first,
                count=one.count,
                amount=one.amount,
                status=files.STATUS,
            )
            for place, one in enumerate(files.lines(month), start=1)
        ),
    )


def bank_lines(said: story.Agency, known: Known, month: story.Month, agent: Agent) -> list[BankLine]:
    """The bank's statement of a closed month as it was taken; its orders stand in the book with their booklets."""
    total = month.balance + sum(one.amount for one in month.payments)
    statement = {
        "account": said.iban, "sequence": f"{month.last:%m}".zfill(3), "opening": month.balance, "closing": total,
        "opened_on": (month.first - timedelta(1)).isoformat(), "closed_on": month.last.isoformat(),
        "is_duplicate": False,
    }  # fmt: skip
    report = {"statements": [statement], "lines": [], "doubts": [], "notes": []}
    upload = handed_in(files.names(said, month)[1], files.bank(said, month), BANK, month, agent, report)
    return put(
        known.office,
        (
            BankLine(
                upload=upload,
                position=place,
                account=said.iban,
                day=one.day,
                month=month.first,
                amount=one.amount,
                counterparty=one.counterparty,
                name=one.name,
                communication=one.words or one.structured,
                structured=one.structured,
            )
            for place, one in enumerate(month.payments, start=1)
        ),
    )


def handed_in(
    name: str, content: bytes, form: str, month: story.Month, agent: Agent, report: Mapping[str, object]
) -> Upload:  # fmt: skip
    upload = Upload.objects.create(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        size=len(content),
        format=form,
        state=Upload.State.COMMITTED,
        report=dict(report),
        handed_in_by=agent,
        committed_by=agent,
        committed_at=moment(month.last + CAME),
    )
    if form == ISSUER:  # Its page says what was read of it.
        read_issuer(upload, content)
    Upload.objects.filter(pk=upload.pk).update(handed_in_at=moment(month.last + CAME), report=upload.report)
    return upload


def came_back(
    known: Known, month: story.Month, made: Sequence[Booklet], visits: Sequence[Visit], agent: Agent
) -> None:  # fmt: skip
    """What became of the cheques of a closed month: handed over on the day, used in the month."""
    rows = [one for one in month.rows if one.booklet is not None]
    handed, used = Cheque.Kind.HANDED_OVER, Cheque.Kind.USED
    happened(handed, [(one, one.day) for one in rows], month, known, made, visits, agent)
    happened(used, [(one, month.last) for one in together(rows)], month, known, made, visits, agent)


def together(rows: Sequence[story.Row]) -> list[story.Row]:
    """Cheques of a booklet that follow each other, from one worker, as one."""
    found: list[story.Row] = []
    for one in sorted(rows, key=lambda row: (row.booklet or 0, row.worker, row.first or 0)):
        last = found[-1] if found else None
        follows = last and (last.booklet, last.worker) == (one.booklet, one.worker)
        if last and follows and (one.first is None or one.first == (last.first or 0) + last.count):
            found[-1] = replace(last, count=last.count + one.count)
        else:
            found.append(replace(one, visit=None))
    return found


def happened(
    kind: Cheque.Kind, rows: Sequence[tuple[story.Row, date]], month: story.Month, known: Known,
    made: Sequence[Booklet], visits: Sequence[Visit], agent: Agent,
) -> None:  # fmt: skip
    """One event and one entry each."""
    name = f"{kind}:demo:{month.first:%Y-%m}"
    writings = []
    for place, (one, on) in enumerate(rows):
        given = f"given:{one.worker}"
        handed = kind == Cheque.Kind.HANDED_OVER
        into, out_of = (given, f"held:{one.authorisation}") if handed else (f"used:{month.first:%Y-%m}", given)
        move = Move(one.count, made[one.booklet or 0].price, into, out_of)
        writings.append(Writing(kind, on, f"cheque:{name}:{place}", one.authorisation, [move]))
    put(
        known.office,
        (
            Cheque(
                booklet=made[one.booklet or 0],
                kind=kind,
                first_number=one.first,
                count=one.count,
                on=on,
                worker=known.workers[one.worker],
                visit=None if one.visit is None else visits[one.visit],
                entry=entry,
                key=f"{name}:{place}",
                made_by=agent,
            )
            for place, ((one, on), entry) in enumerate(zip(rows, book_many(known.office, writings, agent), strict=True))
        ),
    )
