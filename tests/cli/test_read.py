"""`tremplin read`: what a file says, its doubts, and its rows for a decision."""

import datetime
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.intake.made import ANNA, BRAM, CPAS, SHOP, dmfa
from tremplin.cli import app as commands
from tremplin.cli import reading
from tremplin.engine.kinds import LANGUAGES, read_day

FILES = Path(__file__).parents[1] / "intake" / "files"
WEEK = {"days_per_week": 5, "weekly_hours": 38, "full_time_weekly_hours": 38, "employer": CPAS}
FIRST = {"first_day": "2024-01-01", "last_day": "2024-03-31", **WEEK}
SECOND = {"first_day": "2024-04-15", "last_day": "2024-06-30", **WEEK, "employer": SHOP, "_worker_code": "495"}
ROWS = [
    {**FIRST, "service_code": 1, "days": 61.5, "hours": 467.4},
    {**FIRST, "service_code": 30, "days": 3.5, "hours": 26.6},
    {**SECOND, "service_code": 1, "days": 95},
    {**SECOND, "service_code": 50, "days": 5},
]


@pytest.fixture
def tremplin(monkeypatch, tmp_path):
    """Runs a command on 1 June 2026, in an empty folder that holds `declaration.xml` and `people.xml`."""
    monkeypatch.setattr(reading, "today", lambda: read_day("2026-06-01"))
    monkeypatch.setenv("TREMPLIN_LANG", "fr")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    Path("declaration.xml").write_bytes(dmfa({ANNA: ROWS}))
    Path("people.xml").write_bytes(dmfa({ANNA: ROWS[:2], BRAM: ROWS[2:]}))

    def run(*words, code=0, given=None):
        result = CliRunner().invoke(commands.app, [str(word) for word in words], input=given)
        assert result.exit_code == code, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


def test_a_declaration(tremplin):
    text = tremplin("read", "declaration.xml").stdout
    assert text.startswith("declaration.xml : déclaration DmfA, 710510 …, de T1 2024 à T2 2024, 3 lignes.\n")
    assert ANNA not in text
    table = text.partition("\n\n")[2].partition("\n\n")[0].replace("\u00a0", " ").splitlines()
    assert [" ".join(line.split()) for line in table] == [
        "code prestation jours h vaut effet",
        f"T1 2024 · {CPAS} · Q/S 38/38 h · article 60, § 7",
        "1 temps de travail payé avec cotisations ONSS 61,5 467,4 73,8 travail",
        "30 absence ou congé non payé 3,5 26,6 0 non compté",
        f"T2 2024 · 15/04/2024 – 30/06/2024 · {SHOP} · Q/S 38/38 h",
        "50 maladie ou accident de droit commun 5 – 0 non compté ou prolonge",
    ]


def test_totals_doubts_and_what_to_do_next(tremplin):
    text = tremplin("read", "declaration.xml").stdout
    total, left_out, note, after = (text.index(heading) for heading in ("\nEnsemble, selon le droit du 1er juin 2026\n", "\nLignes laissées de côté\n", "\nBon à savoir\n", "\nEnsuite\n"))  # fmt: skip  # noqa: E501
    assert total < left_out < note < after
    assert "journées de travail" in text[total:left_out]
    assert "sans les lignes laissées de côté" in text[total:left_out]
    assert "95 jours sont déclarés" in text[left_out:note]
    assert "[ligne 69, Form[2]/…/NaturalPerson[1]/…/Service[1]]" in text[left_out:note]
    assert "tremplin read declaration.xml --split > rows.csv" in text[after:]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [60, 100])
