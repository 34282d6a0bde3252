"""The pages of claims and papers as finance, a social worker, an auditor and the office next door meet them."""

import io
import re
from datetime import date

import pytest
from django.utils import timezone

from tests.office.article60.claimed import OCTOBER, amounts_set, file_of
from tremplin.office.article60.models import Claim, ClaimEntry
from tremplin.office.article60.selectors import claims
from tremplin.office.article60.services import claiming
from tremplin.office.database.isolation import enter
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/fr/office/claims/"


@pytest.fixture
def ours(offices):
    enter(offices[0]["office"].pk)
    amounts_set(offices[0]["finance"])
    file_of(offices[0]["office"], "VAL-60-0001")
    file_of(offices[0]["office"], "VAL-60-0002", name="=Petit", given="Ann")
    return offices[0]


def at(client, agent):
    client.force_login(agent, backend=BACKEND)
    return client


def post(client, address=PAGE, **said):
    return client.post(address, {"month": "2026-10", "on": "2026-11-05", "key": "k", **said})


def test_the_month_from_nothing_to_paid(client, ours):
    at(client, ours["finance"])
    text = client.get(f"{PAGE}?month=2026-10").content.decode()
    assert "2 dossier(s)" in text and 'value="prepare"' in text
    assert post(client, act="prepare")["Location"] == f"{PAGE}?month=2026-10"
    text = client.get(f"{PAGE}?month=2026-10").content.decode()
    assert "2\u202f001,00" in text.replace("\u00a0", "\u202f").replace(" ", "\u202f") and "(2, " in text
    for act, state in (("claimed", "claimed"), ("accepted", "accepted"), ("paid", "paid")):
        post(client, act=act, key=act)
        enter(ours["office"].pk)
        assert {line.state for line in claims.month_of(OCTOBER).lines} == {state}


def test_only_what_is_ticked_and_only_once(client, ours):
    at(client, ours["manager"])
    post(client, act="prepare")
    enter(ours["office"].pk)
    pk = Claim.objects.first().pk
    for _ in range(2):
        post(client, act="claimed", claim=[pk, "x", "9" * 30])
    enter(ours["office"].pk)
    assert [(one.claim_id, one.amount) for one in ClaimEntry.objects.all()] == [(pk, 100_050)]


def test_what_is_left_out_is_said_and_nothing_refused_goes_along(client, ours, offices):
    file_of(ours["office"], "VAL-60-0003", name="Zola", days=(date(2026, 10, 12), date(2027, 6, 1)))
    file_of(ours["office"], "VAL-60-0004", name="Zweig", signed=False)
    claiming.prepare(OCTOBER, timezone.localdate(), ours["finance"])
    first = Claim.objects.order_by("pk").first().pk
    claiming.mark_claimed([first], claiming.Event(OCTOBER, ours["finance"], "a"))
    claiming.answered(first, claiming.Event(OCTOBER, ours["finance"], "b", "pièce"), 60_000, 40_050)
    at(client, ours["finance"])
    text = client.post(
        PAGE, {"month": "2026-10", "on": "2026-11-05", "key": "k", "act": "claimed"}, follow=True
    ).content.decode()
    assert "1 ligne(s) laissée(s) de côté : leur montant n&#x27;est pas déterminé" in text
    assert "il y manque encore quelque chose" in text and "a été refusé. Un montant" in text
    enter(ours["office"].pk)
    assert ClaimEntry.objects.filter(claim=first, kind="claimed").count() == 1
    assert ClaimEntry.objects.filter(key__endswith=":k").count() == 1


def test_who_keeps_money_writes_the_others_read(client, ours):
    for role in ("social_worker", "auditor"):
        at(client, ours[role])
        assert client.get(PAGE).status_code == 200
        assert 'value="prepare"' not in client.get(f"{PAGE}?month=2026-10").content.decode()
        assert post(client, act="prepare").status_code == 403
    enter(ours["office"].pk)
    assert not Claim.objects.exists()


def test_the_office_next_door_finds_nothing(client, offices, ours):
    claiming.prepare(OCTOBER, timezone.localdate(), ours["finance"])
    pk = Claim.objects.first().pk
    at(client, offices[1]["finance"])
    theirs, nobodys = client.get(f"{PAGE}{pk}/"), client.get(f"{PAGE}99999999/")
    assert theirs.status_code == nobodys.status_code == 404
    # The languages at the foot link to the address that was asked, whatever it is.
    assert theirs.content.replace(f"claims/{pk}/".encode(), b"claims/99999999/") == nobodys.content
    assert post(client, f"{PAGE}{pk}/", act="claimed", amount="1").status_code == 404
    post(client, act="claimed", claim=[pk])
    assert "VAL-60" not in client.get(f"{PAGE}?month=2026-10").content.decode().replace("CPAS VAL-60", "")
    enter(ours["office"].pk)
    assert not ClaimEntry.objects.exists()


