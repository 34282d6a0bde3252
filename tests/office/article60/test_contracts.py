"""Contracts, amendments, ends, conventions, aids, closing: what may meet, what may not, and what is done once."""

from datetime import date, timedelta

import pytest

from tests.office import made
from tremplin.office.article60.models import Aid, Contract, Convention, File, Host, Period, Projection
from tremplin.office.article60.selectors.history import stretches_at
from tremplin.office.article60.services import aids, closing, conventions, endings, hosts, overlapping
from tremplin.office.article60.services.amendments import Amendment, Change, amend, amended, changes, stretches_of
from tremplin.office.article60.services.contracts import Stretch, sign
from tremplin.office.article60.services.opening import open_file
from tremplin.office.article60.services.refusing import AlreadyDone, Refused, Stale
from tremplin.office.database.isolation import enter
from tremplin.office.people.models import Person

TODAY = date(2026, 11, 22)
FULL, HALF = 3800, 1900
YEAR = Stretch(date(2026, 12, 1), date(2027, 11, 30), FULL, FULL)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def a_file(office, number="VAL-60-0147"):
    enter(office.pk)
    found = File.objects.create(person=made.person(), number=number, opened_on=date(2026, 1, 5), admitted_before=False)
    return File.objects.select_related("person", "organisation").get(pk=found.pk)


@pytest.fixture
def file(offices):
    return a_file(offices[0]["office"])


def made_of(file, *stretches, form="fixed", **words):
    return sign(file, stretches or [YEAR], form=form, today=TODAY, **words)


db = pytest.mark.django_db


@db
def test_a_contract_is_made_once_a_key(file):
    first, again = made_of(file, key="k1"), made_of(file, key="k1")
    assert first.pk == again.pk and Period.objects.count() == 1
    assert Projection.objects.get().contract_end == YEAR.last


@db
@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [
        (date(2027, 11, 30), date(2028, 2, 29), True),
        (date(2027, 12, 1), date(2028, 2, 29), False),
        (date(2026, 10, 1), date(2026, 12, 1), True),
        (date(2026, 10, 1), date(2026, 11, 30), False),
        (date(2027, 3, 1), date(2027, 3, 1), True),
        (date(2026, 1, 1), date(2029, 1, 1), True),
    ],
)
def test_days_that_meet_are_told_before_and_by_whom(file, first, last, meets):
    made_of(file)
    second = Stretch(first, last, FULL, FULL)
    if not meets:
        assert made_of(file, second).pk
        return
    with pytest.raises(Refused) as refused:
        made_of(file, second)
    assert (refused.value.key, refused.value.field) == ("office_plan.meets_contract", "first")
    for language, text in (("fr", "30 novembre 2027"), ("nl", "30 november 2027"), ("de", "30. November 2027"), ("en", "30 November 2027")):  # fmt: skip  # noqa: E501
        assert text in refused.value.text(language)
    assert Contract.objects.count() == 1, "nothing is left behind"


@db
def test_what_the_database_refuses_is_told_in_the_same_words(file, monkeypatch):
    """A race: what is looked at first does not see what somebody else wrote in the same instant."""
    made_of(file)
    seen = []

    def blind(model, of, days, besides=None):
        seen.append(days)
        return None if len(seen) <= 2 else found(model, of, days, besides)

    found = overlapping.meeting
    monkeypatch.setattr(overlapping, "meeting", blind)
    with pytest.raises(Refused) as refused:
        made_of(file, Stretch(date(2027, 1, 1), date(2027, 1, 31), FULL, FULL))
    assert refused.value.key == "office_plan.meets_contract" and len(seen) == 3


@db
def test_an_open_contract_needs_its_x_and_meets_all_that_follows(file):
    with pytest.raises(Refused) as refused:
        made_of(file, Stretch(date(2026, 12, 1), None, FULL, FULL), form="open")
    assert refused.value.field == "clause_days"
    made_of(file, Stretch(date(2026, 12, 1), None, FULL, FULL), form="open", clause_days=312)
    with pytest.raises(Refused) as refused:
        made_of(file, Stretch(date(2090, 12, 1), date(2091, 1, 1), FULL, FULL))
    assert refused.value.key == "office_plan.meets_contract_open"


