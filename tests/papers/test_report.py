"""The report in words and as HTML: what it says, and that it says it to everybody."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml import html

from tests.papers.made import HOSTILE, SAMPLE, Spoken, matter, row, sample, way, worked
from tremplin.engine.kinds import LANGUAGES, UNKNOWN, day
from tremplin.ground.sentences import sentence
from tremplin.intake.doubts import Doubt
from tremplin.law import decide
from tremplin.papers.content import report_of
from tremplin.papers.counting import count_of
from tremplin.papers.page import as_html
from tremplin.papers.parts import Days, Picture, Points, Quote, Text
from tremplin.papers.saying import article_said
from tremplin.papers.strip import Table
from tremplin.papers.worker import worker_of

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def said(text):
    return text.translate(SPACES)


def section(page, name):
    return next(part for part in page.sections if part.name == name)


def block(page, name, kind):
    return next(part for part in (*section(page, name).blocks, *section(page, name).side) if isinstance(part, kind))


def test_the_lead_answers_in_one_sentence():
    assert said(report_of(matter("fr")).lead) == (
        "202 jours prouvés, il en manque 110 ; à temps plein dès le 2 mars 2026, le contrat finit entre le 24 juillet "
        "et le 6 août 2026 et le droit s'ouvre le lendemain."
    )
    assert said(report_of(matter("en")).lead) == (
        "202 days proved, 110 still to prove; full-time from 2 March 2026, the contract ends between 24 July and "
        "6 August 2026 and the right opens the day after."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("planned", [True, False])
def test_every_language_says_everything(language, planned):
    page = report_of(matter(language, planned))
    assert page.lead.endswith(".") and (page.lead[0].isupper() or page.lead[0].isdigit())
    assert len(page.figures) == (5 if planned else 3)
    names = [part.name for part in page.sections]
    ahead = ["variants", "subsidy", "onem", "clause"] if planned else []
    assert names == ["days", "count", "routes", *ahead, "doubts", "given", "sources"]
    assert all(part.heading and part.blocks for part in page.sections)


def test_what_is_not_known_is_never_a_zero():
    page = report_of(matter("fr"))
    table = block(page, "subsidy", Table)
    august = next(row for row in table.rows if row[0] == "Août 2026")
    assert august[1] == "règle inconnue"
    assert said(table.rows[-1][1]) == "9 057,85 – 10 869,42 €"
    assert next(row for row in table.rows if row[0] == "Novembre 2026")[1:] == ("–", "rien n'est dû")


def test_a_total_without_bounds_is_not_known_either():
    answer, planned = sample()
    first = replace(planned.variants[0], total_range=None)
    page = report_of(matter("fr", answer=answer, planned=False))
    page = report_of(replace(matter("fr"), planned=replace(planned, variants=(first, *planned.variants[1:]))))
    assert page.figures[-1] == ("Subvention", "règle inconnue")
    assert block(page, "variants", Table).rows[0][3:] == ("règle inconnue", "16\u202f800,00\u00a0€", "règle inconnue")


def test_the_variants_are_named_and_compared():
    table = block(report_of(matter("en")), "variants", Table)
    assert [row[0] for row in table.rows] == [
        "1 · Full-time from the first day (earliest, cheapest)",
        "2 · 19 h a week for 3 months, then full-time",
        "3 · 24 h a week for 6 months, then full-time (gentlest)",
    ]
    assert [said(cell) for cell in table.rows[0][1:3]] == ["24 July – 6 August 2026", "25 July – 7 August 2026"]
    assert said(table.rows[2][5]) == "10,665.29 €"


def test_a_warning_is_said_once_with_the_variants_it_is_about():
    answer, planned = sample()
    warned = tuple(replace(variant, warnings=(Spoken("w"),)) for variant in planned.variants)
    page = report_of(replace(matter("en"), planned=replace(planned, variants=warned)))
    assert [point.words for point in block(page, "variants", Points).points] == ["W (en)"]
    assert [point.words for point in block(report_of(matter("en")), "variants", Points).points][0].startswith("3: ")


def test_more_variants_than_fit_are_counted():
    answer, planned = sample()
    many = planned.variants * 4
    page = report_of(replace(matter("en"), planned=replace(planned, variants=many)))
    table = block(page, "variants", Table)
    assert len(table.rows) == 6 and table.caption.endswith("not shown: 6.")


def test_a_pathway_that_reaches_nothing_says_so():
    answer, planned = sample()
    lost = way("2026-03-02", "2026-07-24", "2026-08-06", contract_end=None, right_opens=None, ask_onem_on=None)
    planned = replace(planned, variants=(lost,), cheapest=None, gentlest=None, clause_days=None)
    page = report_of(replace(matter("fr"), planned=planned))
    assert "ne s'ouvre pas dans les mois examinés" in page.lead
    assert page.figures[3] == ("Le droit s'ouvre", "pas dans les mois examinés")
    assert "n'est pas déterminé" in section(page, "clause").blocks[0].words
    none = report_of(replace(matter("fr"), planned=replace(planned, variants=(), earliest=None)))
    assert "aucun parcours" in none.lead and "variants" not in [part.name for part in none.sections]


def test_a_right_that_is_open_already_is_said_first():
    answer = decide("admission", worked("2026-03-02", *((2025, number) for number in (1, 2, 3, 4))))
    page = report_of(matter("fr", answer=answer))
    assert said(page.lead) == "312 jours prouvés, il n'en manque aucun ; le droit est déjà ouvert le 2 mars 2026."


def test_without_work_or_birth_date_nothing_is_made_up():
    answer = decide("admission", {"claim_date": "2025-03-03"})
    page = report_of(matter("fr", answer=answer, planned=False))
    assert "On ne sait pas combien de jours sont prouvés" in page.lead
    assert [value for _, value in page.figures] == ["inconnu"] * 3
    assert not any(isinstance(part, Picture) for part in section(page, "count").blocks)
    assert html.fromstring(as_html(page)) is not None


def test_the_count_grows_by_the_laws_own_words():
    answer, planned = sample()
    count = count_of(answer, planned.variants[0])
    assert count.sure[-1] == (day("2026-03-02"), 202 * 10_000)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in zip(count.sure, count.sure[1:], strict=False))
    assert count.sure_ahead[-1] == (day("2026-08-07"), 312 * 10_000)
    assert count.most_ahead[-1] == (day("2026-07-25"), 312 * 10_000)


def test_doubt_lies_between_two_lines():
    work = [*SAMPLE["work"], row("2025-04-01", "2025-06-30", 80, 20, employer="x")]
    answer = decide("admission", SAMPLE | {"work": work})
    count = count_of(answer, None)
    assert count.most[-1][1] - count.sure[-1][1] == 24 * 10_000
    page = report_of(matter("fr", answer=answer))
    assert "entre 202 et 226" in block(page, "count", Picture).text
    assert "c-dots" in block(page, "count", Picture).wide


def test_the_sources_have_article_source_and_status():
    table = block(report_of(matter("fr")), "sources", Table)
    assert len(table.rows) > 5 and all(all(row) for row in table.rows)


def test_the_foot_proves_where_it_comes_from():
    page = report_of(matter("fr"))
    assert matter().answer.law.fingerprint in page.foot[0] and "ab" * 32 in page.foot[1]


def test_no_french_sign_stands_alone_at_the_head_of_a_line():
    text = re.sub(r"<svg.*?</svg>", "", as_html(report_of(matter("fr"))).partition("<body")[2])
    assert not re.search(r">[^<]* [:;?!»]", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [report_of, worker_of])
def test_html_for_everybody(language, make):
    text = as_html(make(matter(language)))
    page = html.fromstring(text)
    assert page.get("lang").startswith(language)
    assert page.findtext(".//title") and page.find(".//meta[@name='viewport']") is not None
    headings = [int(found.tag[1]) for found in page.iter("h1", "h2", "h3", "h4")]
    assert headings[0] == 1 and headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(headings, headings[1:], strict=False))
    for table in page.iter("table"):
        assert table.find("caption").text and table.findall(".//thead//th[@scope='col']")
        assert all(line.find("th[@scope='row']") is not None for line in table.findall("tbody/tr"))
    for svg in page.iter("svg"):
        assert svg.get("aria-hidden") or svg.get("aria-label") or svg.find("title").text
    names = [found.get("id") for found in page.iter() if found.get("id")]
    assert len(names) == len(set(names))
    assert all(found.get("aria-labelledby") in names for found in page.iter("section"))


@pytest.mark.parametrize("make", [report_of, worker_of])
def test_html_runs_and_loads_nothing(make):
    text = as_html(make(matter("fr")))
    page = html.fromstring(text)
    assert not list(page.iter("script", "link", "img", "iframe", "object", "form"))
    assert not any(
        name in ("style", "src", "href") or name.startswith("on") for el in page.iter() for name in el.attrib
    )
    bare = text.replace("http://www.w3.org/2000/svg", "")
    assert "http" not in bare.replace("http-equiv", "") and "url(" not in bare and "@import" not in bare
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page.find(".//meta[@http-equiv]").get("content")


@pytest.mark.parametrize("make", [report_of, worker_of])
def test_hostile_text_is_shown_as_it_is(make):
    doubts = [Spoken(HOSTILE)]
    text = as_html(make(matter("fr", name=HOSTILE, also=((HOSTILE, HOSTILE),), doubts=doubts)))
    page = html.fromstring(text)
    assert not list(page.iter("script")) and "alert(1)" in page.text_content()
    assert "x" * 300 in page.text_content() and "עברית عربي" in page.text_content()
    assert "\u202e" not in text and "\x07" not in text and text.encode()


def test_the_pictures_say_what_they_show():
    page = report_of(matter("fr"))
    for item in block(page, "days", Days).quarters:
        assert item.text
    assert said(block(page, "count", Picture).text) == (
        "Le compte vaut 202 le 2 mars 2026 et atteint 312 entre le 24 juillet et le 6 août 2026."
    )
    assert "312 journées" in said(block(page, "clause", Quote).words)
    assert UNKNOWN not in [value for _, value in page.figures]


def test_the_law_of_the_day_the_right_opens_is_the_one_that_is_told():
    facts = worked("2026-02-02", (2025, 3), (2025, 4)) | {"birth_date": "1985-05-14"}
    answer = decide("admission", facts)
    assert answer.values["required_days"] == 468
    page = report_of(replace(matter("fr", answer=answer), planned=replace(sample(answer)[1], start=day("2026-02-02"))))
    assert [value for _, value in page.figures[:3]] == ["312", "156", "156"]
    assert "La loi change le 1er mars 2026 : 312 jours suffisent." in [said(of.words) for of in texts(page, "count")]
    assert "atteint 312" in said(block(page, "count", Picture).text)
    beside = section(page, "count").side[0]
    assert said(beside.heading) == "Si la demande était faite le 2 février 2026"
    assert ("Jours à prouver", "468") in [(name, value) for name, value in beside.pairs]


def texts(page, name):
    return [part for part in section(page, name).blocks if isinstance(part, Text)]


def test_what_was_supposed_is_said():
    page = report_of(matter("fr", supposed=("admitted_before",)))
    assert said(page.lead).startswith("On ne sait pas si la personne a déjà été admise")
    assert any("admis" in point.words for point in block(page, "doubts", Points).points)
    assert any("(supposé, pas connu)" in value for _, value in section(page, "given").blocks[0].pairs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_cannot_be_told_yet_is_not_a_no(language):
    lost = way("2026-03-02", "2026-07-24", "2026-08-06", contract_end=None, right_opens=None, ask_onem_on=None)
    planned = replace(sample()[1], variants=(replace(lost, warnings=(Undecided("w"),)),), cheapest=None, gentlest=None)
    page = report_of(replace(matter(language), planned=planned))
    assert sentence("report.plan_undecided", language) in said(page.lead)
    assert page.figures[3][1] == sentence("report.not_yet", language)


class Undecided(Spoken):
    key = "undecided"


def test_a_part_time_way_says_when_it_starts():
    planned = replace(sample()[1], earliest=1)
    assert said(report_of(replace(matter("fr"), planned=planned)).lead).endswith(
        "début le 2 mars 2026, 19 h par semaine pendant 3 mois, puis temps plein : le contrat finit entre le "
        "11 septembre et le 24 septembre 2026 et le droit s'ouvre le lendemain."
    )


def test_a_page_made_late_says_what_it_does_not_know():
    page = report_of(matter("en", made_on=day("2026-07-01")))
    assert "planned, not declared" in texts(page, "count")[0].words
    assert "was 24 June 2026" in said(texts(page, "onem")[0].words)


def test_rows_and_doubts_are_told_by_what_people_see():
    work = [*SAMPLE["work"], row("2025-04-01", "2025-06-30", 80, 20, employer="x")]
    doubts = [Doubt("/home/me/d.xml, line 4, Form[1]/Service[2]", "doubt.no_days") for _ in range(2)]
    page = report_of(matter("fr", answer=decide("admission", SAMPLE | {"work": work}), doubts=doubts))
    points = [said(point.words) for point in block(page, "doubts", Points).points]
    assert sum(words.startswith("d.xml : le nombre de jours manque") for words in points) == 1
    assert any(words.startswith("N° 10, code 80 (") and "20 jours, 01/04–30/06/2025" in words for words in points)
    assert article_said("AR 25/11/1991, art. 30", "de") == "KE 25/11/1991, Art. 30"
