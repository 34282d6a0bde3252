"""The page of a week: somebody for each request, proposed together once they are ticked."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.office.ale import placed
from tests.office.pages.test_ale_placing import at, field, text_of
from tremplin.office.ale.models import Authorisation, Proposal
from tremplin.office.ale.selectors.week import monday_of, week
from tremplin.office.ale.services.placing import ask_for
from tremplin.office.database.isolation import enter
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
PAGE = "/fr/office/ale/requests/week/"


def monday():
    return monday_of(timezone.localdate()) + timedelta(days=7)


@pytest.fixture
def here(db):
    """Two mornings at one time, a third for which nobody is left, and one whose safety sheet nobody signed."""
    found = placed.agency()
    enter(found["office"].pk)
    today = timezone.localdate()
    for number, sheet in (("0417226031", True), ("0417226032", False)):
        placed.authorisation(number, sheet=sheet)
    Authorisation.objects.update(period=(today - timedelta(days=30), today + timedelta(days=330)))
    open_one, barred = Authorisation.objects.order_by("number")
    for serial in range(3):
        ask_for(open_one, [(monday() + timedelta(days=serial // 2), 930 + serial, 1050)], today, key=f"r{serial}")
    ask_for(barred, [(monday(), 930, 1050)], today, key="s")
    placed.worker("W-1")
    placed.worker("W-2", name="Renard", slots=[[0, 900, 1080]])
    return found


def ticked(text):
    return re.findall(r'name="match" value="([^"]+)"', text)


def test_all_at_once_and_only_what_is_ticked(client, here):
    at(client, here["social_worker"])
    assert "requests/week/" in text_of(client, PAGE.removesuffix("week/"))
    assert len(ticked(text_of(client, PAGE))) == 3  # The first week with something to fill.
    text = text_of(client, f"{PAGE}?from={monday() + timedelta(days=3)}")
    assert len(ticked(text)) == 3 and not Proposal.objects.exists()
    assert text.count("Personne ne peut encore être proposé pour") == 1
    assert Reading.objects.filter(what="placing").count() == 4
    sent = {"key": field(text, "key"), "match": ticked(text)[:2]}
    for _ in range(2):
        assert client.post(f"{PAGE}?from={monday()}", sent).url == f"{PAGE}?from={monday()}"
    assert Proposal.objects.count() == 2
    text = text_of(client, f"{PAGE}?from={monday()}")
    assert "2 personne(s) proposée(s)." in text and len(ticked(text)) == 1
    chosen = {of.ranking[0]["worker"] for of in Proposal.objects.all()}
    assert chosen <= {"W-1", "W-2"}


def test_hours_that_are_gone_are_told_and_the_others_proposed(client, here):
    at(client, here["social_worker"])
    text = text_of(client, f"{PAGE}?from={monday()}")
    sent = [*ticked(text), "D-0:W-1:60", "W-1", "::", "\0:\0:1", ticked(text)[0].replace(":W-", ":X-")]
    sent[0] = re.sub(r"\d+$", "7", sent[0])
    client.post(f"{PAGE}?from={monday()}", {"key": "k\0" * 99, "match": sent})
    assert Proposal.objects.count() == 2
    assert sent[0].partition(":")[0] in text_of(client, f"{PAGE}?from={monday()}")


def test_requests_for_which_nobody_may_be_proposed_stand_apart(here):
    found = week(monday(), timezone.localdate())
    assert [of.request.number for of in found.barred] == [of.request.number for of in found.barred if of.obstacles]
    assert len(found.filled) == 3 and not found.left and not found.more
    Authorisation.objects.filter(number="0417226031").update(ended_on=timezone.localdate())
    assert week(monday(), timezone.localdate()).filled == ()


@pytest.mark.parametrize("asked", ["2026-13-45", "soon", "9999-12-31", "2026-11-2٣", "2099-12-31"])
@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_any_week_answers(client, here, language, asked):
    at(client, here["auditor"])
    text = text_of(client, f"{PAGE}?from={asked}".replace("/fr/", f"/{language}/"))
    assert text.count("<h1") == 1 and 'name="match"' not in text and "style=" not in text


def test_who_reads_only_proposes_nothing(client, here):
    at(client, here["social_worker"])
    sent = ticked(text_of(client, f"{PAGE}?from={monday()}"))
    at(client, here["auditor"])
    assert client.post(PAGE, {"match": sent}).status_code == 403 and not Proposal.objects.exists()
    at(client, placed.agency("NEXT-ALE")["social_worker"])
    client.post(PAGE, {"match": sent})
    enter(here["office"].pk)
    assert not Proposal.objects.exists()
