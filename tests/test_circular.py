"""No sentence of the circular is left out, each rule has its cases, and the page is what the program gives."""

import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from tremplin.cli.cases import count
from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.reading import read_yaml
from tremplin.law import belgian_law
from tremplin.law.article60 import clause

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seeds" / "004_d4cbfa3b561e537e.txt"
FOLDER = ROOT / "src" / "tremplin" / "sources" / "circular"
PAGE = ROOT / "docs" / "circular" / "README.md"
CASES = FOLDER / "circular.cases.yaml"

# The official text from its first row to its signature, as words() and official() below leave it:
# hashlib.sha256(" ".join(words(official(SEED.read_text(encoding="utf-8")))).encode()).hexdigest()
OFFICIAL_WORDS = 1633
OFFICIAL_SHA256 = "b29d69361dafdd07e79e62443226e8fc9dad4091f10890f89d2c3be19fa8da3f"

# People are found by where they stand, so that no name stands here.
PEOPLE = (
    (r"(Pour info\s?:) .*? (E-mail)", r"\1 […] \2"),
    (r"\S+@\S+( - \S+@\S+)*", "[…]"),
    (r"\d\d[./]\d{3}(?:[./]\d\d){2}( \d\d[./]\d{3}(?:[./]\d\d){2})*", "[…]"),
    (r"(Madame|Monsieur) \w+ \w+ (pour les CPAS)", r"\1 […] \2"),
    (r"(le président) \w+( \w+)*$", r"\1 […]"),
)
MISPRINTS = (("Madame Ia ", "Madame la "), ("Monsieur Ie ", "Monsieur le "))
TODAY, THEN = "2026", ("2006", "2007", "2008")
REGIONS = {"wallonia", "brussels", "flanders", "german_community"}
LABELS = {name: belgian_law().choices[f"region.{name}"]["en"] for name in REGIONS}

book = read_yaml((FOLDER / "sentences.yaml").read_bytes(), "sentences.yaml")
sentences = book["sentences"]
cases = read_yaml(CASES.read_bytes(), CASES.name)
decided = [said for said in sentences if said["kind"] in ("rule", "advice")]


def official(text):
    """The official text on one line, its two misprints mended and its people left out."""
    text = " ".join(text.split())
    for wrong, right in MISPRINTS:
        text = text.replace(wrong, right)
    for people, nobody in PEOPLE:
        text = re.sub(people, nobody, text)
    return text


