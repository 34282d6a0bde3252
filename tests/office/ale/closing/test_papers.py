"""The papers of a closed month: each once, to the cent, and of a closing of differences only what differs."""

import csv
import hashlib
import io
from datetime import date, datetime

import pytest
from lxml import etree

from tests.office.ale.closing.made import MONTH, Month, agency
from tests.office.ale.closing.test_closing import checked, closed
from tests.office.ale.closing.test_settling import asked
from tremplin.office.ale.selectors.month_papers import MonthPapers
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services import month_papers as papers
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.ale.services.visiting import take_back
from tremplin.office.database.isolation import enter
from tremplin.office.documents.models import Document
from tremplin.office.ledger.services.booking import Move, book
from tremplin.office.people.models import Reading
from tremplin.papers.office.transfers import Order, Transfer, pain_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 5)
NAMES = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
GOOD = "BE71096123456769"


def agents_of(region):
    found = agency(region=region)
    found["office"].iban = GOOD
    found["office"].save()
    enter(found["office"].pk)
    return found


@pytest.fixture
def agents(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return agents_of("wallonia")


@pytest.fixture
def german(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return agents_of("german_community")


def made(agents, closing):
    papers.make_all(closing, agents["office"], TODAY, agents["finance"])
    checked()
    return list(Document.objects.filter(key__startswith=papers.prefix(closing)).order_by("pk"))


def kinds(documents):
    return sorted((one.kind.removeprefix("month_"), one.key.rpartition(":")[2]) for one in documents)


def test_each_paper_is_made_once_with_its_number_and_hash(agents):
    month = Month(agents)
    worker, place = month.agreed(hours=10)
    other, school = month.agreed(worker=month.worker(payment_body="cpas"), place=month.place("school", price=745))
    closing = closed(agents)
    first = made(agents, closing)
    assert kinds(first) == sorted([
        ("body", "capac"), ("body", "cpas"), ("body_table", "capac"), ("body_table", "cpas"),
        ("invoice", school.user.number), ("statement", worker.number), ("statement", other.number),
    ])  # fmt: skip
    assert all(one.sha256 == hashlib.sha256(bytes(one.content)).hexdigest() for one in first)
    assert len({one.number for one in first}) == len(first)
    assert [(one.pk, one.sha256) for one in made(agents, closing)] == [(one.pk, one.sha256) for one in first]
    assert Reading.objects.filter(what="month papers 2026-10").count() == 2
    statement = next(one for one in first if one.key.endswith(f"statement:{worker.number}"))
    assert statement.person == worker.person and statement.stated["cents"] == 4100
    assert (statement.stated["paid_by"], statement.stated["body"]) == ("body", "CAPAC")
    assert statement.stated["left"]["month"] == 1000 and statement.stated["left"]["year_limit"] == 63000


def test_papers_speak_the_language_of_who_reads_them(agents):
    month = Month(agents)
    worker, place = month.agreed()
    worker.person.language = "nl"
    worker.person.save()
    documents = {one.kind: one for one in made(agents, closed(agents))}
    assert documents["month_statement"].language == "nl" and "overzicht" in documents["month_statement"].title
    assert documents["month_body"].language == agents["office"].language


def test_the_lists_come_to_what_the_closing_approved(agents):
    month = Month(agents)
    for hours in (3, 7, 5):
        month.agreed(hours=hours)
    closing = closed(agents)
    table = next(one for one in made(agents, closing) if one.kind == "month_body_table")
    rows = list(csv.DictReader(io.StringIO(bytes(table.content).decode("utf-8-sig")), delimiter=";"))
    assert sum(round(float(row["amount"]) * 100) for row in rows) == closing.totals["workers"] == 15 * 410
    assert {row["cheques"] for row in rows} == {"3", "7", "5"}


def test_an_invoice_takes_off_what_was_ordered_before(agents):
    month = Month(agents)
    _, school = month.agreed(hours=5, place=month.place("school", price=745))
    _, paid = month.agreed(hours=2, place=month.place("association", price=595))
    book("ordered", MONTH, [Move(2000, 0, "bank", f"prepaid:{school.number}")], key="a")
    book("ordered", MONTH, [Move(10_000, 0, "bank", f"prepaid:{paid.number}")], key="b")
    found = MonthPapers(closed(agents), agents["office"])
    one, other = (found.invoice(user) for user in (school.user, paid.user))
    assert (one.cents, one.to_pay) == (3725, 1725) and one.lines[0].communication.startswith("+++")
    assert (other.cents, other.to_pay) == (1190, 0)
    assert not [user for user in found.users if user.kind == "household"]


def test_differences_say_what_was_before_and_what_is_now(agents):
    month = Month(agents)
    worker, place = month.agreed(hours=10)
    month.agreed(hours=3)
    first = closed(agents)
    made(agents, first)
    visit = month.visit(worker, place, day=20, minutes=120)
    month.came(worker, place, 2)
    second = closed(agents)
    documents = made(agents, second)
    assert kinds(documents) == sorted([("body", "capac"), ("body_table", "capac"), ("statement", worker.number)])
    said = next(one for one in documents if one.kind == "month_statement").stated
    assert said["change"] == {"before": 10, "now": 12, "before_cents": 4100, "now_cents": 4920}
    assert (said["used"], said["cents"]) == (2, 820)
    take_back(visit, "not worked", agents["social_worker"])
    third = asked(agents)
    said = MonthPapers(third, agents["office"]).statement(worker)
    assert (said.used, said.cents, said.change.before, said.change.now) == (-2, -820, 12, 10)
    assert len(made(agents, third)) == 3 and len(made(agents, first)) == 4


def test_hours_that_wait_are_told_to_the_worker(agents):
    month = Month(agents)
    worker, place = month.agreed(hours=4)
    month.visit(worker, month.place(), day=21, minutes=180)
    said = MonthPapers(closed(agents), agents["office"]).statement(worker)
    assert (said.used, said.waiting, len(said.visits)) == (4, 3, 2)


def test_papers_come_after_the_approval(agents):
    Month(agents).agreed()
    closing = service.prepare(MONTH, agents["social_worker"])
    with pytest.raises(Refused, match="papers_first_approve"):
        papers.approved(closing.pk)


def valid(content):
    import sepaxml

    folder = sepaxml.__path__[0]
    schema = etree.XMLSchema(etree.parse(f"{folder}/schemas/pain.001.001.09.xsd"))
    found = etree.fromstring(content)
    assert schema.validate(found), schema.error_log
    return found


def test_the_agency_pays_in_the_german_speaking_community_by_a_valid_file_to_the_cent(german):
    month = Month(german)
    month.agreed(hours=10, place=month.place(price=700))
    month.agreed(hours=7, place=month.place(price=700))
    wrong, _ = month.agreed(hours=5, place=month.place(price=700), worker=month.worker(iban=""))
    closing = closed(german)
    documents = made(german, closing)
    assert "month_body" not in {one.kind for one in documents}
    (file,) = [one for one in documents if one.kind == "month_transfers"]
    found = valid(bytes(file.content))
    amounts = [round(float(node.text) * 100) for node in found.iterfind(".//p:InstdAmt", NAMES)]
    assert sorted(amounts) == [4200, 6000] and found.findtext(".//p:GrpHdr/p:CtrlSum", namespaces=NAMES) == "102.00"
    out = MonthPapers(closing, german["office"]).transfers[1]
    assert [(one.worker, one.cents, one.why) for one in out] == [(wrong, 3000, "nothing")]
    assert sum(amounts) + sum(one.cents for one in out) == closing.totals["workers"]
    statement = next(one for one in documents if one.kind == "month_statement")
    assert statement.stated["paid_by"] == "agency"


def test_without_an_account_of_its_own_an_agency_has_no_file(german):
    german["office"].iban = "BE71096123456760"
    german["office"].save()
    month = Month(german)
    month.agreed(place=month.place(price=700))
    assert {one.kind for one in made(german, closed(german))} == {"month_statement"}


def test_the_same_order_is_the_same_bytes_whatever_the_hour():
    order = Order(
        "LBA-2026-10-1", "LBA Sankt Vith & Söhne", GOOD, TODAY, datetime(2026, 11, 5, 9, 30),
        [Transfer(f"Zoë <{n}> Łuczak", GOOD, 1 + n, "LBA – 10/2026 " + "x" * 200, "W" * 50) for n in range(3)],
    )  # fmt: skip
    assert pain_of(order) == pain_of(order)
    found = valid(pain_of(order))
    assert found.findtext(".//p:GrpHdr/p:CtrlSum", namespaces=NAMES) == "0.06"
    with pytest.raises(ValueError):
        pain_of(Order("x", "LBA", GOOD, TODAY, datetime(2026, 11, 5), []))
