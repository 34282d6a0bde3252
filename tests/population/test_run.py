"""Running a population: threads, progress, stopping, counting; the numbers of the law of the day."""

import doctest
from dataclasses import replace

import numpy as np
import pytest
from numba.core.runtime import _nrt_python, rtsys

import tremplin.population
from tests.population.test_rows import pickings
from tremplin.engine.kinds import UNKNOWN
from tremplin.ground.errors import InputError, LawError
from tremplin.lawbook.load import load
from tremplin.population import Columns, Rows, run
from tremplin.population import kernel as kernels
from tremplin.population.kernel import Kernel, kernel_of

rng = np.random.default_rng(11)


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(kernels, "CHUNK", 7)


def test_many_threads_are_one_thread(orchard, small_chunks):
    columns = pickings(rng.integers(0, 30, 400), rng.random(400) > 0.1)
    one = run(orchard, "picking", columns, threads=1, second=False)
    for threads in (2, 5):
        many = run(orchard, "picking", columns, threads=threads, second=False)
        assert all(np.array_equal(one.values[name], many.values[name]) for name in one.values)


def test_progress_tells_people_done(orchard, small_chunks):
    told = []
    run(orchard, "picking", pickings([1] * 30), threads=2, second=False, progress=lambda *of: told.append(of))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) == 5
    assert told[-1] == (30, 30)


def test_an_interrupt_stops_it(orchard, small_chunks):
    told = []

    def interrupt(done, people):
        told.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(orchard, "picking", pickings([1] * 700), threads=1, progress=interrupt)
    assert len(told) == 1


def test_nobody_is_decided_too(orchard):
    outcome = run(orchard, "picking", pickings([]))
    assert (outcome.people, outcome.undetermined, outcome.settled) == (0, 0, 0)


def test_what_the_second_pass_does_is_counted(meadow):
    facts = {"visit": [15000] * 4, "born": [5000], "member_card": [0, 0, 1, 0], "invited": [0], "dogs": [1]}
    plants = Rows([0, 1, 2, 3, 4], {"plant_code": [1, 9, 9, 9], "pots": [11, 0, 3, 11]})
    columns = Columns(4, facts, {"plants": plants})
    first, both = (run(meadow, "entry", columns, second=second) for second in (False, True))
    assert (first.people, first.undetermined, first.settled) == (4, 3, 0)
    # Of an unknown plant, no pot is none whatever it is; three pots leave their count open, eleven decide.
    assert (both.people, both.undetermined, both.settled) == (4, 3, 1)
    assert first.values["blooms"].tolist() == [11, UNKNOWN, UNKNOWN, UNKNOWN]
    assert both.values["blooms"].tolist() == [11, 0, UNKNOWN, UNKNOWN]
    assert both.result(0) == {"age": 27, "fee": "4.50", "free": True, "route": "gift", "blooms": 11, "may_enter": True}
    assert both.result(3)["may_enter"] is None


def test_other_numbers_of_the_law_need_no_other_kernel():
    law = load("tests.engine.meadow")
    columns = Columns(2, {"visit": [15000], "born": [5000, 14000], "member_card": [0]})
    before = kernel_of(law, "entry")
    fees = law.parameters["fees"]
    first = fees.versions[0]
    dearer = first.value._replace(from_age=(0, 5), amount=(700, 900))
    assert run(law, "entry", columns, second=False).values["fee"].tolist() == [450, 100]
    other = load("tests.engine.meadow")
    other.parameters["fees"] = replace(fees, versions=[replace(first, value=dearer), *fees.versions[1:]])
    assert run(other, "entry", columns, second=False).values["fee"].tolist() == [900, 700]
    assert kernel_of(other, "entry").path == before.path
    assert kernel_of(other, "entry").compiled is before.compiled


def test_nothing_that_a_kernel_makes_is_left_behind(orchard):
    _nrt_python.memsys_enable_stats()
    columns = pickings(rng.integers(0, 30, 200))
    run(orchard, "picking", columns, second=False)
    before = rtsys.get_allocation_stats()
    run(orchard, "picking", columns, second=False)
    after = rtsys.get_allocation_stats()
    assert after.alloc > before.alloc
    assert after.alloc - before.alloc == after.free - before.free


def test_a_decision_that_does_not_exist_is_refused(orchard):
    with pytest.raises(InputError, match="harvest"):
        run(orchard, "harvest", Columns(0))


def test_a_rule_that_cannot_be_compiled_is_named(orchard, monkeypatch):
    def feast(on):
        return on.bit_count()

    rule = orchard.rules["feast"]
    monkeypatch.setattr(rule, "versions", [replace(rule.versions[0], function=feast)])
    with pytest.raises(
        LawError, match="decision feasting: feast cannot be compiled; keep to integers, loops and words"
    ):
        Kernel(orchard, replace(orchard.decision("picking"), name="feasting", then={"feast": "feast"}))


def test_the_example_of_the_package_runs():
    found = doctest.testmod(tremplin.population)
    assert found.attempted and not found.failed
