"""The days of a contract as rows of work: one row a code and a stretch of one working time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tremplin.samples.commune.moving import last_declared, months, next_quarter, quarter_days, quarters
from tremplin.samples.commune.story import File, Job, Period, Row, hundredths

WORK = 1
Week = Period | Job


def stretches(file: File, first: date, last: date) -> Iterator[tuple[Period, date, date]]:
    """The parts of the contract between two days, by working time."""
    for period in file.contract.periods if file.contract else ():
        begin, end = max(first, period.first_day), min(last, period.last_day or date.max)
        if begin <= end:
            yield period, begin, end


def rows(file: File, first: date, last: date, layer: str) -> list[Row]:
    """What is declared, paid or planned between two days that lie in one quarter."""
    found = []
    for period, begin, end in stretches(file, first, last):
        for code, days, paid in codes(file, period, begin, end):
            row = row_of(period, begin, end, code, days)
            if layer != "declared":
                row["layer"] = layer
            if paid is not None:
                row["benefit_paid"] = paid
            found.append(row)
    return found


def codes(file: File, period: Period, first: date, last: date) -> list[tuple[int, int, bool | None]]:
    """Each code of a stretch, its days, and whether the benefit behind all of them was paid (None: not known)."""
    counts: dict[int, int] = {}
    paid: dict[int, set[bool | None]] = {}
    day = first
    while day <= last:
        if day.weekday() < period.days_per_week // 100:
            absence = next((one for one in file.absences if one.first_day <= day <= one.last_day), None)
            code = absence.service_code if absence else WORK
            counts[code] = counts.get(code, 0) + 1
            paid.setdefault(code, set()).add(absence.benefit_paid if absence else None)
        day += timedelta(1)
    return [(code, counts[code], paid[code].copy().pop() if len(paid[code]) == 1 else None) for code in sorted(counts)]


def row_of(week: Week, first: date, last: date, code: int, days: int) -> Row:
    return {
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "service_code": code,
        "days": days,
        "hours": hundredths(days * week.weekly_hours * 100 // week.days_per_week),
        "days_per_week": hundredths(week.days_per_week),
        "weekly_hours": hundredths(week.weekly_hours),
        "full_time_weekly_hours": hundredths(week.full_time_weekly_hours),
    }


def job_rows(job: Job) -> list[Row]:
    """Work elsewhere, a row a quarter."""
    found = []
    for quarter in quarters(job.first_day, (9999, 1)):
        start, end = quarter_days(quarter)
        if start > job.last_day:
            break
        first, last = max(start, job.first_day), min(end, job.last_day)
        worked = range((last - first).days + 1)
        days = sum((first + timedelta(at)).weekday() < job.days_per_week // 100 for at in worked)
        found.append(row_of(job, first, last, WORK, days) | {"employer": job.enterprise_number})
    return found


def declared_rows(file: File, today: date) -> list[Row]:
    """Rows of the quarters whose declaration is here; where it lacks the person, the days are not known."""
    if not file.contract:
        return []
    found = []
    latest = last_declared(today)
    for quarter in quarters(file.contract.first_day, latest):
        of_quarter = cut_rows(file, *quarter_days(quarter), "declared")
        if file.undeclared and quarter == latest:
            of_quarter = [{name: row[name] for name in row if name not in ("days", "hours")} for row in of_quarter]
        found += of_quarter
    return found


def paid_rows(file: File, today: date) -> list[Row]:
    """Rows of what was paid since, month by month, up to yesterday."""
    since, until = quarter_days(next_quarter(last_declared(today)))[0], today - timedelta(1)
    return [row for first, last in months(since, until) for row in cut_rows(file, first, min(last, until), "paid")]


def cut_rows(file: File, first: date, last: date, layer: str) -> list[Row]:
    """Rows cut after the last day that ONEM counted, from which its own count goes on."""
    counted = [request.counted_until for request in file.onem if request.counted_until]
    cut = counted[-1] if counted else date.max
    if not first <= cut < last:
        return rows(file, first, last, layer)
    return [*rows(file, first, cut, layer), *rows(file, cut + timedelta(1), last, layer)]


def planned_rows(file: File, first: date, until: date) -> list[Row]:
    """Rows of the contract as it stands from a day up to (and without) another."""
    last = until - timedelta(1)
    spans = [(max(first, start), min(last, end)) for start, end in months(first, last)] if first <= last else []
    return [row for start, end in spans for row in rows(file, start, end, "planned")]
