"""How long the full-time subsidy lasts: the time needed for full rights (circ. 27/02/2007, § 2; law of 8 July 1976)."""

from typing import NamedTuple

from tremplin.engine.kinds import CONFIRMED, INFERRED, NONE, UNKNOWN, Day, Ints, Maybe, Number, Status, YesNo
from tremplin.engine.rules import rule
from tremplin.engine.words import (
    band,
    days_of_week,
    months_after,
    quarter_of,
    quarter_start,
    weekday,
    word,
    years_between,
)
from tremplin.law.article60.working_time import CIRC, Periods, full_time_end
from tremplin.law.unemployment.rows import Conversion
from tremplin.law.unemployment.runs import DAY, Method, Runs, whole_days, worth

LAW_1976 = "loi 08/07/1976, art. 60 § 7"
LAW_2002 = "loi 26/05/2002, art. 36 § 1 and 37 (circ. 27/02/2007, § 2)"


class FullTimeMonths(NamedTuple):
    """Months of full-time subsidy by age at the end; and the last day on which age mattered."""

    from_age: Ints
    months: Ints


@word
def longest_end(periods: Periods, start: int, birth: int, months: Ints, from_age: Ints, bands_until: int) -> int:
    """The last day of the shortest of some full-time times that ends at the age that gives it; `birth` unknown: of
    the shortest of all. Once age no longer matters: the shortest, or up to the day before for who had it by then."""
    shortest = full_time_end(months_after(start, months[0]), periods) - 1
    for place in range(len(months)):
        last = full_time_end(months_after(start, months[place]), periods) - 1
        if last > bands_until:
            return max(shortest, bands_until)
        if birth == UNKNOWN:
            return UNKNOWN
        if band(from_age, years_between(birth, last)) == place:
            return last
    return UNKNOWN


@rule(CIRC, clock="hired_on", gathers="contract")
def longest_until(
    periods: Periods,
    full_time_from: Day,
    birth_date: Maybe[Day],
    full_time_months: FullTimeMonths,
    age_bands_until: Day,
) -> Maybe[Day]:
    """Last day of the 12, 18 or 24 months of full-time subsidy, by the age at their end"""
    if full_time_from == NONE:
        return NONE
    months, from_age = full_time_months.months, full_time_months.from_age
    return longest_end(periods, full_time_from, birth_date, months, from_age, age_bands_until)


@longest_until.in_doubt
def longest_until_in_doubt(
    periods: Periods, full_time_from: Day, full_time_months: FullTimeMonths, age_bands_until: Day, favourable: YesNo
) -> Day:
    if full_time_from == NONE:
        return NONE
    shortest = full_time_end(months_after(full_time_from, full_time_months.months[0]), periods) - 1
    longest = full_time_end(months_after(full_time_from, full_time_months.months[-1]), periods) - 1
    if not favourable:
        return shortest
    return longest if longest <= age_bands_until else max(shortest, age_bands_until)


@longest_until.status
def longest_until_status(
    periods: Periods,
    full_time_from: Day,
    birth_date: Maybe[Day],
    full_time_months: FullTimeMonths,
    age_bands_until: Day,
) -> Status:
    """After the age bands twelve months are inferred"""
    if full_time_from == NONE:
        return CONFIRMED
    months, from_age = full_time_months.months, full_time_months.from_age
    last = longest_end(periods, full_time_from, birth_date, months, from_age, age_bands_until)
    return INFERRED if last >= age_bands_until else CONFIRMED


@rule(LAW_1976, clock="hired_on", gathers="work")
def earlier_rows(first_day: Ints) -> Number:
    """Rows of earlier work: unknown when it is left out"""
    return len(first_day)


@rule(LAW_1976, clock="hired_on", gathers="work")
def earlier_days(full_time_from: Day, reference_start: Day, reference_end: Day, runs: Runs, method: Method) -> Number:
    """Days of the reference period that lie before the full-time work"""
    if full_time_from == NONE:
        return whole_days(reference_start, reference_end, False, runs, method)
    return whole_days(reference_start, min(reference_end, full_time_from), False, runs, method)


@rule(LAW_1976, clock="hired_on")
def days_to_work(required_days: Number, earlier_days: Number) -> Number:
    """Days still missing when the full-time work begins"""
    return max(0, required_days - earlier_days)


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


@rule(LAW_1976, clock="hired_on", gathers="contract")
def needed_until(
    periods: Periods,
    full_time_from: Day,
    longest_until: Maybe[Day],
    required_days: Number,
    days_to_work: Number,
    conversion: Conversion,
) -> Maybe[Day]:
    """Last day of the full-time work that makes up the missing days, with the days off after it; the whole time
    where nothing was proved before, for the circular takes 312, 468 and 624 days for 12, 18 and 24 months"""
    if full_time_from == NONE:
        return NONE
    if days_to_work == required_days:
        return longest_until
    wanted = days_to_work * DAY
    # A week of work is worth six days: a first end that is certainly too early, then every day.
    end = full_time_from + max(0, (days_to_work - 12) * 7 // conversion.week - 21)
    while full_time_days(full_time_from, end, conversion) < wanted:
        end += 1
    while wanted and 100 * weekday(end) >= conversion.unknown_days_per_week:
        end += 1
    return full_time_end(end, periods) - 1


@rule(LAW_1976, clock="hired_on")
def full_time_until(longest_until: Maybe[Day], needed_until: Maybe[Day], earlier_rows: Maybe[Number]) -> Maybe[Day]:
    """Last day of the full-time subsidy: not longer than the days still missing"""
    if longest_until == UNKNOWN or earlier_rows == UNKNOWN:
        return longest_until
    if needed_until == UNKNOWN:
        return UNKNOWN
    return min(longest_until, needed_until)
