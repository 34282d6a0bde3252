"""Invented work, plans and files for the papers."""

import datetime
from dataclasses import dataclass, field

from tremplin.engine.kinds import UNKNOWN, day
from tremplin.engine.words import month_of
from tremplin.law import decide
from tremplin.papers.content import FileRead, Matter


def row(first, last, code, days, **others):
    """One declared row, full-time unless it says otherwise."""
    base = {"days_per_week": 5, "weekly_hours": 38, "full_time_weekly_hours": 38}
    return {"first_day": first, "last_day": last, "service_code": code, "days": days} | base | others


def full_quarter(year, number, **others):
    """A quarter of full-time work, every weekday of it declared."""
    first = datetime.date(year, 3 * number - 2, 1)
    after = datetime.date(year + number // 4, 3 * number % 12 + 1, 1)
    days = [first + datetime.timedelta(count) for count in range((after - first).days)]
    return row(first.isoformat(), days[-1].isoformat(), 1, sum(one.weekday() < 5 for one in days), **others)


def worked(claim_date, *quarters):
    """Facts of an admission of somebody who worked these quarters."""
    return {
        "birth_date": "1989-09-14",
        "claim_date": claim_date,
        "admitted_before": False,
        "work": [full_quarter(year, number, employer="CPAS de Valmarche") for year, number in quarters],
    }


@dataclass(frozen=True)
class Spoken:
    """A warning or a doubt: the same words in each language, after its name."""

    words: str

    def text(self, language):
        return f"{self.words} ({language})"


@dataclass(frozen=True)
class Way:
    """A variant of a pathway, as the planner gives it."""

    weekly_hours_first: int
    months_first: int
    contract_end: tuple[int, int] | None
    right_opens: tuple[int, int] | None
    ask_onem_on: int | None
    months: dict[int, int]
    total: int
    total_range: tuple[int, int] | None = None
    without_subsidy: tuple[int, ...] = ()
    cost: int | None = None
    warnings: tuple[Spoken, ...] = ()
    by_own_count: tuple[int, int] | None = None
    by_end: tuple[int, ...] = ()

    @property
    def cost_range(self):
        return None if self.cost is None else (self.cost, self.cost)

    def net_cost(self):
        bounds = (self.total, self.total) if self.total != UNKNOWN else self.total_range
        return None if self.cost is None or bounds is None else (self.cost - bounds[1], self.cost - bounds[0])


@dataclass(frozen=True)
class Pathway:
    """A planned pathway, as the planner gives it."""

    start: int
    proof: object
    variants: tuple[Way, ...]
    earliest: int | None = None
    cheapest: int | None = None
    gentlest: int | None = None
    clause_days: int | None = None
    clause: object = None
    anchor: object = None
    repairs: tuple = ()
    supposed: tuple = ()
    status: str = "inferred"
    missing: list[str] = field(default_factory=list)
    unset: list[str] = field(default_factory=list)


def way(start, first, last, hours=3800, months_first=0, cost=None, unknown=(), **others):
    """A variant from `start` that ends between two days, 1,811.57 a month, some months with an unknown rule."""
    begins, ends = month_of(day(start)), month_of(day(last))
    months = {month: UNKNOWN if month in unknown else 181_157 for month in range(begins, ends + 1)}
    for month in range(begins, min(ends, begins + months_first - 1) + 1):
        months[month] = 50_000
    known = UNKNOWN not in months.values()
    total = sum(months.values()) if known else UNKNOWN
    least = sum(amount for amount in months.values() if amount != UNKNOWN)
    fields = {
        "weekly_hours_first": hours,
        "months_first": months_first,
        "contract_end": (day(first), day(last)),
        "right_opens": (day(first) + 1, day(last) + 1),
        "ask_onem_on": day(first) - 30,
        "months": months,
        "total": total,
        "total_range": None if known else (least, least + 181_157 * len(unknown)),
        "cost": cost,
    }
    return Way(**(fields | others))


SAMPLE = {
    "birth_date": "1989-09-14",
    "claim_date": "2026-03-02",
    "admitted_before": False,
    "work": [
        row("2022-10-03", "2022-12-31", 1, None, hours=247, weekly_hours=19, employer="Boulangerie du Pont"),
        row("2023-05-08", "2023-05-31", 1, 18, employer="Intérim Plus"),
        row("2024-04-02", "2024-06-28", 1, None, hours=228, weekly_hours=19, employer="Boulangerie du Pont"),
        row("2025-07-01", "2025-09-30", 1, 48, employer="Nettoyage Clair"),
        row("2025-07-01", "2025-09-30", 2, 10, employer="Nettoyage Clair"),
        row("2025-07-01", "2025-09-30", 50, 8, employer="Nettoyage Clair"),
        row("2025-10-01", "2025-12-31", 1, 58, employer="Nettoyage Clair"),
        row("2025-10-01", "2025-12-31", 71, 4, employer="Nettoyage Clair", benefit_paid=True),
        row("2025-10-01", "2025-12-31", 30, 4, employer="Nettoyage Clair"),
    ],
}


def sample(answer=None, **others):
    """An answer and its planned pathway: three variants, one with a month whose rule is not known."""
    answer = answer or decide("admission", SAMPLE)
    variants = (
        way("2026-03-02", "2026-07-24", "2026-08-06", cost=1_680_000, unknown=(month_of(day("2026-08-01")),)),
        way("2026-03-02", "2026-09-11", "2026-09-24", hours=1900, months_first=3, cost=1_790_000),
        way(
            "2026-03-02",
            "2026-10-20",
            "2026-11-03",
            hours=2400,
            months_first=6,
            cost=1_910_000,
            without_subsidy=(month_of(day("2026-11-01")),),
            warnings=(Spoken("Le mi-temps ne peut pas être le dernier emploi"),),
        ),
    )
    fields = {
        "start": day("2026-03-02"),
        "proof": answer,
        "variants": variants,
        "earliest": 0,
        "cheapest": 0,
        "gentlest": 2,
        "clause_days": 312,
    }
    return answer, Pathway(**(fields | others))


HOSTILE = (
    '"><script>alert(1)</script> & #set text(fill: red) $ sqrt(2) $ \\u{41} {{name}} עברית عربي \u202eegatni\u202c '
    "\x07 \U0001f389 中文 " + "x" * 300
)
"""What a name may hold: markup of three kinds, quotes, both directions of writing, signs that no font has, no end."""


def matter(language="fr", planned=True, answer=None, **others):
    """What a report is made from."""
    answer, pathway = sample(answer)
    fields = {
        "made_on": day("2026-02-10"),
        "planned": pathway if planned else None,
        "name": "Samira Benali",
        "also": (("région", "Wallonie"),),
        "doubts": [Spoken("declaration.xml, ligne 41 : code 50 sans preuve de paiement")],
        "files": [FileRead("declaration.xml", "ab" * 32)],
    }
    return Matter(answer, language, **(fields | others))
