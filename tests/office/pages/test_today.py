"""The page of the day: what waits, done and undone, one's own reminders, and the calendar."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.office.deadlines.filed import a_file, followed
from tremplin.office.database.isolation import enter
from tremplin.office.deadlines.models import Deadline, Feed
from tremplin.office.organisations.models import Membership

pytestmark = pytest.mark.django_db
HERE = "/fr/office/"


@pytest.fixture
def agent(client, offices):
    login(client, offices[0]["social_worker"])
    return offices[0]["social_worker"]


def login(client, agent):
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")


def due(agent=None, ahead=0, **fields):
    on = timezone.localdate() + timedelta(days=ahead)
    fields = {"kind": "own", "weight": 2, "words": {"text": f"Téléphoner {ahead}"}} | fields
    return Deadline.objects.create(key=f"own:{Deadline.objects.count()}", agent=agent, due_on=on, **fields)


def page(client, address=HERE):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_day_is_calm(client, agent):
    assert "Rien ne vous attend" in page(client) and "Ouvrir un dossier" in page(client)


def test_what_waits_comes_later_or_is_somebody_elses(client, agent, offices):
    enter(offices[0]["office"].pk)
    due(agent)
    due(None, -3)
    due(agent, 3)
    due(agent, 30)
    due(offices[0]["manager"], 0, words={"text": "Affaire du chef"})
    text = page(client)
    assert "Deux choses vous attendent" in text and "Plus tard cette semaine : 1 ligne" in text
    assert "Téléphoner 30" not in text and "Affaire du chef" not in text
    assert re.search('<span class="nav__count" title="2 [^"]+">2</span>', text)
    assert "Trois choses vous attendent" in page(client, f"{HERE}?who=all")
    login(client, offices[1]["social_worker"])
    assert "Rien ne vous attend" in page(client, f"{HERE}?who=all")


def test_a_line_is_settled_and_taken_back(client, agent, offices):
    enter(offices[0]["office"].pk)
    one = due(agent)
    assert client.post(f"{HERE}today/{one.pk}/done/").status_code == 302
    text = page(client)
    assert "Rien ne vous attend" in text and f"par {agent.name}" in text
    swapped = client.post(f"{HERE}today/{one.pk}/undo/", headers={"HX-Request": "true"}).content.decode()
    assert swapped.strip().startswith("<li>") and 'hx-swap-oob="true">Une chose' in swapped
    assert "Une chose vous attend" in page(client)


def test_settling_what_is_next_door_is_settling_nothing(client, agent, offices):
    enter(offices[1]["office"].pk)
    theirs = due(None)
    answers = [client.post(f"{HERE}today/{pk}/done/") for pk in (theirs.pk, 999_999_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert client.get(f"{HERE}today/{theirs.pk}/done/").status_code == 405
    enter(offices[1]["office"].pk)
    assert Deadline.objects.get().done_at is None


def test_an_auditor_reads_and_settles_nothing(client, offices):
    enter(offices[0]["office"].pk)
    one = due(None)
    login(client, offices[0]["auditor"])
    assert "C'est réglé" not in page(client) and "C&#x27;est réglé" not in page(client)
    assert client.post(f"{HERE}today/{one.pk}/done/").status_code == 403


def test_the_day_of_a_file_says_what_why_and_one_action(client, agent, offices):
    file = a_file(offices[0]["office"], worker=agent)
    followed(file, timezone.localdate())
    text = page(client)
    assert "Samira Benali : le trimestre 3/2026" in text
    assert 'href="/fr/office/imports/"' in text
    for language in ("nl", "de", "en"):
        assert "{" not in page(client, f"/{language}/office/").partition("<main")[2]


def test_the_day_is_read_in_few_questions(client, agent, offices, django_assert_max_num_queries):
    enter(offices[0]["office"].pk)
    for ahead in range(-30, 30):
        due(agent, ahead)
    page(client)
    with django_assert_max_num_queries(12):
        page(client)


def test_the_form_speaks_the_language_of_the_page(client, agent):
    assert "Quel jour" in page(client, f"{HERE}today/remind/")
    assert "Welke dag" in page(client, "/nl/office/today/remind/")


def test_a_reminder_of_ones_own(client, agent, offices):
    file = a_file(offices[0]["office"])
    on = timezone.localdate() + timedelta(days=2)
    sent = {"text": "Appeler  le syndicat", "on": on.isoformat(), "number": file.number.lower(), "key": "a" * 32}
    for _ in range(2):
        assert client.post(f"{HERE}today/remind/", sent).status_code == 302
    enter(offices[0]["office"].pk)
    one = Deadline.objects.get(kind="own")
    assert (one.words["text"], one.subject, one.agent) == ("Appeler le syndicat", file.number, agent)
    assert one.person_id == file.person_id


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"text": "x" * 300},
        {"on": "1999-01-01"},
        {"on": "9999-12-31"},
        {"on": "demain"},
        {"number": "AUCUN-1"},
        {"text": "a\x00b"},
        {"number": "<script>"},
    ],
)
def test_what_the_form_cannot_take_is_kept_and_said(client, agent, offices, change):
    on = timezone.localdate() + timedelta(days=2)
    sent = {"text": "Appeler le syndicat", "on": on.isoformat(), "number": "", "key": "b" * 32} | change
    answer = client.post(f"{HERE}today/remind/", sent)
    text = answer.content.decode()
    assert answer.status_code == 200 and "field--wrong" in text and "<script>" not in text
    if "text" not in change:
        assert "Appeler le syndicat" in text
    enter(offices[0]["office"].pk)
    assert not Deadline.objects.exists()


def feed_address(client, text):
    return text.partition('<p class="code secret">')[2].partition("</p>")[0].partition("testserver")[2]


def test_a_calendar_reads_numbers_only_until_it_is_stopped(client, agent, offices):
    file = a_file(offices[0]["office"], worker=agent)
    followed(file, timezone.localdate())
    due(agent, 3, words={"text": "Appeler Samira Benali"})
    address = feed_address(client, client.post(f"{HERE}today/calendar/", {"do": "make"}).content.decode())
    assert address.startswith("/feed/") and address not in page(client, f"{HERE}today/calendar/")
    client.logout()
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    assert file.number in text and "Samira" not in text and "Benali" not in text
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) >= 2 and len({str(event["UID"]) for event in events}) == len(events)
    assert client.get(address).content == answer.content
    login(client, agent)
    client.post(f"{HERE}today/calendar/", {"do": "stop"})
    client.logout()
    revoked, unknown = client.get(address), client.get("/feed/" + "x" * 43 + ".ics")
    assert revoked.status_code == unknown.status_code == 404
    assert revoked.content == unknown.content and dict(revoked.headers) == dict(unknown.headers)
    for hostile in ("%00", "'" * 20, "é" * 300):
        assert client.get(f"/feed/{hostile}.ics").status_code == 404
    assert client.post(address).status_code == 405


def test_who_left_the_office_reads_nothing_more(client, agent, offices):
    address = feed_address(client, client.post(f"{HERE}today/calendar/", {"do": "make"}).content.decode())
    assert client.get(address).status_code == 200
    Membership.objects.filter(agent=agent).update(is_active=False)
    assert client.get(address).status_code == 404


def test_a_new_address_ends_the_old_one_and_keeps_a_hash(client, agent, offices):
    first, second = (
        feed_address(client, client.post(f"{HERE}today/calendar/", {"do": "make"}).content.decode()) for _ in range(2)
    )
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    enter(offices[0]["office"].pk)
    secret = second.removeprefix("/feed/").removesuffix(".ics")
    assert all(secret not in str(values) for values in Feed.objects.values())