def test_every_line_fits_in_every_language(tremplin, monkeypatch, language, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    for name in ("declaration.xml", "people.xml", *(FILES / name for name in ("broken.csv", "termination.xml", "odd-codes.xml"))):  # fmt: skip  # noqa: E501
        lines = tremplin("read", name, "--lang", language).stdout.splitlines()
        said = [line for line in lines if str(FILES) not in line]
        assert max(len(line) for line in said) <= columns


def test_in_dutch(tremplin):
    text = tremplin("read", "declaration.xml", "--lang", "nl").stdout
    assert text.startswith("declaration.xml: DmfA-aangifte, 710510 …, van K1 2024 tot K2 2024, 3 regels.\n")
    assert "\nWeggelaten regels\n  er zijn 95 dagen aangegeven" in text
    assert "onbetaalde afwezigheid" in text and "\nGoed om te weten\n" in text


def test_json(tremplin):
    found = json.loads(tremplin("read", "declaration.xml", "--json").stdout)
    assert list(found) == ["file", "sha256", "format", "people", "doubts"]
    (person,) = found["people"]
    assert (person["person"], found["format"]) == (ANNA, "dmfa")
    assert person["rows"][0] == {
        "first_day": "2024-01-01",
        "last_day": "2024-03-31",
        "service_code": 1,
        "days": 61.5,
        "hours": 467.4,
        **WEEK,
    }
    assert len(person["rows"]) == len(person["places"]) == 3
    assert [(doubt["severity"], doubt["key"]) for doubt in found["doubts"]] == [
        ("refused", "doubt.days_beyond"),
        ("note", "doubt.benefit_unknown"),
    ]


def test_the_rows_go_into_a_decision(tremplin):
    rows = tremplin("read", "declaration.xml", "--split")
    assert rows.stdout.splitlines()[0] == (
        "first_day,last_day,service_code,days,hours,days_per_week,weekly_hours,full_time_weekly_hours,employer"
    )
    assert "95 jours sont déclarés" in rows.stderr and "Bon à savoir" not in rows.stderr
    Path("rows.csv").write_text(rows.stdout)
    Path("facts.yaml").write_text("birth_date: 1971-05-10\nclaim_date: 2024-07-01\n")
    decided = tremplin("decide", "admission", "facts.yaml", "--work", "rows.csv", "--json")
    steps = {step["name"]: step for step in json.loads(decided.stdout)["steps"]}
    assert steps["row_days"]["values"][0] == 73.8


def test_rows_over_two_quarters_are_cut(tremplin):
    Path("table.csv").write_text("du;au;code;jours;Q;S\n01/02/2025;31/05/2025;1;80;38;38\n")
    assert "laissez « tremplin read --split » estimer le partage" in " ".join(tremplin("read", "table.csv", code=2).stderr.split())  # fmt: skip  # noqa: E501
    rows = tremplin("read", "table.csv", "--split")
    assert [line.split(",")[:4] for line in rows.stdout.splitlines()[1:]] == [
        ["2025-02-01", "2025-03-31", "1", "38.59"],
        ["2025-04-01", "2025-05-31", "1", "41.41"],
    ]
    assert "C'est une estimation" in " ".join(rows.stderr.split())
    Path("rows.csv").write_text(rows.stdout)
    Path("facts.yaml").write_text("on: 2025-06-01\n")
    tremplin("decide", "working_days", "facts.yaml", "--work", "rows.csv")
    long = Path("facts-with-work.yaml")
    long.write_text("work: [{first_day: 2025-02-01, last_day: 2025-05-31, service_code: 1, days: 80}]\n")
    assert "tremplin read --split" in " ".join(tremplin("read", long, code=2).stderr.split())
    assert "38.59" in tremplin("read", long, "--split").stdout


def test_termination_pay_keeps_its_mark(tremplin):
    rows = tremplin("read", FILES / "termination.xml", "--split").stdout
    Path("rows.csv").write_text(rows)
    Path("facts.yaml").write_text("on: 2025-06-01\n")
    found = json.loads(tremplin("decide", "working_days", "facts.yaml", "--work", "rows.csv", "--json").stdout)
    assert found["ranges"]["days"][0] == 40


def test_several_people(tremplin):
    text = tremplin("read", "people.xml").stdout
    assert text.startswith("people.xml : déclaration DmfA, 2 personnes, de T1 2024 à T2 2024, 3 lignes.\n")
    assert "   1  710510 …       2     65  T1 2024\n" in text
    assert "   2  881102 …       1      5  T2 2024\n" in text
    assert "tremplin read people.xml --person 1" in text
    assert ANNA not in text and BRAM not in text


@pytest.mark.parametrize("key", ["1", ANNA, "71.05.10-000.62", "710510 …", "710510"])
def test_one_of_several_people(tremplin, key):
    text = tremplin("read", "people.xml", "--person", key).stdout
    assert "710510 …, T1 2024, 2 lignes." in text
    assert "95 jours" not in text
    found = json.loads(tremplin("read", "people.xml", "--person", key, "--json").stdout)
    assert [person["person"] for person in found["people"]] == [ANNA] and found["doubts"] == []


@pytest.mark.parametrize("words", [("--split",), ("--person", "88010100000"), ("--person", "3"), ("--svg", "a.svg")])
def test_whom_else(tremplin, words):
    text = tremplin("read", "people.xml", *words, code=2).stderr
    assert "1 (710510 …), 2 (881102 …)" in " ".join(text.split()) and ANNA not in text


def test_a_picture_of_the_year(tremplin):
    assert "Image écrite : year.svg" in tremplin("read", "declaration.xml", "--svg", "year.svg").stdout
    assert ET.parse("year.svg").getroot().tag.endswith("svg")  # noqa: S314
    assert "ne peut pas être lu" in tremplin("read", "declaration.xml", "--svg", "no/year.svg", code=2).stderr


def test_a_region(tremplin):
    text = tremplin("read", "declaration.xml", "--region", "flanders").stdout
    assert "n'existe plus en Flandre" in text and "article 60, § 7\n" not in text.partition("\n\n")[2][:200]


def test_standard_input(tremplin):
    text = tremplin("read", "-", given="trimestre;code;jours\n2025Q1;1;64\n").stdout
    assert text.startswith("stdin : tableau CSV, une personne, T1 2025, 1 ligne.\n")
    assert "Ensuite" not in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cut-off.xml", "ligne 35 : le fichier s'arrête avant sa fin"),
        ("empty.xml", "ce fichier est vide"),
        ("none.xml", "ce fichier n'existe pas"),
        ("onem.yaml", "pas de lignes de travail"),
    ],
)
def test_a_file_that_is_refused(tremplin, name, said):
    result = tremplin("read", FILES / name, code=2)
    assert said in " ".join(result.stderr.split()) and result.stdout == ""


def test_a_file_in_which_no_row_is_sound(tremplin):
    Path("table.csv").write_text("trimestre;code;jours\n2025Q1;1;95\n")
    result = tremplin("read", "table.csv", code=2)
    text = " ".join(result.stderr.split())
    assert "95 jours sont déclarés" in text and "aucune ligne n'a pu être lue" in text
    found = json.loads(tremplin("read", "table.csv", "--json", code=2).stdout)
    assert found["people"] == [] and len(found["doubts"]) == 3


def test_many_doubts_and_many_people_are_cut_short(tremplin):
    lines = [f"2025Q1;{code};1" for code in range(500, 530)]
    Path("table.csv").write_text("\n".join(["trimestre;code;jours", *lines]))
    assert "et 19 de plus ; --json les donne tous" in tremplin("read", "table.csv").stdout
    day = datetime.date(2025, 1, 1)
    names = [f"personne {number};{day};{day};1;1" for number in range(60)]
    Path("table.csv").write_text("\n".join(["nom;du;au;code;jours", *names]))
    assert "et 10 de plus" in tremplin("read", "table.csv").stdout
