"""Dated numbers: the value in force on a day of its clock, its status, gaps, conflicts, and choices they depend on."""

import datetime
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import meadow
from tremplin.engine.kinds import CONFIRMED, CONFLICT, INFERRED, STALE, UNKNOWN, UNSET, Ints, Money, day
from tremplin.lawbook.load import load
from tremplin.lawbook.numbers import read_parameter
from tremplin.reasons.answer import decide

law = load(meadow.__name__)
DOGS = law.parameters["dogs_allowed"]
BLOOMS = law.parameters["blooms_asked"]
DEPOSIT = law.parameters["deposit_asked"]
NORTH, SOUTH, ISLAND = range(3)
LABEL = dict.fromkeys(("fr", "nl", "de", "en"), "price")


class Price(NamedTuple):
    from_age: Ints
    amount: Ints


class Pair(NamedTuple):
    low: Money
    high: Money


def made(*versions, shape=None, **others):
    """A parameter `price` of these versions, and its faults."""
    faults = []
    versions = [{"source": "board", "status": "confirmed", **version} for version in versions]
    given = {"label": LABEL, "clock": "visit", "article": "art. 1", "checked_on": "2026-01-01", "versions": versions}
    kind = {} if {"fields", "choices"} & set(others) else {"kind": "money"}
    return read_parameter("price", {**given, **kind, **others}, "gardens/shop", shape, faults), faults


@pytest.mark.parametrize(
    ("when", "value", "status"),
    [
        ("1999-12-31", UNKNOWN, UNSET),
        ("2000-01-01", 10, CONFIRMED),
        ("2017-12-31", 10, CONFIRMED),
        ("2018-01-01", UNKNOWN, CONFLICT),
        ("2018-12-31", UNKNOWN, CONFLICT),
        ("2019-01-01", 12, CONFIRMED),
        ("2026-01-01", 12, CONFIRMED),
        ("2026-01-02", 12, STALE),
    ],
)
def test_the_value_in_force_and_how_sure_it_is(when, value, status):
    assert BLOOMS.value(day(when)) == value
    assert BLOOMS.status(day(when)) == status


def test_a_conflict_has_a_least_and_a_most_favourable_end():
    assert BLOOMS.bound(day("2018-06-01"), favourable=False) == 12
    assert BLOOMS.bound(day("2018-06-01"), favourable=True) == 10
    assert BLOOMS.bound(day("2019-06-01"), favourable=False) == BLOOMS.bound(day("2019-06-01"), favourable=True) == 12


@pytest.mark.parametrize(("when", "value"), [("2023-12-31", 2), ("2024-01-01", UNKNOWN), ("2030-01-01", UNKNOWN)])
def test_what_is_not_set_has_no_value_by_any_way(when, value):
    assert DOGS.value(day(when)) == value
    assert DOGS.bound(day(when), True) == DOGS.bound(day(when), False) == value
    assert DOGS.status(day(when)) == (CONFIRMED if value == 2 else UNSET)


def test_an_unknown_day_or_choice_has_no_value():
    assert BLOOMS.at(UNKNOWN) is None
    assert BLOOMS.value(UNKNOWN) == BLOOMS.bound(UNKNOWN, True) == UNKNOWN
    assert DEPOSIT.value(day("2012-01-01"), UNKNOWN) == UNKNOWN


