"""A file becomes a report, then rows: nothing counted twice, nothing lost, nobody guessed."""

from datetime import date

import pytest

from tests.office import made
from tests.office.ledger.files import BAKERY, JOZEF, OWN, SAMIRA, STRANGER, dmfa, payslips
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.ledger.selectors import counting
from tremplin.office.ledger.selectors.changes import changes, seen
from tremplin.office.ledger.selectors.matching import matches
from tremplin.office.ledger.services.committing import Differs, NotReady, assign, commit, in_layer, put_aside
from tremplin.office.ledger.services.reading import read_upload
from tremplin.office.ledger.services.receiving import receive
from tremplin.office.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(offices):
    """The first office, entered; Samira and Jozef are known by their numbers."""
    office = offices[0]
    office["office"].enterprise_number = OWN
    office["office"].save()
    enter(office["office"].pk)
    office["samira"] = made.person(national_number=SAMIRA)
    office["jozef"] = made.person("Peeters", "Jozef", national_number=JOZEF)
    return office


def handed(here, content, name="dmfa.xml"):
    upload, _ = receive(name, content, here["social_worker"])
    return read_upload(upload.pk)


def days_of(person):
    return {(row.layer, row.first_day, row.service_code): row.days for row in counting([person.pk])}


def changes_of(upload, here):
    return changes(upload, matches(upload), here["office"])


def test_the_same_bytes_are_the_same_upload(here):
    content = dmfa(20262, {SAMIRA: [(1, 60), (30, 5)]})
    first, again = receive("avril.xml", content, here["social_worker"])
    other, before = receive("autre-nom.xml", content, here["manager"])
    assert (first.pk, again, before) == (other.pk, False, True)
    assert Upload.objects.count() == 1 and other.name == "avril.xml"


def test_rows_are_taken_once_and_only_by_a_commit(here):
    upload = handed(here, dmfa(20262, {SAMIRA: [(1, 60), (30, 5)], JOZEF: [(1, 65)]}))
    assert upload.state == "read" and WorkRow.objects.count() == 0
    found = commit(upload.pk, here["social_worker"])
    assert (len(found.people), found.rows, found.replaced) == (2, 3, 0)
    assert days_of(here["samira"]) == {
        ("declared", date(2026, 4, 1), 1): 6000,
        ("declared", date(2026, 4, 1), 30): 500,
    }
    row = WorkRow.objects.get(person=here["samira"], service_code=30)
    assert "line" in row.place and row.upload == upload and row.employer == OWN and row.made_by
    assert commit(upload.pk, here["manager"]).rows == 0
    assert WorkRow.objects.count() == 3
    upload.refresh_from_db()
    assert (upload.state, upload.committed_by) == ("committed", here["social_worker"])


def test_a_declaration_replaces_the_paid_rows_of_its_quarter_and_nothing_else(here):
    paid = handed(here, payslips([(SAMIRA, "2026-04-01", "2026-04-30", 1, 20), (SAMIRA, "2026-07-01", "2026-07-31", 1, 23)]), "p.csv")  # fmt: skip  # noqa: E501
    commit(paid.pk, here["finance"])
    declared = handed(here, dmfa(20262, {SAMIRA: [(1, 60)]}))
    of = changes_of(declared, here)[0].quarters[0]
    assert (of.before, of.after, len(of.replaced)) == (2000, 6000, 1)
    assert commit(declared.pk, here["finance"]).replaced == 1
    assert days_of(here["samira"]) == {
        ("declared", date(2026, 4, 1), 1): 6000,
        ("paid", date(2026, 7, 1), 1): 2300,
    }
    assert WorkRow.objects.get(layer="paid", first_day=date(2026, 4, 1)).replaced_by == declared


def test_a_payslip_never_replaces_a_declaration(here):
    commit(handed(here, dmfa(20262, {SAMIRA: [(1, 60)]})).pk, here["finance"])
    paid = handed(here, payslips([(SAMIRA, "2026-05-01", "2026-05-31", 1, 20)]), "p.csv")
    of = changes_of(paid, here)[0].quarters[0]
    assert (len(of.new), len(of.held), of.replaced) == (0, 1, ())
    assert commit(paid.pk, here["finance"]).held == 1
    assert days_of(here["samira"]) == {("declared", date(2026, 4, 1), 1): 6000}


def test_payslips_of_other_months_stay_and_a_corrected_one_replaces_its_own(here):
    for month, name in (("04", "a.csv"), ("05", "b.csv")):
        slip = payslips([(SAMIRA, f"2026-{month}-01", f"2026-{month}-28", 1, 20)])
        commit(handed(here, slip, name).pk, here["finance"])
    again = handed(here, payslips([(SAMIRA, "2026-05-01", "2026-05-28", 1, 18)]), "c.csv")
    assert commit(again.pk, here["finance"]).replaced == 1
    assert sorted(days_of(here["samira"]).values()) == [1800, 2000]


def test_another_employer_stays_beside_and_the_office_is_known_by_name_and_number(here):
    bakery = handed(here, dmfa(20262, {SAMIRA: [(1, 10)]}, employer=BAKERY), "boulangerie.xml")
    commit(bakery.pk, here["finance"])
    slip = payslips([(SAMIRA, "2026-04-01", "2026-04-30", 1, 20)], employer=here["office"].name)
    commit(handed(here, slip, "p.csv").pk, here["finance"])
    own = handed(here, dmfa(20262, {SAMIRA: [(1, 50)]}))
    of = changes_of(own, here)[0].quarters[0]
    assert [row.layer for row in of.replaced] == ["paid"] and [row.employer for row in of.beside] == [BAKERY]
    commit(own.pk, here["finance"])
    assert sorted(days_of_all(here["samira"])) == [1000, 5000]


