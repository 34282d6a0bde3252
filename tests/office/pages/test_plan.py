"""The plan: variants side by side, one's own like the engine's, and from there to the contract."""

import re
from datetime import date

import pytest
from django.utils.http import urlencode

from tests.office import made
from tests.office.article60.test_projecting import declared
from tremplin.law.article60.planner import Planned
from tremplin.office.article60.models import Aid, Contract, File, Period
from tremplin.office.article60.selectors.plan import facts_from, planned, trial
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.article60.services.contracts import Stretch, sign
from tremplin.office.database.isolation import enter
from tremplin.office.decisions.models import Decision
from tremplin.office.decisions.services import replay
from tremplin.office.organisations.selectors import law_here
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
START = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def a_file(office, number="VAL-60-0147", **fields):
    """A file without a contract, 132 days declared before."""
    enter(office.pk)
    file = File.objects.create(
        person=made.person(), number=number, opened_on=date(2026, 1, 5), admitted_before=False,
        **{"planned_start": START, **fields},
    )  # fmt: skip
    Aid.objects.create(file=file, kind="integration_income", period=(date(2025, 1, 1), None))
    declared(file, date(2026, 4, 1), date(2026, 7, 1), 65)
    declared(file, date(2026, 7, 1), date(2026, 10, 1), 66)
    return file


@pytest.fixture
def file(offices):
    return a_file(offices[0]["office"])


@pytest.fixture
def worker(client, offices):
    client.force_login(offices[0]["social_worker"], backend=BACKEND)
    return client


def address(page, file, language="fr"):
    return f"/{language}/office/files/{file.number}/{page}/"


