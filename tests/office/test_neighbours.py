"""An agent of the office next door: every address with the neighbour's numbers answers byte for byte as for none."""

from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.office import made
from tests.office.ale import furnished as agency
from tremplin.office.article60 import models as article60
from tremplin.office.database.isolation import isolated_models, within
from tremplin.office.deadlines.models import Deadline
from tremplin.office.decisions.models import Decision
from tremplin.office.documents.models import Document
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.organisations.models import Amount, Organisation, Role, Signer
from tremplin.office.pages.roles import is_of
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOBODY, KEY = 987_654_321, 4_711_000
NUMBER, NO_NUMBER = "HAU-60-0007", "HAU-60-9999"
FOREIGN = {"organisation_id", "organisation"}


def addresses(resolver=None, prefix=""):
    """Every address of the office below a language, as (route, names of what it takes, its name)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern) and "office/" in route:
            yield route, dict(pattern.pattern.converters), pattern.name


def furnished(office):
    """A row in every table of an office, all under one key (a second one where the book needs two), and the number of
    its file."""
    with within(office["office"].pk):
        agent = office["social_worker"]
        person = made.person(pk=KEY, national_number="90051400123")
        file = article60.File.objects.create(
            pk=KEY, person=person, number=NUMBER, opened_on=date(2026, 1, 5), worker=agent
        )
        days = (date(2026, 3, 2), date(2027, 3, 2))
        article60.Aid.objects.create(pk=KEY, file=file, kind="integration_income", period=days)
        host = article60.Host.objects.create(pk=KEY, name="Ferme du Pré Vert")
        contract = article60.Contract.objects.create(pk=KEY, file=file, form="fixed")
        article60.Period.objects.create(
            pk=KEY, file=file, contract=contract, days=days, weekly_hours=3800, full_time_weekly_hours=3800
        )
        article60.Convention.objects.create(pk=KEY, file=file, host=host, days=days)
        article60.OnemRequest.objects.create(pk=KEY, file=file, sent_on=date(2026, 11, 1))
        article60.ClauseReading.objects.create(pk=KEY, contract=contract)
        article60.Projection.objects.create(pk=KEY, file=file, key="k", law="l", made_on=date(2026, 11, 1))
        claim = article60.Claim.objects.create(pk=KEY, file=file, month=date(2026, 10, 1))
        article60.ClaimEntry.objects.create(
            pk=KEY, claim=claim, kind="claimed", amount=1, on=date(2026, 11, 2), key="k"
        )
        upload = Upload.objects.create(pk=KEY, name="f.xml", sha256="0" * 64, content=b"x", size=1, handed_in_by=agent)
        WorkRow.objects.create(pk=KEY, person=person, upload=upload, first_day=days[0], end_day=days[1])
        Decision.objects.create(
            pk=KEY, person=person, question="admission", facts={}, outcome={}, status="confirmed", law="l"
        )
        Document.objects.create(
            pk=KEY,
            person=person,
            kind="contract",
            number="2026/0001",
            title="t",
            language="fr",
            name="n",
            sha256="0",
            content=b"x",
        )
        Deadline.objects.create(pk=KEY, key="k", kind="own", person=person, weight=1, due_on=date(2026, 11, 24))
        Reading.objects.create(pk=KEY, person=person, agent=agent, what="file")
        Signer.objects.create(pk=KEY, name="Présidente", function="présidente")
        Amount.objects.create(
            pk=KEY,
            parameter="regional_full_time",
            by="wallonia",
            value="1",
            since=date(2026, 1, 1),
            source="s",
            made_by=agent,
        )
        agency.furnish(KEY, person, agent, upload)


def neighbours(kind):
    """Ours, and theirs with a row in every table."""
    found = made.office("VAL-60"), made.office("HAU-60")
    Organisation.objects.update(kind=kind)
    furnished(found[1])
    return found


def keys_of(office):
    with within(office["office"].pk):
        return {key for model in isolated_models() for key in model.objects.values_list("pk", flat=True)}


def number_in(route):
    """The neighbour's number that an address takes: of a file, or in an agency of what the word before it says."""
    before = route.partition("<str:number>")[0].replace("<str:month>/", "").rstrip("/").rpartition("/")[2]
    return agency.OF.get(before, NUMBER) if "office/ale/" in route else NUMBER


def filled(route, converters, key, there=True, said=""):
    """An address with a key or the neighbour's number in each place; not `there`: one that nothing has. Places that
    are neither take a word. `said`: the number itself."""
    words, theirs = {}, said or number_in(route)
    for name, converter in converters.items():
        kind = type(converter).__name__
        if name == "number":
            words[name] = theirs if there else agency.NONE.get(theirs, NO_NUMBER)
        elif kind == "IntConverter":
            words[name] = {"year": 2026, "count": 1 if there else 9999}.get(name, key)
        else:
            words[name] = {"month": "2026-10", "act": "hand_over"}.get(name, "x")
    address = "/" + route.replace("^(?P<language>fr|nl|de|en)/", "fr/").replace("$", "")
    for name in converters:
        for written in (f"<int:{name}>", f"<str:{name}>", f"<slug:{name}>", f"<path:{name}>", f"<{name}>"):
            address = address.replace(written, str(words[name]))
    return address


def is_of_nobody(route, converters):
    """Whether an address names nothing: the same whoever asks, but for a month."""
    return filled(route, converters, KEY) == filled(route, converters, NOBODY, there=False)


def seen(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, sorted(answer.headers.items()), body


@pytest.mark.parametrize("kind", ["cpas", "ale"])
@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.FINANCE, Role.MANAGER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_the_neighbours_numbers_answer_as_none(client, role, kind):
    ours, theirs = neighbours(kind)
    keys = sorted(keys_of(theirs))
    client.force_login(ours[str(role)], backend=BACKEND)
    asked = 0
    for route, converters, name in addresses():
        if is_of_nobody(route, converters) or not is_of(kind, name):
            continue
        none = filled(route, converters, NOBODY, there=False)
        for method in ("get", "post"):
            expected = seen(getattr(client, method)(none))
            assert expected[0] != 500
            for key in keys:
                address = filled(route, converters, key)
                assert seen(getattr(client, method)(address)) == expected, f"{method} {address}"
                asked += 1
                if not [name for name, of in converters.items() if type(of).__name__ == "IntConverter"]:
                    break
    with within(theirs["office"].pk):
        assert Reading.objects.count() == 1, "nobody read anything of the neighbour"
    assert asked > 20


@pytest.mark.parametrize("kind", ["cpas", "ale"])
@pytest.mark.parametrize("role", list(Role))
def test_no_page_of_ours_names_anything_of_theirs(client, role, kind):
    ours, _ = neighbours(kind)
    client.force_login(ours[str(role)], backend=BACKEND)
    queries = ["", "?q=Benali", "?q=HAU", "?month=2026-10"]
    words = [b"Samira", b"Ferme du Pr", b"HAU-60-0007", b"90051400123", b"CPAS HAU-60"]
    if kind == "ale":
        queries += ["?state=all", "?quarter=2026-4", f"?code=prepaid:{agency.PLACE}", f"?control={agency.CONTROL}"]
        words += [word.encode() for word in agency.NAMED]
    for route, converters, name in addresses():
        if not is_of_nobody(route, converters) or not is_of(kind, name):
            continue
        for query in queries:
            address = filled(route, converters, 0) + query
            status, _, body = seen(client.get(address))
            assert status < 500
            for word in words:
                assert word not in body or word.decode() in query, f"{address} shows {word.decode()}"
