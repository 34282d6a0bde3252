"""Hours that look like hours and minutes, periods, codes: the small parts that everything stands on."""

from fractions import Fraction

import pytest

from tremplin.intake.codes import NEEDS_BENEFIT, codes
from tremplin.intake.figures import looks_like_minutes, value_of
from tremplin.intake.inss import digits_of
from tremplin.intake.sound import week_holds
from tremplin.law import belgian_law


@pytest.mark.parametrize(
    ("weekly", "full_time", "expected"),
    [
        (3024, 3800, (3040, Fraction(4, 5))),
        (3040, 3800, None),
        (3024, 3780, None),
        (2520, 3800, (2533, Fraction(2, 3))),
        (2248, 3800, (2280, Fraction(3, 5))),
        (3412, 3800, (3420, Fraction(9, 10))),
        (2830, 3800, (2850, Fraction(3, 4))),
        (1830, 3700, (1850, Fraction(1, 2))),
        (1900, 3800, None),
        (3060, 3800, None),
        (3025, 3800, None),
        (3024, 0, None),
    ],
)
def test_hours_that_look_like_minutes(weekly, full_time, expected):
    assert looks_like_minutes(weekly, full_time) == expected


def test_values_are_exact_and_short():
    assert [str(value_of(number)) for number in (0, 6500, 6150, 6222, 5, 1000)] == ["0", "65", "61.5", "62.22", "0.05", "10"]  # fmt: skip  # noqa: E501


def test_the_codes_are_those_of_the_law():
    (version,) = belgian_law().parameters["service_codes"].versions[:1]
    rows = {row["code"]: row for row in version.given["rows"]}
    assert set(rows) == set(codes().service)
    assert {code for code, row in rows.items() if row["needs_benefit"]} == NEEDS_BENEFIT


def test_a_week_of_so_many_days():
    quarter = 20_089, 20_180  # 2025-01-01, a Wednesday, to 2025-04-02
    assert week_holds(quarter[0], quarter[0] + 6, 500) == 500 + 200
    assert week_holds(quarter[0], quarter[0], 250) == 100
    assert week_holds(*quarter, 700) == 100 * 92


def test_numbers_of_people_as_they_are_written():
    assert digits_of("71.05.10-000.62") == "71051000062"
    assert digits_of("1032900074") == "01032900074"
    assert digits_of("") == digits_of("n/a") == ""
