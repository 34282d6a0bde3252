"""A decision: its results, the shape of its JSON, its steps, and what may not change it."""

import importlib
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import meadow
from tremplin.ground.errors import InputError
from tremplin.lawbook.load import load
from tremplin.reasons.answer import decide

law = load(meadow.__name__)
FOLDER = Path(meadow.__path__[0])
VISITOR = {"born": "1990-05-01", "visit": "2010-06-01", "member_card": False, "invited": False, "dogs": 1}
PLANTS = [{"plant_code": 1, "pots": 4}, {"plant_code": 2, "pots": 3}, {"plant_code": 1, "pots": 7}]
DAYS = st.sampled_from(["2009-12-31", "2010-01-01", "2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01", None])
TOOLS = st.lists(
    st.fixed_dictionaries(
        {"taken_on": DAYS, "keeper": st.sampled_from(["Ann", "Bob", "Cleo", None])},
        optional={"make": st.sampled_from(["hand", "motor"]), "hours": st.sampled_from([0, 0.5, 1.25, 2, None])},
    ),
    max_size=6,
)
CODES = st.sampled_from([1, 2, 3, 4, 9, None])
BROUGHT = st.lists(st.fixed_dictionaries({"plant_code": CODES, "pots": st.integers(0, 12)}), max_size=6)


def entry(**changes):
    return decide(law, "entry", {**VISITOR, "plants": PLANTS, **changes})


def told(answer):
    return (answer.result, answer.plain_ranges, answer.missing, answer.unset, answer.status)


def test_results_by_their_public_names_in_their_order():
    answer = entry()
    assert list(answer.result.items()) == [
        ("age", 20),
        ("fee", "4.50"),
        ("free", True),
        ("route", "gift"),
        ("blooms", 11),
        ("may_enter", True),
    ]
    assert answer.outcome is True
    assert told(entry()) == (answer.result, {}, [], [], "confirmed")


@pytest.mark.parametrize(
    ("changes", "may_enter", "route"),
    [
        ({}, True, "gift"),
        ({"member_card": True}, True, "member"),
        ({"plants": []}, False, None),
        ({"plants": [{"plant_code": 1, "pots": 9}]}, False, None),
        ({"plants": [{"plant_code": 1, "pots": 10}]}, True, "gift"),
        ({"plants": [{"plant_code": 4, "pots": 10}], "visit": "2015-01-01"}, True, "gift"),
        ({"plants": [], "invited": True, "host_is_member": True}, True, "guest"),
        ({"plants": [], "invited": True, "host_is_member": False}, False, None),
        ({"dogs": 2}, True, "gift"),
        ({"dogs": 3}, False, "gift"),
    ],
)
def test_outcomes(changes, may_enter, route):
    answer = entry(**changes)
    assert (answer.outcome, answer.result["route"], answer.undetermined) == (may_enter, route, [])


def test_the_json_of_an_answer():
    answer = entry(dogs=None, member_card=True)
    found = json.loads(json.dumps(answer.as_json()))
    assert list(found) == ["decision", "law", "result", "undetermined", "ranges", "missing", "unset", "status", "steps"]
    assert found["decision"] == "entry"
    assert found["law"] == law.fingerprint
    assert found["result"]["free"] is True
    assert found["result"]["may_enter"] is None
    assert (found["ranges"], found["missing"], found["unset"], found["status"]) == ({}, ["dogs"], [], "confirmed")


def test_ranges_are_shown_as_values_are():
    answer = entry(plants=[{"plant_code": 1, "pots": 4}, {"plant_code": 9, "pots": 7}])
    assert answer.as_json()["ranges"] == {"blooms": [4, 11]}
    assert decide(law, "fees", {"visit": "2010-01-01"}).as_json()["ranges"] == {"sum": ["7.00", "11.00"]}


def test_every_step_is_kept_in_the_order_of_working():
    steps = entry().step_list()
    names = [step["name"] for step in steps]
    assert sorted(names) == sorted(
        [
            *("ages", "age", "fees", "fee", "plants_list", "sort", "blooms", "blooms_asked", "blooms_brought"),
            *("blooms_so_far", "share", "largest_share", "gift", "member", "guest", "free", "free_by"),
            *("dogs_allowed", "quiet", "may_enter_free"),
        ]
    )
    for later, earlier in [("age", "ages"), ("fee", "age"), ("gift", "blooms_brought"), ("may_enter_free", "free")]:
        assert names.index(earlier) < names.index(later)


def test_a_step_has_its_value_article_and_status():
    steps = {step["name"]: step for step in entry().step_list()}
    assert steps["fee"] == {"name": "fee", "article": "Gardens Act, art. 4", "status": "confirmed", "value": "4.50"}
    assert steps["fees"]["value"] == {"from_age": [0, 18, 65], "amount": ["1.00", "4.50", "2.25"]}
    assert steps["ages"]["value"] == "by_birthday"
    assert steps["largest_share"]["status"] is None
    assert steps["sort"] == {
        "name": "sort",
        "article": "Gardens Act, art. 6",
        "status": "confirmed",
        "rows": "plants",
        "values": ["bloom", "sapling", "bloom"],
    }


