"""What is due for one file, and on which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law
from tremplin.engine.words import months_after
from tremplin.ground.days import day_number
from tremplin.law.article60.cautions import birthdays
from tremplin.law.article60.repairs import UNPAID
from tremplin.office.article60.facts import ONE_DAY, Records
from tremplin.office.article60.models import Contract, Projection
from tremplin.office.article60.reminders.quarters import undeclared
from tremplin.office.article60.reminders.watching import plain, row_of
from tremplin.office.deadlines.due import CARE, NOTE, STOP, Due

BEFORE_END = (60, 30, 7)
"""Days before the projected end on which it is told."""
HAND_OVER = 30
SHORT, SHORT_STOP = 90, 60
"""Days before a contract's last day on which it is told that it is too short, and from which it presses."""
STAY, STAY_CARE = 60, 30
ONEM_DAYS = 7
"""Days within which ONEM answers (its FAQ on CPAS@ONEM)."""
ASKED_BEFORE = timedelta(days=60)
"""A request sent so long before the day to ask on, or later, is that request."""
UNPAID_SEEN = timedelta(days=183)
SAID_BY = (("onem_ask", "end_30"), ("short_contract", "handover"), ("short_contract_open", "handover"))
"""What says the second as well, so that one thing to do is one line: asking ONEM falls a month before the end, and a
contract that is too short is mended before it is handed over. The line names what it stands for."""


@dataclass(frozen=True)
class Told:
    """A file, and all that its reminders are worked out from. `move`: the last move of its end (`watching.moved`)."""

    records: Records
    projection: Projection
    law: Law
    move: dict[str, Any] | None

    @property
    def today(self) -> date:
        return self.records.today

    @property
    def opens(self) -> list[str] | None:
        return plain(self.projection.opens_first, self.projection.opens_last)

    @property
    def end(self) -> date | None:
        """The earliest last day of work after which the right opens."""
        first = self.projection.opens_first
        return None if first is None else first - ONE_DAY

    @cached_property
    def is_over(self) -> bool:
        contract = self.records.contract
        ended = self.records.last_day
        return bool(contract and ended and ended < self.today)

    @property
    def because(self) -> dict[str, Any] | None:
        """Why its end is another, as a sentence with its words."""
        if self.move is None:
            return None
        cause = self.move["because"]
        words = {name: word for name, word in cause.items() if name not in ("kind", "rows")}
        return {
            "say": f"office_today.moved_{cause['kind']}",
            **words,
            "was": self.move["was"],
            "now": self.move["now"],
            "rows": cause.get("rows", []),
        }

    def due(self, kind: str, weight: int, on: date | None, *, of: str = "", **words: Any) -> Due:
        file = self.records.file
        key = f"file:{file.pk}:{kind}" + (f":{of}" if of else "")
        return Due(key, kind, weight, on, words, file.number, file.person_id, file.worker_id, self.because)


def dues_of(records: Records, projection: Projection, law: Law, move: dict[str, Any] | None) -> list[Due]:
    """All that is due for a file today and later; none for one that is closed."""
    told = Told(records, projection, law, move)
    if records.file.closed_on:
        return []
    found = [*faults(told), *quarters(told), *stay(told), *over(told)]
    if not told.is_over:
        for of in (ends, moving, contract_end, unpaid, onem, clause, subsidy, turning):
            found += of(told)
    kinds = {due.kind for due in found}
    said = {of: by for by, of in SAID_BY if by in kinds and of in kinds}
    for due in found:
        if also := [{"say": f"office_today.{of}_short"} for of, by in said.items() if by == due.kind]:
            due.words["also"] = also
    return [due for due in found if due.kind not in said]


def faults(told: Told) -> Iterator[Due]:
    """Records that the law refuses, so that nothing can be worked out."""
    if told.projection.plan.get("faults"):
        yield told.due("faults", STOP, None)


def over(told: Told) -> Iterator[Due]:
    """The last day of the contract is past, and nobody has written that it ended or goes on."""
    contract, last = told.records.contract, told.records.last_day
    if told.is_over and contract and last and contract.ended_on is None:
        yield told.due("contract_over", STOP, last + ONE_DAY, end=last.isoformat())


def ends(told: Told) -> Iterator[Due]:
    """60, 30 and 7 days before the earliest end; of those that are past, the last only; then that it is there."""
    if told.end is None:
        return
    if told.end < told.today:
        yield told.due("end_reached", STOP, told.end + ONE_DAY, opens=told.opens)
        return
    days = {ahead: told.end - timedelta(days=ahead) for ahead in BEFORE_END}
    nearest = min((ahead for ahead, on in days.items() if on <= told.today), default=None)
    for weight, (ahead, on) in zip((NOTE, CARE, STOP), days.items(), strict=True):
        if on > told.today or ahead == nearest:
            yield told.due(f"end_{ahead}", weight, on, opens=told.opens, end=told.end.isoformat())


def moving(told: Told) -> Iterator[Due]:
    """The end moved, and why; not where its contract is too short as well, which says it too."""
    if told.move and not any(contract_end(told, only="short_contract")):
        move = told.move
        key = ":".join([move["on"], *(move["now"] or ["none"])])
        kind = "end_moved" if move["now"] else "end_lost"
        words: dict[str, Any] = {"was": move["was"], "now": move["now"], "why": told.because}
        yield told.due(kind, CARE, date.fromisoformat(move["on"]), of=key, **words)


