"""A form opened in one office, sent while the agent works in another: nothing is written, nothing typed is lost."""

import re

import pytest

from tests.office import made
from tests.office.test_neighbours import BACKEND
from tremplin.ground.sentences import sentence
from tremplin.office.article60.models import File
from tremplin.office.database.isolation import within
from tremplin.office.deadlines.models import Deadline
from tremplin.office.organisations.models import Membership, Role
from tremplin.office.people.models import Person

pytestmark = pytest.mark.django_db
NEW = "/fr/office/files/new/"
TYPED = {"family_name": "Ouédraogo", "given_name": "Awa <b>", "language": "fr", "birth_date": "1990-05-14"}


@pytest.fixture
def both(client, offices):
    """An agent of both offices, at work in the first, then in the second."""
    agent = offices[0]["manager"]
    Membership.objects.create(agent=agent, organisation=offices[1]["office"], role=Role.SOCIAL_WORKER)
    client.force_login(agent, backend=BACKEND)
    choose(client, offices[0])
    return offices


def choose(client, office):
    client.post("/fr/office/choose/", {"organisation": office["office"].pk})


def people(office):
    with within(office["office"].pk):
        return list(Person.objects.values_list("family_name", flat=True))


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def opened(client, address=NEW):
    page = client.get(address).content.decode()
    return hidden(page[page.index('method="post"') :])


def test_every_form_says_for_which_office_it_is(client, both):
    for address in (NEW, "/fr/office/", "/fr/office/claims/", "/fr/office/today/remind/", "/fr/office/imports/"):
        page = client.get(address).content.decode()
        forms = [one for one in re.findall(r"<form[^>]*>.*?</form>", page, re.S) if 'method="post"' in one]
        for form in forms:
            assert hidden(form)["seat"] == str(both[0]["office"].pk), address


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_nothing_is_written_and_all_that_was_typed_is_there(client, both, language):
    given = {**opened(client), **TYPED}
    choose(client, both[1])
    answer = client.post(NEW.replace("fr", language, 1), given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert people(both[0]) == people(both[1]) == []
    said = sentence("office.elsewhere_lead", language, meant="CPAS VAL-60", here="CPAS HAU-60")
    assert said in page.replace("&#x27;", "'")
    assert "Ouédraogo" in page and "Awa &lt;b&gt;" in page and "Awa <b>" not in page
    assert hidden(page)["family_name"] == "Ouédraogo" and hidden(page)["key"] == given["key"]


def test_one_button_goes_back_and_sends_it_there(client, both):
    given = {**opened(client), **TYPED}
    choose(client, both[1])
    page = client.post(NEW, given).content.decode()
    sent = {**given, **hidden(page), "back_to": both[0]["office"].pk}
    answer = client.post(NEW, sent)
    assert answer.status_code in (200, 302, 400, 422)
    assert people(both[1]) == []
    assert client.get("/fr/office/").content.decode().count("CPAS VAL-60")
    if answer.status_code != 302:
        assert 'value="Ouédraogo"' in answer.content.decode()


def test_forms_without_fields_too(client, both):
    with within(both[1]["office"].pk):
        File.objects.create(person=made.person(), number="HAU-60-0007", opened_on="2026-01-05")
        theirs = Deadline.objects.create(key="k", kind="own", weight=1, due_on="2026-11-24", words={"text": "x"})
    seat = {"seat": both[0]["office"].pk}
    choose(client, both[1])
    assert client.post(f"/fr/office/today/{theirs.pk}/done/", seat).status_code == 409
    piece = client.post(f"/fr/office/today/{theirs.pk}/done/", seat, headers={"HX-Request": "true"})
    assert piece["HX-Refresh"] == "true"
    assert "CPAS VAL-60" in client.get("/fr/office/").content.decode()
    with within(both[1]["office"].pk):
        assert Deadline.objects.get().done_at is None
    assert client.post(f"/fr/office/today/{theirs.pk}/done/", {"seat": both[1]["office"].pk}).status_code == 302


@pytest.mark.parametrize("seat", ["theirs", "999999999", "x", "1' OR '1'='1", "\0", "9" * 400])
def test_an_office_that_is_not_ones_own_is_never_named_nor_chosen(client, offices, seat):
    client.force_login(offices[0]["manager"], backend=BACKEND)
    said = str(offices[1]["office"].pk) if seat == "theirs" else seat
    answer = client.post(NEW, {**TYPED, "seat": said, "back_to": said})
    assert answer.status_code == 409 and "HAU-60" not in answer.content.decode()
    assert people(offices[0]) == people(offices[1]) == []
    assert "CPAS VAL-60" in client.get("/fr/office/").content.decode()
