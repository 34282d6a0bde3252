"""What the radar keeps: the same as it works out, asked again only where something it rests on is another."""

from datetime import date

import pytest

from tests.office.ale.worked import TODAY, agency, registered_facts, worker
from tremplin.office.ale.models import Outlook
from tremplin.office.ale.selectors.radar import turns
from tremplin.office.ale.selectors.workers import whole, workers
from tremplin.office.ale.services import outlooks
from tremplin.office.ale.services.working import set_status
from tremplin.office.organisations.selectors import law_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    one = worker(agency("BRU", "brussels"))
    set_status(one, date(2025, 6, 10), registered_facts("brussels", months=30, ale_work_on_2026_03_01=False))
    return one


def kept(today=TODAY, language="fr"):
    return outlooks.outlooks(law_here(), whole(workers()), today, language)


def test_what_is_kept_is_what_is_worked_out(one):
    for language in ("fr", "en", "fr"):
        assert kept(language=language) == turns(law_here(), whole(workers()), TODAY, language) != []
    assert Outlook.objects.count() == 1 and set(Outlook.objects.get().turns) == {"fr", "en"}


def test_nothing_is_asked_twice(one, monkeypatch, django_assert_num_queries):
    first = kept()
    monkeypatch.setattr(outlooks, "turns_of", None)
    with django_assert_num_queries(6):  # the law here, workers, statuses, contracts, follow-ups, outlooks
        assert kept() == first
    assert kept(TODAY.replace(day=30)) == first  # the same month


def test_another_record_another_month_are_asked_again(one):
    first = kept()
    set_status(one, date(2026, 12, 1), {"allowance": "none", "cpas_aid": True})
    assert kept() == turns(law_here(), whole(workers()), TODAY, "fr") != first
    one.person.birth_date = date(1961, 1, 1)
    one.person.save()
    key = Outlook.objects.get().key
    kept()
    assert Outlook.objects.get().key != key
    later = date(2027, 4, 2)
    assert kept(later) == turns(law_here(), whole(workers()), later, "fr")
