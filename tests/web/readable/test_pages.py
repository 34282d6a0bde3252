"""Every page of the law: it stands, it is light, its links lead somewhere, it says what the law says."""

import re
import xml.etree.ElementTree as tree

import pytest

from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.reasons.references import references
from tremplin.web.readable.doors import titles
from tremplin.web.readable.feed import LATEST, changes_of, years_of
from tremplin.web.readable.worked import cases

law = belgian_law()
MOST = 100_000
ALONE = ("", "search", "search?q=cheque", "gaps", "changes")
PARTS = {
    "decisions": [*law.decisions, *law.searches],
    "rules": list(law.rules),
    "parameters": list(law.parameters),
    "subjects": list(titles(law)),
    "changes?year=": [str(year) for year in years_of(changes_of(law, "fr"))],
}


def addresses(language):
    yield from (f"/{language}/law/{page}" for page in ALONE)
    yield from (
        f"/{language}/law/{kind}{'' if '=' in kind else '/'}{name}" for kind, of in PARTS.items() for name in of
    )


def links(page):
    return {
        link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', page) if not link.startswith("/static")
    }


def test_every_page_stands_is_light_and_leads_somewhere(get):
    pages = {address: get(address) for address in addresses("fr")}
    assert [address for address, page in pages.items() if len(page.encode()) > MOST] == []
    assert [address for address, page in pages.items() if page.count("<h1") != 1] == []
    led = set().union(*map(links, pages.values())) - set(pages)
    own = {link for link in led if link.startswith("/fr/law/")}
    found = {address: get(address) for address in own}
    assert {link for page in found.values() for link in links(page) if link.startswith("/fr/law/")} <= {*pages, *found}


def test_no_inline_script_no_style_no_other_host_and_no_identifier_twice(get):
    for address in (*addresses("en"), "/en/law/cases/admission/1"):
        page = get(address)
        assert not re.search(r'<script(?! src="/static/)', page) and " style=" not in page and "<style" not in page
        # A source may be opened by a link; nothing is loaded from elsewhere.
        assert not re.search(r'<(?!a )[^>]*(src|href)="(https?:)?//', page)
        assert all('rel="external noreferrer' in link for link in re.findall(r'<a href="(?:https?:)?//[^>]*>', page))
        marks = re.findall(r' id="([^"]+)"', page)
        assert len(marks) == len(set(marks)), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_in_each_language(get, language):
    page = get(f"/{language}/law/")
    assert f'lang="{language}-BE"' in page
    assert law.decisions["admission"].texts["label"][language].replace("'", "&#x27;") in page
    for address in ("gaps", "changes", "decisions/ale_hours", "rules/subsidy_month", "parameters/ale_hourly_pay", "cases/ale_hours/1"):  # fmt: skip  # noqa: E501
        get(f"/{language}/law/{address}")


def test_a_decision_shows_its_facts_results_rules_numbers_and_cases(get):
    page = get("/en/law/decisions/article60_subsidy")
    for part in ("results", "facts", "rules", "numbers", "cases"):
        assert f'id="{part}"' in page
    assert "weekly_hours" in page and "/en/law/rules/full_time_amount" in page
    assert "/en/law/parameters/integration_income" in page
    assert len(re.findall(r"/en/law/cases/article60_subsidy/\d+", page)) == len(cases(law)["article60_subsidy"])


def test_every_rule_of_a_decision_stands_in_its_tree_with_its_article_once(get):
    page = get("/en/law/decisions/admission").partition('id="rules"')[2].partition('id="numbers"')[0]
    told = re.findall(r'/en/law/rules/(\w+)">[^<]*</a>(?! <span class="quiet">\(see above)', page)
    plan = law.decisions["admission"].program.plan
    assert sorted(told) == sorted(step.source.name for step in plan.steps if step.source.name in law.rules)
    assert page.count("<ul") == page.count("</ul>") and page.count("<li") == page.count("</li>")


def test_a_rule_shows_its_versions_its_python_and_who_uses_it(get):
    name = next(name for name, rule in law.rules.items() if len(rule.versions) > 1)
    page = get(f"/en/law/rules/{name}")
    assert f"@{name}.since(&quot;" in page
    page = get("/en/law/rules/full_time_amount")
    assert "def full_time_amount(" in page and "article60/subsidy.py" in page
    assert "/en/law/rules/family_amount" in page and "/en/law/parameters/regional_full_time" in page
    assert "/en/law/decisions/article60_subsidy" in page


