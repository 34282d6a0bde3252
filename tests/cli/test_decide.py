"""`decide` and `explain`."""

import json
import os
import pty
import subprocess
import sys

import pytest

from tests.engine import meadow
from tremplin.cli import quick
from tremplin.engine.kinds import LANGUAGES
from tremplin.lawbook.load import load

OFFICE = "- {parameter: dogs_allowed, from: 2024-01-01, value: 3, source: council}\n"


def test_one_sentence_then_the_results_then_what_would_change_it(tremplin):
    assert tremplin("decide", "entry", "facts.yaml").stdout == (
        "May I enter for free? (fr) Non.\n"
        "\n"
        "  age (fr)             20\n"
        "  fee (fr)             4,50 €\n"
        "  free (fr)            non\n"
        "  free by (fr)         aucun\n"
        "  blooms brought (fr)  4\n"
        "  may enter free (fr)  non\n"
        "  fiabilité            confirmé\n"
        "\n"
        "Ce qui changerait la réponse\n"
        "  enough blooms (fr) : il manque 6\n"
        "  member (fr) : non\n"
        "  guest (fr) : non\n"
        "\n"
        "Les raisons : tremplin explain entry facts.yaml\n"
    ).replace("€", "€")


def test_what_is_missing_comes_with_its_question(tremplin):
    result = tremplin("decide", "entry", "-", given="visit: 2010-06-01\nmember_card: yes\nplants: []\n")
    assert "Ce qu'il faut demander\n  dogs (fr) : dogs? (fr)  [dogs]\n" in result.stdout
    assert "tremplin explain" not in result.stdout


def test_a_range_and_what_is_in_doubt(tremplin):
    result = tremplin(
        "decide",
        "entry",
        "-",
        given="visit: 2010-06-01\ndogs: 1\nmember_card: no\ninvited: no\nplants: [{plant_code: 9, pots: 7}]\n",
    )
    assert "blooms brought (fr)  entre 0 et 7\n" in result.stdout
    assert "plants (fr), ligne 1 : sort (fr) : weed ou bloom" in result.stdout


def test_json_is_the_answer_of_the_vocabulary(tremplin, law):
    found = json.loads(tremplin("decide", "entry", "facts.yaml", "--json").stdout)
    assert list(found) == ["decision", "law", "result", "undetermined", "ranges", "missing", "unset", "status", "steps"]
    assert found["law"] == law.fingerprint
    assert found["result"]["fee"] == "4.50"


def test_json_facts_are_read_too(tremplin):
    facts = {"visit": "2010-06-01", "member_card": True, "dogs": 0}
    found = json.loads(tremplin("decide", "entry", "-", "--json", given=json.dumps(facts)).stdout)
    assert found["result"]["may_enter"] is True


@pytest.mark.parametrize(
    ("language", "word"), [*zip(LANGUAGES, ("fiabilité", "zekerheid", "Sicherheit", "how sure"), strict=True)]
)
def test_in_four_languages(tremplin, language, word):
    assert word in tremplin("decide", "entry", "facts.yaml", "--lang", language).stdout
    assert word in tremplin("explain", "entry", "facts.yaml", "--lang", language).stdout


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"TREMPLIN_LANG": "nl", "LANG": "en_US.UTF-8"}, "zekerheid"),
        ({"TREMPLIN_LANG": "", "LANG": "en_US.UTF-8"}, "how sure"),
        ({"TREMPLIN_LANG": "", "LANG": "C.UTF-8"}, "fiabilité"),
        ({"TREMPLIN_LANG": "", "LANG": ""}, "fiabilité"),
    ],
)
def test_the_language_of_the_place(tremplin, monkeypatch, settings, word):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert word in tremplin("decide", "entry", "facts.yaml").stdout


def test_an_office_sets_what_the_law_leaves_open(tremplin, tmp_path):
    (tmp_path / "office.yaml").write_text(OFFICE)
    facts = "visit: 2024-06-01\nmember_card: yes\ndogs: 3\n"
    open_ = tremplin("decide", "entry", "-", given=facts).stdout
    assert "Ce que la loi laisse ouvert\n  dogs allowed (fr) : the board has not met  [dogs_allowed]" in open_
    found = json.loads(tremplin("decide", "entry", "-", "--json", "--parameters", "office.yaml", given=facts).stdout)
    assert (found["result"]["may_enter"], found["status"]) == (True, "office")


