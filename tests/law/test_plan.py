"""A plan: its dates are those of the admission, its euros those of the subsidy, and nothing is said twice."""

import copy
import datetime
import random

import pytest

from tests.law.test_scan import quarters_before, row
from tremplin.engine.kinds import LANGUAGES, UNKNOWN, day_date, read_day
from tremplin.engine.words import months_after
from tremplin.law import belgian_law
from tremplin.law.article60.clause import official, text
from tremplin.law.article60.planner import Planned
from tremplin.law.unemployment.planned import rows
from tremplin.lawbook.office import with_office
from tremplin.reasons.answer import decide
from tremplin.reasons.found import ask

law = belgian_law()
FULL = {"days_per_week": 5, "weekly_hours": 38, "full_time_weekly_hours": 38}


def work(first, last, days, code=1, **more):
    return {"first_day": first, "last_day": last, "service_code": code, "days": days, **FULL, **more}


SAMPLE = {
    "birth_date": "1990-05-14",
    "admitted_before": False,
    "region": "german_community",
    "aid": "integration_income",
    "start": "2026-03-02",
    "weekly_hours_now": 19,
    "monthly_cost": "3200.00",
    "work": [
        {**work("2023-06-12", "2023-06-30", 15), "hours": 72, "weekly_hours": 24},
        {**work("2023-07-01", "2023-09-01", 45), "hours": 218, "weekly_hours": 24},
        work("2025-06-02", "2025-06-30", 21),
        work("2025-07-01", "2025-09-30", 35),
        work("2025-07-01", "2025-09-30", 31, code=50),
        work("2025-10-01", "2025-12-24", 61),
    ],
}


PAID = [{**of, "benefit_paid": True} if of["service_code"] == 50 else of for of in SAMPLE["work"]]
"""With this fact the end is one day: 24 July 2026."""


def planned(changes=(), under=law, **more):
    found = ask(under, "article60_plan", {**copy.deepcopy(SAMPLE), **dict(changes), **more})
    assert isinstance(found, Planned)
    return found


def office(*entries):
    return with_office(law, list(entries), "office.yaml")


PARTIAL = {"parameter": "partial_month", "from": "2002-10-01", "value": "calendar_days", "source": "a decision"}


def days(*texts):
    return tuple(read_day(text) for text in texts)


def test_the_sentence_of_the_issue():
    found = planned()
    assert (found.proof.result["proved_days"], found.proof.result["missing_days"]) == (187, 125)
    straight = found.variants[0]
    assert straight.contract_end == days("2026-07-24", "2026-08-06")
    assert straight.right_opens == days("2026-07-25", "2026-08-07")
    assert day_date(straight.ask_onem_on) == datetime.date(2026, 6, 24)
    assert found.missing == ["work[4].benefit_paid"]


@pytest.mark.parametrize(("paid", "day"), [(True, "2026-07-24"), (False, "2026-08-06")])
def test_the_missing_fact_makes_the_range_a_day(paid, day):
    rows_known = [{**of, "benefit_paid": paid} if of["service_code"] == 50 else of for of in SAMPLE["work"]]
    found = planned(work=rows_known)
    assert found.variants[0].contract_end == days(day, day)
    assert found.missing == []


def test_money_of_a_range_holds_at_both_ends():
    """What is said of the range is true of each of its ends: the bounds hold both, a month that differs is not told."""
    whole = planned(weekly_hours_now=38)
    for paid in (True, False):
        rows_known = [{**of, "benefit_paid": paid} if of["service_code"] == 50 else of for of in SAMPLE["work"]]
        one = planned(work=rows_known, weekly_hours_now=38).variants[0]
        variant = whole.variants[0]
        assert variant.total_range[0] <= one.total_range[0] <= one.total_range[1] <= variant.total_range[1]
        assert variant.cost_range[0] <= one.cost <= variant.cost_range[1]
        assert variant.net_cost()[0] <= one.net_cost()[0] <= one.net_cost()[1] <= variant.net_cost()[1]
        assert all(amount in (UNKNOWN, one.months.get(month)) for month, amount in variant.months.items())


def test_ways_that_never_reach_their_full_time_part_are_no_ways():
    nearly = [
        *SAMPLE["work"],
        work("2026-01-01", "2026-01-30", 22),
        work("2024-01-01", "2024-03-31", 62),
        work("2024-04-01", "2024-04-30", 16),
    ]
    found = planned(work=nearly)
    assert len(found.variants) < 13
    assert all(variant.contract_end[1] >= variant.way.turn for variant in found.variants)


