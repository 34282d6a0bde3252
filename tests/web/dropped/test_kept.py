"""What a page carries: read back as it was, as a file of facts, whatever stands in it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.dropped.walking import DMFA, FILES
from tremplin import intake
from tremplin.ground.reading import read_yaml
from tremplin.web.dropped.kept import Kept, flow, read

TEXTS = [
    "yes",
    "no",
    "null",
    "~",
    "1",
    "1.5",
    "-3",
    "2025-01-01",
    "a: b",
    "{",
    "'",
    '"',
    "#",
    "é",
    "a\nb",
    "",
    " ",
    "01",
    "x" * 300,
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back(text):
    assert read_yaml(f"a: {flow(text)}", "")["a"] == text


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp")), max_size=20))
def test_any_text_comes_back(text):
    assert read_yaml(f"a: {flow(text)}", "")["a"] == text


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\u202e", "\x85"])
def test_what_no_page_may_hold_is_shown_as_such(text):
    assert read_yaml(f"a: {flow(text)}", "")["a"] == "\ufffd"


@pytest.mark.parametrize("value", [None, True, False, 0, 38, Decimal("30.40"), [], {}, [1, {"a": None}]])
def test_a_value_comes_back(value):
    assert read_yaml(f"a: {flow(value)}", "")["a"] == value


@pytest.mark.parametrize("file", [DMFA, FILES / "people.csv", FILES / "odd-codes.xml", FILES / "minutes.csv"], ids=str)
def test_rows_and_doubts_come_back(file):
    reading = intake.read(str(file))
    kept = Kept(
        {"birth_date": "1990-05-14", "admitted_before": None},
        reading.people[0].rows,
        reading.name,
        tuple(reading.doubts),
        ("a",),
    )
    again = read(kept.text())
    assert (again.facts, again.rows, again.name, again.asked) == (kept.facts, kept.rows, kept.name, kept.asked)
    assert [one.text("nl") for one in again.doubts] == [one.text("nl") for one in kept.doubts]


def test_what_is_carried_is_no_longer_than_it_must_be():
    reading = intake.read(str(DMFA))
    rows = [{name: value for name, value in row.items() if name != "employer"} for row in reading.people[0].rows]
    assert not {*flow(rows)} & {*"&\"'"}


def test_a_fact_of_a_row():
    kept = Kept({}, [{"days": 1}, {"days": 2}]).having("work[1].benefit_paid", None)
    assert kept.knows("work[1].benefit_paid") and not kept.knows("work[0].benefit_paid")
    assert not kept.knows("work[9].days") and kept.value("work[1].days") == 2
