"""The documentation is a contract: its lists are complete, its examples run, its links lead somewhere."""

import doctest
import re
from functools import cache
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
    for table in (table for table in law.rows.values() if table.columns):
        rows = text.split(f"## Rows of `{table.name}`")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)`", rows, re.MULTILINE) == list(table.columns)


def test_every_command_is_in_the_readme():
    from tremplin.cli.app import app

    text = (ROOT / "README.md").read_text() + (ROOT / "docs" / "first-hour.md").read_text()
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert [name for name in names if not re.search(rf"(tremplin|`|/do) ?{name}\b", text)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    """Files, pictures and headings; what stands in blocks of code is no link."""
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
    for target in targets:
        if not re.match(r"https?://", target):
            file, _, heading = target.partition("#")
            found = page.parent / file if file else page
            assert found.exists(), target
            assert not heading or heading in headings(found), target


@cache
def headings(page):
    """What a forge calls each heading of a page in an address (the second of a name has `-1`), or a line of a file."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    if page.suffix != ".md":
        return {f"L{line}" for line in range(1, text.count("\n") + 2)}
    said = [
        re.sub(r"[^\w\s-]", "", line.lower()).strip().replace(" ", "-") for line in re.findall(r"^#+ (.+)$", text, re.M)
    ]
    numbered = [f"{one}-{said[:place].count(one)}" if one in said[:place] else one for place, one in enumerate(said)]
    return {*numbered, *re.findall(r'(?:id|name)="([^"]+)"', text)}


def test_every_page_and_picture_is_led_to():
    """From the README on, through links: nothing is left lying about."""
    known, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in known or not page.exists():
            continue
        known.add(page)
        if page.suffix == ".md":
            text = page.read_text(encoding="utf-8")
            targets = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'src="([^"]+)"', text)
            waiting += [(page.parent / target).resolve() for target in targets if "://" not in target]
    there = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs" / "pictures").iterdir()]
    assert [str(path.relative_to(ROOT)) for path in there if path not in known] == []


def test_pictures_are_small_and_made_by_the_script():
    pictures = {path.stem: path for path in (ROOT / "docs" / "pictures").iterdir()}
    script = (ROOT / "scripts" / "screenshots.py").read_text(encoding="utf-8")
    assert set(re.findall(r'^    "([\w-]+)": Shot\(', script, re.MULTILINE)) == set(pictures)
    for path in pictures.values():
        assert path.suffix == ".png" and path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size <= 80_000


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