def test_steps_that_are_not_known_are_null():
    steps = {step["name"]: step for step in entry(dogs=None, plants=[{"plant_code": 9, "pots": 1}]).step_list()}
    assert steps["quiet"]["value"] is steps["may_enter_free"]["value"] is steps["blooms_brought"]["value"] is None
    assert steps["sort"]["values"] == steps["blooms"]["values"] == steps["blooms_so_far"]["values"] == [None]
    steps = {step["name"]: step for step in entry(plants=None).step_list()}
    assert steps["sort"]["values"] is steps["blooms_so_far"]["values"] is None
    steps = {step["name"]: step for step in entry(visit="2024-01-01").step_list()}
    assert steps["dogs_allowed"]["value"] is None


def test_rows_that_a_rule_opens_are_steps_too():
    answer = decide(law, "season", {"visit": "2020-01-15", "last_day": "2020-03-01"})
    steps = {step["name"]: step for step in answer.step_list()}
    assert steps["season_month"]["values"] == ["2020-01", "2020-02", "2020-03"]
    assert steps["ticket"]["values"] == ["10.00", "10.00", "12.50"]
    assert steps["season_price"]["value"] is None


@given(BROUGHT, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(plants, chance):
    shuffled = chance.sample(plants, len(plants))
    one, other = entry(plants=plants), entry(plants=shuffled)
    assert (one.result, one.plain_ranges, one.status) == (other.result, other.plain_ranges, other.status)
    blooms = {step["name"]: step for step in other.step_list()}["blooms"]["values"]
    alone = [entry(plants=[plant]).step_list() for plant in shuffled]
    assert blooms == [{step["name"]: step for step in steps}["blooms"]["values"][0] for steps in alone]


@given(TOOLS, st.randoms(use_true_random=False))
def test_nor_where_names_order_them_or_each_row_has_its_own_clock(tools, chance):
    given = {"visit": "2025-01-01", "tools": tools}
    one = decide(law, "hire", given)
    other = decide(law, "hire", {**given, "tools": chance.sample(tools, len(tools))})
    assert (one.result, one.plain_ranges, one.unset, one.status) == (
        other.result,
        other.plain_ranges,
        other.unset,
        other.status,
    )
    assert len(one.missing) == len(other.missing)


@given(BROUGHT)
def test_deciding_twice_gives_the_same_and_leaves_the_facts_as_they_were(plants):
    given = {**VISITOR, "plants": plants}
    before = json.dumps(given)
    assert decide(law, "entry", given).as_json() == decide(law, "entry", given).as_json()
    assert json.dumps(given) == before


@given(BROUGHT)
def test_an_answer_is_undetermined_or_decided_never_both(plants):
    found = entry(plants=plants).as_json()
    assert (found["result"]["blooms"] is None) == ("blooms" in found["ranges"])
    if "blooms" in found["ranges"]:
        low, high = found["ranges"]["blooms"]
        assert low < high
    if found["result"]["may_enter"] is None:
        assert found["missing"] or found["unset"]


def test_a_decision_that_does_not_exist_is_told_with_what_there_is():
    with pytest.raises(InputError) as raised:
        decide(law, "picnic", {})
    assert [(fault.place, fault.key) for fault in raised.value.faults] == [("picnic", "unknown_name")]
    assert raised.value.faults[0].words == {"known": ", ".join(sorted(law.decisions))}


def fingerprint(folder):
    importlib.invalidate_caches()
    return load(folder.name).fingerprint


def test_the_fingerprint_is_of_the_files_of_the_law(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    first = tmp_path / "meadow_fingerprint"
    shutil.copytree(FOLDER, first, ignore=shutil.ignore_patterns("__pycache__"))
    assert fingerprint(first) == law.fingerprint
    assert len(law.fingerprint) == 12 and int(law.fingerprint, 16) > 0
    (first / "gardens" / "notes.txt").write_text("no law")
    (first / "gardens" / "entry.cases.yaml").write_text("- case: one")
    (first / "__pycache__").mkdir(exist_ok=True)
    assert fingerprint(first) == law.fingerprint
    found = {law.fingerprint}
    for file, old, new in [
        ("entry.yaml", "value: 10, source: board", "value: 11, source: board"),
        ("entry.py", '"""Age on the day of the visit"""', '"""Age"""'),
        ("stroll.yaml", "a notice", "a letter"),
        ("checks.py", '"""What cannot be in a form."""', '"""What cannot be."""'),
    ]:
        path = first / "gardens" / file
        path.write_text(path.read_text().replace(old, new) + "\n")
        found.add(fingerprint(first))
    assert len(found) == 5
    (first / "gardens" / "more.py").write_text("MORE = 1\n")
    found.add(fingerprint(first))
    (first / "gardens" / "more.py").rename(first / "gardens" / "most.py")
    found.add(fingerprint(first))
    assert len(found) == 7
