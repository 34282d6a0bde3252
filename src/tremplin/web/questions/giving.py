"""What the answers of a topic give to one of its decisions: the facts as a case file says them, and the case."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tremplin.engine.facts import Case, Fact, RowTable
from tremplin.engine.kinds import UNKNOWN, day
from tremplin.engine.words import months_after
from tremplin.ground.errors import Fault, InputError
from tremplin.law.unemployment.planned import Period, rows
from tremplin.reasons.flips import months_gone
from tremplin.web.questions.asked import asked
from tremplin.web.questions.asking import Asking
from tremplin.web.questions.topics import Part, clock_on

if TYPE_CHECKING:
    from tremplin.web.questions.state import State

TABLE = "contract"
LOOKED_BACK = 240
"""Months of a planned contract before the day asked, at most: no window of admission reaches further."""


def clock(state: State, part: Part, on: datetime.date) -> Mapping[str, Any]:
    """The decision's clock on a day, unless the topic asks for it."""
    decision = state.decisions[part.decision]
    if decision.clock in part.ask or not state.law.facts[decision.given[decision.clock]].required:
        return {}
    return clock_on(state.law, decision, on)


def supposed(state: State, part: Part) -> dict[str, Any]:
    """The facts that follow from others or are taken so, and that nobody has said."""
    decision = state.decisions[part.decision]
    found = {name: value for name, value in state.topic.takes.items() if name in decision.given}
    for name, of in state.topic.follows.items():
        source = state.answers.get(of.source, found.get(of.source, UNKNOWN))
        if name not in decision.given or source == UNKNOWN:
            continue
        if of.values is None:
            found[name] = source if source is None or of.most is None else min(source, of.most)
        elif (said := plain_key(source)) in of.values:
            found[name] = of.values[said]
    return {name: value for name, value in found.items() if name not in state.answers}


def settled(state: State, part: Part, known: Sequence[str]) -> set[str]:
    """The facts that are not to be asked: answered, or following from an answer."""
    return {*known, *supposed(state, part)}


def plain_key(value: Any) -> str:
    """A value as topics write it: `yes`, `no`, the name of a choice, `?`."""
    return {"True": "yes", "False": "no", "None": "?"}.get(str(value), str(value))


def given(state: State, part: Part, on: datetime.date | None = None) -> dict[str, Any]:
    """The facts of a decision as a case file would give them, on a day (today)."""
    decision = state.decisions[part.decision]
    found: dict[str, Any] = {**clock(state, part, on or state.today), **part.fixed, **supposed(state, part)}
    for name, value in state.answers.items():
        table, dot, column = name.rpartition(".")
        if not dot and name in decision.given and name not in part.fixed:
            found[name] = value
        elif dot and name in part.ask and not part.planned:
            found.setdefault(table, [{}])[0][column] = value
    for table, columns in part.same.items():
        row = found.setdefault(table, [{}])[0]
        row |= {column: found[column] for column in columns if column in found}
    for name, names in part.sums.items():
        if name in found:
            said = [state.answers.get(one) for one in names]
            found[name] = None if None in said else sum(said)
    if on is not None and on != state.today:
        found |= grown(state, part, found, on)
    if part.planned:
        found["work"] = planned_work(state, part, on or state.today)
    return {name: value for name, value in found.items() if not (name == "work" and value is None)}


def grown(state: State, part: Part, found: Mapping[str, Any], on: datetime.date) -> Iterator[tuple[str, Any]]:
    """Months that go on counting, as they are on another day than today; before they began there are none."""
    months = months_gone(day(state.today.isoformat()), day(on.isoformat()))
    facts = state.decisions[part.decision].facts(state.law)
    for name in found:
        of = state.topic.follows.get(name) if name not in state.answers else None
        origin = of.source if of and of.values is None else name
        fact, said = facts[origin], state.answers.get(origin)
        if said is not None and isinstance(fact, Fact) and fact.grows:
            most = fact.highest if of is None or of.most is None else of.most
            yield name, min(max(fact.low or 0, said + months), most)


def planned_work(state: State, part: Part, on: datetime.date) -> list[dict[str, Any]] | None:
    """The rows that a contract will have brought by a day, every weekday worked or paid; None: not known."""
    names = [name for name in part.ask if "." in name]
    facts = [state.facts[name] for name in names]
    values = [state.answers.get(name) for name in names]
    if None in values:
        return None
    first, end, weekly, full = (fact.kind.read(value) + fact.add for fact, value in zip(facts, values, strict=True))
    until = day(on.isoformat())
    first = max(first, months_after(until, -LOOKED_BACK))
    return list(rows([Period(first, end, weekly, full)], until)) if first < end else []


def case(state: State, part: Part, on: datetime.date | None = None) -> Case:
    """The case as far as it is known: what may still be asked is unknown in it, not left out."""
    decision, said = state.decisions[part.decision], given(state, part, on)
    made = Case({}, {})
    for name, of in decision.facts(state.law).items():
        if isinstance(of, RowTable):
            table = said.get(name, [{}] if any(ask.startswith(f"{name}.") for ask in part.ask) else None)
            made.rows[name] = None if table is None else columns(of, table)
        elif name in part.ask and name not in said:
            made.values[of.argument] = UNKNOWN
        else:
            made.values[of.argument] = inner(of, said, name)
    return made


def columns(table: RowTable, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
    return {of.argument: [inner(of, row, name) for row in rows] for name, of in table.columns.items()}


def inner(fact: Fact, said: Mapping[str, Any], name: str) -> int:
    if name not in said:
        return fact.blank
    return UNKNOWN if said[name] is None else fact.kind.read(said[name]) + fact.add


def asking(state: State, part: Part) -> Asking:
    """The questions of one decision of a topic."""
    law, decision = state.law, state.decisions[part.decision]
    also: dict[str, list[tuple[tuple[str, int | None], int | None]]] = {}
    for table, names in part.same.items():
        for name in names:
            column = asked(law, decision, f"{table}.{name}")
            also.setdefault(name, []).append((column.place, None))
    for name, of in state.topic.follows.items():
        if name in decision.given and of.values is None and name not in state.answers:
            also.setdefault(of.source, []).append((asked(law, decision, name).place, of.most))
    own = [name for name in part.ask if not (part.planned and "." in name)]
    return Asking(law, decision, own, part.results, state.topic.offer, also)


def contract_in_order(state: State, part: Part) -> None:
    """Raises InputError where a planned contract ends before it begins."""
    first, last = (state.answers.get(f"{TABLE}.{name}") for name in ("first_day", "last_day"))
    if part.planned and first and last and last < first:
        raise InputError([Fault(f"{TABLE}.last_day", "ends_before_start", {"first": first, "last": last})])
