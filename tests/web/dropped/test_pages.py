"""The questions that start from a file, each walked to a yes, a no and a cannot-tell, and what the pages keep."""

import html
import re

import pytest

from tests.papers.letters import pages_of, without_spaces
from tests.web.dropped.walking import DMFA, FILES, SAMPLES, Walk
from tremplin.cli.cases import count
from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.web.dropped.subjects import subjects

KNOWN = {"admitted_before": "no", "birth_date": "1990-05-14", "work[4].benefit_paid": "yes", "region": "german_community", "aid": "integration_income"}  # fmt: skip  # noqa: E501
PART_TIME = {"start": "2026-12-01", "weekly_hours_now": "19", "months_first": "3"}
SLOW = "birth_date: 1950-01-01\nadmitted_before: no\nhorizon_months: 12\nregion: wallonia\naid: social_aid\nwork: []\n"
"""Facts of somebody who needs 624 days, looked at for a year."""
WALKS = [
    (
        "days",
        "yes",
        "declaration.csv",
        {"claim_date": "2012-12-31"},
        {"admitted_before": "no", "birth_date": "1980-01-01"},
    ),
    ("days", "no", "declaration.xml", {"claim_date": "2026-11-22"}, KNOWN),
    ("days", "unsure", "declaration.xml", {"claim_date": "2026-11-22"}, {}),
    ("end", "yes", "declaration.xml", {"start": "2026-12-01"}, KNOWN),
    ("end", "no", "declaration.xml", {"start": "2026-12-01"}, KNOWN | {"signed_until": "2027-04-30"}),
    ("end", "unsure", "declaration.xml", {"start": "2026-12-01"}, {}),
    ("part_time", "yes", "declaration.xml", PART_TIME, KNOWN),
    ("part_time", "no", SLOW, {"start": "2007-03-01", "weekly_hours_now": "19"}, {}),
    ("part_time", "unsure", "declaration.xml", PART_TIME, {}),
]
"""Subject, tone, sample or content, facts beside the file, what is known of what is then asked or may be added."""


def walked(client, subject, sample, first, known, language="fr"):
    content = (SAMPLES / sample).read_bytes() if sample != SLOW else SLOW.encode()
    walk = Walk(client, subject, language)
    walk.send(fields(first), named(sample if sample != SLOW else "facts.yaml", content)).answer(known)
    if "signed_until" in known:
        walk.send(fields({"signed_until": known["signed_until"]}))
    return walk


def fields(said):
    return {f"fact.{name}": value for name, value in said.items()}


def whole(walk):
    page = walk.page
    assert page.count("<h1") == 1, walk.heading
    assert "style=" not in page and "onclick" not in page and "<script" not in page
    assert len(page.encode()) < 100_000
    identifiers = re.findall(r' id="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= {*identifiers}
    assert walk.response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("subject", "tone", "sample", "first", "known"), WALKS)
def test_each_subject_to_its_answers(client, subject, tone, sample, first, known):
    walk = walked(client, subject, sample, first, known)
    whole(walk)
    assert (walk.response.status_code, walk.tone) == (200, tone), walk.heading


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("subject", "tone", "sample", "first", "known"), [WALKS[1], WALKS[3], WALKS[6]])
def test_each_subject_in_each_language(client, subject, tone, sample, first, known, language):
    walk = walked(client, subject, sample, first, known, language)
    whole(walk)
    assert walk.tone == tone and f'lang="{language}-BE"' in walk.page


@pytest.mark.parametrize(("subject", "tone", "sample", "first", "known"), [WALKS[0], WALKS[2], WALKS[4], WALKS[7]])
def test_the_case_to_copy_runs_and_can_be_handed_in(client, tmp_path, subject, tone, sample, first, known):
    walk = walked(client, subject, sample, first, known)
    file = tmp_path / "copied.cases.yaml"
    file.write_text(walk.case, encoding="utf-8")
    assert count(belgian_law(), [file]) == (1, 0)
    with file.open("rb") as copied:
        again = Walk(client, subject).send({**fields(first), "fact.start": ""}, copied).answer({})
    assert (again.tone, again.heading) == (tone, walk.heading)


