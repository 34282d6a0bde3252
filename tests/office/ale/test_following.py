"""Modules as dated data, what a worker lacks for an activity, follow-up that comes due, and the radar."""

from datetime import date

import pytest

from tests.office.ale.worked import TODAY, agency, registered_facts, worker
from tremplin.law.ale.lists import ACTIVITIES
from tremplin.office.ale.models import Attendance, FollowUp, Worker
from tremplin.office.ale.selectors.following import dues_of
from tremplin.office.ale.selectors.radar import turns, unknown_now
from tremplin.office.ale.selectors.training import every_module, lacking, modules_on
from tremplin.office.ale.selectors.workers import whole, workers
from tremplin.office.ale.services.contracting import draw_up
from tremplin.office.ale.services.following import attend, mark_done, note_outcome, set_goal, settle_goal, talk
from tremplin.office.ale.services.refusing_working import Refused
from tremplin.office.ale.services.working import set_status
from tremplin.office.organisations.selectors import law_here

pytestmark = pytest.mark.django_db
BASE = ["safety", "first_aid", "vulnerable_people"]


def names(found):
    return [one.name for one in found]


def test_modules_name_activities_of_the_law_and_their_source():
    assert {name for one in every_module() for name in one.activities} <= set(ACTIVITIES)
    assert all(one.status in ("seed", "inferred") and one.label("de") and one.source("nl") for one in every_module())
    assert names(modules_on("wallonia", TODAY)) == [*BASE, "horticulture", "administration"]
    assert not modules_on("wallonia", date(1999, 12, 31))


def test_what_lacks_for_an_activity_on_a_day():
    one = worker(agency())
    assert names(lacking(one, None, TODAY)) == BASE
    assert names(lacking(one, "small_garden", TODAY)) == [*BASE, "horticulture"]
    attend(one, "safety", date(2026, 11, 10), key="a", hours=600)
    attend(one, "safety", date(2026, 11, 10), key="a", hours=600)
    planned = attend(one, "horticulture", date(2026, 11, 20), key="b", is_done=False)
    assert Attendance.objects.count() == 2
    assert names(lacking(one, "small_garden", TODAY)) == [*BASE[1:], "horticulture"]
    assert names(lacking(one, None, date(2026, 11, 9))) == BASE
    assert not mark_done(one, planned.pk, date(2026, 11, 19)) and mark_done(one, planned.pk, TODAY)
    assert names(lacking(one, "small_garden", TODAY)) == BASE[1:]
    with pytest.raises(Refused):
        attend(one, "german", TODAY, key="c")


def test_german_courses_are_of_the_german_speaking_community_alone():
    ours = agency(region="german_community")
    french, german = worker(ours), worker(ours, name="Schmitz", language="de")
    assert names(lacking(french, None, TODAY)) == [*BASE, "german"]
    assert names(lacking(german, None, TODAY)) == BASE


def test_talks_and_outcomes_come_due():
    one = worker(agency(), registered=date(2025, 5, 22))
    assert [(due.kind, due.on) for due in dues_of(one, TODAY)] == [
        ("outcome_6", date(2025, 11, 22)), ("outcome_12", date(2026, 5, 22)),
    ]  # fmt: skip
    draw_up(one, date(2026, 1, 1), today=TODAY, agent=None)
    assert [(due.kind, due.on) for due in dues_of(one, TODAY)] == [("outcome_6", date(2026, 7, 1))]
    talk(one, date(2026, 11, 1), agent=None, key="t", said="Bien", next_on=date(2026, 11, 22))
    talk(one, date(2026, 11, 1), agent=None, key="t", said="Bien", next_on=date(2026, 11, 22))
    assert [due.kind for due in dues_of(one, TODAY)] == ["outcome_6", "talk"]
    with pytest.raises(Refused):
        talk(one, TODAY, agent=None, key="u", next_on=TODAY)
    note_outcome(one, "outcome_6", "job", TODAY, agent=None, key="o")
    note_outcome(one, "outcome_6", "ale", TODAY, agent=None, key="p")
    assert [row.outcome for row in FollowUp.objects.filter(kind="outcome_6")] == ["ale"]
    assert [due.kind for due in dues_of(one, TODAY)] == ["talk"]


def test_goals_are_settled_once():
    one = worker(agency())
    goal = set_goal(one, "permis B", TODAY, key="g")
    assert set_goal(one, "permis B", TODAY, key="g") == goal
    assert settle_goal(one, goal.pk, TODAY, reached=True) and not settle_goal(one, goal.pk, TODAY, reached=False)


def radar():
    return [(one.day, one.kind) for one in turns(law_here(), whole(workers()), TODAY, "fr")]


def test_the_radar_sees_brussels_open_and_close():
    """Without benefit, registered at Actiris: open from 1 February 2026 to 28 February 2027."""
    one = worker(agency("BRU", "brussels"))
    facts = registered_facts("brussels", months=30, ale_work_on_2026_03_01=False)
    set_status(one, date(2025, 6, 10), facts)
    assert radar() == [(date(2026, 2, 1), "gains"), (date(2027, 3, 1), "loses")]
    found = turns(law_here(), whole(workers()), TODAY, "fr")
    assert found[0].causes and found[0].steps == ()


def test_the_radar_sees_the_end_of_an_allowance_with_a_next_step():
    one = worker(agency())
    facts = {"allowance": "unemployment", "months_on_allowance": 60, "months_on_allowance_in_last_36": 36}
    facts |= registered_facts("wallonia", months=5, **facts) | {"employability": "other"}
    facts["benefit_ends_on"] = "2026-03-01"
    set_status(one, date(2026, 1, 1), facts)
    assert radar() == [(date(2026, 3, 1), "loses"), (date(2026, 8, 1), "gains")]
    lost = turns(law_here(), whole(workers()), TODAY, "fr")[0]
    assert {step.body for step in lost.steps} <= {"forem", "cpas"} and "forem" in {step.body for step in lost.steps}


def test_the_radar_sees_a_45th_birthday_between_months():
    one = worker(agency("BRU", "brussels"), born=date(1982, 3, 17))
    facts = registered_facts("brussels", months=7, ale_work_on_2026_03_01=False)
    set_status(one, date(2026, 9, 1), facts)
    assert radar() == [(date(2027, 2, 1), "gains"), (date(2027, 3, 1), "loses")]
    assert unknown_now(Worker.objects.prefetch_related("statuses"), TODAY) == []
