"""Doubt: what is unknown stays unknown, what is decided all the same, and what is missing."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import meadow
from tremplin.engine.kinds import NONE, UNKNOWN
from tremplin.lawbook.load import load
from tremplin.reasons.answer import decide

law = load(meadow.__name__)
VISITOR = {"born": "1990-05-01", "visit": "2010-06-01", "member_card": False, "invited": False, "dogs": 1, "plants": []}
WEATHER = ["rain", "wind", "frost", "fog", "hail", "snow", "storm"]
YES_NO = st.sampled_from([True, False, None])
ROSE, UNLISTED = 1, 9


def entry(**changes):
    return decide(law, "entry", {**VISITOR, **changes})


def stroll(visit="2003-01-01", **facts):
    return decide(law, "stroll", {"visit": visit, **facts})


def strict(answer, name):
    """What the first pass knew of a rule."""
    return {UNKNOWN: None, NONE: "none"}.get(answer.steps[name], answer.steps[name])


def plant(code, pots):
    return {"plant_code": code, "pots": pots}


# The first pass.


def any_known(routes):
    return 1 if 1 in routes else None if None in routes else 0


def all_known(conditions):
    return 0 if 0 in conditions else None if None in conditions else 1


def first_known(routes):
    before = routes[: routes.index(1)] if 1 in routes else routes
    return None if None in before else routes.index(1) if 1 in routes else "none"


@given(st.sampled_from([90, 110, None]), YES_NO, st.sampled_from(["glad", "cross", None]))
def test_any_all_and_first_are_three_valued(height, guide, mood):
    answer = stroll(height=height, guide=guide, mood=mood)
    truth = [
        None if height is None else int(height >= 100),
        None if guide is None else int(guide),
        {"glad": 1, "cross": 0, None: None}[mood],
    ]
    assert [strict(answer, name) for name in ("tall", "guided", "cheerful")] == truth
    assert strict(answer, "stroll") == any_known(truth)
    assert strict(answer, "solemn") == all_known(truth)
    assert strict(answer, "way") == first_known(truth)


def test_what_needs_an_unknown_is_unknown():
    answer = entry(born=None, dogs=None)
    assert [strict(answer, name) for name in ("age", "fee", "quiet", "member")] == [None, None, None, 0]
    assert answer.result["fee"] is None


def test_an_unknown_value_of_a_row_makes_what_is_gathered_unknown():
    answer = entry(plants=[plant(ROSE, 4), plant(ROSE, None)])
    assert answer.steps["plants__blooms"] == [UNKNOWN, 4]
    assert strict(answer, "blooms_brought") is None
    assert answer.missing == ["plants[1].pots"]


def test_an_empty_list_is_not_an_unknown_list():
    assert (entry(plants=[]).result["blooms"], entry(plants=[]).outcome) == (0, False)
    assert (entry(plants=None).result["blooms"], entry(plants=None).missing) == (None, ["plants"])


# The second pass.


def test_facts_take_each_of_their_choices():
    assert stroll(height=110).result["stroll"] is True
    assert stroll(height=90, guide=True, mood=None).result["stroll"] is True
    assert stroll(height=90, guide=False, mood=None).result["stroll"] is None
    assert decide(law, "deposit", {"visit": "2012-01-01"}).plain_ranges == {"deposit": ["10.00", "30.00"]}


def test_numbers_take_the_two_ends_that_the_law_declares():
    assert stroll("2004-12-31").result["tall"] is None
    answer = stroll("2005-01-01")
    assert (strict(answer, "tall"), answer.result["tall"], answer.result["stroll"]) == (None, True, True)
    assert answer.result["way"] == "tall"
    answer = decide(law, "form", {"form_needed": "2020-01-01"})
    assert answer.plain_ranges["day"] == ["2020-01-01", "2020-01-02"]


@pytest.mark.parametrize(("known", "bearable"), [(0, None), (1, True), (6, True), (7, True)])
def test_at_most_64_combinations_are_tried(known, bearable):
    answer = decide(law, "weather", {"visit": "2010-01-01", **dict.fromkeys(WEATHER[:known], True)})
    assert answer.outcome is bearable
    assert answer.missing == ([] if bearable else sorted(WEATHER))


def completed(facts):
    """Every case that these facts may turn out to be."""
    ends = {"height": [0, 300], "guide": [True, False], "mood": ["glad", "calm", "cross"]}
    names = [name for name, said in facts.items() if said is None]
    for values in itertools.product(*(ends[name] for name in names)):
        yield {**facts, **dict(zip(names, values, strict=True))}


@given(
    st.sampled_from(["2004-12-31", "2005-01-01"]),
    st.fixed_dictionaries(
        {"height": st.sampled_from([99, 100, None]), "guide": YES_NO, "mood": st.sampled_from(["calm", "cross", None])}
    ),
)
def test_decided_is_what_every_case_that_it_may_be_agrees_on(visit, facts):
    answer = stroll(visit, **facts)
    every = [stroll(visit, **case).result for case in completed(facts)]
    for name, value in answer.result.items():
        if name in answer.undetermined:
            assert len({case[name] for case in every}) > 1
        else:
            assert {case[name] for case in every} == {value}


def test_a_fact_that_changes_nothing_is_not_asked():
    answer = entry(invited=False, host_is_member=None)
    assert (strict(answer, "guest"), answer.outcome, answer.missing) == (None, False, [])


def test_doubts_of_rules_take_their_least_and_their_most():
    answer = entry(plants=[plant(ROSE, 4), plant(UNLISTED, 7)])
    assert (answer.plain_ranges, answer.outcome) == ({"blooms": [4, 11]}, None)
    answer = entry(plants=[plant(ROSE, 10), plant(UNLISTED, 7)])
    assert (answer.plain_ranges, answer.outcome) == ({"blooms": [10, 17]}, True)
    answer = entry(plants=[plant(ROSE, 2), plant(UNLISTED, 7)])
    assert (answer.plain_ranges, answer.outcome) == ({"blooms": [2, 9]}, False)
    assert entry(plants=[plant(UNLISTED, 0)]).result["blooms"] == 0


@pytest.mark.parametrize(("blooms", "outcome", "unset"), [(9, False, []), (10, None, ["blooms_asked"]), (12, True, [])])
def test_sources_in_conflict_decide_where_both_agree(blooms, outcome, unset):
    answer = entry(visit="2018-06-01", plants=[plant(ROSE, blooms)])
    assert (answer.outcome, answer.unset, answer.missing, answer.status) == (outcome, unset, [], "conflict")


def test_doubts_are_at_their_least_or_at_their_most_all_at_once():
    answer = decide(law, "fees", {"visit": "2010-01-01"})
    assert answer.plain_ranges == {"sum": ["7.00", "11.00"]}
    assert answer.result == {"sum": None, "difference": "1.00"}
    assert answer.unset == ["gate_fee", "guard_fee"]


def test_a_choice_has_no_range():
    assert stroll(height=90).plain_ranges == {}
    assert stroll(height=90, guide=False, mood="cross").result["way"] is None
    assert "way" not in stroll(height=90, guide=False, mood="cross").undetermined


# What is missing.


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"dogs": None}, []),
        ({"dogs": None, "member_card": True}, ["dogs"]),
        ({"dogs": None, "member_card": None}, ["dogs", "member_card"]),
        ({"plants": None}, ["plants"]),
        ({"plants": None, "dogs": None}, ["dogs", "plants"]),
        ({"invited": None, "plants": None}, ["invited", "plants"]),
        ({"invited": None}, ["invited"]),
        ({"invited": None, "member_card": None}, ["member_card"]),
        ({"invited": True}, ["host_is_member"]),
        ({"plants": [plant(ROSE, None), plant(ROSE, 1), plant(ROSE, None)]}, ["plants[0].pots", "plants[2].pots"]),
        ({"plants": [plant(2, None), plant(ROSE, 10)]}, ["plants[0].pots"]),
        ({"visit": None}, ["visit"]),
        ({"born": None}, []),
    ],
)
def test_the_smallest_sets_of_facts_that_would_decide(changes, missing):
    answer = entry(**changes)
    asked = answer.missing if answer.outcome is None else []
    assert asked == missing
    assert (answer.outcome is None) == bool(missing)


def test_what_is_missing_serves_the_answer_before_the_other_results():
    assert entry(born=None, dogs=None, member_card=True).missing == ["dogs"]
    assert entry(born=None).missing == ["born"]


def test_the_day_and_the_choice_that_pick_a_number_are_missing_not_the_number():
    for facts, missing in [({"visit": "2012-01-01"}, ["garden"]), ({"garden": "north"}, ["visit"])]:
        answer = decide(law, "deposit", facts)
        assert (answer.outcome, answer.missing, answer.unset, answer.status) == (None, missing, [], "confirmed")
    assert decide(law, "deposit", {}).missing == ["garden", "visit"]
    assert decide(law, "patience", {}).missing == ["visit"]


def test_days_and_months_are_missing_even_where_the_clock_is():
    answer = decide(law, "form", {"form_needed": "2020-01-01", "form_day": "2020-01-01", "form_usual": 1, "trees": []})
    assert answer.missing == [
        f"form_{name}" for name in ("choice", "days", "hours", "money", "month", "number", "yes_no")
    ]
    assert decide(law, "bill", {"billed_in": "2020-06"}).missing == ["last_day"]
    assert decide(law, "bill", {"last_day": "2020-06-01"}).missing == ["billed_in"]


def test_what_opens_rows_is_missing_not_the_rows():
    assert decide(law, "lamps", {"visit": "2020-01-01"}).missing == ["last_day"]
    assert decide(law, "lamps", {"last_day": "2020-01-01"}).missing == ["visit"]
    assert decide(law, "season", {}).missing == ["last_day", "visit"]


def test_the_clock_of_a_row_is_missing_in_its_place_as_given():
    tools = [{"taken_on": "2020-01-01", "keeper": "Bob", "hours": 1}, {"keeper": "Ann", "hours": 2}]
    answer = decide(law, "hire", {"visit": "2025-01-01", "tools": tools})
    assert (answer.outcome, answer.missing, answer.unset) == (None, ["tools[1].taken_on"], [])


def test_nothing_is_missing_where_only_numbers_are():
    answer = entry(visit="2024-06-01", member_card=True)
    assert (answer.outcome, answer.missing, answer.unset, answer.status) == (None, [], ["dogs_allowed"], "unset")
    answer = entry(visit="2024-06-01", member_card=False)
    assert (answer.outcome, answer.missing, answer.unset) == (False, [], [])


@given(YES_NO, YES_NO, YES_NO, st.sampled_from([0, 3, None]), st.sampled_from([None, (), (10,), (None, 4)]))
def test_what_is_missing_was_not_given_and_decides_nothing_by_itself_twice(card, invited, host, dogs, pots):
    plants = None if pots is None else [plant(ROSE, count) for count in pots]
    facts = {"member_card": card, "invited": invited, "host_is_member": host, "dogs": dogs, "plants": plants}
    answer = entry(**facts)
    given = {name for name in facts if facts[name] is not None}
    assert not given & set(answer.missing)
    assert (answer.undetermined == []) == (answer.missing == [])
