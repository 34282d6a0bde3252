"""Facts of a case: every fault at once with its place, nothing coerced, null and left out, rows in their own order."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import meadow
from tremplin.engine.decide import read_case
from tremplin.engine.kinds import UNKNOWN
from tremplin.ground.errors import InputError
from tremplin.ground.reading import read_yaml
from tremplin.lawbook.load import load
from tremplin.reasons.answer import decide

law = load(meadow.__name__)
NEEDED = {"form_needed": "2020-01-01"}


def form(**facts):
    return decide(law, "form", {**NEEDED, **facts})


def faults(given, name="form", source=""):
    """Place, key and words of every fault."""
    with pytest.raises(InputError) as raised:
        decide(law, name, given, source)
    return [(fault.place, fault.key, fault.words) for fault in raised.value.faults]


def keys(**facts):
    return [(place, key) for place, key, _ in faults({**NEEDED, **facts})]


def trees(*rows):
    return [(place, key) for place, key, _ in faults({**NEEDED, "trees": list(rows)})]


def case(**facts):
    return read_case(law, law.decision("form"), {**NEEDED, **facts})


SAID = {
    "form_day": "2024-02-29",
    "form_month": "2024-02",
    "form_money": "12.50",
    "form_number": -1000,
    "form_hours": 7.6,
    "form_days": 1.2345,
    "form_yes_no": False,
    "form_choice": "elm",
    "form_usual": 6,
}


def test_facts_of_each_kind_come_back_as_they_were_given():
    result = form(**SAID).result
    assert {f"form_{name}": value for name, value in result.items() if f"form_{name}" in SAID} == SAID


@given(
    st.fixed_dictionaries(
        {
            "form_day": st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)).map(str),
            "form_number": st.integers(-1000, 1000),
            "form_hours": st.integers(-2_000_000_000, 74_400).map(lambda hundredths: hundredths / 100),
            "form_yes_no": st.booleans(),
            "form_choice": st.sampled_from(["oak", "ash", "elm"]),
            "form_money": st.integers(-(10**9), 10**9).map(lambda cents: f"{Decimal(cents) / 100:.2f}"),
        }
    )
)
def test_whatever_facts_come_back_as_they_were_given(facts):
    result = form(**facts).result
    assert {f"form_{name}": value for name, value in result.items() if f"form_{name}" in facts} == facts


@pytest.mark.parametrize(
    ("name", "said", "key"),
    [
        ("form_number", "1", "expected_number"),
        ("form_number", True, "expected_number"),
        ("form_number", 1.5, "expected_decimals"),
        ("form_number", float("nan"), "expected_number"),
        ("form_number", float("-inf"), "expected_number"),
        ("form_number", 1001, "out_of_range"),
        ("form_number", -1001, "out_of_range"),
        ("form_number", [], "expected_number"),
        ("form_number", {}, "expected_number"),
        ("form_days", 2**31, "expected_smaller"),
        ("form_hours", "7.6", "expected_number"),
        ("form_hours", 7.605, "expected_decimals"),
        ("form_hours", 744.01, "too_high"),
        ("form_yes_no", 1, "expected_yes_no"),
        ("form_yes_no", 0, "expected_yes_no"),
        ("form_yes_no", "yes", "expected_yes_no"),
        ("form_day", "2023-02-29", "expected_real_day"),
        ("form_day", 20230101, "expected_day"),
        ("form_day", "20230101", "expected_day"),
        ("form_day", datetime.datetime(2023, 1, 1), "expected_day"),
        ("form_day", "9999-12-31", "out_of_range"),
        ("form_day", "0999-12-31", "out_of_range"),
        ("form_month", datetime.date(2023, 1, 1), "expected_month"),
        ("form_month", "0000-01", "out_of_range"),
        ("form_month", "3000-01", "out_of_range"),
        ("form_choice", "Oak", "expected_choice"),
        ("form_choice", 0, "expected_choice"),
        ("form_money", "12,50", "expected_number"),
        ("form_money", False, "expected_number"),
        ("form_name", True, "expected_name"),
        ("form_name", 1.5, "expected_name"),
        ("form_name", ["Ann"], "expected_name"),
        ("trees", "oak", "not_rows"),
        ("trees", {"height": 1}, "not_rows"),
        ("form_nmber", 1, "near_name"),
        ("quite else", 1, "unknown_name"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(name, said, key):
    assert keys(**{name: said}) == [(name, key)]


@pytest.mark.parametrize("name", ["form_number", "form_hours", "form_money", "form_day", "form_choice", "form_name"])
def test_a_number_of_thousands_of_digits_is_refused_in_words(name):
    with pytest.raises(InputError) as raised:
        form(**{name: 10**5000})
    assert len(raised.value.faults) == 1
    assert f"{name}: " in str(raised.value)


def test_every_fault_is_told_at_once_each_in_its_place():
    given = {
        "form_day": "2023-02-29",
        "form_number": "1",
        "form_colour": "red",
        "trees": [{"height": 1}, {"height": "tall", "planted": "1899-12-31"}, "oak", {"hight": 2, "felled": 1}],
    }
    assert sorted((place, key) for place, key, _ in faults(given)) == [
        ("form_colour", "near_name"),
        ("form_day", "expected_real_day"),
        ("form_needed", "required"),
        ("form_number", "expected_number"),
        ("trees[1].height", "expected_number"),
        ("trees[1].planted", "before_record"),
        ("trees[2]", "not_row"),
        ("trees[3].felled", "expected_yes_no"),
        ("trees[3].hight", "near_name"),
    ]


def test_places_name_the_file_and_the_line():
    text = "form_needed: 2020-01-01\nform_number: many\ntrees:\n  - height: 3\n  - height: tall\n    girth: 2\n"
    assert [place for place, _, _ in faults(read_yaml(text, "facts.yaml"), source="facts.yaml")] == [
        "facts.yaml, line 2, form_number",
        "facts.yaml, line 5, trees[1].height",
        "facts.yaml, line 5, trees[1].girth",
    ]


def test_what_is_expected_is_said():
    assert faults({**NEEDED, "form_number": 1001}) == [
        ("form_number", "out_of_range", {"said": 1001, "low": -1000, "high": 1000})
    ]
    assert faults({**NEEDED, "form_hours": 745})[0][2] == {"said": 745, "low": None, "high": 744}
    assert faults({"visit": "1999-12-31"}, "patience") == [
        ("visit", "before_record", {"said": "1999-12-31", "low": "2000-01-01", "high": "2999-12-31"})
    ]
    assert faults({**NEEDED, "form_choice": "beech"}) == [
        ("form_choice", "expected_choice", {"said": "beech", "names": "oak, ash, elm"})
    ]


@pytest.mark.parametrize("given", [None, [], "born", 3, [("form_needed", "2020-01-01")]])
def test_what_is_no_facts_at_all(given):
    assert faults(given, source="facts.yaml") == [("facts.yaml", "not_facts", {})]


def test_a_decision_that_does_not_exist():
    assert faults({}, "formm") == [("formm", "near_name", {"near": "form"})]


def test_a_fact_that_is_required():
    assert faults({}) == faults({"form_needed": None}) == [("form_needed", "required", {})]


def test_null_is_unknown_and_left_out_takes_what_the_law_says():
    assert form().result["usual"] == 5
    assert form(form_usual=None).result["usual"] is None
    assert form().result["number"] is form(form_number=None).result["number"] is None
    read = case(trees=[{"height": 1}, {"height": 2, "felled": None}, {"height": 3, "felled": True}])
    assert read.rows["trees"]["felled"] == [0, UNKNOWN, 1]
    assert read.rows["trees"]["planted"] == [UNKNOWN, UNKNOWN, UNKNOWN]


def test_an_empty_list_is_known_and_a_missing_one_is_not():
    assert case(trees=[]).rows["trees"] == {"planted": [], "height": [], "owner": [], "felled": []}
    assert case(trees=()).rows == case(trees=[]).rows
    assert case(trees=None).rows["trees"] is case().rows["trees"] is None
    assert form(trees=[]).result["standing"] == 0
    assert form(trees=None).result["standing"] is form().result["standing"] is None


def test_inside_the_last_day_is_the_day_after():
    read = case(form_day="2024-02-29")
    assert read.values["form_day_after"] == 19783
    assert "form_day" not in read.values


def test_rows_stand_in_the_order_of_the_law_and_remember_their_places():
    trees = [{"height": 2, "planted": "2001-01-01"}, {"height": 2, "planted": "2000-01-01"}, {}, {"height": 1}]
    read = case(trees=trees)
    assert read.rows["trees"]["height"] == [UNKNOWN, 100, 200, 200]
    assert read.places["trees"] == [2, 3, 1, 0]


def test_rows_that_names_order_stand_in_one_order_too():
    rows = [{"keeper": "Bob", "hours": 1}, {"keeper": "Ann", "hours": 2}, {"hours": 3}]
    for tools, places in ((rows, [2, 1, 0]), (rows[::-1], [0, 1, 2])):
        read = read_case(law, law.decision("hire"), {"tools": tools})
        assert (read.rows["tools"]["hours"], read.places["tools"]) == ([300, 200, 100], places)


def test_names_are_only_compared():
    assert form(trees=[{"owner": "Ann"}, {"owner": "Ann"}]).result["same_owner"] is True
    assert form(trees=[{"owner": "Ann"}, {"owner": "ann"}]).result["same_owner"] is False
    assert form(trees=[{"owner": 7}, {"owner": "7"}]).result["same_owner"] is True
    assert form(trees=[{"owner": "Ann"}, {}]).result["same_owner"] is None


def test_a_check_of_the_law_names_the_row_as_it_was_given():
    assert trees({"height": 5}, {"height": 0, "felled": True}) == [("trees[1].height", "too_low")]
    assert keys(form_hours=100, form_money=0) == [("form_hours", "too_high")]
    text = "form_needed: 2020-01-01\ntrees:\n  - height: 3\n  - {height: 0, felled: yes}\n"
    assert faults(read_yaml(text, "f.yaml"), source="f.yaml")[0][0] == "f.yaml, line 4, trees[1].height"


def test_what_cannot_be_read_hides_no_other_fault():
    found = keys(form_hours=100, form_money=0, form_day="soon")
    assert sorted(found) == [("form_day", "expected_day"), ("form_hours", "too_high")]
    assert trees({"height": 0, "felled": True}, 7, {"height": "x", "felled": True}, {"height": 0, "felled": True}) == [
        ("trees[1]", "not_row"),
        ("trees[2].height", "expected_number"),
        ("trees[0].height", "too_low"),
        ("trees[3].height", "too_low"),
    ]


def test_a_fault_is_a_sentence_in_each_language():
    with pytest.raises(InputError) as raised:
        form(form_yes_no=None, form_choice=True)
    fault = raised.value.faults[0]
    assert fault.text("en").startswith("form_choice: ")
    assert "yes" in fault.text("en") and "oak, ash, elm" in fault.text("nl")
    assert len({fault.text(language) for language in ("fr", "nl", "de", "en")}) == 4
