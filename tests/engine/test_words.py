"""Words of rules, against Python's own calendar and exact fractions, over three centuries."""

import datetime
from bisect import bisect_right
from calendar import monthrange
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tremplin.engine import words

EPOCH = datetime.date(1970, 1, 1)
DATES = st.dates(datetime.date(1850, 1, 1), datetime.date(2150, 12, 31))
LEAP, AFTER_LEAP = datetime.date(2000, 2, 29), datetime.date(2001, 3, 1)


def number(date):
    return (date - EPOCH).days


def date(day):
    return EPOCH + datetime.timedelta(days=day)


def at(text):
    return number(datetime.date.fromisoformat(text))


@given(DATES)
@example(datetime.date(1900, 2, 28))
@example(datetime.date(2000, 2, 29))
def test_a_day_and_its_parts(one):
    assert words.civil(number(one)) == (one.year, one.month, one.day)
    assert words.day_of(one.year, one.month, one.day) == number(one)
    assert words.month_length(one.year, one.month) == monthrange(one.year, one.month)[1]
    assert words.weekday(number(one)) == one.weekday()


@pytest.mark.parametrize(("year", "days"), [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28)])
def test_the_length_of_february(year, days):
    assert words.month_length(year, 2) == days


@given(DATES)
def test_months_and_quarters(one):
    month, quarter = words.month_of(number(one)), words.quarter_of(number(one))
    assert (month // 12, month % 12 + 1) == (one.year, one.month)
    assert date(words.month_start(month)) == one.replace(day=1)
    assert (quarter // 4, quarter % 4 + 1) == (one.year, (one.month + 2) // 3)
    first = date(words.quarter_start(quarter))
    assert (first.year, first.month, first.day) == (one.year, 3 * ((one.month - 1) // 3) + 1, 1)


@given(DATES, st.integers(-600, 600))
@example(datetime.date(2024, 1, 31), 1)
@example(datetime.date(2023, 1, 31), 1)
def test_months_after_keep_the_day_or_take_the_last(one, months):
    later = date(words.months_after(number(one), months))
    assert (later.year * 12 + later.month) - (one.year * 12 + one.month) == months
    assert later.day == min(one.day, monthrange(later.year, later.month)[1])


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", -12, "2023-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2007-03-01", -18, "2005-09-01"),
        ("2023-12-15", 1, "2024-01-15"),
        ("2024-03-31", -1, "2024-02-29"),
    ],
)
def test_months_after(start, months, end):
    assert date(words.months_after(at(start), months)).isoformat() == end


@pytest.mark.parametrize(
    ("born", "when", "age"),
    [
        ("1990-05-01", "2010-04-30", 19),
        ("1990-05-01", "2010-05-01", 20),
        ("1990-05-01", "2010-05-02", 20),
        ("2000-02-29", "2023-02-28", 22),
        ("2000-02-29", "2023-03-01", 23),
        ("2000-02-29", "2024-02-28", 23),
        ("2000-02-29", "2024-02-29", 24),
        ("1990-12-31", "1991-01-01", 0),
    ],
)
def test_years_between(born, when, age):
    assert words.years_between(at(born), at(when)) == age


@given(DATES, DATES)
@example(LEAP, AFTER_LEAP)
def test_years_between_count_birthdays(start, end):
    if end < start:
        start, end = end, start
    birthdays = 0
    for year in range(start.year + 1, end.year + 1):
        try:
            birthday = start.replace(year=year)
        except ValueError:
            birthday = datetime.date(year, 3, 1)
        birthdays += birthday <= end
    assert words.years_between(number(start), number(end)) == birthdays


@given(DATES, st.integers(-5, 60), st.integers(1, 7))
def test_days_of_week_counts_days_one_by_one(start, length, days):
    first = number(start)
    counted = sum(date(first + more).weekday() < days for more in range(length))
    assert words.days_of_week(first, first + length, days) == counted


@pytest.mark.parametrize(
    "day",
    [
        *("1818-03-22", "1886-04-25", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24"),
        *("2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25", "2049-04-18", "2076-04-19"),
    ],
)
def test_easter(day):
    assert date(words.easter(int(day[:4]))).isoformat() == day


@given(st.integers(1850, 2150))
def test_easter_is_a_sunday_of_spring(year):
    found = date(words.easter(year))
    assert found.weekday() == 6
    assert datetime.date(year, 3, 22) <= found <= datetime.date(year, 4, 25)


@given(st.lists(st.integers(-50, 50), min_size=1, unique=True).map(sorted), st.integers(-60, 60))
def test_band_is_the_last_start_that_is_not_above(starts, value):
    assert words.band(starts, value) == max(0, bisect_right(starts, value) - 1)


@pytest.mark.parametrize(("age", "place"), [(-1, 0), (0, 0), (35, 0), (36, 1), (49, 1), (50, 2), (99, 2)])
def test_band_at_its_edges(age, place):
    assert words.band([0, 36, 50], age) == place


@given(st.lists(st.integers(-50, 50), unique=True).map(sorted), st.integers(-60, 60))
def test_place_of(keys, key):
    assert words.place_of(keys, key) == (keys.index(key) if key in keys else -1)


@given(st.integers(1, 10**9), st.integers(1, 10**6))
def test_roundings_are_exact(numerator, denominator):
    quotient = Fraction(numerator, denominator)
    assert words.half_up(numerator, denominator) == floor(quotient + Fraction(1, 2))
    assert words.round_up(numerator, denominator) == ceil(quotient)


@pytest.mark.parametrize(
    ("numerator", "denominator", "nearest", "up"),
    [(5, 10, 1, 1), (4, 10, 0, 1), (15, 10, 2, 2), (25, 10, 3, 3), (14, 10, 1, 2), (10, 10, 1, 1), (0, 7, 0, 0)],
)
def test_halves_go_up_and_nothing_goes_up_further(numerator, denominator, nearest, up):
    assert words.half_up(numerator, denominator) == nearest
    assert words.round_up(numerator, denominator) == up


def test_zeros_are_fresh():
    one, other = words.zeros(3), words.zeros(3)
    one[0] = 7
    assert (list(one), list(other)) == ([7, 0, 0], [0, 0, 0])


def test_every_word_is_compiled_as_it_stands_or_known_to_have_a_second_body():
    public = {name for name, one in vars(words).items() if getattr(one, "__module__", "") == words.__name__}
    as_they_stand = {word.__name__ for word in words.WORDS if word.__module__ == words.__name__}
    assert public - as_they_stand - {"word", "F"} == {"civil", "day_of", "place_of", "zeros"}
