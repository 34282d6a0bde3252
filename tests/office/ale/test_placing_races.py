"""Two who propose the last hours in the same instant, on two connections: no ceiling is passed."""

from datetime import date
from secrets import token_hex

import pytest

from tests.office.ale import placed
from tests.office.article60.test_contracts_races import at_once
from tremplin.office.ale.models import Placement, Proposal, Request, Worker
from tremplin.office.ale.selectors.ceilings import left
from tremplin.office.ale.services.placing import answer, place, propose
from tremplin.office.database.isolation import within

TODAY = placed.TODAY
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def office(django_db_setup, django_db_blocker, settings):
    """An agency whose worker has 30 hours left, and two requests of 22; seen by other connections."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock():
        found = placed.agency(f"R-{token_hex(3)}".upper())["office"]
        with within(found.pk):
            worker, under = placed.worker("W-1", slots=[]), placed.authorisation()
            placed.hours_done(worker, under, left(worker, DECEMBER, TODAY).left_year[0] // 100 - 30)
            placed.request(under, placed.december(11, 600, 720), key="1")
            placed.request(under, placed.december(11, 900, 1020), key="2")
        yield found


def one(number):
    return Request.objects.get(number=f"D-2026-000{number}")


def test_the_last_hours_are_proposed_once(office):
    found = at_once(office, *(lambda n=n: propose(one(n), "W-1", TODAY, key=f"p{n}", by=None).hours for n in (1, 2)))
    assert sorted(found) == [800, 2200], found
    with within(office.pk):
        assert sum(Proposal.objects.values_list("hours", flat=True)) == 3000
        assert left(Worker.objects.get(), DECEMBER, TODAY).left_year == (0, 0)


def test_a_double_click_makes_one_proposal(office):
    found = at_once(office, *[lambda: propose(one(1), "W-1", TODAY, key="p", by=None).pk] * 2)
    assert found[0] == found[1], found


def test_placing_and_accepting_at_once_pass_no_ceiling(office):
    with within(office.pk):
        made = propose(one(1), "W-1", TODAY, key="p", by=None)

    def placing():
        worker = Worker.objects.get()
        return place(worker, one(2).authorisation, placed.december(11, 900, 1020), TODAY, key="x")

    found = at_once(office, lambda: answer(made, "accepted", TODAY, key="a", by=None), placing)
    assert sorted(type(of).__name__ for of in found) == ["Proposal", "Refused"], found
    with within(office.pk):
        assert Placement.objects.count() == 1
