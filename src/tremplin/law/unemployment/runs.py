"""Words of the count: runs of rows, off days, and the days that runs are worth between two days (AM art. 7).

A run is what an employer declares with the same features, across quarters, parted only by days off. Rows come
sorted by employer, features and first day. Amounts are hundredths of days or hours, results ten-thousandths of days
of the six-day week.
"""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import Ints, Number, choice
from tremplin.engine.words import civil, days_of_week, easter, half_up, quarter_start, round_up, weekday, word, zeros
from tremplin.law.unemployment.rows import Conversion

GREATER, WHOLE_RUN, BY_QUARTER = range(3)
RunCount = Annotated[int, choice("greater", "whole_run", "by_quarter")]
"""How a run is counted: as a whole, by full quarters and the rest, or the greater of both."""
AVERAGE, EACH_QUARTER = range(2)
QuarterAverage = Annotated[int, choice("average", "each_quarter")]
"""How the 78 days a quarter limit a run: on average over its quarters, or in each."""
OF_THE_ORDER, OF_THE_SHEET = range(2)
HalfDayLimit = Annotated[int, choice("of_the_order", "of_the_sheet")]
"""78 half-days a quarter (AM art. 8) or 156 (ONEM's sheet T34)."""
ConversionBonus = Annotated[int, choice("not_applied")]
DAY = 10_000
LONGEST_GAP = 10
ALWAYS, NEVER = -719_162, 10**6
"""Before and after every row; the first is 1 January of the year 1, the first day that a calendar tells."""


class Runs(NamedTuple):
    """The rows of declared work, in their order, as the count needs them."""

    first_day: Ints
    end_day: Ints
    quarter: Ints
    run: Ints
    at_once: Ints
    full_quarter: Ints
    divisor: Ints
    counted: Ints
    absent: Ints


class Method(NamedTuple):
    """How runs are counted: the six-day week, the year's tolerance and the policies where the texts leave a choice."""

    conversion: Conversion
    unpaid_tolerance: Number
    run_count: RunCount
    quarter_average: QuarterAverage
    conversion_bonus: ConversionBonus


@word
def public_holiday(day: int) -> bool:
    """The ten public holidays of the law of 4 January 1974 and AR 18 April 1974."""
    year, month, number = civil(day)
    date = month * 100 + number
    if date in (101, 501, 721, 815, 1101, 1111, 1225):
        return True
    since_easter = day - easter(year)
    return since_easter == 1 or since_easter == 39 or since_easter == 50


@word
def only_days_off(start: int, end: int, days_per_week: int) -> bool:
    """Nothing but Sundays, public holidays and usual days off lies in [start, end); Saturdays up to a five-day week."""
    if end - start > LONGEST_GAP:
        return False
    for day in range(start, end):
        free = weekday(day) == 6 or (weekday(day) == 5 and days_per_week <= 500)
        if not free and not public_holiday(day):
            return False
    return True


