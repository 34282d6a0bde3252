"""The closings of the months that are over: prepared by the agent, approved by a second person, in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, BankLine, Closing, ClosingLine, IssuerLine, Visit, Worker
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.demo.agency.booked import Writing, book_many, put
from tremplin.office.demo.handing_in import moment
from tremplin.office.ledger.services.booking import EURO, Move
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here
from tremplin.reasons.found import ask
from tremplin.samples.agency import said as story
from tremplin.samples.commune.moving import month_days

PREPARED, APPROVED = timedelta(5), timedelta(6)
"""After the end of the month."""
CENTS = Decimal(100)
Parts = dict[str, Decimal | None]
Shares = dict[str, int | None]
PARTS = ("payment_body", "agency", "office")


def close(
    office: Organisation, month: story.Month, visits: Sequence[Visit], came: Sequence[IssuerLine],
    paid: Sequence[BankLine], by: Agent, second: Agent,
) -> Closing:  # fmt: skip
    """A month in which everything agrees; who approves it is somebody else."""
    lines = lines_of(visits, came, paid)
    hours = sum(one.hours for one in lines)
    closing = Closing.objects.create(month=month.first, number=1, hours=hours, used=hours, prepared_by=by)
    for one in lines:
        one.closing = closing
    put(office, lines)
    lines.sort(key=lambda one: (worker_of(one).number, one.pk))
    shares = shared(lines, month.first, office.region)
    write(office, closing, lines, shares, by=second)
    closing.totals = totals(lines, shares, month.first, office.region)
    closing.state, closing.version = Closing.State.APPROVED, 3
    closing.approved_by, closing.approved_at = second, moment(month.last + APPROVED)
    Closing.objects.filter(pk=closing.pk).update(prepared_at=moment(month.last + PREPARED))
    closing.save(update_fields=["totals", "state", "version", "approved_by", "approved_at"])
    return closing


def lines_of(
    visits: Sequence[Visit], came: Sequence[IssuerLine], paid: Sequence[BankLine]
) -> list[ClosingLine]:  # fmt: skip
    """One for each worker at each authorisation; a payment stands at the first line of its authorisation."""
    lines: dict[tuple[int, int], ClosingLine] = {}
    for visit in sorted(visits, key=lambda one: (one.worker_id, one.authorisation_id, one.day, one.starts, one.pk)):
        pair = visit.worker_id, visit.authorisation_id
        line = lines.setdefault(pair, new_line(visit.worker, visit.authorisation))
        line.hours, line.used = line.hours + visit.cheques, line.used + visit.cheques
        line.minutes += visit.minutes
        line.visits.append(visit.pk)
    for row in came:
        line = lines[row.worker_id or 0, row.authorisation_id or 0]
        line.expected = (line.expected or 0) + row.count * place_of(line).price
        line.paid = (line.paid or 0) + (row.amount or 0)
        line.issuer_lines.append(row.pk)
    first: dict[str, ClosingLine] = {}
    for _, line in sorted(lines.items()):
        first.setdefault(place_of(line).number, line)
    for payment in paid:
        if at := first.get(payment.structured[:10]):
            at.bank_lines.append(payment.pk)
    return [line for _, line in sorted(lines.items())]


def new_line(worker: Worker, place: Authorisation) -> ClosingLine:
    return ClosingLine(worker=worker, authorisation=place, visits=[], issuer_lines=[], bank_lines=[])


def worker_of(line: ClosingLine) -> Worker:
    assert line.worker
    return line.worker


def place_of(line: ClosingLine) -> Authorisation:
    assert line.authorisation
    return line.authorisation


def shared(lines: Sequence[ClosingLine], on: date, region: str) -> list[Shares]:
    """Who gets what of each line's cheques, in whole cents: what is below a cent is the office's."""
    law = law_here()

    @cache
    def split(price: int) -> Parts:
        facts = {"region": region, "on": on.isoformat(), "price": f"{Decimal(price) / CENTS:.2f}"}
        result = ask(law, "ale_split", facts).result
        return {name: Decimal(result[name]) * CENTS if result[name] else None for name in ("worker", *PARTS)}

    so_far: dict[int, int] = defaultdict(int)
    found: list[Shares] = []
    for one in lines:
        price = place_of(one).price
        parts, before, after = split(price), so_far[price], so_far[price] + one.used
        so_far[price] = after
        share: Shares = {"worker": None if parts["worker"] is None else int(parts["worker"] * one.used)}
        if None in parts.values():
            found.append(share | dict.fromkeys(PARTS))
            continue
        agency = parts["agency"] or Decimal()
        share["payment_body"] = int((parts["payment_body"] or Decimal()) * one.used)
        share["agency"] = int(agency * after) - int(agency * before)
        whole = int(sum((part or Decimal() for part in parts.values()), Decimal()) * one.used)
        share["office"] = whole - sum(part or 0 for part in share.values())
        found.append(share)
    return found


def write(
    office: Organisation, closing: Closing, lines: Sequence[ClosingLine], shares: Sequence[Shares], *, by: Agent
) -> None:
    """One entry for each worker: what users paid before is owed to who gets it. What the law leaves open stays."""
    moves: dict[str, list[Move]] = defaultdict(list)
    for one, share in zip(lines, shares, strict=True):
        worker = worker_of(one)
        owed = {
            "worker": f"owed:{worker.number}", "payment_body": f"owed_body:{worker.payment_body or 'none'}",
            "agency": "share", "office": "office_share",
        }  # fmt: skip
        prepaid = f"prepaid:{place_of(one).number}"
        moves[worker.number] += [Move(cents, EURO, prepaid, owed[name]) for name, cents in share.items() if cents]
    name = f"{closing.month:%Y-%m}:{closing.number}"
    writings = [
        Writing("closing", month_days(closing.month)[1], f"closing:{name}:{number}", f"{name}:{number}", of)
        for number, of in moves.items()
        if of
    ]
    book_many(office, writings, by)


def totals(lines: Sequence[ClosingLine], shares: Sequence[Shares], month: date, region: str) -> dict[str, Any]:
    """The figures as they were approved, in cents."""
    law = law_here()

    @cache
    def pay(count: int) -> int | None:
        facts = {"region": region, "month": f"{month:%Y-%m}", "hours": count}
        told = ask(law, "ale_month_pay", facts).result["worker_receives"]
        return None if told is None else int(Decimal(told) * CENTS)

    counts: dict[Worker, int] = defaultdict(int)
    invoices: dict[str, dict[str, int]] = {}
    for one in lines:
        counts[worker_of(one)] += one.used
        user = place_of(one).user
        if user.kind != UserKind.HOUSEHOLD:
            bill = invoices.setdefault(user.number, {"cheques": 0, "cents": 0})
            bill["cheques"], bill["cents"] = bill["cheques"] + one.used, bill["cents"] + one.used * place_of(one).price
    bodies: dict[str, dict[str, int | None]] = {}
    for worker, count in counts.items():
        body = bodies.setdefault(worker.payment_body, {"workers": 0, "cheques": 0, "cents": 0})
        told = {"workers": 1, "cheques": count, "cents": pay(count)}
        body.update({name: added((body[name], told[name])) for name in body})
    return {
        "workers": added(pay(count) for count in counts.values()),
        **{name: added(share[name] for share in shares) for name in PARTS},
        "statements": len(counts),
        "bodies": dict(sorted(bodies.items())),
        "invoices": dict(sorted(invoices.items())),
        "going": {"lines": len(lines), "hours": sum(one.used for one in lines)},
        "waiting": {"lines": 0, "hours": 0, "open": 0},
        "unset": [],
    }


def added(parts: Iterable[int | None]) -> int | None:
    """Together; open where one is."""
    total = 0
    for part in parts:
        if part is None:
            return None
        total += part
    return total
