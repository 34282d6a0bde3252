"""Kinds: what is read as an exact integer, what is refused, and how it comes out again."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tremplin.engine.kinds import KINDS, NONE, UNKNOWN, Unreadable, choice, day
from tremplin.reasons.wording import day_text, text_of

TREE = choice("oak", "ash", "elm")
NUMBER, MONEY, HUNDREDTHS = KINDS["number"], KINDS["money"], KINDS["hundredths"]
TEN_THOUSANDTHS, DAY, MONTH, YES_NO = KINDS["ten_thousandths"], KINDS["day"], KINDS["month"], KINDS["yes_no"]


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        (DAY, "1970-01-01", 0),
        (DAY, "1969-12-31", -1),
        (DAY, "2026-03-01", 20513),
        (DAY, datetime.date(2024, 2, 29), 19782),
        (MONTH, "2007-03", 24086),
        (MONTH, "2007-12", 24095),
        (NUMBER, 12, 12),
        (NUMBER, -3, -3),
        (NUMBER, 12.0, 12),
        (NUMBER, Decimal("12.00"), 12),
        (NUMBER, 2147483646, 2147483646),
        (MONEY, 876, 87600),
        (MONEY, 876.5, 87650),
        (MONEY, "876.50", 87650),
        (MONEY, "-0.05", -5),
        (MONEY, 0.29, 29),
        (HUNDREDTHS, 7.6, 760),
        (HUNDREDTHS, Decimal("0.01"), 1),
        (TEN_THOUSANDTHS, 1.2345, 12345),
        (TEN_THOUSANDTHS, 3, 30000),
        (YES_NO, True, 1),
        (YES_NO, False, 0),
        (TREE, "ash", 1),
    ],
)
def test_what_is_read(kind, given, value):
    read = kind.read(given)
    assert (read, type(read)) == (value, int)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (DAY, "2023-02-29", "real_day"),
        (DAY, "2023-13-01", "real_day"),
        (DAY, "0000-01-01", "real_day"),
        (DAY, "20230101", "day"),
        (DAY, 20230101, "day"),
        (DAY, "2023-1-01", "day"),
        (DAY, "01-01-2023", "day"),
        (DAY, "2023-W01-1", "day"),
        (DAY, "2023-01-01T00:00:00", "day"),
        (DAY, " 2023-01-01", "day"),
        (DAY, datetime.datetime(2023, 1, 1), "day"),
        (DAY, True, "day"),
        (MONTH, "2007-13", "month"),
        (MONTH, "2007-00", "month"),
        (MONTH, "2007-3", "month"),
        (MONTH, "2007-03-01", "month"),
        (MONTH, "٢٠٠٧-03", "month"),
        (MONTH, 200703, "month"),
        (NUMBER, "1", "number"),
        (NUMBER, True, "number"),
        (NUMBER, 1.5, "decimals"),
        (NUMBER, float("nan"), "number"),
        (NUMBER, float("inf"), "number"),
        (NUMBER, Decimal("sNaN"), "number"),
        (NUMBER, [1], "number"),
        (NUMBER, None, "number"),
        (NUMBER, 1j, "number"),
        (NUMBER, 2147483647, "smaller"),
        (NUMBER, -2147483647, "smaller"),
        pytest.param(NUMBER, 10**5000, "smaller", id="huge"),
        (NUMBER, 1e300, "smaller"),
        (NUMBER, Decimal("1e-999999"), "decimals"),
        (HUNDREDTHS, "7.6", "number"),
        (HUNDREDTHS, "7", "number"),
        (HUNDREDTHS, 7.605, "decimals"),
        (HUNDREDTHS, Decimal("1.00000000000000000000000000001"), "decimals"),
        (HUNDREDTHS, False, "number"),
        (HUNDREDTHS, 21474836, "smaller"),
        (TEN_THOUSANDTHS, 0.00001, "decimals"),
        (MONEY, "1.005", "number"),
        (MONEY, 1.005, "decimals"),
        (MONEY, "1,50", "number"),
        (MONEY, "1e2", "number"),
        (MONEY, "+1", "number"),
        (MONEY, "٣.00", "number"),
        (MONEY, "", "number"),
        (MONEY, True, "number"),
        (YES_NO, 1, "yes_no"),
        (YES_NO, 0, "yes_no"),
        (YES_NO, "yes", "yes_no"),
        (YES_NO, 1.0, "yes_no"),
        (TREE, "Oak", "choice"),
        (TREE, 0, "choice"),
        (TREE, True, "choice"),
        (TREE, ["oak"], "choice"),
    ],
)
def test_what_is_not_of_its_kind_is_refused_and_never_coerced(kind, given, expected):
    with pytest.raises(Unreadable) as raised:
        kind.read(given)
    assert raised.value.expected == expected


def test_a_refusal_says_what_would_do():
    with pytest.raises(Unreadable) as raised:
        TREE.read("beech")
    assert raised.value.words == {"names": "oak, ash, elm"}
    with pytest.raises(Unreadable) as raised:
        TEN_THOUSANDTHS.read(0.00001)
    assert raised.value.words == {"count": 4}


@pytest.mark.parametrize(
    ("kind", "value", "plain"),
    [
        (DAY, -1, "1969-12-31"),
        (MONTH, 24095, "2007-12"),
        (YES_NO, 1, True),
        (YES_NO, 0, False),
        (TREE, 2, "elm"),
        (KINDS["status"], 3, "inferred"),
        (MONEY, 87650, "876.50"),
        (MONEY, 5, "0.05"),
        (MONEY, -5, "-0.05"),
        (MONEY, -150, "-1.50"),
        (NUMBER, 12, 12),
        (HUNDREDTHS, 700, 7),
        (HUNDREDTHS, 705, 7.05),
        (HUNDREDTHS, -50, -0.5),
        (TEN_THOUSANDTHS, 12345, 1.2345),
    ],
)
def test_what_comes_out(kind, value, plain):
    assert (kind.plain(value), type(kind.plain(value))) == (plain, type(plain))


@pytest.mark.parametrize("kind", [*KINDS.values(), TREE])
def test_unknown_and_none_come_out_as_null(kind):
    assert kind.plain(UNKNOWN) is None
    assert kind.plain(NONE) is None


@pytest.mark.parametrize("kind", [NUMBER, MONEY, HUNDREDTHS, TEN_THOUSANDTHS])
@given(number=st.integers(-(2**32), 2**32))
def test_no_number_is_read_as_unknown_or_none(kind, number):
    try:
        assert kind.read(number) > NONE
    except Unreadable as error:
        assert error.expected == "smaller"


@given(st.dates())
def test_days_come_out_as_they_went_in(date):
    assert DAY.plain(DAY.read(date)) == DAY.plain(DAY.read(date.isoformat())) == date.isoformat()


@given(st.integers(-21_474_835_99, 21_474_835_99))
def test_hundredths_and_money_come_out_as_they_went_in(value):
    assert HUNDREDTHS.read(HUNDREDTHS.plain(value)) == value
    assert MONEY.read(MONEY.plain(value)) == value


@given(st.integers(-2_147_479_999, 2_147_479_999))
def test_ten_thousandths_come_out_as_they_went_in(value):
    assert TEN_THOUSANDTHS.read(TEN_THOUSANDTHS.plain(value)) == value


@given(st.decimals(-1000, 1000, places=3))
def test_a_third_decimal_is_never_dropped(number):
    if number == round(number, 2):
        assert HUNDREDTHS.read(number) == number * 100
    else:
        with pytest.raises(Unreadable, match="decimals"):
            HUNDREDTHS.read(number)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (YES_NO, "yes", 1),
        (YES_NO, "false", 0),
        (NUMBER, "12", 12),
        (HUNDREDTHS, "-7.5", -750),
        (MONEY, "0.29", 29),
        (DAY, "1970-01-02", 1),
        (TREE, "elm", 2),
    ],
)
def test_a_cell_of_a_table_is_text(kind, text, value):
    assert kind.read_text(text) == value


@pytest.mark.parametrize(
    ("kind", "text"), [(NUMBER, "1.5"), (NUMBER, "ten"), (NUMBER, "٣"), (YES_NO, "1"), (HUNDREDTHS, "")]
)
def test_a_cell_that_is_not_of_its_kind(kind, text):
    with pytest.raises(Unreadable):
        kind.read_text(text)


@pytest.mark.parametrize(
    ("kind", "value", "language", "text"),
    [
        (DAY, 20513, "fr", "1er mars 2026"),
        (DAY, 20514, "fr", "2 mars 2026"),
        (DAY, 20513, "nl", "1 maart 2026"),
        (DAY, 20513, "de", "1. März 2026"),
        (DAY, 20513, "en", "1 March 2026"),
        (MONTH, 24086, "nl", "maart 2007"),
        (MONEY, 123456789, "fr", "1\u202f234\u202f567,89 €"),
        (MONEY, 123400, "en", "1,234.00 €"),
        (MONEY, -5, "fr", "−0,05 €"),
        (NUMBER, 1234, "de", "1\u202f234"),
        (HUNDREDTHS, 750, "fr", "7,5"),
        (HUNDREDTHS, 700, "fr", "7"),
        (TEN_THOUSANDTHS, 12050, "en", "1.205"),
        (TREE, 1, "fr", "ash"),
    ],
)
def test_what_people_read(kind, value, language, text):
    assert text_of(kind, value, language) == text


def test_a_day_written_in_a_rule():
    assert day("2026-03-01") == 20513
    assert day_text(20513, "fr") == "1er mars 2026"
    with pytest.raises(Unreadable, match="real_day"):
        day("2026-02-29")
