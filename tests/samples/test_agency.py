"""The made-up agency: nobody in it is anybody, its months add up, and twelve things are wrong in the open one."""

import csv
import datetime
import io
from collections import Counter, defaultdict
from functools import cache

import coda
import pytest
from stdnum.be import iban, nn, ogm_vcs, vat

from tremplin.law import belgian_law
from tremplin.reasons.found import ask
from tremplin.samples.agency import agency, files
from tremplin.samples.agency.planted import CONTESTED_WHY, LESS_PAID, PLANTED, WITH
from tremplin.samples.agency.telling import planted_places

TODAY = datetime.date(2026, 11, 22)
OTHER_DAYS = ["2026-08-01", "2027-03-15", "2028-02-29"]
VALMARCHE = agency(TODAY)
CAUSES = {
    "late_cheque", "overlapping_hours", "expired_cheque", "beyond_authorisation", "cheque_used_twice", "other_price",
    "wrong_iban", "cheques_without_hours", "begun_hour_unpaid", "lost_cheque", "amount_differs", "contested",
    "outside_period", "unknown_worker", "unknown_authorisation", "before_contract", "beyond_ceiling",
}  # fmt: skip


@pytest.fixture(params=["2026-11-22", *OTHER_DAYS])
def told(request):
    return as_of(request.param)


@cache
def as_of(day):
    return agency(datetime.date.fromisoformat(day))


def visits_of(said, month):
    return [said.visits[place] for place in month.visits]


def pairs_of(visits):
    found = defaultdict(list)
    for one in visits:
        found[one.worker, one.authorisation].append(one)
    return found


def test_sixty_workers_for_160_users(told):
    assert (len(told.workers), len(told.users)) == (60, 160)
    kinds = Counter(one.kind for one in told.users)
    assert kinds["school"] == 2 and kinds["agriculture"] == kinds["local_authority"] == 1 and kinds["association"] > 3
    assert told.open.last < told.today and (told.today - told.open.last).days <= 31
    assert len(told.closed) == 3


def test_the_open_month_has_312_places_of_work_and_1284_hours(told):
    visits = visits_of(told, told.open)
    assert len(pairs_of(visits)) == 312
    assert sum(one.cheques for one in visits) == 1284
    channels = Counter(theirs[0].channel for theirs in pairs_of(visits).values())
    assert set(channels) == {"grid", "phone", "card"} and channels["phone"] > 200
    for month in told.closed:
        assert 200 < len(pairs_of(visits_of(told, month))) < 312


def test_the_same_day_gives_the_same_bytes_and_another_seed_others(told):
    again = agency(told.today)
    assert again == told
    assert [files.issuer(month) for month in again.months] == [files.issuer(month) for month in told.months]
    assert files.bank(again, again.open) == files.bank(told, told.open)
    assert agency(told.today, seed=8).visits != told.visits


def test_numbers_have_check_digits_that_hold_and_are_nobodys():
    people = [one.person for one in VALMARCHE.workers] + [one.person for one in VALMARCHE.users if one.person]
    assert all(
        nn.is_valid(one.national_number) and nn.get_birth_date(one.national_number) == one.birth for one in people
    )
    assert {one.national_number[6:9] for one in people} <= {"000", "999"}
    assert len({one.national_number for one in people}) == len(people)
    enterprises = [one.enterprise_number for one in VALMARCHE.users if not one.person]
    assert all(vat.is_valid(one) for one in [*enterprises, VALMARCHE.enterprise_number])
    assert all(ogm_vcs.is_valid(one.structured) for one in VALMARCHE.open.payments if one.structured)
    wrong = [one.key for one in VALMARCHE.workers if not iban.is_valid(one.iban)]
    assert wrong == ["marcel"] and iban.is_valid(VALMARCHE.iban)
    emails = [one.email for one in (*people, *VALMARCHE.users, *VALMARCHE.agents)]
    assert all(one.endswith((".example", "@example.org")) for one in emails)


def test_nobody_is_at_two_places_but_bruno_once(told):
    by_day = defaultdict(list)
    for one in told.visits:
        by_day[one.worker, one.day].append(one)
    meeting = [
        (one.worker, other.authorisation)
        for of_day in by_day.values()
        for one in of_day
        for other in of_day
        if one is not other and one.starts <= other.starts < one.starts + one.minutes
    ]
    bruno = told.worker("bruno").number
    places = {told.authorisation("tilleuls").number, told.authorisation("lambrecht").number}
    assert set(meeting) == {(bruno, place) for place in places}


