"""The pathway to full rights: on which day each way opens the right to benefit, and what it brings and costs.

Every day is tried, under every reading that doubt leaves (`unemployment/scan.py`); money comes from the decision on
the subsidy. The contract ends the day before the right opens; ONEM is asked a month before the earliest end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tremplin.engine.facts import Case
from tremplin.engine.kinds import INFERRED, KINDS, LANGUAGES, STATUSES, UNKNOWN, day_date
from tremplin.engine.law import Law, Search, label
from tremplin.engine.parameters import Parameter
from tremplin.engine.words import month_of, months_after, round_up
from tremplin.law.article60 import cautions
from tremplin.law.article60.anchor import Anchor
from tremplin.law.article60.cautions import Caution
from tremplin.law.article60.clause import Clause, first_trigger
from tremplin.law.article60.euros import Euros, euros
from tremplin.law.article60.repairs import Repair, repairs
from tremplin.law.article60.ways import WayOfWork, ways
from tremplin.law.unemployment.scan import FirstDay, Scan, Way, first_day, first_day_after
from tremplin.reasons.answer import Answer, decide
from tremplin.reasons.found import Found
from tremplin.reasons.wording import said

ADMISSION_FACTS = ("birth_date", "work", "work_known_since", "admitted_before", "previous_admission")
MONEY, DAY, MONTH, HOURS = KINDS["money"], KINDS["day"], KINDS["month"], KINDS["hundredths"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Variant:
    """One way. `contract_end`: earliest and latest last day worked (None: not within the horizon in every reading);
    `by_own_count`: the same without ONEM's answer, where there is one."""

    way: WayOfWork
    contract_end: Span | None
    by_own_count: Span | None
    ask_onem_on: int | None
    months: dict[int, int]
    total: int
    total_range: Span | None
    without_subsidy: tuple[int, ...]
    cost: int | None
    warnings: tuple[Caution, ...]

    @property
    def weekly_hours_first(self) -> int:
        return self.way.weekly_hours_first

    @property
    def months_first(self) -> int:
        return self.way.months_first

    @property
    def right_opens(self) -> Span | None:
        return None if self.contract_end is None else (self.contract_end[0] + 1, self.contract_end[1] + 1)

    def net_cost(self) -> Span | None:
        """Least and most of cost less subsidy."""
        bounds = (self.total, self.total) if self.total != UNKNOWN else self.total_range
        if self.cost is None or bounds is None:
            return None
        return self.cost - bounds[1], self.cost - bounds[0]

    def plain(self) -> dict[str, Any]:
        def span(of: Span | None) -> list[Any] | None:
            return None if of is None else [DAY.plain(end) for end in of]

        found = {
            "weekly_hours_first": HOURS.plain(self.weekly_hours_first),
            "months_first": self.months_first,
            "contract_end": span(self.contract_end),
            "right_opens": span(self.right_opens),
            "ask_onem_on": None if self.ask_onem_on is None else DAY.plain(self.ask_onem_on),
            "months": {MONTH.plain(month): MONEY.plain(amount) for month, amount in self.months.items()},
            "total": MONEY.plain(self.total),
            "total_range": None if self.total_range is None else [MONEY.plain(end) for end in self.total_range],
            "without_subsidy": [MONTH.plain(month) for month in self.without_subsidy],
            "cost": None if self.cost is None else MONEY.plain(self.cost),
            "warnings": [warning.plain() for warning in self.warnings],
        }
        return found if self.by_own_count is None else found | {"own_contract_end": span(self.by_own_count)}


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


