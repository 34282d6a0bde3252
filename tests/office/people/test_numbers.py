"""National numbers as people write them: held, mended, masked. All are made up; their check digits are computed."""

import pytest

from tremplin.office.people.numbers import birth_date, digits, holds, masked, mended, written


def number(first, century=""):
    return f"{first}{97 - int(f'{century}{first}') % 97:02d}"


GOOD = number("900514123")
YOUNG = number("050514123", "2")


@pytest.mark.parametrize("text", [GOOD, written(GOOD), f" {GOOD[:6]} {GOOD[6:9]}-{GOOD[9:]}", YOUNG])
def test_a_number_is_read_however_it_is_written(text):
    assert holds(digits(text))


@pytest.mark.parametrize("text", ["", "abc", "9005141234x", "٩٠٠٥١٤١٢٣٤٥", "1" * 400, "🙂"])
def test_what_is_no_number_holds_nothing(text):
    assert not holds(digits(text))


def test_two_digits_swapped_are_put_back():
    swapped = GOOD[:4] + GOOD[5] + GOOD[4] + GOOD[6:]
    assert not holds(swapped)
    assert mended(swapped) == GOOD


def test_wrong_check_digits_are_computed():
    wrong = GOOD[:9] + f"{(int(GOOD[9:]) + 13) % 90:02d}"
    assert holds(mended(wrong))
    assert mended("123") is None


def test_masked_shows_the_day_only():
    assert masked(GOOD) == "900514-•••-••"
    assert masked(None) == ""
    assert birth_date(GOOD).isoformat() == "1990-05-14"
