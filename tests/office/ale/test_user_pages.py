"""The pages of users and of the agency, as the agent, the auditor and the office next door meet them."""

from datetime import date

import pytest
from django.utils import timezone

from tests.office.ale.agency_made import GARDEN, HOUSEHOLD, NUMBER, REPAIR, agency
from tremplin.office.ale.models import Authorisation, Duty, Offer, Price, SafetySheet, User
from tremplin.office.ale.services.registering import Work, register_user
from tremplin.office.database.isolation import enter
from tremplin.office.documents.models import Document
from tremplin.office.ledger.models import Entry
from tremplin.office.people.models import Person, Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
USERS = "/fr/office/ale/users/"
NEW, RENEWALS, AGENCY = f"{USERS}new/", f"{USERS}renewals/", "/fr/office/ale/agency/"
FORM = {
    "kind": "household", "family_name": "Warnimont", "given_name": "Ginette", "national_number": "52.03.17-276.36",
    "street": "Rue du Vieux Lavoir 14", "postal_code": "5995", "reach": "0470 00 12 34", "activity": GARDEN,
    "monthly_maximum": "12", "cheques": "electronic", "language": "fr", "key": "k1",
}  # fmt: skip


@pytest.fixture
def ours(client, db):
    found = agency()
    client.force_login(found["social_worker"], backend=BACKEND)
    return found


@pytest.fixture
def ginette(ours):
    today = timezone.localdate()
    return register_user(ours["office"], "household", HOUSEHOLD, Work(GARDEN, "paper", 1200), today, key="g")


def text(answer):
    return answer.content.decode()


def test_a_household_in_one_screen(client, ours):
    page = text(client.get(NEW))
    assert page.count("<h1") == 1 and "petites réparations" in page and "aide à un événement" not in page
    answer = client.post(NEW, FORM)
    user = User.objects.get()
    assert answer.status_code == 302 and user.number in answer["Location"] and "?card=" in answer["Location"]
    assert (user.person.national_number, user.town, user.phone) == (NUMBER, "Valmarche", "0470 00 12 34")
    card = Document.objects.get(kind="card")
    assert bytes(card.content).startswith(b"%PDF") and user.authorisations.get().document == card
    again = client.post(NEW, FORM)
    assert again["Location"] == answer["Location"] and (User.objects.count(), Document.objects.count()) == (1, 1)
    page = text(client.get(answer["Location"]))
    assert "Imprimer la carte" in page and "+++" in page and "595" not in page and "5,95" in page


def test_the_card_follows_what_is_typed(client, ours):
    answer = client.post(
        NEW, {**FORM, "family_name": "Warn<b>", "national_number": "1"}, headers={"HX-Request": "true"}
    )
    page = text(answer)
    assert answer.status_code == 200 and "Warn&lt;b&gt;" in page and "59,50" in page and "Valmarche" in page
    assert "petit entretien de jardin" in page and "<html" not in page
    assert not User.objects.exists()


def test_a_slip_is_mended_and_nothing_is_lost(client, ours):
    page = text(client.post(NEW, {**FORM, "national_number": "52.03.17-276.63"}))
    assert 'value="52.03.17-276.36"' in page and 'value="Ginette"' in page and not User.objects.exists()
    page = text(client.post(NEW, {**FORM, "national_number": "52.03.17-276.63", "mend": "52.03.17-276.36"}))
    assert not User.objects.exists() and 'value="52.03.17-276.36"' in page
    page = text(client.post(NEW, {**FORM, "postal_code": "0001"}))
    assert "n&#x27;est dans aucune liste" in page and 'name="town"' in page
    assert client.post(NEW, {**FORM, "postal_code": "0001", "town": "Ailleurs"}).status_code == 302
    assert User.objects.get().town == "Ailleurs"


