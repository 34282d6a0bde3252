"""Every numbered case of both dossiers has a case beside its rule, or a reason for having none."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tremplin.ground.reading import read_yaml

LAW = Path(__file__).parents[1] / "src" / "tremplin" / "law"
NOT_COVERED = Path(__file__).parent / "law" / "not-covered.yaml"


@dataclass(frozen=True)
class Dossier:
    """A dossier of facts, its cases as § 9 numbers them, and what `texts.md` makes of some of them."""

    name: str
    cases: tuple[str, ...]
    most_left_out: int
    rewritten: dict[str, list[dict[str, object]]]
    """Results that a case holds since `texts.md`: each of them stands in one case at least."""
    inferred: tuple[str, ...]
    undetermined: dict[str, str]
    in_tests: dict[str, str] = field(default_factory=dict)
    """Cases that are not decided from facts but hold in a test, which names them."""

    def __str__(self):
        return self.name

    def covered(self):
        for path in sorted(LAW.rglob("*.cases.yaml")):
            for case in read_yaml(path.read_bytes(), path.name):
                for number in re.findall(rf"\b{self.name}\.md case (\d+b?)", case["source"]):
                    yield number, case


ARTICLE_60 = Dossier(
    "article60",
    cases=tuple(
        """
        1 2 4 5 6 8 9 11 12 13 16 17 18 21 22 25 26 27 28 29 30 31 32 34 35 37 38 39 41 43 44 46 48 50 51 52 55 56
        58 59 60 61 63 64 65 67 68 69 70 71 73 74 75 77 78 81 82 83 84 86 87 90 91 92 93 94 95 96 97 98 99 100
        """.split()
    ),
    most_left_out=12,
    rewritten={
        "41": [{"days": 63}],
        "43": [{"proved_days": 250}],
        "44": [{"days": 39}],
        "46": [{"days": 312}],
        "51": [{"days": 78}],
        "52": [{"days": 78}],
        "93": [{"proved_days": 234}],
    },
    inferred=("21", "46", "69", "93"),
    undetermined={"82": "total", "84": "regime", "95": "total"},
    in_tests={
        "50": "intake/test_dossier_cases.py",
        "59": "intake/test_dossier_cases.py",
        "60": "intake/test_dossier_cases.py",
        "61": "intake/test_dossier_cases.py",
        "73": "law/test_integration_income.py",
    },
)
ALE = Dossier(
    "ale",
    cases=tuple(
        """
        1 2 3 4 6 7 10 12 13 15 16 18 21 22 24 25 26 26b 28 29 31 32 33 34 37 38 39 40 42 43 45 46 48 50 51 53 54 56
        59 60 63 63b 64 65 66 67 68 69 72 73 74
        """.split()
    ),
    most_left_out=10,
    rewritten={
        "6": [{"allowed": True}, {"allowed": False}],
        "7": [{"allowed": True}],
        "26b": [{"eligible": True}],
        "38": [{"eligible": True}],
        "51": [{"allowed": True}],
        "63b": [{"reduction": 75}],
        "74": [{"worker": 4.10, "payment_body": 0.25, "agency": 0.40, "office": 1.20}],
    },
    inferred=("51",),
    undetermined={"22": "reimbursed"},
)
DOSSIERS = pytest.mark.parametrize("dossier", [ARTICLE_60, ALE], ids=str)


@DOSSIERS
def test_every_case_is_covered_or_has_a_reason(dossier):
    covered = {number for number, _ in dossier.covered()} | set(dossier.in_tests)
    reasons = read_yaml(NOT_COVERED.read_bytes(), NOT_COVERED.name).get(dossier.name) or {}
    numbers = {str(number) for number in reasons}
    assert [number for number in dossier.cases if number not in covered | numbers] == []
    assert numbers & covered == set()
    assert numbers <= set(dossier.cases)
    assert len(reasons) <= dossier.most_left_out
    assert all(len(str(reason)) > 30 for reason in reasons.values())


@DOSSIERS
def test_rewritten_cases_hold_the_figures_of_the_texts(dossier):
    for number, figures in dossier.rewritten.items():
        held = [as_numbers(case["then"]) for found, case in dossier.covered() if found == number]
        for results in figures:
            assert any(results.items() <= then.items() for then in held), (number, results)


def as_numbers(then):
    """Amounts are written as numbers or as texts."""
    return {name: float(of) if re.fullmatch(r"\d+\.\d+", str(of)) else of for name, of in then.items()}


@DOSSIERS
def test_cases_that_rest_on_an_inference_say_so(dossier):
    for number in dossier.inferred:
        assert any(case["then"].get("status") == "inferred" for found, case in dossier.covered() if found == number)


@DOSSIERS
def test_cases_that_the_texts_leave_open_are_undetermined(dossier):
    for number, result in dossier.undetermined.items():
        held = [case["then"] for found, case in dossier.covered() if found == number]
        assert any(then.get(result, "") is None or "between" in str(then.get(result)) for then in held), number


def test_cases_that_hold_in_a_test_are_named_there():
    for number, path in ARTICLE_60.in_tests.items():
        assert re.search(rf"case[_ ]{number}(?!\d)", (Path(__file__).parent / path).read_text()), number
