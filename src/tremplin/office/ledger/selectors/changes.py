"""What taking rows would change, quarter by quarter: which are new, and which earlier ones they replace.

A declaration replaces the rows of its quarter and employer, paid or declared; a payslip those of its own days that no
declaration tells of yet. What is stronger stays: a payslip never replaces a declaration.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tremplin.engine.words import quarter_of
from tremplin.ground.days import day_number
from tremplin.intake.periods import plainly
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.ledger.selectors.matching import Match
from tremplin.office.ledger.selectors.rows import counting
from tremplin.office.organisations.models import Organisation
from tremplin.office.people.models import Person

STRENGTH = {WorkRow.Layer.PLANNED: 0, WorkRow.Layer.PAID: 1, WorkRow.Layer.DECLARED: 2}
OWN = "own"


@dataclass(frozen=True)
class Quarter:
    """One quarter, employer and layer of a person. `held`: rows left out because something stronger tells of their
    days; `beside`: rows of another employer in the same quarter, which stay."""

    number: int
    employer: str
    layer: WorkRow.Layer
    new: tuple[WorkRow, ...]
    replaced: tuple[WorkRow, ...]
    held: tuple[WorkRow, ...]
    beside: tuple[WorkRow, ...]

    @property
    def before(self) -> int:
        return sum(row.days or 0 for row in self.replaced)

    @property
    def after(self) -> int:
        return sum(row.days or 0 for row in self.new)

    @property
    def same(self) -> bool:
        """Whether it says what was known already."""
        return bool(self.replaced) and sorted(map(told, self.new)) == sorted(map(told, self.replaced))


@dataclass(frozen=True)
class Change:
    """What changes for one person."""

    match: Match
    person: Person
    quarters: tuple[Quarter, ...]


def changes(upload: Upload, found: Iterable[Match], organisation: Organisation) -> list[Change]:
    """What taking the rows of people would change; those of one person in the file twice are taken together."""
    by_person: dict[int, list[Match]] = defaultdict(list)
    for match in found:
        if match.person and match.waits:
            by_person[match.person.pk].append(match)
    standing = defaultdict(list)
    for row in counting(by_person):
        if row.upload_id != upload.pk:
            standing[row.person_id].append(row)
    made = []
    for pk, these in by_person.items():
        rows = [row for one in these for row in one.read.rows]
        assert these[0].person
        made.append(Change(these[0], these[0].person, of_person(rows, standing[pk], organisation)))
    return made


def of_person(rows: Sequence[WorkRow], standing: Sequence[WorkRow], organisation: Organisation) -> tuple[Quarter, ...]:
    grouped: dict[tuple[int, str, str], list[WorkRow]] = defaultdict(list)
    for row in rows:
        grouped[quarter(row), employer(row, organisation), row.layer].append(row)
    return tuple(
        of_quarter(number, layer, these, standing, organisation)
        for (number, _, layer), these in sorted(grouped.items(), key=lambda item: item[0])
    )


def of_quarter(
    number: int, layer: str, rows: Sequence[WorkRow], standing: Sequence[WorkRow], organisation: Organisation
) -> Quarter:
    at = WorkRow.Layer(layer)
    near = [row for row in standing if quarter(row) == number]
    ours = [row for row in near if same_employer(row, rows[0], organisation)]
    stronger = [row for row in ours if STRENGTH[WorkRow.Layer(row.layer)] > STRENGTH[at]]
    held = [row for row in rows if any(tells(other, row) for other in stronger)]
    new = [row for row in rows if row not in held]
    weaker = [row for row in ours if row not in stronger]
    replaced = [row for row in weaker if any(tells(one, row) for one in new)]
    beside = [row for row in near if row not in ours]
    return Quarter(number, rows[0].employer, at, *map(tuple, (new, replaced, held, beside)))


def tells(one: WorkRow, other: WorkRow) -> bool:
    """Whether a row speaks for the days of another: a declared one from a file for its whole quarter."""
    if one.layer == WorkRow.Layer.DECLARED and (one.upload_id or one.upload):
        return True
    return one.first_day < other.end_day and other.first_day < one.end_day


def quarter(row: WorkRow) -> int:
    """Counted since 0000Q1."""
    return quarter_of(day_number(row.first_day))


def same_employer(one: WorkRow, other: WorkRow, organisation: Organisation) -> bool:
    """Whether two rows are of one employer; a row that names none may be of any."""
    first, second = employer(one, organisation), employer(other, organisation)
    return first == second or "" in (first, second)


def employer(row: WorkRow, organisation: Organisation) -> str:
    """An employer as it compares: digits of a number, else the name; the office itself under each of its names."""
    name, own = bare(row.employer), {bare(organisation.name), bare(organisation.enterprise_number)}
    return OWN if name and name in own else name


def bare(text: str) -> str:
    digits = "".join(sign for sign in text if sign.isdigit())
    return digits.lstrip("0") if len(digits) >= 9 else plainly(text)


def told(row: WorkRow) -> str:
    figures = (row.service_code, row.days, row.hours, row.days_per_week, row.weekly_hours, row.full_time_weekly_hours)
    return repr((row.first_day, row.end_day, figures, row.layer, sorted(row.others.items())))


def seen(found: Iterable[Change]) -> str:
    """What an agent was shown, as a key: whoever commits something else is shown it first."""
    stated = [
        (change.person.pk, of.number, [told(row) for row in of.new], sorted(row.pk for row in of.replaced))
        for change in found
        for of in change.quarters
    ]
    return hashlib.sha256(repr(stated).encode()).hexdigest()[:32]
