"""Closing a month: matched, previewed, approved by a second person, once; closing again issues the differences."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tests.office.ale.closing.made import MONTH, Month, agency
from tremplin.office.ale.models import Closing, ClosingLine, Opening
from tremplin.office.ale.selectors.closing_rows import given_of
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.ale.services.resolving import resolve
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Entry
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import Move, book
from tremplin.office.organisations.selectors import law_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def agents(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = agency()
    enter(found["office"].pk)
    return found


@pytest.fixture
def month(agents):
    return Month(agents)


def checked():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def closed(agents):
    service.prepare(MONTH, agents["social_worker"])
    service.preview(MONTH, agents["social_worker"])
    found = service.approve(MONTH, agents["manager"])
    checked()
    return found


def figures(closing):
    return closing.hours, closing.used, closing.open


def late_one(month, hours=5, came=4, **fields):
    worker, place = month.worker(), month.place(**fields)
    month.visit(worker, place, minutes=hours * 60)
    month.came(worker, place, came)
    return worker, place


def test_a_month_goes_from_match_to_book(agents, month):
    worker, place = month.agreed(hours=10)
    service.prepare(MONTH, agents["social_worker"])
    closing = service.preview(MONTH, agents["social_worker"])
    assert figures(closing) == (10, 10, 0) and closing.state == "previewed"
    assert closing.totals == {
        "workers": 4100, "payment_body": 250, "agency": 400, "office": 1200, "statements": 1,
        "bodies": {"capac": {"workers": 1, "cheques": 10, "cents": 4100}}, "invoices": {},
        "going": {"lines": 1, "hours": 10}, "waiting": {"lines": 0, "hours": 0, "open": 0}, "unset": [],
    }  # fmt: skip
    service.approve(MONTH, agents["manager"])
    checked()
    assert balances() == {
        ("used:2026-10", 595): 10, (f"held:{place.number}", 595): -10, (f"prepaid:{place.number}", 0): 5950,
        (f"owed:{worker.number}", 0): -4100, ("owed_body:capac", 0): -250, ("share", 0): -400,
        ("office_share", 0): -1200,
    }  # fmt: skip
    assert Entry.objects.get().key == f"closing:2026-10:1:{worker.number}"
    assert not Opening.objects.exists()


def test_cheques_that_were_handed_over_are_used_first(agents, month):
    worker, place = month.agreed(hours=10)
    moves = [Move(4, 595, f"given:{worker.number}", f"held:{place.number}")]
    book("handed_over", MONTH, moves, key="given:1")
    closed(agents)
    assert balances("given:") == {} and balances("held:") == {(f"held:{place.number}", 595): -10}


def test_half_cents_of_the_agency_are_not_lost(agents, month):
    for _ in range(3):
        month.agreed(hours=1, place=month.place(price=745))
    closing = closed(agents)
    assert (closing.totals["agency"], closing.totals["office"]) == (232, 698)
    assert balances()["share", 0] == -232 and balances()["office_share", 0] == -698


def test_preparing_again_is_the_same_closing_matched_again(agents, month):
    worker, place = late_one(month)
    first = service.prepare(MONTH, agents["social_worker"])
    assert figures(first) == (5, 4, 1)
    same = service.prepare(MONTH, agents["finance"])
    assert (same.pk, same.version, same.prepared_by) == (first.pk, first.version, agents["social_worker"])
    month.came(worker, place, 1)
    again = service.prepare(MONTH, agents["finance"])
    assert (again.pk, figures(again)) == (first.pk, (5, 5, 0)) and again.version > first.version
    checked()


def test_who_prepared_does_not_approve(agents, month):
    month.agreed()
    service.prepare(MONTH, agents["manager"])
    with pytest.raises(Refused, match="preview_first"):
        service.approve(MONTH, agents["finance"])
    service.preview(MONTH, agents["finance"])
    with pytest.raises(Refused, match="same_person"):
        service.approve(MONTH, agents["manager"])
    assert service.approve(MONTH, agents["finance"]).state == "approved"
    assert service.approve(MONTH, agents["finance"]).number == 1
    with pytest.raises(Refused, match="approved_already"):
        service.approve(MONTH, agents["manager"])
    assert Entry.objects.count() == 1


def test_what_changed_since_the_preview_is_seen_first(agents, month):
    worker, place = month.agreed()
    service.prepare(MONTH, agents["social_worker"])
    service.preview(MONTH, agents["social_worker"])
    month.visit(worker, place, day=20)
    with pytest.raises(Refused, match="changed"):
        service.approve(MONTH, agents["manager"])
    assert not Entry.objects.exists()


def test_another_version_is_stale(agents, month):
    month.agreed()
    service.prepare(MONTH, agents["social_worker"])
    with pytest.raises(Refused, match="stale"):
        service.preview(MONTH, agents["social_worker"], version=99)
    with pytest.raises(Refused, match="no_closing"):
        service.preview(date(2026, 9, 1), agents["social_worker"])


def test_exceptions_wait_and_a_closing_of_the_differences_issues_them(agents, month):
    month.agreed(hours=10)
    worker, place = late_one(month)
    first = closed(agents)
    assert figures(first) == (15, 14, 1)
    assert first.totals["workers"] == 4100 and first.totals["waiting"] == {"lines": 1, "hours": 5, "open": 1}
    waiting = Opening.objects.get()
    assert (waiting.line.worker, waiting.closed_in) == (worker, None)
    assert service.prepare(MONTH, agents["social_worker"]) == first, "nothing differs"
    month.came(worker, place, 1)
    second = closed(agents)
    assert (second.number, figures(second), second.totals["workers"]) == (2, (5, 5, 0), 2050)
    assert second.lines.count() == 1
    waiting.refresh_from_db()
    assert waiting.closed_in == second and Opening.objects.count() == 1
    assert balances(f"owed:{worker.number}") == {(f"owed:{worker.number}", 0): -2050}


def test_an_exception_that_was_chased_goes_and_its_open_hour_waits(agents, month):
    worker, place = late_one(month)
    closing = service.prepare(MONTH, agents["social_worker"])
    resolve(closing.lines.get(), "chase", agents["social_worker"])
    closing = closed(agents)
    assert closing.lines.get().resolved == "chase"
    assert balances(f"owed:{worker.number}") == {(f"owed:{worker.number}", 0): -1640}
    assert Opening.objects.get().line.open == 1
    month.came(worker, place, 1)
    second = closed(agents)
    assert figures(second) == (1, 1, 0)
    assert balances(f"owed:{worker.number}") == {(f"owed:{worker.number}", 0): -2050}
    assert Opening.objects.get().closed_in == second


def test_resolved_after_the_approval_goes_with_the_next(agents, month):
    worker, _ = late_one(month)
    closing = closed(agents)
    resolve(closing.lines.get(), "chase", agents["finance"])
    assert not balances(f"owed:{worker.number}")
    second = closed(agents)
    assert figures(second) == (5, 4, 1) and second.lines.get().resolved_by == agents["finance"]
    assert balances(f"owed:{worker.number}") == {(f"owed:{worker.number}", 0): -1640}
    assert list(Opening.objects.values_list("closed_in__number", flat=True).order_by("pk")) == [2, None]


def test_hours_taken_back_after_the_approval_go_back(agents, month):
    worker, place = month.worker(), month.place("school")
    visit = month.visit(worker, place)
    month.came(worker, place, 3, price=595)
    closed(agents)
    visit.minutes = 180
    visit.taken_back_at = "2026-11-20T10:00Z"
    visit.save()
    second = service.prepare(MONTH, agents["social_worker"])
    line = second.lines.get()
    assert (line.cause, line.hours, line.used, line.open) == ("cheques_without_hours", -3, -3, 0)
    resolve(line, "ask_form", agents["social_worker"])
    closed(agents)
    assert balances(f"owed:{worker.number}") == {} and balances("used:") == {}
    checked()


def test_a_closing_that_was_left_keeps_its_number(agents, month):
    month.agreed()
    assert service.prepare(MONTH, agents["social_worker"]).number == 1
    assert service.leave(MONTH, agents["social_worker"]).state == "left"
    assert service.prepare(MONTH, agents["manager"]).number == 2


def test_what_was_done_stays_done_when_matched_again(agents, month):
    late_one(month)
    closing = service.prepare(MONTH, agents["social_worker"])
    resolve(closing.lines.get(), "chase", agents["social_worker"])
    month.agreed()
    again = service.prepare(MONTH, agents["finance"])
    assert again.lines.get(cause="late_cheque").resolved == "chase"


def test_what_the_law_leaves_open_is_said(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    agents = agency("KOR", "flanders")
    enter(agents["office"].pk)
    month = Month(agents)
    worker, place = month.agreed()
    closing = closed(agents)
    assert closing.totals["workers"] == 1230 and closing.totals["agency"] is None
    assert "ale_payment_body_fee" in closing.totals["unset"]
    assert balances(f"owed:{worker.number}") == {(f"owed:{worker.number}", 0): -1230}
    assert balances("prepaid:") == {(f"prepaid:{place.number}", 0): 1230}


def test_prepaid_hours_need_no_cheque(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    agents = agency("EUP", "german_community")
    enter(agents["office"].pk)
    month = Month(agents)
    worker, place = month.worker(), month.place(price=700)
    place.cheques = "prepaid_hours"
    place.save()
    moves = [Move(4, 700, f"held:{place.number}", "issued"), Move(2800, 0, "bank", f"prepaid:{place.number}")]
    book("order", MONTH, moves, key="order:1")
    month.visit(worker, place)
    line = service.prepare(MONTH, agents["social_worker"]).lines.get()
    assert (line.cause, line.used, line.expected) == ("", 3, 2100)
    month.visit(worker, place, day=15, minutes=120)
    line = service.prepare(MONTH, agents["social_worker"]).lines.get()
    assert (line.cause, line.hours, line.used, line.open) == ("late_cheque", 5, 4, 1)


def test_the_database_itself_refuses_a_closing_that_does_not_add_up(agents, month):
    month.agreed()
    closing = service.prepare(MONTH, agents["social_worker"])
    for change in ({"open": 1}, {"hours": 4, "open": 1}, {"used": 2, "hours": 2}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ClosingLine.objects.filter(closing=closing).update(**change)
            checked()


def test_legal_persons_are_invoiced_and_households_are_not(agents, month):
    month.agreed(hours=3)
    _, place = month.agreed(hours=4, place=month.place("school", price=745))
    closing = closed(agents)
    assert closing.totals["invoices"] == {place.user.number: {"cheques": 4, "cents": 2980}}
    assert Closing.objects.get() == closing


def test_another_agency_sees_nothing(agents, month):
    month.agreed()
    service.prepare(MONTH, agents["social_worker"])
    other = agency("HAU")
    enter(other["office"].pk)
    assert not Closing.objects.exists()
    assert given_of(MONTH, other["office"], law_here()).visits == []
    assert service.prepare(MONTH, other["manager"]).number == 1
