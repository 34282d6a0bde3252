"""The days on which access to the ALE opens and closes, months that go on counting included."""

from tests.cli.test_flips import found as flips_of
from tremplin.engine.decide import read_case
from tremplin.engine.kinds import KINDS, UNKNOWN, day, day_date
from tremplin.law import belgian_law
from tremplin.reasons.flips import flips, moments, supposed

law = belgian_law()
asked = law.decisions["ale_hours"]
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


HOURS = {"region": "brussels", "user": "household", "activity": "small_garden", "hours": 20}


def hours(start, months, earlier, done):
    rows = [{"user": "household", "activity": "small_garden", "hours": done}]
    case = read_case(law, asked, {**HOURS, "month": start, "hours_earlier_this_year": earlier, "done_this_month": rows})
    tried = moments(KINDS["first_of_month"], day(f"{start}-01"), months)
    first, listed = flips(law, asked, case, tried, "fr")
    taken = supposed(law, asked, case, tried, "fr")
    return first, [(str(day_date(flip.day))[:7], flip.after) for flip in listed], taken


def test_the_years_hours_are_not_carried_into_the_next_year():
    first, listed, taken = hours("2026-11", 3, 600, 15)
    assert (first, listed) == (0, [("2027-01", 1), ("2027-02", UNKNOWN)])
    assert len(taken) == 1 and "heures déjà faites ce mois-ci" in taken[0] and "mois précédents" in taken[0]


def test_the_months_hours_pass_into_the_years_and_leave_the_month():
    assert hours("2026-10", 2, 500, 60)[:2] == (0, [("2026-11", 1)])
    assert hours("2026-10", 2, 570, 60)[:2] == (0, [])


def test_the_month_asked_alone_supposes_nothing():
    assert hours("2026-11", 0, 600, 15)[2] == []


def test_what_was_paid_this_year_begins_again_in_january():
    given = {"region": "wallonia", "fee": "7.45", "paid_this_year": "7.45"}
    first, listed = flips_of(law, "2026-11-20", 3, "ale_fee", given, "on")
    assert (first, [(flip[0], flip[2]) for flip in listed]) == (0, [("2027-01-01", 1)])
