"""The law itself: people who do not exist, decided all at once and one by one."""

import numpy as np
import pytest
from numba.core.runtime import _nrt_python, rtsys

from tests.population.cases import by_person, strictly
from tests.population.test_rows import shuffled
from tremplin.engine.decide import settle
from tremplin.engine.kinds import UNKNOWN
from tremplin.law import belgian_law
from tremplin.population import run
from tremplin.population.made_up import admission_people
from tremplin.population.source import Source

law = belgian_law()
PEOPLE = 250


@pytest.fixture(scope="module")
def people():
    """With more that is rare, and more that is not known, than there is in life."""
    columns = admission_people(PEOPLE, unknown=0.03)
    rng = np.random.default_rng(5)
    work = columns.rows["work"].columns
    rows = len(work["service_code"])
    work["proof"] = rng.choice([0, 1], rows, p=[0.9, 0.1]).astype(np.int32)
    work["termination"] = rng.choice([0, 1, UNKNOWN], rows, p=[0.98, 0.01, 0.01]).astype(np.int32)
    work["extension_ground"] = rng.choice([0, 1, 2, 3, 4], rows, p=[0.96, 0.01, 0.01, 0.01, 0.01]).astype(np.int32)
    work["benefit_paid"] = rng.choice([0, 1, UNKNOWN], rows, p=[0.1, 0.88, 0.02]).astype(np.int32)
    work["service_code"][rng.random(rows) < 0.01] = UNKNOWN
    work["employer"][rng.random(rows) < 0.005] = UNKNOWN
    columns.facts["admitted_before"] = rng.choice([0, 1, UNKNOWN], PEOPLE, p=[0.7, 0.2, 0.1]).astype(np.int32)
    columns.facts["previous_admission"] = columns.facts["claim_date"] - 400
    return columns


def test_all_at_once_is_one_by_one(people):
    decision = law.decision("admission")
    cases = [people.case(law, "admission", person) for person in range(PEOPLE)]
    first = run(law, "admission", people, second=False)
    assert by_person(first.values, PEOPLE) == [strictly(law, "admission", case) for case in cases]
    both = run(law, "admission", people)
    assert by_person(both.values, PEOPLE) == [settle(law, decision, case).values for case in cases]
    assert 0 < both.settled < both.undetermined < PEOPLE


def test_shuffling_rows_changes_nothing(people):
    first, other = (run(law, "admission", each, second=False) for each in (people, shuffled(people, "work")))
    for public, column in first.values.items():
        assert np.array_equal(column, other.values[public]), public


def test_nothing_that_the_rules_make_is_left_behind(people):
    _nrt_python.memsys_enable_stats()
    run(law, "admission", people, second=False)
    before = rtsys.get_allocation_stats()
    run(law, "admission", people, second=False)
    after = rtsys.get_allocation_stats()
    assert after.alloc - before.alloc == after.free - before.free > 0


def test_every_decision_of_the_law_can_be_written_as_a_kernel():
    for decision in law.decisions.values():
        results = [rule for rule in decision.then.values() if law.rules[rule].scope is None]
        compile(Source(law, decision, results).text, decision.name, "exec")


def test_the_same_seed_makes_the_same_people():
    one, other = admission_people(50), admission_people(50)
    assert all(np.array_equal(one.facts[name], other.facts[name]) for name in one.facts)
    assert all(
        np.array_equal(one.rows["work"].columns[name], other.rows["work"].columns[name])
        for name in one.rows["work"].columns
    )
    assert not np.array_equal(one.facts["claim_date"], admission_people(50, seed=1).facts["claim_date"])
