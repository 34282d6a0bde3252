"""Facts that belong to the month or the year of a decision's clock, and end with it (`of_month`, `of_year`).

What the year counts grows by the rows of a month that passes; after that nothing is added, for nothing is known of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tremplin.engine.doubt import changed
from tremplin.engine.facts import Case, RowTable
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Decision, Law
from tremplin.engine.words import civil, months_after


def passing(law: Law, decision: Decision, tried: Sequence[int]) -> list[str]:
    """What is given for the first month or year alone and ends with it among these moments, by its public name."""
    (year, month), (last_year, last_month) = (civil(clock_day(law, decision, tried[end]))[:2] for end in (0, -1))
    of_month = decision.texts.get("of_month") or () if (year, month) != (last_year, last_month) else ()
    of_year = decision.texts.get("of_year") or {}
    return [*of_month, *(name for name, adds in of_year.items() if year != last_year or (adds and of_month))]


def clock_day(law: Law, decision: Decision, moment: int) -> int:
    kind = law.facts[decision.given[decision.clock]].kind
    return months_after(0, moment - 12 * 1970) if kind.name == "month" else moment


def later(law: Law, decision: Decision, case: Case, start: int, day: int) -> Case:
    """The case without what belongs to an earlier month or year; a month's rows are added to what the year counts."""
    (year, month), (new_year, new_month) = (civil(clock_day(law, decision, moment))[:2] for moment in (start, day))
    if (year, month) == (new_year, new_month):
        return case
    facts, moved = decision.facts(law), changed(case, ())
    for public, adds in (decision.texts.get("of_year") or {}).items():
        fact, (table, _, column) = facts[public], adds.partition(".")
        if isinstance(fact, RowTable):
            continue
        if new_year != year:
            moved.values[fact.argument] = fact.blank
        elif isinstance(rows := facts.get(table), RowTable):
            added = (case.rows[rows.name] or {}).get(rows.columns[column].argument, [UNKNOWN])
            values = [moved.values[fact.argument], *added]
            moved.values[fact.argument] = UNKNOWN if UNKNOWN in values else sum(values)
    for public in decision.texts.get("of_month") or ():
        fact = facts[public]
        if isinstance(fact, RowTable):
            moved.rows[fact.name] = emptied(fact)
        else:
            moved.values[fact.argument] = fact.blank
    return moved


def emptied(table: RowTable) -> dict[str, list[int]]:
    return {column.argument: [] for column in table.columns.values()}
