"""Each cause planted alone in a month that agrees: it is found, with its figures, and nothing else is."""

from datetime import date

import pytest

from tests.office.ale.closing.made import MONTH, Month, agency
from tremplin.office.ale.matching import CAUSES, match
from tremplin.office.ale.models import Visit
from tremplin.office.ale.selectors.closing_rows import given_of
from tremplin.office.ale.services.closing import organisation_here
from tremplin.office.database.isolation import enter
from tremplin.office.organisations.selectors import law_here

pytestmark = pytest.mark.django_db
LAST = date(2026, 9, 30)


@pytest.fixture
def month(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = agency()
    enter(found["office"].pk)
    month = Month(found)
    for number in range(6):
        worker, place = month.agreed(hours=2 + number, day=2 + number)
        month.visit(worker, place, day=20, minutes=150)
        month.came(worker, place, 3, day=date(2026, 10, 21))
        month.paid(place, 10 * place.price)
    month.agreed(place=place, day=9, starts=800)
    return month


def late(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place, day=12, minutes=240)
    month.visit(worker, place, day=30, minutes=60)
    month.came(worker, place, 4)
    return (5, 4, 1, 2380, 2380), {"missing": 1, "day": "2026-10-30"}


def late_where_days_say_so(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place, day=12, minutes=230)
    month.visit(worker, place, day=30, minutes=50)
    month.came(worker, place, 4, day=date(2026, 10, 12))
    return (5, 4, 1, 2380, 2380), {"missing": 1}


def begun(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place, minutes=270)
    month.came(worker, place, 4)
    return (5, 4, 1, 2380, 2380), {"minutes": 270, "cheques": 5, "missing": 1}


def overlapping(month):
    worker, first = month.agreed(hours=3)
    second = month.place("school")
    month.agreed(hours=3, worker=worker, place=second)
    return (3, 0, 3, 1785, 1785), {"from": 540, "until": 720, "other": first.pk, "day": "2026-10-14"}


def expired(month):
    worker, place = month.worker(), month.place()
    month.booklet(place, 4_471_009_821, until=LAST)
    month.visit(worker, place)
    month.came(worker, place, 3, first=4_471_009_821, amount=0)
    return (3, 0, 3, 1785, 0), {"on": "2026-09-30", "count": 3, "first": 4_471_009_821, "last": 4_471_009_823}


def said_to_be_expired(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place)
    month.came(worker, place, 3, first=900)
    month.event("expired", 902)
    return (3, 2, 1, 1785, 1785), {"count": 1, "first": 902}


def beyond_authorisation(month):
    worker, place = month.worker(), month.place("association", maximum=800)
    month.agreed(hours=6, worker=worker, place=place, day=3)
    month.agreed(hours=4, worker=worker, place=place, day=24)
    return (10, 8, 2, 5950, 5950), {"maximum": 800, "needed": 1000, "day": "2026-10-24"}


def twice(month):
    before = Month(month.agents, date(2026, 9, 1))
    first, elsewhere = before.worker(), before.place()
    before.came(first, elsewhere, 1, first=447_111_2007)
    worker, place = month.worker(), month.place()
    month.visit(worker, place, minutes=480)
    month.came(worker, place, 8, first=447_111_2001)
    return (8, 7, 1, 4760, 4760), {"worker": first.pk, "month": "2026-09-01", "first": 447_111_2007, "count": 1}


def twice_this_month(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place, minutes=120)
    month.came(worker, place, 2, first=500)
    other, there = month.worker(), month.place()
    month.visit(other, there, minutes=120, day=15)
    month.came(other, there, 2, first=501)
    return (2, 1, 1, 1190, 1190), {"worker": worker.pk, "first": 501, "count": 1}


def refunded_before(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place, minutes=120)
    month.came(worker, place, 2, first=500)
    month.event("refunded", 500, 2)
    return (2, 0, 2, 1190, 1190), {"kind": "refunded", "count": 2}


def other_price(month):
    worker, place = month.worker(), month.place("school", price=745)
    month.visit(worker, place, minutes=720)
    month.came(worker, place, 12, price=595)
    return (12, 12, 0, 8940, 7140), {"price": 745, "each": 595, "difference": 1800}


def wrong_iban(month):
    worker = month.worker(iban="BE71096123456760")
    month.agreed(worker=worker, hours=5)
    month.agreed(worker=worker, hours=1, day=15)
    return (5, 5, 0, 2975, 2975), {"iban": "BE71096123456760"}


def without_hours(month):
    month.came(month.worker(), month.place(), 5)
    return (0, 0, 0, 2975, 2975), {"count": 5}


def more_than_hours(month):
    worker, place = month.agreed()
    month.came(worker, place, 2)
    return (3, 3, 0, 2975, 2975), {"count": 2}


def lost(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place)
    month.came(worker, place, 3, first=700)
    month.event("lost", 701)
    return (3, 2, 1, 1785, 1785), {"first": 701, "count": 1, "on": "2026-10-02"}


def amount(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place)
    month.came(worker, place, 3, amount=1700)
    return (3, 3, 0, 1785, 1700), {"difference": 85}


def amount_of_the_bank(month):
    _, place = month.agreed()
    month.paid(place, 5900)
    return (3, 3, 0, 1785, 1785), {"expected": 5950, "paid": 5900}


def contested(month):
    worker, place = month.agreed(hours=2, day=13)
    month.visit(worker, place, state="contested", contested_why="personne n'est venu")
    return (5, 2, 3, 1190, 1190), {"why": "personne n'est venu", "day": "2026-10-14"}


def outside(month):
    place = month.place(period=(date(2025, 10, 10), date(2026, 10, 10)))
    month.agreed(place=place)
    return (3, 0, 3, 1785, 1785), {"until": "2026-10-09", "day": "2026-10-14"}


def ended(month):
    month.agreed(place=month.place(ended_on=date(2026, 10, 13)))
    return (3, 0, 3, 1785, 1785), {"until": "2026-10-13"}


def unknown_worker(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place)
    month.came(None, place, 3, worker_number="9999")
    return (3, 0, 3, 0, 0), {"told": "9999", "count": 3}


def unknown_worker_elsewhere(month):
    month.came(None, month.place(), 3, worker_number="9999")
    return (0, 0, 0, 0, 1785), {"told": "9999", "count": 3}


def before_contract(month):
    month.agreed(worker=month.worker(contract=date(2026, 10, 15)))
    return (3, 0, 3, 1785, 1785), {"starts": "2026-10-15", "day": "2026-10-14"}


def beyond_ceiling(month):
    worker, place = month.worker(), month.place(maximum=80000)
    for earlier in range(1, 10):
        for day in range(1, 8):
            Visit.objects.create(
                worker=worker, authorisation=place, day=date(2026, earlier, day), minutes=600, cheques=10,
                channel="grid", state="confirmed",
            )  # fmt: skip
    month.agreed(hours=3, worker=worker, place=place)
    return (3, 0, 3, 1785, 1785), {"day": "2026-10-14"}


PLANTED = {
    late: "late_cheque",
    late_where_days_say_so: "late_cheque",
    begun: "begun_hour_unpaid",
    overlapping: "overlapping_hours",
    expired: "expired_cheque",
    said_to_be_expired: "expired_cheque",
    beyond_authorisation: "beyond_authorisation",
    twice: "cheque_used_twice",
    twice_this_month: "cheque_used_twice",
    refunded_before: "cheque_used_twice",
    other_price: "other_price",
    wrong_iban: "wrong_iban",
    without_hours: "cheques_without_hours",
    more_than_hours: "cheques_without_hours",
    lost: "lost_cheque",
    amount: "amount_differs",
    amount_of_the_bank: "amount_differs",
    contested: "contested",
    outside: "outside_period",
    ended: "outside_period",
    unknown_worker: "unknown_worker",
    unknown_worker_elsewhere: "unknown_worker",
    before_contract: "before_contract",
    beyond_ceiling: "beyond_ceiling",
}


def found():
    lines = match(given_of(MONTH, organisation_here(), law_here()))
    assert sum(line.hours for line in lines) == sum(line.used + line.open for line in lines)
    assert all(line.hours == line.used + line.open for line in lines)
    visits = Visit.objects.filter(day__gte=MONTH, taken_back_at=None, replaced_by=None)
    assert sum(line.hours for line in lines) == sum(visits.values_list("cheques", flat=True))
    return [line for line in lines if line.cause]


def test_a_month_that_agrees_has_no_exception(month):
    assert found() == []


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_cause_planted_alone(month, plant):
    figures, words = plant(month)
    (line,) = found()
    assert line.cause == PLANTED[plant]
    assert (line.hours, line.used, line.open, line.expected, line.paid) == figures
    assert {name: line.words.get(name) for name in words} == words


def test_cheques_for_an_unknown_authorisation(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place)
    month.came(worker, None, 3, price=595, authorisation_number="0400000000")
    (line,) = found()
    assert (line.cause, line.hours, line.open, line.place) == ("unknown_authorisation", 3, 3, place.pk)
    assert line.words["told"] == "0400000000"


def test_every_cause_is_planted():
    assert {*PLANTED.values(), "unknown_authorisation"} == set(CAUSES)


def test_all_together_are_found_each_once(month):
    for plant in PLANTED:
        if plant not in (twice_this_month, refunded_before):
            plant(month)
    wanted = [cause for plant, cause in PLANTED.items() if plant not in (twice_this_month, refunded_before)]
    assert sorted(line.cause for line in found()) == sorted(wanted)


def test_two_problems_of_one_place_are_two_lines(month):
    worker, place = month.worker(), month.place("association", maximum=400)
    month.visit(worker, place, day=5, minutes=240)
    month.visit(worker, place, day=6, minutes=120)
    month.visit(worker, place, day=7, minutes=60, state="contested")
    month.came(worker, place, 3)
    assert [(line.cause, line.hours, line.used, line.open) for line in found()] == [
        ("contested", 4, 3, 1), ("beyond_authorisation", 2, 0, 2), ("late_cheque", 1, 0, 1),
    ]  # fmt: skip


def test_the_cheques_own_use_is_not_a_second_one(month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place)
    month.came(worker, place, 3, first=700)
    month.event("used", 700, 3, worker=worker)
    month.event("expired", 700, 3, on=date(2026, 11, 5))
    assert found() == []


def test_a_file_put_aside_does_not_count(month):
    aside = month.uploaded()
    worker, place = month.agreed()
    month.came(worker, place, 3, upload=aside)
    assert [line.cause for line in found()] == ["cheques_without_hours"]
    aside.state = "put_aside"
    aside.save()
    assert found() == []
