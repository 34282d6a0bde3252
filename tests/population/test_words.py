"""The words of rules, compiled: each as in plain Python."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from tremplin.engine import words
from tremplin.engine.parameters import Dated, Parameter
from tremplin.population.loops import version_at
from tremplin.population.shapes import packed, shape_of
from tremplin.population.words import register_words

register_words()
FIRST, LAST = (date(year, 1, 1).toordinal() - 719163 for year in (1850, 2151))


@njit
def all_civil(first, last):
    found = np.empty((last - first, 3), np.int64)
    for day in range(first, last):
        year, month, number = words.civil(day)
        found[day - first] = year, month, number
    return found


@njit
def all_days_of(dates):
    found = np.empty(len(dates), np.int64)
    for place in range(len(dates)):
        found[place] = words.day_of(dates[place, 0], dates[place, 1], dates[place, 2])
    return found


@njit
def compiled_words(day, other, months):
    return (
        words.months_after(day, months),
        words.years_between(day, other),
        words.month_start(words.month_of(day)),
        words.quarter_start(words.quarter_of(day)),
        words.weekday(day),
        words.days_of_week(day, other, 5),
        words.easter(words.civil(day)[0]),
        words.half_up(abs(day) + 1, abs(other) + 1),
        words.round_up(day, abs(other) + 1),
    )


@njit
def found_at(keys, key):
    return words.place_of(keys, key)


@njit
def a_row(count):
    row = words.zeros(count)
    row[0] += 7
    return row


def test_the_calendar_is_that_of_python_over_three_centuries():
    found = all_civil(FIRST, LAST)
    assert [tuple(each) for each in found.tolist()] == [words.civil(day) for day in range(FIRST, LAST)]
    assert np.array_equal(all_days_of(found), np.arange(FIRST, LAST))


def test_the_calendar_holds_for_the_first_and_last_day_that_python_has():
    for day in (-719162, 2932896):
        found = all_civil(day, day + 1)
        assert tuple(found[0].tolist()) == words.civil(day)
        assert all_days_of(found).tolist() == [day]


@given(st.integers(FIRST, LAST), st.integers(FIRST, LAST), st.integers(-700, 700))
def test_every_word_says_the_same(day, other, months):
    assert compiled_words(day, other, months) == compiled_words.py_func(day, other, months)


@given(st.lists(st.integers(-20, 20), unique=True).map(sorted), st.integers(-21, 21))
def test_a_place_is_found_in_a_sorted_list(keys, key):
    assert found_at(np.array(keys, np.int64), key) == words.place_of(keys, key)


def test_a_row_of_zeros_may_be_written_to():
    assert a_row(3).tolist() == a_row.py_func(3) == [7, 0, 0]


def parameter_of(firsts, groups):
    """One number from each of some days on, for each of some groups."""
    keys = sorted((group << 22) + first for group in groups for first in firsts)
    found = []
    for place, key in enumerate(keys):
        group = (key + (1 << 21)) >> 22
        found.append(Dated(key, key - (group << 22), group, place, place, place, "", 0, "", {}))
    return Parameter("rate", "on", "", 0, None, {}, None, (), found, "")


day_or_unknown = st.integers(-10_000, 30_000) | st.just(-(2**31))


@given(
    st.sets(st.integers(-9_000, 21_000), max_size=5),
    st.sets(st.integers(0, 4), min_size=1),
    day_or_unknown,
    st.integers(0, 5) | st.just(-(2**31)),
)
def test_a_version_is_found_as_the_engine_finds_it(firsts, groups, when, group):
    parameter = parameter_of(firsts, groups)
    numbers, places = packed([shape_of(None, parameter, 0)])
    found = parameter.at(when, group)
    assert version_at(numbers, places, 0, when, group) == (-1 if found is None else found.value)
