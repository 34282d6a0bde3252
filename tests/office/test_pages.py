"""The way in: who is not a member sees nothing, and the public pages need no database."""

import pytest

from tests.office import made
from tremplin.office.organisations.models import Membership


@pytest.mark.django_db
def test_a_member_sees_the_day_and_a_stranger_the_login(client, offices):
    address = "/fr/office/"
    assert "login" in client.get(address)["Location"]
    client.force_login(offices[0]["social_worker"], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(address)
    assert answer.status_code == 200 and "CPAS VAL-60" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_who_works_in_several_offices_chooses_one(client, offices):
    agent = offices[0]["social_worker"]
    Membership.objects.create(agent=agent, organisation=offices[1]["office"], role="finance")
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/fr/office/")["Location"] == "/fr/office/choose/"
    assert client.get("/fr/office/choose/")["Referrer-Policy"] == "same-origin", "else browsers cannot send the form"
    client.post("/fr/office/choose/", {"organisation": offices[1]["office"].pk})
    assert "CPAS HAU-60" in client.get("/fr/office/").content.decode()
    stranger = made.office("NEXT-60")
    client.post("/fr/office/choose/", {"organisation": stranger["office"].pk})
    assert "CPAS HAU-60" in client.get("/fr/office/").content.decode()


def test_public_pages_answer_without_a_database(client):
    assert client.get("/health").status_code == 200
    assert client.get("/fr/").status_code == 200
