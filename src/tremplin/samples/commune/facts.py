"""What a file tells the law: the facts of `article60_plan`, as the office would give them on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tremplin.samples.commune.office import Office
from tremplin.samples.commune.rows import declared_rows, job_rows, paid_rows, planned_rows
from tremplin.samples.commune.story import File, OnemRequest, Period, hundredths


def plan_start(file: File, today: date) -> date | None:
    """The first day that is planned: that of a contract to come, of a working time already agreed, or today; after a
    contract that is over, the day after it."""
    contract = file.contract
    if contract is None:
        return None
    if file.planned_from == "contract":
        return contract.first_day
    ahead = [period.first_day for period in contract.periods if period.first_day > today]
    if ahead:
        return max(ahead)
    return min(today, contract.last_day + timedelta(1)) if contract.last_day else today


def plan_facts(office: Office, file: File, today: date) -> dict[str, Any]:
    """The facts by their public names; what is not known is None or left out."""
    start = plan_start(file, today)
    given: dict[str, Any] = {
        "region": office.region,
        "aid": file.aid.kind or None,
        "birth_date": iso(file.person.birth.date),
        "admitted_before": file.admitted_before,
        "start": iso(start),
        "work": work(file, today, start),
    }
    if file.previous_admission:
        given["previous_admission"] = iso(file.previous_admission)
    if (contract := file.contract) and start:
        given["contract"] = [
            period_facts(one, start) for one in contract.periods if one.last_day or one.first_day < start
        ]
        given["full_time_weekly_hours"] = hundredths(contract.periods[-1].full_time_weekly_hours)
        if period := contract.on(start):
            given["weekly_hours_now"] = hundredths(period.weekly_hours)
        if contract.last_day and contract.last_day >= start:
            given["signed_until"] = iso(contract.last_day)
        if contract.clause_days:
            given["clause_days_written"] = contract.clause_days
    answered = [request for request in file.onem if request.answered_on and request.answered_on <= today]
    if answered and file.planned_from == "today":
        given |= onem_facts(answered[-1])
    return {name: value for name, value in given.items() if value is not None or name in ("work", "admitted_before")}


def work(file: File, today: date, start: date | None) -> list[dict[str, Any]] | None:
    """The rows before the plan, each layer after the other; None where earlier work is not known."""
    if not file.work_known:
        return None
    found = [row for job in file.jobs for row in job_rows(job)]
    if file.planned_from == "contract" or start is None:
        return found
    return [*found, *declared_rows(file, today), *paid_rows(file, today), *planned_rows(file, today, start)]


def period_facts(period: Period, start: date) -> dict[str, Any]:
    """A period; one without an end is told until the plan begins, which takes it further."""
    return {
        "first_day": iso(period.first_day),
        "last_day": iso(period.last_day or start - timedelta(1)),
        "weekly_hours": hundredths(period.weekly_hours),
        "full_time_weekly_hours": hundredths(period.full_time_weekly_hours),
    }


def onem_facts(request: OnemRequest) -> dict[str, Any]:
    return {
        "onem_answered_on": iso(request.answered_on),
        "onem_days_to_work": None if request.days_to_work is None else hundredths(request.days_to_work),
        "onem_end_date": iso(request.end_date),
        "onem_counted_until": iso(request.counted_until),
    }


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
