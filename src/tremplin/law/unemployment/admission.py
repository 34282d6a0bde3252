"""Admission to unemployment benefit on the strength of work (AR 25/11/1991, art. 30)."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import UNKNOWN, Day, Ints, Maybe, Number, TenThousandths, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import (
    band,
    civil,
    days_of_week,
    month_of,
    month_start,
    months_after,
    round_up,
    word,
    years_between,
)
from tremplin.law.unemployment.runs import ALWAYS, DAY, Method, Runs, exact_days

ART_30 = "AR 25/11/1991, art. 30"
ART_30_2026 = "AR 25/11/1991, art. 30 (loi-programme 18/07/2025)"
REFORM = "2026-03-01"

DATE_TO_DATE, WHOLE_MONTHS = range(2)
ReferenceMonths = Annotated[int, choice("date_to_date", "whole_months")]
BEFORE, OVER_START, INSIDE, OVER_END, AFTER = range(5)
InPeriod = Annotated[int, choice("before", "over_start", "inside", "over_end", "after")]
FIRST_OF_MARCH, LAST_OF_FEBRUARY = range(2)
LeapBirthday = Annotated[int, choice("first_of_march", "last_of_february")]
FROM_ITS_DAY, FROM_NEXT_DAY = range(2)
DaysAfterAdmission = Annotated[int, choice("from_its_day", "from_next_day")]


class WorkHistory(NamedTuple):
    """Days to prove and months of the reference period, by age on the day of the claim."""

    from_age: Ints
    days: Ints
    months: Ints


@rule(ART_30, clock="claim_date")
def age(birth_date: Day, claim_date: Day, leap_birthday: LeapBirthday) -> Number:
    """Age on the day of the claim"""
    _, month, day = civil(birth_date)
    if leap_birthday == LAST_OF_FEBRUARY and month == 2 and day == 29:
        return years_between(birth_date - 1, claim_date)
    return years_between(birth_date, claim_date)


@rule(ART_30, clock="claim_date")
def age_band(age: Number, work_history: WorkHistory) -> Number:
    """Which age band of article 30 it is"""
    return band(work_history.from_age, age)


@age_band.since(REFORM, ART_30_2026)
def one_band_for_all() -> Number:
    return 0


@rule(ART_30, clock="claim_date")
def required_days(age_band: Number, work_history: WorkHistory) -> Number:
    """Days to prove"""
    return work_history.days[age_band]


@rule(ART_30, clock="claim_date")
def reference_end(claim_date: Day, reference_months: ReferenceMonths) -> Day:
    """The day after the reference period"""
    return month_start(month_of(claim_date)) if reference_months == WHOLE_MONTHS else claim_date


@rule(ART_30, clock="claim_date")
def basic_start(age_band: Number, reference_end: Day, work_history: WorkHistory) -> Day:
    """First day of the reference period before any extension"""
    return months_after(reference_end, -work_history.months[age_band])


@rule(ART_30_2026, clock="claim_date")
def counted_from(
    admitted_before: Maybe[YesNo], previous_admission: Maybe[Day], days_after_admission: DaysAfterAdmission
) -> Maybe[Day]:
    """Days before an earlier admission are used up"""
    return ALWAYS


@counted_from.since(REFORM, ART_30_2026)
def counted_from_2026(
    admitted_before: Maybe[YesNo], previous_admission: Maybe[Day], days_after_admission: DaysAfterAdmission
) -> Maybe[Day]:
    if admitted_before == UNKNOWN:
        return UNKNOWN
    if not admitted_before:
        return ALWAYS
    if previous_admission == UNKNOWN:
        return UNKNOWN
    return previous_admission + (1 if days_after_admission == FROM_NEXT_DAY else 0)


@rule(ART_30, clock="claim_date")
def reference_start(basic_start: Day, extension: Number, counted_from: Day) -> Day:
    """First day counted: the period, its extension included, after an earlier admission"""
    return max(basic_start - extension, counted_from)


@rule("AR 25/11/1991, art. 37", clock="claim_date", each="work")
def in_period(first_day: Day, end_day: Day, reference_start: Day, reference_end: Day) -> InPeriod:
    """Where the row lies; over an edge it cannot be placed, and lies inside"""
    if end_day <= reference_start:
        return BEFORE
    if first_day >= reference_end:
        return AFTER
    if first_day < reference_start:
        return OVER_START
    return OVER_END if end_day > reference_end else INSIDE


@rule(ART_30, clock="claim_date", gathers="work")
def counted_exactly(reference_start: Day, reference_end: Day, runs: Runs, method: Method) -> TenThousandths:
    """Days of the reference period, four decimals kept"""
    return exact_days(reference_start, reference_end, False, runs, method)


@rule(ART_30, clock="claim_date")
def counted_days(counted_exactly: TenThousandths) -> Number:
    """Days of the work that is known, rounded up once"""
    return round_up(counted_exactly, DAY)


@rule(ART_30, clock="claim_date")
def proved_days(
    counted_days: Number, reference_start: Day, reference_end: Day, work_known_since: Maybe[Day]
) -> Maybe[Number]:
    """Days proved; unknown while work of the reference period is not known"""
    if work_known_since == UNKNOWN or reference_start < min(work_known_since, reference_end):
        return UNKNOWN
    return counted_days


@proved_days.in_doubt
def proved_days_in_doubt(
    counted_days: Number, reference_start: Day, reference_end: Day, work_known_since: Maybe[Day], favourable: YesNo
) -> Number:
    until = reference_end if work_known_since == UNKNOWN else min(work_known_since, reference_end)
    return counted_days + (days_of_week(reference_start, until, 6) if favourable else 0)


@rule(ART_30, clock="claim_date")
def missing_days(proved_days: Number, required_days: Number) -> Number:
    """Days still to prove for the person's own band"""
    return max(0, required_days - proved_days)


@word
def reached(counted: int, required: int, start: int, end: int, known_since: int) -> int:
    """Yes, no, or unknown while days between `start` and `end` are not all known."""
    if counted >= required:
        return 1
    return UNKNOWN if known_since == UNKNOWN or start < min(known_since, end) else 0


@word
def reached_at_best(counted: int, required: int, start: int, end: int, known_since: int) -> bool:
    """Whether it would be reached if every day that is not known was worked, Sundays excluded."""
    until = end if known_since == UNKNOWN else min(known_since, end)
    return counted + days_of_week(start, until, 6) >= required


@word
def both(one: int, other: int) -> int:
    """Three-valued and."""
    if one == 0 or other == 0:
        return 0
    return UNKNOWN if one == UNKNOWN or other == UNKNOWN else 1


@rule(ART_30, clock="claim_date")
def own_band(
    counted_days: Number,
    required_days: Number,
    reference_start: Day,
    reference_end: Day,
    work_known_since: Maybe[Day],
) -> Maybe[YesNo]:
    """Enough days for the own age band"""
    return reached(counted_days, required_days, reference_start, reference_end, work_known_since)  # type: ignore[return-value]


@own_band.in_doubt
def own_band_in_doubt(
    counted_days: Number,
    required_days: Number,
    reference_start: Day,
    reference_end: Day,
    work_known_since: Maybe[Day],
    favourable: YesNo,
) -> YesNo:
    at_best = reached_at_best(counted_days, required_days, reference_start, reference_end, work_known_since)
    return at_best if favourable else counted_days >= required_days


@own_band.short
def own_band_short(counted_days: Number, required_days: Number) -> Number:
    return required_days - counted_days
