"""The runner of worked cases."""

import builtins
import sys

import pytest

from tremplin.cli.cases import agrees, count
from tremplin.ground.errors import InputError

GIVEN = (
    "{born: 1990-05-01, visit: 2010-06-01, member_card: no, invited: no, dogs: 1, plants: [{plant_code: 1, pots: 4}]}"
)
CASE = f"- case: a visitor\n  source: us\n  decision: entry\n  given: {GIVEN}\n  then: "


@pytest.fixture
def run(tremplin, tmp_path, monkeypatch):
    """Runs cases one by one only: the table is for tests that ask for it."""
    real = builtins.__import__

    def without_numba(name, *rest):
        if name.startswith("tremplin.population"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_numba)

    def run(*texts, code=0):
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.cases.yaml").write_text(text)
        return tremplin("test", *(f"{number}.cases.yaml" for number in range(len(texts))), code=code)

    return run


def test_the_last_line_counts_and_the_one_before_says_what_was_not_done(run):
    lines = run(CASE + "{age: 20}\n", CASE + "{age: 20.0, fee: 4.5, may_enter: no, route: null}\n").stdout.splitlines()
    assert lines[-1] == "2 passed, 0 failed"
    assert lines[-2].startswith("Numba n'est pas installé")


def test_a_failure_is_shown_with_its_explanation(run):
    shown = run(CASE + "{age: 21, fee: '4.50'}\n" + CASE + "{}\n", code=1).stdout
    assert "pas comme prévu : a visitor  0.cases.yaml, line 1" in shown
    assert "  age : attendu 21, obtenu 20\n" in shown
    assert "fee : attendu" not in shown
    assert "Pourquoi" in shown
    assert shown.splitlines()[-1] == "1 passed, 1 failed"


@pytest.mark.parametrize(
    ("then", "code"),
    [
        ("{status: confirmed, missing: [], unset: [], ranges: {}}", 0),
        ("{status: inferred}", 1),
        ("{missing: [dogs]}", 1),
        ("{fee: 4.5}", 0),
        ("{fee: '4.500'}", 0),
        ("{fee: 4.51}", 1),
        ("{age: {between: [20, 21]}}", 0),
        ("{age: {between: [21, 22]}}", 1),
        ("{age: null}", 1),
        ("{may_enter: 0}", 1),
        ("{ranges: {blooms: [0, 1]}}", 1),
    ],
)
def test_only_what_is_written_is_compared(run, then, code):
    run(CASE + then + "\n", code=code)


def test_a_range_inside_the_bounds(run):
    doubtful = CASE.replace("plant_code: 1", "plant_code: 9")
    run(doubtful + "{blooms: {between: [0, 4]}, ranges: {blooms: [0, '4']}}\n" + doubtful + "{blooms: null}\n")
    run(doubtful + "{blooms: {between: [1, 4]}}\n", code=1)
    run(doubtful + "{ranges: {}}\n", code=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "est vide"),
        ("entry: 1\n", "on attend une liste de cas"),
        ("- 3\n", "on attend une liste de cas"),
        (CASE + "{age: 20}\n  note: hello\n", "0.cases.yaml, ligne 1, note : ce nom n'existe pas ici"),
        ("- case: a\n  given: {}\n", "« decision » manque"),
        (CASE.replace("entry", "entrance") + "{}\n", "decision : ce nom n'existe pas ici"),
        (
            CASE.replace("dogs", "dog") + "{}\n",
            "0.cases.yaml, ligne 4, dog : ce nom n'existe pas ici. Vouliez-vous dire dogs ?",
        ),
        (CASE + "{ages: 20}\n", "Vouliez-vous dire age ?"),
        (CASE + "[]\n", "then : on attend des faits"),
        (CASE + "{age: {between: 20}}\n", "demande deux bornes"),
        (CASE + "{age: {between: [20]}}\n", "demande deux bornes"),
        ("[" * 100_000, "trop de niveaux"),
    ],
)
def test_a_wrong_file_ends_with_code_2(run, text, said):
    result = run(text, code=2)
    assert said in " ".join(result.stderr.split())
    assert result.stdout.splitlines()[-1] == "0 passed, 0 failed"


