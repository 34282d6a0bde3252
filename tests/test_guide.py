"""No segment of the ALE guide is left out, none is copied, each rule has its cases, and the page is what they give."""

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
from tremplin.engine.kinds import LANGUAGES, STATUSES
from tremplin.ground.reading import read_yaml
from tremplin.law import belgian_law

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SEED = SHARED / "seeds" / "000_ab8adb264a84a55a.txt"
FOLDER = ROOT / "src" / "tremplin" / "sources" / "guide"
PAGE = ROOT / "docs" / "guide" / "README.md"
WHENS = ("then", "today")
REGIONS = ("wallonia", "brussels", "flanders", "german_community")
ROWS = dict(zip(("Wallonia", "Brussels", "Flanders", "German"), REGIONS, strict=True))
KINDS = {"rule", "fact", "praise", "pointer", "question", "heading"}
NO_RULE = {
    "fr": ("Pas de règle : ", "Réponse plus bas."),
    "nl": ("Geen regel: ", "Antwoord hieronder."),
    "de": ("Keine Regel: ", "Antwort unten."),
    "en": ("No rule: ", "Answered below."),
}
RUN = 5
"""So many words in a row, the same as the guide's, would be its own words."""

needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the guide lies in the folder shared beside the repository")
needs_dossiers = pytest.mark.skipif(
    not (SHARED / "law").exists(), reason="the dossiers lie in the folder shared beside the repository"
)

law = belgian_law()
book = read_yaml((FOLDER / "entries.yaml").read_bytes(), "entries.yaml")
entries = book["entries"]
reconciled = read_yaml((FOLDER / "reconciliations.yaml").read_bytes(), "reconciliations.yaml")
FILES = sorted(FOLDER.glob("*.cases.yaml"))
cases = [case for path in FILES for case in read_yaml(path.read_bytes(), path.name)]
HASHES = [line.split("  ") for line in (FOLDER / "segments.sha256").read_text(encoding="utf-8").splitlines()]
rules = [entry for entry in entries if entry["kind"] == "rule"]


def one_form(text):
    """The same letters and signs however they are typed, on one line."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())


def segments(text):
    """The guide in its order: headings, sentences, items of lists, questions, cells of tables and their items."""
    for line in map(one_form, text.splitlines()):
        if "|" in line:
            for cell in line.split("|"):
                yield from (item for item in re.split(r"(?:^|\s|(?<=\w))[–-] (?=[+\w])", cell.strip()) if item)
        elif line.endswith("?"):
            yield line
        elif line:
            yield from re.split(r"(?<=[.?!])\s+(?=[A-ZÀÂÇÉÈ])", line.removeprefix("- "))


def cells(text):
    """Without the rules of the tables, which say nothing."""
    return [part.strip() for part in segments(text) if set(part) - set("-| ")]


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def entry_of(case):
    found = re.fullmatch(r"guide (\S+)", case["source"])
    assert found, case["case"]
    return found[1]


def days(case):
    """The days, months and years that a case is asked for; none where the law has only one."""
    given = case["given"]
    names = ("on", "month", "year", "worked_on", "notified_on", "bought_on", "issued_on", "validated_on")
    return [str(given[name]) for name in names if name in given]


def whens(case):
    asked = days(case)
    return {when for when in WHENS if not asked or any(date_of(when).startswith(day[:4]) for day in asked)}


def date_of(when):
    return str(book["guide"]["then"] if when == "then" else book["today"])


def plain_words(text):
    return re.findall(r"\w+", one_form(text).lower())


def runs(text, length=RUN):
    found = plain_words(text)
    return {" ".join(found[at : at + length]) for at in range(len(found) - length + 1)}


def test_each_hash_has_its_entry_in_the_order_of_the_guide():
    assert [name for _, name in HASHES] == [entry["id"] for entry in entries]
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest, _ in HASHES)
    assert not [name for name, times in Counter(name for _, name in HASHES).items() if times > 1]
    assert len(HASHES) == 103


@needs_seed
def test_the_guide_gives_exactly_these_hashes():
    found = cells(SEED.read_text(encoding="utf-8"))
    assert [sha256(part) for part in found] == [digest for digest, _ in HASHES]


@needs_seed
def test_a_segment_more_or_less_is_seen():
    text = SEED.read_text(encoding="utf-8")
    hashes = [digest for digest, _ in HASHES]
    for other in (text + "\nUne ligne de plus.", text[1:], text.replace("4,10", "4,20"), text.replace(" | Forem", "")):
        assert [sha256(part) for part in cells(other)] != hashes


@needs_seed
def test_nothing_is_copied_from_the_guide():
    guide = runs(SEED.read_text(encoding="utf-8"))
    own = [PAGE, *sorted(FOLDER.glob("*.yaml"))]
    for path in own:
        assert sorted(guide & runs(path.read_text(encoding="utf-8"))) == [], path.name
    for part, entry in zip(cells(SEED.read_text(encoding="utf-8")), entries, strict=True):
        assert plain_words(part) != plain_words(entry["says"]["fr"]), entry["id"]


def test_each_entry_says_what_it_is():
    assert {entry["kind"] for entry in entries} == KINDS
    for entry in entries:
        assert set(entry) <= {"id", "kind", "says", "does", "see"}, entry["id"]
        assert entry["id"].split(".")[0] in {*book["sections"], "F1", "F2", "F3"}, entry["id"]
        for language, starts in NO_RULE.items():
            assert entry["does"][language].startswith(starts) is (entry["kind"] != "rule"), (entry["id"], language)
            for name in re.findall(r"`(ale_\w+)`", entry["does"][language]):
                assert name in law.decisions, (entry["id"], name)


def test_everything_is_said_in_four_languages():
    said = [entry[key] for entry in entries for key in ("says", "does")]
    said += [one[key] for one in reconciled for key in ("guide", "held")]
    said += [book["guide"]["why"], *book["sections"].values()]
    for texts in said:
        assert list(texts) == list(LANGUAGES) and all(texts.values()), texts
        assert len(set(texts.values())) == len(LANGUAGES), texts
        assert len({tuple(sorted(re.findall(r"`[^`]+`", text))) for text in texts.values()}) == 1, texts


def test_every_case_has_a_name_in_each_language():
    names = read_yaml((FOLDER / "names.yaml").read_bytes(), "names.yaml")
    places = "Wallonia|Brussels|Flanders|German-speaking Community"
    plain = {re.sub(rf" \(({places})\)$", "", case["case"]).removesuffix(", today") for case in cases}
    assert plain == set(names)
    for english, texts in names.items():
        assert list(texts) == ["fr", "nl", "de"] and english not in texts.values(), english


def test_entries_lead_to_cases():
    names = {entry["id"] for entry in entries}
    with_cases = {entry_of(case) for case in cases}
    assert with_cases <= {entry["id"] for entry in rules}
    for entry in entries:
        assert set(entry.get("see", ())) <= names - {entry["id"]}
        if entry["kind"] in ("rule", "question"):
            assert entry["id"] in with_cases or set(entry.get("see", ())) & with_cases, entry["id"]


def test_every_question_and_every_row_of_the_regions_is_decided():
    with_cases = {entry_of(case) for case in cases}
    assert {"F1", "F2", "F3"} <= {name.split(".")[0] for name in with_cases}
    for row, where in ROWS.items():
        its = [case for case in cases if entry_of(case).startswith(f"T3.{row}.")]
        assert {when for case in its if case["given"].get("region") == where for when in whens(case)} == set(WHENS), row


@pytest.mark.parametrize("entry", rules, ids=lambda entry: entry["id"])
def test_each_rule_is_decided_then_and_today_in_each_region(entry):
    """A cell of a region's row in that region (access: one cell for all); anything else in all that have one."""
    its = [case for case in cases if entry_of(case) == entry["id"]]
    if not its:
        assert entry["see"]
        return
    row = re.match(r"T3\.(\w+)\.(?!access)", entry["id"])
    needed = {ROWS[row[1]]} if row else set(REGIONS)
    for when in WHENS:
        asked = [case for case in its if when in whens(case)]
        assert asked, when
        regional = [case for case in asked if "region" in case["given"]]
        if regional:
            assert {case["given"]["region"] for case in regional} >= needed, when


