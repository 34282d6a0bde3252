"""The one seam from records to facts: a file as the law asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tremplin.engine.kinds import KINDS, day_date
from tremplin.engine.words import month_of, month_start
from tremplin.ground.days import day_number
from tremplin.law.article60.signed import Onem
from tremplin.law.unemployment.planned import Period as Planned
from tremplin.office.article60.models import Aid, Contract, File, OnemRequest, Period
from tremplin.office.ledger.models import WorkRow
from tremplin.office.ledger.selectors import public

ONE_DAY = timedelta(days=1)
HUNDREDTHS, MONEY = KINDS["hundredths"], KINDS["money"]
KNOWN = (WorkRow.Layer.DECLARED, WorkRow.Layer.PAID)


@dataclass(frozen=True)
class Records:
    """All that a file holds, read once; rows, periods and requests in the order of their days."""

    file: File
    region: str
    aids: tuple[Aid, ...]
    contracts: tuple[Contract, ...]
    periods: tuple[Period, ...]
    requests: tuple[OnemRequest, ...]
    work: tuple[WorkRow, ...]
    today: date

    @property
    def contract(self) -> Contract | None:
        """The contract that runs, the last one otherwise."""
        found = {contract.pk: contract for contract in self.contracts}
        return found[self.periods[-1].contract_id] if self.periods else (self.contracts or (None,))[-1]

    @property
    def first_day(self) -> date | None:
        """The first day of the contract, or the one that is thought of."""
        mine = [period for period in self.periods if self.contract and period.contract_id == self.contract.pk]
        return mine[0].days.lower if mine else self.file.planned_start

    @property
    def last_day(self) -> date | None:
        """The last day of the contract as signed; None: open-ended, or none."""
        if self.contract and self.contract.ended_on:
            return self.contract.ended_on
        upper = self.periods[-1].days.upper if self.periods else None
        return None if upper is None else upper - ONE_DAY

    @property
    def ahead(self) -> tuple[Period, ...]:
        """The periods of the contract, after those of one before it that still runs today."""
        if not self.periods:
            return ()
        running = {of.contract_id for of in self.periods if of.days.upper is None or of.days.upper > self.today}
        running.add(self.periods[-1].contract_id)
        return tuple(period for period in self.periods if period.contract_id in running)

    @property
    def planned_from(self) -> date | None:
        """The first day of the contracts ahead that no file tells of yet."""
        first = self.ahead[0].days.lower if self.ahead else self.first_day
        if first is None:
            return None
        start = max([first, *(row.end_day for row in self.work if row.layer in KNOWN and row.end_day > first)])
        left: list[date] = [of.days.lower for of in self.ahead if of.days.upper is None or of.days.upper > start]
        return max([start, *left[:1]])  # Between two contracts nothing is planned.

    @property
    def answer(self) -> OnemRequest | None:
        """ONEM's last answer."""
        answered = [one for one in self.requests if one.answered_on and one.days_to_work is not None and one.end_date]
        return max(answered, key=lambda one: (one.answered_on, one.pk)) if answered else None


def counted_on(records: Records) -> date:
    """The day on which proved days are counted: the first one that is only planned; where nobody planned one yet, the
    first day of next month, which is said to be a proposal."""
    return records.planned_from or day_date(month_start(month_of(day_number(records.today)) + 1))


def admission_facts(records: Records) -> dict[str, Any]:
    """What `admission` may be given, without the day of the claim; what is not known is left out."""
    file = records.file
    found: dict[str, Any] = {"work": [public(row) for row in records.work]}
    given = {
        "birth_date": file.person.birth_date,
        "work_known_since": file.work_known_since,
        "admitted_before": file.admitted_before,
        "previous_admission": file.previous_admission if file.admitted_before else None,
    }
    return found | {name: plain(value) for name, value in given.items() if value is not None}


def plan_facts(records: Records) -> dict[str, Any]:
    """What `article60_plan` is given: from the first day that no file tells of yet."""
    found = admission_facts(records) | subsidy_facts(records)
    start, last = records.planned_from, records.last_day
    now = next((period for period in records.periods if start and start in period.days), None)
    answer, contract = records.answer, records.contract
    given: dict[str, Any] = {
        "start": start,
        "weekly_hours_now": HUNDREDTHS.plain(now.weekly_hours) if now else None,
        "full_time_weekly_hours": HUNDREDTHS.plain(full_time_of(records)),
        "monthly_cost": None if records.file.monthly_cost is None else MONEY.plain(records.file.monthly_cost),
        "signed_until": last if last and start and last >= start else None,
        "clause_days_written": contract.clause_days if contract else None,
    }
    if answer:
        assert answer.answered_on and answer.days_to_work is not None
        given |= {
            "onem_answered_on": answer.answered_on,
            "onem_days_to_work": HUNDREDTHS.plain(answer.days_to_work),
            "onem_end_date": answer.end_date,
            "onem_counted_until": answer.counted_until or answer.answered_on - ONE_DAY,
        }
    return found | {name: plain(value) for name, value in given.items() if value is not None}


def full_time_of(records: Records) -> int:
    """Hundredths of hours of a full-time week: of the contract that runs, else of the office."""
    mine = [period for period in records.periods if records.contract and period.contract_id == records.contract.pk]
    return mine[-1].full_time_weekly_hours if mine else records.file.organisation.full_time_hours


def subsidy_facts(records: Records, until: date | None = None) -> dict[str, Any]:
    """What `article60_subsidy` is given; `until`: the last day where a contract has none of its own."""
    aid = next((aid.kind for aid in reversed(records.aids)), None)
    found: dict[str, Any] = {"region": records.region}
    if records.periods:
        found["contract"] = [contract_row(of, until) for of in records.periods]
    birth = records.file.person.birth_date
    return found | ({"aid": aid} if aid else {}) | ({"birth_date": birth.isoformat()} if birth else {})


def contract_row(period: Period, until: date | None) -> dict[str, Any]:
    upper = period.days.upper
    last = upper - ONE_DAY if upper else until
    return {
        "first_day": period.days.lower.isoformat(),
        **({"last_day": last.isoformat()} if last else {}),
        "weekly_hours": HUNDREDTHS.plain(period.weekly_hours),
        "full_time_weekly_hours": HUNDREDTHS.plain(period.full_time_weekly_hours),
    }


def planned_periods(records: Records, until: int) -> list[Planned]:
    """The contract from the first day that no file tells of yet, its last hours drawn on until a day."""
    start = records.planned_from
    if start is None:
        return []
    since = day_number(start)
    mine = records.ahead
    found = [
        Planned(
            max(since, day_number(period.days.lower)),
            day_number(period.days.upper) if period.days.upper else until,
            period.weekly_hours,
            period.full_time_weekly_hours,
        )
        for period in mine
        if period.days.upper is None or day_number(period.days.upper) > since
    ]
    if not found and mine:  # The contract is over, or all of it is known: it is drawn on as it was.
        found = [Planned(since, until, mine[-1].weekly_hours, mine[-1].full_time_weekly_hours)]
    if found and found[-1].end_day < until:
        last = found[-1]
        found[-1] = Planned(last.first_day, until, last.weekly_hours, last.full_time_hours)
    return found


def onem_of(records: Records) -> Onem | None:
    """ONEM's answer as the law follows it."""
    answer = records.answer
    if answer is None:
        return None
    assert answer.answered_on and answer.days_to_work is not None
    return Onem(day_number(answer.counted_until or answer.answered_on - ONE_DAY), answer.days_to_work)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
