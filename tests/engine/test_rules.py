"""Rules as they are written: what a decorated function becomes, its versions, companions and combinations."""

from typing import NamedTuple

import pytest

from tests.engine import meadow
from tremplin.engine.kinds import Day, Hundredths, Ints, Kind, Maybe, Money, Number, Unreadable, YesNo, choice, day
from tremplin.engine.rules import all_of, any_of, first_of, rule
from tremplin.lawbook.load import load
from tremplin.reasons.answer import decide
from tremplin.reasons.explain import Explanation

law = load(meadow.__name__)
VISITOR = {"born": "1990-05-01", "visit": "2010-06-01", "member_card": False, "invited": False, "dogs": 1, "plants": []}


class Fees(NamedTuple):
    from_age: Ints
    amount: Ints


class Height(NamedTuple):
    height: Number
    least_height: Maybe[Number]


def fee_rule():
    @rule("art. 4", clock="visit")
    def fee(age: Number, hours: Maybe[Hundredths], fees: Fees, height_there: Height) -> Money:
        return age * 100

    return fee


def test_a_rule_is_named_by_its_function_and_knows_its_kind():
    fee = fee_rule()
    assert (fee.name, fee.article, fee.clock, fee.kind) == ("fee", "art. 4", "visit", Kind("money", 100))
    assert (fee.each, fee.gathers, fee.fills, fee.opens, fee.scope) == (None, None, None, None, None)
    assert fee.module == __name__


def test_arguments_have_the_kinds_of_their_annotations():
    age, hours, fees, height = fee_rule().versions[0].arguments
    assert (age.name, age.kind, age.maybe) == ("age", Kind("number"), False)
    assert (hours.name, hours.kind, hours.maybe) == ("hours", Kind("number", 100), True)
    assert (fees.name, fees.kind, [part.name for part in fees.parts]) == ("fees", None, ["from_age", "amount"])
    assert [(part.name, part.maybe) for part in height.parts] == [("height", False), ("least_height", True)]


def test_a_rule_is_still_its_function():
    assert fee_rule()(7, 0, None, None) == 700


def test_versions_stand_in_order_of_their_days_whatever_the_order_they_are_written_in():
    fee = fee_rule()
    later = fee.since("2020-01-01", "art. 4, 2020")(lambda: 2020)
    earlier = fee.since("1960-01-01", "art. 4, 1960")(lambda: 1960)
    assert later is fee and earlier is fee
    assert [(version.since, version.article) for version in fee.versions] == [
        (None, "art. 4"),
        (day("1960-01-01"), "art. 4, 1960"),
        (day("2020-01-01"), "art. 4, 2020"),
    ]
    assert [version.names for version in fee.versions][1:] == [(), ()]


def test_a_version_begins_on_a_day_that_exists():
    with pytest.raises(Unreadable, match="real_day"):
        fee_rule().since("2021-02-29", "art. 4")(lambda: 0)


def test_companions_hang_on_the_rule():
    fee = fee_rule()

    @fee.in_doubt
    def in_doubt(age: Number, favourable: YesNo) -> Money:
        return 0 if favourable else 100

    @fee.status
    def status(age: Number) -> Number:
        return 3

    @fee.short
    def short(age: Number) -> Number:
        return 18 - age

    assert in_doubt is status is short is fee
    assert fee.doubt.function(7, True) == 0
    assert fee.sureness.function(7) == 3
    assert fee.shortfall.names == ("age",)
    assert len(fee.versions) == 1


@pytest.mark.parametrize(
    ("scope", "belongs"),
    [
        ({"each": "trees"}, "trees"),
        ({"gathers": "trees"}, None),
        ({"gathers": "trees", "fills": "trees"}, "trees"),
        ({"opens": "months"}, "months"),
        ({"each": "months", "gathers": "trees"}, "months"),
    ],
)
def test_the_rows_that_values_belong_to(scope, belongs):
    @rule("art. 1", clock="visit", **scope)
    def of_rows(height: Number) -> Number:
        return height

    assert of_rows.scope == belongs


def conditions(*clocks, **scope):
    made = []
    for place, clock in enumerate(clocks):

        def condition(born: Day) -> YesNo:
            return True

        condition.__name__ = f"condition_{place}"
        made.append(rule("art. 1", clock=clock, **scope)(condition))
    return made


def test_combinations_name_their_parts():
    parts = conditions("visit", "visit")
    any_ = any_of("either", "art. 2", *parts)
    all_ = all_of("both", "art. 2", *parts)
    first = first_of("which", "art. 2", *parts)
    assert [one.name for one in (any_, all_, first)] == ["either", "both", "which"]
    assert any_.kind == all_.kind == Kind("yes_no")
    assert first.kind == choice("condition_0", "condition_1")
    assert any_.versions[0].names == ("condition_0", "condition_1")
    assert any_.module == __name__


def test_a_combination_has_the_clock_of_its_parts_if_it_is_one():
    assert any_of("one", "art. 2", *conditions("visit", "visit")).clock == "visit"
    assert any_of("two", "art. 2", *conditions("visit", "born")).clock is None
    assert any_of("said", "art. 2", *conditions("visit", "born"), clock="born").clock == "born"