@word
def working_days_in(start: int, end: int, days_per_week: int) -> int:
    """Hundredths of days that a full-time regime works between two days, as far as its days are known."""
    if days_per_week % 100 == 0 and days_per_week >= 500:
        return 100 * days_of_week(start, end, days_per_week // 100)
    return (end - start) * days_per_week // 7


@word
def worth(amount: int, divisor: int, week: int) -> int:
    """`amount × 6 / R` (or S), kept to four decimals, halves up."""
    return half_up(amount * week * DAY, divisor)


@word
def inside(start: int, end: int, closed: bool, first_day: int, end_day: int) -> bool:
    """A row over an edge cannot be placed: it lies inside; over the end of a closed period it stays out."""
    return end_day > start and first_day < end and not (closed and end_day > end)


@word
def days_of_runs(
    start: int, end: int, closed: bool, alone: int, times: int, limit: int, runs: Runs, method: Method
) -> int:
    """Days that the runs are worth between `start` and `end`, `times` over (2 for half-days), limited to
    `limit` times 78 a quarter.

    In the first quarter a row over the edge is worth no more than the days that quarter has left, Sundays excluded.
    Quarters with several employers at once are added and limited together; with `alone`, that run keeps them and
    the others leave them.
    """
    first_day, end_day, quarter, run = runs.first_day, runs.end_day, runs.quarter, runs.run
    counted, at_once = runs.counted, runs.at_once
    week, most = method.conversion.week * times, method.conversion.quarter * limit * DAY
    total, row, rows, any_shared = 0, 0, len(run), False
    while row < rows:
        this, by = run[row], runs.divisor[row]
        amounts, full, full_amounts, quarters = 0, 0, 0, 0
        while row < rows and run[row] == this:
            cell = quarter[row]
            found, crossing, shared = 0, False, False
            while row < rows and run[row] == this and quarter[row] == cell:
                until, since = end_day[row], first_day[row]
                if until > start and since < end and not (closed and until > end):
                    found += counted[row]
                    crossing = crossing or since < start
                    shared = shared or at_once[row] != 0
                row += 1
            if found == 0:
                continue
            uninterrupted = found >= runs.full_quarter[row - 1]
            if shared and this != alone:
                any_shared = True
            elif crossing and cell_worth(found, uninterrupted, by, week, most) > days_left(start, cell, times):
                total += days_left(start, cell, times)
            elif method.quarter_average == EACH_QUARTER:
                total += min(most, cell_worth(found, uninterrupted, by, week, most))
            else:
                quarters += 1
                amounts += found
                if uninterrupted:
                    full += 1
                    full_amounts += found
        whole = worth(amounts, by, week)
        by_quarter = full * most + worth(amounts - full_amounts, by, week) if full else whole
        if method.run_count == WHOLE_RUN:
            by_quarter = whole
        elif method.run_count == BY_QUARTER:
            whole = by_quarter
        total += min(max(whole, by_quarter), quarters * most)
    return total + shared_days(start, end, closed, times, limit, runs, method) if any_shared and alone < 0 else total


@word
def cell_worth(found: int, uninterrupted: bool, by: int, week: int, most: int) -> int:
    """Days that one run is worth in one quarter."""
    return most if uninterrupted else worth(found, by, week)


@word
def days_left(start: int, quarter: int, times: int) -> int:
    """Days from `start` to the end of its quarter, Sundays excluded."""
    return days_of_week(start, quarter_start(quarter + 1), 6) * times * DAY


@word
def shared_days(start: int, end: int, closed: bool, times: int, limit: int, runs: Runs, method: Method) -> int:
    """Quarters with several employers at once: what each is worth there, added and limited together."""
    week, most = method.conversion.week * times, method.conversion.quarter * limit * DAY
    rows = len(runs.run)
    cells, worths = zeros(rows), zeros(rows)
    row, count = 0, 0
    while row < rows:
        this, cell = runs.run[row], runs.quarter[row]
        found, crossing, shared = 0, False, False
        while row < rows and runs.run[row] == this and runs.quarter[row] == cell:
            if inside(start, end, closed, runs.first_day[row], runs.end_day[row]):
                found += runs.counted[row]
                crossing = crossing or runs.first_day[row] < start
                shared = shared or runs.at_once[row] != 0
            row += 1
        if shared and found:
            value = cell_worth(found, found >= runs.full_quarter[row - 1], runs.divisor[row - 1], week, most)
            cells[count], worths[count] = cell, min(value, days_left(start, cell, times)) if crossing else value
            count += 1
    total = 0
    for place in range(count):
        together = worths[place]
        for other in range(place + 1, count):
            if cells[other] == cells[place]:
                together += worths[other]
                worths[other] = 0
        total += min(together, most)
    return total


@word
def days_between(start: int, end: int, closed: bool, times: int, limit: int, runs: Runs, method: Method) -> int:
    """Days of all runs between two days; work with a second employer never takes away what the first is worth."""
    best = days_of_runs(start, end, closed, -1, times, limit, runs, method)
    seen = -1
    for row in range(len(runs.run)):
        if runs.at_once[row] and runs.run[row] > seen:
            seen = runs.run[row]
            best = max(best, days_of_runs(start, end, closed, seen, times, limit, runs, method))
    return best


@word
def absences_between(start: int, end: int, closed: bool, runs: Runs, method: Method) -> int:
    """Unpaid absences between two days, up to the tolerance of each calendar year, all employers together."""
    rows = len(runs.absent)
    from_year, to_year = 9999, -1
    for row in range(rows):
        if runs.absent[row] and inside(start, end, closed, runs.first_day[row], runs.end_day[row]):
            year, _, _ = civil(runs.first_day[row])
            from_year, to_year = min(from_year, year), max(to_year, year)
    total = 0
    for year in range(from_year, to_year + 1):
        in_year, amount = 0, 0
        for row in range(rows):
            if runs.absent[row] and inside(start, end, closed, runs.first_day[row], runs.end_day[row]):
                if civil(runs.first_day[row])[0] == year:
                    amount += runs.absent[row]
            if amount and (row + 1 == rows or runs.run[row + 1] != runs.run[row]):
                in_year += worth(amount, runs.divisor[row], method.conversion.week)
                amount = 0
        total += min(in_year, method.unpaid_tolerance * DAY)
    return total


@word
def exact_days(start: int, end: int, closed: bool, runs: Runs, method: Method) -> int:
    """All that counts between two days, ten-thousandths of days."""
    return days_between(start, end, closed, 1, 1, runs, method) + absences_between(start, end, closed, runs, method)


@word
def whole_days(start: int, end: int, closed: bool, runs: Runs, method: Method) -> int:
    """All that counts between two days, rounded up to a whole day once."""
    return round_up(exact_days(start, end, closed, runs, method), DAY)


@word
def whole_half_days(start: int, end: int, runs: Runs, method: Method, half_day_limit: int) -> int:
    """The same work as half-days of a voluntary part-timer: two a day, rounded up once."""
    limit = 2 if half_day_limit == OF_THE_SHEET else 1
    return round_up(days_between(start, end, False, 2, limit, runs, method), DAY)


@word
def job_from(
    row: int, first_day: Ints, end_day: Ints, employer: Ints, same: Ints, regime: Ints, until: int, enough: int
) -> int:
    """First day of the uninterrupted work with one employer (and the same `same`) that ends with a row.

    Looks no further back than `enough` days before `until`.
    """
    begins = first_day[row]
    grown = until - begins < enough
    while grown:
        grown = False
        for other in range(len(first_day)):
            fits = employer[other] == employer[row] and same[other] == same[row] and first_day[other] < begins
            if fits and (end_day[other] >= begins or only_days_off(end_day[other], begins, regime[other])):
                begins = first_day[other]
                grown = until - begins < enough
    return min(begins, until)