def test_a_clause_that_ends_the_contract_too_early_says_so():
    assert planned(weekly_hours_now=38, clause_days_written=250).clause.too_early
    assert not planned(weekly_hours_now=38, clause_days_written=312).clause.too_early


@pytest.mark.parametrize("seed", range(4))
def test_the_days_are_those_of_admission(seed):
    """The right is open on the last day of the range and on no day before its first, decided whole."""
    chance, compared = random.Random(seed), 0
    while compared < 5:
        start = datetime.date(2024, 1, 1) + datetime.timedelta(chance.randint(0, 900))
        facts = {"birth_date": f"{chance.randint(1965, 2000)}-03-29", "admitted_before": False, "work": []}
        for first, last in quarters_before(start, 12):
            if chance.random() < 0.5:
                facts["work"].append(row(chance, first, last))
        found = ask(law, "article60_plan", {**facts, "start": start.isoformat(), "weekly_hours_now": 24})
        for variant in found.variants[:3]:
            if variant.right_opens is None:
                continue
            compared += 1
            low, high = variant.right_opens
            for day in (low - 1, low, high - 1, high):
                planned_rows = list(rows(variant.way.periods(day), day))
                given = {**facts, "work": [*facts["work"], *planned_rows], "claim_date": day_date(day)}
                answer = decide(law, "admission", given).result["admissible"]
                assert answer is not True or day >= low
                assert answer is True or day < high


def test_months_are_those_of_the_subsidy_and_add_up_to_the_total():
    under = office(PARTIAL, {**PARTIAL, "parameter": "part_time_duration", "value": "six_months"})
    for variant in planned(under=under, work=PAID).variants:
        assert variant.contract_end[0] == variant.contract_end[1]
        assert UNKNOWN not in variant.months.values()
        assert sum(variant.months.values()) == variant.total and variant.total_range is None
        contract = variant.way.contract(variant.contract_end[1])
        given = {name: SAMPLE[name] for name in ("region", "aid", "birth_date")}
        answer = decide(under, "article60_subsidy", {**given, "contract": contract})
        assert answer.columns["months"] == variant.months
        assert answer.values["total"] == variant.total
        assert [month for month, amount in variant.months.items() if amount == 0] == list(variant.without_subsidy)


def test_what_an_office_sets_is_taken_and_says_so():
    found = planned(under=office(PARTIAL), weekly_hours_now=38)
    assert found.status == "inferred"  # of the German-speaking Community; what an office sets is surer than that
    assert found.unset == [] and found.cheapest == 0
    assert found.variants[0].months[12 * 2026 + 2] == 175313  # 30 of 31 days of 1,811.57
    flemish = planned(under=office(PARTIAL), weekly_hours_now=38, region="flanders")
    assert flemish.variants[0].months[12 * 2026 + 3] == 44500


def test_an_office_that_sets_nothing_changes_nothing():
    one, other = planned(), planned(under=office())
    assert one.result == other.result and (one.status, one.unset) == (other.status, other.unset)


def test_an_amount_that_the_centre_knows_for_later_months():
    later = {"parameter": "later_integration_income", "from": "2026-07-01", "value": "1847.80", "source": "state form"}
    months = planned(under=office(later, PARTIAL | {"value": "whole_month"}), work=PAID).variants[0].months
    assert (months[12 * 2026 + 5], months[12 * 2026 + 6]) == (181157, 184780)


def test_a_day_lost_never_brings_an_end_nearer():
    chance = random.Random(4)
    for _ in range(12):
        fewer = copy.deepcopy(SAMPLE["work"])
        place = chance.choice([2, 3, 5])
        fewer[place]["days"] -= chance.randint(1, 9)
        for before, after in zip(planned().variants, planned(work=fewer).variants, strict=True):
            assert after.contract_end is None or before.contract_end <= after.contract_end


def test_the_names_of_the_ways():
    six_months = {**PARTIAL, "parameter": "part_time_duration", "value": "six_months"}
    found = planned(under=office(PARTIAL, six_months), work=PAID)
    ends = [variant.contract_end for variant in found.variants]
    assert found.earliest == min(range(len(ends)), key=lambda place: (ends[place][1], ends[place][0]))
    net = [variant.cost - variant.total for variant in found.variants]
    assert net[found.cheapest] == min(net)
    assert found.variants[found.gentlest].months_first == 6  # 19 hours all through the first six months
    assert [variant.months_first for variant in found.variants] == list(range(13))