def test_a_combination_of_rules_on_rows_is_on_rows():
    assert all_of("tall", "art. 2", *conditions("visit", "visit", each="trees")).scope == "trees"
    assert all_of("old", "art. 2", *conditions("visit", "visit")).scope is None


@pytest.mark.parametrize(
    ("visit", "fee"),
    [("2010-04-30", "4.50"), ("2019-12-31", "4.50"), ("2020-01-01", "5.00"), ("2020-01-02", "5.00")],
)
def test_the_version_in_force_on_the_day_of_the_clock_decides(visit, fee):
    assert decide(law, "entry", {**VISITOR, "visit": visit}).result["fee"] == fee


@pytest.mark.parametrize(
    ("visit", "patience"),
    [("2014-12-31", 3), ("2015-01-01", 0), ("2019-12-31", 0), ("2020-01-01", 7), ("2025-12-31", 7)],
)
def test_versions_without_arguments(visit, patience):
    assert decide(law, "patience", {"visit": visit}).result == {"patience": patience}


@pytest.mark.parametrize(
    ("taken_on", "hours", "total"),
    [
        ("2020-12-31", 1.5, "1.80"),
        ("2021-01-01", 1.5, "2.40"),
        ("2021-12-31", 1.01, "2.40"),
        ("2022-01-01", 1.01, "7.00"),
    ],
)
def test_each_row_is_decided_by_the_version_of_its_own_day(taken_on, hours, total):
    tools = [{"taken_on": taken_on, "keeper": "Ann", "hours": hours}]
    assert decide(law, "hire", {"visit": "2025-01-01", "tools": tools}).outcome == total


def test_rows_of_several_versions_in_one_case():
    tools = [{"taken_on": day, "keeper": "Ann", "hours": 1.5} for day in ("2022-01-01", "2020-12-31", "2021-01-01")]
    answer = decide(law, "hire", {"visit": "2025-01-01", "tools": tools})
    assert answer.outcome == "11.20"
    assert steps(answer)["tool_price"]["values"] == ["7.00", "1.80", "2.40"]


def test_a_step_names_the_article_of_the_version_in_force():
    articles = {
        visit: steps(decide(law, "patience", {"visit": visit}))["patience"]["article"]
        for visit in ("2014-12-31", "2015-01-01", "2020-01-01")
    }
    assert articles == {
        "2014-12-31": "Gardens Act, art. 33",
        "2015-01-01": "Gardens Act, art. 33 as amended: none",
        "2020-01-01": "Gardens Act, art. 33 as amended again: a week",
    }
    told = Explanation(decide(law, "patience", {"visit": "2020-01-01"}), "en").tree[0]
    assert told.article == "Gardens Act, art. 33 as amended again: a week"
    tools = [{"taken_on": day, "keeper": "Ann", "hours": 1} for day in ("2020-12-31", "2022-01-01")]
    answer = decide(law, "hire", {"visit": "2025-01-01", "tools": tools})
    assert steps(answer)["tool_price"]["article"] == "Gardens Act, art. 21; Gardens Act, art. 21 as amended: by the day"
    assert steps(decide(law, "hire", {"tools": []}))["tool_price"]["article"] == "Gardens Act, art. 21"


@pytest.mark.parametrize(
    ("visit", "last_day", "lamps"),
    [
        ("2021-02-10", "2021-02-10", "3.00"),
        ("2021-02-28", "2021-03-01", "5.00"),
        ("2020-12-15", "2021-03-31", "11.00"),
        ("2021-03-01", "2021-03-31", "2.00"),
        ("2021-03-01", "2021-04-01", "4.00"),
        ("2021-03-01", "2021-02-28", "0.00"),
    ],
)
def test_a_rule_may_open_one_row_a_month_and_each_month_is_its_own_clock(visit, last_day, lamps):
    assert decide(law, "lamps", {"visit": visit, "last_day": last_day}).outcome == lamps


def test_a_rule_on_rows_that_reads_no_column_still_counts_them():
    assert decide(law, "watch", {"visit": "2010-01-31", "last_day": "2010-03-01"}).outcome == "0.75"
    assert decide(law, "watch", {"visit": "2010-01-31"}).missing == ["last_day"]
    tools = [{"keeper": "Ann"}, {"keeper": "Bob"}, {}]
    assert decide(law, "tags", {"visit": "2010-01-01", "tools": tools}).outcome == "0.75"
    assert decide(law, "tags", {"visit": "2010-01-01", "tools": []}).outcome == "0.00"
    assert decide(law, "tags", {"visit": "2010-01-01"}).outcome is None


def test_rows_gathered_filled_and_used_row_by_row_again():
    plants = [{"plant_code": code, "pots": pots} for code, pots in ((2, 3), (1, 3), (1, 1))]
    answer = decide(law, "entry", {**VISITOR, "plants": plants})
    found = steps(answer)
    assert found["blooms"]["values"] == [0, 3, 1]
    assert found["blooms_so_far"]["values"] == [4, 4, 1]
    assert found["share"]["values"] == [0, 75, 25]
    assert found["largest_share"]["value"] == 75


def steps(answer):
    return {step["name"]: step for step in answer.step_list()}