def test_a_body_has_an_enterprise_number(client, ours):
    page = text(client.get(f"{NEW}?kind=association"))
    assert "entreprise" in page and 'name="national_number"' not in page and "aide à un événement" in page
    form = {
        "kind": "association", "name": "Club des Aînés", "enterprise_number": "0999.000.282", "street": "Place 1",
        "postal_code": "5995", "activity": "event_support", "cheques": "paper", "language": "fr", "key": "b",
    }  # fmt: skip
    page = text(client.post(NEW, form))
    assert 'value="0999.000.228"' in page
    assert client.post(NEW, {**form, "enterprise_number": "BE 0999.000.228"}).status_code == 302
    club = User.objects.get()
    assert (str(club), club.enterprise_number, club.person) == ("Club des Aînés", "0999000228", None)
    page = text(client.post(NEW, {**form, "enterprise_number": "0999000228", "key": "c"}))
    assert f"/users/{club.number}/authorise/" in page and User.objects.count() == 1
    assert client.post(NEW, {**form, "enterprise_number": "0999000228", "key": "c", "same": "0"}).status_code == 302


def test_who_may_be_the_same_is_offered(client, ours, ginette):
    page = text(client.post(NEW, FORM))
    assert "Peut-être déjà connu" in page and ginette.number in page and "quelqu&#x27;un d&#x27;autre" not in page
    assert client.post(NEW, {**FORM, "same": "0"}).status_code == 422, "the number is one person's"
    namesake = {**FORM, "national_number": ""}
    page = text(client.post(NEW, namesake))
    assert "quelqu&#x27;un d&#x27;autre" in page and User.objects.count() == 1
    assert Reading.objects.filter(what="duplicate").count() == 3
    assert client.post(NEW, {**namesake, "same": str(ginette.person.pk)}).status_code == 302
    assert Person.objects.count() == 1 and User.objects.count() == 2
    assert client.post(NEW, {**namesake, "same": "0", "key": "k2"}).status_code == 302
    assert Person.objects.count() == 2


ODD = [
    {"activity": "roof_work"}, {"cheques": "gold"}, {"monthly_maximum": "-1"}, {"first": "9999-12-31"}, {"first": "no"},
    {"street": "x" * 500}, {"reach": "a@"}, {"national_number": "٣" * 11}, {"family_name": "\0"}, {"postal_code": "\0"},
]  # fmt: skip


@pytest.mark.parametrize("form", [{}, {"kind": "x"}, *({**FORM, **odd} for odd in ODD)])
def test_whatever_is_sent_is_answered(client, ours, form):
    assert client.post(NEW, form).status_code in (302, 400, 422)
    assert client.post(NEW, form, headers={"HX-Request": "true"}).status_code in (200, 400)
    assert client.post(AGENCY, form | {"do": "prices"}).status_code in (302, 400, 422)


def test_a_second_authorisation_and_an_end(client, ours, ginette):
    address = f"{USERS}{ginette.number}/authorise/"
    assert "Ginette" in text(client.get(address))
    form = {"activity": REPAIR, "monthly_maximum": "6", "cheques": "paper", "key": "a2"}
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302 and ginette.authorisations.count() == 2
    one = ginette.authorisations.get(activity=REPAIR)
    today = timezone.localdate()
    said = {"do": "end", "authorisation": one.number, "last": today.isoformat(), "why": "Fini"}
    assert client.post(f"{USERS}{ginette.number}/", said).status_code == 302
    one.refresh_from_db()
    assert (one.ended_on, one.ended_why) == (today, "Fini")


def test_duties_sheets_and_fee_each_by_one_action(client, ours, ginette):
    page, safety = f"{USERS}{ginette.number}/", f"{USERS}{ginette.number}/safety/"
    client.post(page, {"do": "duty", "kind": "cheques", "state": "met", "on": "2026-11-01", "proof": "Commande 12"})
    assert Duty.objects.get(user=ginette, kind="cheques").proof == "Commande 12"
    sheet = {"activity": GARDEN, "key": "s", "danger_sharp_tools": "1", "measure_sharp_tools": ""}
    answer = client.post(safety, sheet | {"measure_animals": "Chien enfermé"})
    assert answer.status_code == 422 and "Chien enfermé" in text(answer)
    assert (
        client.post(
            safety, sheet | {"measure_sharp_tools": "Gants", "other": "Puits", "measure_other": "Couvert"}
        ).status_code
        == 302
    )
    found = SafetySheet.objects.get()
    assert found.dangers == [{"danger": "sharp_tools", "measure": "Gants"}, {"danger": "Puits", "measure": "Couvert"}]
    answer = client.post(page, {"do": "sheet_paper", "sheet": found.pk})
    assert client.get(answer["Location"]).content.startswith(b"%PDF")
    client.post(page, {"do": "sign", "sheet": found.pk, "name": "G. Warnimont", "on": timezone.localdate().isoformat()})
    assert Duty.objects.get(user=ginette, kind="safety").state == "met"
    for _ in range(2):
        client.post(page, {"do": "fee"})
    assert Entry.objects.get().reference == ginette.number
    shown = text(client.get(page))
    assert "Gants" in shown and "Commande 12" in shown and "7,45" in shown and "payé" in shown
    assert client.post(page, {"do": "nothing"}).status_code == 404
    assert client.post(page, {"do": "sign", "sheet": "9" * 40}).status_code == 404


