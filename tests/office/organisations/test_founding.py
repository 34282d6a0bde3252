"""`tremplin found-office`: an office and its first administrator, once; a password is never an argument."""

import pytest

from tremplin.cli import founding
from tremplin.cli.asking import faults_said
from tremplin.ground.errors import InputError
from tremplin.office.accounts.models import Agent
from tremplin.office.organisations.models import Membership, Organisation

ASKED = {
    "name": "CPAS de Namur", "prefix": "nam-60", "admin": "Anouk@namur.example", "admin_name": "Anouk Delvigne",
    "commune": "5000", "region": None, "language": None, "admin_language": None,
}  # fmt: skip


@pytest.fixture
def found(db, monkeypatch, capsys):
    """Founds with the options given over the usual ones; what it says."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://tremplin_app@/tremplin")
    monkeypatch.setenv("TREMPLIN_SECRET", "s" * 60)
    monkeypatch.setattr(founding, "set_up", lambda _: None)
    monkeypatch.setattr(founding, "look_at_tables", lambda _: None)

    def run(password=False, another=False, language="en", **options):
        founding.run(founding.Asked(**ASKED | options), password, another, language)
        return capsys.readouterr().out

    return run


def faults(run, **options):
    with pytest.raises(InputError) as error:
        run(**options)
    return {fault.place: fault.key for fault in error.value.faults}


def test_an_office_with_an_administrator_who_chooses_her_password(found, client):
    said = found()
    (office,) = Organisation.objects.filter(prefix="NAM-60")
    assert (office.commune, office.region, office.language, office.postal_code) == ("92094", "wallonia", "fr", "5000")
    (member,) = Membership.objects.filter(organisation=office)
    assert (member.role, member.agent.email) == ("administrator", "anouk@namur.example")
    assert not member.agent.has_usable_password()
    (link,) = [line for line in said.splitlines() if line.startswith("http://127.0.0.1:8000/")]
    page = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    assert b'name="password1"' in page.content


def test_twice_is_refused_and_another_one_is_asked_for(found):
    found()
    assert faults(found) == {"--prefix": "office_same_prefix"}
    assert faults(found, prefix="X-60") == {"--name": "office_same_name"}
    assert faults(found, prefix="X-60", name="X") == {"--commune": "office_same_commune"}
    assert faults(found, prefix="X-60", name="X", commune="4700") == {"--another": "office_there"}
    assert Organisation.objects.count() == 1
    found(prefix="EUP-60", name="ÖSHZ Eupen", commune="63023", another=True)
    eupen = Organisation.objects.get(prefix="EUP-60")
    assert (eupen.region, eupen.language, eupen.town) == ("german_community", "de", "Eupen")
    assert Agent.objects.count() == 1, "she has one account"


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"commune": "1050"}, {"--commune": "office_communes"}),
        ({"commune": "99999"}, {"--commune": "office_commune"}),
        ({"commune": None}, {"--commune": "office_place"}),
        ({"commune": "21009"}, {"--language": "office_language"}),
        ({"region": "flanders"}, {"--region": "office_region"}),
        ({"name": " ", "admin": "anouk"}, {"--name": "office_text", "--admin": "office_email"}),
        ({"prefix": "P" * 13}, {"--prefix": "office_text"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(found, options, wrong):
    assert faults(found, **options) == wrong
    assert not Organisation.objects.exists() and not Agent.objects.exists()


def test_a_password_is_asked_on_a_terminal_only(found, monkeypatch):
    monkeypatch.setattr(founding.sys, "stdin", open("/dev/null"))
    assert faults(found, password=True) == {"--password": "office_no_terminal"}


def test_a_password_that_the_pages_would_refuse_is_refused(found, monkeypatch):
    class Terminal:
        def isatty(self):
            return True

    monkeypatch.setattr(founding.sys, "stdin", Terminal())
    typed = iter(["short", "une phrase assez longue", "une autre phrase longue"])
    monkeypatch.setattr(founding, "getpass", lambda _: next(typed))
    assert faults(found, password=True) == {"--password": "office_password"}
    assert faults(found, password=True) == {"--password": "office_passwords_differ"}
    monkeypatch.setattr(founding, "getpass", lambda _: "une phrase assez longue")
    said = found(password=True)
    assert Agent.objects.get().check_password("une phrase assez longue") and "une phrase" not in said


def test_faults_are_told_in_the_language_of_the_user(found, capsys):
    with pytest.raises(SystemExit) as ended, faults_said("nl"):
        found(commune="99999", language="nl")
    assert ended.value.code == 2 and "geen gemeente heeft de code 99999" in capsys.readouterr().err
