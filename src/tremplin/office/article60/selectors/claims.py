"""The claims of a month or a year, and how long ago what is not paid was claimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from tremplin.office.article60.models import Aid, Claim, ClaimEntry, File, Period
from tremplin.office.article60.selectors.sums import STATES, Sums, Total, totals
from tremplin.office.decisions.models import Decision

Kind = ClaimEntry.Kind
AGES = (30, 60, 90)
"""Last days of the steps of age; the last step has no end."""
CONTRACT, SIGNED, AID, AMOUNT, FACT, FAULT = "contract", "signed", "aid", "amount", "fact", "fault"


@dataclass(frozen=True)
class Line:
    """A claim as lists show it. `lacking`: (what, its name) for each thing that is not there; the month is ready
    when nothing lacks and the amount is determined."""

    pk: int
    file: str
    person_id: int
    name: str
    month: date
    sums: Sums
    last_claimed: date | None = None
    decision_id: int | None = None
    weekly_hours: int = 0
    full_time_hours: int = 0
    lacking: tuple[tuple[str, str], ...] = ()

    @property
    def state(self) -> str:
        return self.sums.state

    @property
    def is_ready(self) -> bool:
        return not self.lacking and self.sums.to_claim > 0


@dataclass(frozen=True)
class Month:
    """A month. `total`: of determined claims; `open`: of the others, which have no sum of what is expected."""

    month: date
    lines: tuple[Line, ...] = ()
    total: Total = field(default_factory=Total)
    open: Total = field(default_factory=Total)
    unprepared: int = 0
    """Files with a contract this month that have no claim yet."""

    @property
    def ready(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_ready)

    @property
    def booked(self) -> int:
        """All that was claimed, of every claim."""
        return self.total.claimed + self.open.claimed

    def counts(self) -> dict[str, int]:
        found = dict.fromkeys(STATES, 0)
        for line in self.lines:
            found[line.state] += 1
        return found


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def summed(claims: QuerySet[Claim]) -> Any:
    """Claims with the sums of their entries."""
    sums: dict[str, Any] = {
        f"sum_{kind}": Coalesce(Sum("entries__amount", filter=Q(entries__kind=kind)), 0) for kind in Kind.values
    }
    claimed = Q(entries__kind=Kind.CLAIMED, entries__amount__gt=0)
    return claims.annotate(**sums, last_claimed=Max("entries__on", filter=claimed))


NAMED = ("pk", "month", "file__number", "file__person_id", "file__person__family_name", "file__person__given_name")
COUNTED = ("expected_least", "expected_most", *(f"sum_{kind}" for kind in ("claimed", "accepted", "refused", "paid")))


def line_of(row: dict[str, Any], **more: Any) -> Line:
    return Line(
        pk=row["pk"],
        file=row["file__number"],
        person_id=row["file__person_id"],
        name=f"{row['file__person__given_name']} {row['file__person__family_name']}".strip(),
        month=row["month"],
        sums=Sums(*(row[name] for name in COUNTED)),
        last_claimed=row["last_claimed"],
        **more,
    )


def month_of(month: date) -> Month:
    """The claims of a month, by name, in five questions however many there are."""
    claims = summed(Claim.objects.filter(month=month)).order_by("file__person__sort_key", "file__number")
    rows = list(claims.values(*NAMED, *COUNTED, "file_id", "decision_id", "last_claimed"))
    told = told_of(row["decision_id"] for row in rows if is_open(row))
    lacking = lacking_of(month, {row["file_id"] for row in rows})
    lines = []
    for row in rows:
        hours, more = lacking.get(row["file_id"], ((0, 0), [(CONTRACT, "")]))
        open_ = is_open(row)
        said = told.get(row["decision_id"], ()) if row["decision_id"] else ([(FAULT, "")] if open_ else [])
        lines.append(
            line_of(
                row,
                decision_id=row["decision_id"],
                weekly_hours=hours[0],
                full_time_hours=hours[1],
                lacking=(*more, *said),
            )
        )
    determined, open_total = totals(line.sums for line in lines)
    return Month(month, tuple(lines), determined, open_total, unprepared(month).count())


def is_open(row: dict[str, Any]) -> bool:
    """Whether what is expected is not determined."""
    return row["expected_least"] is None or row["expected_least"] != row["expected_most"]


def told_of(decisions: Iterable[int | None]) -> dict[int, list[tuple[str, str]]]:
    """By decision: the amounts and the facts that it lacks. Read apart, and only of open claims: an outcome is long."""
    rows = Decision.objects.filter(pk__in=list(decisions)).values_list("pk", "outcome__unset", "outcome__missing")
    # Of a person made anonymous only the result of a decision is left.
    return {
        pk: [(AMOUNT, name) for name in unset or ()] + [(FACT, name) for name in facts or ()]
        for pk, unset, facts in rows
    }


def periods_in(month: date) -> QuerySet[Period]:
    """The periods of contracts that touch a month, without those of a contract that was over before."""
    return Period.objects.filter(days__overlap=(month, next_month(month))).exclude(contract__ended_on__lt=month)


def unprepared(month: date) -> QuerySet[File]:
    """Files with a contract this month that have no claim yet."""
    of = periods_in(month).filter(file=OuterRef("pk"))
    return File.objects.filter(Exists(of)).exclude(claims__month=month)


def lacking_of(month: date, files: set[int]) -> dict[int, tuple[tuple[int, int], list[tuple[str, str]]]]:
    """By file with a contract that month: its last hours, and whether a signature or an aid lacks."""
    aided = set(Aid.objects.filter(period__overlap=(month, next_month(month))).values_list("file_id", flat=True))
    found: dict[int, tuple[tuple[int, int], list[tuple[str, str]]]] = {}
    periods = periods_in(month).filter(file_id__in=files).order_by("file_id", "days")
    for of in periods.values("file_id", "weekly_hours", "full_time_weekly_hours", "contract__signed_on"):
        lacks = [] if of["contract__signed_on"] else [(SIGNED, "")]
        lacks += [] if of["file_id"] in aided else [(AID, "")]
        found[of["file_id"]] = ((of["weekly_hours"], of["full_time_weekly_hours"]), lacks)
    return found


@dataclass(frozen=True)
class Ages:
    """What may still come, by how long ago it was claimed."""

    steps: tuple[int, ...]
    oldest: tuple[Line, ...]

    @property
    def total(self) -> int:
        return sum(self.steps)


def ages(today: date, shown: int = 8) -> Ages:
    """What is outstanding in all months by age, and the oldest lines."""
    going = Q(sum_claimed__gt=F("sum_refused") + F("sum_paid")) | Q(sum_accepted__gt=F("sum_paid"))
    rows = summed(Claim.objects.all()).filter(going).order_by("last_claimed", "month", "file__number")
    steps = [0] * (len(AGES) + 1)
    lines = []
    for row in rows.values(*NAMED, *COUNTED, "last_claimed"):
        line = line_of(row)
        if line.sums.outstanding > 0:
            lines.append(line)
            steps[step_of(line, today)] += line.sums.outstanding
    return Ages(tuple(steps), tuple(lines[:shown]))


def step_of(line: Line, today: date) -> int:
    age = (today - (line.last_claimed or today)).days
    return next((place for place, last in enumerate(AGES) if age <= last), len(AGES))


@dataclass(frozen=True)
class Year:
    """A year: a row a file, a column a month. `totals`: by month, of determined claims, and of the others."""

    year: int
    rows: tuple[tuple[Line, tuple[Line | None, ...]], ...]
    totals: tuple[tuple[Total, Total], ...]


def year_of(year: int) -> Year:
    rows = summed(Claim.objects.filter(month__year=year)).order_by("file__person__sort_key", "file__number", "month")
    by_file: dict[str, list[Line | None]] = {}
    for row in rows.values(*NAMED, *COUNTED, "last_claimed"):
        line = line_of(row)
        by_file.setdefault(line.file, [None] * 12)[line.month.month - 1] = line
    found = tuple((next(filter(None, months)), tuple(months)) for months in by_file.values())
    columns = (totals(one.sums for _, months in found if (one := months[at])) for at in range(12))
    return Year(year, found, tuple(columns))


def claim_line(claim: Claim) -> Line:
    """One claim as its month shows it."""
    return next(line for line in month_of(claim.month).lines if line.pk == claim.pk)


def matching(lines: Sequence[Line], state: str, words: str) -> list[Line]:
    """The lines in a state, of people or files whose name holds some words."""
    sought = words.casefold().split()
    wanted = ("missing",) if state == "missing" else (state,)
    return [
        line
        for line in lines
        if (not state or line.state in wanted or (state == "missing" and line.lacking))
        and all(word in f"{line.name} {line.file}".casefold() for word in sought)
    ]
