"""Days and figures as the pages say them: one way each, in the clock of the office."""

from datetime import UTC, date, datetime

import pytest

from tremplin.office.pages.words import brief_day_of, day_of, days_of, month_said, range_of, span_of

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    "say, told", [(day_of, "1er mars 2026"), (brief_day_of, "01/03/2026"), (month_said, "mars 2026")]
)
def test_a_day_is_said_long_short_and_by_its_month(say, told):
    assert say(FIRST, "fr") == told


@pytest.mark.parametrize("say, told", [(day_of, "1er mars 2026"), (brief_day_of, "01/03/2026")])
def test_a_moment_is_said_by_its_day_here_not_by_that_of_the_database(say, told):
    assert say(datetime(2026, 2, 28, 23, 30, tzinfo=UTC), "fr") == told


def test_a_range_looks_like_a_range_and_nothing_unknown_like_a_zero():
    assert span_of(FIRST, LAST, "fr") == "01/03/2026 – 31/03/2026"
    assert span_of(FIRST, FIRST, "fr") == "01/03/2026"
    assert range_of(25700, 26350, "fr") == "257 – 263,5"
    assert range_of(25700, 25700, "fr") == "257"
    assert range_of(None, 25700, "fr") == "indéterminé"
    assert (days_of(1250, "fr"), days_of(0, "fr"), days_of(None, "fr")) == ("12,5", "0", "–")
