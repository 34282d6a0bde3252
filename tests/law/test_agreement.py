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


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(people() | careers(), min_size=1, max_size=30))
def test_one_by_one_is_all_at_once(crowd):
    decision, cases = law.decision("admission"), cases_of(crowd)
    together = run(law, "admission", Columns.from_cases(law, "admission", cases), second=True)
    for number, case in enumerate(cases):
        alone = settle(law, decision, case)
        assert {name: int(column[number]) for name, column in together.values.items()} == alone.values


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(people() | careers(), min_size=1, max_size=30))
def test_the_strict_pass_leaves_open_the_same(crowd):
    decision, cases = law.decision("admission"), cases_of(crowd)
    together = run(law, "admission", Columns.from_cases(law, "admission", cases), second=False)
    for number, case in enumerate(cases):
        steps = decision.program.run(case)
        strict = {name: int(steps[rule]) for name, rule in decision.then.items()}
        assert {name: int(column[number]) for name, column in together.values.items()} == strict
