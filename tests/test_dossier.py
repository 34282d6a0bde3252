"""Every numbered case of the dossier has a case beside its rule, or a reason for having none."""

import re
from pathlib import Path

from tremplin.ground.reading import read_yaml

LAW = Path(__file__).parents[1] / "src" / "tremplin" / "law"
NOT_COVERED = Path(__file__).parent / "law" / "not-covered.yaml"

# article60.md § 9, as numbered there.
CASES = [
    *(1, 2, 4, 5, 6),
    *(8, 9, 11, 12, 13, 16, 17, 18, 21),
    *(22, 25, 26, 27, 28, 29, 30),
    *(31, 32, 34, 35, 37, 38, 39, 41, 43, 44, 46, 48, 50, 51, 52, 55, 56, 58, 59, 60, 61, 63),
    *(64, 65, 67, 68, 69),
    *(70, 71, 73, 74, 75, 77, 78, 81, 82, 83, 84, 86, 87, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100),
]
# Cases that are not decided from facts but hold in a test, which names them.
IN_TESTS = {
    50: "intake/test_dossier_cases.py",
    59: "intake/test_dossier_cases.py",
    60: "intake/test_dossier_cases.py",
    61: "intake/test_dossier_cases.py",
    73: "law/test_integration_income.py",
}
REWRITTEN = {
    41: {"days": 63},
    43: {"proved_days": 250},
    44: {"days": 39},
    46: {"days": 312},
    51: {"days": 78},
    52: {"days": 78},
    93: {"proved_days": 234},
}
INFERRED = [21, 46, 69, 93]
UNDETERMINED = {82: "total", 84: "regime", 95: "total"}


def cases():
    for path in sorted(LAW.rglob("*.cases.yaml")):
        for case in read_yaml(path.read_bytes(), path.name):
            for number in re.findall(r"\bcase (\d+)", case["source"]):
                yield int(number), case


def test_every_case_is_covered_or_has_a_reason():
    covered = {number for number, _ in cases()}
    reasons = {int(number): reason for number, reason in read_yaml(NOT_COVERED.read_bytes(), NOT_COVERED.name).items()}
    covered |= set(IN_TESTS)
    assert [number for number in CASES if number not in covered and number not in reasons] == []
    assert [number for number in reasons if number in covered] == []
    assert len(reasons) <= 12
    assert all(len(str(reason)) > 30 for reason in reasons.values())


def test_rewritten_cases_hold_the_figures_of_the_texts():
    for number, figures in REWRITTEN.items():
        held = [case["then"] for found, case in cases() if found == number]
        assert any(figures.items() <= dict(then).items() for then in held), number


def test_cases_that_rest_on_an_inference_say_so():
    for number in INFERRED:
        assert any(case["then"].get("status") == "inferred" for found, case in cases() if found == number), number


def test_cases_that_the_texts_leave_open_are_undetermined():
    for number, result in UNDETERMINED.items():
        assert any(case["then"].get(result, "") is None for found, case in cases() if found == number), number


def test_cases_that_hold_in_a_test_are_named_there():
    for number, path in IN_TESTS.items():
        assert re.search(rf"case[_ ]{number}(?!\d)", (Path(__file__).parent / path).read_text()), number
