"""What must hold of the subsidy of any contract, one by one and all at once."""

import datetime
import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.law.made import contracts
from tremplin import InputError, decide
from tremplin.engine.decide import read_case, settle
from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.reasons.explain import Explanation

law = belgian_law()
NAME = "article60_subsidy"
calm = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def decided(facts):
    try:
        return decide(NAME, facts)
    except InputError:
        assume(False)


def touched(facts):
    """Every calendar month that a period touches."""
    found = set()
    for period in facts["contract"]:
        first, last = (datetime.date.fromisoformat(period[name]) for name in ("first_day", "last_day"))
        while first <= last:
            found.add(f"{first:%Y-%m}")
            first += datetime.timedelta(1)
    return found


@calm
@given(contracts())
def test_every_month_touched_has_its_amount_and_they_add_up(facts):
    result = decided(facts).result
    assert set(result["months"]) == touched(facts)
    amounts = list(result["months"].values())
    if None in amounts:
        assert result["total"] is None
    else:
        assert round(sum(map(float, amounts)) * 100) == round(float(result["total"]) * 100)


@calm
@given(contracts(unknowns=False))
def test_a_total_that_is_not_known_lies_between_its_bounds_whatever_an_office_sets(facts):
    from tremplin.lawbook.office import with_office
    from tremplin.reasons.answer import decide as under

    answer = decided(facts)
    bounds = answer.plain_ranges.get("total")
    assume(bounds)
    for partial in ("whole_month", "calendar_days", "whole_months_only"):
        entries = [("partial_month", partial), ("part_time_duration", "six_months"), ("nearly_full_time", "part_time")]
        office = [
            {"parameter": name, "from": "2000-08-01", "value": value, "source": "a decision"} for name, value in entries
        ]
        total = under(with_office(law, office, "office.yaml"), NAME, facts).result["total"]
        assert total is None or float(bounds[0]) <= float(total) <= float(bounds[1])


@calm
@given(contracts(unknowns=False), st.randoms(use_true_random=False))
def test_the_order_of_periods_changes_nothing(facts, chance):
    answer = decided(facts)
    again = decide(NAME, {**facts, "contract": chance.sample(facts["contract"], len(facts["contract"]))})
    assert (again.result, again.plain_ranges, again.status) == (answer.result, answer.plain_ranges, answer.status)


@calm
@given(contracts(unknowns=False), st.integers(1, 300))
def test_a_period_cut_in_two_changes_nothing(facts, cut):
    answer = decided(facts)
    period = facts["contract"][0]
    middle = datetime.date.fromisoformat(period["first_day"]) + datetime.timedelta(cut)
    assume(middle.isoformat() <= period["last_day"])
    parts = [
        {**period, "last_day": (middle - datetime.timedelta(1)).isoformat()},
        {**period, "first_day": middle.isoformat()},
    ]
    again = decide(NAME, {**facts, "contract": [*parts, *facts["contract"][1:]]})
    assert again.result == answer.result


@calm
@given(contracts(unknowns=False))
def test_earlier_days_never_lengthen_the_subsidy(facts):
    alone = decided({name: value for name, value in facts.items() if name not in ("work", "claim_date")})
    cut = decided(facts)
    if facts["region"] != "flanders" and None not in (alone.result["subsidised_until"], cut.result["subsidised_until"]):
        assert cut.result["subsidised_until"] <= alone.result["subsidised_until"]


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(contracts(), st.sampled_from(LANGUAGES))
def test_every_answer_can_be_told(facts, language):
    answer = decided(facts)
    assert json.loads(json.dumps(answer.as_json()))["result"]["months"] is not None
    explained = Explanation(answer, language).as_dict()
    assert explained["lead"] and explained["tree"]
    for name in answer.missing:
        assert facts.get(name.partition("[")[0]) is None or "[" in name


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(contracts(), min_size=1, max_size=30))
def test_one_by_one_is_all_at_once(crowd):
    pytest.importorskip("numba")
    from tremplin.population.columns import Columns
    from tremplin.population.run import run

    cases = []
    for facts in crowd:
        try:
            cases.append(read_case(law, law.decision(NAME), facts))
        except InputError:
            continue
    values = run(law, NAME, Columns.from_cases(law, NAME, cases)).values
    together = [{name: int(column[number]) for name, column in values.items()} for number in range(len(cases))]
    assert together == [settle(law, law.decision(NAME), case).values for case in cases]


@pytest.mark.parametrize(
    ("contract", "said"),
    [
        ([], "contract"),
        ([{"first_day": "2007-03-01", "last_day": "2007-02-01", "weekly_hours": 38}], "last_day"),
        (
            [
                {"first_day": "2007-03-01", "last_day": "2007-05-31", "weekly_hours": 19},
                {"first_day": "2007-05-31", "last_day": "2007-06-30", "weekly_hours": 38},
            ],
            "first_day",
        ),
        ([{"first_day": "1999-03-01", "last_day": "1999-05-31", "weekly_hours": 19}], "first_day"),
    ],
)
def test_what_cannot_be_a_contract_is_refused(contract, said):
    with pytest.raises(InputError, match=said):
        decide(NAME, {"contract": contract})