class Planner:
    """One person's plan: the scan is made once, each way asks it."""

    def __init__(self, law: Law, search: Search, case: Case) -> None:
        self.law, self.search, self.case, self.given = law, search, case, case.given
        value = case.values
        claim = value["claim_date"]
        self.start = value["plan_start"] if value["plan_start"] != UNKNOWN else claim
        self.full_hours = value["job_full_time_hours"]
        if self.full_hours == UNKNOWN and self.start != UNKNOWN:
            self.full_hours = law.parameters["working_time"].value(self.start).unknown_full_time_hours
        self.until = months_after(self.start, value["horizon_months"]) if self.start != UNKNOWN else UNKNOWN
        self.cost, self.birth = value["monthly_cost"], value["birth_date"]
        self.facts = {name: self.given[name] for name in ADMISSION_FACTS if self.given.get(name) is not None}
        self.earlier = [cut for row in self.given.get("contract") or [] if (cut := before(row, self.start))]
        self.scan = Scan(law, self.facts, self.start) if not self.lacking() else None

    def lacking(self) -> list[str]:
        """Facts without which nothing can be planned."""
        found = ["start"] if self.start == UNKNOWN else []
        return found + (["work"] if self.case.rows["work"] is None else [])

    def found(self) -> Planned:
        if self.scan is None:
            return self.nothing(self.lacking())
        value = self.case.values
        variants = tuple(
            self.variant(way)
            for way in ways(self.start, value["weekly_hours_now"], self.full_hours, value["horizon_months"])
        )
        opened = [place for place, variant in enumerate(variants) if variant.contract_end is not None]
        earliest = min(opened, key=lambda place: ends_last(variants[place]), default=None)
        answer = self.answer_at(variants[earliest]) if earliest is not None else self.proof
        clause_days = None if earliest is None else answer.result["required_days"]
        cheapest = cheapest_of(variants)
        gentlest = min(
            opened, key=lambda place: (variants[place].way.mean_hours(), ends_last(variants[place])), default=None
        )
        mended = tuple(repairs(self, variants[0])) if variants[0].contract_end or self.signed != UNKNOWN else ()
        anchor, clause = self.anchor(), self.clause(variants, answer.result["required_days"])
        money = euros(self.law, self.given, self.contract(variants[earliest or 0]), month_of(self.start))
        result = {
            "variants": [variant.plain() for variant in variants],
            "earliest": earliest,
            "cheapest": cheapest,
            "gentlest": gentlest,
            "clause_days": clause_days,
            "clause": clause.plain(DAY.plain) if clause else None,
            "onem": anchor.plain() if anchor else None,
            "repairs": [repair.plain() for repair in mended],
        }
        worst = max(STATUSES.index(of) for of in (answer.status, money.answer.status))
        missing = sorted({*answer.missing, *self.missing_for_money(money)})
        return Planned(
            self.law, self.search, self.case, result, missing, money.unset, STATUSES[worst], answer.step_list(),
            self.start, self.proof, variants, earliest, cheapest, gentlest, clause_days, clause, anchor, mended,
        )  # fmt: skip

    def nothing(self, missing: list[str]) -> Planned:
        result: dict[str, Any] = dict.fromkeys(self.search.then)
        result |= {"variants": [], "repairs": []}
        return Planned(
            self.law, self.search, self.case, result, missing, [], STATUSES[0], [],
            self.start, None, (), None, None, None, None, None, None, (),
        )  # fmt: skip

    def missing_for_money(self, money: Euros) -> list[str]:
        return [name for name in ("region", "aid") if self.given.get(name) is None] if money.total == UNKNOWN else []

    @property
    def signed(self) -> int:
        """The last day of the contract as it was signed."""
        value = self.case.values["signed_until"]
        contract = self.case.rows["contract"]
        if value == UNKNOWN and contract and contract["end_day"] and max(contract["end_day"]) > self.start:
            return max(contract["end_day"]) - 1
        return value

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
        firsts, own = self.first_days(way)
        end, own_end = span_of(firsts), span_of(own)
        if end is None:
            doubted = any(first.doubted for first in firsts)
            return Variant(
                way, None, own_end, None, {}, UNKNOWN, None, (), None, tuple(cautions.of_way(way, None, doubted))
            )
        money = euros(self.law, self.given, self.earlier + way.contract(end[1]), month_of(self.start))
        watched = [
            *cautions.of_way(way, (end[0] + 1, end[1] + 1), False),
            *cautions.birthdays(self.law, self.birth, self.start, end[1] + 1),
            *cautions.reforms(self.law, self.start, end[1] + 1),
            *cautions.of_subsidy(money),
            *self.window(way, end),
            *self.inferred(),
        ]
        cost = None if self.cost == UNKNOWN else way.cost(self.cost, end[1])
        ask = max(months_after(end[0], -1), self.start)
        return Variant(
            way,
            end,
            own_end,
            ask,
            money.months,
            money.total,
            money.total_range,
            money.without_subsidy,
            cost,
            tuple(watched),
        )

    def inferred(self) -> Iterable[Caution]:
        """What the count of days rests on and is only inferred."""
        names = [name for name, status in self.proof.statuses.items() if status == INFERRED]
        texts = [said_of(self.law, name, self.start) for name in names]
        if texts:
            yield Caution("inferred", {"names": texts})

    @cached_property
    def proof(self) -> Answer:
        """The admission asked on the first planned day."""
        return decide(self.law, "admission", {**self.facts, "claim_date": day_date(self.start)})

    def window(self, way: WayOfWork, end: Span) -> Iterable[Caution]:
        """Known days that the reference period leaves behind before the end."""
        assert self.scan is not None
        reading = self.scan.readings[-1]
        if reading.known is None or not reading.known["first_day"] or UNKNOWN in reading.known["end_day"]:
            return
        before_, then = (reading.sums(day, frozenset())[1][0] for day in (self.start, end[1] + 1))
        if UNKNOWN not in (before_, then) and then < before_:
            lost = -(-(before_ - then) // 10_000)
            yield Caution("window", {"days": (KINDS["number"], lost), "day": (DAY, end[1] + 1)})

    def contract(self, variant: Variant) -> list[Mapping[str, Any]]:
        last = variant.contract_end[1] if variant.contract_end else self.until - 1
        return [*self.earlier, *variant.way.contract(last)]

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
        way = self.scan.ways(variants[0].way.periods(self.until), self.until)[-1]
        return Clause(days, written, *first_trigger(way, written, opens[1] if opens else None, self.until))

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


def said_of(law: Law, name: str, day: int) -> Mapping[str, str]:
    """A rule or a number in words; of a policy with what it says."""
    source = law.rules.get(name) or law.parameters[name]
    texts = {language: label(source.texts, language) for language in LANGUAGES}
    if isinstance(source, Parameter) and source.policy and source.kind:
        value = source.value(day)
        return {language: f"{text} {said(law, source.kind, value, language, name)}" for language, text in texts.items()}
    return texts


def span_of(firsts: Sequence[FirstDay]) -> Span | None:
    """The earliest and the latest last day worked; None where a reading never opens the right, or cannot be told."""
    days = [first.day for first in firsts if first.day is not None and not first.doubted]
    if not days or len(days) < len(firsts):
        return None
    return min(days) - 1, max(days) - 1


def ends_last(variant: Variant) -> Span:
    assert variant.contract_end is not None
    return variant.contract_end[1], variant.contract_end[0]


def cheapest_of(variants: Sequence[Variant]) -> int | None:
    """The way whose cost less subsidy is surely the least; None where that cannot be told."""
    costs = {place: net for place, of in enumerate(variants) if of.contract_end and (net := of.net_cost())}
    if not costs or len(costs) < sum(of.contract_end is not None for of in variants):
        return None
    best = min(costs, key=lambda place: (costs[place][1], costs[place][0]))
    others = [net[0] for place, net in costs.items() if place != best]
    return best if all(costs[best][1] <= least for least in others) else None


def before(row: Mapping[str, Any], start: int) -> dict[str, Any] | None:
    """The part of a contract's period that lies before the plan."""
    first, last = (DAY.read(row[name]) if row.get(name) else UNKNOWN for name in ("first_day", "last_day"))
    if start == UNKNOWN or first >= start:
        return None
    return {**row, "last_day": day_date(min(last, start - 1)).isoformat()}


def article60_plan(law: Law, search: Search, case: Case) -> Planned:
    """Plans one case that has been read."""
    return Planner(law, search, case).found()