def contract_end(told: Told, only: str = "") -> Iterator[Due]:
    """The contract ends before the right is sure to open; and what is to be handed over at its end."""
    last, risk = told.projection.contract_end, told.projection.days_at_risk
    if last is None:
        if (
            not only and told.records.periods and told.end and told.end >= told.today
        ):  # Open-ended: once the right is there.
            yield told.due("handover", CARE, told.end - timedelta(days=HAND_OVER), end=told.end.isoformat())
        return
    left = (last - told.today).days
    if risk and left >= 0:
        on = last - timedelta(days=SHORT)
        words: dict[str, Any] = {"days": risk, "end": last.isoformat(), "why": told.because or ""}
        if told.opens:
            yield told.due("short_contract", STOP if left <= SHORT_STOP else CARE, on, opens=told.opens, **words)
        else:
            yield told.due("short_contract_open", STOP if left <= SHORT_STOP else CARE, on, **words)
    if only:
        return
    yield told.due("handover", CARE, last - timedelta(days=HAND_OVER), end=last.isoformat())


def unpaid(told: Told) -> Iterator[Due]:
    """Unpaid days of the contract seen lately, where they are not already why the end moved."""
    if told.move and told.move["because"]["kind"] == "unpaid":
        return
    start = told.records.first_day
    rows = [
        row
        for row in told.records.work
        if row.service_code in UNPAID and start and row.first_day >= start and row.end_day > told.today - UNPAID_SEEN
    ]
    by_quarter: dict[str, list[Any]] = {}
    for row in rows:
        by_quarter.setdefault(f"{row.first_day.year}-{(row.first_day.month + 2) // 3}", []).append(row)
    for quarter, of in by_quarter.items():
        days = sum(row.days or 0 for row in of)
        span = [min(row_of(row)[0] for row in of), max(row_of(row)[1] for row in of)]
        yield told.due("unpaid_days", CARE, None, of=quarter, days={"hundredths": days}, span=span)


def quarters(told: Told) -> Iterator[Due]:
    for quarter in undeclared(told.records):
        words = {"quarter": quarter.number, "year": str(quarter.year), "closed": quarter.closed.isoformat()}
        yield told.due("undeclared_quarter", CARE, quarter.closed, of=f"{quarter.year}-{quarter.number}", **words)


def stay(told: Told) -> Iterator[Due]:
    until = told.records.file.person.stay_until
    if until is None:
        return
    left = (until - told.today).days
    weight = STOP if left < 0 else CARE if left <= STAY_CARE else NOTE
    end = told.projection.contract_end
    runs = {"say": "office_today.stay_runs", "end": end.isoformat()} if end and end > until else ""
    yield told.due("stay", weight, until - timedelta(days=STAY), until=until.isoformat(), runs=runs)


def onem(told: Told) -> Iterator[Due]:
    """The request to send a month before the end, an answer that is late, and a count that differs."""
    requests = told.records.requests
    last = max(requests, key=lambda one: (one.sent_on, one.pk), default=None)
    if told.end is not None:
        ask = day_date(months_after(day_number(told.end), -1))
        if last is None or last.sent_on < ask - ASKED_BEFORE:
            yield told.due("onem_ask", CARE, ask, end=told.end.isoformat())
    if last is not None and last.answered_on is None:
        late = last.sent_on + timedelta(days=ONEM_DAYS)
        yield told.due("onem_answer", NOTE, late, of=str(last.pk), sent=last.sent_on.isoformat())
    counted = (told.projection.plan.get("result") or {}).get("onem")
    answer = told.records.answer
    if counted and answer and answer.answered_on and (counted["gap"][0] > 0 or counted["gap"][1] < 0):
        words = {"theirs": counted["days_to_work"], "ours": between(counted["own_days_to_work"])}
        yield told.due("onem_gap", CARE, answer.answered_on, of=str(answer.pk), **words)


def between(ends: list[int]) -> Any:
    low, high = ends
    return low if low == high else {"say": "value.between", "low": low, "high": high}


def clause(told: Told) -> Iterator[Due]:
    """The day on which the resolutory clause ends an open-ended contract, and by which of its triggers."""
    contract = told.records.contract
    read = (told.projection.plan.get("result") or {}).get("clause")
    if contract is None or contract.form != Contract.Form.OPEN or not read or not read["on"]:
        return
    on = date.fromisoformat(read["on"])
    weight = STOP if told.projection.opens_first and on < told.projection.opens_first else CARE
    trigger = {"say": f"office_today.trigger_{read['trigger']}", "days": read["written"]}
    yield told.due("clause", weight, on - timedelta(days=HAND_OVER), day=on.isoformat(), trigger=trigger)


def subsidy(told: Told) -> Iterator[Due]:
    """The subsidy ends before the contract does."""
    until, end = told.projection.subsidised_until, told.projection.contract_end
    if until and until >= told.today and told.records.periods and (end is None or end > until):
        yield told.due("subsidy_end", NOTE, until - timedelta(days=60), until=until.isoformat())


def turning(told: Told) -> Iterator[Due]:
    """A birthday before the end from which the law of that day asks for other days."""
    birth = told.records.file.person.birth_date
    last = told.projection.opens_last or told.projection.contract_end
    if birth is None or last is None:
        return
    for found in birthdays(told.law, day_number(birth), day_number(told.today), day_number(last)):
        words = found.plain()
        on = date.fromisoformat(words["day"])
        said = {"day": words["day"], "age": words["age"], "days": words["days"]}
        yield told.due("birthday", NOTE, on - timedelta(days=HAND_OVER), of=words["day"], **said)
