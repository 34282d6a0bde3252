"""Rows over several quarters, cut at their ends: what is shared out adds up to what was declared."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tremplin.ground.errors import InputError
from tremplin.intake import split
from tremplin.law import decide

DAYS = some.dates(datetime.date(1995, 1, 1), datetime.date(2035, 12, 31))
YEAR = 366


@some.composite
def rows(draw):
    first = draw(DAYS)
    length = draw(some.integers(1, 3 * YEAR))
    row = {"first_day": str(first), "last_day": str(first + datetime.timedelta(length - 1)), "service_code": 1}
    for name, most in (("days", 100), ("hours", 2400)):
        if draw(some.booleans()):
            row[name] = Decimal(draw(some.integers(0, most * length))).scaleb(-2)
    if draw(some.booleans()):
        row["days_per_week"] = draw(some.sampled_from([Decimal("2.5"), 5, Decimal("5.5"), 6, 7]))
    return row


def quarter(day):
    date = datetime.date.fromisoformat(day)
    return date.year, (date.month + 2) // 3


@given(rows())
def test_parts_follow_each_other_inside_quarters_and_add_up(row):
    parts, doubts = split([row])
    assert parts[0]["first_day"] == row["first_day"] and parts[-1]["last_day"] == row["last_day"]
    for part, after in zip(parts, parts[1:], strict=False):
        day = datetime.date.fromisoformat(part["last_day"]) + datetime.timedelta(1)
        assert str(day) == after["first_day"]
    assert all(quarter(part["first_day"]) == quarter(part["last_day"]) for part in parts)
    for name in ("days", "hours"):
        assert (name in row) == all(name in part for part in parts)
        assert sum(part.get(name, 0) for part in parts) == row.get(name, 0)
    assert [doubt.key for doubt in doubts] == ["doubt.estimate"] * (len(parts) > 1)


@given(rows())
def test_the_law_takes_the_parts(row):
    if max(row.get("hours", 0) / 4, row.get("days", 0)) <= 366:
        parts, _ = split([row])
        decide("working_days", {"on": "2036-01-01", "work": parts})


def test_working_days_share():
    row = {"first_day": "2024-12-23", "last_day": "2025-01-05", "service_code": 1, "days": 9, "hours": Decimal("68.4")}
    parts, doubts = split([row, {**row, "last_day": "2024-12-31"}], ["a, line 2", "a, line 3"])
    assert [(part["last_day"], part["days"], part["hours"]) for part in parts] == [
        ("2024-12-31", Decimal("6.3"), Decimal("47.88")),
        ("2025-01-05", Decimal("2.7"), Decimal("20.52")),
        ("2024-12-31", 9, Decimal("68.4")),
    ]
    assert [doubt.place for doubt in doubts] == ["a, line 2"]


def test_the_remainder_goes_to_the_largest():
    row = {"first_day": "2025-03-31", "last_day": "2025-07-01", "service_code": 1, "days": Decimal("1")}
    assert [part["days"] for part in split([row])[0]] == [Decimal("0.02"), Decimal("0.97"), Decimal("0.01")]


def test_rows_that_extend_the_period_stay_whole():
    row = {"first_day": "2024-12-01", "last_day": "2025-06-30", "extension_ground": "career_break"}
    assert split([row, {"service_code": 1}]) == ([row, {"service_code": 1}], [])


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"first_day": "x", "last_day": "2025-01-01"}, "expected_day"),
        ({"first_day": "2025-01-02", "last_day": "2025-01-01"}, "ends_before_start"),
    ],
)
def test_days_that_cannot_be_cut(row, key):
    with pytest.raises(InputError) as caught:
        split([row])
    assert caught.value.faults[0].key == key


def test_reading_with_split_cuts_instead_of_refusing(reading):
    found = reading("broken.csv", split=True)
    cut = [row for row in found.person().rows if row["days"] != 65]
    assert [(row["first_day"], row["last_day"]) for row in cut] == [
        ("2025-01-01", "2025-03-31"),
        ("2025-04-01", "2025-06-30"),
    ]
    assert sum(row["days"] for row in cut) == 120
