"""Whatever is typed into any form or address of the office, by whichever role: never a 5xx."""

import re
from datetime import date
from itertools import cycle

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.office import made
from tests.office.article60.test_projecting import a_file, declared
from tests.office.ledger.files import SAMIRA, STRANGER, dmfa
from tests.office.test_neighbours import BACKEND, NUMBER, addresses, filled, keys_of, neighbours
from tremplin.office.article60.models import Claim, Convention, File, Host, OnemRequest
from tremplin.office.article60.services.claiming import prepare
from tremplin.office.article60.services.closing import close
from tremplin.office.article60.services.keeping import forget
from tremplin.office.article60.services.projecting import project
from tremplin.office.database.isolation import within
from tremplin.office.deadlines.models import Deadline
from tremplin.office.deadlines.services import own
from tremplin.office.documents.models import Counter
from tremplin.office.documents.services import keep
from tremplin.office.ledger.services.reading import read_upload
from tremplin.office.ledger.services.receiving import receive
from tremplin.office.organisations.amounts import set_amount
from tremplin.office.organisations.models import Role, Signer
from tremplin.office.pages.roles import is_of

pytestmark = pytest.mark.django_db
CLOSELY = 1
"""How often each field is tried."""
NASTY = (
    "", "0", "-1", "1e400", "NaN", "9" * 19, "9" * 5000, "1.005", "0000-00-00", "0001-01-01", "9999-12-31", "9999-13",
    "2026-02-30", "2024-02-29", "a\0b", "\0", "é" * 10_000, "=1+1", "<b>&'\"", "\u202e\ud7ff", "٣", "²", "x" * 5,
    "../..", "%s{0}{number}", "//evil.example/", "1 OR 1=1", "[]", "\r\nX: y", "2026-10", "-0", "1,5", "31/12/9999",
)  # fmt: skip
ASKED = (
    "page", "q", "state", "month", "year", "sort", "show", "who", "host", "hours", "start", "jour", "job", "layer",
    "as_of", "make", "person", "full", "next", "step", "first", "last", "weekly_hours", "seen", "back", "cost", "on",
)  # fmt: skip
"""What pages read from their address."""
SENT = (
    "do", "act", "make", "target", "reason", "why", "sure", "answer", "row", "claim", "code", "organisation", "mend",
    "file_number", "step", "amount", "kind", "month", "day", "key", "version", "first", "last", "role", "use",
)  # fmt: skip
"""What pages read from forms that are not on them yet."""


def at_work(office):
    """An office with one file of everything, as its pages write it."""
    agent, today = office["social_worker"], date(2026, 11, 22)
    file = a_file(office["office"], NUMBER, worker=agent)
    file.person.national_number = SAMIRA
    file.person.save()
    declared(file, date(2026, 3, 2), date(2026, 4, 1), 22)
    days = (date(2026, 3, 2), date(2027, 3, 2))
    Convention.objects.create(file=file, host=Host.objects.create(name="Ferme du Pré Vert"), days=days)
    answer = {"answered_on": date(2026, 11, 8), "days_to_work": 20000, "end_date": date(2027, 8, 1)}
    OnemRequest.objects.create(file=file, sent_on=date(2026, 11, 1), **answer)
    project([file], today)
    prepare(date(2026, 10, 1), today, office["finance"])
    upload, _ = receive("dmfa.xml", dmfa(20262, {SAMIRA: [(1, 60)], STRANGER: [(1, 5)]}), agent)
    read_upload(upload.pk)
    own(agent, "Appeler", today, key="k", subject=NUMBER, person=file.person_id, shared=True)
    words = {"kind": "contract", "title": "t", "name": "n", "language": "fr", "on": date(2026, 3, 2)}
    keep(b"x", **words, person=file.person, subject=NUMBER)
    Signer.objects.create(name="Présidente", function="présidente")
    set_amount(agent, "regional_full_time", "wallonia", "500.00", date(2025, 1, 1), "s")
    assert Claim.objects.exists()


