"""A search is asked, read, listed and refused like a decision; its function tries."""

import json

import pytest

from tests.engine import meadow
from tremplin.engine.decide import read_case
from tremplin.engine.kinds import read_day
from tremplin.engine.one import Program
from tremplin.engine.plan import Plan
from tremplin.ground.errors import InputError
from tremplin.lawbook.load import load
from tremplin.lawbook.office import with_office
from tremplin.reasons.found import Found, ask

law = load(meadow.__name__)
VISITOR = {"born": "1990-05-01", "visit": "2010-06-01", "member_card": False, "invited": False, "dogs": 1, "plants": []}


def test_a_search_finds_by_asking_a_decision():
    child = {**VISITOR, "born": "2009-01-01"}
    found = ask(law, "first_free_day", child)
    assert isinstance(found, Found)
    day = found.result["day"]
    entry = dict(child.items())
    if day is not None:
        assert ask(law, "entry", {**entry, "visit": day}).result["may_enter"] is True
    assert set(json.loads(json.dumps(found.as_json()))) == set(ask(law, "entry", entry).as_json())


def test_the_facts_of_a_search_are_read_and_refused_like_those_of_a_decision():
    with pytest.raises(InputError, match="dogz"):
        ask(law, "first_free_day", {**VISITOR, "dogz": 1})
    with pytest.raises(InputError):
        ask(law, "first_free_day", {**VISITOR, "visit": "2010-13-01"})


def test_an_unknown_question_names_both_kinds():
    with pytest.raises(InputError) as raised:
        ask(law, "zzz", {})
    (fault,) = raised.value.faults
    assert {"entry", "first_free_day"} <= set(fault.words["known"].split(", "))


def test_the_law_of_an_office_keeps_its_searches():
    assert with_office(law, [], "office.yaml").searches == law.searches


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    find: walk.first_free_day\n", "", ", search first_free_day: no find; add it"),
        ("walk.first_free_day", "walk.last_free_day", ", search first_free_day: there is no check walk.last_free_day"),
        (
            "plants: plants}",
            "plants: plant}",
            ", search first_free_day: nothing is called plant; give it a fact or rows",
        ),
        (" nl: day (nl),", "", ", search first_free_day: day is missing in nl; write it"),
        ("    then: {", "    then: [", "line"),
    ],
)
def test_a_search_that_is_not_sound_does_not_load(load, old, new, said):
    faults = load(("walk.yaml", old, new))
    assert any(said in fault for fault in faults), faults


def test_a_plan_may_be_handed_what_its_rules_have_worked_out():
    """The same rules, some values of theirs handed in: the rest comes out as in the whole."""
    decision = law.decision("entry")
    case = read_case(law, decision, {**VISITOR, "visit": "2012-06-01"})
    whole = decision.program.run(case)
    handed = Program(Plan(law, [decision.then["fee"]], ["age"]))
    assert "born" not in handed.plan.facts and "age" in handed.plan.facts
    values = case.values | {"age": whole["age"]}
    assert handed.strict(values, case.rows, None)["fee"] == whole["fee"]
    assert handed.strict(values | {"age": 3}, case.rows, None)["fee"] != whole["fee"] or whole["age"] == 3
    assert read_day("2012-06-01") == case.values["visit"]
