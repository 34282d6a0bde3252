"""The law of the ALE decided one by one and compiled for many gives everybody the same, unknowns included."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

pytest.importorskip("numba", reason="compiled populations need pip install tremplin[population]")

from tremplin import InputError
from tremplin.engine.decide import read_case
from tremplin.law import belgian_law

from tests.population.cases import assert_agreement, given_of  # isort: skip

law = belgian_law()
DECISIONS = [name for name, decision in law.decisions.items() if decision.stem.startswith("ale/")]


def test_there_are_decisions_of_the_ale():
    assert len(DECISIONS) > 20


@pytest.mark.parametrize("decision", DECISIONS)
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_one_by_one_is_all_at_once(decision, data):
    cases = []
    for facts in data.draw(st.lists(given_of(law, decision), min_size=4, max_size=25)):
        try:
            cases.append(read_case(law, law.decision(decision), facts))
        except InputError:
            continue
    if cases:
        assert_agreement(law, decision, cases)
