"""What must hold for everybody under the law of the ALE: ceilings in any order, months that only help."""

from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tremplin import InputError, decide

calm = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))

# texts.md rows 40, 41, 43, 45 and ale.md § 3.1, as this test reads them: the classes of work lie one in the other.
LISTED, GENERAL, SEASONAL = range(3)
WORK = {
    ("household", "small_garden"): GENERAL,
    ("household", "child_care"): GENERAL,
    ("household", "sick_care"): GENERAL,
    ("household", "administrative_help"): LISTED,
    ("association", "event_support"): LISTED,
    ("association", "association_task"): LISTED,
    ("local_authority", "neighbourhood_safety"): LISTED,
    ("school", "school_care"): GENERAL,
    ("agriculture", "seasonal_agriculture"): SEASONAL,
    ("horticulture", "seasonal_horticulture"): SEASONAL,
}
FEDERAL = {LISTED: 45, GENERAL: 70, SEASONAL: 150}
YEAR = 630


def ceilings(region, month):
    """The most hours of each class and all inside it, in a month from March 2010 on."""
    if region == "wallonia" and month >= "2026-01":
        return {}
    if region == "flanders" and month >= "2018-01":
        return {SEASONAL: 60}
    if region == "german_community" and month >= "2023-01":
        return {SEASONAL: 70}
    if region == "german_community" and month >= "2018-01":
        return {GENERAL: 70, SEASONAL: 150}
    return FEDERAL


regions = st.sampled_from(["wallonia", "brussels", "flanders", "german_community"])
months = st.builds("{:04d}-{:02d}".format, st.integers(2010, 2026), st.integers(1, 12)).filter(
    lambda month: "2010-03" <= month <= "2026-11" and month != "2020-11"
)
hours = st.integers(1, 400).map(lambda quarters: quarters / 4)
jobs = st.lists(st.tuples(st.sampled_from(sorted(WORK)), hours), min_size=1, max_size=8)
earlier = st.one_of(st.just(0), st.integers(0, 640))


def asked(region, month, before, done, work, count):
    user, activity = work
    rows = [{"user": one, "activity": other, "hours": each} for (one, other), each in done]
    return decide(
        "ale_hours",
        {
            **{"region": region, "month": month, "user": user, "activity": activity, "hours": count},
            **{"done_this_month": rows, "hours_earlier_this_year": before},
        },
    )


def accepted(region, month, before, wanted):
    taken = []
    for work, count in wanted:
        answer = asked(region, month, before, taken, work, count).outcome
        assert answer is not None
        if answer:
            taken.append((work, count))
    return taken


@calm
@given(regions, months, earlier, jobs, st.randoms(use_true_random=False))
def test_hours_that_are_accepted_never_pass_a_ceiling_in_any_order(region, month, before, wanted, chance):
    taken = accepted(region, month, before, wanted)
    for order in (taken, chance.sample(taken, len(taken))):
        assert accepted(region, month, before, order) == order
    for widest, most in ceilings(region, month).items():
        assert sum(count for work, count in taken if WORK[work] <= widest) <= most
    assert before + sum(count for _, count in taken) <= max(YEAR, before)


@calm
@given(regions, months, earlier, jobs, st.sampled_from(sorted(WORK)), hours)
def test_the_hours_left_are_the_most_that_fit(region, month, before, wanted, work, count):
    taken = accepted(region, month, before, wanted)
    answer = asked(region, month, before, taken, work, count)
    left = answer.result["left_this_month"]
    assert left is not None and left >= 0
    assert answer.outcome is (count <= left)
    assert asked(region, month, before, taken, work, left).outcome is True
    assert asked(region, month, before, taken, work, min(left, count)).outcome is True
    most = 24 * 28
    if left + 0.01 <= most:
        assert asked(region, month, before, taken, work, left + 0.01).outcome is False


@calm
@given(regions, months, earlier, jobs, st.sampled_from(sorted(WORK)), hours, hours)
def test_fewer_hours_are_never_refused_where_more_are_allowed(region, month, before, wanted, work, one, other):
    taken = accepted(region, month, before, wanted)
    fewer, more = sorted((one, other))
    allowed = asked(region, month, before, taken, work, more).outcome
    assert not allowed or asked(region, month, before, taken, work, fewer).outcome


people = st.fixed_dictionaries(
    {
        "region": regions,
        "on": st.dates(date(2000, 1, 1), date(2026, 11, 22)).map(str),
        "birth_date": st.dates(date(1950, 1, 1), date(1999, 12, 31)).map(str),
        "allowance": st.sampled_from(["unemployment", "insertion", "safeguard", "none", None]),
        "months_on_allowance": st.integers(0, 40),
        "months_registered": st.integers(0, 20),
        "employment_service": st.sampled_from(["forem", "actiris", "vdab", "adg", None]),
        "registered_jobseeker": st.sampled_from([True, False, None]),
        "cpas_aid": st.sampled_from([True, False, None]),
    }
)
# Facts with which a route by months is open for most people, and the months that count for it.
OPEN = {
    "E1": (
        "months_on_allowance",
        {"region": "brussels", "allowance": "unemployment", "in_first_benefit_period": False},
    ),
    "E2": ("months_on_allowance", {"region": "wallonia", "allowance": "unemployment"}),
    "E6a": (
        "months_registered",
        {"region": "wallonia", "on": "2026-06-15", "employment_service": "forem", "registered_jobseeker": True},
    ),
    "lba_registered": (
        "months_registered",
        {"region": "german_community", "on": "2024-06-15", "registered_jobseeker": True},
    ),
}


def routes(facts):
    try:
        return decide("ale_access", facts).result["routes"]
    except InputError:
        assume(False)


@pytest.mark.parametrize("route", OPEN)
@calm
@given(people, st.integers(0, 30), st.integers(1, 24))
def test_a_route_by_months_holds_when_its_months_grow(route, facts, months, more):
    months_of, known = OPEN[route]
    facts = {**facts, **known, months_of: months}
    assume(route in (routes(facts) or []))
    after = routes({**facts, months_of: months + more})
    assert after is not None and route in after


@calm
@given(people, st.sampled_from(["allowance", "months_on_allowance", "months_registered", "employment_service"]))
def test_an_unknown_fact_never_becomes_a_no(facts, fact):
    """What is decided without a fact is decided so with it, whatever it is."""
    routes(facts)
    without = decide("ale_access", {**facts, fact: None}).outcome
    if without is not None:
        assert decide("ale_access", facts).outcome is without
