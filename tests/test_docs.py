"""The documentation is a contract: its lists are complete, its examples run, its links lead somewhere."""

import doctest
import re
from pathlib import Path

import pytest

from tremplin.law import belgian_law

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)
law = belgian_law()


def test_every_decision_fact_and_result_is_in_the_words():
    text = (ROOT / "docs" / "words.md").read_text()
    for decision in [*law.decisions.values(), *law.searches.values()]:
        section = text.split(f"## `{decision.name}`")[1].split("\n## ")[0]
        assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == {*decision.given, *decision.then}
    for title, table in (("Work rows", "work"), ("Contract rows", "contract")):
        rows = text.split(f"## {title}")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)`", rows, re.MULTILINE) == list(law.rows[table].columns)


def test_every_command_is_in_the_readme():
    from tremplin.cli.app import app

    text = (ROOT / "README.md").read_text() + (ROOT / "docs" / "first-hour.md").read_text()
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert [name for name in names if not re.search(rf"(tremplin|`|/do) ?{name}\b", text)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_every_decision_about_the_house_is_listed():
    text = (ROOT / "docs" / "adr" / "README.md").read_text()
    written = {path.name for path in (ROOT / "docs" / "adr").glob("0*.md")}
    assert set(re.findall(r"\((0\d{3}[\w-]+\.md)\)", text)) == written


def test_python_examples_of_the_readme_run():
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried > 0 and failed == 0


def test_no_page_names_a_registry_or_this_machine():
    for page in PAGES:
        assert not re.search(r"pypi\.org|files\.pythonhosted|/work/|/root/", page.read_text()), page.name


def test_the_plan_of_the_readme_is_what_the_command_says(monkeypatch):
    from typer.testing import CliRunner

    from tremplin.cli.app import app

    for name, value in (("TREMPLIN_LANG", "fr"), ("COLUMNS", "80")):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    block = next(text for text in (ROOT / "README.md").read_text().split("```") if "tremplin plan src" in text)
    command, _, shown = block.partition("tremplin plan ")[2].partition("german_community --aid integration_income\n")
    words = f"{command.replace(chr(92), ' ')} german_community --aid integration_income".split()
    said = CliRunner().invoke(app, ["plan", *words]).output.splitlines()
    assert [line for line in shown.splitlines() if line.strip() != "…" and line not in said] == []
