"""The pages of a closing, as an agent uses them: every button a form, who prepared refused, nothing lost."""

import pytest

from tests.office.ale.closing.made import MONTH, Month, agency
from tests.office.ale.closing.test_causes import PLANTED
from tremplin.ground.sentences import catalogue
from tremplin.office.ale.matching import CAUSES
from tremplin.office.ale.models import Authorisation, Closing, Visit, Worker
from tremplin.office.ale.services.resolving import ACTIONS
from tremplin.office.database.isolation import enter

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CLOSE = "/fr/office/ale/closing/2026-10/"
PREVIEW = f"{CLOSE}preview/"


@pytest.fixture
def agents(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = agency()
    enter(found["office"].pk)
    return found


@pytest.fixture
def month(agents):
    found = Month(agents)
    found.agreed(hours=6)
    return found


def seen(client, agents, role, address=CLOSE):
    client.force_login(agents[role], backend=BACKEND)
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def sent(client, address=CLOSE, **words):
    answer = client.post(address, words, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_month_is_closed_by_two_people(client, agents, month):
    worker, place = month.worker(), month.place()
    month.visit(worker, place, minutes=270)
    month.came(worker, place, 4)
    assert "Rapprocher le mois" in seen(client, agents, "social_worker")
    page = sent(client, act="prepare")
    assert "4 h 30 prestées = 5 chèques ; 1 de moins" in page and "Heure commencée non payée" in page
    line = Closing.objects.get().lines.exclude(cause="").get()
    assert "relancé" in sent(client, line=line.pk)
    page = sent(client, act="preview", version=Closing.objects.get().version)
    assert "41,00" in page and "une autre personne donne l&#x27;accord" in page and "Approuver" not in page
    page = sent(client, PREVIEW, version=Closing.objects.get().version)
    assert "Qui a préparé la clôture ne l&#x27;approuve pas" in page
    page = seen(client, agents, "manager", PREVIEW)
    assert "Approuver octobre 2026" in page
    page = sent(client, PREVIEW, version=Closing.objects.get().version)
    assert "Le mois est clôturé." in page and "Ce qui attend : 1" in page
    assert Closing.objects.get().state == "approved"
    assert "Rien n&#x27;a changé" in sent(client, act="prepare")


def test_an_approval_after_a_change_shows_the_month_again(client, agents, month):
    seen(client, agents, "social_worker")
    sent(client, act="prepare")
    sent(client, act="preview")
    month.agreed(hours=1)
    seen(client, agents, "manager", PREVIEW)
    page = sent(client, PREVIEW)
    assert "ont changé entre-temps" in page and Closing.objects.get().hours == 7
    assert Closing.objects.get().state == "matching"


def test_every_planted_cause_has_its_sentence_and_action_in_four_languages(client, agents, month):
    for plant in PLANTED:
        plant(month)
    client.force_login(agents["social_worker"], backend=BACKEND)
    sent(client, act="prepare")
    for language in ("fr", "nl", "de", "en"):
        answer = client.get(CLOSE.replace("/fr/", f"/{language}/"))
        page = answer.content.decode()
        assert answer.status_code == 200 and "office_ale_closing." not in page
        for cause in set(PLANTED.values()):
            assert catalogue()[f"office_ale_closing.cause_{cause}"][language].replace("'", "&#x27;") in page
        assert len(page) < 100_000


def test_every_cause_has_one_action_with_its_words():
    assert set(ACTIONS) == set(CAUSES)
    for cause, action in ACTIONS.items():
        for key in (f"cause_{cause}", f"why_{cause}", f"do_{action}", f"done_{action}", f"told_{action}"):
            assert f"office_ale_closing.{key}" in catalogue()


def test_a_maximum_is_raised_with_one_click(client, agents, month):
    place = month.place("association", maximum=800)
    worker, _ = month.agreed(hours=6, place=place, day=3)
    month.agreed(hours=4, worker=worker, place=place, day=24)
    client.force_login(agents["social_worker"], backend=BACKEND)
    assert "Relever à 10 h" in sent(client, act="prepare")
    line = Closing.objects.get().lines.exclude(cause="").get()
    assert "Tout concorde" in sent(client, line=line.pk)
    assert Authorisation.objects.get(pk=place.pk).monthly_maximum == 1000
    assert client.post(CLOSE, {"line": line.pk}).status_code == 404


def test_one_of_two_visits_is_chosen(client, agents, month):
    worker, first = month.agreed(hours=3, day=20)
    second = month.place("school")
    visit = month.visit(worker, second, day=20)
    client.force_login(agents["social_worker"], backend=BACKEND)
    sent(client, act="prepare")
    line = Closing.objects.get().lines.exclude(cause="").get()
    page = client.get(f"{CLOSE}{line.pk}/").content.decode()
    assert "9:00–12:00" in page and second.user.name in page
    page = sent(client, f"{CLOSE}{line.pk}/", keep=visit.pk)
    assert "field--wrong" in page and "checked" in page, "the reason is asked for and the choice is kept"
    other = Visit.objects.get(authorisation=first)
    sent(client, f"{CLOSE}{line.pk}/", keep=other.pk, why="l'école n'a vu personne")
    visit.refresh_from_db()
    assert visit.taken_back_at and visit.taken_back_by == agents["social_worker"]
    assert Closing.objects.get().open == 0


def test_an_account_is_corrected(client, agents, month):
    worker = month.worker(iban="BE71096123456760")
    month.agreed(worker=worker)
    client.force_login(agents["finance"], backend=BACKEND)
    sent(client, act="prepare")
    line = Closing.objects.get().lines.exclude(cause="").get()
    page = sent(client, f"{CLOSE}{line.pk}/", iban="BE71 0961 2345 6761")
    assert "sa clé ne correspond pas" in page and "BE71 0961 2345 6761" in page
    assert "Tout concorde" in sent(client, f"{CLOSE}{line.pk}/", iban="be71 0961 2345 6769")
    assert Worker.objects.get(pk=worker.pk).iban == "BE71096123456769"


def test_all_that_is_late_is_chased_at_once(client, agents, month):
    for _ in range(3):
        worker, place = month.worker(), month.place()
        month.visit(worker, place)
        month.came(worker, place, 2)
    client.force_login(agents["social_worker"], backend=BACKEND)
    sent(client, act="prepare")
    assert "Noté : 3 relances." in sent(client, act="chase")


def test_an_auditor_reads_and_does_not_write(client, agents, month):
    client.force_login(agents["social_worker"], backend=BACKEND)
    sent(client, act="prepare")
    page = seen(client, agents, "auditor")
    assert "Aller à l" not in page
    assert client.post(CLOSE, {"act": "preview"}).status_code == 403
    assert "Ce qui concorde" in seen(client, agents, "auditor", f"{CLOSE}agreed/")
    assert "octobre 2026" in seen(client, agents, "auditor", "/fr/office/ale/closing/")


HOSTILE = ("2026-13", "0000-01", "2026-1", "x", "9999-99", "2026-10%00", "２０２６-10")


@pytest.mark.parametrize("month_", HOSTILE)
def test_a_month_that_is_none_is_not_found(client, agents, month_):
    client.force_login(agents["manager"], backend=BACKEND)
    assert client.get(f"/fr/office/ale/closing/{month_}/").status_code == 404


@pytest.mark.parametrize(
    "words",
    [{}, {"act": "x"}, {"act": "preview"}, {"act": "preview", "version": "9" * 40}, {"act": "leave"}, {"act": "chase"},
     {"act": "preview", "version": "-1"}, {"act": "prepare", "version": "\0"}],
)  # fmt: skip
def test_nothing_sent_breaks_the_page(client, agents, words):
    client.force_login(agents["manager"], backend=BACKEND)
    assert client.post(CLOSE, words).status_code == 302
    assert client.post(PREVIEW, words).status_code == 302
    for line in ("0", "x", "9" * 30, "-1"):
        assert client.post(CLOSE, {"line": line}).status_code == 404


def test_a_month_to_come_is_not_closed(client, agents):
    client.force_login(agents["manager"], backend=BACKEND)
    address = "/fr/office/ale/closing/2099-01/"
    assert "n&#x27;a pas encore commencé" in client.get(address).content.decode()
    assert client.post(address, {"act": "prepare"}, follow=True).status_code == 200
    assert not Closing.objects.exists()


def test_another_agency_finds_no_line_of_this_one(client, agents, month):
    client.force_login(agents["manager"], backend=BACKEND)
    sent(client, act="prepare")
    line = Closing.objects.get().lines.first()
    other = agency("HAU")
    client.force_login(other["manager"], backend=BACKEND)
    assert client.post(CLOSE, {"line": line.pk}).status_code == 404
    assert client.get(f"{CLOSE}{line.pk}/").status_code == 404
    enter(agents["office"].pk)
    assert Closing.objects.get(month=MONTH).lines.first() == line
