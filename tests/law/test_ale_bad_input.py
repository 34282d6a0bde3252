"""What cannot be is refused with its mend, and what is unknown is never a no."""

import pytest

from tremplin import InputError, decide
from tremplin.law import belgian_law

HOURS = {
    **{"region": "brussels", "month": "2024-05", "user": "household", "activity": "small_garden", "hours": 10},
    **{"done_this_month": [], "hours_earlier_this_year": 0},
}
PRICE = {"region": "wallonia", "on": "2024-05-01", "price": "5.95", "user": "household", "nominative": True}


def refused(decision, facts):
    with pytest.raises(InputError) as caught:
        decide(decision, facts)
    return str(caught.value)


@pytest.mark.parametrize("fact", ["region", "user", "activity"])
def test_an_unknown_name_lists_the_possible_ones(fact):
    said = refused("ale_hours", HOURS | {fact: "nowhere"})
    for name in belgian_law().decision("ale_hours").facts(belgian_law())[fact].kind.names:
        assert name in said


@pytest.mark.parametrize(
    ("decision", "facts", "place"),
    [
        ("ale_hours", HOURS | {"hours": -1}, "hours"),
        ("ale_hours", HOURS | {"hours": 745}, "hours"),
        ("ale_hours", HOURS | {"month": "2026-02", "hours": 673}, "hours"),
        ("ale_hours", HOURS | {"hours": 10.125}, "hours"),
        ("ale_hours", HOURS | {"month": "2026-13"}, "month"),
        ("ale_hours", HOURS | {"month": "1993-12"}, "month"),
        ("ale_hours", HOURS | {"month": "2026-05-01"}, "month"),
        ("ale_hours", HOURS | {"month": None}, "month"),
        ("ale_hours", HOURS | {"hours_earlier_this_year": -5}, "hours_earlier_this_year"),
        (
            "ale_hours",
            HOURS | {"done_this_month": [{"user": "household", "activity": "small_garden", "hours": -2}]},
            "done_this_month[0].hours",
        ),
        ("ale_hours", HOURS | {"done_this_month": "none"}, "done_this_month"),
        ("ale_price", PRICE | {"price": "5.955"}, "price"),
        ("ale_price", PRICE | {"price": -5.95}, "price"),
        ("ale_price", PRICE | {"price": "cheap"}, "price"),
        ("ale_price", PRICE | {"on": "2026-02-30"}, "on"),
        ("ale_visit", {"region": "wallonia", "on": "2026-05-01", "minutes": 0, "cheque_price": 6.2}, "minutes"),
        ("ale_order", {"region": "wallonia", "on": "2026-05-01", "count": -10, "price": 6.2}, "count"),
        ("ale_handover", {"worked_on": "2026-05-02", "handed_on": "2026-05-01"}, "worked_on"),
        ("ale_tax_reduction", {"region": "wallonia", "year": "2026", "bought": 238}, "year"),
        ("ale_tax_reduction", {"region": "wallonia", "year": 1993, "bought": 238}, "year"),
        ("ale_access", {"region": "wallonia", "on": "2026-05-01", "birth_date": "2026-06-01"}, "birth_date"),
        ("ale_payment_reference", {"authorisation_number": "12345"}, "authorisation_number"),
        ("ale_hours", HOURS | {"sidewalk": 1}, "sidewalk"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(decision, facts, place):
    with pytest.raises(InputError) as caught:
        decide(decision, facts)
    assert any(place in str(fault.place) for fault in caught.value.faults), str(caught.value)


@pytest.mark.parametrize("fact", ["region", "user", "activity", "hours", "hours_earlier_this_year"])
def test_an_unknown_fact_is_never_a_no(fact):
    assert decide("ale_hours", HOURS | {fact: None}).outcome in (None, True)


def test_no_hours_left_is_a_no_whatever_is_unknown():
    spent = HOURS | {"hours_earlier_this_year": 630}
    assert decide("ale_hours", spent).outcome is False
    assert decide("ale_hours", spent | {"hours": None}).outcome in (None, False)


def test_every_fault_is_told_at_once():
    said = refused("ale_hours", HOURS | {"hours": -1, "month": "2026-13", "user": "nobody"})
    assert all(name in said for name in ("hours", "month", "user"))