@db
def test_the_chain_says_what_was_and_what_becomes(file):
    part = Stretch(date(2026, 12, 1), date(2027, 2, 28), HALF, FULL)
    full = Stretch(date(2027, 3, 1), date(2027, 12, 31), FULL, FULL)
    contract = made_of(file, part, full)
    before = stretches_of(contract)
    after = amended(before, Amendment("hours", date(2027, 2, 1), 3040))
    assert changes(before, after) == [Change(date(2027, 2, 1), date(2027, 2, 28), HALF, 3040)]
    after = amended(before, Amendment("extend", last=date(2028, 2, 29)))
    assert changes(before, after) == [Change(date(2028, 1, 1), date(2028, 2, 29), None, FULL)]
    after = amended(before, Amendment("shorten", last=date(2027, 2, 15)))
    assert changes(before, after) == [
        Change(date(2027, 2, 16), date(2027, 2, 28), HALF, None),
        Change(date(2027, 3, 1), date(2027, 12, 31), FULL, None),
    ]
    after = amended(before, Amendment("hours", date(2027, 3, 1), 3040, date(2028, 1, 31)))
    assert after == (part, Stretch(date(2027, 3, 1), date(2028, 1, 31), 3040, FULL))


@db
def test_an_amendment_is_written_with_its_why_and_the_rest_stays(file):
    contract = made_of(file)
    how = {"today": TODAY, "version": 1, "key": "a1", "why": "Reprise progressive", "signed_on": TODAY}
    amend(contract, Amendment("hours", date(2027, 3, 1), HALF), **how)
    assert [(of.days.lower, of.weekly_hours, of.why) for of in Period.objects.order_by("days")] == [
        (date(2026, 12, 1), FULL, ""),
        (date(2027, 3, 1), HALF, "Reprise progressive"),
    ]
    with pytest.raises(AlreadyDone):
        amend(contract, Amendment("hours", date(2027, 3, 1), HALF), **how)
    assert Contract.objects.get().version == 2
    amend(contract, Amendment("shorten", last=date(2027, 2, 27)), today=TODAY, why="Départ")
    assert [(of.days.upper, of.why) for of in Period.objects.all()] == [(date(2027, 2, 28), "Départ")]
    events = Period.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert "delete" in list(events), "what was taken away stays in the history"


@db
@pytest.mark.parametrize(
    ("amendment", "key"),
    [
        (Amendment("extend", last=date(2027, 11, 30)), "not_later"),
        (Amendment("shorten", last=date(2027, 11, 30)), "not_earlier"),
        (Amendment("shorten", last=date(2026, 11, 30)), "ends_before"),
        (Amendment("hours", date(2026, 11, 30), HALF), "outside"),
        (Amendment("hours", date(2027, 12, 1), HALF), "outside"),
        (Amendment("hours", date(2027, 1, 1), FULL), "same_hours"),
        (Amendment("hours", date(2027, 1, 1), FULL + 1), "more_than_full"),
        (Amendment("hours", date(2027, 1, 1)), "hours_needed"),
        (Amendment("extend"), "last_needed"),
    ],
)
def test_an_amendment_that_is_none_is_told(file, amendment, key):
    contract = made_of(file)
    with pytest.raises(Refused) as refused:
        amend(contract, amendment, today=TODAY)
    assert refused.value.key == f"office_plan.{key}" and refused.value.text("nl")
    assert Contract.objects.get().version == 1


@db
def test_the_second_to_save_sees_what_the_first_saved(file):
    contract = made_of(file)
    amend(contract, Amendment("hours", date(2027, 3, 1), HALF), today=TODAY, version=1)
    with pytest.raises(Stale) as stale:
        amend(contract, Amendment("extend", last=date(2028, 2, 29)), today=TODAY, version=1, key="mine")
    assert stale.value.record.version == 2
    assert stretches_of(contract)[-1].weekly_hours == HALF
    # The same form may be sent again, with the version that it has now seen.
    amend(contract, Amendment("extend", last=date(2028, 2, 29)), today=TODAY, version=2, key="mine")


@db
def test_what_a_contract_was_at_a_version_is_in_its_history(file):
    contract = made_of(file)
    assert stretches_at(contract, 1) == (YEAR,)


