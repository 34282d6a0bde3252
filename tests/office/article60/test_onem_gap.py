"""ONEM's count beside ours: what is found, and what is not guessed."""

from datetime import date

import pytest

from tests.office.article60.test_projecting import a_file, declared
from tremplin.law import belgian_law
from tremplin.law.article60.gap import gap
from tremplin.office.article60.models import Contract, OnemRequest
from tremplin.office.article60.selectors.onem import gap_of
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.article60.services.onem import Answered, Changed, answer, send, stands

UNTIL = (date(2026, 7, 31) - date(1970, 1, 1)).days


def row(first, last, code=1, days=0, **more):
    return {
        "first_day": first,
        "last_day": last,
        "service_code": code,
        "days": days,
        "hours": round(days * 7.6, 2),
        "days_per_week": 5,
        "weekly_hours": 38,
        "full_time_weekly_hours": 38,
        "employer": "0999000150",
        **more,
    }


WORK = [
    row("2026-02-02", "2026-03-31", 1, 42),
    row("2026-04-01", "2026-04-30", 1, 22),
    row("2026-05-01", "2026-05-31", 1, 18),
    row("2026-05-01", "2026-05-31", 30, 3),
    row("2026-06-01", "2026-06-30", 1, 22),
]


def counted(work, theirs_off=0, **more):
    """Our gap to an ONEM whose count is ours less so many days."""
    facts = {"work": work, "admitted_before": False, "birth_date": "1990-05-14"}
    ours = gap(belgian_law(), facts, [], UNTIL, 0)
    assert ours.ours[0] == ours.ours[1]
    left = ours.required - (ours.ours[0] - theirs_off)
    return gap(belgian_law(), facts, more.get("planned", []), UNTIL, left * 100)


def kinds(causes):
    return {(cause.kind, cause.rows) for cause in causes}


def test_two_counts_that_agree():
    found = counted(WORK)
    assert found.equal and found.difference == 0 and not found.explaining and not found.candidates


def test_unpaid_days_that_one_counts_and_the_other_does_not():
    """Before March 2026 ten unpaid days a year counted; here the three of May are the only cause that fits."""
    counted_as_work = counted(WORK, theirs_off=-4)
    assert counted_as_work.difference == -4
    assert kinds(counted_as_work.explaining) == {("unpaid", (3,))}


def test_a_missing_declaration_is_found():
    without = [one for one in WORK if one["first_day"] > "2026-03-31"]
    facts = {"admitted_before": False, "birth_date": "1990-05-14"}
    law = belgian_law()
    seen = gap(law, facts | {"work": without}, [], UNTIL, 0)
    ours = gap(law, facts | {"work": WORK}, [], UNTIL, 0)
    found = gap(law, facts | {"work": WORK}, [], UNTIL, (ours.required - seen.ours[0]) * 100)
    assert ("quarter", (0,)) in kinds(found.explaining)


def test_days_that_no_declaration_tells_of_yet():
    planned = [row("2026-07-01", "2026-07-31", 1, 23, layer="planned")]
    facts = {"work": WORK, "admitted_before": False, "birth_date": "1990-05-14"}
    law = belgian_law()
    declared_only = gap(law, facts, [], UNTIL, 0)
    found = gap(law, facts, planned, UNTIL, (declared_only.required - declared_only.ours[0]) * 100)
    assert found.difference == 28 and kinds(found.explaining) == {("undeclared", (5,)), } | {
        one for one in kinds(found.explaining) if one[1] == (5,)
    }  # fmt: skip


def test_what_cannot_be_told_names_candidates_and_does_not_choose():
    found = counted(WORK, theirs_off=-2)
    assert not found.explaining
    found = counted(WORK, theirs_off=57)
    assert not found.explaining and found.candidates
    assert all(cause.counted[0] != found.theirs for cause in found.candidates)


def test_a_doubt_here_may_be_what_onem_knows():
    work = [*WORK, row("2026-06-01", "2026-06-30", 99, 4)]
    facts = {"work": work, "admitted_before": False, "birth_date": "1990-05-14"}
    ours = gap(belgian_law(), facts, [], UNTIL, 0)
    low, high = ours.ours
    assert low < high
    found = gap(belgian_law(), facts, [], UNTIL, (ours.required - high) * 100)
    assert found.within and found.difference is None and ("doubt", (5,)) in kinds(found.explaining)


def test_what_is_undetermined_is_said():
    found = gap(belgian_law(), {}, [], UNTIL, 3000)
    assert not found.known and not found.explaining and found.difference is None


# Records.

TODAY = date(2026, 11, 23)


@pytest.fixture
def file(offices):
    file = a_file(offices[0]["office"])
    declared(file, date(2026, 3, 2), date(2026, 4, 1), 22)
    declared(file, date(2026, 4, 1), date(2026, 7, 1), 62)
    declared(file, date(2026, 4, 1), date(2026, 7, 1), 3, code=30)
    return file


def answered(file, days=12000, seen=None, **more):
    request = OnemRequest.objects.filter(file=file).first() or send(file, date(2026, 6, 20), "R-1", TODAY)
    given = Answered(date(2026, 7, 2), days, date(2027, 2, 1), date(2026, 6, 30))
    return answer(request.pk, file, given, TODAY, seen)


@pytest.mark.django_db
def test_a_request_sent_twice_is_one_and_its_answer_is_the_anchor(file):
    first = send(file, date(2026, 6, 20), "R-1", TODAY)
    assert send(file, date(2026, 6, 20), " R-1 ", TODAY).pk == first.pk
    assert gap_of(belgian_law(), records_of([file], TODAY)[0]) is None
    answered(file)
    file.refresh_from_db()
    assert file.projection.plan["result"]["onem"]["days_to_work"] == 120
    found = gap_of(belgian_law(), records_of([file], TODAY)[0])
    assert found.theirs == found.required - 120 and found.known


@pytest.mark.django_db
def test_who_saves_second_sees_the_first(file):
    request = send(file, date(2026, 6, 20), "R-1", TODAY)
    shown = stands(request)
    answered(file, 12000, seen=shown)
    assert answered(file, 12000, seen=shown).days_to_work == 12000
    with pytest.raises(Changed):
        answered(file, 13000, seen=shown)
    request.refresh_from_db()
    assert answered(file, 13000, seen=stands(request)).days_to_work == 13000


@pytest.mark.django_db
def test_an_answer_reads_the_clause_again(file):
    contract = Contract.objects.get(file=file)
    contract.form, contract.clause_days = "open", 300
    contract.save()
    answered(file)
    reading = contract.readings.get()
    assert (reading.written, reading.days, reading.because) == (300, 312, "ONEM")
    answered(file, 12100)
    assert contract.readings.count() in (1, 2)
