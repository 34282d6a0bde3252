# ruff: noqa: E501
"""The pages of the questions: each topic to its answers, in four languages, and what is wrong in an address."""

import datetime
import html
import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from tremplin.cli.cases import count
from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.web.questions.state import read
from tremplin.web.questions.topics import topics

FORM = {"on": "2026-11-22"}
JOB = {"region": "wallonia", "activity": "small_garden", "dangerous": "no", "on_ale_list": "yes", "nominative": "yes", "bought": "500", "service_vouchers_bought": "0"}  # fmt: skip
CONTRACT = {"region": "flanders", "aid": "integration_income", "birth_date": "1990-01-01", "contract.first_day": "2025-01-01", "contract.last_day": "2025-12-31", "contract.weekly_hours": "38", "contract.full_time_weekly_hours": "38"}  # fmt: skip
ANSWERS = [
    (
        "access",
        "yes",
        {"region": "wallonia", "registered_jobseeker": "yes", "months_registered": "14", "birth_date": "1979-01-01"},
    ),
    ("access", "no", {"region": "wallonia", "registered_jobseeker": "no", "allowance": "none", "cpas_aid": "no"}),
    ("access", "unsure", {"region": "?"}),
    (
        "hours",
        "yes",
        {
            "region": "wallonia",
            "user": "household",
            "activity": "small_garden",
            "hours": "10",
            "done_this_month.hours": "0",
            "hours_earlier_this_year": "0",
        },
    ),
    (
        "hours",
        "no",
        {
            "region": "wallonia",
            "user": "household",
            "activity": "small_garden",
            "hours": "10",
            "hours_earlier_this_year": "630",
        },
    ),
    ("hours", "unsure", {"region": "?"}),
    ("job", "yes", JOB),
    ("job", "no", JOB | {"dangerous": "yes"}),
    ("job", "unsure", JOB | {"on_ale_list": "?", "dangerous": "?"}),
    ("comparison", "yes", {"region": "wallonia", "hours": "10", "price": "5.95", "wage": "15"}),
    ("comparison", "unsure", {"region": "?"}),
    ("combination", "unsure", {"region": "?"}),
    ("travel", "yes", {"region": "wallonia", "km_one_way": "10"}),
    ("travel", "unsure", {"region": "?"}),
    ("subsidy", "yes", CONTRACT),
    ("subsidy", "unsure", CONTRACT | {"region": "wallonia"}),
]
BROKEN = [
    "",
    "?" * 50,
    "x" * 5000,
    "\x00",
    "-1",
    "1e400",
    "NaN",
    "2026-13-45",
    "9" * 40,
    "\ud800",
    "１２",
    "<script>",
    "yes",
    "0x10",
    "1,5,5",
]


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def address(topic, said, language="fr"):
    return f"/{language}/ask/{topic}?{urlencode(FORM_OF.get(topic, {}) | said)}"


FORM_OF = {
    "access": FORM,
    "travel": FORM,
    "comparison": FORM,
    "hours": {"month": "2026-11"},
    "job": FORM | {"year": "2026"},
}