def test_a_number_shows_its_steps_values_source_and_status(get):
    page = get("/fr/law/parameters/ale_pay_tax_exempt_hour")
    assert page.count('class="chart only-') == 2
    for version in law.parameters["ale_pay_tax_exempt_hour"].versions:
        assert version.source.split("'")[0][:20] in page
        assert all(one.title.replace("'", "&#x27;") in page for one in references(law, version.source, "fr"))
    assert "vérifié le" in page and "/fr/law/cases/" in page
    page = get("/fr/law/parameters/integration_income")
    assert "1er mars 2026" in page and "1er octobre 2002" in page and "21 738,88".replace(" ", "\u202f") in page
    assert 'aria-current="true">annual_3' in page
    assert 'aria-current="true">coefficient' in get("/fr/law/parameters/integration_income?field=coefficient")


def test_a_number_that_depends_on_a_region_shows_each(get):
    page = get("/fr/law/parameters/hours_seasonal")
    for region in ("Wallonie", "Bruxelles", "Flandre", "Communauté germanophone"):
        assert f"<h3>{region}</h3>" in page


def test_what_is_not_set_says_why(get):
    page = get("/fr/law/parameters/regional_full_time")
    assert "règle inconnue" in page and "n&#x27;a pas été trouvé" in page


def test_a_list_shows_the_rows_of_the_version_asked(get):
    page = get("/fr/law/parameters/service_codes")
    assert len(re.findall("<tr>", page.partition('id="rows"')[2])) == 45
    older = get("/fr/law/parameters/service_codes?rows=0")
    assert "1er juin 1992" in older.partition('id="rows"')[2].partition("<table")[0]
    beyond = get("/fr/law/parameters/service_codes?rows=99")
    assert beyond.partition('id="rows"')[2].partition("<footer")[0] == page.partition('id="rows"')[2].partition("<footer")[0]  # fmt: skip  # noqa: E501


def test_a_case_shows_its_lines_as_they_stand(get):
    page = get("/nl/law/cases/article60_subsidy/1")
    assert "full-time, March and April 2007" in page and "birth_date: 1980-01-01" in page
    get("/nl/law/cases/article60_subsidy/9999", 404)


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("decisions/admisson", "/fr/law/decisions/admission"),
        ("rules/ful_time_amount", "/fr/law/rules/full_time_amount"),
        ("parameters/integration_incom", "/fr/law/parameters/integration_income"),
        ("parameters/full_time_amount", "/fr/law/rules/full_time_amount"),
        ("cases/admision/1", "/fr/law/decisions/admission"),
    ],
)
def test_a_name_that_is_not_known_leads_to_the_nearest(get, address, near):
    assert f'href="{near}"' in get(f"/fr/law/{address}", 404)


def test_an_odd_name_is_only_not_found(get):
    assert "<b>" not in get("/fr/law/rules/%3Cb%3Ex", 404)
    for odd in ("rules/" + "x" * 3000, "parameters/é", "subjects/../../etc", "cases/admission/0"):
        get(f"/fr/law/{odd}", 404)


def test_odd_questions_do_not_break_a_page(get):
    for odd in ("changes?year=0000", "changes?year=²⁰²⁶", "changes?year=1e9", "parameters/service_codes?rows=²", "parameters/hours_year?field=x", "search?q=%00%FF", "search?q=" + "a" * 5000):  # fmt: skip  # noqa: E501
        get(f"/fr/law/{odd}")


def test_the_feed_is_a_feed_of_the_law(get):
    atom = "{http://www.w3.org/2005/Atom}"
    for language in LANGUAGES:
        feed = tree.fromstring(get(f"/{language}/law/changes.atom"))  # noqa: S314
        entries = feed.findall(f"{atom}entry")
        ids = [entry.findtext(f"{atom}id") for entry in entries]
        days = [entry.findtext(f"{atom}updated") for entry in entries]
        assert len(ids) == len(set(ids)) == LATEST
        assert days == sorted(days, reverse=True) and feed.findtext(f"{atom}updated") == days[0]
        assert all(entry.find(f"{atom}link").get("href").startswith("http://localhost/") for entry in entries)


def test_the_gaps_name_every_number_that_is_open(get):
    from tremplin.lawbook.outline import gaps

    page = get("/de/law/gaps")
    assert {gap["parameter"] for gap in gaps(law)} == set(re.findall(r'/de/law/parameters/(\w+)"', page))


def test_the_gaps_say_whom_to_ask(get):
    page = get("/nl/law/gaps")
    row = re.search(r'parameters/ale_split_agency_share".*?</tr>', page, re.DOTALL)[0]
    assert "Te vragen aan: VDAB" in row and "Te vragen aan: het Arbeitsamt van de Duitstalige Gemeenschap (ADG)" in row
    assert "de RVA (Rijksdienst voor Arbeidsvoorziening)" in page and "de FOD Financiën" in page
    assert ".md" not in page.partition("<main")[2]