def fields_of(html):
    """Every named field of a page, with a value that the page itself proposes."""
    found = {}
    for tag in re.findall(r"<(?:input|button|textarea)[^>]*>", html):
        of = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in of and of["name"] != "csrfmiddlewaretoken":
            found.setdefault(of["name"], of.get("value", ""))
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"(.*?)</select>', html, re.S):
        found.setdefault(name, (re.findall(r'<option[^>]*value="([^"]+)"', inside) or [""])[-1])
    return found


def tried(client, method, address, given):
    """The status of one request; whatever it wrote is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(address, given)
        body = b"" if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, body


def hostile(page, values, closely):
    """What is sent to a page: all of it nasty at once, and (`closely`) one thing at a time."""
    names = [*page, *(name for name in SENT if name not in page)]
    yield "post", {name: next(values) for name in names}
    yield "post", {name: [next(values), next(values)] for name in names}
    yield "post", {name: SimpleUploadedFile("\0../x.xlsx", b"PK\x03\x04 no archive") for name in names}
    for _ in range(CLOSELY if closely else 0):
        for name in page:
            yield "post", page | {name: next(values)}
    for _ in range(3 * CLOSELY if closely else 1):
        yield "get", {name: next(values) for name in ASKED}
    yield "get", {name: [next(values), next(values)] for name in (*ASKED, *page)}


@pytest.mark.parametrize("role", list(Role))
def test_no_input_breaks_a_page(role):
    office = made.office("HAU-60")
    at_work(office)
    broken = broken_by(office, role, "cpas", closely=role in (Role.SOCIAL_WORKER, Role.ADMINISTRATOR))
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.AUDITOR])
def test_no_input_breaks_a_page_of_an_agency(role):
    """With a row in each of its tables."""
    _, office = neighbours("ale")
    with within(office["office"].pk):
        Deadline.objects.update(words={"text": "Téléphoner"})
        Counter.objects.update_or_create(series=f"papers-{date.today().year}", defaults={"last": 99})
    broken = broken_by(office, role, "ale", closely=role == Role.SOCIAL_WORKER)
    assert not broken, "\n".join(broken)


def broken_by(office, role, kind, *, closely):
    client = Client(raise_request_exception=False)
    client.force_login(office[str(role)], backend=BACKEND)
    values, broken = cycle(NASTY), []
    keys = sorted(keys_of(office))
    for route, converters, name in addresses():
        found = 0
        for key in keys if "pk" in converters and is_of(kind, name) else [0]:
            address = filled(route, converters, key)
            status, body = tried(client, "get", address, {})
            if status == 404 or found > 1:
                continue
            found += 1
            page = fields_of(body.decode(errors="replace"))
            for method, given in [("get", {}), *hostile(page, values, closely)]:
                status, _ = tried(client, method, address, given)
                if status >= 500:
                    broken.append(f"{method} {address} {str(given)[:300]}")
    return broken


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AUDITOR])
def test_every_page_opens_when_a_person_was_forgotten(role):
    office = made.office("HAU-60")
    at_work(office)
    file = File.objects.get()
    Claim.objects.update(expected_least=None, expected_most=None)
    with transaction.atomic():
        close(file, date(2026, 11, 22), "", today=date(2026, 11, 22))
        forget(file.person, office["manager"], "term over")
    client = Client(raise_request_exception=False)
    client.force_login(office[str(role)], backend=BACKEND)
    keys = sorted(keys_of(office))
    for route, converters, _ in addresses():
        for key in keys if "pk" in converters else [0]:
            for query in ({}, {"month": "2026-10"}, {"as": "xlsx", "month": "2026-10"}):
                address = filled(route, converters, key)
                assert tried(client, "get", address, query)[0] < 500, f"{address} {query}"


@pytest.mark.parametrize("value", [value for value in NASTY if value and "/" not in value])
def test_no_word_in_an_address_breaks_it(client, value):
    """Numbers, months and names that are in the address itself."""
    office = made.office("HAU-60")
    client = Client(raise_request_exception=False)
    client.force_login(office["social_worker"], backend=BACKEND)
    for route, converters, _ in addresses():
        if set(converters) - {"language"}:
            address = filled(route, converters, 0, said=value.replace("\r\n", "%0D%0A"))
            for method in ("get", "post"):
                status, _ = tried(client, method, address, {})
                assert status < 500, address