def days_of_all(person):
    return [row.days for row in counting([person.pk])]


def test_a_corrected_declaration_replaces_the_one_before(here):
    commit(handed(here, dmfa(20262, {SAMIRA: [(1, 60), (30, 5)]})).pk, here["finance"])
    second = handed(here, dmfa(20262, {SAMIRA: [(1, 65)]}), "rectif.xml")
    assert commit(second.pk, here["finance"]).replaced == 2
    assert days_of_all(here["samira"]) == [6500]
    assert WorkRow.objects.count() == 3


def test_nobody_is_guessed(here):
    twin = made.person("Benali", "Samira", national_number=None)
    content = payslips([("Benali Samira", "2026-04-01", "2026-04-30", 1, 20), (STRANGER, "2026-04-01", "2026-04-30", 1, 9)])  # fmt: skip  # noqa: E501
    upload = handed(here, content, "p.csv")
    named, numbered = matches(upload)
    assert named.asks and set(named.candidates) == {here["samira"], twin}
    assert numbered.asks
    assert commit(upload.pk, here["finance"]).rows == 0
    assign(upload.pk, {named.read.index: twin, numbered.read.index: None})
    upload.refresh_from_db()
    assert [one.asks for one in matches(upload)] == [False, False]
    assert commit(upload.pk, here["finance"]).rows == 1
    assert days_of_all(twin) == [2000]
    assert Person.objects.count() == 3


def test_who_is_known_is_taken_first_and_the_others_later(here):
    upload = handed(here, dmfa(20262, {SAMIRA: [(1, 60)], STRANGER: [(1, 40)]}))
    assert commit(upload.pk, here["finance"]).rows == 1
    assign(upload.pk, {1: here["jozef"], 0: here["jozef"]})  # 0 was taken: it stays whose it is
    assert commit(upload.pk, here["finance"]).rows == 1
    assert (days_of_all(here["samira"]), days_of_all(here["jozef"])) == ([6000], [4000])


def test_one_person_of_a_whole_declaration(here):
    upload = handed(here, dmfa(20262, {SAMIRA: [(1, 60)], JOZEF: [(1, 65)]}))
    assert commit(upload.pk, here["finance"], only=here["samira"]).people == (here["samira"].pk,)
    assert days_of_all(here["jozef"]) == []
    assert commit(upload.pk, here["finance"]).people == (here["jozef"].pk,)


def test_a_table_without_a_layer_is_what_the_office_says(here):
    content = payslips([(SAMIRA, "2026-04-01", "2026-04-30", 1, 20)], layer="")
    upload = handed(here, content, "p.csv")
    assert not upload.report["layered"]
    in_layer(upload.pk, "paid")
    commit(upload.pk, here["finance"])
    in_layer(upload.pk, "declared")
    assert WorkRow.objects.get().layer == "paid"


def test_what_an_agent_did_not_see_is_not_taken(here):
    upload = handed(here, dmfa(20262, {SAMIRA: [(1, 60)]}))
    shown = seen(changes_of(upload, here))
    slip = payslips([(SAMIRA, "2026-04-01", "2026-04-30", 1, 20)])
    commit(handed(here, slip, "p.csv").pk, here["finance"])
    with pytest.raises(Differs):
        commit(upload.pk, here["manager"], shown=shown)
    assert commit(upload.pk, here["manager"], shown=seen(changes_of(upload, here))).replaced == 1


def test_what_is_put_aside_or_unreadable_is_not_taken(here):
    upload = handed(here, dmfa(20262, {SAMIRA: [(1, 60)]}))
    put_aside(upload.pk)
    with pytest.raises(NotReady):
        commit(upload.pk, here["finance"])
    put_aside(upload.pk, back=True)
    assert commit(upload.pk, here["finance"]).rows == 1
    assert put_aside(upload.pk).state == "committed"
    broken = handed(here, b"%PDF-1.7 nothing", "slip.xml")
    assert broken.state == "failed" and broken.report["faults"]
    with pytest.raises(NotReady):
        commit(broken.pk, here["finance"])


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 50, b"PK\x03\x04broken", b"<a/>", b"<!DOCTYPE x><a/>", b"jours;heures\n1;2\n", b"work: [}"],
)  # fmt: skip
def test_hostile_files_say_why(here, content):
    upload = handed(here, content, "x\0\x1b[31m.xml")
    assert upload.state == "failed" and (upload.report.get("faults") or upload.report.get("doubts"))


def test_no_organisation_sees_the_files_of_another(here, offices):
    upload = handed(here, dmfa(20262, {SAMIRA: [(1, 60)]}))
    enter(offices[1]["office"].pk)
    assert not Upload.objects.exists()
    with pytest.raises(Upload.DoesNotExist):
        commit(upload.pk, offices[1]["finance"])
    other, again = receive("same.xml", dmfa(20262, {SAMIRA: [(1, 60)]}), offices[1]["finance"])
    assert not again and other.pk != upload.pk
