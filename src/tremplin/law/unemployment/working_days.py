"""Declared work turned into days of the six-day week (AM 26/11/1991, art. 7)."""

from typing import NamedTuple

from tremplin.engine.kinds import UNKNOWN, Day, Hundredths, Ints, Maybe, Number, TenThousandths, YesNo
from tremplin.engine.rules import rule
from tremplin.engine.words import band, days_of_week, half_up, quarter_of, quarter_start, round_up, zeros
from tremplin.law.unemployment.rows import ABSENCE, AM_7, ART_37_38, ASSIMILATED, NO_GROUND, Conversion, Effect
from tremplin.law.unemployment.runs import (
    ALWAYS,
    DAY,
    NEVER,
    Method,
    Runs,
    exact_days,
    job_from,
    only_days_off,
    working_days_in,
    worth,
)


class IncompleteDeclaration(NamedTuple):
    """Days that a payment body takes off, by days a week; and off part-time work."""

    from_days_per_week: Ints
    malus: Ints
    part_time_malus: Ints


@rule(AM_7, clock="claim_date", each="work")
def quarter(first_day: Day) -> Number:
    """The calendar quarter of the row"""
    return quarter_of(first_day)


@rule(AM_7, clock="claim_date", each="work")
def full_quarter(quarter: Number, full_time: YesNo, divisor: Hundredths) -> Hundredths:
    """Declared days that make the row's quarter one of uninterrupted full-time work; out of reach part-time"""
    return working_days_in(quarter_start(quarter), quarter_start(quarter + 1), divisor) if full_time else NEVER


@rule(ART_37_38, clock="claim_date", each="work")
def counted(effect: Effect, amount: Hundredths) -> Hundredths:
    """What the row brings to the count"""
    return amount if effect >= ASSIMILATED else 0


@rule(AM_7, clock="claim_date", each="work")
def row_days(counted: Hundredths, divisor: Hundredths, conversion: Conversion) -> TenThousandths:
    """What the row alone would be worth; the count converts whole runs"""
    return worth(counted, divisor, conversion.week)


@rule(ART_37_38, clock="claim_date", each="work")
def absent(effect: Effect, amount: Hundredths) -> Hundredths:
    """What the row brings to the unpaid absences of its year"""
    return amount if effect == ABSENCE else 0


@rule(AM_7, clock="claim_date", gathers="work", fills="work")
def run(
    employer: Maybe[Ints],
    weekly_hours: Maybe[Ints],
    full_time_weekly_hours: Maybe[Ints],
    days_per_week: Maybe[Ints],
    proof: Ints,
    first_day: Ints,
    end_day: Ints,
    regime: Ints,
) -> Ints:
    """The number of the run that each row belongs to"""
    numbers = zeros(len(first_day))
    number, until = 0, 0
    for row in range(len(first_day)):
        if row > 0:
            same = (
                employer[row] == employer[row - 1]
                and weekly_hours[row] == weekly_hours[row - 1]
                and full_time_weekly_hours[row] == full_time_weekly_hours[row - 1]
                and days_per_week[row] == days_per_week[row - 1]
                and proof[row] == proof[row - 1]
            )
            if not same or (first_day[row] > until and not only_days_off(until, first_day[row], regime[row])):
                number += 1
                until = end_day[row]
        until = max(until, end_day[row])
        numbers[row] = number
    return numbers


@rule(AM_7, clock="claim_date", gathers="work", fills="work")
def at_once(first_day: Ints, end_day: Ints, quarter: Ints, run: Ints, counted: Ints) -> Ints:
    """Rows of quarters in which two runs were worked at the same time"""
    marks = zeros(len(run))
    if len(run) == 0 or run[-1] == 0:
        return marks
    for row in range(len(run)):
        for other in range(row + 1, len(run)):
            if (
                run[other] != run[row]
                and quarter[other] == quarter[row]
                and first_day[other] < end_day[row]
                and first_day[row] < end_day[other]
                and counted[row] > 0
                and counted[other] > 0
            ):
                marks[row] = 1
                marks[other] = 1
    return marks


@rule(AM_7, clock="claim_date", gathers="work")
def all_days(runs: Runs, method: Method) -> TenThousandths:
    """All declared work as days of the six-day week, four decimals kept"""
    return exact_days(ALWAYS, NEVER, False, runs, method)


@rule(AM_7, clock="claim_date")
def all_days_rounded(all_days: TenThousandths) -> Number:
    """The total, rounded up to a whole day once"""
    return round_up(all_days, DAY)


@rule(ART_37_38, clock="claim_date", gathers="work")
def occupations(
    first_day: Ints, end_day: Ints, employer: Maybe[Ints], regime: Ints, extension_ground: Ints, termination: Ints
) -> Number:
    """Uninterrupted occupations: a Sunday, a public holiday or a usual day off does not interrupt"""
    count = 0
    same = zeros(len(first_day))
    for row in range(len(first_day)):
        if extension_ground[row] != NO_GROUND or termination[row]:
            same[row] = row + 1
    for row in range(len(first_day)):
        if same[row] != 0:
            continue
        if job_from(row, first_day, end_day, employer, same, regime, NEVER, 2 * NEVER) == first_day[row]:
            earlier = 0
            for other in range(row):
                if same[other] == 0 and employer[other] == employer[row] and first_day[other] == first_day[row]:
                    earlier += 1
            count += 1 if earlier == 0 else 0
    return count


@rule(AM_7, clock="claim_date")
def six_day_days(first_day_of_job: Day, day_after_job: Day) -> Number:
    """Days of the job, Sundays excluded"""
    return days_of_week(first_day_of_job, day_after_job, 6)


@rule(AM_7, clock="claim_date")
def addable_days(
    six_day_days: Number,
    first_day_of_job: Day,
    day_after_job: Day,
    days_declared: Maybe[Hundredths],
    hours_declared: Maybe[Hundredths],
    job_days_per_week: Maybe[Hundredths],
    job_weekly_hours: Hundredths,
    job_full_time_hours: Hundredths,
    conversion: Conversion,
    unpaid_tolerance: Number,
    incomplete_declaration: IncompleteDeclaration,
) -> Maybe[TenThousandths]:
    """Days that an incomplete declaration leaves room for, as absences of the year"""
    limit = unpaid_tolerance * DAY
    if job_weekly_hours < job_full_time_hours:
        if hours_declared == UNKNOWN or job_weekly_hours == 0:
            return UNKNOWN
        gap = (day_after_job - first_day_of_job) * job_weekly_hours - 7 * hours_declared
        days = half_up(max(0, gap) * conversion.week * DAY, 7 * job_weekly_hours)
        days -= incomplete_declaration.part_time_malus[0]
        return min(limit, half_up(max(0, days) * job_weekly_hours, job_full_time_hours))
    if days_declared == UNKNOWN:
        return UNKNOWN
    week = conversion.unknown_days_per_week if job_days_per_week == UNKNOWN else job_days_per_week
    malus = incomplete_declaration.malus[band(incomplete_declaration.from_days_per_week, week)]
    days = six_day_days * DAY - half_up(days_declared * conversion.week * DAY, week) - malus
    return min(limit, max(0, days))
