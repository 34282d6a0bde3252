"""What must hold for everybody under the law of working days and admission."""

import datetime
import random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.law.made import careers, people, quarter
from tremplin import InputError, decide

calm = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def decided(facts):
    try:
        return decide("admission", facts)
    except InputError:
        assume(False)


@calm
@given(people(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(facts, chance):
    answer = decided(facts)
    if facts["work"]:
        shuffled = chance.sample(facts["work"], len(facts["work"]))
        again = decide("admission", {**facts, "work": shuffled})
        assert (again.result, again.plain_ranges, again.status) == (answer.result, answer.plain_ranges, answer.status)


@calm
@given(people(), st.integers(1, 80), st.integers(0, 100))
def test_splitting_a_row_inside_the_period_changes_nothing(facts, cut, share):
    answer = decided(facts)
    start, claim = answer.result["reference_start"], facts["claim_date"]
    assume(facts["work"] and start)
    whole = [
        row
        for row in facts["work"]
        if start <= row["first_day"] and row["last_day"] < claim and row["service_code"] != 50
    ]
    assume(whole)
    row = whole[0]
    first, last = (datetime.date.fromisoformat(row[key]) for key in ("first_day", "last_day"))
    middle = first + datetime.timedelta(cut)
    assume(middle <= last)
    parts = [
        {**row, "last_day": (middle - datetime.timedelta(1)).isoformat()},
        {**row, "first_day": middle.isoformat()},
    ]
    for column in ("days", "hours"):
        if row.get(column) is not None:
            part = row[column] * share // 100
            parts[0][column], parts[1][column] = part, row[column] - part
    others = [other for other in facts["work"] if other is not row]
    try:
        again = decide("admission", {**facts, "work": [*others, *parts]})
    except InputError:  # more days than the part's dates hold
        assume(False)
    for name in ("proved_days", "admissible", "route", "missing_days"):
        assert again.result[name] == answer.result[name], name


@calm
@given(careers(), st.randoms(use_true_random=False))
def test_more_days_never_turn_yes_into_no(facts, chance):
    answer = decided(facts)
    assume(answer.result["admissible"] and facts["work"])
    able = [row for row in facts["work"] if row["weekly_hours"] == 38 and row["service_code"] in (1, 2, 5, 21)]
    assume(able)
    row = chance.choice(able)
    first, last = (datetime.date.fromisoformat(row[key]) for key in ("first_day", "last_day"))
    assert quarter((first.year - 1990) * 4 + (first.month - 1) // 3)[1] >= last
    more = min((last - first).days + 1, row["days"] + chance.randint(1, 20))
    others = [other for other in facts["work"] if other is not row]
    try:
        again = decide("admission", {**facts, "work": [*others, {**row, "days": more}]})
    except InputError:  # more days than the employer's dates hold
        assume(False)
    assert again.result["admissible"] is True


@calm
@given(people())
def test_what_is_filled_in_stays_within_what_doubt_allowed(facts):
    """An undetermined number, once its unknown benefits are told, lies in the range that was given."""
    answer = decided(facts)
    assume("proved_days" in answer.plain_ranges and facts["work"])
    low, high = answer.plain_ranges["proved_days"]
    told = [{**row, "benefit_paid": True} if row.get("benefit_paid") is None else row for row in facts["work"]]
    again = decide("admission", {**facts, "work": told})
    if again.result["proved_days"] is not None:
        assert low <= again.result["proved_days"] <= high


def test_the_years_of_the_circular_differ_as_it_says():
    """Twelve months of full-time open the right for everybody from 1 March 2026, and for under-36s before."""
    chance = random.Random(7)
    for _ in range(40):
        age = chance.randint(18, 60)
        for claim, open_to in (("2007-01-01", 36), ("2020-01-01", 36), ("2026-04-01", 99)):
            year = int(claim[:4])
            work = []
            for back in range(1, 6):
                number = (year - 1990) * 4 + (int(claim[5:7]) - 1) // 3 - back
                first, last = quarter(number)
                days = sum((first + datetime.timedelta(d)).weekday() < 5 for d in range((last - first).days + 1))
                regime = {"days_per_week": 5, "weekly_hours": 38, "full_time_weekly_hours": 38}
                dates = {"first_day": first.isoformat(), "last_day": last.isoformat()}
                work.append({**dates, "service_code": 1, "days": days, **regime})
            facts = {
                "birth_date": f"{year - age - 1}-06-15",
                "claim_date": claim,
                "admitted_before": False,
                "work": work[:4],
            }
            assert decide("admission", facts).result["admissible"] is (age < open_to), (age, claim)
