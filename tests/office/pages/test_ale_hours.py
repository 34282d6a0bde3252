"""The pages of hours: the grid, a worker's month, visits, cards, paper forms; what is typed is never lost."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.office.ale import agency
from tests.papers.letters import pages_of
from tremplin.office.ale.models import Card, Form, Visit
from tremplin.office.ale.selectors import visits
from tremplin.office.ale.services.cards import code_of, make, shown
from tremplin.office.ale.services.visiting import note
from tremplin.office.database.isolation import enter, within

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OCTOBER, DAY = date(2026, 10, 1), date(2026, 10, 6)
GRID, OF_WORKER = "/fr/office/ale/hours/2026-10/", "/fr/office/ale/hours/2026-10/VAL-W-0042/"
NASTY = ("24:30", "🙂", "3;'; DROP TABLE ale_visit; --", "-1", "9" * 5000, "12-9", "٣", "<b>", "a\0b", "1 2 3 4 5 6")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 22))


@pytest.fixture
def here(client):
    ours, theirs = agency.offices()
    with within(theirs["office"].pk):
        agency.placed(agency.worker(42, "Voisine", "Lucie"), agency.place(7, "Chez le voisin"))
    enter(ours["office"].pk)
    agency.placed(agency.worker(), agency.place())
    client.force_login(ours["social_worker"], backend=BACKEND)
    return ours


@pytest.fixture
def who(here):
    return visits.rows(OCTOBER)[0].worker


@pytest.fixture
def where(here):
    return visits.rows(OCTOBER)[0].authorisation


def row(client, **cells):
    return client.post(GRID, {"worker": "VAL-W-0042", "place": "2600000001", **cells})


def live():
    return sorted(visits.live(OCTOBER).values_list("day", "minutes"))


def test_the_grid_shows_and_saves_a_row(client, here, who, where):
    note(who, where, DAY, 540, 180, "card", None)
    page = client.get(GRID).content.decode()
    assert "<td>9-12" in page and "Josiane Piret" in page and "3 h · 3 ch." in page and "Voisine" not in page
    answer = row(client, d6="2", b6="9-12", d7="3:30", b7="")
    assert answer.status_code == 200 and answer.json()["cells"][5:7] == [["2", ""], ["3:30", ""]]
    assert answer.json()["sum"] == "5,5 h · 6 ch." and answer.json()["left"] == "39,5 h"
    assert row(client, d6="2", b6="9-12", d7="3:30", b7="").json()["saved"] == 0, "a double click writes once"
    assert live() == [(DAY, 120), (DAY + timedelta(1), 210)] and Visit.objects.get(minutes=120).replaces is not None


def test_two_people_the_second_sees_the_difference_and_the_rest_is_saved(client, here):
    row(client, d6="3", b6="")
    answer = row(client, d6="4", b6="", d7="2", b7="")
    assert (
        answer.status_code == 409 and "3 → 4" in answer.json()["differs"]["6"] and answer.json()["cells"][6][0] == "2"
    )
    assert live() == [(DAY, 180), (DAY + timedelta(1), 120)]
    assert row(client, d6="4", b6="3").status_code == 200 and live()[0] == (DAY, 240)


@pytest.mark.parametrize("text", NASTY)
def test_what_cannot_be_read_is_said_and_kept(client, here, text):
    answer = row(client, d6=text, b6="", d7="1", b7="")
    assert answer.status_code == 422 and "6" in answer.json()["faults"] and live() == [(DAY + timedelta(1), 60)]
    answer = client.post(OF_WORKER, {f"h{visits.rows(OCTOBER)[0].authorisation.pk}-6": text})
    assert answer.status_code == 422 and answer.context["days"][5][2][0].text == text


def test_days_that_are_not_or_not_yet_are_not_worked(client, here):
    assert row(client, d32="1", d0="1", d31="1").json()["saved"] == 1
    ahead = client.post(
        GRID.replace("10", "11"), {"worker": "VAL-W-0042", "place": "2600000001", "d23": "1", "d31": "1"}
    )
    assert ahead.status_code == 422 and "pas encore" in ahead.json()["faults"]["23"]
    february = client.post(GRID.replace("10", "02"), {"worker": "VAL-W-0042", "place": "2600000001", "d29": "1"})
    assert february.json()["saved"] == 0 and Visit.objects.count() == 1
    assert client.get("/fr/office/ale/hours/2026-13/").status_code == 404


def test_what_stands_against_hours_is_said_and_they_are_recorded(client, here):
    answer = row(client, d6="23", d7="23")
    assert "46 h ce mois-ci" in answer.json()["warnings"][0] and len(live()) == 2
    page = client.get(GRID).content.decode()
    assert "46 h ce mois-ci" in page and "1 h de trop" in page and "À regarder : 1" in page


def test_a_month_typed_without_script(client, here, where):
    page = client.get(OF_WORKER).content.decode()
    base = re.search(rf'name="base{where.pk}" value="([^"]*)"', page)[1]
    sent = {f"h{where.pk}-6": "9-12", f"h{where.pk}-7": "", f"base{where.pk}": base, "channel": "phone"}
    assert client.post(OF_WORKER, sent).status_code == 302
    assert visits.live(OCTOBER).get().channel == "phone"
    again = client.post(OF_WORKER, {**sent, f"h{where.pk}-6": "9-11"})
    assert again.status_code == 422 and "9-12 → 9-11" in again.content.decode()
    base = re.search(rf'name="base{where.pk}" value="([^"]*)"', again.content.decode())[1]
    assert (
        client.post(OF_WORKER, {f"h{where.pk}-6": "9-11", f"base{where.pk}": base.replace("&amp;", "&")}).status_code
        == 302
    )
    assert live() == [(DAY, 120)]


def test_a_line_is_added_by_two_numbers(client, here):
    other = agency.place(2, "Kiosque")
    answer = client.post(GRID, {"worker": "VAL-W-0042", "number": other.number})
    assert answer.status_code == 302 and "Kiosque" in client.get(answer["Location"]).content.decode()
    assert client.post(answer["Location"], {f"h{other.pk}-6": "2"}).status_code == 302 and live() == [(DAY, 120)]
    assert client.post(GRID, {"worker": "VAL-W-9999", "number": other.number}).status_code == 422


def test_a_visit_is_confirmed_contested_corrected_taken_back(client, here, who, where):
    visit = note(who, where, DAY, None, 180, "grid", None)
    address = f"/fr/office/ale/visits/{visit.pk}/"
    assert client.post(address, {"act": "contest"}).status_code == 422
    client.post(address, {"act": "contest", "why": "venue deux heures"})
    assert "venue deux heures" in client.get(GRID).content.decode()
    answer = client.post(address, {"act": "correct", "hours": "2"})
    new = visits.live(OCTOBER).get()
    assert answer["Location"].endswith(f"/visits/{new.pk}/") and new.minutes == 120
    stale = client.post(address, {"act": "confirm"}, follow=True)
    assert "changé entre-temps" in stale.content.decode() and visits.live(OCTOBER).get().state == "noted"
    client.post(f"/fr/office/ale/visits/{new.pk}/", {"act": "take_back", "why": "erreur"})
    assert not visits.live(OCTOBER).exists()
    assert client.get(address).status_code == 200


def test_a_form_is_printed_found_by_its_number_and_typed_in(client, here, who, where):
    answer = client.post("/fr/office/ale/hour-forms/", {"worker": "VAL-W-0042", "month": "2026-10"})
    form = Form.objects.get()
    assert answer["Content-Type"] == "application/pdf" and len(form.control_number) == 12
    assert (
        client.post("/fr/office/ale/hour-forms/", {"worker": "VAL-W-0042", "month": "2026-10"}).content
        == answer.content
    )
    (text,) = pages_of(answer.content)
    assert "ALE4" in text and "octobre2026" in text and where.number in text and f"{form.control_number[:3]}/" in text
    to = client.get(
        "/fr/office/ale/hour-forms/",
        {"control": f"+++{form.control_number[:3]}/{form.control_number[3:7]}/{form.control_number[7:]}+++"},
    )
    address = to["Location"]
    wrong = str(int(form.control_number) + 1).zfill(12)
    assert client.get("/fr/office/ale/hour-forms/", {"control": wrong}).status_code == 422
    note(who, where, DAY, 540, 180, "card", None)
    lines = {"day-1": "6", "place-1": "a", "hours-1": "3", "day-2": "7", "place-2": where.number, "hours-2": "9-12"}
    lost = client.post(address, {**lines, "day-3": "31.", "place-3": "Z", "hours-3": "24:30 🙂"})
    assert lost.status_code == 422 and "24:30 🙂" in lost.content.decode() and len(live()) == 1
    assert client.post(address, lines).status_code == 302 and client.post(address, lines).status_code == 302
    assert live() == [(DAY, 180), (DAY + timedelta(1), 180)]
    form.refresh_from_db()
    assert form.typed_at and form.handed_in_on == date(2026, 11, 22)


def test_a_thousand_lines_are_not_too_many(client, here):
    client.post("/fr/office/ale/hour-forms/", {"worker": "VAL-W-0042", "month": "2026-10"})
    address = f"/fr/office/ale/hour-forms/{Form.objects.get().control_number}/"
    for count in (300, 1000):
        sent = {f"{name}-{at}": text for at in range(1, count + 1) for name, text in (("day", "1"), ("hours", "x"))}
        assert client.post(address, sent).status_code in (400, 422)
    assert row(client, **{f"d{day}": "1" for day in range(1, 900)}).status_code == 200


@pytest.fixture
def anyone():
    return Client(enforce_csrf_checks=True)


def card(who=None, where=None, count=1, last=date(2026, 12, 31)):
    return make("tell" if who else "confirm", count, last, f"{who}{where}{count}{last}", worker=who, of=where)


def body(answer):
    return answer.status_code, answer.content


def test_a_worker_tells_a_visit_without_account(here, who, where, anyone):
    (code,) = card(who)
    address = f"/fr/card/{shown(code)}"
    page = anyone.get(address)
    told = page.content.decode()
    assert page.status_code == 200 and not page.cookies and page["Cache-Control"] == "no-store"
    assert (
        "J. P." in told
        and where.number in told
        and "Piret" not in told
        and "Josiane" not in told
        and "Pirotte" not in told
    )
    assert "45 h" in told, "what is left, before the hours are worked"
    sent = {"place": where.number, "day": "2026-11-20", "from": "09:00", "until": "12:00"}
    for wrong in (
        {"from": "12:00", "until": "09:00"},
        {"until": "24:30"},
        {"day": "2026-02-29"},
        {"day": "2026-11-23"},
        {"day": "2025-11-20"},
        {"place": "2600000007"},
        {"place": ""},
        {"from": "🙂"},
        {"day": "'; DROP"},
    ):
        answer = anyone.post(address, sent | wrong)
        assert (
            answer.status_code == 422
            and 'value="12:00"' in answer.content.decode()
            or "until" in wrong
            or "from" in wrong
        )
    assert not Visit.objects.exists()
    done = anyone.post(address, sent)
    assert "C&#x27;est noté" in done.content.decode() and "de 09:00 à 12:00" in done.content.decode()
    enter(here["office"].pk)
    assert Visit.objects.get().channel == "card" and Card.objects.get().visit == Visit.objects.get()
    assert anyone.post(address, sent).status_code == 404


def test_a_user_confirms_or_contests(here, who, where, anyone):
    visit = note(who, where, date(2026, 11, 20), 540, 180, "grid", None)
    yes, no = card(where=where, count=2)
    assert "Piret" not in anyone.get(f"/fr/card/{yes}").content.decode()
    for wrong in (
        {"answer": "yes", "visit": "9" * 30},
        {"visit": str(visit.pk)},
        {"answer": "no", "visit": str(visit.pk)},
    ):
        assert anyone.post(f"/nl/card/{no}", wrong).status_code == 422
    assert anyone.post(f"/nl/card/{yes}", {"answer": "yes", "visit": str(visit.pk)}).status_code == 200
    enter(here["office"].pk)
    visit.refresh_from_db()
    assert visit.state == "confirmed"
    assert anyone.post(f"/nl/card/{no}", {"answer": "no", "visit": str(visit.pk), "why": "x"}).status_code == 422
    assert "Rien n&#x27;attend" in anyone.get(f"/fr/card/{no}").content.decode()


def test_wrong_used_and_late_codes_answer_the_same(here, who, anyone):
    used, late = card(who)[0], card(who, last=date(2026, 11, 22))[0]
    Card.objects.filter(ends_on=date(2026, 12, 31)).update(used_at=timezone.now())
    forged = used[:-1] + ("0" if used[-1] != "0" else "1")
    for method in ("get", "post"):
        seen = {
            body(getattr(anyone, method)(f"/de/card/{code}"))
            for code in (used, late, forged, code_of("x"), "x", "🙂", "%00", "A" * 500)
        }
        assert len(seen) == 1 and next(iter(seen))[0] == 404
    assert body(anyone.post("/de/card/", {"code": forged})) in {body(anyone.get(f"/de/card/{forged}"))}
    assert anyone.post("/de/card/", {"code": shown(used)})["Location"] == f"/de/card/{used}"


def test_guessing_is_slowed_down(here, anyone, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "card": "5/m/ip"}
    assert [anyone.get(f"/fr/card/{at}").status_code for at in range(7)] == [404] * 5 + [429] * 2


def test_cards_are_a_sheet_and_can_be_made_void(client, here, who):
    page = client.get("/fr/office/ale/cards/").content.decode()
    sent = {
        "number": "VAL-W-0042",
        "count": "9",
        "last": "2026-12-31",
        "key": re.search(r'name="key" value="(\w+)"', page)[1],
    }
    answer = client.post("/fr/office/ale/cards/", sent)
    pages = pages_of(answer.content)
    assert len(pages) == 2 and "Piret" not in "".join(pages) and "J.P." in pages[0]
    assert client.post("/fr/office/ale/cards/", sent).content == answer.content and Card.objects.count() == 9
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", pages[0])[0]
    assert Client().get(f"/fr/card/{code}").status_code == 200
    enter(here["office"].pk)
    for wrong in (
        {"count": "0"},
        {"count": "9999"},
        {"last": "2026-11-22"},
        {"last": "x"},
        {"number": "VAL-W-9"},
        {"number": "\0"},
    ):
        assert client.post("/fr/office/ale/cards/", sent | wrong).status_code == 422
    client.post("/fr/office/ale/cards/", {"number": "VAL-W-0042", "act": "stop"})
    assert not Card.objects.exists() and Client().get(f"/fr/card/{code}").status_code == 404


def test_the_neighbours_hours_answer_as_none(client, here):
    theirs = agency.Organisation.objects.get(prefix="HAU-A")
    with within(theirs.pk):
        place = visits.rows(OCTOBER)[0]
        visit = note(place.worker, place.authorisation, DAY, None, 60, "grid", None)
        form = Form.objects.create(worker=place.worker, month=OCTOBER, kind="ale4", control_number="261000000170")
        place.worker.number = "VAL-W-0077"
        place.worker.save()
    enter(here["office"].pk)
    for address in (
        f"visits/{visit.pk}/",
        f"visits/{10**30}/",
        "hours/2026-10/VAL-W-0077/",
        f"hour-forms/{form.control_number}/",
    ):
        for method in ("get", "post"):
            assert getattr(client, method)(f"/fr/office/ale/{address}").status_code == 404, address
    assert client.post(GRID, {"worker": "VAL-W-0077", "place": "2600000007", "d6": "1"}).status_code == 404
    assert (
        client.post("/fr/office/ale/cards/", {"number": "2600000007", "count": "1", "last": "2026-12-31"}).status_code
        == 422
    )


def test_the_function_of_cards_answers_an_organisation_and_only_of_codes_that_may_be_used(here, who):
    (code,) = card(who, last=date(2030, 1, 1))
    sha = Card.objects.get().sha256
    enter(None)
    with connection.cursor() as cursor:
        for hash_, found in ((sha, here["office"].pk), ("0" * 64, None), (None, None), (code, None)):
            cursor.execute("SELECT tremplin_card_office(%s)", [hash_])
            assert cursor.fetchone() == (found,)
    assert not Card.objects.exists()


def test_an_auditor_reads_and_writes_nothing(client, here):
    client.force_login(here["auditor"], backend=BACKEND)
    page = client.get(GRID).content.decode()
    assert "Piret" in page and "data-hours" not in page and '<form method="post"' not in page
    assert row(client, d6="1").status_code == 403 and client.post(OF_WORKER).status_code == 403


def test_a_full_grid_weighs_little(client, here):
    for number in range(50, 90):
        who = agency.worker(number, f"Travailleur {number}")
        for at in range(3):
            agency.placed(who, agency.place(number * 10 + at, f"Utilisateur {number} {at}"))
    page = client.get(GRID)
    assert len(page.content) < 100_000 and "page=2" in page.content.decode()
    assert client.get(GRID, {"page": "9999"}).status_code == client.get(GRID, {"page": "-1"}).status_code == 200
