"""The days on which access to the ALE opens and closes, months that go on counting included."""

from tests.cli.test_flips import found as flips_of
from tremplin.law import belgian_law

law = belgian_law()
LOSING = {
    **{"region": "wallonia", "birth_date": "1991-06-14", "allowance": "unemployment", "benefit_ends_on": "2026-03-01"},
    **{"months_on_allowance": 31, "months_on_allowance_in_last_36": 30, "in_first_benefit_period": False},
    **{"left_out_as": "none", "cpas_aid": False, "employment_service": "forem", "registered_jobseeker": True},
    **{"months_registered": 8, "stay": "unlimited", "employability": "other", "relevant_to_path": False},
}


def changes(facts, start, months):
    first, listed = flips_of(law, start, months, "ale_access", facts, "on")
    return first, [(day, after) for day, _, after, _ in listed]


def test_who_loses_benefit_waits_for_a_year_of_registration():
    assert changes(LOSING, "2026-02-02", 24) == (1, [("2026-03-01", 0), ("2026-06-02", 1)])


def test_a_case_that_becomes_impossible_ends_the_search():
    facts = {"worked_on": "2026-11-20", "handed_on": "2026-11-25", "region": "wallonia"}
    first, listed = flips_of(law, "2026-11-20", 3, "ale_handover", facts, clock="worked_on")
    assert (first, listed) == (1, [])


def test_a_worker_of_wijk_werken_ends_after_twelve_months():
    facts = {
        **{"region": "flanders", "birth_date": "1990-01-01", "allowance": "unemployment", "referred_by": "vdab"},
        **{"months_of_wijk_werken": 11, "agency_days_in_last_28": 0, "employment_service": "vdab"},
        **{"registered_jobseeker": True, "cpas_aid": False, "pwa_contract_on_2017_09_30": False},
    }
    assert changes(facts, "2026-09-05", 6) == (1, [("2026-10-05", 0)])
