"""The year: a user's cheques and tax, a worker's hours over all agencies, figures that add up, what training gets."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.office.ale import placed
from tests.office.ale.cheque_stories import agency as made_agency
from tests.office.ale.closing.made import MONTH, Month, agency
from tremplin.law import belgian_law
from tremplin.office.ale.models import Attendance, Booklet, Crossing, User, Visit, Worker
from tremplin.office.ale.selectors import year as selected
from tremplin.office.ale.selectors.year_user import ceiling_of, tax_of, user_year, user_years
from tremplin.office.ale.selectors.year_worker import worker_year
from tremplin.office.ale.services import cheques
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services.year_papers import made_of, make_user_year, make_worker_year, papers_of, whose
from tremplin.office.database.isolation import enter, within
from tremplin.office.documents.models import Document
from tremplin.office.jobs.tasks import year_papers
from tremplin.office.organisations.models import Organisation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
BOUGHT, LATER = date(2026, 9, 1), date(2026, 9, 20)


@pytest.fixture
def agents(db):
    found = agency()
    enter(found["office"].pk)
    return found


def household(agents, first=1001, count=20):
    """Twenty cheques bought, five handed over, three given back, two lost."""
    by, month = agents["social_worker"], Month(agents)
    place, worker = month.place(price=595), month.worker()
    booklet = cheques.order(place, count, BOUGHT, paid=True, key=f"o{first}", by=by)
    cheques.issue(booklet, BOUGHT, first_number=first, valid_until=date(2027, 9, 1), by=by)
    booklet = Booklet.objects.get(pk=booklet.pk)
    cheques.hand_over(booklet, worker, 5, LATER, first_number=first, key=f"h{first}", by=by)
    cheques.refund(booklet, 3, LATER, first_number=first + 5, certified=False, amount=3 * 595, key=f"r{first}", by=by)
    cheques.lose(booklet, 2, LATER, first_number=first + 8, key=f"l{first}", by=by)
    return place.user


def test_a_users_year_is_what_the_book_says(agents):
    user = household(agents)
    found = user_year(user, 2026)
    (flow,) = found.flows
    assert (flow.bought, flow.used, flow.returned, flow.ended, flow.held) == (20, 5, 3, 2, 10)
    assert flow.bought == flow.used + flow.returned + flow.ended + flow.held
    assert (found.paid, found.returned_worth) == (20 * 595, 3 * 595)
    later = user_year(user, 2027)
    assert [(of.bought, of.used, of.held) for of in later.flows] == [(0, 0, 10)] and later.paid == 0
    assert user_year(user, 2025).flows == ()


def test_a_purchase_that_was_exchanged_is_bought_once(agents):
    user = household(agents)
    booklet = Booklet.objects.get()
    cheques.exchange(booklet, 4, LATER, first_number=1011, key="x", by=agents["social_worker"])
    assert sum(of.bought for of in user_year(user, 2026).flows) == 20


def test_many_users_are_as_many_questions_as_one(agents):
    users = [household(agents, 1001 + 100 * place) for place in range(3)]
    counts = []
    for some in (users[:1], users):
        with CaptureQueriesContext(connection) as asked:
            assert user_years(some, 2026) == [user_year(user, 2026) for user in some] or True
        counts.append(len(asked) // (1 + len(some)))
    assert counts[0] == counts[1]
    assert user_years(users, 2026) == [user_year(user, 2026) for user in users]


def test_the_tax_reduction_shares_its_ceiling_with_service_vouchers(agents):
    law, user = belgian_law(), household(agents)
    found = user_year(user, 2026)
    kept = 17 * 595
    tax = tax_of(law, "wallonia", found, "fr")
    ceiling = ceiling_of(law, "wallonia", 2026)[0]
    assert tax.base == (kept, kept) and tax.left == (ceiling - kept, ceiling - kept) and not tax.none_given
    shared = tax_of(law, "wallonia", found, "fr", ceiling - 1000)
    assert (shared.base, shared.left) == ((1000, 1000), (0, 0))
    assert tax_of(law, "brussels", found, "fr").none_given
    found.user.kind = "association"
    assert tax_of(law, "wallonia", found, "fr") is None


def test_where_the_law_files_have_two_bounds_both_are_said(agents):
    found = user_year(household(agents), 2026)
    object.__setattr__(found, "year", 2025)
    tax = tax_of(belgian_law(), "wallonia", found, "fr")
    assert tax.base == (17 * 595, 17 * 595) and tax.left[0] < tax.left[1] and tax.status == "conflict"
    object.__setattr__(found, "year", 2019)  # No ceiling was found.
    tax = tax_of(belgian_law(), "wallonia", found, "fr")
    assert (tax.base, tax.left) == (None, None) and tax.lacks


def closed(agents, month):
    service.prepare(MONTH, agents["social_worker"])
    service.preview(MONTH, agents["social_worker"])
    return service.approve(MONTH, agents["manager"])


def test_a_workers_year_counts_what_was_closed_and_what_is_open(agents):
    month = Month(agents)
    worker, place = month.agreed(hours=3)
    month.agreed(hours=2)
    month.visit(worker, month.place(), day=20, minutes=60, state="contested")
    late = month.place()
    month.visit(worker, late, day=21, minutes=120)
    closed(agents, month)
    Month(agents, date(2026, 11, 1)).visit(worker, place, day=2, minutes=90)
    found = worker_year(worker, 2026, TODAY)
    october, november = found.months[9:11]
    assert (october.minutes, october.cheques, october.contested) == (300, 5, 60)
    assert (october.paid, october.waiting) == (3 * 410, 3)  # the contested hour and the two without cheques
    assert (november.minutes, november.paid, found.open) == (90, None, 1)
    assert found.by_activity == {"small_garden": 390} and (found.minutes, found.paid) == (390, 3 * 410)


def test_hours_elsewhere_come_by_the_one_crossing():
    here, there = placed.agency("VAL-ALE"), placed.agency("HAU-ALE")
    number = placed.number_of(1)
    with within(there["office"].pk):
        placed.hours_done(placed.worker("H-1", national=number), placed.authorisation(), 12)
    with within(here["office"].pk):
        found = worker_year(placed.worker("V-1", national=number), 2026, TODAY)
        assert (found.elsewhere, found.months[9].elsewhere, found.minutes) == (720, 720, 0)
        assert found.left.left_year == (found.left.year_limit - 1200,) * 2
        assert Crossing.objects.filter(asked_by=True).count() == 1


def test_the_figures_add_up(agents):
    month = Month(agents)
    worker, place = month.agreed(hours=3)
    month.agreed(hours=2, place=month.place(kind="association", price=650, activity="event_support"))
    month.visit(worker, month.place(), day=20, minutes=60, state="contested")
    closing = closed(agents, month)
    found = selected.figures(belgian_law(), agents["office"], 2026, TODAY)
    for rows in (found.by_activity, found.by_kind, found.by_commune):
        assert [sum(of) for of in zip(*(row.months for row in rows), strict=True)] == list(found.hours)
    assert (sum(found.hours), found.contested, found.worked, found.users_served) == (300, 1, 2, 2)
    assert sum(found.money["used"]) == closing.used and found.closed == {10}
    parts = sum(sum(found.money[name]) for name in ("owed", "owed_body", "share", "office_share"))
    assert parts == 3 * 595 + 2 * 650
    empty = selected.figures(belgian_law(), agents["office"], 2024, TODAY)
    assert sum(empty.hours) == 0 and empty.training.least is None


@pytest.mark.parametrize(("region", "quarter"), [("wallonia", 0), ("brussels", 4), ("flanders", None)])
def test_the_part_for_training_is_what_the_law_of_the_region_says(region, quarter):
    office = Organisation(region=region)
    shares, months = [0] * 12, {date(2026, 4, 1): True, date(2026, 5, 1): True}
    shares[3], shares[4] = 4001, 4000
    found = selected.training(belgian_law(), office, 2026, months, tuple(shares), TODAY)
    assert found.income == 8001
    if quarter is None:
        assert found.least is None and selected.lacking(belgian_law(), found.lacks, "fr")
    else:
        assert found.least == (1001 + 1000 if quarter else 0) and found.lacks == ()
        assert found.spend_by == (date(2027, 12, 31) if quarter else None)
    unknown = selected.training(belgian_law(), office, 2026, months | {date(2026, 5, 1): False}, tuple(shares), TODAY)
    assert unknown.income is None and (unknown.least is None) is (quarter != 0)


def test_training_counts_modules_that_were_attended(agents):
    worker = Month(agents).worker()
    for done, on in ((True, date(2026, 5, 4)), (False, date(2026, 6, 1)), (True, date(2027, 2, 1))):
        Attendance.objects.create(worker=worker, module="safety", on=on, is_done=done, cost=12_500)
    law, office = belgian_law(), agents["office"]
    found = selected.training(law, office, 2026, {}, (0,) * 12, date(2026, 12, 31))
    assert (found.spent, found.spent_after) == (12_500, 0)
    found = selected.training(law, office, 2026, {}, (0,) * 12, date(2027, 3, 1))
    assert (found.spent, found.spent_after) == (12_500, 12_500)


def test_a_statement_is_made_once_for_what_it_says(agents):
    office, user = agents["office"], household(agents)
    first = make_user_year(office, user, 2026, TODAY, agents["social_worker"])
    assert make_user_year(office, user, 2026, date(2026, 12, 1), None) == first and first.number == "2026/0001"
    told = make_user_year(office, user, 2026, TODAY, None, 10_000)
    assert told != first and papers_of(user.number) == [told, first]
    worker = Worker.objects.get()
    made_agency(agents)
    one = make_worker_year(office, Worker.objects.select_related("person", "organisation").get(), 2026, TODAY, None)
    assert one.subject == worker.number and bytes(one.content).startswith(b"%PDF") and made_of(2026) == 2


def test_all_statements_are_made_by_a_job_and_again_only_what_differs(agents):
    month = Month(agents)
    month.agreed(hours=2)
    month.agreed(hours=1)
    here = agents["office"].pk
    assert len(whose(2026)) == 4 and whose(2025) == []
    year_papers(here, 2026)
    enter(here)
    assert Document.objects.count() == made_of(2026) == 4
    Visit.objects.update(minutes=30)
    year_papers(here, 2026)
    year_papers(here, 2026)
    enter(here)
    assert Document.objects.count() == 8 and made_of(2026) == 4
    assert {one.subject for one in Document.objects.all()} == {
        *User.objects.values_list("number", flat=True), *Worker.objects.values_list("number", flat=True)
    }  # fmt: skip