def test_all_that_is_checked_goes_on_once(client, ours, ginette):
    one = ginette.authorisations.get()
    month = f"{one.period.upper.year}-{one.period.upper.month:02d}"
    page = text(client.get(f"{RENEWALS}?month={month}"))
    assert "fiche de sécurité" in page and "droit d&#x27;inscription" in page and "checked" not in page
    for _ in range(2):
        assert client.post(RENEWALS, {"month": month, "one": [one.number]}).status_code == 302
    assert Authorisation.objects.count() == 2
    after = Authorisation.objects.exclude(pk=one.pk).get()
    assert after.number in text(client.get(f"{RENEWALS}?month={month}"))
    assert client.post(RENEWALS, {"month": "x", "one": ["\0", "9"]}).status_code == 302
    card = client.post(f"{USERS}{ginette.number}/", {"do": "card", "authorisation": after.number})
    assert client.get(card["Location"]).content.startswith(b"%PDF")


def test_the_agencys_settings(client, ours):
    day = "2026-12-01"
    answer = client.post(AGENCY, {"do": "activities", "user_kind": "household", "activity": "roof_work", "since": day})
    assert answer.status_code == 422 and "Non" in text(answer)
    client.post(AGENCY, {"do": "activities", "user_kind": "household", "activity": "child_care", "since": day})
    assert Offer.objects.get(activity="child_care").period.lower == date(2026, 12, 1)
    price = {"do": "prices", "cents": "6,00", "since": day, "source": "Conseil"}
    answer = client.post(AGENCY, price)
    assert answer.status_code == 422 and "6,00" in text(answer) and "n&#x27;est pas permis" in text(answer)
    assert client.post(AGENCY, price | {"cents": "6,20"}).status_code == 302
    assert Price.objects.filter(cents=620, user_kind="").get().made_by == ours["social_worker"]
    client.post(AGENCY, {"do": "communes", "postal_codes": "5000 5001", "since": day})
    client.post(AGENCY, {"do": "fees", "cents": "5,00", "since": day, "source": "Conseil", "user_kind": ""})
    one = Offer.objects.get(activity="child_care")
    client.post(AGENCY, {"do": "end", "what": "activity", "one": one.pk, "last": "2026-12-31"})
    page = text(client.get(AGENCY))
    assert "Namur" in page and "31/12/2026" in page and "6,20" in page and "5,00" in page
    assert client.post(AGENCY, {"do": "end", "what": "agent", "one": "1"}).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "finance"])
def test_who_reads_sees_no_button(client, ours, ginette, role):
    client.force_login(ours[role], backend=BACKEND)
    for address in (USERS, f"{USERS}{ginette.number}/", RENEWALS, AGENCY):
        page = client.get(address)
        assert page.status_code == 200 and 'method="post"' not in text(page), address
        assert client.post(address, {"do": "fee"}).status_code == 403
    assert client.get(NEW).status_code == 403


def test_the_neighbours_user_is_nobodys(client, ours, ginette):
    theirs = agency("HAU")
    client.force_login(theirs["manager"], backend=BACKEND)
    for end in ("", "authorise/", "safety/"):
        for method in (client.get, client.post):
            there, nobody = method(f"{USERS}{ginette.number}/{end}"), method(f"{USERS}HAU-U-9999/{end}")
            assert there.status_code == nobody.status_code == 404 and there.content == nobody.content
    number = Authorisation.objects.values_list("number", flat=True)
    enter(ours["office"].pk)
    asked = list(number)
    client.post(RENEWALS, {"one": asked})
    enter(ours["office"].pk)
    assert Authorisation.objects.count() == 1
    assert "VAL-U" not in text(client.get(f"{USERS}?q=Warnimont"))