def test_workers_do_what_they_do_where_they_may(told):
    places = {one.number: one for one in told.authorisations}
    workers = {one.number: one for one in told.workers}
    for one in told.visits:
        worker, place = workers[one.worker], places[one.authorisation]
        assert place.activity in worker.activities
        assert place.first <= one.day <= place.last and worker.signed_on < worker.starts_on <= one.day
        assert one.day.weekday() < 5 and one.starts + one.minutes <= 18 * 60
    offered = {(kind, activity) for kind, activity, _ in told.offers}
    users = {one.number: one for one in told.users}
    assert {(users[one.user].kind, one.activity) for one in told.authorisations} <= offered


def test_the_law_agrees_with_what_is_offered_paid_and_begun():
    law, on = belgian_law(), VALMARCHE.open.first.isoformat()
    for kind, activity, _ in VALMARCHE.offers:
        facts = {"region": "wallonia", "on": on, "user": kind, "activity": activity, "on_ale_list": True}
        assert ask(law, "ale_activity", facts).result["allowed"] is True, (kind, activity)
    prices = dict(VALMARCHE.prices)
    for kind in {one.kind for one in VALMARCHE.users}:
        price = prices.get(kind, prices[""])
        facts = {"region": "wallonia", "on": on, "price": f"{price / 100:.2f}", "user": kind, "nominative": True}
        assert ask(law, "ale_price", facts).result["lawful"] is True, kind
    for minutes in {one.minutes for one in VALMARCHE.visits}:
        facts = {"region": "wallonia", "on": on, "minutes": minutes, "cheque_price": "5.95"}
        cheques = {one.cheques for one in VALMARCHE.visits if one.minutes == minutes}
        assert {ask(law, "ale_visit", facts).result["cheques"]} == cheques


def test_only_yolande_passes_a_monthly_maximum(told):
    minutes = Counter()
    for one in told.visits:
        minutes[one.authorisation, one.day.year, one.day.month] += one.minutes
    maxima = {one.number: one.maximum for one in told.authorisations}
    beyond = {place for (place, _, _), count in minutes.items() if count * 100 > maxima[place] * 60}
    assert beyond == {told.authorisation("kiosque").number}


def test_each_planted_problem_has_its_cause_and_its_figures(told):
    assert len(PLANTED) == 12 == len({one.cause for one in PLANTED}) and {one.cause for one in PLANTED} <= CAUSES
    visits, rows = pairs_of(visits_of(told, told.open)), defaultdict(list)
    for row in told.open.rows:
        rows[row.worker, row.authorisation].append(row)
    prices = {one.number: one.price for one in told.authorisations}
    for one, pair in zip(PLANTED, planted_places(told), strict=True):
        assert sum(visit.cheques for visit in visits.get(pair, [])) == one.hours, one.cause
        assert sum(row.count for row in rows[pair]) == one.cheques, one.cause
        assert sum(row.amount for row in rows[pair]) == one.paid, one.cause
        assert prices[pair[1]] * one.cheques == one.expected, one.cause
        others = [worker for worker, place in visits if place == pair[1] and worker != pair[0]]
        assert not others, one.cause


def test_everything_else_agrees_to_the_cent(told):
    visits, rows = pairs_of(visits_of(told, told.open)), defaultdict(list)
    for row in told.open.rows:
        rows[row.worker, row.authorisation].append(row)
    prices = {one.number: one.price for one in told.authorisations}
    planted = set(planted_places(told))
    assert set(rows) - set(visits) == {
        pair for pair, one in zip(planted_places(told), PLANTED, strict=True) if not one.hours
    }
    for pair in set(visits) - planted:
        assert sum(row.count for row in rows[pair]) == sum(one.cheques for one in visits[pair])
        assert sum(row.amount for row in rows[pair]) == prices[pair[1]] * sum(one.cheques for one in visits[pair])
    for month in told.closed:
        worked = {pair: sum(one.cheques for one in theirs) for pair, theirs in pairs_of(visits_of(told, month)).items()}
        came = Counter()
        for row in month.rows:
            came[row.worker, row.authorisation] += row.count
            assert row.amount == row.count * prices[row.authorisation]
        assert worked == came
    contested = [one for one in told.visits if one.why]
    assert [one.why for one in contested] == [CONTESTED_WHY]
    assert WITH.paid == WITH.expected


