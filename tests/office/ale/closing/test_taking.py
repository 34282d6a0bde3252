"""Files dropped together on the page of a month: what is clear is taken and matched, the rest waits for somebody."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from stdnum.be.ogm_vcs import calc_check_digits

from tests.office.ale.closing.made import Month, agency
from tremplin.office.ale.models import BankLine, Closing, IssuerLine
from tremplin.office.ale.services import issuer
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Upload
from tremplin.samples.coda import Movement, coda

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CLOSE = "/fr/office/ale/closing/2026-10/"
FILES = f"{CLOSE}files/"
IBAN = "BE68539007547034"


@pytest.fixture
def month(client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    agents = agency()
    enter(agents["office"].pk)
    client.force_login(agents["social_worker"], backend=BACKEND)
    return Month(agents)


def table(worker, place, day="2026-10-14"):
    head = "authorisation;provider_id;user_id;date;hours;cheque_type;cheque_no_from;cheque_no_to;amount;status"
    return f"{head}\n{place.number};{worker.issuer_number};U-1;{day};3;paper;1001;1003;17,85;paid\n".encode()


def statement(place):
    paid = Movement(5950, date(2026, 10, 20), structured=place.number + calc_check_digits(place.number))
    return coda(IBAN, 100_000, [paid], since=date(2026, 9, 30), until=date(2026, 10, 31))


def sent(client, *contents, address=FILES):
    files = [SimpleUploadedFile(f"f{place}.csv", content) for place, content in enumerate(contents)]
    return client.post(address, {"file": files})


def known(month):
    """A worker and a place, and the layout of the issuer's table agreed to."""
    worker, place = month.worker(issuer_number="P-77"), month.place()
    month.visit(worker, place)
    return worker, place


def test_a_file_of_a_layout_that_nobody_agreed_to_opens_first(client, month):
    worker, place = known(month)
    issuer.keep_layout(["A", "B"], {"worker": "A"}, "0" * 64, date(2026, 9, 1), month.agents["finance"])
    answer = sent(client, table(worker, place))
    upload = Upload.objects.get(name="f0.csv")
    assert answer["Location"].endswith(f"/ale/imports/{upload.pk}/") and upload.state == "read"
    assert not Closing.objects.exists() and not IssuerLine.objects.exists()


def test_what_is_clear_is_taken_and_the_month_matched(client, month):
    worker, place = known(month)
    answer = sent(client, table(worker, place), statement(place))
    assert answer["Location"] == CLOSE, client.get(answer["Location"]).content.decode()
    assert (IssuerLine.objects.count(), BankLine.objects.count(), Closing.objects.get().hours) == (1, 1, 3)
    sent(client, table(worker, place), statement(place))
    assert (IssuerLine.objects.count(), BankLine.objects.count(), Closing.objects.count()) == (1, 1, 1), "twice is once"
    september = table(worker, place, "2026-09-14")
    assert "/ale/imports/" in sent(client, september)["Location"], "a file of another month waits"
    assert IssuerLine.objects.count() == 1


@pytest.mark.parametrize("contents", [[], [b""], [b"\0" * 300], [b"a;b\n1;2\n"], [b"0000" + b"x" * 124], [b"1"] * 9])
def test_whatever_is_dropped_is_answered(client, month, contents):
    answer = sent(client, *contents)
    assert answer.status_code == 302 and client.get(answer["Location"]).status_code == 200
    assert not IssuerLine.objects.exists() and not BankLine.objects.exists()


def test_who_only_reads_hands_nothing_in(client, month):
    client.force_login(month.agents["auditor"], backend=BACKEND)
    assert sent(client, b"a;b\n1;2\n").status_code == 403 and client.get(FILES)["Location"] == CLOSE
    assert sent(client, b"x", address="/fr/office/ale/closing/2026-13/files/").status_code in (403, 404)
    assert not Upload.objects.filter(name="f0.csv").exists()
