"""Every row of the dossier on the ALE has its place in the law: what it says is a number, a rule or a case there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAW, DOSSIER = ROOT / "src" / "tremplin" / "law" / "ale", ROOT.parent / "shared" / "law"
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in sorted(LAW.glob("*.yaml")))
NUMBERS = r"\d+(?:(?:, | and |–|-)\d+)*"

# texts.md § 2, and the sections of ale.md § 1-6 with what is left out of each.
ROWS = range(40, 76)
SECTIONS = {
    *("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2"),
    *("4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "6.1", "6.2", "6.3"),
    *("6.4", "6.5", "6.6"),
}
LEFT_OUT = {
    "3.3": "what happens beyond the limit was not found there; texts.md row 47 closed it",
    "5.10": "a training premium that was not found, and how often a region pays out",
}


def numbers(text):
    """`40, 45`, `50-58` and `rows 40 and 41` as single numbers."""
    for part in re.split(r", | and ", text):
        first, *last = re.split("–|-", part)
        yield from range(int(first), int(last[0] if last else first) + 1)


def test_every_row_of_the_texts_is_cited():
    """Only what is said of `texts.md`, up to the name of another file."""
    said = re.findall(r"texts\.md((?:(?!\.md)[^\"\n])*)", TEXT)
    cited = {
        number for text in said for found in re.findall(rf"\brows? ({NUMBERS})", text) for number in numbers(found)
    }
    assert [row for row in ROWS if row not in cited] == []


def test_every_section_of_the_dossier_is_cited():
    said = re.findall(r"ale\.md((?:(?!\.md)[^\"\n])*)", TEXT)
    cited = {section for text in said for section in re.findall(r"(?<![\d.])[1-6]\.\d{1,2}(?![\d.]\d)", text)}
    assert sorted(section for section in SECTIONS if section not in cited) == []


@pytest.mark.skipif(not DOSSIER.exists(), reason="the dossiers lie in the folder shared beside the repository")
def test_the_dossier_has_no_other_row_or_section():
    texts = (DOSSIER / "texts.md").read_text(encoding="utf-8")
    part = texts.split("\n# 2. ")[1].split("\n# 3. ")[0]
    assert {int(row) for row in re.findall(r"^\| (\d+) \|", part, re.MULTILINE)} == set(ROWS)
    headings = re.findall(r"^### (\d+\.\d+) ", (DOSSIER / "ale.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {heading for heading in headings if heading[0] in "123456"} == SECTIONS | set(LEFT_OUT)