def words(text):
    """Its words with their punctuation: signs in one form, note numbers as digits, no dashes of a list."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    return [word for word in text.split() if word != "-"]


def named(said, when):
    """The cases that a sentence names: by name, or by what comes before the region of each of four."""
    found = []
    for name in said.get("cases", {}).get(when, []):
        regional = {f"{name} ({label})" for label in LABELS.values()}
        its = [case for case in cases if case["case"] == name or case["case"] in regional]
        assert its, f"{said['number']}: no case is called {name}"
        found += its
    return found


def number_of(case):
    found = re.fullmatch(r"circ\. 27/02/2007, sentence (\d+)", case["source"])
    assert found, case["case"]
    return int(found[1])


def year(case):
    """The year whose law a case asks for: of its claim, its start or its contract."""
    given = case["given"]
    day = given.get("claim_date") or given.get("on") or given.get("start") or given["contract"][0]["first_day"]
    return str(day)[:4]


def test_the_sentences_are_the_words_of_the_circular():
    found = [word for said in sentences for word in words(said["text"])]
    assert len(found) == OFFICIAL_WORDS
    assert hashlib.sha256(" ".join(found).encode()).hexdigest() == OFFICIAL_SHA256


@pytest.mark.skipif(not SEED.exists(), reason="the official text lies in the folder shared beside the repository")
def test_the_sentences_are_the_words_of_the_official_file():
    text = words(official(SEED.read_text(encoding="utf-8")))
    assert [word for said in sentences for word in words(said["text"])] == text
    assert hashlib.sha256(" ".join(text).encode()).hexdigest() == OFFICIAL_SHA256


def test_a_word_more_or_less_is_seen():
    text = [word for said in sentences for word in words(said["text"])]
    for other in (text[1:], text[:-1], [*text, "et"], text[1::-1] + text[2:]):
        assert hashlib.sha256(" ".join(other).encode()).hexdigest() != OFFICIAL_SHA256


def test_sentences_are_numbered_without_a_hole():
    assert [said["number"] for said in sentences] == list(range(1, len(sentences) + 1))
    sections = list(dict.fromkeys(said["section"] for said in sentences))
    assert sections == ["objet", "1", "2", "3", "closing"]
    assert {said["kind"] for said in sentences} == {"rule", "fact", "advice", "contact", "form"}
    names = Counter(said["named"] for said in sentences if "named" in said)
    assert names == {"table row of references": 1, "letterhead": 1, "signature": 1}
    assert all(said["text"] == " ".join(said["text"].split()) for said in sentences)
    assert all(0 < other <= len(sentences) for said in sentences for other in said.get("see", []))


def test_no_people_and_no_numbers_of_people():
    pages = [path.read_text(encoding="utf-8") for path in (PAGE, *FOLDER.iterdir())]
    for page in pages:
        assert not re.search(r"[\w.]+@[\w-]+\.\w|\d\d[./]\d{3}[./]\d\d[./]\d\d", page)
    for said in sentences:
        assert official(said["text"]) == said["text"], said["number"]
    contacts = [said for said in sentences if said["kind"] == "contact" or said.get("named") == "signature"]
    assert len(contacts) == 3 and all("[…]" in said["text"] for said in contacts)


@pytest.mark.parametrize("said", decided, ids=lambda said: str(said["number"]))
def test_every_rule_and_advice_is_decided_then_and_today(said):
    for when, years in (("2007", THEN), ("today", (TODAY,))):
        found = named(said, when)
        assert found
        assert all(year(case) in years for case in found)
        if said.get("regions"):
            assert {case["given"].get("region") for case in found} >= REGIONS, when


def test_cases_and_sentences_name_each_other():
    naming = {
        case["case"]: said["number"] for said in sentences for when in ("2007", "today") for case in named(said, when)
    }
    assert naming == {case["case"]: number_of(case) for case in cases}
    assert len(naming) == len(cases), "two cases of one name"
    assert all(set(said.get("cases", {})) <= {"2007", "today"} for said in sentences)


def test_what_is_not_known_today_is_not_told():
    """The amounts of Wallonia and Brussels were not found: every case there that names an amount says so."""
    unknown = 0
    for case in cases:
        if case["given"].get("region") in ("wallonia", "brussels") and year(case) == TODAY:
            amounts = [*case["then"].get("months", {}).values()] + [case["then"].get("total")]
            assert set(amounts) == {None}, case["case"]
            unknown += "unset" in case["then"]
    assert unknown > 10


def test_the_cases_hold():
    passed, failed = count(belgian_law(), [CASES])
    assert (passed, failed) == (len(cases), 0)


def test_the_clause_is_the_circulars():
    advice = next(said["text"] for said in sentences if "clause résolutoire" in said["text"])
    assert clause.text(468, "fr") in advice.replace(" X ", " 468 ")


def test_the_page_is_what_the_program_gives():
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    command = ["sh", str(ROOT / "scripts" / "circular"), "-"]
    made = subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True)
    assert made.returncode == 0, made.stderr.decode()
    page = PAGE.read_text(encoding="utf-8")
    assert made.stdout.decode() == page, "write it anew: ./do scripts/circular"
    assert [int(number) for number in re.findall(r'^### <a id="s(\d+)">', page, re.MULTILINE)] == list(
        range(1, len(sentences) + 1)
    )
    assert all(f"> {said['text']}\n" in page for said in sentences)
    assert "./do scripts/circular" in page.split("\n## ")[0]


def texts_of(said):
    return [said["title"], said["does"], *(note["says"] for note in said.get("dossier", []))]


def test_everything_of_ours_is_said_in_four_languages():
    for said in sentences:
        for texts in texts_of(said):
            assert list(texts) == list(LANGUAGES) and all(texts.values()), (said["number"], texts)
            assert len(set(texts.values())) == len(LANGUAGES), (said["number"], texts)
            assert len({tuple(sorted(re.findall(r"`[^`]+`", text))) for text in texts.values()}) == 1, said["number"]
    assert all(list(texts) == list(LANGUAGES) for texts in book["sections"].values())


def test_every_case_has_a_name_in_each_language():
    names = read_yaml((FOLDER / "names.yaml").read_bytes(), "names.yaml")
    endings = "|".join(re.escape(label) for label in LABELS.values())
    plain = {re.sub(rf" \(({endings})\)$", "", case["case"]).removesuffix(", today") for case in cases}
    assert plain == set(names)
    assert all(list(texts) == ["fr", "nl", "de"] and name not in texts.values() for name, texts in names.items())


def test_no_figure_is_typed_by_hand():
    for said in sentences:
        typed = [text for of in texts_of(said) for text in of.values()]
        for text in typed:
            assert not re.search(r"\d", re.sub(r"`[^`]*`", "", text)), (said["number"], text)


@pytest.mark.skipif(not (SHARED / "law").exists(), reason="the dossiers lie in the folder shared beside the repository")
def test_the_dossier_says_it_with_that_mark():
    rows = {name: dossier_rows(name) for name in ("article60.md", "texts.md")}
    for said in sentences:
        for note in said.get("dossier", []):
            assert note["of"] in {"2007", "today", *REGIONS}
            name, _, place = note["source"].partition(" ")
            cells = rows[name].get(place.removeprefix("row "))
            if cells is None:
                assert place in ("closing table", "table 4.7"), note
                assert note.get("mark", "NF") == "NF"
            else:
                assert any(cell.startswith(note["mark"]) for cell in cells), (said["number"], note)


def dossier_rows(name):
    """The rows of a dossier's tables by their identifier: their cells, without stars."""
    lines = (SHARED / "law" / name).read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        cells = [cell.strip().replace("*", "") for cell in line.strip("| ").split("|")]
        if line.startswith("| ") and re.fullmatch(r"\d+(\.\d+)?", cells[0]):
            found.setdefault(cells[0], cells[1:])
    return found
