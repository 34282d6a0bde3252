"""`tremplin plan`: files and options in, the way to full rights out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tremplin.cli.app import app
from tremplin.cli.demo import DECLARATION
from tremplin.engine.kinds import LANGUAGES

OPTIONS = ["--birth-date", "1990-05-14", "--start", "2026-03-02", "--region", "german_community"]
OPTIONS += ["--aid", "integration_income", "--fact", "admitted_before=no"]
HEADINGS = "code;trimestre;jours;heures par semaine;heures temps plein"


@pytest.fixture
def plan(tmp_path, monkeypatch):
    monkeypatch.setenv("TREMPLIN_LANG", "fr")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def run(*words, code=0):
        result = CliRunner().invoke(app, ["plan", *map(str, words)])
        assert result.exit_code == code, result.output
        return " ".join(result.output.replace("\u202f", " ").split())

    return run


def test_the_sentence_of_the_circular_in_one_command(plan):
    said = plan(DECLARATION, *OPTIONS)
    assert said.startswith(
        "187 jours prouvés, 125 manquent. À temps plein dès le 2 mars 2026, le contrat finit entre le 24 juillet 2026 "
        "et le 6 août 2026 ; le droit s'ouvre le lendemain. demander à l'ONEM le 24 juin 2026"
    )
    assert "avril 2026 1 811,57 €" in said and "mars 2026 règle inconnue" in said
    assert (
        "n° 5, code 50 (maladie ou accident de droit commun), 31 jours, 01/07–30/09/2025 : L'allocation" in said
        and "[work[4].benefit_paid]" in said
    )
    assert "personne justifie de 312 journées de travail" in said
    assert "code 50" in said  # what the reader doubts


def test_json_is_that_of_decide(plan, tmp_path):
    found = json.loads(plan(DECLARATION, *OPTIONS, "--json"))
    assert found["decision"] == "article60_plan" and found["result"]["earliest"] == 0
    facts = {"birth_date": "1990-05-14", "start": "2026-03-02", "region": "german_community", "admitted_before": False}
    rows = json.loads(CliRunner().invoke(app, ["read", str(DECLARATION), "--json"]).output)["people"][0]["rows"]
    (tmp_path / "facts.json").write_text(json.dumps(facts | {"aid": "integration_income", "work": rows}))
    decided = CliRunner().invoke(app, ["decide", "article60_plan", "facts.json", "--json"])
    assert json.loads(decided.output)["result"] == found["result"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 100])
def test_every_line_fits_in_every_language(plan, language, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    words = [str(DECLARATION), *OPTIONS, "--hours", "19", "--cost", "3200", "--lang", language]
    output = CliRunner().invoke(app, ["plan", *words]).output
    assert [line for line in output.splitlines() if len(line) > width and len(max(line.split(), key=len)) < width] == []


def test_an_earlier_admission_that_is_left_out_is_supposed_not_to_be(plan):
    said = plan(DECLARATION, *OPTIONS[:-2])
    assert said.startswith("187 jours prouvés, 125 manquent.")
    assert "on suppose que la personne n'a encore jamais été admise au chômage" in said


def test_an_unknown_earlier_admission_is_asked_and_supposed(plan):
    said = plan(DECLARATION, *OPTIONS[:-2], "--fact", "admitted_before=null")
    assert said.startswith("Ce qu'il faut demander La personne a-t-elle déjà été admise au chômage")
    assert "Si ce n'est pas le cas : 187 jours prouvés, 125 manquent." in said


def test_nothing_given_asks_for_the_start(plan):
    assert "[start]" in plan()


def test_the_answer_of_onem_leads_and_ours_stands_beside_it(plan, tmp_path):
    (tmp_path / "onem.yaml").write_text("onem: {answered_on: 2026-03-02, days_to_work: 120, end_date: 2026-07-22}\n")
    said = plan(DECLARATION, *OPTIONS, "--onem", "onem.yaml", "--hours", "38")
    assert "le contrat finit entre le 17 juillet 2026 et le 22 juillet 2026" in said
    assert "l'ONEM donne le 22 juillet 2026 ; le compte de ses jours donne le 17 juillet 2026" in said
    assert "120 jours à travailler ; d'après les lignes, 125 (écart -5)" in said
    assert "fin d'après les lignes 24/07/2026 – 06/08/2026" in said


def test_what_an_office_sets(plan, tmp_path):
    entry = '- {parameter: partial_month, from: 2002-10-01, value: whole_month, source: "a decision"}\n'
    (tmp_path / "office.yaml").write_text(entry)
    paid = ["--fact", "work[4].benefit_paid=yes"]
    said = plan(DECLARATION, *OPTIONS, *paid, "--parameters", "office.yaml", "--hours", "38", "--cost", "3200")
    assert "subvention en tout 9 057,85 €" in said and "(la plus rapide," in said
    amount = '- {parameter: regional_full_time, by: wallonia, from: 2026-01-01, value: "1500.00", source: "SPW"}\n'
    (tmp_path / "office.yaml").write_text(entry + amount)
    said = plan(DECLARATION, *OPTIONS, "--region", "wallonia", "--parameters", "office.yaml", "--hours", "38")
    assert "avril 2026 1 500,00 €" in said and "fixé par un service" not in said.split("fiabilité")[0]


def test_the_asked_fact_can_be_given(plan):
    said = plan(DECLARATION, *OPTIONS, "--fact", "work[4].benefit_paid=no")
    assert "le contrat finit le 6 août 2026" in said and "[work[4]" not in said


def test_files_of_two_people_are_refused(plan):
    other = Path(__file__).parents[1] / "intake" / "files" / "consultation.xml"
    assert "autre personne" in plan(DECLARATION, other, *OPTIONS, code=2)


def test_an_office_cannot_set_what_the_law_sets(plan, tmp_path):
    (tmp_path / "office.yaml").write_text('- {parameter: pathway_months, from: 2020-01-01, value: 36, source: "we"}\n')
    assert "pathway_months" in plan(DECLARATION, *OPTIONS, "--parameters", "office.yaml", code=2)


def test_signed_too_early_offers_ways_out(plan):
    said = plan(DECLARATION, *OPTIONS, "--hours", "38", "--fact", "signed_until=2026-07-10", "--cost", "3200,50")
    assert "Ce qui peut être fait · prolonger le contrat de 27 jours" in said and "coût en plus :" in said


def test_a_clause_written_under_the_old_law_is_read_again(plan, tmp_path):
    facts = "birth_date: 1985-06-01\nadmitted_before: no\nstart: 2025-01-28\nclause_days_written: 468\nwork: []\n"
    (tmp_path / "facts.yaml").write_text(facts)
    said = plan("facts.yaml")
    assert "écrite avec 468 jours, elle met fin au contrat dès le 1er mars 2026 : le droit à une allocation" in said


def test_rows_of_a_table_and_of_a_file_of_facts_come_together(plan, tmp_path):
    (tmp_path / "rows.csv").write_text(f"{HEADINGS}\n1;2025-T3;66;38;38\n")
    (tmp_path / "facts.yaml").write_text(
        "admitted_before: no\nwork: [{first_day: 2025-10-01, last_day: 2025-12-31, service_code: 1, days: 66, "
        "days_per_week: 5, weekly_hours: 38, full_time_weekly_hours: 38}]\n"
    )
    said = plan("rows.csv", "facts.yaml", "--start", "2026-01-01", "--birth-date", "1995-01-01")
    assert said.startswith("156 jours prouvés, 156 manquent.")  # two quarters of 78


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--fact", "birthdate=1990-01-01"], "birth_date"),
        (["--fact", "birth_date"], "NOM=VALEUR"),
        (["--start", "2026-02-30"], "2026-02-30"),
        (["--birth-date", "2026-05-01"], "2026-05-01"),
        (["missing.xml"], "missing.xml"),
        (["--onem", "missing.yaml"], "missing.yaml"),
        (["--cost", "much"], "--cost"),
        (["--fact", "work[4].benefit_paid=yes"], "work[4]"),
    ],
)
def test_wrong_input_is_said_with_its_place(plan, words, said):
    assert said in plan("--start", "2026-03-02", *words, code=2)
