"""What the law says of a file today, worked out again after each change and kept for the lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law
from tremplin.engine.words import months_after
from tremplin.ground.days import day_number
from tremplin.ground.errors import InputError
from tremplin.law.article60.planner import Planned
from tremplin.law.article60.signed import Signed, bounds, signed
from tremplin.office.article60.facts import (
    Records,
    admission_facts,
    counted_on,
    onem_of,
    plan_facts,
    planned_periods,
    subsidy_facts,
)
from tremplin.office.article60.models import File, Projection
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.article60.services.reminding import remind_of
from tremplin.office.organisations.selectors import amounts, law_with
from tremplin.reasons.answer import Answer
from tremplin.reasons.found import ask

HORIZON_MONTHS = 36
"""How far ahead the right is looked for, from the first day that no file tells of yet."""


def project(files: Sequence[File], today: date) -> list[Projection]:
    """The projections of files, each worked out again unless its facts, the law and the day are the same; and what is
    due for them."""
    ids = [file.pk for file in files]
    # Held while it is worked out: a change that is made meanwhile is not overwritten by what was read before it.
    list(File.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    entries = amounts()
    law = law_with(entries)
    kept = {of.file_id: of for of in Projection.objects.filter(file_id__in=ids)}
    records = records_of(files, today)
    found = [projected(law, entries, of, kept.get(of.file.pk)) for of in records]
    remind_of(law, records, found, today)
    return found


def projected(law: Law, entries: list[dict[str, Any]], records: Records, kept: Projection | None) -> Projection:
    facts = plan_facts(records)
    stated = json.dumps([facts, entries, law.fingerprint, records.today.isoformat(), contract_of(records)], default=str)
    key = hashlib.sha256(stated.encode()).hexdigest()
    if kept and kept.key == key:
        if kept.is_waiting:
            Projection.objects.filter(pk=kept.pk).update(is_waiting=False)
        return kept
    values = worked_out(law, facts, records) | {
        "key": key,
        "law": law.fingerprint,
        "is_waiting": False,
        "made_on": records.today,
    }
    found, _ = Projection.objects.update_or_create(file=records.file, defaults=values)
    return found


def contract_of(records: Records) -> list[Any]:
    return [[str(of.days), of.weekly_hours] for of in records.periods] + [records.last_day]


def worked_out(law: Law, facts: dict[str, Any], records: Records) -> dict[str, Any]:
    """The columns of a projection."""
    try:
        plan = ask(law, "article60_plan", facts).as_json(steps=False)
        found = signed_of(law, records)
        opens = found.opens if found else None
        last = day_date(opens[1] - 1) if opens else records.last_day
        subsidy = ask(law, "article60_subsidy", subsidy_facts(records, last)).as_json(steps=False)
        until = subsidy["result"].get("subsidised_until")
    except InputError as error:
        # Records that the law refuses (periods or rows that cannot be) are shown as such, never as a figure.
        faults = {"faults": [[fault.key, fault.place] for fault in error.faults]}
        return NOTHING | {"contract_end": records.last_day, "plan": faults, "subsidy": {}, "notes": []}
    return {
        **(columns(found) if found else NOTHING | before_contract(law, facts, records)),
        "contract_end": records.last_day,
        "subsidised_until": None if until is None else date.fromisoformat(until),
        "status": plan["status"],
        "plan": plan,
        "subsidy": subsidy,
    }


NOTHING: dict[str, Any] = dict.fromkeys(
    ("proved_least", "proved_most", "required", "opens_first", "opens_last", "days_at_risk", "subsidised_until")
) | {"status": ""}


def before_contract(law: Law, facts: dict[str, Any], records: Records) -> dict[str, Any]:
    """The days as the page of the plan says them, where no contract is there to follow. Raises InputError."""
    found = ask(law, "article60_plan", facts | {"start": counted_on(records).isoformat()})
    assert isinstance(found, Planned)
    return counts(found.proof) if found.proof else {}


def counts(today: Answer, at_end: Answer | None = None) -> dict[str, Any]:
    """Days proved today, in hundredths, and days to prove at the end of the contract."""
    least, most = bounds(today, "proved_days")
    required = bounds(at_end or today, "required_days")
    return {
        "proved_least": None if least is None else least * 100,
        "proved_most": None if most is None else most * 100,
        "required": required[0] if required[0] == required[1] else None,
    }


def columns(found: Signed) -> dict[str, Any]:
    opens = found.opens
    return {
        **counts(found.today, found.at_end),
        "opens_first": None if opens is None else day_date(opens[0]),
        "opens_last": None if opens is None else day_date(opens[1]),
        "days_at_risk": found.days_at_risk,
    }


def signed_of(law: Law, records: Records) -> Signed | None:
    """The contract followed as it is signed; None where there is none."""
    start = records.planned_from
    if start is None:
        return None
    until = months_after(day_number(start), HORIZON_MONTHS)
    periods = planned_periods(records, until)
    if not periods:
        return None
    last = records.last_day
    ended = None if last is None else day_number(last)
    return signed(law, admission_facts(records), periods, ended, until, onem_of(records))
