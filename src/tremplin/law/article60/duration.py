"""How long the full-time subsidy lasts: the time needed for full rights (circ. 27/02/2007, § 2; law of 8 July 1976)."""

from typing import NamedTuple

from tremplin.engine.kinds import (
    CONFIRMED,
    INFERRED,
    NONE,
    UNKNOWN,
    Day,
    Ints,
    Maybe,
    Number,
    Status,
    TenThousandths,
    YesNo,
)
from tremplin.engine.rules import rule
from tremplin.engine.words import (
    band,
    civil,
    days_of_week,
    quarter_of,
    quarter_start,
    weekday,
    word,
    years_between,
)
from tremplin.law.article60.working_time import CIRC, Periods, months_worked, past_breaks, unknown_before
from tremplin.law.unemployment.admission import LAST_OF_FEBRUARY, LeapBirthday
from tremplin.law.unemployment.rows import Conversion
from tremplin.law.unemployment.runs import DAY, Method, Runs, exact_days, worth

LAW_1976 = "loi 08/07/1976, art. 60 § 7"
LAW_2002 = "loi 26/05/2002, art. 36 § 1 and 37 (circ. 27/02/2007, § 2)"


class FullTimeMonths(NamedTuple):
    """Months of full-time subsidy by age at the end; and the last day on which age mattered."""

    from_age: Ints
    months: Ints


@word
def age_on(birth: int, day: int, leap_birthday: int) -> int:
    """Age on a day; the birthday of a 29 February in common years is a policy."""
    _, month, number = civil(birth)
    return years_between(birth - 1 if month == 2 and number == 29 and leap_birthday == LAST_OF_FEBRUARY else birth, day)


class Bands(NamedTuple):
    """By which ages the full-time subsidy lasts how long, until when, and how ages are counted."""

    full_time_months: FullTimeMonths
    age_bands_until: Day
    subsidy_birthday: LeapBirthday


@word
def longest_end(periods: Periods, birth: int, bands: Bands, if_unknown: bool) -> int:
    """The last day of the shortest of some full-time times that ends at the age that gives it; once age no longer
    matters the shortest, or up to the day before for who had it by then. Unknown where it takes the age."""
    months, until = bands.full_time_months.months, bands.age_bands_until
    shortest = months_worked(months[0], periods, if_unknown) - 1
    for place in range(len(months)):
        last = months_worked(months[place], periods, if_unknown) - 1
        if last > until:
            return max(shortest, until)
        if birth == UNKNOWN:
            return UNKNOWN
        if band(bands.full_time_months.from_age, age_on(birth, last, bands.subsidy_birthday)) == place:
            return last
    return UNKNOWN


@rule(CIRC, clock="hired_on", gathers="contract")
def longest_until(periods: Periods, full_time_from: Day, birth_date: Maybe[Day], bands: Bands) -> Maybe[Day]:
    """Last day of the 12, 18 or 24 months of full-time subsidy, by the age at their end"""
    if full_time_from == NONE:
        return NONE
    if unknown_before(full_time_from + 1, periods):
        return UNKNOWN
    last = longest_end(periods, birth_date, bands, False)
    return UNKNOWN if last == UNKNOWN or unknown_before(last + 1, periods) else last


@longest_until.in_doubt
def longest_until_in_doubt(
    periods: Periods, full_time_from: Day, birth_date: Maybe[Day], bands: Bands, favourable: YesNo
) -> Day:
    if full_time_from == NONE:
        return NONE
    last = longest_end(periods, birth_date, bands, not favourable)
    if last != UNKNOWN:
        return last
    months, until = bands.full_time_months.months, bands.age_bands_until
    shortest = months_worked(months[0], periods, not favourable) - 1
    longest = months_worked(months[-1], periods, not favourable) - 1
    if not favourable:
        return shortest
    return longest if longest <= until else max(shortest, until)