def body(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def fields_of(html):
    """The fields of the form that posts, as a browser sends them."""
    form = re.findall(r'<form method="post".*?</form>', html, re.S)[-1]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        of = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if of.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        if "name" in of:
            found[of["name"]] = of.get("value", "")
    found.pop("csrfmiddlewaretoken", None)
    return found


def plan_of(file, start=START):
    enter(file.organisation_id)
    kept = File.objects.select_related("person", "organisation").get(pk=file.pk)
    return planned(law_here(), facts_from(records_of([kept], date(2026, 11, 22))[0], start))


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_variants_stand_side_by_side(worker, file, language):
    html = body(worker.get(address("plan", file, language)))
    assert html.count('<section class="variant') == 4
    assert html.count("<h1>") == 1 and 'id="variante-D"' in html
    assert len(html) < 100_000
    enter(file.organisation_id)
    assert Reading.objects.filter(what="plan").count() == 1


def test_ones_own_is_the_engines_own(file):
    found = plan_of(file)
    assert isinstance(found, Planned) and len(found.variants) == 13
    held = records_of([File.objects.select_related("person", "organisation").get(pk=file.pk)], START)[0]
    for place in (0, 3, 12):
        variant = found.variants[place]
        tried = trial(law_here(), facts_from(held, START), variant.weekly_hours_first, variant.months_first)
        assert tried.variant.plain() == variant.plain()


def test_only_d_is_drawn_again(worker, file):
    query = urlencode({"start": "2026-12-01", "hours": "19", "months": "3"})
    whole = body(worker.get(f"{address('plan', file)}?{query}"))
    asked = {"HX-Request": "true", "HX-Target": "section#variante-D"}
    part = body(worker.get(f"{address('plan', file)}?{query}", headers=asked))
    assert part.count("<section") == 1 and "<html" not in part
    d = re.search(r'<section class="variant" id="variante-D".*?</section>', whole, re.S)[0]
    strong = re.compile(r"<dd>(.*?)</dd>")
    assert strong.findall(part) == strong.findall(d)
    assert plan_of(file).variants[3].contract_end


@pytest.mark.parametrize("query", ["hours=0", "hours=abc", "months=-1", "months=999999999999", "start=2026-02-30",
    "start=9999-12-31", "start=1950-01-01", "hours=38.5", "cost=1e9", "hours=" + "9" * 500, "start=%00", "show=Z",
    "months=3.5", "start=", "hours=", "cost=-1"])  # fmt: skip
def test_wrong_settings_are_told_and_lost_nowhere(worker, file, query):
    html = body(worker.get(f"{address('plan', file)}?{query}"))
    assert html.count('<section class="variant') == 4
    body(worker.get(f"{address('plan', file)}?{query}", headers={"HX-Request": "true"}))


def test_a_neighbour_sees_what_nobody_sees(client, offices, file):
    client.force_login(offices[1]["social_worker"], backend=BACKEND)
    for page in ("plan", "contract", "amendment", "end", "convention", "aid", "close"):
        theirs, none = client.get(address(page, file)), client.get(f"/fr/office/files/NONE/{page}/")
        assert (theirs.status_code, none.status_code) == (404, 404)
        assert client.post(address(page, file), {}).status_code == 404


def test_an_auditor_reads_and_makes_nothing(client, offices, file):
    client.force_login(offices[0]["auditor"], backend=BACKEND)
    html = body(client.get(address("plan", file)))
    assert "/contract/?" not in html
    assert client.post(address("contract", file), {"step": "make"}).status_code == 403


@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_variant_becomes_the_contract_as_it_stood(worker, file, place):
    """Plan, make this the contract, confirm: exactly the periods of the variant, and the decision with them."""
    variant = plan_of(file).variants[place]
    html = body(worker.get(address("plan", file)))
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*/contract/\?[^"]*)"', html)]
    link = next(link for link in links if f"months={variant.months_first}&" in link)
    sent = fields_of(body(worker.get(link)))
    answer = worker.post(address("contract", file), {**sent, "step": "make"})
    assert answer.status_code == 302, body(answer)
    assert answer["Location"] == f"/fr/office/files/{file.number}/papers/?make=contract"
    enter(file.organisation_id)
    contract = Contract.objects.get()
    rows = variant.way.contract(variant.contract_end[1])
    periods = Period.objects.order_by("days")
    assert [(str(of.days.lower), of.weekly_hours / 100) for of in periods] == [(row["first_day"], row["weekly_hours"]) for row in rows]  # fmt: skip  # noqa: E501
    assert str(periods.last().days.upper) == variant.plain()["right_opens"][1]
    assert contract.clause_decision.question == "article60_plan"
    assert replay(contract.clause_decision).same
    assert file.projection.contract_end == File.objects.get(pk=file.pk).projection.contract_end
    # The double click: the same form once more.
    assert worker.post(address("contract", file), {**sent, "step": "make"})["Location"] == answer["Location"]
    enter(file.organisation_id)
    assert (Contract.objects.count(), Decision.objects.count()) == (1, 1)


def test_an_open_contract_has_its_x_and_the_trace_of_it(worker, file):
    data = {"form": "open", "first": "2026-12-01", "weekly_hours": "38", "months_first": "0", "key": "a" * 32}
    data |= {"full_time_weekly_hours": "38"}
    html = body(worker.post(address("contract", file), {**data, "step": "look"}))
    sent = fields_of(html)
    assert sent["clause_days"] == "312"
    assert worker.post(address("contract", file), {**sent, "step": "make"}).status_code == 302
    enter(file.organisation_id)
    contract = Contract.objects.get()
    assert (contract.form, contract.clause_days) == ("open", 312)
    assert contract.clause_decision.question == "admission"
    assert contract.clause_decision.outcome["result"]["required_days"] == 312
    assert contract.clause_decision.outcome["steps"]
    assert Period.objects.get().days.upper is None


def test_nothing_is_made_that_was_not_shown(worker, file):
    sent = fields_of(
        body(worker.get(f"{address('contract', file)}?first=2026-12-01&hours=38&months=0&last=2027-06-30"))
    )
    html = body(worker.post(address("contract", file), {**sent, "last": "2027-01-31", "step": "make"}))
    enter(file.organisation_id)
    assert not Contract.objects.exists()
    assert "2027-01-31" in html and "jours avant la date sûre" in html
    again = fields_of(html)
    assert worker.post(address("contract", file), {**again, "step": "make"}).status_code == 302


def test_the_date_that_is_long_enough_is_offered(worker, file):
    variant = plan_of(file).variants[0]
    sent = fields_of(
        body(worker.get(f"{address('contract', file)}?first=2026-12-01&hours=38&months=0&last=2027-01-31"))
    )
    taken = fields_of(body(worker.post(address("contract", file), {**sent, "step": "best"})))
    assert taken["last"] == variant.plain()["contract_end"][1]


HOSTILE = ["", "\x00", "<script>alert(1)</script>", "9" * 400, "2026-02-30", "-1", "۳", "31/12/2026", "fixed", "½", "0", "🙂" * 300]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("page", ["contract", "amendment", "end", "convention", "aid", "close"])
@pytest.mark.parametrize("word", HOSTILE)
def test_no_form_falls_over(worker, file, page, word):
    names = ("form", "first", "last", "weekly_hours", "months_first", "full_time_weekly_hours", "clause_days", "why",
             "function", "signed_on", "key", "seen", "version", "kind", "host", "price", "task", "since", "until", "on")  # fmt: skip  # noqa: E501
    for step in ("look", "make"):
        answer = worker.post(address(page, file), {**dict.fromkeys(names, word), "step": step})
        assert answer.status_code in (200, 302)
        assert b"<script>alert" not in answer.content


def test_what_was_typed_comes_back(worker, file):
    html = body(
        worker.post(address("contract", file), {"function": "Aide-cuisinière", "first": "demain", "step": "make"})
    )
    assert "Aide-cuisinière" in html and 'value="demain"' in html


def test_half_time_exactly_and_not_quite(worker, file):
    """19.00 of 38 is half-time; 18.99 is taken too, and what it costs is told by the law's own months."""
    for hours, status in (("19", 200), ("18,99", 200), ("38,01", 200)):
        sent = {"form": "fixed", "first": "2026-12-01", "last": "2027-02-28", "weekly_hours": hours,
                "months_first": "0", "full_time_weekly_hours": "38", "step": "look"}  # fmt: skip
        html = body(worker.post(address("contract", file), sent), status)
        assert ("Confirmer le contrat" in html) is (hours != "38,01")


def test_an_office_whose_full_time_is_36_hours(worker, offices):
    office = offices[0]["office"]
    office.full_time_hours = 3600
    office.save()
    file = a_file(office, "VAL-60-0036")
    html = body(worker.get(address("plan", file)))
    assert "full=36" in html and "full=38" not in html
    sent = fields_of(body(worker.get(f"{address('contract', file)}?first=2026-12-01&hours=36&months=0&full=36")))
    assert sent["last"], "the day that is sure is proposed"
    assert worker.post(address("contract", file), {**sent, "step": "make"}).status_code == 302


def test_a_file_without_a_start_proposes_one(worker, offices):
    file = a_file(offices[0]["office"], "VAL-60-0001", planned_start=None)
    assert "est une proposition" in body(worker.get(address("plan", file)))


def test_a_variant_of_a_file_with_a_contract_becomes_an_amendment(worker, file):
    """Half-time until the end of May; full-time from March: what was, what becomes of it, and it is made once."""
    enter(file.organisation_id)
    kept = File.objects.select_related("person", "organisation").get(pk=file.pk)
    half = Stretch(START, date(2027, 5, 31), 1900, 3800)
    contract = sign(kept, [half], form="fixed", today=date(2026, 11, 22))
    html = body(worker.get(address("plan", file)))
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*/amendment/\?from=plan[^"]*)"', html)]
    html = body(worker.get(next(link for link in links if "months=3&" in link)))
    assert "<del>19 h par semaine</del>" in html and "<ins>38 h par semaine</ins>" in html
    sent = fields_of(html)
    for _ in range(2):
        answer = worker.post(address("amendment", file), {**sent, "step": "make"})
        assert answer["Location"] == f"/fr/office/files/{file.number}/papers/?make=amendment"
    enter(file.organisation_id)
    assert [(of.days.lower, of.weekly_hours) for of in contract.periods.order_by("days")] == [
        (START, 1900),
        (date(2027, 3, 1), 3800),
    ]
    # Another who still has the old form open sees the difference first.
    late = {**sent, "key": "late", "why": "Autre motif"}
    html = body(worker.post(address("amendment", file), {**late, "seen": "", "step": "make"}))
    assert "Autre motif" in html
