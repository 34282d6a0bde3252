"""The figures of a closing: what goes and what waits, to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from tremplin.engine.law import Law
from tremplin.office.ale.models import Closing, ClosingLine
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.ale.selectors import closing_law
from tremplin.office.organisations.models import Organisation

CENT = closing_law.FINE // closing_law.CENTS
PARTS = ("payment_body", "agency", "office")


def goes(line: ClosingLine, closing: Closing) -> bool:
    """Whether a line is issued with its closing: it agrees, or something was done about it before the approval."""
    if not line.cause:
        return True
    if not line.resolved:
        return False
    return closing.approved_at is None or line.resolved_at is None or line.resolved_at <= closing.approved_at


def price_of(line: ClosingLine) -> int:
    return line.authorisation.price if line.authorisation else 0


def shares(counts: Iterable[tuple[int, closing_law.Split]]) -> list[dict[str, int | None]]:
    """Whole cents of the parts for so many cheques each, the last to the office; over all of a price, no half cent of
    the agency's is lost: each takes what the count up to it gives more."""
    so_far: dict[closing_law.Split, int] = defaultdict(int)
    found = []
    for count, split in counts:
        before, after = so_far[split], so_far[split] + count
        so_far[split] = after
        parts: dict[str, int | None] = {"worker": whole(split.worker, count)}
        if not split.is_whole:
            found.append(parts | dict.fromkeys(PARTS))
            continue
        parts["payment_body"] = whole(split.payment_body, count)
        agency = split.agency or 0
        parts["agency"] = cut(after * agency) - cut(before * agency)
        rest = ((split.worker or 0) + (split.payment_body or 0) + agency + (split.office or 0)) * count // CENT
        parts["office"] = rest - sum(part or 0 for part in parts.values())
        found.append(parts)
    return found


def whole(fine: int | None, count: int) -> int | None:
    return None if fine is None else cut(fine * count)


def cut(fine: int) -> int:
    """Whole cents, towards nothing."""
    return fine // CENT if fine >= 0 else -(-fine // CENT)


def totals_of(closing: Closing, organisation: Organisation, law: Law) -> dict[str, Any]:
    """Cents by name, of the lines that go; null where the law leaves a figure open here, and what it lacks."""
    lines = list(closing.lines.select_related("worker", "authorisation__user").order_by("worker__number", "pk"))
    going = [of for of in lines if goes(of, closing)]
    unset: set[str] = set()
    by_worker: dict[Any, int] = defaultdict(int)
    for of in going:
        if of.worker:
            by_worker[of.worker] += of.used
    by_worker = {worker: count for worker, count in by_worker.items() if count}
    pays = {count: pay(count, closing.month, organisation, law, unset) for count in set(by_worker.values())}
    bodies: dict[str, dict[str, int | None]] = {}
    for worker, count in by_worker.items():
        one = bodies.setdefault(worker.payment_body, {"workers": 0, "cheques": 0, "cents": 0})
        one["workers"], one["cheques"] = (one["workers"] or 0) + 1, (one["cheques"] or 0) + count
        one["cents"] = plus(one["cents"], pays[count])
    splits = splits_of(going, closing.month, organisation, law)
    parts: dict[str, int | None] = dict.fromkeys(PARTS, 0)
    for share in shares((of.used, splits[price_of(of)]) for of in going if of.used):
        parts = {name: plus(parts[name], share[name]) for name in PARTS}
    used_prices = {price_of(of) for of in going if of.used}
    unset |= {name for price in used_prices for name in splits[price].unset}
    total: int | None = 0
    for count in by_worker.values():
        total = plus(total, pays[count])
    return {
        "workers": total,
        **parts,
        "statements": len(by_worker),
        "bodies": dict(sorted(bodies.items())),
        "invoices": invoices(going),
        "going": {"lines": len(going), "hours": sum(of.used for of in going)},
        "waiting": waiting_of(lines, closing),
        "unset": sorted(unset),
    }


def pay(count: int, month: date, organisation: Organisation, law: Law, unset: set[str]) -> int | None:
    cents, lacking = closing_law.pay(count, month, organisation.region, law)
    unset |= set(lacking)
    return cents


def plus(one: int | None, other: int | None) -> int | None:
    """Together; open where one is."""
    return None if one is None or other is None else one + other


def splits_of(
    lines: Iterable[ClosingLine], month: date, organisation: Organisation, law: Law
) -> dict[int, closing_law.Split]:
    prices = {price_of(of) for of in lines if of.authorisation}
    return {price: closing_law.split(price, month, organisation.region, law) for price in prices}


def invoices(lines: list[ClosingLine]) -> dict[str, dict[str, int]]:
    """By number of a user who is no household: cheques, and what they are worth."""
    found: dict[str, dict[str, int]] = {}
    for of in lines:
        if of.authorisation and of.used and of.authorisation.user.kind != UserKind.HOUSEHOLD:
            one = found.setdefault(of.authorisation.user.number, {"cheques": 0, "cents": 0})
            one["cheques"] += of.used
            one["cents"] += of.used * of.authorisation.price
    return dict(sorted(found.items()))


def waiting_of(lines: list[ClosingLine], closing: Closing) -> dict[str, int]:
    """What does not go: whole lines, and the hours open of lines that do."""
    left = [of for of in lines if not goes(of, closing)]
    return {
        "lines": len(left),
        "hours": sum(of.used for of in left) + sum(of.open for of in lines),
        "open": sum(of.open for of in lines),
    }
