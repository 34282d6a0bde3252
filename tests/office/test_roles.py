"""Who may do what: every address × every role answers as the table says, and shows nothing that it refuses."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from tests.office import made
from tests.office.test_neighbours import BACKEND, KEY, NUMBER, filled, furnished
from tremplin.office.database.isolation import within
from tremplin.office.deadlines.models import Deadline
from tremplin.office.organisations.models import Role
from tremplin.office.pages.roles import PAGES, is_of

pytestmark = pytest.mark.django_db
WORKER, FINANCE, MANAGER, AUDITOR, ADMIN = Role
OWN = {"office_choose", "office_account", "office_codes"}
"""What everybody has, whichever the role: not inside the wall of an office."""
POST_ONLY = {"office_settle", "office_undo", "office_number", "office_report", "office_amount_back", "office_member"}


def patterns(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        elif "office/" in route:
            yield pattern.name, route, dict(pattern.pattern.converters)


def an_office():
    office = made.office("HAU-60")
    furnished(office)
    with within(office["office"].pk):
        Deadline.objects.update(words={"text": "Téléphoner"}, subject=NUMBER)
    return office


def address_of(route, converters):
    address = filled(route, converters, KEY)
    return address.replace("(?!new/)(?P<number>[^/]{1,20})", NUMBER).replace("^", "")


def test_every_page_of_the_office_is_in_the_table_and_nothing_else():
    assert {name for name, *_ in patterns()} == set(PAGES)


def test_what_each_role_may_write():
    """Said once more, by role, so that a slip in the table is seen."""
    writes = {role: {page for page, rights in PAGES.items() if role in rights.write} - OWN for role in Role}
    may = {role: {page for page in of if is_of("cpas", page)} - {"office_number"} for role, of in writes.items()}
    day = {"office_today", "office_settle", "office_undo", "office_remind", "office_calendar"}
    money = {"office_claims", "office_claim", "office_amounts", "office_amount", "office_amount_back"}
    money |= {"office_statements", "office_statement"}
    office = {"office_settings", "office_signers", "office_signer", "office_members", "office_member", "office_jobs"}
    assert may[AUDITOR] == set()
    assert may[FINANCE] == day | money
    assert may[WORKER] & (money | office) == set() and "office_forget" not in may[WORKER]
    assert {"office_contract", "office_host", "office_imports", "office_person", "office_papers"} <= may[WORKER]
    assert may[MANAGER] == may[WORKER] | money | {"office_forget", "office_merge"}
    assert may[ADMIN] == may[MANAGER] | office
    agency = {role: {page for page in of if not is_of("cpas", page)} for role, of in writes.items()}
    closing = {"office_ale_closing", "office_ale_close", "office_ale_close_preview", "office_ale_close_line"}
    year = {"office_ale_year_of", "office_ale_year_user", "office_ale_year_worker"}
    closing |= {"office_ale_close_papers", "office_ale_close_files"}
    assert agency[AUDITOR] == set()
    assert agency[FINANCE] == closing | year | {"office_ale_imports", "office_ale_import", "office_ale_swap"}
    assert agency[WORKER] | {"office_ale_swap"} == agency[MANAGER] == agency[ADMIN]
    assert agency[FINANCE] < agency[MANAGER] and "office_ale_swap" not in agency[WORKER]


def test_a_kind_of_office_has_its_own_pages_and_no_other(client):
    """An agency has no files of article 60 and a CPAS closes no month: such an address is none."""
    office = an_office()
    client.force_login(office[MANAGER], backend=BACKEND)
    agency = {name for name, *_ in patterns() if name.startswith("office_ale_")}
    assert len(agency) > 30
    for name, route, converters in patterns():
        if name in agency:
            assert client.get(address_of(route, converters)).status_code == 404, name
    office["office"].kind = "ale"
    office["office"].save(update_fields=["kind"])
    for page in ("files/", "board/", "claims/", "imports/", "hosts/"):
        assert client.get(f"/fr/office/{page}").status_code == 404, page
    for page in ("", "ale/users/", "ale/workers/", "ale/requests/", "ale/cheques/", "ale/closing/"):
        assert client.get(f"/fr/office/{page}").status_code == 200, page


@pytest.mark.parametrize("role", list(Role))
def test_every_address_answers_each_role_as_the_table_says(client, role):
    client.force_login(an_office()[role], backend=BACKEND)
    for name, route, converters in patterns():
        if name in OWN:
            continue
        address, rights = address_of(route, converters), PAGES[name]
        if name not in POST_ONLY:
            assert (client.get(address).status_code == 403) is (role not in rights.read), f"GET {name} {address}"
        assert (client.post(address).status_code in (403, 405)) is (role not in rights.write) or (
            role in rights.write and client.post(address).status_code == 405
        ), f"POST {name} {address}"


class Shown(HTMLParser):
    """What a page offers: where its links lead, and where its forms send."""

    def __init__(self):
        super().__init__()
        self.links, self.forms = set(), set()

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "a" and told.get("href"):
            self.links.add(told["href"])
        if tag == "form" and told.get("method", "").lower() == "post":
            self.forms.add(told.get("action") or "")


def page_at(here, address):
    try:
        return resolve(urlsplit(urljoin(here, address)).path).url_name
    except Resolver404:
        return None


@pytest.mark.parametrize("role", list(Role))
def test_no_page_shows_a_role_what_it_may_not_use(client, role):
    client.force_login(an_office()[role], backend=BACKEND)
    seen = 0
    for name, route, converters in patterns():
        here = address_of(route, converters)
        answer = client.get(here) if name in OWN or role in PAGES[name].read else None
        if answer is None or answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        shown = Shown()
        shown.feed(answer.content.decode())
        for link in shown.links:
            page = page_at(here, link)
            assert page not in PAGES or role in PAGES[page].read, f"{name} leads {role} to {page}"
        for form in shown.forms:
            page = page_at(here, form)
            assert page not in PAGES or role in PAGES[page].write, f"{name} offers {role} the form of {page}"
            seen += page in PAGES
    assert seen or role == AUDITOR
