"""Two people at once, on two connections of the database: one closing, one approval, each entry once."""

from datetime import date
from secrets import token_hex

import pytest

from tests.office.ale.closing.made import MONTH, standing
from tests.office.article60.test_contracts_races import at_once
from tremplin.office.ale.models import Closing
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.database.isolation import within
from tremplin.office.ledger.models import Entry
from tremplin.office.ledger.selectors.book import balances


@pytest.fixture
def agents(django_db_setup, django_db_blocker, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock():
        yield standing(f"R-{token_hex(3)}".upper())


def test_two_who_prepare_at_once_have_one_closing(agents):
    def act(role):
        return lambda: service.prepare(MONTH, agents[role])

    found = at_once(agents["office"], act("social_worker"), act("manager"), act("finance"))
    assert len({one.pk for one in found}) == 1
    with within(agents["office"].pk):
        closing = Closing.objects.get()
        assert (closing.number, closing.hours, closing.lines.count()) == (1, 15, 5)


def test_two_who_approve_at_once_approve_once(agents):
    with within(agents["office"].pk):
        service.prepare(MONTH, agents["social_worker"])
        service.preview(MONTH, agents["social_worker"])

    def act(role):
        return lambda: service.approve(MONTH, agents[role])

    found = at_once(agents["office"], act("manager"), act("finance"), act("manager"))
    assert {type(one) for one in found} == {Closing, Refused}
    with within(agents["office"].pk):
        closing = Closing.objects.get()
        assert closing.state == "approved" and closing.approved_by in (agents["manager"], agents["finance"])
        assert Entry.objects.count() == 5
        assert sum(balances("used:").values()) == 15 and sum(balances("owed:").values()) == -15 * 410


def test_preparing_while_another_approves_gives_no_second_closing(agents):
    with within(agents["office"].pk):
        service.prepare(MONTH, agents["social_worker"])
        service.preview(MONTH, agents["social_worker"])
    found = at_once(
        agents["office"],
        lambda: service.approve(MONTH, agents["manager"]),
        lambda: service.prepare(MONTH, agents["social_worker"]),
    )
    assert {type(one) for one in found} == {Closing}, found
    with within(agents["office"].pk):
        assert list(Closing.objects.values_list("number", "state")) == [(1, "approved")]


def test_two_months_do_not_wait_for_each_other(agents):
    found = at_once(
        agents["office"],
        lambda: service.prepare(MONTH, agents["manager"]),
        lambda: service.prepare(date(2026, 9, 1), agents["manager"]),
    )
    assert [one.hours for one in found] == [15, 0]
