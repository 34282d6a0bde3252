"""What is told of an answer of the ALE: how sure it is, what it lacks, and nothing that does not matter."""

from tremplin import decide

FLANDERS = {
    **{"region": "flanders", "month": "2024-05", "user": "school", "activity": "school_care", "hours": 61},
    **{"done_this_month": [], "hours_earlier_this_year": 0},
}
EUPEN = {
    **{"region": "german_community", "on": "2024-05-01", "birth_date": "1959-01-01", "employment_service": "adg"},
    **{"allowance": "unemployment", "registered_jobseeker": True, "months_registered": 20},
}


def test_what_becomes_of_hours_beyond_the_limit_does_not_weigh_on_the_refusal():
    answer = decide("ale_hours", FLANDERS)
    assert answer.outcome is False
    assert answer.result["over_the_limit"] is None
    assert (answer.missing, answer.unset) == ([], [])
    assert answer.status in ("confirmed", "single-source", "inferred")


def test_the_day_on_which_a_route_would_open_asks_for_nothing():
    facts = {
        "region": "wallonia",
        "on": "2024-05-01",
        "birth_date": "1990-01-01",
        "allowance": "none",
        "cpas_aid": False,
    }
    answer = decide("ale_access", facts)
    assert answer.outcome is False
    assert answer.missing == []


def test_no_fact_is_asked_where_only_the_law_leaves_it_open():
    answer = decide("ale_access", EUPEN)
    assert answer.outcome is None
    assert (answer.missing, answer.unset) == ([], ["pension_age"])


def test_routes_that_the_law_closes_are_not_among_what_would_change_the_answer():
    from tremplin.reasons.explain import Explanation

    answer = decide(
        "ale_access", {"region": "wallonia", "on": "2024-05-01", "birth_date": "1990-01-01", "allowance": "none"}
    )
    labels = " ".join(change.label for change in Explanation(answer, "en").changes)
    assert "two years of benefit" in labels and "LBA" not in labels and "Brussels" not in labels
