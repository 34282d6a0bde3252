"""The law decided one by one and compiled for many gives everybody the same, unknowns included."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("numba", reason="compiled populations need pip install tremplin[population]")

from tremplin import InputError
from tremplin.engine.decide import read_case, settle
from tremplin.law import belgian_law
from tremplin.population.columns import Columns
from tremplin.population.run import run

from tests.law.made import careers, people  # isort: skip

law = belgian_law()


def cases_of(crowd):
    """The crowd's cases, those that are refused left out."""
    found = []
    for facts in crowd:
        try:
            found.append(read_case(law, law.decision("admission"), facts))
        except InputError:
            continue
    return found


crowds = st.lists(people() | careers(), min_size=1, max_size=30)
calm = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))


def together(cases, second):
    """Each case's results, by public name, decided all at once."""
    values = run(law, "admission", Columns.from_cases(law, "admission", cases), second=second).values
    return [{name: int(column[number]) for name, column in values.items()} for number in range(len(cases))]


@calm
@given(crowds)
def test_one_by_one_is_all_at_once(crowd):
    cases = cases_of(crowd)
    assert together(cases, second=True) == [settle(law, law.decision("admission"), case).values for case in cases]


@calm
@given(crowds)
def test_the_strict_pass_leaves_open_the_same(crowd):
    decision, cases = law.decision("admission"), cases_of(crowd)
    alone = [decision.program.run(case) for case in cases]
    strict = [{name: int(steps[rule]) for name, rule in decision.then.items()} for steps in alone]
    assert together(cases, second=False) == strict