def test_one_claim_is_answered_in_part_and_claimed_again(client, ours):
    claiming.prepare(OCTOBER, timezone.localdate(), ours["finance"])
    pk = Claim.objects.order_by("pk").first().pk
    page = f"{PAGE}{pk}/"
    at(client, ours["finance"])
    assert post(client, page, act="claimed", amount="1.000,50 €").status_code == 302
    refused = post(client, page, act="answered", key="a", accepted="600", refused="400,50")
    text = refused.content.decode()
    assert refused.status_code == 422 and 'value="600"' in text and 'value="400,50"' in text and "raison" in text
    too_much = post(client, page, act="answered", key="a", accepted="1000,51")
    assert too_much.status_code == 422 and "C&#x27;est plus que" in too_much.content.decode()
    assert (
        post(client, page, act="answered", key="a", accepted="600", refused="400,50", reason="pièce").status_code == 302
    )
    text = client.get(page).content.decode()
    assert "accepté en partie" in text and "pièce" in text and 'value="400,50"' in text
    enter(ours["office"].pk)
    assert Reading.objects.filter(what="claim 2026-10").count() == 4 - 1


@pytest.mark.parametrize("typed", ["", "-5", "abc", "1e9", "9" * 40, "1,234", "=1+1", "12,345,6", "\0"])
def test_amounts_that_are_none_are_refused_and_kept(client, ours, typed):
    claiming.prepare(OCTOBER, timezone.localdate(), ours["finance"])
    pk = Claim.objects.first().pk
    at(client, ours["finance"])
    assert post(client, f"{PAGE}{pk}/", act="claimed", amount=typed).status_code == 422


@pytest.mark.parametrize("query", ["month=2026-13", "month=x", "month=9999-12", "year=0000", "year=9999", "page=-1", "state=x", "q=%00", "month=2026-10&page=999"])  # fmt: skip  # noqa: E501  # noqa: E501
def test_any_address_is_answered(client, ours, query):
    at(client, ours["auditor"])
    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_hostile_posts_are_answered(client, ours):
    at(client, ours["finance"])
    for said in ({"act": "x"}, {"act": "claimed", "on": "2999-01-01"}, {"act": "paid", "on": "x"}, {"act": "paper"}, {"month": "\0", "act": "prepare"}):  # fmt: skip  # noqa: E501  # noqa: E501
        assert post(client, **said).status_code == 302
    enter(ours["office"].pk)
    assert not ClaimEntry.objects.exists()


def test_the_spreadsheet_holds_names_as_text(client, ours):
    import openpyxl

    claiming.prepare(OCTOBER, timezone.localdate(), ours["finance"])
    at(client, ours["auditor"])
    for query, width in (("month=2026-10", 10), ("year=2026", 14)):
        answer = client.get(f"{PAGE}?{query}&as=xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert len(rows) == 3 and len(rows[0]) == width
        assert {row[0] for row in rows[1:]} == {"Samira Benali", "Ann =Petit"}
        assert 1000.5 in rows[1]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    enter(ours["office"].pk)
    assert Reading.objects.filter(agent=ours["auditor"], what="claims 2026-10").count() == 2


def test_a_month_of_many_files_is_few_questions(client, ours, django_assert_max_num_queries):
    for place in range(3, 60):
        file_of(ours["office"], f"VAL-60-{place:04d}", name=f"P{place}")
    claiming.prepare(OCTOBER, timezone.localdate(), ours["finance"])
    claiming.mark_claimed(
        list(Claim.objects.values_list("pk", flat=True)[:30]), claiming.Event(date(2026, 11, 3), None, "k")
    )
    at(client, ours["finance"])
    with django_assert_max_num_queries(16):  # Ten of the page; session, agent, seat, organisation, what waits.
        text = client.get(f"{PAGE}?month=2026-10").content.decode()
    assert len(text.encode()) < 100_000 and len(re.findall('name="claim"', text)) == 40
    with django_assert_max_num_queries(8):
        assert client.get(f"{PAGE}?year=2026").status_code == 200


def test_the_month_is_a_paper(client, ours):
    at(client, ours["finance"])
    post(client, act="prepare")
    answer = client.get(post(client, act="paper")["Location"])
    assert answer.content.startswith(b"%PDF") and answer["Content-Type"] == "application/pdf"


def test_every_language(client, ours):
    claiming.prepare(OCTOBER, timezone.localdate(), ours["finance"])
    pk = Claim.objects.first().pk
    at(client, ours["finance"])
    for language in ("fr", "nl", "de", "en"):
        for rest in ("?month=2026-10", "?year=2026", f"{pk}/"):
            assert client.get(f"/{language}/office/claims/{rest}").status_code == 200