@db
def test_an_end_takes_the_convention_with_it_and_may_be_put_right(file):
    contract = made_of(file)
    host = hosts.enrol({"name": "Les Tilleuls ASBL"}, key="h")
    conventions.agree(file, host, date(2026, 12, 1), None, today=TODAY, key="c")
    with pytest.raises(Refused):
        endings.end(contract, date(2027, 12, 1), "Fin", today=TODAY)
    endings.end(contract, date(2027, 2, 28), "Emploi trouvé", today=TODAY, version=1, key="e")
    assert Convention.objects.get().days.upper == date(2027, 3, 1)
    assert Period.objects.get().days.upper == date(2027, 3, 1)
    with pytest.raises(Refused):
        amend(contract, Amendment("extend", last=date(2027, 6, 30)), today=TODAY)
    endings.end(contract, date(2027, 3, 5), "Emploi trouvé", today=TODAY)
    assert (Contract.objects.get().ended_on, Period.objects.get().days.upper) == (date(2027, 3, 5), date(2027, 3, 6))
    made_of(file, Stretch(date(2027, 3, 6), date(2027, 12, 31), HALF, FULL))


@db
def test_one_host_at_a_time_and_one_aid_at_a_time(file):
    host = Host.objects.create(name="Les Tilleuls ASBL")
    conventions.agree(file, host, date(2026, 12, 1), date(2026, 12, 31), today=TODAY)
    with pytest.raises(Refused) as refused:
        conventions.agree(file, host, date(2026, 12, 31), None, today=TODAY)
    assert "Les Tilleuls" in refused.value.text("fr")
    conventions.agree(file, host, date(2027, 1, 1), None, today=TODAY)
    aids.give(file, "integration_income", date(2012, 11, 1), date(2026, 2, 28), today=TODAY)
    with pytest.raises(Refused):
        aids.give(file, "social_aid", date(2026, 2, 28), None, today=TODAY)
    aid = aids.give(file, "social_aid", date(2026, 3, 1), None, today=TODAY, key="aid")
    with pytest.raises(AlreadyDone):
        aids.give(file, "social_aid", date(2026, 3, 1), None, today=TODAY, key="aid")
    aids.give(file, "social_aid", date(2026, 3, 1), date(2026, 3, 1), today=TODAY, aid=aid)
    aids.take_back(aid, today=TODAY)
    assert Aid.objects.count() == 1
    hosts.put_aside(host)
    with pytest.raises(Refused):
        conventions.agree(file, Host.objects.get(), date(2026, 1, 1), date(2026, 1, 2), today=TODAY)


@db
def test_hosts_of_two_who_save_at_once(file):
    host = hosts.enrol({"name": "A"}, key="k")
    hosts.change(host, {"town": "Namur"}, version=1)
    with pytest.raises(Stale):
        hosts.change(host, {"town": "Liège"}, version=1)
    assert Host.objects.get().town == "Namur"


@db
def test_a_file_closes_and_opens_again(file):
    with pytest.raises(Refused):
        closing.close(file, date(2026, 1, 4), "Parti", today=TODAY)
    closing.close(file, date(2026, 11, 22), "Parti", today=TODAY, version=1, key="c")
    with pytest.raises(Refused) as refused:
        made_of(File.objects.select_related("person", "organisation").get())
    assert refused.value.key == "office_plan.file_closed"
    with pytest.raises(Stale):
        closing.reopen(file, "Revenu", today=TODAY, version=1)
    closing.reopen(file, "Revenu", today=TODAY, version=2)
    assert File.objects.get().closed_on is None


@db
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2012, 10, 31), date(2012, 11, 1)),
        (date(2026, 2, 28), date(2026, 3, 1)),
    ],
)
def test_days_at_the_edges_are_kept_as_written(file, first, last):
    made_of(file, Stretch(first, last, FULL, FULL))
    days = Period.objects.get().days
    assert (days.lower, days.upper) == (first, last + timedelta(days=1))


@db
def test_closing_begins_the_term_of_keeping_and_a_new_file_ends_it(file):
    def until():
        return Person.objects.get(pk=file.person_id).keep_until

    closing.close(file, date(2026, 11, 22), "", today=TODAY)
    assert until() == date(2036, 11, 22)
    closing.reopen(file, "Revenu", today=TODAY)
    assert until() is None
    closing.close(file, date(2026, 11, 22), "", today=TODAY)
    open_file(file.organisation, file.person, {"opened_on": TODAY}, TODAY)
    assert until() is None
