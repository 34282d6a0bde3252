"""Cheques driven at random: the book balances, none vanishes, none is made, and a retry changes nothing."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test

from tests.office.ale.cheque_stories import DAY, agency, authorisation, worker
from tremplin.office.ale.models import Booklet, Cheque
from tremplin.office.ale.selectors.cheques import live, stocks, totals
from tremplin.office.ale.services import cheques
from tremplin.office.ale.services.cheques import ChequeFault
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Entry, Line
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO

pytestmark = pytest.mark.django_db
COUNTS, OFFSETS, AFTER = strategies.integers(1, 6), strategies.integers(-1, 9), strategies.integers(0, 40)
KINDS = ("hand_over", "use", "exchange", "refund", "lose", "invalidate")


def machine(by, places, workers):
    class Cheques(RuleBasedStateMachine):
        booklets, events = Bundle("booklets"), Bundle("events")

        def __init__(self):
            super().__init__()
            self.point = transaction.savepoint()
            self.done = 0

        def teardown(self):
            transaction.savepoint_rollback(self.point)

        def once(self, act):
            """Does it twice: the second time writes nothing. None where it cannot be."""
            try:
                with transaction.atomic():
                    found = act()
            except ChequeFault:
                return None
            before = Entry.objects.count(), Line.objects.count(), Cheque.objects.count(), Booklet.objects.count()
            again = act()
            after = Entry.objects.count(), Line.objects.count(), Cheque.objects.count(), Booklet.objects.count()
            assert before == after and found == again
            return found

        def key(self):
            self.done += 1
            return f"m{self.done}"

        @rule(target=booklets, place=strategies.sampled_from(places), count=strategies.sampled_from([10, 10, 20, 3]),
              first=strategies.none() | strategies.integers(1, 60),
              until=strategies.none() | strategies.integers(20, 60))  # fmt: skip
        def buy(self, place, count, first, until):
            key = self.key()
            booklet = self.once(lambda: cheques.order(place, count, DAY, key=key, by=by))
            last = None if until is None else DAY + timedelta(until)
            if booklet:
                self.once(lambda: cheques.issue(booklet, DAY, first_number=first, valid_until=last, by=by))
                return booklet.pk
            return 0

        @rule(target=events, pk=booklets, kind=strategies.sampled_from(KINDS), count=COUNTS, offset=OFFSETS,
              after=AFTER, who=strategies.sampled_from(workers))  # fmt: skip
        def happens(self, pk, kind, count, offset, after, who):
            booklet = Booklet.objects.filter(pk=pk).first()
            if booklet is None:
                return 0
            words = {"key": self.key(), "by": by}
            if booklet.first_number is not None:
                words["first_number"] = booklet.first_number + offset
            on = DAY + timedelta(after)
            act = {
                "hand_over": lambda: cheques.hand_over(booklet, who, count, on, **words),
                "use": lambda: cheques.use(booklet, who, count, on, month=on.replace(day=1), **words),
                "exchange": lambda: cheques.exchange(booklet, count, on, **words)[0],
                "refund": lambda: cheques.refund(booklet, count, on, certified=False, **words),
                "lose": lambda: cheques.lose(booklet, count, on, worker=who if count % 2 else None, **words),
                "invalidate": lambda: cheques.invalidate(booklet, count, on, **words),
            }[kind]
            event = self.once(act)
            return event.pk if event else 0

        @rule(pk=booklets, after=AFTER)
        def expires(self, pk, after):
            booklet, key = Booklet.objects.filter(pk=pk).first(), self.key()
            if booklet:
                self.once(lambda: cheques.expire(booklet, DAY + timedelta(after), key=key, by=by))

        @rule(pk=consumes(events))
        def taken_back(self, pk):
            event = Cheque.objects.select_related("booklet", "entry").filter(pk=pk).first()
            if event and event.booklet:
                self.once(lambda: cheques.take_back(event, DAY + timedelta(50), by=by))

        @invariant()
        def nothing_vanishes(self):
            sums = {}
            for unit, amount in Line.objects.values_list("unit", "amount"):
                sums[unit] = sums.get(unit, 0) + amount
            assert not any(sums.values())
            for of in totals():
                assert of.balances and min(of.places.values()) >= 0, of
            places = {}
            for stock in stocks(list(Booklet.objects.select_related("authorisation"))).values():
                assert sum(stock.places.values()) == stock.booklet.count and min(stock.places.values()) >= 0
                for code, count in stock.places.items():
                    unit = code, stock.booklet.price
                    places[unit] = places.get(unit, 0) + count
            book = {place: amount for place, amount in balances().items() if place[1] != EURO and place[0] != "issued"}
            gone = {place: count for place, count in book.items() if count != places.get(place, 0)}
            assert not gone, gone
            numbers = [
                (event.booklet_id, number)
                for event in live().exclude(kind="handed_over").exclude(first_number=None)
                for number in range(event.first_number, event.first_number + event.count)
            ]
            assert len(numbers) == len(set(numbers)), "a cheque ended twice"

    return Cheques


def test_cheques_never_vanish(offices):
    agency(offices[0])
    enter(offices[0]["office"].pk)
    places = [authorisation(), authorisation("0417226032", "electronic"), authorisation("0417226033", price=745)]
    workers = [worker(), worker("VAL-W-0002", "Claes", issuer="P-78")]
    run_state_machine_as_test(
        machine(offices[0]["social_worker"], places, workers),
        settings=settings(
            max_examples=6, stateful_step_count=25, deadline=None, phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        ),
    )  # fmt: skip