def test_explain_shows_the_tree_the_rows_and_the_articles(tremplin):
    shown = tremplin("explain", "entry", "facts.yaml").stdout
    assert "  ├ free (fr) : non  [Gardens Act, art. 10]\n" in shown
    assert "  │ ├ enough blooms (fr) : non (il manque 6)  [Gardens Act, art. 7]\n" in shown
    assert "  n°  code  pots  sort     blooms  share\n      (fr)  (fr)  (fr)       (fr)   (fr)\n" in shown
    assert "   2     2     3  sapling       0      0\n" in shown
    assert "Gardens Act, annex : list of plants (fr)" in shown


def test_a_policy_that_changes_nothing_is_not_shown(tremplin):
    assert "how age is told" not in tremplin("explain", "entry", "facts.yaml").stdout
    shown = tremplin("explain", "entry", "-", given="born: 1990-12-01\nvisit: 2010-06-01\n").stdout
    assert "how age is told (fr) : by_birthday" in shown


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_nothing_is_wider_than_the_terminal(tremplin, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in (
        ("explain", "entry", "facts.yaml"),
        ("decide", "entry", "facts.yaml"),
        ("law", "entry"),
        ("parameters",),
    ):
        lines = tremplin(*command).stdout.splitlines()
        assert max(len(line) for line in lines if " " in line.strip()) <= columns


def test_no_colour_when_piped(tremplin):
    assert "\x1b" not in tremplin("explain", "entry", "facts.yaml").stdout


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        (["decide", "entry", "a.yaml"], True),
        (["decide", "--json", "entry", "-", "--lang", "nl", "--work", "r.csv", "--parameters", "o.yaml"], True),
        (["decide", "entry"], False),
        (["decide", "entry", "a", "b"], False),
        (["decide", "entry", "a", "--lang", "xx"], False),
        (["decide", "entry", "a", "--lang"], False),
        (["decide", "entry", "a", "--lang=fr"], False),
        (["decide", "--help"], False),
        (["explain", "entry", "a"], False),
        ([], False),
    ],
)
def test_a_plain_decide_needs_no_typer(words, plain):
    assert (quick.plainly(words) is not None) is plain


@pytest.mark.parametrize(
    "words",
    [
        ("facts.yaml",),
        ("facts.yaml", "--json"),
        ("facts.yaml", "--lang", "de"),
        ("nothing.yaml",),
        ("facts.yaml", "--work", "x.csv"),
    ],
)
def test_both_ways_say_the_same(tremplin, monkeypatch, capsys, words):
    monkeypatch.setattr("tremplin.law.belgian_law", lambda: load(meadow.__name__))
    code = 0
    try:
        assert quick.decided(["decide", "entry", *words])
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    result = tremplin("decide", "entry", *words, code=code)
    assert (said.out, said.err) == (result.stdout, result.stderr)


def test_a_cold_decide_imports_nothing_heavy(tmp_path):
    (tmp_path / "facts.yaml").write_text("on: 2024-06-01\nwork: []\n")
    words = ["tremplin", "decide", "working_days", "facts.yaml"]
    program = (
        f"import sys; sys.argv = {words!r}\nfrom tremplin.cli import main\nmain()\n"
        "print({'typer', 'rich', 'pydantic', 'numpy', 'numba', 'difflib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "set()"


def test_in_colour_on_a_terminal(tmp_path):
    (tmp_path / "facts.yaml").write_text("on: 2024-06-01\nwork: []\n")
    here, there = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "TREMPLIN_LANG": "fr"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-c", "from tremplin.cli import main; main()", "decide", "working_days", "facts.yaml"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=there, env=environment) as process:
        os.close(there)
        shown = b""
        while True:
            try:
                part = os.read(here, 10_000)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert process.wait() == 0
    assert b"\x1b[1m" in shown