def test_cheques_are_used_once_but_for_one_and_while_they_are_good(told):
    used = defaultdict(list)
    for month in told.months:
        for row in month.rows:
            assert row.booklet is not None
            booklet = told.booklets[row.booklet]
            if row.day > booklet.valid_until:
                assert (row.worker, row.authorisation) == (
                    told.worker("freddy").number, told.authorisation("collignon").number,
                )  # fmt: skip
            assert booklet.issued_on <= row.day
            if row.first is not None:
                assert booklet.first <= row.first and row.first + row.count <= booklet.first + booklet.count
                for number in range(row.first, row.first + row.count):
                    used[number].append(row.worker)
    twice = [workers for workers in used.values() if len(workers) > 1]
    assert twice == [[told.worker("bruno").number, told.worker("aicha").number]]
    assert [one.number in used for one in told.lost] == [True]
    ranges = sorted((one.first, one.first + one.count) for one in told.booklets if one.first is not None)
    assert all(before[1] <= after[0] for before, after in zip(ranges, ranges[1:], strict=False))


def test_the_issuers_file_reads_as_it_was_told(told):
    table = list(csv.DictReader(io.StringIO(files.issuer(told.open).decode())))
    assert tuple(table[0]) == files.COLUMNS
    assert sum(int(one["hours"]) for one in table) == sum(row.count for row in told.open.rows)
    cents = sum(round(float(one["amount"]) * 100) for one in table)
    assert cents == sum(row.amount for row in told.open.rows)
    assert len({tuple(one.values()) for one in table}) == len(table)
    for one in table:
        if one["cheque_type"] == "paper":
            assert int(one["cheque_no_to"]) - int(one["cheque_no_from"]) + 1 == int(one["hours"])
        else:
            assert one["cheque_no_from"] == one["cheque_no_to"] == ""


def test_the_banks_statement_reads_and_adds_up(told, tmp_path):
    for month in told.months:
        file = tmp_path / "statement.cod"
        file.write_bytes(files.bank(told, month))
        (statement,) = coda.CODA(str(file)).statements
        assert (statement.account, statement.account_currency) == (told.iban, "EUR")
        assert statement.old_balance * 100 == month.balance
        assert statement.new_balance * 100 == month.balance + sum(one.amount for one in month.payments)
        said = [(one.amount, one.structured or one.words, one.day) for one in month.payments]
        assert [(move.amount * 100, move.communication, move.entry_date) for move in statement.moves] == said
    assert len(told.open.payments) == 97


def test_one_payment_is_fifty_cents_short(told):
    prices = {one.number: one.price for one in told.authorisations}
    short = [
        (one.authorisation, one.amount)
        for month in told.months
        for one in month.payments
        if one.structured and one.amount % prices[one.authorisation]
    ]
    assert short == [(told.authorisation("delhez").number, 10 * 595 - LESS_PAID)]


def test_each_month_begins_with_the_balance_that_the_one_before_left(told):
    for before, after in zip(told.months, told.months[1:], strict=False):
        assert after.balance == before.balance + sum(one.amount for one in before.payments)


def test_the_look_is_there():
    """What look/place.html and look/register.html show can be shown."""
    names = {f"{one.person.given_name} {one.person.family_name}" for one in VALMARCHE.workers if one.key}
    assert names >= {
        "Josiane Piret", "Bruno Claes", "Freddy Renard", "Yolande Mbuyi", "Aïcha Naciri", "Marcel Dufrane",
        "Thérèse Jadot", "Rose Kabongo",
    }  # fmt: skip
    caring = [one.key for one in VALMARCHE.workers if "child_care" in one.activities]
    assert caring == ["josiane", "bruno", "freddy", "yolande", "aicha"]
    request = VALMARCHE.requests[0]
    assert (request.number, len(request.days), request.state) == ("D-2026-0318", 11, "open")
    planned = {
        one.worker: sum(until - since for _, since, until in one.days) // 60 for one in VALMARCHE.placements if one.days
    }
    assert planned == {VALMARCHE.worker(key).number: hours for key, hours in
                       (("aicha", 24), ("bruno", 12), ("josiane", 40), ("freddy", 30))}  # fmt: skip
    ends = Counter((one.last.year, one.last.month) for one in VALMARCHE.authorisations)
    assert ends[2026, 12] >= 42
    both = [one for one in VALMARCHE.authorisations if one.user == VALMARCHE.user("tilleuls").number]
    assert len({one.number for one in both if one.last > TODAY}) == 2 and {one.activity for one in both} == {
        "school_care"
    }
