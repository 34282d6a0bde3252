"""ONEM's answer as facts, every fault at once."""

import io

import pytest

from tests.intake.conftest import FILES
from tremplin.ground.errors import InputError
from tremplin.intake import read_onem
from tremplin.intake.onem import onem_of


def test_an_answer_counts_until_the_day_before_it():
    assert read_onem(str(FILES / "onem.yaml")) == {
        "onem_answered_on": "2026-06-24",
        "onem_days_to_work": 31,
        "onem_end_date": "2026-07-31",
        "onem_counted_until": "2026-06-23",
    }


def test_an_answer_that_says_until_when_it_counts():
    found = read_onem(str(FILES / "onem-whole.yaml"))
    assert found["onem_counted_until"] == "2026-03-31"
    assert found["onem_days_to_work"] == 12.5


def test_every_fault_at_once():
    with pytest.raises(InputError) as caught:
        read_onem(str(FILES / "onem-broken.yaml"))
    faults = {(fault.place.partition(", ")[2], fault.key) for fault in caught.value.faults}
    assert faults == {
        ("line 6, note", "unknown_name"),
        ("line 4, onem.end", "unknown_name"),
        ("line 2, onem.answered_on", "expected_day"),
        ("line 3, onem.days_to_work", "expected_number"),
        ("line 2", "key_missing"),
    }


def test_days_in_their_order(monkeypatch):
    text = b"onem: {answered_on: 2026-06-24, days_to_work: 700, end_date: 2026-01-31, counted_until: 2026-06-30}"
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": io.BytesIO(text)}))
    with pytest.raises(InputError) as caught:
        read_onem("-")
    assert [fault.key for fault in caught.value.faults] == ["out_of_range", "out_of_order", "out_of_order"]


@pytest.mark.parametrize("text", ["", "3", "[]", "work: []", "onem: 3", "onem:"])
def test_what_is_no_answer(text):
    with pytest.raises(InputError) as caught:
        onem_of(text.encode(), "a.yaml")
    assert caught.value.faults[0].key == "doubt.not_onem"
    assert "{answered_on: 2026-06-24" in caught.value.faults[0].text("fr")
