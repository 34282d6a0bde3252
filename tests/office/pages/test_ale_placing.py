"""The pages of placing as an agent of the agency, an auditor and the agency next door meet them."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.office.ale import placed
from tremplin.office.ale.models import Authorisation, Crossing, Placement, Proposal, Request
from tremplin.office.ale.services.placing import ask_for
from tremplin.office.database.isolation import enter
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/fr/office/ale/requests/"


def ahead(count=4):
    """Weekdays to come, whichever the day of the test; within one authorisation."""
    first = timezone.localdate() + timedelta(days=7)
    days = [first + timedelta(days=add) for add in range(count * 2)]
    return [(day, 930, 1050) for day in days if day.weekday() < 5][:count]


@pytest.fixture
def here(db):
    found = placed.agency()
    enter(found["office"].pk)
    of = placed.authorisation()
    today = timezone.localdate()
    Authorisation.objects.update(period=(today - timedelta(days=30), today + timedelta(days=330)))
    of.refresh_from_db()
    ask_for(Authorisation.objects.get(), ahead(), today, key="r")
    placed.worker("W-1", national=placed.number_of(1))
    placed.worker("W-2", name="Renard", given="Freddy", access=False)
    placed.worker("W-3", name="Piret", given="Josiane", activities=["small_garden"])
    return found


def at(client, agent):
    client.force_login(agent, backend=BACKEND)
    return client


def the_request():
    return f"{PAGE}{Request.objects.get().number}/"


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def field(text, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text)[1]


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_page_in_every_language(client, here, language):
    at(client, here["social_worker"])
    address = the_request()
    for page in (PAGE, f"{PAGE}new/", f"{PAGE}turns/", address, f"{address}others/", f"{address}?all=1"):
        text = text_of(client, page.replace("/fr/", f"/{language}/"))
        assert text.count("<h1") == 1 and "style=" not in text and len(text) < 100_000


def test_from_the_list_to_a_placing_in_three_clicks(client, here):
    at(client, here["social_worker"])
    text = text_of(client, PAGE)
    address = the_request()
    assert f'href="{address}"' in text and "personne, 8 h" in text
    text = text_of(client, address)
    assert "Naciri" in text and "Renard" not in text and text.count('value="propose"') == 1
    assert re.search(r'aria-label="année|aria-label="20\d\d', text), "each bar is said in words"
    sent = {name: field(text, name) for name in ("worker", "minutes")} | {"act": "propose", "key": "k"}
    for _ in range(2):
        assert client.post(address, sent)["Location"] == address
    enter(here["office"].pk)
    made = Proposal.objects.get()
    assert made.made_by == here["social_worker"]
    text = text_of(client, address)
    assert "doit répondre pour 8 h" in text and 'value="propose"' not in text
    client.post(address, {"act": "accept", "proposal": made.pk, "key": "a"})
    enter(here["office"].pk)
    placement = Placement.objects.get()
    assert "pourvue" in text_of(client, address)
    last = ahead()[1][0].isoformat()
    client.post(address, {"act": "end", "placement": placement.pk, "version": 1, "last": last, "why": "malade"})
    assert "Il reste 4 h" in text_of(client, address)
    client.post(address, {"act": "close", "key": "c"})
    enter(here["office"].pk)
    assert Request.objects.get().state == "closed"


def test_the_others_one_by_one_and_a_red_stop_only_for_law(client, here):
    at(client, here["social_worker"])
    text = text_of(client, f"{the_request()}others/")
    rows = {name: re.search(rf"{name}.*?</tr>", text, re.S)[0] for name in ("Renard", "Piret")}
    assert "badge--stop" in rows["Renard"] and "accès" in rows["Renard"]
    assert "badge--stop" not in rows["Piret"] and "ne fait pas ce travail" in rows["Piret"]


def test_what_was_read_and_asked_elsewhere_is_written_down(client, here):
    at(client, here["social_worker"])
    text_of(client, the_request())
    enter(here["office"].pk)
    assert [str(one.person) for one in Reading.objects.filter(what="placing")] == ["Aïcha Naciri"]
    assert Crossing.objects.filter(asked_by=True).count() == 1, "only who does this work, and has a number"


def test_a_new_request(client, here):
    at(client, here["social_worker"])
    of = Authorisation.objects.get()
    address = f"{PAGE}new/?authorisation={of.number}"
    text = text_of(client, address)
    assert f'value="{of.number}" selected' in text
    first = timezone.localdate() + timedelta(days=20)
    sent = {
        "key": field(text, "key"), "authorisation": of.number, "first": first.isoformat(),
        "last": (first + timedelta(days=13)).isoformat(), "weekdays": ["0", "3"], "starts": "9h", "ends": "11:30",
        "language": "fr", "demands": ["dogs"], "without": "",
    }  # fmt: skip
    for _ in range(2):
        answer = client.post(address, sent)
        assert re.fullmatch(rf"{PAGE}D-\d+-0002/", answer["Location"])
    enter(here["office"].pk)
    made = Request.objects.get(number__endswith="0002")
    assert len(made.days) == 4 and {tuple(day[1:]) for day in made.days} == {(540, 690)}
    assert {date.fromisoformat(day[0]).weekday() for day in made.days} == {0, 3}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends": "08:00"}, "La fin doit venir après"),
        ({"starts": "25:99"}, "Écrivez une heure"),
        ({"weekdays": []}, "Cochez les jours"),
        ({"last": "1999-01-01"}, "avant le premier"),
        ({"without": "demain"}, "demain"),
        ({"first": "2098-01-01", "last": "2098-01-09"}, "pas valable"),
        ({"authorisation": "x' OR 1=1"}, "alert--stop"),
        ({"demands": ["zzz"], "language": "xx"}, "alert--stop"),
        ({"first": "", "starts": "", "ends": ""}, "alert--stop"),
        ({"note": "x" * 5000}, "alert--stop"),
    ],
)
def test_a_wrong_request_keeps_what_was_typed(client, here, wrong, said):
    at(client, here["social_worker"])
    first = timezone.localdate() + timedelta(days=20)
    sent = {
        "key": "k", "authorisation": Authorisation.objects.get().number, "first": first.isoformat(),
        "last": (first + timedelta(days=13)).isoformat(), "weekdays": ["0"], "starts": "09:00", "ends": "10:00",
        "town": "Val-d'Or <b>", **wrong,
    }  # fmt: skip
    text = client.post(f"{PAGE}new/", sent).content.decode()
    assert said in text and "Val-d&#x27;Or &lt;b&gt;" in text
    enter(here["office"].pk)
    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"act": "x"}, {"act": "propose"}, {"act": "propose", "worker": "W-2"},
        {"act": "propose", "worker": "W-1", "minutes": "9" * 40}, {"act": "propose", "worker": "\0"},
        {"act": "accept", "proposal": "x"}, {"act": "end", "placement": "1", "last": "0000"},
        {"act": "close", "key": "\0" * 99},
    ],
)  # fmt: skip
def test_no_input_breaks_it(client, here, sent):
    at(client, here["manager"])
    assert client.post(the_request(), sent).status_code in (302, 404)
    enter(here["office"].pk)
    assert not Placement.objects.exists()
    assert set(Proposal.objects.values_list("worker__number", flat=True)) <= {"W-1"}


def test_who_reads_only_has_no_button_and_writes_nothing(client, here):
    address = the_request()
    for role in ("auditor", "finance"):
        at(client, here[role])
        text = text_of(client, address)
        assert "Naciri" in text and 'value="propose"' not in text and 'method="post"' not in text
        assert client.post(address, {"act": "propose", "worker": "W-1"}).status_code == 403
        assert client.get(f"{PAGE}new/").status_code == 403


def test_the_agency_next_door_finds_nothing(client, here):
    address = the_request()
    enter(None)
    theirs = placed.agency("HAU-ALE")
    at(client, theirs["social_worker"])
    none = f"{PAGE}D-1999-0001/"
    for method in ("get", "post"):
        ask = getattr(client, method)
        for page in ("", "others/"):
            if method == "post" and page:
                continue
            answer, other = ask(f"{address}{page}"), ask(f"{none}{page}")
            assert answer.status_code == other.status_code == 404 and answer.content == other.content
    assert "Naciri" not in text_of(client, PAGE) + text_of(client, f"{PAGE}turns/")
