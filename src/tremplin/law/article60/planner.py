"""The pathway to full rights: on which day each way opens the right to benefit, and what it brings and costs.

Every day is tried, under every reading that doubt leaves (`unemployment/scan.py`); money comes from the decision on
the subsidy. The contract ends the day before the right opens; ONEM is asked a month before the earliest end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tremplin.engine.facts import Case
from tremplin.engine.kinds import INFERRED, KINDS, STATUSES, UNKNOWN, day_date
from tremplin.engine.law import Law, Search
from tremplin.engine.words import month_of, months_after, round_up
from tremplin.law.article60 import cautions
from tremplin.law.article60.anchor import Anchor
from tremplin.law.article60.clause import Clause, first_trigger
from tremplin.law.article60.euros import FACTS, Course, Euros, course, euros
from tremplin.law.article60.repairs import Repair, repairs
from tremplin.law.article60.variants import Span, Variant, named, span_of
from tremplin.law.article60.ways import WayOfWork, ways
from tremplin.law.unemployment.scan import FirstDay, Scan, Way, first_day, first_day_after
from tremplin.reasons.answer import Answer, decide
from tremplin.reasons.found import Found

SUPPOSED: dict[str, Any] = {"admitted_before": False, "work": []}
ADMISSION_FACTS = ("birth_date", "work", "work_known_since", "admitted_before", "previous_admission")
MONEY, DAY, MONTH, HOURS = KINDS["money"], KINDS["day"], KINDS["month"], KINDS["hundredths"]


@dataclass(frozen=True)
class Planned(Found):
    """A plan. `proof`: the admission asked on the first planned day; `earliest`…: places in `variants`."""

    start: int
    proof: Answer | None
    variants: tuple[Variant, ...]
    earliest: int | None
    cheapest: int | None
    gentlest: int | None
    clause_days: int | None
    clause: Clause | None
    anchor: Anchor | None
    repairs: tuple[Repair, ...]
    statuses: tuple[str, str]
    """How sure the days are, and how sure the euros."""
    supposed: tuple[str, ...]
    """Facts that were left out and are supposed."""

    @property
    def untold(self) -> list[str]:
        """All where nothing could be tried; else the places and days that cannot be told. A way may open no right."""
        if self.proof is None:
            return list(self.search.then)
        doubted = self.earliest is not None or self.missing or self.unset
        named = ("earliest", "cheapest", "gentlest", "clause_days")
        return [name for name in named if doubted and self.result[name] is None]


class Planner:
    """One person's plan: the scan is made once, each way asks it."""

    def __init__(self, law: Law, search: Search, case: Case) -> None:
        self.law, self.search, self.case, self.given = law, search, case, case.given
        value = case.values
        claim = value["claim_date"]
        self.start = value["plan_start"] if value["plan_start"] != UNKNOWN else claim
        self.full_hours = value["job_full_time_hours"]
        contract = case.rows["contract"] or {}
        if self.full_hours == UNKNOWN:
            self.full_hours = max(contract.get("full_time_weekly_hours", ()), default=UNKNOWN)
        if self.full_hours == UNKNOWN and self.start != UNKNOWN:
            self.full_hours = law.parameters["working_time"].value(self.start).unknown_full_time_hours
        months = value["horizon_months"]
        if months == UNKNOWN:  # Said to be unknown: as far as where nobody says.
            months = law.facts[search.given["horizon_months"]].blank
        self.until = months_after(self.start, months) if self.start != UNKNOWN else UNKNOWN
        self.cost, self.birth = value["monthly_cost"], value["birth_date"]
        # What is left out is supposed, and said to be: no earlier admission, no earlier work.
        self.supposed = [name for name in SUPPOSED if name not in self.given]
        given = {name: SUPPOSED[name] for name in self.supposed} | dict(self.given)
        self.facts = {name: given[name] for name in ADMISSION_FACTS if given.get(name) is not None}
        self.earlier = [cut for row in self.given.get("contract") or [] if (cut := before(row, self.start))]
        self.scan = Scan(law, self.facts, self.start) if not self.lacking() else None

    def lacking(self) -> list[str]:
        """Facts without which nothing can be planned."""
        found = ["start"] if self.start == UNKNOWN else []
        return found + (["work"] if "work" not in self.facts else [])

    def found(self) -> Planned:
        if self.scan is None:
            return self.nothing(self.lacking())
        variants = tuple(variant for way in self.ways() if reaches(variant := self.variant(way)))
        names = named(variants)
        answer = self.proof if names.earliest is None else self.answer_at(variants[names.earliest])
        clause_days = None if names.earliest is None else answer.result["required_days"]
        mended = tuple(repairs(self, variants[0])) if variants[0].contract_end or self.signed != UNKNOWN else ()
        anchor, clause = self.anchor(), self.clause(variants, answer.result["required_days"])
        leading = variants[names.earliest or 0]
        money = leading.course.latest if leading.course else self.course(leading.way, (self.until - 1,) * 2).latest
        result = {
            "variants": [variant.plain() for variant in variants],
            **names._asdict(),
            "clause_days": clause_days,
            "clause": clause.plain(DAY.plain) if clause else None,
            "onem": anchor.plain() if anchor else None,
            "repairs": [repair.plain() for repair in mended],
        }
        days = max(STATUSES.index(answer.status), INFERRED if self.supposed else 0)
        statuses = (STATUSES[days], money.answer.status)
        worst = max(STATUSES.index(of) for of in statuses)
        missing = sorted({*answer.missing, *self.missing_for_money(money)})
        return Planned(
            self.law, self.search, self.case, result, missing, money.unset, STATUSES[worst], answer.step_list(),
            self.start, self.proof, variants, *names, clause_days, clause, anchor, mended, statuses,
            tuple(self.supposed),
        )  # fmt: skip

    def nothing(self, missing: list[str]) -> Planned:
        result: dict[str, Any] = dict.fromkeys(self.search.then)
        result |= {"variants": [], "repairs": []}
        return Planned(
            self.law, self.search, self.case, result, missing, [], STATUSES[0], [],
            self.start, None, (), None, None, None, None, None, None, (), (STATUSES[0], STATUSES[0]),
            (),
        )  # fmt: skip

    def missing_for_money(self, money: Euros) -> list[str]:
        return [name for name in money.answer.missing if name in FACTS] if money.total == UNKNOWN else []

    @property
    def signed(self) -> int:
        """The last day of the contract as it was signed."""
        value = self.case.values["signed_until"]
        contract = self.case.rows["contract"]
        if value == UNKNOWN and contract and contract["end_day"] and max(contract["end_day"]) > self.start:
            return max(contract["end_day"]) - 1
        return value

    def ways(self) -> list[WayOfWork]:
        """The ways to try; once ONEM has counted days of the contract, only what lies ahead: full-time work."""
        value = self.case.values
        found = ways(self.start, value["weekly_hours_now"], self.full_hours, value["horizon_months"])
        return found[:1] if self.onem_days != UNKNOWN and self.counted_until >= self.start else found

    # One way.

    def first_days(self, way: WayOfWork) -> tuple[list[FirstDay], list[FirstDay]]:
        """The day on which the right opens under each reading: from ONEM's answer where there is one, and by our own
        count."""
        assert self.scan is not None
        taken = self.scan.ways(way.periods(self.until), self.until)
        own = [first_day(one, self.until) for one in taken]
        if self.onem_days == UNKNOWN:
            return own, []
        return [first_day_after(one, self.until, self.counted_until + 1, self.onem_days) for one in taken], own

    def variant(self, way: WayOfWork) -> Variant:
        assert self.scan is not None
        firsts, own = self.first_days(way)
        end, own_end = span_of(firsts), span_of(own)
        if end is None:
            doubted = any(first.doubted for first in firsts)
            return Variant(way, None, own_end, None, None, tuple(cautions.of_way(way, None, doubted)))
        answered = self.case.values["onem_end_date"] if self.onem_days != UNKNOWN else UNKNOWN
        differs = list(cautions.of_onem(end, answered))
        if answered != UNKNOWN and answered >= self.start:
            end = min(end[0], answered), max(end[1], answered)
        found = self.course(way, end)
        watched = [
            *differs,
            *cautions.supposed(self.supposed, end[1] + 1, way.months_first == 0 and self.proof.outcome is True),
            *cautions.of_way(way, (end[0] + 1, end[1] + 1), False),
            *cautions.birthdays(self.law, self.birth, self.start, end[1] + 1),
            *cautions.reforms(self.law, self.start, end[1] + 1),
            *cautions.of_subsidy(found),
            *cautions.window(self.scan.readings[-1], self.start, end[1] + 1),
            *cautions.inferred(self.law, self.proof, self.start),
        ]
        ask = max(months_after(end[0], -1), self.start) if self.onem_days == UNKNOWN else None
        return Variant(way, end, own_end, ask, found, tuple(watched))

    def course(self, way: WayOfWork, end: Span) -> Course:
        """What a way brings and costs between its earliest and its latest end."""
        first, last = (
            euros(self.law, self.given, [*self.earlier, *way.contract(day)], month_of(self.start), day + 1)
            for day in end
        )
        cost = None if self.cost == UNKNOWN else (way.cost(self.cost, end[0]), way.cost(self.cost, end[1]))
        return course((first, last), cost)

    @cached_property
    def proof(self) -> Answer:
        """The admission asked on the first planned day."""
        return decide(self.law, "admission", {**self.facts, "claim_date": day_date(self.start)})

    def answer_at(self, variant: Variant) -> Answer:
        """The admission on the first day on which a way may open the right, its rows worked: what it lacks is what
        keeps the day a range."""
        assert self.scan is not None and variant.right_opens is not None
        from tremplin.law.unemployment.planned import rows

        day = variant.right_opens[0]
        work = [*(self.facts.get("work") or []), *rows(variant.way.periods(day), day)]
        return decide(self.law, "admission", {**self.facts, "work": work, "claim_date": day_date(day)})

    def clause(self, variants: Sequence[Variant], days: int | None) -> Clause | None:
        """The clause as it was signed, read under the law of the end: full-time at once, at the least favourable."""
        written = self.case.values["clause_days_written"]
        if written == UNKNOWN or days is None or self.scan is None:
            return None
        opens = variants[0].right_opens
        first = None if opens is None else opens[0]
        way = self.scan.ways(variants[0].way.periods(self.until), self.until)[-1]
        return Clause(days, written, *first_trigger(way, written, opens[1] if opens else None, self.until), first)

    # ONEM's own count.

    @property
    def onem_days(self) -> int:
        """Whole days to work, as ONEM says."""
        said = self.case.values["onem_days_to_work"]
        return said if said == UNKNOWN else round_up(said, 100)

    @property
    def counted_until(self) -> int:
        """The last day that ONEM counted: the day before its answer, unless it says otherwise."""
        said = self.case.values["onem_counted_until"]
        return said if said != UNKNOWN else self.case.values["onem_answered_on"] - 1

    def anchor(self) -> Anchor | None:
        if self.onem_days == UNKNOWN or self.scan is None:
            return None
        day = self.counted_until + 1
        own = [
            missing_on(way, day)
            for way in self.scan.ways(ways(self.start, UNKNOWN, self.full_hours, 2)[0].periods(self.until), self.until)
        ]
        value = self.case.values
        return Anchor(value["onem_answered_on"], self.onem_days, (min(own), max(own)), value["onem_end_date"])


def missing_on(way: Way, day: int) -> int:
    """Days still missing on a day, rounded as the law rounds them."""
    windows, _ = way.reading.sums(day, way.stretch(day).merged)
    required: int = windows["required_days"]
    return max(0, required - way.worked(day, windows["reference_start"]))


def reaches(variant: Variant) -> bool:
    """Whether a way comes to its full-time part before its end; else it is no way of its own."""
    return variant.contract_end is None or variant.months_first == 0 or variant.contract_end[1] >= variant.way.turn


def before(row: Mapping[str, Any], start: int) -> dict[str, Any] | None:
    """The part of a contract's period that lies before the plan; one without an end runs until it."""
    first, last = (DAY.read(row[name]) if row.get(name) else UNKNOWN for name in ("first_day", "last_day"))
    if start == UNKNOWN or first >= start:
        return None
    return {**row, "last_day": day_date(start - 1 if last == UNKNOWN else min(last, start - 1)).isoformat()}


def article60_plan(law: Law, search: Search, case: Case) -> Planned:
    """Plans one case that has been read."""
    return Planner(law, search, case).found()
