"""Two who save in the same instant, on two connections of the database."""

import threading
from datetime import date

import pytest
from django.db import connections

from tests.office import made
from tests.office.ledger.files import BAKERY, SAMIRA, dmfa
from tremplin.office.article60.models import Contract, File, Period
from tremplin.office.article60.selectors.history import stretches_at
from tremplin.office.article60.services.amendments import Amendment, amend, stretches_of
from tremplin.office.article60.services.contracts import Stretch, sign
from tremplin.office.article60.services.keeping import forget
from tremplin.office.article60.services.refusing import AlreadyDone, Refused, Stale
from tremplin.office.article60.services.reissuing import papers_to_reissue
from tremplin.office.database.isolation import within
from tremplin.office.documents.services import keep
from tremplin.office.ledger.models import WorkRow
from tremplin.office.ledger.services import committing
from tremplin.office.ledger.services.committing import Committed, NotReady, commit
from tremplin.office.ledger.services.reading import read_upload
from tremplin.office.ledger.services.receiving import receive
from tremplin.office.organisations.models import Membership
from tremplin.office.people.models import Person

TODAY = date(2026, 11, 22)
YEAR = Stretch(date(2026, 12, 1), date(2027, 11, 30), 3800, 3800)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def office(django_db_setup, django_db_blocker):
    """An office that other connections see too; a name of its own, since nothing is taken back afterwards."""
    from secrets import token_hex

    with django_db_blocker.unblock():
        found = made.office(f"R-{token_hex(3)}".upper())["office"]
        with within(found.pk):
            File.objects.create(person=made.person(), number="R-1", opened_on=date(2026, 1, 5), admitted_before=False)
        yield found


def the_file():
    return File.objects.select_related("person", "organisation").get()


def at_once(office, *acts):
    """Carries out acts on connections of their own, all begun before any has ended; what each gave or raised."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            with within(office.pk):
                gate.wait(10)
                found[place] = act()
        except Exception as error:
            found[place] = error
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_two_contracts_at_once_make_one_and_a_sentence(office):
    def act(first):
        return lambda: sign(the_file(), [Stretch(first, date(2027, 11, 30), 3800, 3800)], form="fixed", today=TODAY)

    found = at_once(office, act(date(2026, 12, 1)), act(date(2027, 1, 1)))
    assert sorted(type(one).__name__ for one in found) == ["Contract", "Refused"], found
    assert next(one for one in found if isinstance(one, Refused)).key == "office_plan.meets_contract"
    with within(office.pk):
        assert (Contract.objects.count(), Period.objects.count()) == (1, 1)


def test_a_double_click_makes_one_contract(office):
    def act():
        return sign(the_file(), [YEAR], form="fixed", today=TODAY, key="click")

    first, second = at_once(office, act, act)
    assert first.pk == second.pk


def test_a_double_click_amends_once(office):
    with within(office.pk):
        contract = sign(the_file(), [YEAR], form="fixed", today=TODAY)

    def act():
        return amend(contract, Amendment("extend", last=date(2028, 2, 29)), today=TODAY, version=1, key="click")

    found = at_once(office, act, act)
    assert sorted(type(one).__name__ for one in found) == ["AlreadyDone", "Contract"], found
    assert isinstance(next(one for one in found if not isinstance(one, Contract)), AlreadyDone)


def test_of_two_amendments_the_second_sees_the_first(office):
    with within(office.pk):
        contract = sign(the_file(), [YEAR], form="fixed", today=TODAY)

    def act(hours, key):
        return lambda: amend(
            contract, Amendment("hours", date(2027, 3, 1), hours), today=TODAY, version=1, key=key
        )  # fmt: skip

    found = at_once(office, act(1900, "one"), act(3040, "two"))
    assert sorted(type(one).__name__ for one in found) == ["Contract", "Stale"], found
    assert isinstance(next(one for one in found if not isinstance(one, Contract)), Stale)
    with within(office.pk):
        assert stretches_at(contract, 1) == (YEAR,)
        assert stretches_of(contract)[-1].weekly_hours in (1900, 3040)


def test_a_date_that_changes_names_the_papers_that_carried_it(office):
    with within(office.pk):
        contract = sign(the_file(), [YEAR], form="fixed", today=TODAY)
    with within(office.pk):
        person = the_file().person
        for kind in ("contract", "request"):
            keep(b"x", kind=kind, title=kind, name=kind, language="fr", on=TODAY, person=person, subject="R-1")
        assert papers_to_reissue(the_file()) == []
    with within(office.pk):
        amend(contract, Amendment("extend", last=date(2028, 2, 29)), today=TODAY)
    with within(office.pk):
        found = {of.kind: (of.was, of.now) for of in papers_to_reissue(the_file())}
    assert found == {
        "amendment": (None, date(2028, 2, 29)),
        "request": (date(2027, 11, 30), date(2028, 2, 29)),
    }


def test_a_file_is_not_taken_for_somebody_forgotten_meanwhile(office, monkeypatch):
    """Whoever takes it has read who is meant, and waits; then the person is made anonymous."""
    manager = Membership.objects.get(organisation=office, role="manager").agent
    with within(office.pk):
        File.objects.update(closed_on=date(2026, 2, 1))
        person = the_file().person
        Person.objects.filter(pk=person.pk).update(national_number=SAMIRA)
        upload, _ = receive("dmfa.xml", dmfa(20262, {SAMIRA: [(1, 60)]}, employer=BAKERY), manager)
        read_upload(upload.pk)
    matched, forgotten, real = threading.Event(), threading.Event(), committing.matches

    def slowly(*given):
        found = real(*given)
        matched.set()
        forgotten.wait(1)  # not longer: the one who forgets may wait for this one
        return found

    monkeypatch.setattr(committing, "matches", slowly)

    def forgetting():
        matched.wait(10)
        with connections["default"].cursor() as cursor:  # as a version without the lock of files did
            cursor.execute("SELECT tremplin_forget(%s, %s, 'term over')", [person.pk, manager.pk])

    def run(act):
        try:
            with within(office.pk):
                act()
        finally:
            forgotten.set() if act is forgetting else None
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(act,)) for act in (lambda: commit(upload.pk, manager), forgetting)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with within(office.pk):
        assert Person.objects.get(pk=person.pk).anonymised_at
        assert not WorkRow.objects.exists()


def test_who_takes_a_file_and_who_forgets_never_hold_each_other_up(office):
    manager = Membership.objects.get(organisation=office, role="manager").agent
    with within(office.pk):
        File.objects.update(closed_on=date(2026, 2, 1))
        person = the_file().person
        Person.objects.filter(pk=person.pk).update(national_number=SAMIRA)
        upload, _ = receive("dmfa.xml", dmfa(20262, {SAMIRA: [(1, 60)]}, employer=BAKERY), manager)
        read_upload(upload.pk)
    found = at_once(
        office, lambda: commit(upload.pk, manager), lambda: forget(Person.objects.get(pk=person.pk), manager, "over")
    )
    assert found[1] is None and isinstance(found[0], Committed | NotReady), found
    with within(office.pk):
        assert Person.objects.get(pk=person.pk).anonymised_at
        upload.refresh_from_db()
        assert not bytes(upload.content) and SAMIRA not in str(upload.report)
