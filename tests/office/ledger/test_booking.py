"""The book: what balances is kept for good, once; what does not is refused by the database itself."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Account, Entry, Line
from tremplin.office.ledger.selectors.book import balances, entries_of
from tremplin.office.ledger.services.booking import EURO, Move, Writing, book, book_all, reverse

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 3)
ORDER = [Move(5950, EURO, "bank", "prepaid:0417226031"), Move(10, 595, "held:0417226031", "issued")]


@pytest.fixture(autouse=True)
def here(offices):
    enter(offices[0]["office"].pk)


def checked():
    """What the database holds at the end of a transaction, asked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_an_order_is_money_and_cheques_and_written_once():
    first = book("order", DAY, ORDER, key="order:1", reference="0417226031")
    assert book("order", DAY, ORDER, key="order:1") == first
    checked()
    assert balances() == {
        ("bank", EURO): 5950, ("held:0417226031", 595): 10, ("issued", 595): -10, ("prepaid:0417226031", EURO): -5950,
    }  # fmt: skip
    assert list(entries_of("bank", EURO)) == [first]
    assert Account.objects.get(code="issued").kind == Account.Kind.LIABILITY


def test_what_was_wrong_is_reversed_once_and_both_stay():
    first = book("order", DAY, ORDER, key="order:1")
    contrary = reverse(first, DAY)
    assert reverse(first, DAY) == contrary
    checked()
    assert balances() == {} and Entry.objects.count() == 2
    with pytest.raises(ValueError, match="reverse"):
        reverse(contrary, DAY)


def test_balances_until_a_day():
    book("order", DAY, ORDER, key="order:1")
    book("handed_over", date(2026, 11, 30), [Move(4, 595, "given:W-1", "held:0417226031")], key="given:1")
    assert balances("held:", DAY) == {("held:0417226031", 595): 10}
    assert balances("held:") == {("held:0417226031", 595): 6}


def test_many_are_written_at_once_and_each_once():
    book("order", DAY, ORDER, key="order:1")
    many = [
        Writing("order:1", "", [Move(1, EURO, "bank", "share")]),
        Writing("order:2", "0417226031", ORDER),
        Writing("nothing", "", [Move(3, EURO, "a", "b"), Move(3, EURO, "b", "a")]),
    ]
    assert book_all("order", DAY, many) == 1
    assert book_all("order", DAY, many) == 0
    checked()
    assert Entry.objects.count() == 2 and balances("bank") == {("bank", EURO): 11900}


@pytest.mark.parametrize("moves", [[], [Move(3, EURO, "a", "b"), Move(3, EURO, "b", "a")]])
def test_nothing_is_no_entry(moves):
    with pytest.raises(ValueError, match="nothing"):
        book("nothing", DAY, moves, key="nothing")


@pytest.mark.parametrize("amounts", [(5, -4), (5, -5, 1), (5,), ()])
def test_the_database_refuses_what_does_not_balance(amounts):
    account = Account.objects.create(code="bank", kind="asset")
    with pytest.raises(DatabaseError), transaction.atomic():
        entry = Entry.objects.create(what="wrong", on=DAY, key="wrong", size=len(amounts))
        for amount in amounts:
            Line.objects.create(entry=entry, account=account, unit=0, amount=amount)
        checked()


def test_cheques_of_two_prices_do_not_balance_each_other():
    account = Account.objects.create(code="issued", kind="liability")
    with pytest.raises(DatabaseError), transaction.atomic():
        entry = Entry.objects.create(what="wrong", on=DAY, key="wrong", size=2)
        Line.objects.create(entry=entry, account=account, unit=595, amount=5)
        Line.objects.create(entry=entry, account=account, unit=745, amount=-5)
        checked()


def test_no_line_is_added_later_and_none_changes():
    entry = book("order", DAY, ORDER, key="order:1")
    checked()
    bank = Account.objects.get(code="bank")
    with pytest.raises(DatabaseError), transaction.atomic():
        Line.objects.create(entry=entry, account=bank, unit=0, amount=1)
        Line.objects.create(entry=entry, account=bank, unit=0, amount=-1)
        checked()
    for change in ("UPDATE ledger_line SET amount = amount * 2", "DELETE FROM ledger_entry", "DELETE FROM ledger_line"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_the_agency_next_door_sees_no_account(offices):
    book("order", DAY, ORDER, key="order:1")
    enter(offices[1]["office"].pk)
    assert balances() == {} and not Account.objects.exists()
