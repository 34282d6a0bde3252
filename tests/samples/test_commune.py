"""The made-up commune: everybody in it is nobody, every file reads as its story says, the stories hold on any day."""

import datetime
import re
from collections import Counter
from itertools import pairwise

import pytest
from stdnum.be import bis, nn, vat

from tremplin.ground.errors import InputError
from tremplin.intake import read_bytes
from tremplin.law import belgian_law
from tremplin.law.article60.planner import Planned
from tremplin.reasons.found import ask
from tremplin.samples.commune import commune
from tremplin.samples.commune.facts import plan_facts, plan_start, work
from tremplin.samples.commune.moving import due_on, last_declared, quarter_of
from tremplin.samples.commune.rows import declared_rows, job_rows, paid_rows

MONDAY = datetime.date(2026, 11, 23)
OTHER_DAYS = [
    "2026-06-01",
    "2026-10-31",
    "2026-11-22",
    "2026-11-27",
    "2026-12-31",
    "2027-01-01",
    "2027-05-14",
    "2028-02-29",
]
VALMARCHE = commune(MONDAY)
UPLOADS = [
    pytest.param(office, upload, id=f"{office.key}/{upload.name}")
    for office in VALMARCHE.offices
    for upload in (*office.uploads, *office.broken)
]
STORIES = {"well", "doubt", "short", "soon", "ended", "not_begun", "undetermined"}


@pytest.fixture(params=OTHER_DAYS)
def moved(request):
    return commune(datetime.date.fromisoformat(request.param))


def everybody(found=VALMARCHE):
    return [file for office in found.offices for file in office.files]


def planned(number, found=VALMARCHE):
    office = next(office for office in found.offices if any(file.number == number for file in office.files))
    plan = ask(belgian_law(), "article60_plan", plan_facts(office, office.file(number), found.today))
    assert isinstance(plan, Planned)
    return plan


def opens(plan, way=0):
    return [str(day) for day in plan.result["variants"][way]["right_opens"]]


# Who they are.


def test_forty_files_and_three_next_door():
    assert [len(office.files) for office in VALMARCHE.offices] == [40, 3]
    assert len({file.number for file in everybody()}) == 43
    assert {file.story for file in VALMARCHE.office.files} == STORIES
    assert sum(file.closed is not None for file in VALMARCHE.office.files) == 2


def test_national_numbers_are_valid_and_nobody_s():
    for file in everybody():
        number = file.person.national_number
        assert (bis if file.person.bis else nn).is_valid(number), file.person.name
        assert number[6:9] in ("000", "999")
        assert nn.get_gender(number) == file.person.sex.upper()
        assert nn.get_birth_year(number) == file.person.birth.year
        assert nn.get_birth_date(number) == file.person.birth.date


def test_one_person_is_known_to_both_offices_and_nobody_else_is():
    here, there = ({file.person.national_number: file for file in office.files} for office in VALMARCHE.offices)
    assert (len(here), len(there)) == (40, 3)
    assert [here[number].person.name for number in here.keys() & there.keys()] == ["Latifa Ouali"]


def test_unusual_people():
    people = [file.person for file in VALMARCHE.office.files]
    assert [person.name for person in people if not person.given_name] == ["Tenzin"]
    unknown = [(person.birth.month, person.birth.day) for person in people if person.birth.date is None]
    assert sorted(unknown, key=str) == [(3, None), (None, None)]
    assert {person.language for person in people} == {"fr", "nl", "de", "en", "other"}
    assert all(person.other_language for person in people if person.language == "other")


def test_no_place_and_no_address_is_real():
    for office in VALMARCHE.offices:
        assert office.postcode.startswith("00") and office.nis_code.startswith("00")
        emails = [one.email for one in (*office.agents, *office.hosts, *(file.person for file in office.files))]
        assert all(email.endswith((".example", "@example.org")) for email in emails)
        numbers = [office.enterprise_number, *(host.enterprise_number for host in office.hosts)]
        assert all(vat.is_valid(number) and int(number[:8]) >= 19_990_000 for number in numbers)
    roles = {role for agent in VALMARCHE.office.agents for role in agent.roles}
    assert roles == {"social_worker", "finance", "manager", "auditor", "administrator"}


def test_files_name_agents_and_hosts_that_are_there():
    for office in VALMARCHE.offices:
        agents = {agent.key for agent in office.agents if "social_worker" in agent.roles}
        for file in office.files:
            assert file.agent in agents, file.number
            assert all(office.host(convention.host) for convention in file.conventions)
            assert file.note and not re.search(r"\b20[3-9]\d\b", file.note)


# What they send.


@pytest.mark.parametrize(("office", "upload"), UPLOADS)
def test_every_file_is_read_with_the_doubts_of_its_story(office, upload):
    expected = Counter({(one.key, one.whose): one.times for one in upload.expected})
    if upload.refused:
        with pytest.raises(InputError) as caught:
            read_bytes(upload.content, upload.name, office.region)
        assert Counter((fault.key, "") for fault in caught.value.faults) == expected
        return
    found = read_bytes(upload.content, upload.name, office.region)
    assert Counter((doubt.key, doubt.whose) for doubt in found.doubts) == expected
    ours = {file.person.national_number for file in office.files}
    wrong = {one.whose for one in upload.expected if one.key == "doubt.inss"}
    assert tuple(person.key for person in found.people if person.key not in ours | wrong) == upload.unknown
    assert upload.about


def test_broken_files_are_broken_each_in_its_way():
    broken = VALMARCHE.office.broken
    reasons = [one.key for upload in broken[1:] for one in upload.expected]
    assert len(broken) == 17 and len(set(reasons)) == len(reasons)
    assert sum(upload.refused for upload in broken) == 7
    assert all(len(upload.content) < 50_000 for upload in broken)


