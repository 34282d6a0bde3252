"""How sure an answer is: the worst status of all that made it, and of nothing else."""

import pytest

from tests.engine import meadow
from tremplin.lawbook.load import load
from tremplin.reasons.answer import decide

law = load(meadow.__name__)
VISITOR = {"born": "1990-05-01", "visit": "2010-06-01", "member_card": False, "invited": False, "dogs": 1, "plants": []}
ROSE = 1


def entry(**changes):
    return decide(law, "entry", {**VISITOR, **changes})


def plant(code, pots):
    return {"plant_code": code, "pots": pots}


def hire(*rows):
    tools = [{"taken_on": taken_on, "keeper": "Ann", "hours": hours} for taken_on, hours in rows]
    return decide(law, "hire", {"visit": "2025-01-01", "tools": tools})


def test_of_a_yes_only_the_route_that_holds_is_touched():
    roses = [plant(ROSE, 10)]
    answer = entry(visit="2018-06-01", member_card=True, plants=roses)
    assert (answer.outcome, answer.status) == (True, "confirmed")
    assert "gift" not in answer.statuses
    assert entry(invited=True, host_is_member=True, plants=[]).status == "inferred"
    assert entry(invited=True, host_is_member=True, plants=roses).status == "confirmed"


def test_of_a_yes_the_routes_before_it_are_not_touched_either():
    facts = {"visit": "2003-01-01", "height": 90, "mood": "glad"}
    assert decide(law, "wander", {**facts, "guide": True}).statuses == {"stroll": 0, "guided": 0}
    assert decide(law, "wander", {**facts, "guide": False, "mood": "cross"}).status == "single-source"
    assert decide(law, "wander", {**facts, "height": 110, "guide": True}).status == "single-source"
    assert decide(law, "vow", {**facts, "height": 110, "guide": False}).statuses == {"solemn": 0, "guided": 0}
    assert decide(law, "vow", {**facts, "height": 110, "guide": True}).status == "single-source"


def test_of_the_first_route_that_holds_those_before_it_are_touched():
    answer = entry(visit="2018-06-01", invited=True, host_is_member=True)
    assert (answer.result["route"], answer.result["free"], answer.status) == ("guest", True, "conflict")


def test_of_a_no_only_the_condition_that_fails_is_touched():
    for host_is_member in (False, None):  # what the second pass settles included
        answer = entry(visit="2024-06-01", host_is_member=host_is_member)
        assert (answer.outcome, answer.status) == (False, "confirmed")
        assert "dogs_allowed" not in answer.statuses
    assert "dogs_allowed" in entry(visit="2024-06-01", member_card=True).statuses


@pytest.mark.parametrize(
    ("visit", "age", "status"),
    [("2010-04-30", 19, "inferred"), ("2010-05-01", 20, "confirmed"), ("2010-12-31", 20, "confirmed")],
)
def test_a_policy_touches_only_where_another_choice_would_change_the_value(visit, age, status):
    answer = entry(visit=visit)
    assert (answer.result["age"], answer.status) == (age, status)
    assert ("ages" in answer.statuses) == (status == "inferred")


@pytest.mark.parametrize(
    ("taken_on", "hours", "status"),
    [
        ("2020-12-31", 1.5, "inferred"),
        ("2020-12-31", 2, "office"),
        ("2021-01-01", 1.5, "office"),
        ("2022-01-01", 1.5, "single-source"),
    ],
)
def test_only_the_version_in_force_touches(taken_on, hours, status):
    assert hire((taken_on, hours)).status == status


def test_of_many_rows_the_worst_touches_each_by_the_version_of_its_own_day():
    assert hire(("2009-12-31", 2), ("2020-12-31", 2)).status == "office"
    assert hire(("2009-12-31", 2), ("2022-01-01", 2)).status == "single-source"
    assert hire(("2022-01-01", 2), ("2020-12-31", 1.5)).status == "inferred"
    assert hire(("2009-12-31", 2), ("2021-01-01", 1.5)).status == "office"


@pytest.mark.parametrize(
    ("last_day", "status"),
    [("2021-02-28", "confirmed"), ("2021-03-01", "inferred"), ("2026-01-31", "inferred"), ("2026-02-01", "stale")],
)
def test_of_many_months_too(last_day, status):
    assert decide(law, "lamps", {"visit": "2021-02-10", "last_day": last_day}).status == status


def test_a_number_that_two_rules_read_has_the_worse_of_both():
    tools = [{"taken_on": day, "keeper": "Ann", "hours": 1} for day in ("2009-12-31", "2022-01-01")]
    answer = decide(law, "insured", {"visit": "2025-01-01", "tools": tools})
    assert (answer.statuses["hour_price"], answer.statuses["day_price"]) == (1, 2)
    assert hire(("2009-12-31", 1), ("2022-01-01", 1)).statuses["hour_price"] == 0


def test_a_gap_that_the_rule_did_without_does_not_touch():
    answer = decide(law, "rest", {"visit": "2010-01-01", "mood": "calm"})
    assert (answer.outcome, answer.status, answer.unset) == (0, "confirmed", [])
    answer = decide(law, "rest", {"visit": "2010-01-01", "mood": "cross"})
    assert (answer.outcome, answer.status, answer.unset) == (None, "unset", ["benches"])


def test_no_rows_touch_nothing():
    assert hire().status == "confirmed"
    assert hire().statuses == {"tools_total": 0, "hours_of_first_keeper": 0, "tool_price": 0}
    assert decide(law, "tags", {"visit": "2027-01-01", "tools": []}).status == "confirmed"
    assert decide(law, "tags", {"visit": "2027-01-01", "tools": [{}]}).status == "stale"


@pytest.mark.parametrize(
    ("visit", "status"), [("2025-12-31", "confirmed"), ("2026-01-01", "confirmed"), ("2026-01-02", "stale")]
)
def test_a_day_after_the_law_was_last_checked_is_stale(visit, status):
    assert decide(law, "deposit", {"visit": visit, "garden": "north"}).status == status


def test_a_conflict_in_which_both_ends_agree_stays_a_conflict():
    answer = entry(visit="2018-06-01", plants=[plant(ROSE, 12)])
    assert (answer.outcome, answer.status) == (True, "conflict")
    assert answer.statuses["blooms_asked"] == 5


def test_a_status_of_its_own_may_depend_on_the_facts():
    assert entry(invited=True, host_is_member=True).statuses["guest"] == 3
    assert entry(invited=False, host_is_member=True).statuses["guest"] == 0


def test_what_no_result_stands_on_has_no_status():
    answer = entry(plants=[plant(ROSE, 10)])
    assert "largest_share" not in answer.statuses
    assert {"age", "fee", "fees", "free", "gift", "blooms_asked", "plants_list", "sort"} <= set(answer.statuses)