def test_cases_have_names_of_their_own_and_days_of_the_guide_or_today():
    assert not [name for name, times in Counter(case["case"] for case in cases).items() if times > 1]
    assert [case["case"] for case in cases if not whens(case)] == []


def test_the_sixteen_reconciliations_are_there():
    assert [one["number"] for one in reconciled] == list(range(1, 17))
    names = {entry["id"] for entry in entries}
    for one in reconciled:
        assert set(one) == {"number", "guide", "held", "entries", "article", "source", "mark", "status"}, one["number"]
        assert set(one["entries"]) <= names and one["entries"], one["number"]
        assert one["status"] in STATUSES, one["number"]
        shown = {entry_of(case) for case in cases} & set(one["entries"])
        assert shown or "statistic" in one["article"], one["number"]
        assert set(LANGUAGES) == set(one["guide"]) == set(one["held"]), one["number"]


@needs_dossiers
def test_the_reconciliations_are_those_of_the_dossier():
    text = (SHARED / "law" / "ale.md").read_text(encoding="utf-8")
    table = text.split("\n## 12. ")[1].split("\n## 13. ")[0]
    assert re.findall(r"^\| (\d+) \|", table, re.MULTILINE) == [str(one["number"]) for one in reconciled]
    texts = (SHARED / "law" / "texts.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| (\d+) \|", texts, re.MULTILINE))
    for one in reconciled:
        assert set(re.findall(r"texts\.md row (\d+)", one["source"])) <= rows, one["number"]


def test_the_cases_hold():
    assert count(law, FILES) == (len(cases), 0)


def test_the_page_is_what_the_program_gives():
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    command = ["sh", str(ROOT / "scripts" / "guide"), "-"]
    made = subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True)
    assert made.returncode == 0, made.stderr.decode()
    page = PAGE.read_text(encoding="utf-8")
    assert made.stdout.decode() == page, "write it anew: ./do scripts/guide"
    assert re.findall(r'<a id="([\w.]+)"></a>', page) == [f"R{n}" for n in range(1, 17)] + [e["id"] for e in entries]


def test_no_figure_of_the_law_is_typed_by_hand():
    """In what the program does; what the guide says, and what held, have theirs."""
    for entry in entries:
        for text in entry["does"].values():
            assert not re.search(r"\d", re.sub(r"`[^`]*`", "", text)), entry["id"]
