"""Hours over all agencies: the one crossing of the wall, and what the law leaves."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.ale import placed
from tremplin.law import belgian_law
from tremplin.office.ale.models import Closing, Crossing, Placement, Visit, Worker
from tremplin.office.ale.selectors.ceilings import Done, elsewhere, left, left_of
from tremplin.office.ale.selectors.plans import planned, worked
from tremplin.office.database.isolation import enter, within
from tremplin.office.database.private import APP, OWNER, WORKER

OCTOBER, DECEMBER = date(2026, 10, 1), date(2026, 12, 1)
NUMBER, OTHER = placed.number_of(1), placed.number_of(2)
YEAR = (date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def two(db):
    """One person at two agencies, and somebody else who is at the second only."""
    here, there = placed.agency("VAL-ALE"), placed.agency("HAU-ALE")
    with within(there["office"].pk):
        under = placed.authorisation()
        mine = placed.worker("H-1", national=NUMBER)
        placed.hours_done(mine, under, 12)
        placed.visit(mine, under, date(2026, 11, 3), 90)
        gone = placed.visit(mine, under, date(2026, 11, 4), 60)
        Visit.objects.filter(pk=gone.pk).update(taken_back_at="2026-11-05T10:00Z")
        replaced = placed.visit(mine, under, date(2026, 11, 5), 60)
        later = placed.visit(mine, under, date(2026, 11, 5), 120)
        Visit.objects.filter(pk=later.pk).update(replaces=replaced)
        placed.hours_done(placed.worker("H-2", national=OTHER), under, 7)
    with within(here["office"].pk):
        placed.worker("V-1", national=NUMBER)
    return here, there


def crossing(number, since=YEAR[0], before=YEAR[1]):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tremplin_hours_used(%s, %s, %s)", [number, since, before])
        return [column.name for column in cursor.description], cursor.fetchall()


def test_it_tells_totals_by_month_and_nothing_else(two):
    enter(two[0]["office"].pk)
    names, rows = crossing(NUMBER)
    assert names == ["month", "minutes"]
    assert rows == [(OCTOBER, 720), (date(2026, 11, 1), 210)], "neither taken back nor replaced"
    assert crossing(NUMBER, date(2026, 11, 1))[1] == rows[1:]


def test_it_answers_only_for_a_worker_of_the_agency_that_asks(two):
    enter(two[0]["office"].pk)
    for number in (OTHER, "", None, "%", placed.number_of(3)):
        assert crossing(number)[1] == []
    enter(None)
    assert crossing(NUMBER)[1] == []
    enter(two[1]["office"].pk)
    assert Crossing.objects.count() == 0, "what was not answered was not told"
    assert crossing(NUMBER)[1] == [], "one's own hours are no crossing"


def test_both_sides_find_that_it_was_asked(two):
    enter(two[0]["office"].pk)
    crossing(NUMBER, DECEMBER)
    asked = Crossing.objects.get()
    assert asked.asked_by and asked.since == DECEMBER and asked.person.national_number == NUMBER
    with pytest.raises(DatabaseError), transaction.atomic():
        Crossing.objects.all().delete()
    enter(two[1]["office"].pk)
    told = Crossing.objects.get()
    assert not told.asked_by and told.person.ale_worker.number == "H-1"


def test_nothing_else_of_the_other_agency_is_seen_even_after_it(two):
    enter(two[0]["office"].pk)
    crossing(NUMBER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ale_visit")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT DISTINCT organisation_id FROM ale_worker UNION SELECT organisation_id FROM people_person"
        )
        assert cursor.fetchall() == [(two[0]["office"].pk,)]
    # A function of the caller's own does not get into it.
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("CREATE FUNCTION public.date_trunc(text, date) RETURNS date LANGUAGE sql AS 'SELECT $2'")


def test_only_the_app_and_the_worker_may_call_it(two):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proacl::text, prosecdef FROM pg_proc WHERE proname = 'tremplin_hours_used'")
        rights, is_definer = cursor.fetchone()
    assert is_definer
    grants = {grant.split("=")[0] for grant in rights.strip("{}").split(",")}
    assert grants == {OWNER, APP, WORKER}, "and nobody else: no grant to the public, which has no name"


def test_the_hours_of_others_count_in_the_year_and_are_said(two):
    here = two[0]["office"]
    enter(here.pk)
    worker = Worker.objects.get()
    found = left(worker, DECEMBER, placed.TODAY, user_kind="household", activity="child_care")
    assert (found.limit, found.elsewhere_year, found.done_year) == (None, 1550, 1550), "Wallonia: no monthly ceiling"
    assert found.left == found.left_year == (found.year_limit - 1550,) * 2


def test_plans_count_until_they_are_worked_and_until_their_month_is_closed(two):
    enter(two[0]["office"].pk)
    worker, under = Worker.objects.get(), placed.authorisation()
    days = [["2026-12-01", 600, 720], ["2026-12-02", 600, 720]]
    Placement.objects.create(worker=worker, authorisation=under, period=(DECEMBER, date(2026, 12, 3)), days=days)

    def done():
        return left(worker, DECEMBER, placed.TODAY, user_kind="household", activity="child_care").done_month

    assert done() == 400
    placed.visit(worker, under, DECEMBER, 180)
    assert done() == 500, "three hours worked instead of two, and the two of the next day"
    Closing.objects.create(
        month=DECEMBER, number=1, state="approved", prepared_by=two[0]["finance"], approved_by=two[0]["manager"],
        approved_at="2027-01-05T10:00Z",
    )  # fmt: skip
    assert done() == 300, "what was not told by the closing was not worked"


def test_a_visit_stands_for_one_plan_of_its_day(two):
    enter(two[0]["office"].pk)
    worker, under = Worker.objects.get(), placed.authorisation()
    days = [["2026-12-01", 600, 660], ["2026-12-01", 900, 1020]]
    Placement.objects.create(worker=worker, authorisation=under, period=(DECEMBER, date(2026, 12, 2)), days=days)
    placed.visit(worker, under, DECEMBER, 120, starts=900)
    found = planned([worker.pk], DECEMBER, date(2027, 1, 1), worked([worker.pk], DECEMBER, date(2027, 1, 1)))
    assert [plan.slot[1:] for plan in found] == [(600, 660)]


@pytest.mark.parametrize("region", ["brussels", "german_community", "wallonia", "flanders"])
def test_hours_of_an_unknown_class_give_both_bounds_where_the_law_has_two_ceilings(region):
    done = Done({DECEMBER: {("household", "child_care"): 24 * 60}}, {DECEMBER: 10 * 60})
    found = left_of(belgian_law(), region, done, DECEMBER, ("household", "administrative_help"))
    assert found.known and found.done_month == 3400
    if region == "wallonia":
        assert found.limit is None
    else:
        assert found.left[0] <= found.left[1] <= found.limit
    if region == "brussels":
        assert found.left[0] < found.left[1], "45 or 70: the law has both bounds"


def test_without_a_kind_of_work_only_the_year_is_known():
    found = left_of(belgian_law(), "brussels", Done(), DECEMBER, ("", ""))
    assert not found.known and found.left_year and found.left_year[0] == found.year_limit


kinds = st.sampled_from(
    [("household", "child_care"), ("household", "administrative_help"), ("association", "animation")]
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["brussels", "wallonia", "german_community"]),
    st.dictionaries(kinds, st.integers(1, 4000), max_size=3), st.integers(0, 2000), st.integers(0, 30000), kinds,
)  # fmt: skip
def test_what_is_left_is_what_the_law_then_allows(region, here, others, before, kind):
    """The safe bound may be added in every reading, and not a hundredth more than the other bound."""
    from tremplin.office.ale.selectors.ceilings import facts_of
    from tremplin.reasons.answer import decide

    done = Done({DECEMBER: here, OCTOBER: {kind: before}}, {DECEMBER: others})
    law = belgian_law()
    found = left_of(law, region, done, DECEMBER, kind)
    if not found.known or found.left is None:
        return
    facts = facts_of(region, done, DECEMBER, kind)

    def allowed(hours):
        return decide(law, "ale_hours", {**facts, "hours": hours / 100}).result["allowed"]

    if found.left[0] > 0:
        assert allowed(found.left[0]) is True
    assert allowed(found.left[1] + 1) is False


def test_people_without_a_number_are_asked_of_nobody(two):
    enter(two[0]["office"].pk)
    unknown = placed.worker("V-2")
    assert elsewhere([unknown.person_id], *YEAR) == {} and not Crossing.objects.exists()
