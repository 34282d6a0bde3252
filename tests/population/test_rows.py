"""Rows: their order, how many there are, and whether they are known at all."""

import numpy as np
import pytest

from tremplin.engine.kinds import UNKNOWN
from tremplin.population import Columns, Rows, run
from tremplin.population.loops import in_order, reorder

rng = np.random.default_rng(7)


def pickings(counts, known=None):
    """People with so many baskets each, all else made up."""
    offsets = np.cumsum([0, *counts])
    rows = int(offsets[-1])
    baskets = {
        "fruit": rng.choice([1, 2, 5], rows),
        "weight": rng.integers(0, 100, rows),
        "day_before": rng.choice([UNKNOWN, 13000, 14000, 16000, 17000], rows, p=[0.01, 0.24, 0.25, 0.25, 0.25]),
        "picker": rng.choice([UNKNOWN, 0, 1, 2, 3], rows),
    }
    facts = {"on": rng.integers(11000, 20000, len(counts)), "last_day_elsewhere": [10900], "side": [0]}
    ladders = Rows(np.arange(len(counts) + 1), {"height": rng.integers(0, 99, len(counts))})
    return Columns(len(counts), facts, {"baskets": Rows(offsets, baskets, known), "ladders": ladders})


def shuffled(columns, table="baskets"):
    """The same rows of each person in another order."""
    rows = columns.rows[table]
    person = np.repeat(np.arange(columns.people), np.diff(rows.offsets))
    order = np.lexsort((rng.random(len(person)), person))
    mixed = {name: column if len(column) == 1 else column[order] for name, column in rows.columns.items()}
    return Columns(columns.people, columns.facts, columns.rows | {table: Rows(rows.offsets, mixed, rows.known)})


def same(one, other):
    return all(np.array_equal(one.values[public], other.values[public]) for public in one.values)


def test_shuffling_rows_changes_nothing(orchard):
    columns = pickings(rng.integers(0, 40, 300))
    # Rows alike in all that sorts them keep the order that they came in; so here no two are alike.
    baskets = columns.rows["baskets"].columns
    baskets["day_before"] = (13000 + rng.permutation(len(baskets["fruit"]))).astype(np.int32)
    first = run(orchard, "picking", columns, second=False)
    assert (first.values["worth"] != UNKNOWN).mean() > 0.1
    for _ in range(3):
        assert same(first, run(orchard, "picking", shuffled(columns), second=False))


@pytest.mark.parametrize("count", [0, 1, 2, 23, 24, 25, 47, 48, 49, 500, 5000])
def test_rows_are_sorted_stably_whatever_their_number(count):
    for high in (1, 3, 10**6):
        table = np.stack([rng.integers(0, high, count), rng.integers(0, 5, count), np.arange(count)]).astype(np.int64)
        table[0, rng.random(count) < 0.1] = UNKNOWN
        expected = table[:, np.lexsort((table[2], table[1], table[0]))]
        assert in_order(table, 2, count) == np.array_equal(table[:2], expected[:2])
        reorder(table, 2, 3, count)
        assert np.array_equal(table, expected)
        assert in_order(table, 2, count)


def test_one_person_may_have_thousands_of_rows(orchard):
    columns = pickings([3, 7000, 0, 2])
    outcome = run(orchard, "picking", columns, second=False)
    program = orchard.decision("picking").program
    for person in range(4):
        steps = program.run(columns.case(orchard, "picking", person))
        assert {public: int(column[person]) for public, column in outcome.values.items()} == {
            public: steps[rule] for public, rule in orchard.decision("picking").then.items()
        }


def test_unknown_rows_are_not_an_empty_list(meadow):
    facts = {"visit": [15000], "born": [5000], "member_card": [0]}
    columns = Columns(3, facts, {"plants": Rows([0, 0, 0, 0], {}, [1, 0, 1])})
    assert run(meadow, "entry", columns).values["blooms"].tolist() == [0, UNKNOWN, 0]
    assert run(meadow, "entry", Columns(3, facts)).values["blooms"].tolist() == [UNKNOWN] * 3


def test_rows_that_a_rule_opens_may_be_many(orchard):
    columns = pickings([4] * 40)
    columns.facts["on"] = np.full(40, 17500, np.int32)
    columns.rows["baskets"].columns["day_before"] = np.array([17000], np.int32)
    columns.rows["baskets"].columns["weight"] = rng.integers(0, 1000, 160).astype(np.int32)
    outcome = run(orchard, "picking", columns, second=False)
    months = outcome.values["worth"] % 300
    assert months.max() > 64  # more than the room that the kernel begins with
    for person in range(40):
        steps = orchard.decision("picking").program.run(columns.case(orchard, "picking", person))
        assert outcome.values["rents"][person] == steps["rents"] != UNKNOWN
