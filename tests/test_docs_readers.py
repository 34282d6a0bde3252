"""A first page and a ten-minute tutorial for each reader: short, complete, and true when they are run."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tremplin.ground.reading import read_yaml

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
READERS = {
    "worker": "fr",
    "social-worker": "fr",
    "finance": "fr",
    "ale-agent": "fr",
    "analyst": "en",
    "integrator": "en",
    "operator": "en",
    "contributor": "en",
}
TUTORIAL_OF = {reader: "office" if reader == "finance" else reader for reader in READERS}
"""Which tutorial a reader is led to; a social worker may also take that of the office."""
LANGUAGE_OF = {TUTORIAL_OF[reader]: language for reader, language in READERS.items()} | {"agency": "fr"}
"""That of the agency is a second one of an ALE's agent; `tests/office/demo` follows it."""
SAID = {
    "fr": [
        "**Le moment qui compte.**",
        "## Trois choses à faire maintenant",
        "## Ce que Tremplin ne fait pas",
        "## Ensuite",
    ],
    "en": [
        "**The moment that matters.**",
        "## Three things to do now",
        "## What it does not do",
        "## Where to go next",
    ],
}
FIRST = {reader: (DOCS / "for" / f"{reader}.md").read_text(encoding="utf-8") for reader in READERS}
TUTORIALS = {name: (DOCS / "tutorials" / f"{name}.md").read_text(encoding="utf-8") for name in LANGUAGE_OF}
MOST_LINES = 45
MOST_STEPS = 7


def written(page):
    """What the script prints for a page, with what it says where it stops."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    command = ["sh", str(ROOT / "scripts" / "outputs"), str(page), "-"]
    return subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, encoding="utf-8")


def test_each_reader_has_both_pages_and_no_other_is_there():
    for folder, names in (("for", READERS), ("tutorials", TUTORIALS)):
        assert {page.stem for page in (DOCS / folder).glob("*.md")} == set(names)
    map_of_all = (DOCS / "README.md").read_text(encoding="utf-8")
    for reader in READERS:
        assert f"(for/{reader}.md)" in map_of_all and f"(tutorials/{TUTORIAL_OF[reader]}.md)" in map_of_all


@pytest.mark.parametrize(("reader", "language"), READERS.items())
def test_a_first_page_is_one_page_with_all_its_parts(reader, language):
    text = FIRST[reader]
    assert text.startswith(f"<!-- lang: {language} -->\n# ")
    places = [text.index(part) for part in SAID[language]]
    assert places == sorted(places)
    assert len(text.splitlines()) <= MOST_LINES
    three = text.split(SAID[language][1])[1].split("\n## ")[0]
    assert re.findall(r"^(\d)\. ", three, re.MULTILINE) == ["1", "2", "3"]
    assert f"(../tutorials/{TUTORIAL_OF[reader]}.md)" in text


@pytest.mark.parametrize(("name", "language"), LANGUAGE_OF.items())
def test_a_tutorial_is_ten_minutes_of_steps(name, language):
    text = TUTORIALS[name]
    first = {"fr": "# Dix minutes : ", "en": "# Ten minutes: "}[language]
    assert text.startswith(f"<!-- lang: {language} -->\n{first}")
    steps = [int(number) for number in re.findall(r"^## (\d)\. ", text, re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1)) and 5 <= len(steps) <= MOST_STEPS
    for reader in [reader for reader, of in TUTORIAL_OF.items() if of == name] or ["ale-agent"]:
        assert f"(../for/{reader}.md)" in text


@pytest.mark.parametrize("reader", [name for name, text in TUTORIALS.items() if "$ ./do tremplin" in text])
def test_a_tutorial_is_what_its_commands_print(reader):
    page = DOCS / "tutorials" / f"{reader}.md"
    made = written(page)
    assert made.returncode == 0, made.stderr
    assert made.stdout == TUTORIALS[reader], f"write it anew: ./do scripts/outputs {page.relative_to(ROOT)}"


@pytest.mark.parametrize("reader", [name for name, text in TUTORIALS.items() if ">>> " in text])
def test_the_python_of_a_tutorial_runs(reader, monkeypatch):
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(DOCS / "tutorials" / f"{reader}.md"), module_relative=False)
    assert tried > 0 and failed == 0


@pytest.mark.parametrize("reader", READERS)
def test_the_commands_of_a_page_exist(reader):
    """Every command and option that a page names, also where it is not run, is one of the program's."""
    options = known_commands()
    for text in (FIRST[reader], TUTORIALS[TUTORIAL_OF[reader]]):
        for command, rest in re.findall(r"(?:\./do |`)tremplin (\w+)((?:[^`|]|\\\n)*?)(?=[`|]|$)", text, re.MULTILINE):
            assert command in options, command
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= options[command] | {"--help"}, command
        for file in re.findall(r"\b(?:src|docs|tests)/[\w./-]+\.\w+", text):
            assert (ROOT / file).exists(), file


def known_commands():
    """The options of each command, as its help says them."""
    from typer.testing import CliRunner

    from tremplin.cli.app import app

    def helped(*words):
        return CliRunner(env={"COLUMNS": "200"}).invoke(app, [*words, "--help"]).output

    def options(name):
        lines = re.findall(r"^  (-\S.*?)(?:  |$)", helped(name), re.MULTILINE)
        return {option for line in lines for option in re.findall(r"--[a-z-]+", line)}

    names = re.findall(r"^  ([a-z]+) ", helped().split("Commands:")[1], re.MULTILINE)
    return {name: options(name) for name in names}


def test_every_file_beside_the_tutorials_is_used():
    text = "\n".join(TUTORIALS.values()) + "\n".join(FIRST.values())
    for path in (DOCS / "tutorials").iterdir():
        assert path.suffix == ".md" or f"({path.name})" in text, path.name
        if path.suffix == ".yaml":
            assert path.read_text(encoding="utf-8").startswith("# "), f"{path.name} says what it is"
            assert read_yaml(path.read_bytes(), path.name)


def test_an_exercise_leaves_the_tree_as_it_is():
    before = (ROOT / "src" / "tremplin" / "law" / "ale" / "cheque.py").read_text(encoding="utf-8")
    assert "handover_days_late" in TUTORIALS["contributor"] and "handover_days_late" not in before


def test_a_change_that_does_not_fit_stops_the_script(tmp_path):
    page = tmp_path / "page.md"
    change = "--- a/src/tremplin/__main__.py\n+++ b/src/tremplin/__main__.py\n@@ -1,1 +1,1 @@\n-no such line\n+other\n"
    page.write_text(f"```diff\n{change}```\n", encoding="utf-8")
    made = written(page)
    assert made.returncode == 1 and "does not fit" in made.stderr


def test_a_command_that_ends_otherwise_than_said_stops_the_script(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```console\n$ ./do tremplin facts ale_fee  # exit 2\n```\n", encoding="utf-8")
    assert written(page).returncode == 1
