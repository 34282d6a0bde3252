"""The reference is written from the program, is fresh, and leaves nothing out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_docs_readers import known_commands
from tremplin.ground.sentences import catalogue
from tremplin.law import belgian_law

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py")))
law = belgian_law()


def page(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def rows(text):
    """The cells of the lines of tables."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def section(text, title):
    return text.split(f"## `{title}`\n")[1].split("\n## ")[0]


def test_it_is_fresh():
    command = [sys.executable, "scripts/reference.py", "-"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert made.returncode == 0, made.stderr


def test_every_command_and_every_option_is_there():
    text = page("commands")
    known = known_commands()
    assert re.findall(r"^## `(\w+)`", text, re.MULTILINE) == list(known)
    for name, options in known.items():
        listed = set(re.findall(r"--[a-z-]+", " ".join(row[0] for row in rows(section(text, name)))))
        assert listed == options - {"--help"}, name


def test_every_way_that_a_command_ends_is_there():
    codes = {row[0].strip("`") for row in rows(page("commands")) if re.fullmatch(r"`\d`", row[0])}
    written = re.findall(r"SystemExit\((\d)\)|^WRONG_INPUT = (\d)|return WRONG_INPUT if faults else (\d)", SOURCE, re.M)
    assert codes == {"0"} | {found for groups in written for found in groups if found}


def test_every_parameter_is_there_for_everybody_it_holds_for():
    listed: dict[str, list[str]] = {}
    name = ""
    for row in rows(page("parameters"))[1:]:
        name = row[0].strip("`") or name
        listed.setdefault(name, []).append(row[3].strip("`"))
    assert listed == {
        one.name: list(one.groups) or ["all"] for one in sorted(law.parameters.values(), key=lambda of: of.name)
    }


@pytest.mark.parametrize("name", ["ale_hourly_pay", "partial_month"])
def test_a_parameter_says_its_days(name):
    found = [row for row in rows(page("parameters")) if row[0] == f"`{name}`"]
    assert found and all(re.fullmatch(r"\d{4}-\d\d-\d\d", row[4]) for row in found)


def test_every_setting_that_the_code_reads_is_there():
    listed = {row[0].strip("`") for row in rows(page("settings"))[1:]}
    assert set(re.findall(r"TREMPLIN_[A-Z]+(?:_[A-Z]+)*", SOURCE)) <= listed
    asked = re.findall(r"environ[^\n]*?[\"']([A-Z][A-Z_]+)[\"']", SOURCE)
    assert set(asked) <= listed


def test_every_error_is_there():
    listed = {row[0].strip("`") for row in rows(page("errors"))}
    wanted = {key for key in catalogue() if key.startswith(("fault.", "api.", "doubt.")) and ".place_" not in key}
    assert wanted <= listed
    raised = set(re.findall(r"Fault\((?:[^()]|\([^()]*\))*?, \"(\w+)\"", SOURCE))
    assert raised and {f"fault.{key}" for key in raised if f"fault.{key}" in catalogue()} <= listed


def test_every_choice_of_the_words_has_its_words():
    text = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    for name in set(re.findall(r"\(#words-of-(\w+)\)", text)):
        said = rows(text.split(f"## Words of `{name}`\n")[1].split("\n## ")[0])[1:]
        assert said and all(row[1] for row in said), name
