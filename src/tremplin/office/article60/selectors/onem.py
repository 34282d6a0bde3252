"""ONEM's requests of a file, and its count beside ours."""

from __future__ import annotations

from dataclasses import replace

from tremplin.engine.law import Law
from tremplin.ground.days import day_number
from tremplin.law.article60.gap import Gap, gap
from tremplin.law.unemployment.planned import rows
from tremplin.office.article60.facts import ONE_DAY, Records, admission_facts, planned_periods
from tremplin.office.article60.models import OnemRequest


def gap_of(law: Law, records: Records, request: OnemRequest | None = None) -> Gap | None:
    """The gap to an answer of ONEM, the last one where none is named; None where there is none. Raises InputError."""
    answer = request or records.answer
    if answer is None or answer.answered_on is None or answer.days_to_work is None:
        return None
    until = day_number(answer.counted_until or answer.answered_on - ONE_DAY)
    # Work that begins after ONEM's last day cannot be in its count.
    known = replace(records, work=tuple(row for row in records.work if day_number(row.first_day) <= until))
    start = records.planned_from
    periods = planned_periods(records, until + 1) if start is not None and day_number(start) <= until else []
    return gap(law, admission_facts(known), list(rows(periods, until + 1)), until, answer.days_to_work)