@pytest.mark.parametrize(
    ("when", "garden", "value"),
    [
        ("1999-12-31", NORTH, UNKNOWN),
        ("2000-01-01", NORTH, 1000),
        ("2015-05-31", NORTH, 1000),
        ("2015-06-01", NORTH, 1200),
        ("1999-12-31", SOUTH, UNKNOWN),
        ("2015-06-01", SOUTH, 2000),
        ("2021-12-31", SOUTH, 2000),
        ("2022-01-01", SOUTH, UNKNOWN),
        ("2009-12-31", ISLAND, UNKNOWN),
        ("2010-01-01", ISLAND, 3000),
        ("2999-12-31", NORTH, 1200),
        ("1000-01-01", ISLAND, UNKNOWN),
    ],
)
def test_each_choice_has_versions_of_its_own(when, garden, value):
    assert DEPOSIT.value(day(when), garden) == value


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 12, 31)), st.integers(0, 2))
def test_the_version_in_force_is_the_last_that_has_begun(date, garden):
    when = day(date.isoformat())
    begun = [version for version in DEPOSIT.versions if version.group == garden and version.first_day <= when]
    assert DEPOSIT.at(when, garden) is max(begun, key=lambda version: version.first_day, default=None)


@pytest.mark.parametrize(
    ("visit", "garden", "deposit", "status", "unset"),
    [
        ("2015-05-31", "north", "10.00", "confirmed", []),
        ("2015-06-01", "north", "12.00", "confirmed", []),
        ("2015-06-01", "south", "20.00", "single-source", []),
        ("2022-01-01", "south", None, "unset", ["deposit_asked"]),
        ("2009-12-31", "island", None, "unset", ["deposit_asked"]),
        ("2026-01-01", "island", "30.00", "confirmed", []),
        ("2026-01-02", "island", "30.00", "stale", []),
    ],
)
def test_a_decision_reads_the_value_of_its_day_and_garden(visit, garden, deposit, status, unset):
    answer = decide(law, "deposit", {"visit": visit, "garden": garden})
    assert (answer.outcome, answer.status, answer.unset, answer.missing) == (deposit, status, unset, [])


@pytest.mark.parametrize(
    ("visit", "age", "fee"),
    [
        ("2008-04-30", 17, "1.00"),
        ("2008-05-01", 18, "4.50"),
        ("2055-04-30", 64, "5.00"),
        ("2019-12-31", 29, "4.50"),
        ("2020-01-01", 29, "5.00"),
    ],
)
def test_lists_of_a_value_are_read_together(visit, age, fee):
    given = {"born": "1990-05-01", "visit": visit, "member_card": False, "invited": False, "dogs": 0, "plants": []}
    result = decide(law, "entry", given).result
    assert (result["age"], result["fee"]) == (age, fee)


def test_one_case_takes_each_month_at_its_own_price_and_the_worst_status_of_those():
    season = decide(law, "season", {"visit": "2020-01-15", "last_day": "2020-03-01"})
    assert (season.outcome, season.status) == ("32.50", "single-source")
    season = decide(law, "season", {"visit": "2020-01-15", "last_day": "2020-02-29"})
    assert (season.outcome, season.status) == ("20.00", "confirmed")
    season = decide(law, "season", {"visit": "2025-12-31", "last_day": "2026-01-31"})
    assert (season.outcome, season.status) == ("25.00", "single-source")
    season = decide(law, "season", {"visit": "2025-12-31", "last_day": "2026-02-01"})
    assert (season.outcome, season.status) == ("37.50", "stale")


@pytest.mark.parametrize(
    ("month", "bill", "status"),
    [
        ("1999-12", None, "unset"),
        ("2020-07", "1.00", "confirmed"),
        ("2020-08", "2.00", "inferred"),
        ("2021-02", "2.00", "inferred"),
        ("2021-03", "4.00", "inferred"),
        ("2026-01", "4.00", "inferred"),
        ("2026-02", "4.00", "stale"),
    ],
)
def test_of_a_clock_in_months_the_first_day_counts(month, bill, status):
    answer = decide(law, "bill", {"billed_in": month, "last_day": "2030-01-01"})
    assert (answer.outcome, answer.status) == (bill, status)


