"""Cheques: ordered, issued, handed over, used, ended; each once, never more than there are, and taken back."""

from datetime import date

import pytest
from django.db import connection

from tests.office.ale.cheque_stories import DAY, NUMBER, agency, authorisation, worker
from tremplin.office.ale.models import Booklet, Cheque
from tremplin.office.ale.selectors.cheques import balance_of, booklets_of, endings, paid, stock_of, totals
from tremplin.office.ale.services import cheques
from tremplin.office.ale.services.cheques import ChequeFault
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Entry
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO
from tremplin.office.organisations.selectors import law_here

pytestmark = pytest.mark.django_db
MONTH = date(2026, 10, 1)
LATER = date(2026, 10, 12)


@pytest.fixture
def by(offices):
    agency(offices[0])
    enter(offices[0]["office"].pk)
    return offices[0]["social_worker"]


def paper(by, count=20, first=1001, until=date(2027, 10, 1), place=None):
    found = cheques.order(place or authorisation(), count, DAY, key=f"o{first}", by=by)
    return cheques.issue(found, DAY, first_number=first, valid_until=until, by=by)


def wallet(by, count=20, place=None):
    found = cheques.order(place or authorisation("0417226032", "electronic"), count, DAY, key="w", by=by)
    return cheques.issue(found, DAY, valid_until=date(2027, 10, 1), by=by)


def checked():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for of in totals():
        assert of.balances, of


def test_an_order_is_money_and_an_issue_is_cheques_each_once(by):
    place = authorisation()
    first = cheques.order(place, 20, DAY, key="k", by=by)
    assert cheques.order(place, 20, DAY, key="k", by=by) == first and Booklet.objects.count() == 1
    assert balances() == {("bank", EURO): 11900, (f"prepaid:{NUMBER}", EURO): -11900}
    for _ in range(2):
        booklet = cheques.issue(first, DAY, first_number=1001, by=by)
    assert (booklet.first_number, booklet.last_number) == (1001, 1020)
    assert balances()[f"held:{NUMBER}", 595] == 20 and Entry.objects.count() == 2
    found = balance_of(place)
    assert (found.prepaid, found.held) == (11900, {595: 20})
    checked()


def test_an_order_not_paid_yet_waits_for_its_money(by):
    booklet = cheques.order(authorisation(), 10, DAY, paid=False, key="k", by=by)
    assert balances() == {} and paid([booklet]) == set()
    cheques.pay(booklet, LATER, by=by)
    assert cheques.pay(booklet, LATER, by=by) and balances()["bank", EURO] == 5950
    assert paid([booklet]) == {booklet.pk}
    cheques.cancel(booklet, LATER, by=by)
    assert balances() == {} and not Booklet.objects.exists()


def test_the_law_refuses_an_order_of_three(by):
    with pytest.raises(ChequeFault, match="order_law"):
        cheques.order(authorisation(), 3, DAY, key="k", by=by)
    assert balances() == {}


def test_numbers_are_of_one_booklet_only(by):
    paper(by)
    other = cheques.order(authorisation("0417226099"), 10, DAY, key="x", by=by)
    with pytest.raises(ChequeFault, match="numbers_taken"):
        cheques.issue(other, DAY, first_number=1020, by=by)
    with pytest.raises(ChequeFault, match="number"):
        cheques.issue(other, DAY, first_number=10**16, by=by)


def test_paper_is_followed_number_by_number(by):
    booklet, who = paper(by), worker()
    cheques.hand_over(booklet, who, 4, DAY, first_number=1003, key="h", by=by)
    with pytest.raises(ChequeFault, match="is_given"):
        cheques.lose(booklet, 3, DAY, first_number=1001, key="l", by=by)
    with pytest.raises(ChequeFault, match="outside"):
        cheques.lose(booklet, 3, DAY, first_number=1019, key="l", by=by)
    with pytest.raises(ChequeFault, match="number_needed"):
        cheques.lose(booklet, 3, DAY, key="l", by=by)
    cheques.use(booklet, who, 5, LATER, month=MONTH, first_number=1003, key="u", by=by)
    with pytest.raises(ChequeFault, match="is_used"):
        cheques.use(booklet, who, 1, LATER, month=MONTH, first_number=1007, key="again", by=by)
    cheques.lose(booklet, 2, LATER, first_number=1001, key="l", by=by)
    stock = stock_of(booklet)
    assert stock.held_ranges == [(1008, 1020)] and stock.ended == {"used": 5, "lost": 2}
    assert balances("used:") == {("used:2026-10", 595): 5} and balances("given:") == {}
    checked()


def test_a_wallet_gives_no_more_than_it_holds(by):
    booklet, who = wallet(by), worker()
    cheques.hand_over(booklet, who, 4, DAY, key="h", by=by)
    cheques.use(booklet, who, 6, DAY, month=MONTH, key="u", by=by)
    stock = stock_of(booklet)
    assert (stock.held, stock.given) == (14, 0)
    with pytest.raises(ChequeFault, match="too_many") as fault:
        cheques.use(booklet, who, 15, DAY, month=MONTH, key="more", by=by)
    assert fault.value.words == {"count": 15, "there": 14}
    with pytest.raises(ChequeFault, match="wallet_number"):
        cheques.use(booklet, who, 1, DAY, month=MONTH, first_number=4, key="more", by=by)
    checked()