def test_full_time_at_once_is_the_only_way_of_who_can_work_full_time():
    assert [variant.months_first for variant in planned(weekly_hours_now=38).variants] == [0]


def test_a_birthday_on_the_way_is_said():
    found = planned(
        birth_date="1971-04-20",
        start="2006-06-01",
        work=[],
        weekly_hours_now=38,
        region="wallonia",
        admitted_before=None,
    )
    said = [warning.text("en") for warning in found.variants[0].warnings]
    assert any(text_.startswith("36 years old on 20 April 2007") and "468" in text_ for text_ in said)
    assert [warning.key for warning in found.variants[0].warnings].count("birthday") == 1


def test_a_change_of_law_on_the_way_is_said():
    found = planned(start="2025-11-03", weekly_hours_now=38)
    assert "reform" in [warning.key for warning in found.variants[0].warnings]
    later = planned(start="2026-03-01", weekly_hours_now=38)
    assert "reform" not in [warning.key for warning in later.variants[0].warnings]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_caution_can_be_said(language):
    for changes in ({}, {"start": "2025-11-03"}, {"region": "wallonia"}, {"horizon_months": 3}, {"birth_date": None}):
        for variant in planned(changes).variants:
            for warning in variant.warnings:
                assert warning.text(language) and "{" not in warning.text(language)


def test_a_signed_end_that_comes_too_early_is_extended():
    found = planned(signed_until="2026-07-31", weekly_hours_now=38, under=office(PARTIAL))
    (repair,) = found.repairs
    assert (repair.kind, repair.days, repair.contract_end) == ("extend", 6, found.variants[0].contract_end)
    july = found.variants[0].way.contract(read_day("2026-07-31"))
    given = {"region": "german_community", "aid": "integration_income", "contract": july}
    until_july = ask(office(PARTIAL), "article60_subsidy", given).values["total"]
    until_august = found.variants[0].course.latest.total
    assert repair.subsidy == (until_august - until_july,) * 2
    assert repair.cost == 61935  # 6 of 31 days of 3,200


def test_unpaid_leave_paid_as_holiday_brings_the_end_nearer():
    known = [*SAMPLE["work"][:4], work("2025-07-01", "2025-09-30", 10, code=30), SAMPLE["work"][5]]
    found = planned(work=known, weekly_hours_now=38)
    repair = next(of for of in found.repairs if of.kind == "leave")
    assert (repair.place, repair.days) == ("work[4]", 1000)
    assert repair.contract_end < found.variants[0].contract_end
    turned = [*known[:4], {**known[4], "service_code": 1}, known[5]]
    assert planned(work=turned, weekly_hours_now=38).variants[0].contract_end == repair.contract_end


def test_the_answer_of_onem_anchors_the_count():
    anchored = planned(
        weekly_hours_now=38, onem_answered_on="2026-03-02", onem_days_to_work=120, onem_end_date="2026-07-22"
    )
    straight = anchored.variants[0]
    assert straight.contract_end == days("2026-07-17", "2026-07-22")  # 100 weekdays from 2 March; ONEM's own date
    assert straight.ask_onem_on is None and "onem_differs" in [warning.key for warning in straight.warnings]
    agreed = planned(weekly_hours_now=38, onem_answered_on="2026-03-02", onem_days_to_work=120)
    assert agreed.variants[0].contract_end == days("2026-07-17", "2026-07-17")
    assert straight.by_own_count == days("2026-07-24", "2026-08-06")
    assert anchored.anchor.own_days_to_work == (125, 125) and anchored.anchor.gap == (-5, -5)


def test_later_declared_days_count_on_top_of_the_answer_of_onem():
    known = [*SAMPLE["work"], work("2026-03-02", "2026-03-31", 12)]
    found = planned(
        work=known,
        start="2026-04-01",
        weekly_hours_now=38,
        onem_answered_on="2026-03-02",
        onem_days_to_work=120,
    )
    assert found.variants[0].contract_end == days("2026-07-31", "2026-07-31")  # 12 of 100 before 1 April