def test_a_row_is_the_clock_of_its_own_numbers():
    tools = [{"taken_on": day, "keeper": "Ann", "make": "motor", "hours": 1} for day in ("2009-12-31", "2010-01-01")]
    answer = decide(law, "hire", {"visit": "2020-01-01", "tools": tools})
    assert answer.outcome == "5.50"
    assert answer.status == "office"
    assert decide(law, "hire", {"visit": "2020-01-01", "tools": tools[:1]}).status == "confirmed"


def test_versions_are_kept_in_order_with_source_and_note():
    price, faults = made({"from": "2020-01-01", "value": "5.00", "note": "new"}, {"from": "2010-01-01", "value": 4})
    assert faults == []
    assert [(version.value, version.source, version.note.get("en", "")) for version in price.versions] == [
        (400, "board", ""),
        (500, "board", "new"),
    ]
    assert price.value(day("2019-12-31")) == 400
    assert price.value(day("2020-01-01")) == 500


def test_values_of_several_fields_as_lists_or_as_rows():
    fields = {"from_age": "number", "amount": "money"}
    lists = {"from": "2020-01-01", "from_age": [0, 18], "amount": ["1.00", 2]}
    rows = [{"from_age": 0, "amount": 1, "source": "letter"}, {"from_age": 18, "amount": "2.00", "note": "?"}]
    one, _ = made(lists, shape=Price, fields=fields)
    other, _ = made({"from": "2020-01-01", "rows": rows}, shape=Price, fields=fields)
    assert one.versions[0].value == other.versions[0].value == Price((0, 18), (100, 200))
    pair, _ = made({"from": "2020-01-01", "low": 1, "high": 2}, shape=Pair, fields={"low": "money", "high": "money"})
    assert pair.versions[0].value == Pair(100, 200)


def test_a_gap_says_why_and_is_unset_whatever_status_it_claims():
    price, faults = made({"from": "2020-01-01", "unset": True, "why": "nobody knows", "status": "confirmed"})
    assert faults == []
    assert (price.value(day("2020-01-01")), price.status(day("2020-01-01"))) == (UNKNOWN, UNSET)
    assert price.versions[0].note["nl"] == "nobody knows"


def test_two_values_are_a_conflict_whatever_status_they_claim():
    price, _ = made({"from": "2020-01-01", "least": 5, "most": "4.50", "status": "confirmed"})
    assert price.status(day("2020-01-01")) == CONFLICT
    assert (price.bound(day("2020-01-01"), False), price.bound(day("2020-01-01"), True)) == (500, 450)


def test_a_policy_is_a_choice_that_the_texts_leave_open():
    policy, faults = made(
        {"from": "2020-01-01", "value": "up", "status": "inferred"}, choices=["down", "up"], label=LABEL
    )
    assert faults == []
    assert (policy.policy, policy.value(day("2020-01-01")), policy.status(day("2020-01-01"))) == (True, 1, INFERRED)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ({"value": 1}, "no from; add it"),
        ({"from": "2020-02-30", "value": 1}, "from must be a day such as 2026-03-01"),
        ({"from": "2020-01-01"}, "no value; add it"),
        ({"from": "2020-01-01", "value": 1, "source": ""}, "no source; add it"),
        ({"from": "2020-01-01", "value": 1, "status": "sure"}, "status must be one of confirmed, office"),
        ({"from": "2020-01-01", "value": 1.005}, "a value is not of its kind (decimals"),
        ({"from": "2020-01-01", "value": [1, 2]}, "a value is not of its kind (number"),
        ({"from": "2020-01-01", "value": True}, "a value is not of its kind (number"),
        ({"from": "2020-01-01", "least": 1}, "no most; add it"),
        ({"from": "2020-01-01", "unset": True}, "unset; say why"),
        ({"from": "2020-01-01", "valu": 1}, "unknown key valu"),
    ],
)
def test_a_value_without_day_source_status_or_kind_does_not_load(version, said):
    faults = made(version)[1]
    assert all(fault.startswith("gardens/shop.yaml, parameter price, version 1: ") for fault in faults)
    assert said in "\n".join(faults)
