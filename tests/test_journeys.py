"""The eight journeys: the page is what its commands print, each is there, and no fact file is left over."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "journeys"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
JOURNEYS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
COMMAND = re.compile(r"^\$ \./do tremplin (\w+) (\w+) docs/journeys/([\w-]+\.yaml)(.*)$", re.MULTILINE)
HEADINGS = [
    "1. A Walloon job seeker loses benefit in March 2026",
    "2. A Brussels household before and after July 2023",
    "3. A farm in harvest",
    "4. A school in Namur",
    "5. A wijk-werker in month 11",
    "6. A resident of Eupen in 2022 and 2023",
    "7. An association",
    "8. A refused cleaning job",
]
DECISIONS = {"access", "activity", "hours", "tariff", "visit", "order", "fee", "tax_reduction"}
DECISIONS |= {"month_pay", "income", "combination", "handover", "split", "travel"}
SPOKEN = {"4": "fr", "5": "nl", "6": "de"}  # the others in English


def written(page):
    """What the script prints for a page, with what it says where it stops."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    command = ["sh", str(ROOT / "scripts" / "outputs"), str(page), "-"]
    return subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, encoding="utf-8")


def test_the_page_is_what_the_commands_print():
    made = written(FOLDER / "README.md")
    assert made.returncode == 0, made.stderr
    assert made.stdout == PAGE, "write it anew: ./do scripts/outputs docs/journeys/README.md"


def test_each_of_the_eight_is_there():
    assert list(JOURNEYS) == HEADINGS
    for heading in HEADINGS:
        anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        assert f"[{heading[3:]}](#{anchor})" in PAGE


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_journey_has_a_story_commands_and_what_to_do(heading):
    story, *_ = JOURNEYS[heading].strip().split("\n\n")
    assert 2 <= len(re.findall(r"[.?](?=\s|$)", story)) <= 3
    commands = COMMAND.findall(JOURNEYS[heading])
    assert 2 <= len(commands) <= 4
    assert JOURNEYS[heading].count("$ ./do") == len(commands)
    for _, _, file, options in commands:
        assert f"({file})" in JOURNEYS[heading], f"{file} is not linked"
        assert options.partition("--lang ")[2] == SPOKEN.get(heading[0], "")
    *_, last = JOURNEYS[heading].strip().split("\n\n")
    assert last.startswith("**What to do.** ")


def test_the_decisions_of_the_field_are_used():
    assert {decision for _, decision, _, _ in COMMAND.findall(PAGE)} == {f"ale_{name}" for name in DECISIONS}


def test_every_fact_file_is_used_and_says_what_it_is():
    files = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml")}
    assert {file for _, _, file, _ in COMMAND.findall(PAGE)} == set(files)
    for name, text in files.items():
        assert text.startswith("# "), name
        assert len(text.splitlines()) <= 16, f"{name} is no longer small"


def test_the_script_goes_on_after_a_backslash_and_keeps_other_blocks(tmp_path):
    page = tmp_path / "page.md"
    command = "$ ./do tremplin decide ale_fee \\\n    docs/journeys/association-fee.yaml --lang nl\n"
    kept = "```console\n$ ls\nREADME.md\n```\n\n```\n$ ./do tremplin demo\n```\n"
    page.write_text(f"{kept}\n```console\n{command}old words\n```\n", encoding="utf-8")
    made = written(page)
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith(f"{kept}\n```console\n{command}") and made.stdout.endswith("\n```\n")
    assert "7,45 €" in made.stdout and "old words" not in made.stdout


def test_the_script_stops_at_a_command_that_fails(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```console\n$ ./do tremplin decide ale_fee docs/journeys/none.yaml\n```\n", encoding="utf-8")
    made = written(page)
    assert made.returncode == 1 and "none.yaml" in made.stderr and made.stdout == ""