def test_what_can_be_read_still_runs_beside_what_is_wrong(run):
    result = run(CASE + "{age: 20}\n- 3\n", CASE + "{age: 21}\n", code=2)
    assert result.stdout.splitlines()[-1] == "1 passed, 1 failed"


def test_a_folder_is_its_case_files(tremplin, run, tmp_path):
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "a.cases.yaml").write_text(CASE + "{age: 20}\n")
    (tmp_path / "law" / "a.yaml").write_text("rules: {}\n")
    assert tremplin("test", "law").stdout.splitlines()[-1] == "1 passed, 0 failed"
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.yml").write_text(CASE + "{age: 20}\n")
    (tmp_path / "cases" / "b.json").write_text(
        '[{"case": "b", "decision": "season", "given": {"visit": "2020-01-01"}, "then": {"total": null}}]'
    )
    assert tremplin("test", "cases", "law").stdout.splitlines()[-1] == "3 passed, 0 failed"
    (tmp_path / "empty").mkdir()
    assert "aucun fichier de cas" in " ".join(tremplin("test", "empty", code=2).stderr.split())


@pytest.mark.parametrize(
    ("expected", "found", "ends", "same"),
    [
        ("876.50", "876.50", None, True),
        (876.5, "876.50", None, True),
        (1, True, None, False),
        (True, True, None, True),
        (0, False, None, False),
        (None, None, None, True),
        (None, 0, None, False),
        ("2007-03-01", "2007-03-01", None, True),
        ({"between": ["2007-03-01", "2007-03-31"]}, "2007-03-15", None, True),
        ({"between": ["2007-03-01", "2007-03-31"]}, None, ["2007-03-15", "2007-04-01"], False),
        ({"between": ["2007-03-01", "2007-03-31"]}, None, ["2007-03-15", "2007-03-31"], True),
        ({"between": [1, 2]}, None, None, False),
        ({"between": [1, 2]}, "red", None, False),
        ({"2007-03": "500.00"}, {"2007-03": "500.00", "2007-04": None}, None, True),
        ({"2007-05": "500.00"}, {"2007-03": "500.00"}, None, False),
        (["E1", "E2"], ["E1", "E2"], None, True),
        (["E1"], ["E1", "E2"], None, False),
        ([{"a": 1}], [{"a": "1.0", "b": 2}], None, True),
        ("NaN", "NaN", None, True),
    ],
)
def test_what_agrees(expected, found, ends, same):
    assert agrees(expected, found, ends) is same


def test_the_same_cases_as_a_table(tremplin, tmp_path, monkeypatch):
    pytest.importorskip("numba")
    from tremplin.population import run as table

    (tmp_path / "a.cases.yaml").write_text(CASE + "{age: 20}\n")

    class Wrong:
        def result(self, person):
            return {"age": 19, "fee": "4.50", "free": False, "route": None, "blooms": 4, "may_enter": False}

    assert "tremplin.population.run" in sys.modules
    module = sys.modules["tremplin.population.run"]
    monkeypatch.setattr(module, "run", lambda *rest: Wrong())
    shown = tremplin("test", "a.cases.yaml", code=1).stdout
    assert "age : 20 seul, 19 en tableau" in shown
    assert table


def test_cases_can_be_counted_alone(law, tmp_path):
    (tmp_path / "a.cases.yaml").write_text(CASE + "{age: 20}\n" + CASE + "{age: 21}\n")
    assert count(law, [tmp_path]) == (1, 1)
    (tmp_path / "b.cases.yaml").write_text("- 3\n")
    with pytest.raises(InputError):
        count(law, [tmp_path])