def test_the_same_key_is_the_same_event(by):
    booklet, who = wallet(by), worker()
    first = cheques.use(booklet, who, 6, DAY, month=MONTH, key="u", by=by)
    assert cheques.use(booklet, who, 6, DAY, month=MONTH, key="u", by=by) == first
    assert stock_of(booklet).held == 14 and Cheque.objects.count() == 1


def test_cheques_expire_after_their_last_day_and_are_not_used_then(by):
    booklet, who = paper(by, until=date(2026, 10, 9)), worker()
    cheques.hand_over(booklet, who, 1, DAY, first_number=1010, key="h", by=by)
    with pytest.raises(ChequeFault, match="still_good"):
        cheques.expire(booklet, date(2026, 10, 9), key="e", by=by)
    with pytest.raises(ChequeFault, match="expired"):
        cheques.use(booklet, who, 1, LATER, month=MONTH, first_number=1010, key="u", by=by)
    assert [(one.last_day, one.is_over) for one in endings(LATER, "wallonia", law_here())] == [
        (date(2026, 10, 9), True)
    ]
    events = cheques.expire(booklet, LATER, key="e", by=by)
    assert [(one.first_number, one.count) for one in events] == [(1001, 9), (1011, 10)]
    assert cheques.expire(booklet, LATER, key="e", by=by) == events
    assert balances("expired") == {("expired", 595): 19}
    checked()


def test_nobody_expires_what_nobody_dated(by):
    booklet = paper(by, until=None)
    with pytest.raises(ChequeFault, match="no_last_day"):
        cheques.expire(booklet, date(2030, 1, 1), key="e", by=by)


def test_paper_becomes_a_wallet_and_back(by):
    booklet = paper(by)
    event, new = cheques.exchange(booklet, 5, LATER, first_number=1001, key="x", by=by)
    assert cheques.exchange(booklet, 5, LATER, first_number=1001, key="x", by=by) == (event, new)
    assert new.first_number is None and stock_of(new).held == 5 and stock_of(booklet).held == 15
    assert balances()["exchanged", 595] == 5 and balances()[f"held:{NUMBER}", 595] == 20
    assert paid([new]) == {new.pk}
    cheques.take_back(event, LATER, by=by)
    assert stock_of(booklet).held == 20 and list(booklets_of(booklet.authorisation)) == [booklet]
    checked()


def test_a_refund_is_what_the_law_says(by):
    booklet = paper(by)
    event = cheques.refund(booklet, 4, LATER, first_number=1001, key="r", by=by)
    assert balances()[f"prepaid:{NUMBER}", EURO] == -(11900 - 4 * 595) and balances()["bank", EURO] == 16 * 595
    cheques.take_back(event, LATER, by=by)
    assert balances()["bank", EURO] == 11900 and stock_of(booklet).held == 20
    checked()


def test_a_refund_that_the_law_leaves_open_needs_an_amount(by):
    booklet = cheques.order(authorisation(), 20, date(2025, 9, 1), key="k", by=by)
    booklet = cheques.issue(booklet, date(2025, 9, 1), first_number=1, valid_until=date(2027, 1, 1), by=by)
    with pytest.raises(ChequeFault, match="refund_open"):
        cheques.refund(booklet, 3, LATER, first_number=1, key="r", by=by)
    cheques.refund(booklet, 3, LATER, first_number=1, certified=True, key="r", by=by)
    assert balances()["withheld", EURO] == -535 and balances()["bank", EURO] == 11900 - 1250
    checked()


def test_what_happened_since_is_taken_back_first(by):
    booklet, who = paper(by), worker()
    given = cheques.hand_over(booklet, who, 4, DAY, first_number=1001, key="h", by=by)
    used = cheques.use(booklet, who, 1, DAY, month=MONTH, first_number=1002, key="u", by=by)
    with pytest.raises(ChequeFault, match="happened_since"):
        cheques.take_back(given, LATER, by=by)
    cheques.take_back(used, LATER, by=by)
    assert cheques.take_back(given, LATER, by=by) == cheques.take_back(given, LATER, by=by)
    assert stock_of(booklet).held == 20
    checked()


def test_a_wallet_never_goes_below_nothing_by_taking_back(by):
    booklet, who = wallet(by), worker()
    given = cheques.hand_over(booklet, who, 4, DAY, key="h", by=by)
    cheques.use(booklet, who, 4, DAY, month=MONTH, key="u", by=by)
    with pytest.raises(ChequeFault, match="wallet_since"):
        cheques.take_back(given, LATER, by=by)
    checked()


def test_an_issue_is_taken_back_and_done_again(by):
    booklet = paper(by)
    booklet = cheques.take_back_issue(booklet, LATER, by=by)
    assert balances("held") == {}
    booklet = cheques.issue(booklet, LATER, first_number=2001, by=by)
    assert stock_of(booklet).held_ranges == [(2001, 2020)] and balances()[f"held:{NUMBER}", 595] == 20
    cheques.lose(booklet, 1, LATER, first_number=2001, key="l", by=by)
    with pytest.raises(ChequeFault, match="has_events"):
        cheques.take_back_issue(booklet, LATER, by=by)
    checked()