def test_home_names_the_three(client):
    for language in LANGUAGES:
        page = html.unescape(client.get(f"/{language}/").content.decode()).replace("\u00a0", " ")
        for subject in subjects().values():
            assert subject.title[language] in page and f'href="/{language}/file/{subject.name}"' in page


def test_only_what_is_missing_and_tells_is_asked(client):
    with DMFA.open("rb") as file:
        walk = Walk(client, "end").send(fields({"start": "2026-12-01"}), file)
    assert walk.asked == ["admitted_before"], "neither region nor aid: the end does not hang on them"
    walk.facts({"admitted_before": "no"})
    assert walk.tone == "yes", "neither age nor the sick days move the end: 312 days for all, one day in each reading"
    with DMFA.open("rb") as file:
        walk = Walk(client, "part_time").send(fields(PART_TIME), file)
    assert walk.asked == ["admitted_before"]
    assert "region" in walk.facts({"admitted_before": "no"}).asked


def test_sick_days_are_asked_where_they_move_the_count(client):
    with DMFA.open("rb") as file:
        walk = Walk(client, "days").send(fields({"claim_date": "2025-12-31"}), file)
    walk.facts({name: KNOWN[name] for name in walk.asked})
    assert walk.asked == ["work[4].benefit_paid"] and "code 50" in walk.page
    assert "153" not in walk.facts({"work[4].benefit_paid": "yes"}).heading
    assert "178" in walk.heading


def test_no_fact_is_asked_twice_nor_more_than_eight(client):
    for subject, first in (
        ("days", {"claim_date": "2020-01-01"}),
        ("end", {"start": "2026-12-01"}),
        ("part_time", PART_TIME),
    ):
        asked = []
        with (FILES / "minutes.csv").open("rb") as file:
            walk = Walk(client, subject).send(fields(first), file)
        while walk.tone is None:
            asked += walk.asked
            assert walk.asked and len(asked) == len({*asked}) <= 8
            walk.facts(dict.fromkeys(walk.asked, "?"))


def test_a_fact_is_changed_and_the_others_stay(client):
    walk = walked(client, "days", *WALKS[1][2:])
    walk.send(change="claim_date")
    assert walk.asked == ["claim_date"] and 'value="2026-11-22"' in walk.page
    walk.facts({"claim_date": "2026-03-01"})
    assert "187" in walk.heading and walk.tone == "no"


def test_the_language_is_changed_and_the_state_stays(client):
    walk = walked(client, "days", *WALKS[1][2:])
    walk.address = "/nl/file/days"
    walk.send({"as": "language"})
    assert walk.heading.startswith("Nee,") and "171" in walk.heading


def test_what_may_be_known_besides_is_given_later(client):
    walk = walked(client, "end", "declaration.xml", {"start": "2026-12-01"}, KNOWN)
    walk.send({"fact.signed_until": "2027-04-30"})
    assert walk.tone == "no" and "30 avril 2027" in walk.heading and "47" in walk.page.partition('id="repairs"')[2]
    walk.send({"fact.onem_days_to_work": "many"})
    assert walk.response.status_code == 400 and "field__error" in walk.page


def test_an_answer_of_onem_is_taken_and_then_the_work(client):
    with (FILES / "onem.yaml").open("rb") as file:
        walk = Walk(client, "end").send(fields({"start": "2026-07-01"}), file)
    assert walk.response.status_code == 200 and "onem.yaml" in walk.page
    with DMFA.open("rb") as file:
        walk.send(file=file).answer(KNOWN)
    assert walk.tone == "yes" and 'id="onem"' in walk.page


def test_every_doubt_of_the_file_is_told_with_its_place(client):
    content = b"Trimestre;Code prestation;Jours;Heures\n2025Q1;1;64;30h24\n"
    walk = Walk(client, "days").send({}, named("a.csv", content)).answer({})
    told = html.unescape(walk.page.partition('id="doubts"')[2].partition("</section>")[0])
    assert walk.tone and "ligne 2, colonne Heures" in told, told


