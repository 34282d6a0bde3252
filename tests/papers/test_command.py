"""`tremplin report`: files and options in, a page out."""

import hashlib

import pytest
import yaml
from typer.testing import CliRunner

from tests.papers.made import SAMPLE
from tremplin.cli.app import app


def written(folder):
    return (folder / "report.html").read_text().replace("\u00a0", " ")


@pytest.fixture
def report(tmp_path, monkeypatch):
    monkeypatch.setenv("TREMPLIN_LANG", "fr")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_text(yaml.safe_dump(SAMPLE))

    def run(*words, code=0):
        result = CliRunner().invoke(app, ["report", *words])
        assert result.exit_code == code, result.output
        return result

    return run


def test_html_by_default(report, tmp_path):
    said = report("facts.yaml", "--name", "Samira Benali", "--made-on", "2026-02-10").output
    assert "110" in said and "report.html est fait." in said
    text = written(tmp_path)
    assert "Samira Benali" in text and "10 février 2026" in text
    assert hashlib.sha256((tmp_path / "facts.yaml").read_bytes()).hexdigest() in text


def test_the_ending_decides(report, tmp_path):
    pytest.importorskip("typst")
    report("facts.yaml", "-o", "out.pdf", "--worker", "--lang", "de")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert "html" in report("facts.yaml", "-o", "out.doc", code=2).output


def test_options_go_over_the_files(report, tmp_path):
    report("facts.yaml", "--start", "2026-05-04", "--birth-date", "1990-01-02", "--fact", "admitted_before=yes")
    text = written(tmp_path)
    assert "4 mai 2026" in text and "2 janvier 1990" in text


def test_rows_may_come_from_a_table(report, tmp_path):
    (tmp_path / "rows.csv").write_text(
        "first_day,last_day,service_code,days,days_per_week,weekly_hours,full_time_weekly_hours,employer\n"
        "2025-07-01,2025-09-30,1,66,5,38,38,x\n"
    )
    report("rows.csv", "--start", "2026-03-02", "--birth-date", "1990-01-02", "--fact", "admitted_before=no")
    text = written(tmp_path)
    assert "T3 2025" in text and "rows.csv" in text
    report("facts.yaml", "rows.csv", code=0)
    assert text != written(tmp_path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["facts.yaml", "--fact", "nonsense"], "NOM=VALEUR"),
        (["facts.yaml", "--fact", "birthdate=2000-01-01"], "birth_date"),
        (["facts.yaml", "--start", "2026-99-01"], "n'existe pas"),
        (["facts.yaml", "--made-on", "demain"], "--made-on"),
        (["nowhere.yaml"], "n'existe pas"),
        (["facts.yaml", "-o", "no/where/out.html"], "ne peut pas être écrit"),
        ([], "claim_date"),
    ],
)
def test_what_is_wrong_is_said_with_its_mend(report, words, said):
    assert said in report(*words, code=2).output