def heading(page):
    return html.unescape(re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", page, re.S)[0])).strip()


def whole(page):
    assert page.count("<h1") == 1
    assert "style=" not in page and "onclick" not in page and "<script" not in page
    assert len(page.encode()) < 100_000


@pytest.mark.parametrize(("topic", "tone", "said"), ANSWERS)
def test_each_topic_to_its_answers(client, topic, tone, said):
    page = client.get(address(topic, said)).content.decode()
    whole(page)
    assert f"answer--{tone}" in page, heading(page)


def test_the_way_in_names_every_topic(client):
    for language in LANGUAGES:
        page = client.get(f"/{language}/").content.decode().replace("\u00a0", " ")
        whole(page)
        for topic in topics().values():
            assert html.escape(topic.title[language]) in page
            assert f"/{language}/ask/{topic.name}" in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", topics())
def test_each_topic_in_each_language(client, topic, language):
    first = client.get(f"/{language}/ask/{topic}")
    assert first.status_code == 200
    whole(first.content.decode())
    for of, _, said in ANSWERS:
        if of == topic:
            page = client.get(address(topic, said, language)).content.decode()
            whole(page)
            assert f'lang="{language}-BE"' in page


@pytest.mark.parametrize(("topic", "tone", "said"), ANSWERS)
def test_the_case_to_copy_runs(client, tmp_path, topic, tone, said):
    page = client.get(address(topic, said)).content.decode()
    text = html.unescape(re.search(r'<textarea[^>]*id="case"[^>]*>(.*?)</textarea>', page, re.S)[1])
    file = tmp_path / "copied.cases.yaml"
    file.write_text(text)
    passed, failed = count(belgian_law(), [file])
    assert (passed, failed) == (text.count("- case:"), 0)
    assert passed


def test_what_looks_wrong_holds_the_trace_and_nothing_else(client):
    said = ANSWERS[0][2]
    page = client.get(f"/fr/ask/access/wrong?{urlencode(said)}").content.decode()
    whole(page)
    assert belgian_law().fingerprint in page and "ale_access" in page and "wallonia" in page
    assert client.get("/fr/ask/access/wrong").status_code == 200


@pytest.mark.parametrize("value", BROKEN)
def test_a_broken_value_gives_its_question_again(client, value):
    for topic, name in (("access", "region"), ("access", "birth_date"), ("access", "months_registered"), ("job", "bought"), ("hours", "month"), ("job", "year")):  # fmt: skip
        text = urlencode({name: value}, errors="surrogatepass")
        response = client.get(f"/fr/ask/{topic}?{text}")
        assert response.status_code in (200, 400)
        page = response.content.decode()
        whole(page)
        if response.status_code == 400 and "field__error" in page:
            assert f'name="{name}"' in page


def test_the_sentence_of_a_fault_stands_at_its_field(client):
    response = client.get("/fr/ask/access?region=wallonia&birth_date=2026-02-30&registered_jobseeker=yes")
    page = html.unescape(response.content.decode())
    assert response.status_code == 400
    assert "2026-02-30 n'existe pas au calendrier" in page
    assert 'aria-describedby="hint fault"' in page and 'name="region" value="wallonia"' in page


def test_facts_that_cannot_be_together_are_asked_again(client):
    response = client.get(address("subsidy", CONTRACT | {"contract.last_day": "2024-12-31"}))
    page = response.content.decode()
    assert response.status_code == 400
    assert "field__error" in page and 'name="contract.' in page


def test_what_no_longer_exists_is_dropped_and_said(client):
    page = client.get("/fr/ask/access?region=wallonia&former_fact=yes").content.decode()
    assert "<code>former_fact</code>" in page
    assert "former_fact=" not in page.split("<main")[1]


@pytest.mark.parametrize("address", ["/fr/ask/nothing", "/fr/ask/nothing/wrong", "/fr/ask/", "/xx/ask/access"])
def test_there_is_no_such_question(client, address):
    assert client.get(address).status_code == 404


def test_the_links_of_a_page_lead_on(client):
    page = client.get(address("access", ANSWERS[0][2])).content.decode()
    links = {html.unescape(link) for link in re.findall(r'href="(/fr/(?!office/)[^"]*)"', page)}
    assert any("edit=region" in link for link in links)
    assert all(client.get(link).status_code == 200 for link in links)
    for kind in ("decisions/ale_access", "rules/route_e6a", "parameters/access_forem_months"):
        assert f"/fr/law/{kind}" in links
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert anchors <= set(re.findall(r'id="([^"]+)"', page))
    identifiers = re.findall(r'id="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


def test_an_answer_that_nobody_can_tell_yet_is_not_called_sure(client):
    page = client.get("/en/ask/access?region=%3F").content.decode()
    assert "answer--unsure" in page and '<span class="badge badge--note">undetermined</span>' in page
    assert "badge--good" not in page.partition("</header>")[2].partition("</header>")[0]


@pytest.mark.parametrize("written", ["1/5/1985", "01/05/1985", "1.5.1985", "01-05-1985", "1985-05-01"])
def test_a_day_is_read_as_it_is_written_here(client, written):
    query = urlencode({"region": "wallonia", "registered_jobseeker": "yes", "birth_date": written})
    assert "1er mai 1985" in client.get(f"/fr/ask/access?{query}").content.decode().replace("\u00a0", " ")
    assert client.get("/fr/ask/access?region=wallonia&birth_date=31/2/1985").status_code == 400


def test_the_pay_of_a_month_holds_the_hours_already_done(client):
    said = {"region": "wallonia", "user": "household", "activity": "child_care", "hours": 10}
    said |= {"done_this_month.hours": 12, "hours_earlier_this_year": 0}
    page = client.get(f"/fr/ask/hours?{urlencode(said)}").content.decode().replace("\u00a0", " ")
    assert "90,20 €" in page and "41,00 €" not in page


def test_a_no_sends_nobody_off_with_papers(client):
    said = {"region": "wallonia", "registered_jobseeker": "no", "allowance": "none", "cpas_aid": "no"}
    page = client.get(f"/en/ask/access?{urlencode(said)}").content.decode()
    assert "answer--no" in page and "What to bring" not in page


def test_what_looks_wrong_goes_to_whom_the_site_names(client, settings):
    address = "/en/ask/travel/wrong?region=wallonia&km_one_way=7"
    assert "mailto:" not in client.get(address).content.decode()
    settings.CONTACT = "help@tremplin.example.be"
    assert 'href="mailto:help@tremplin.example.be"' in client.get(address).content.decode()


def test_what_is_known_within_bounds_is_said_and_a_month_without_ceiling_too():
    site = Client()
    page = html.unescape(site.get("/fr/ask/travel", {"region": "wallonia", "km_one_way": "7"}).content.decode())
    (heading,) = re.findall("<h1>(.*?)</h1>", page)
    assert re.fullmatch(r"Remboursé pour ce déplacement\s: entre 0,60\s€ et 2,10\s€, avec ce qui est connu.", heading)
    asked = {
        "user": "household",
        "activity": "small_garden",
        "hours": "20",
        "done_this_month.hours": "0",
        "hours_earlier_this_year": "0",
    }
    for region, free in (("wallonia", True), ("brussels", False)):
        page = html.unescape(site.get("/fr/ask/hours", asked | {"region": region}).content.decode())
        assert ("Aucun plafond mensuel" in page) == free
        assert ("Encore possible ce mois-ci (heures)" not in page) == free


@pytest.mark.parametrize("topic", [name for name, topic in topics().items() if topic.since])
def test_a_course_gives_its_case_of_today_and_a_report(topic, tmp_path):
    site, said = Client(), {"region": "wallonia"}
    state = read(belgian_law(), topics()[topic], said, datetime.date.today())
    while name := state.question:
        fact = state.facts[name]
        said[name] = "2025-01-06" if name.endswith("first_day") else "2026-12-31" if name.endswith("last_day") else {"yes_no": "no", "day": "1990-01-01", "number": "38"}.get(fact.kind.name, "?")  # fmt: skip
        if fact.kind.name == "choice":
            said[name] = fact.kind.names[0]
        state = read(belgian_law(), topics()[topic], said, datetime.date.today())
    page = site.get(f"/fr/ask/{topic}", said).content.decode()
    file = tmp_path / "copied.cases.yaml"
    file.write_text(html.unescape(re.search(r'<textarea[^>]*id="case"[^>]*>(.*?)</textarea>', page, re.S)[1]), "utf-8")
    passed, failed = count(belgian_law(), [file])
    assert passed and not failed
    assert 'id="trace"' in site.get(f"/fr/ask/{topic}/wrong", said).content.decode()


def test_a_day_that_is_changed_stands_in_its_field_as_browsers_take_it(client):
    page = client.get("/fr/ask/access?region=wallonia&birth_date=1/5/1985&edit=birth_date").content.decode()
    assert 'type="date"' in page and 'value="1985-05-01"' in page