def test_what_is_read_is_what_the_facts_say():
    for office in VALMARCHE.offices:
        read = {}
        for upload in office.uploads:
            for person in read_bytes(upload.content, upload.name).people:
                read.setdefault(person.key, []).extend(person.rows)
        for file in office.files:
            rows = [*(row for job in file.jobs for row in job_rows(job))]
            rows += declared_rows(file, MONDAY) + paid_rows(file, MONDAY)
            if not file.onem and not file.undeclared:
                assert read.get(file.person.national_number, []) == [plain(row, office) for row in rows], file.number


def plain(row, office):
    """A row as files say it: they name the employer, and not the benefits behind days."""
    without = {name: value for name, value in row.items() if name != "benefit_paid"}
    order = (*(name for name in without if name not in ("employer", "layer")), "employer")
    found = {name: without.get(name, office.enterprise_number) for name in order}
    return found | ({"layer": row["layer"]} if "layer" in row else {})


def test_the_same_day_gives_the_same_bytes():
    assert commune(MONDAY) == VALMARCHE
    other = commune(MONDAY, seed=7)
    assert other != VALMARCHE
    assert [one.content for one in other.office.uploads] == [one.content for one in VALMARCHE.office.uploads]


# When it is told.


def test_stories_move_by_whole_weeks(moved):
    for file, then in zip(everybody(), everybody(moved), strict=True):
        if not file.contract:
            continue
        assert then.contract.first_day.weekday() == file.contract.first_day.weekday()
        days = (then.contract.first_day - file.contract.first_day).days
        assert days == 0 if file.planned_from == "contract" else abs(days - (moved.today - MONDAY).days) <= 3


def test_days_stay_in_order_on_any_day(moved):
    for file in everybody(moved):
        periods = file.contract.periods if file.contract else ()
        for before, after in pairwise(periods):
            assert before.last_day + datetime.timedelta(1) == after.first_day
        for period in periods:
            assert period.last_day is None or period.first_day <= period.last_day
            assert period.signed_on is None or period.signed_on <= period.first_day
        for absence in file.absences:
            assert file.contract.first_day <= absence.first_day <= absence.last_day
        months = [claim.month for claim in file.claims]
        assert months == sorted(set(months))
        for claim in file.claims:
            assert (claim.accepted or 0) + (claim.refused or 0) in (0, claim.claimed)
            days = [day for day in (claim.claimed_on, claim.answered_on, claim.paid_on) if day]
            assert days == sorted(days) and all(day <= moved.today for day in days)
            assert (claim.state == "expected") == (claim.claimed is None)


def test_quarters_and_layers_follow_from_the_day(moved):
    today = moved.today
    assert due_on(last_declared(today)) < today
    for office in moved.offices:
        declared = [upload for upload in office.uploads if upload.kind == "dmfa"]
        paid = [upload for upload in office.uploads if upload.kind == "payslips"]
        assert quarter_of(declared[-1].first_day) == last_declared(today)
        assert declared[-1].last_day < paid[0].first_day
        assert paid[-1].last_day == today - datetime.timedelta(1)
    for office in moved.offices:
        for file in office.files:
            start = plan_start(file, today)
            rows = work(file, today, start) or []
            assert all(row["last_day"] < str(start) for row in rows if start), file.number
    assert len(moved.office.broken) == 17


# What the law says of them.


def test_samira_may_end_too_early():
    plan = planned("VAL-60-0147")
    first, last = opens(plan)
    assert first <= "2026-12-31" < last
    assert {repair.kind for repair in plan.repairs} == {"extend", "leave"}
    assert plan.proof.plain_ranges["proved_days"] == [266, 284]


def test_marie_ange_opens_within_days_and_her_clause_with_her():
    plan = planned("VAL-60-0129")
    first, last = opens(plan)
    assert "2026-11-24" < first < last < "2026-12-04"
    assert not plan.clause.too_early


def test_kofi_and_onem_differ_by_three_days():
    assert planned("VAL-60-0152").result["onem"]["gap"] == [3, 3]
    request = VALMARCHE.office.file("VAL-60-0152").onem[0]
    assert (request.counted_days, request.differs[0].service_code) == (298_00, 30)


@pytest.mark.parametrize(
    ("number", "missing"), [("VAL-60-0168", "start"), ("VAL-60-0169", "work"), ("VAL-60-0151", "admitted_before")]
)
def test_what_is_undetermined_says_what_is_missing(number, missing):
    assert missing in planned(number).missing


def test_earlier_law_decides_the_files_that_do_not_move():
    bruno, veronique = planned("VAL-60-0110"), planned("VAL-60-0128")
    assert opens(bruno) == ["2026-03-01", "2026-03-01"] and bruno.proof.result["required_days"] == 624
    assert "birthday" in [warning.key for warning in veronique.variants[0].warnings]


def test_a_clause_of_too_few_days():
    assert planned("VAL-60-0157").clause.too_early


def test_elif_waits_for_a_quarter():
    plan = planned("VAL-60-0160")
    least, most = plan.proof.plain_ranges["proved_days"]
    assert most - least > 70
    assert plan.missing == ["work[2].days"]


@pytest.mark.parametrize("day", OTHER_DAYS)
def test_samira_s_story_holds_on_another_day(day):
    found = commune(datetime.date.fromisoformat(day))
    signed = found.office.file("VAL-60-0147").contract.last_day
    first, last = opens(planned("VAL-60-0147", found))
    assert first <= str(signed) < last