@longest_until.status
def longest_until_status(periods: Periods, full_time_from: Day, birth_date: Maybe[Day], bands: Bands) -> Status:
    """After the age bands twelve months are inferred"""
    if full_time_from == NONE:
        return CONFIRMED
    return INFERRED if longest_end(periods, birth_date, bands, False) >= bands.age_bands_until else CONFIRMED


@rule(LAW_1976, clock="hired_on", gathers="work")
def earlier_rows(first_day: Ints) -> Number:
    """Rows of earlier work: unknown when it is left out"""
    return len(first_day)


@rule(LAW_1976, clock="hired_on", gathers="work")
def earlier_days(
    full_time_from: Day, reference_start: Day, reference_end: Day, runs: Runs, method: Method
) -> TenThousandths:
    """Days of the reference period that lie before the full-time work, four decimals kept"""
    end = reference_end if full_time_from == NONE else min(reference_end, full_time_from)
    return exact_days(reference_start, end, False, runs, method)


@word
def full_time_days(first: int, end: int, conversion: Conversion) -> int:
    """What full-time work from one day to another is worth, ten-thousandths of days: whole, or by full quarters."""
    regime, week = conversion.unknown_days_per_week, conversion.week
    weekdays = days_of_week(first, end, regime // 100)
    quarter, full, inside = quarter_of(first), 0, 0
    while quarter_start(quarter) < end:
        start, until = quarter_start(quarter), quarter_start(quarter + 1)
        if start >= first and until <= end:
            full += 1
            inside += days_of_week(start, until, regime // 100)
        quarter += 1
    whole = worth(100 * weekdays, regime, week)
    by_quarter = full * conversion.quarter * DAY + worth(100 * (weekdays - inside), regime, week)
    return min(max(whole, by_quarter), (quarter - quarter_of(first)) * conversion.quarter * DAY)


@word
def needed_end(start: int, required: int, earlier: int, conversion: Conversion) -> int:
    """The day after the full-time work that makes up the missing days (rounded up once), with the days off after it."""
    missing = required * DAY - earlier
    # A week of work is worth six days: a first end that is certainly too early, then every day.
    end = start + max(0, (missing // DAY - 12) * 7 // conversion.week - 21)
    while full_time_days(start, end, conversion) + earlier <= (required - 1) * DAY:
        end += 1
    while end > start and 100 * weekday(end) >= conversion.unknown_days_per_week:
        end += 1
    return end


@rule(LAW_1976, clock="hired_on", gathers="contract")
def needed_until(
    periods: Periods,
    full_time_from: Day,
    longest_until: Maybe[Day],
    required_days: Number,
    earlier_days: TenThousandths,
    conversion: Conversion,
) -> Maybe[Day]:
    """Last day of the full-time work that makes up the missing days; the whole time where nothing was proved before,
    for the circular takes 312, 468 and 624 days for 12, 18 and 24 months"""
    if full_time_from == NONE:
        return NONE
    if earlier_days == 0:
        return longest_until
    end = needed_end(full_time_from, required_days, earlier_days, conversion)
    return UNKNOWN if unknown_before(end, periods) else past_breaks(end, periods, False) - 1


@needed_until.in_doubt
def needed_until_in_doubt(
    periods: Periods,
    full_time_from: Day,
    longest_until: Maybe[Day],
    required_days: Number,
    earlier_days: TenThousandths,
    conversion: Conversion,
    favourable: YesNo,
) -> Maybe[Day]:
    if full_time_from == NONE:
        return NONE
    if earlier_days == 0:
        return longest_until
    end = needed_end(full_time_from, required_days, earlier_days, conversion)
    return past_breaks(end, periods, not favourable) - 1


@rule(LAW_1976, clock="hired_on")
def full_time_until(longest_until: Maybe[Day], needed_until: Maybe[Day], earlier_rows: Maybe[Number]) -> Maybe[Day]:
    """Last day of the full-time subsidy: not longer than the days still missing"""
    if longest_until == UNKNOWN or earlier_rows == UNKNOWN:
        return longest_until
    if needed_until == UNKNOWN:
        return UNKNOWN
    return min(longest_until, needed_until)