def test_rows_that_were_left_out_are_told_first(client):
    content = b"trimestre;code;jours\n2025Q1;1;64\n2025Q2;1;400\n"
    walk = Walk(client, "days").send({}, named("a.csv", content)).answer({})
    assert "alert--care" in walk.page and 'href="#doubts"' in walk.page
    assert "ligne 3" in html.unescape(walk.page.partition('id="doubts"')[2])


def test_several_people_are_told_by_the_first_digits_and_one_is_chosen(client):
    with (FILES / "people.csv").open("rb") as file:
        walk = Walk(client, "days").send({"fact.claim_date": "2026-01-01"}, file)
    shown = walk.page.partition('class="choices"')[2]
    keys = re.findall(r"<span>(\d{6}) …<small>", shown)
    assert walk.response.status_code == 200 and len(keys) > 1
    assert not re.findall(r"\d{11}", walk.page), "a whole national number"
    walk.send(number="1").answer(KNOWN)
    assert walk.tone and not re.findall(r"\d{11}", walk.page)


def test_nobody_chosen(client):
    with (FILES / "people.csv").open("rb") as file:
        walk = Walk(client, "days").send({}, file)
    assert walk.send(number="99").response.status_code == 400


def test_of_too_many_people_one_is_asked_for_by_number(client):
    content = people(80)
    walk = Walk(client, "days").send({}, named("all.csv", content))
    assert 'name="whom"' in walk.page and len(walk.page.encode()) < 100_000
    assert walk.send({"whom": "9"}, named("all.csv", content)).answer(KNOWN).tone
    walk = Walk(client, "days").send({"whom": "800"}, named("all.csv", content))
    assert walk.response.status_code == 400 and 'name="whom"' in walk.page


def people(most):
    from tests.intake.made import people

    lines = [f"{key};2025Q{quarter};1;60" for key in people(most) for quarter in (1, 2, 3, 4)]
    return "\n".join(["NISS;trimestre;code;jours", *lines]).encode()


def test_a_first_day_among_the_rows_is_asked_again_with_the_day_after(client):
    walk = walked(client, "end", "declaration.xml", {"start": "2025-10-01"}, KNOWN)
    assert walk.response.status_code == 400 and walk.asked == ["start"]
    assert "25 décembre 2025" in walk.page.partition("field__error")[2].partition("</p>")[0]


def test_nobody_knows_when_the_start_is_not_given(client):
    with DMFA.open("rb") as file:
        walk = Walk(client, "end").send({}, file)
    assert walk.asked == ["start", "admitted_before"]
    assert (
        walk.facts({"start": "", "admitted_before": "no"}).response.status_code == 400 and "field__error" in walk.page
    )


@pytest.mark.parametrize("address", ["/fr/file/nothing", "/fr/file/", "/xx/file/days"])
def test_there_is_no_such_question(client, address):
    assert client.get(address).status_code == 404 and client.post(address, {"end": "1"}).status_code == 404


def named(name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("walk_of", [WALKS[1], WALKS[4], WALKS[6]], ids=lambda of: of[0])
def test_the_answer_is_saved_as_a_report(client, walk_of):
    pytest.importorskip("typst")
    subject, _, *rest = walk_of
    walk = walked(client, subject, *rest)
    answer = walk.page
    made = walk.send({"as": "pdf"}).response
    assert (made.status_code, made["Content-Type"], made["Cache-Control"]) == (200, "application/pdf", "no-store")
    assert re.fullmatch(r'inline; filename="tremplin-\w+-\d{4}-\d\d-\d\d\.pdf"', made["Content-Disposition"])
    pages = "".join(pages_of(made.content))
    figures = re.findall(r'<dd><a class="why"[^>]*>(.*?)</a>', answer)
    assert figures and all(without_spaces(html.unescape(figure)) in pages for figure in figures)
