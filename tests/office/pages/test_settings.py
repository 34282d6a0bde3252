"""Settings by their pages: profile, signers, members and amounts; who may, what is refused, what is kept."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.office import made
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File, Projection
from tremplin.office.database.isolation import enter
from tremplin.office.jobs.selectors import jobs_of
from tremplin.office.organisations.models import Amount, Membership, Organisation, Signer

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGES = ("settings/", "settings/signers/", "settings/amounts/", "people/due/", "account/", "choose/", "files/")
PROFILE = {
    "name": "CPAS", "street": "Rue Haute 1", "postal_code": "5000", "town": "Namur", "region": "wallonia",
    "language": "fr", "full_time_hours": "38", "retention_years": "10", "version": "1",
}  # fmt: skip


def as_(client, agent):
    client.force_login(agent, backend=BACKEND)
    return client


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_page_opens_in_every_language_for_every_role(client, offices, language):
    for role in ("administrator", "manager", "finance", "social_worker", "auditor"):
        as_(client, offices[0][role])
        for page in PAGES:
            answer = client.get(f"/{language}/office/{page}")
            assert answer.status_code == 200, (role, page)
            assert answer.content.decode().count("<h1") == 1


def test_only_an_administrator_writes(client, offices):
    for role in ("manager", "finance", "social_worker", "auditor"):
        as_(client, offices[0][role])
        assert client.get("/fr/office/settings/members/").status_code == 403
        for page in ("settings/", "settings/signers/", "settings/members/"):
            answer = client.post(f"/fr/office/{page}", PROFILE)
            assert answer.status_code == 403 and "pas pour votre" in answer.content.decode()


def test_the_profile_knows_the_commune_and_holds_the_region_to_it(client, offices):
    as_(client, offices[0]["administrator"])
    assert client.post("/fr/office/settings/", PROFILE).status_code == 302
    assert Organisation.objects.get(pk=offices[0]["office"].pk).commune == "92094"
    wrong = client.post("/fr/office/settings/", PROFILE | {"region": "flanders", "version": "2"})
    assert wrong.status_code == 200 and "est à Namur" in wrong.content.decode()
    invented = PROFILE | {"postal_code": "5995", "town": "Valmarche", "version": "2", "enterprise_number": ""}
    assert client.post("/fr/office/settings/", invented).status_code == 302
    assert Organisation.objects.get(pk=offices[0]["office"].pk).commune == ""


def test_the_second_of_two_savers_sees_the_difference_and_keeps_what_they_typed(client, offices):
    as_(client, offices[0]["administrator"])
    client.post("/fr/office/settings/", PROFILE | {"street": "Rue Basse 2"})
    late = client.post("/fr/office/settings/", PROFILE | {"street": "Rue Longue 3"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "<del>Rue Basse 2</del>" in page and "<ins>Rue Longue 3</ins>" in page and 'value="Rue Longue 3"' in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    again = client.post("/fr/office/settings/", PROFILE | {"street": "Rue Longue 3", "version": version})
    assert again.status_code == 302


def test_who_requires_a_second_factor_has_one(client, offices):
    as_(client, offices[0]["administrator"])
    answer = client.post("/fr/office/settings/", PROFILE | {"second_factor_required": "on"})
    assert answer.status_code == 200 and "Activez d" in answer.content.decode()


def test_a_signer_is_made_once_and_changed(client, offices):
    as_(client, offices[0]["administrator"])
    words = {"name": "Anne Delvaux", "function": "Directrice", "place": "0", "is_active": "on"}
    for _ in range(2):
        assert client.post("/fr/office/settings/signers/", words).status_code == 302
    enter(offices[0]["office"].pk)
    signer = Signer.objects.get()
    client.post(f"/fr/office/settings/signers/{signer.pk}/", words | {"is_active": ""})
    enter(offices[0]["office"].pk)
    assert not Signer.objects.get().is_active
    as_(client, offices[1]["administrator"])
    assert client.get(f"/fr/office/settings/signers/{signer.pk}/").status_code == 404


def test_an_invited_agent_sets_a_password_and_works(client, offices):
    as_(client, offices[0]["administrator"])
    words = {"email": "Nouveau@val60.example", "name": "Nora", "role": "finance", "language": "nl"}
    page = client.post("/fr/office/settings/members/", words).content.decode()
    link = re.search(r"<code>http://testserver(/\S+)</code>", page)[1]
    assert "déjà celle" in client.post("/fr/office/settings/members/", words).content.decode()
    client.logout()
    form = client.get(link)["Location"]
    client.post(form, {"password1": made.PASSWORD, "password2": made.PASSWORD})
    answer = client.post("/account/login/", {"login": "nouveau@val60.example", "password": made.PASSWORD})
    assert answer["Location"] == "/nl/office/"
    assert client.get("/nl/office/").status_code == 200
    client.logout()
    assert client.get(link).status_code == 200  # and says that it is over


def test_who_has_an_account_elsewhere_joins_without_a_link(client, offices):
    as_(client, offices[0]["administrator"])
    agent = offices[1]["finance"]
    words = {"email": agent.email, "name": "Other name", "role": "auditor", "language": "fr"}
    page = client.post("/fr/office/settings/members/", words).content.decode()
    assert "/account/password/" not in page
    assert Membership.objects.get(agent=agent, organisation=offices[0]["office"]).role == "auditor"
    assert Agent.objects.get(pk=agent.pk).name == agent.name


def test_members_change_and_the_last_administrator_stays(client, offices):
    as_(client, offices[0]["administrator"])
    rows = {one.role: one for one in Membership.objects.filter(organisation=offices[0]["office"])}
    address = "/fr/office/settings/members/{}/"
    for words in ({"act": "close"}, {"act": "role", "role": "finance"}):
        answer = client.post(address.format(rows["administrator"].pk), words, follow=True)
        assert "dernier administrateur" in answer.content.decode()
    client.post(address.format(rows["finance"].pk), {"act": "close"})
    as_(client, offices[0]["finance"])
    assert client.get("/fr/office/")["Location"] == "/fr/office/choose/"
    as_(client, offices[0]["administrator"])
    next_door = Membership.objects.filter(organisation=offices[1]["office"]).first()
    for pk in (next_door.pk, 10**30):
        assert client.post(address.format(pk), {"act": "close"}).status_code == 404


def an_amount(client, **words):
    given = {"value": "1.234,50 €", "since": "2026-01-01", "source": "lettre"} | words
    return client.post("/fr/office/settings/amounts/regional_full_time/2024-04-01/", given)


def test_an_amount_is_set_and_every_file_waits(client, offices):
    enter(offices[0]["office"].pk)
    file = File.objects.create(person=made.person(), number="VAL-60-0001", opened_on="2026-01-01")
    Projection.objects.create(file=file, key="", law="", made_on="2026-01-01")
    as_(client, offices[0]["finance"])
    assert an_amount(client).status_code == 302
    enter(offices[0]["office"].pk)
    entry = Amount.objects.get()
    assert (entry.value, entry.made_by) == ("1234.50", offices[0]["finance"])
    assert Projection.objects.get().is_waiting
    assert ProcrastinateJob.objects.get().args == {"organisation": offices[0]["office"].pk, "upload": 0}
    page = client.get("/fr/office/settings/amounts/").content.decode()
    assert "1\u202f234,50" in page and "lettre" in page
    file = client.get("/fr/office/settings/amounts/export/")
    as_(client, offices[1]["finance"])
    upload = SimpleUploadedFile("a.yaml", file.content)
    assert client.post("/fr/office/settings/amounts/", {"file": upload}).status_code == 302
    assert client.post(f"/fr/office/settings/amounts/back/{entry.pk}/", {"why": "x"}).status_code == 404
    as_(client, offices[0]["finance"])
    client.post(f"/fr/office/settings/amounts/back/{entry.pk}/", {"why": "erreur"})
    enter(offices[0]["office"].pk)
    assert [one.is_withdrawn for one in Amount.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize(
    "words",
    [{"value": "beaucoup"}, {"value": "-5"}, {"value": "9" * 40}, {"since": "2010-01-01"}, {"since": "demain"},
     {"source": ""}, {"value": "🙂"}, {"source": "\0"}],
)  # fmt: skip
def test_what_cannot_be_an_amount_is_refused_and_nothing_is_lost(client, offices, words):
    as_(client, offices[0]["finance"])
    answer = an_amount(client, **words)
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()
    enter(offices[0]["office"].pk)
    assert not Amount.objects.exists()


@pytest.mark.parametrize("content", [b"", b"[[", b"\x00\x01", b"- {parameter: x}", b"x" * 200_000])
def test_a_file_that_cannot_be_read_is_refused(client, offices, content):
    as_(client, offices[0]["finance"])
    answer = client.post("/fr/office/settings/amounts/", {"file": SimpleUploadedFile("a.yaml", content)})
    assert answer.status_code == 400 and "Rien n" in answer.content.decode()


@pytest.mark.parametrize("path", ["nothing/2024-04-01/", "regional_full_time/2023-01-01/", "regional_full_time/x/"])
def test_what_the_law_does_not_leave_open_has_no_page(client, offices, path):
    as_(client, offices[0]["finance"])
    assert client.get(f"/fr/office/settings/amounts/{path}").status_code == 404


def test_the_account_is_saved_and_speaks_its_language(client, offices):
    as_(client, offices[0]["auditor"])
    answer = client.post("/fr/office/account/", {"name": "Nouveau nom", "language": "de"})
    assert answer["Location"] == "/de/office/account/"
    agent = Agent.objects.get(pk=offices[0]["auditor"].pk)
    assert (agent.name, agent.language, agent.keys) == ("Nouveau nom", "de", False)


def test_a_link_never_opens_another_office(client, offices):
    """Who was invited next door and has no password yet is not given away here."""
    told = {"email": "nadia@nord.example", "name": "Nadia", "language": "fr", "role": "finance"}
    page = as_(client, offices[1]["administrator"]).post("/fr/office/settings/members/", told).content.decode()
    assert "/account/password/reset/key/" in page
    page = as_(client, offices[0]["administrator"]).post("/fr/office/settings/members/", told).content.decode()
    assert "/account/password/reset/key/" not in page
    one = Membership.objects.get(agent__email=told["email"], organisation=offices[0]["office"])
    again = client.post(f"/fr/office/settings/members/{one.pk}/", {"act": "invite"}).content.decode()
    assert "/account/password/reset/key/" not in again


def test_files_wait_for_a_job_that_starts_when_a_figure_is_set(client, offices):
    here = offices[0]["office"].pk
    enter(here)
    file = File.objects.create(person=made.person(), number="VAL-60-0001", opened_on="2026-01-05")
    Projection.objects.create(file=file, key="", law="", made_on="2026-01-05")
    given = {"value": "500", "since": "2025-01-01", "source": "Circulaire"}
    as_(client, offices[0]["finance"])
    client.post("/fr/office/settings/amounts/regional_full_time/2024-04-01/", given)
    assert [job.task_name for job in jobs_of(here)] == ["office.project_waiting"]


def test_the_account_counts_what_waits_in_the_office(client, offices):
    """The count beside the menu, as on every other page."""
    from django.utils import timezone

    from tremplin.office.deadlines.models import Deadline

    enter(offices[0]["office"].pk)
    Deadline.objects.create(key="k", kind="own", weight=0, due_on=timezone.localdate(), words={"text": "x"})
    as_(client, offices[0]["manager"])
    for page in ("", "account/"):
        text = client.get(f"/fr/office/{page}").content.decode()
        assert re.search('<span class="nav__count" title="1 [^"]+">1</span>', text), page


def test_a_link_is_shown_once_and_only_where_no_mail_goes_out(client, offices, settings):
    as_(client, offices[0]["administrator"])
    for language in ("fr", "nl", "de", "en"):
        words = {"email": f"{language}@val60.example", "name": "Nora", "role": "finance", "language": language}
        page = client.post(f"/{language}/office/settings/members/", words).content.decode()
        assert "/account/password/reset/key/" in page
        assert "/account/password/" not in client.get(f"/{language}/office/settings/members/").content.decode()
    settings.SENDS_MAIL = True
    words["email"] = "posted@val60.example"
    assert "/account/password/" not in client.post("/fr/office/settings/members/", words).content.decode()