def test_an_answer_of_onem_is_whole_or_refused():
    from tremplin import InputError

    with pytest.raises(InputError, match="onem_answered_on"):
        planned(onem_days_to_work=120)


def test_a_running_contract_keeps_its_age_on_hiring_and_its_months():
    earlier = {"first_day": "2025-09-01", "last_day": "2026-02-28", "weekly_hours": 19, "full_time_weekly_hours": 38}
    found = planned(birth_date="2000-10-01", contract=[earlier], start="2026-03-01")
    months = found.variants[1].months
    assert months[12 * 2026 + 2] == UNKNOWN  # the seventh part-time month: six months or the time needed?
    assert min(months) == 12 * 2026 + 2


def test_the_clause_is_the_circulars_own_in_french_only():
    assert official("fr") and not any(official(language) for language in ("nl", "de", "en"))
    assert text(312, "fr").startswith(
        "Le présent contrat de travail prend fin automatiquement lorsque la personne justifie de 312 "
    )
    assert all("312" in text(312, language) and "38" in text(312, language) for language in LANGUAGES)


def test_a_clause_is_reached_by_its_days_where_they_are_fewer():
    found = planned(weekly_hours_now=38, clause_days_written=300)
    assert found.clause.trigger == "days" and found.clause.on < found.variants[0].right_opens[1]


def test_an_unknown_earlier_admission_leaves_the_plan_open():
    found = planned(admitted_before=None)
    assert found.earliest is None and found.missing[0] == "admitted_before"


def test_a_start_on_a_leap_day_and_a_month_end():
    for start in ("2024-02-29", "2024-08-31"):
        found = planned(start=start, work=[])
        assert found.variants[1].way.turn == months_after(read_day(start), 1)
        assert all(variant.contract_end for variant in found.variants)


def test_a_flemish_pathway_is_paid_as_long_as_the_plan_needs_it():
    found = planned(birth_date="1960-01-01", start="2019-01-01", work=[], region="flanders")
    assert found.variants[6].months[12 * 2021] == 44500  # the twenty-fifth month


def test_what_is_left_out_is_supposed_and_said_to_be():
    left_out = {name: value for name, value in SAMPLE.items() if name not in ("work", "admitted_before")}
    found = ask(law, "article60_plan", left_out)
    keys = [warning.key for warning in found.variants[0].warnings]
    assert {"supposed_no_work", "supposed_not_admitted"} <= set(keys) and found.missing == []
    assert "supposed_not_admitted" not in [warning.key for warning in planned().variants[0].warnings]


def test_a_right_that_is_open_before_the_contract_is_said():
    whole = [work(f"2025-{first}", f"2025-{last}", count) for first, last, count in QUARTERS_2025]
    found = planned(work=whole)
    assert "open_already" in [warning.key for warning in found.variants[0].warnings]


QUARTERS_2025 = [("01-01", "03-31", 64), ("04-01", "06-30", 64), ("07-01", "09-30", 66), ("10-01", "12-31", 66)]


@pytest.mark.parametrize("name", sorted(belgian_law().searches["article60_plan"].facts(belgian_law())))
def test_any_fact_of_a_plan_may_be_unknown(name):
    known = {"birth_date": "1990-05-14", "admitted_before": False, "start": "2026-03-02", "weekly_hours_now": 38}
    known |= {"region": "german_community", "aid": "integration_income", "work": []}
    found = ask(belgian_law(), "article60_plan", known | {name: None})
    assert found.as_json()["result"]["variants"] or name in ("start", "work")


def test_a_contract_without_an_end_runs_until_the_plan():
    period = {"first_day": "2025-06-02", "weekly_hours": 38, "full_time_weekly_hours": 38}
    open_ended = planned({"contract": [period]})
    cut = planned({"contract": [{**period, "last_day": "2026-03-01"}]})
    assert open_ended.result["variants"] == cut.result["variants"] != []


def test_a_known_row_that_reaches_past_what_onem_counted_stands_as_it_is():
    more = [*PAID, work("2026-03-02", "2026-03-31", 22), work("2026-04-01", "2026-06-30", 65)]
    answer = {"onem_answered_on": "2026-05-20", "onem_counted_until": "2026-05-19", "onem_days_to_work": 60, "onem_end_date": "2026-07-24"}  # fmt: skip  # noqa: E501
    found = planned({"work": more, "start": "2026-05-20", **answer})
    assert found.variants[0].contract_end is not None
