"""Cheques that a closing uses leave their events; hours are conserved; what was settled by hand is not doubled."""

from datetime import date

import pytest

from tests.office.ale.closing.made import MONTH, Month, agency
from tests.office.ale.closing.test_closing import checked, closed
from tremplin.office.ale.models import Cheque, ClosingLine, IssuerLine, Visit
from tremplin.office.ale.selectors.cheques import live, stock_of
from tremplin.office.ale.services import cheques, visiting
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.ale.services.resolving import resolve
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.selectors.book import balances

pytestmark = pytest.mark.django_db
USED = "used:2026-10"
DAY = date(2026, 10, 14)


@pytest.fixture
def agents(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = agency()
    enter(found["office"].pk)
    return found


@pytest.fixture
def month(agents):
    return Month(agents)


@pytest.fixture
def by(agents):
    return agents["finance"]


def booklet(place, by, first=None, count=20):
    found = cheques.order(place, count, date(2026, 9, 1), key=f"o{first}{place.pk}", by=by)
    return cheques.issue(found, date(2026, 9, 1), first_number=first, valid_until=date(2027, 9, 1), by=by)


def came_of_a_wallet(month, worker, place, count):
    IssuerLine.objects.create(
        upload=month.upload, position=900 + count, worker=worker, authorisation=place, month=MONTH, count=count,
        price=place.price, amount=count * place.price,
    )  # fmt: skip


def asked(agents):
    """Closes the differences, with what the user said of cheques without hours."""
    for line in service.prepare(MONTH, agents["social_worker"]).lines.exclude(cause=""):
        resolve(line, "ask_form", agents["social_worker"])
    return closed(agents)


def in_book():
    return {code.partition(":")[0]: count for (code, unit), count in balances().items() if unit and code != "issued"}


def test_cheques_that_the_file_names_are_used_and_no_longer_handed_over(agents, month, by):
    worker, place = month.worker(), month.place()
    paper = booklet(place, by, 7001)
    cheques.hand_over(paper, worker, 8, DAY, first_number=7001, key="h", by=by)
    month.visit(worker, place, minutes=300)
    month.came(worker, place, 5, first=7003)
    closed(agents)
    stock = stock_of(paper)
    assert {number for number, at in stock.numbers.items() if at == USED} == set(range(7003, 7008))
    assert (stock.given, stock.held, stock.ended) == (3, 12, {"used": 5})
    assert in_book() == {"held": 12, "given": 3, "used": 5}


def test_a_wallet_is_used_from_what_was_handed_over_then_from_what_is_held(agents, month, by):
    worker, place = month.worker(), month.place()
    wallet = booklet(place, by)
    cheques.hand_over(wallet, worker, 2, DAY, key="h", by=by)
    month.visit(worker, place, minutes=300)
    came_of_a_wallet(month, worker, place, 5)
    closed(agents)
    stock = stock_of(wallet)
    assert (stock.given, stock.held, stock.ended) == (0, 15, {"used": 5}) and in_book() == {"held": 15, "used": 5}
    event = Cheque.objects.filter(kind="used").first()
    with pytest.raises(cheques.ChequeFault, match="settled"):
        cheques.take_back(event, DAY, by=by)


def test_paper_that_nobody_names_has_no_event_and_is_in_the_book(agents, month, by):
    worker, place = month.agreed(hours=3)
    paper = booklet(place, by, 7001)
    closed(agents)
    assert stock_of(paper).held == 20 and not Cheque.objects.exists()
    assert in_book() == {"held": 17, "used": 3}


def test_what_was_used_by_hand_before_is_taken_over_by_the_closing(agents, month, by):
    worker, place = month.worker(), month.place()
    paper = booklet(place, by, 7001)
    by_hand = cheques.use(paper, worker, 6, DAY, month=MONTH, first_number=7001, key="u", by=by)
    month.visit(worker, place, minutes=240)
    month.came(worker, place, 4, first=7001)
    closed(agents)
    assert in_book() == {"held": 16, "used": 4} and stock_of(paper).ended == {"used": 4}
    assert by_hand not in live() and live().get().count == 4
    with pytest.raises(cheques.ChequeFault, match="settled"):
        cheques.use(paper, worker, 1, DAY, month=MONTH, first_number=7010, key="late", by=by)


def test_hours_that_are_taken_back_give_their_cheques_back_to_the_worker(agents, month, by):
    worker, place = month.worker(), month.place()
    paper, wallet = booklet(place, by, 7001), booklet(place, by, count=10)
    cheques.hand_over(paper, worker, 5, DAY, first_number=7001, key="h", by=by)
    first, second = month.visit(worker, place, minutes=180), month.visit(worker, place, day=15, minutes=240)
    month.came(worker, place, 5, first=7001)
    came_of_a_wallet(month, worker, place, 2)
    closed(agents)
    assert stock_of(paper).ended == {"used": 5} and stock_of(wallet).ended == {"used": 2}
    visiting.take_back(first, "not worked", by)
    again = asked(agents)
    assert (again.number, again.used) == (2, -3)
    assert stock_of(paper).given == 3 and stock_of(paper).ended == {"used": 2} and stock_of(wallet).ended == {"used": 2}
    assert in_book() == {"held": 23, "given": 3, "used": 4}
    month.visit(worker, place, day=16, minutes=180)
    third = asked(agents)
    assert third.used == 3 and in_book() == {"held": 23, "used": 7} and stock_of(paper).ended == {"used": 5}
    assert second.pk and not service.found_now(MONTH).lines, "the closing's own events are no fault of the cheques"
    checked()


def test_an_event_taken_back_is_no_fault_of_the_cheque_that_comes(agents, month, by):
    worker, place = month.worker(), month.place()
    paper = booklet(place, by, 7001)
    lost = cheques.lose(paper, 3, DAY, first_number=7001, key="l", by=by)
    cheques.take_back(lost, DAY, by=by)
    month.visit(worker, place, minutes=180)
    month.came(worker, place, 3, first=7001)
    assert not closed(agents).lines.exclude(cause="").exists()


def test_an_approval_that_does_not_conserve_hours_is_refused_with_the_difference(agents, month, monkeypatch):
    month.agreed(hours=10)
    month.agreed(hours=5)
    whole = service.given_of

    def forgetful(*given):
        found = whole(*given)
        found.visits.pop()
        found.came.pop()
        return found

    monkeypatch.setattr(service, "given_of", forgetful)
    with pytest.raises(Refused) as refused:
        closed(agents)
    assert refused.value.key.endswith("not_conserved")
    assert refused.value.words == {"hours": 15, "told": 10, "difference": 5}
    assert "15" in refused.value.text("fr") and "5" in refused.value.text("fr")
    assert not balances(), "nothing was booked"


def test_the_visit_that_is_not_kept_is_taken_back_as_hours_are(agents, month):
    worker, place = month.agreed(hours=3)
    other = month.visit(worker, month.place(), starts=600, minutes=120)
    service.prepare(MONTH, agents["social_worker"])
    line = ClosingLine.objects.exclude(cause="").get(cause="overlapping_hours")
    kept = Visit.objects.exclude(pk=other.pk).get()
    resolve(line, "choose", agents["social_worker"], keep=kept.pk, why="  in the book of the place ")
    other.refresh_from_db()
    assert other.taken_back_why == "in the book of the place" and other.taken_back_by == agents["social_worker"]


def test_a_visit_that_somebody_corrected_meanwhile_is_seen_first(agents, month):
    worker, place = month.agreed(hours=3)
    there = month.place()
    other = month.visit(worker, there, starts=600, minutes=120)
    service.prepare(MONTH, agents["social_worker"])
    line = ClosingLine.objects.get(cause="overlapping_hours")
    visiting.correct(other, visiting.Span(60, 900), "grid", None)
    kept = Visit.objects.get(authorisation=place)
    with pytest.raises(Refused, match="changed"):
        resolve(line, "choose", agents["social_worker"], keep=kept.pk)
