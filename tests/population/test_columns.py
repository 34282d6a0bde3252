"""Columns: what may be handed in, and that nothing is changed on the way."""

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.population.cases import cases_of
from tremplin.engine.decide import read_case
from tremplin.engine.kinds import UNKNOWN, day
from tremplin.ground.errors import InputError
from tremplin.population import Columns, Rows, run
from tremplin.population.columns import column_of
from tremplin.reasons.answer import decide


class Arrowish:
    """As an Arrow array gives its values: only when told that it may copy, and floats where some are missing."""

    def __init__(self, array):
        self.array = array

    def to_numpy(self, zero_copy_only=True):
        assert not zero_copy_only
        return self.array


class Polarsish(Arrowish):
    def to_numpy(self):
        return self.array


class Tableish:
    """As an Arrow table gives its columns."""

    def __init__(self, columns):
        self.parts, self.column_names = columns, list(columns)

    def __getitem__(self, name):
        return Arrowish(self.parts[name])


@settings(max_examples=40)
@given(data=st.data())
def test_a_case_comes_back_as_it_went_in(orchard, data):
    cases = data.draw(cases_of(orchard, "picking"))
    columns = Columns.from_cases(orchard, "picking", cases)
    for person, case in enumerate(cases):
        back = columns.case(orchard, "picking", person)
        assert back.values == case.values
        named = [
            case.names.get("picker", [""])[max(0, code)] for code in (case.rows["baskets"] or {}).get("picker", [])
        ]
        order = sorted({name for name in named if name})
        for table, rows in case.rows.items():
            for column, values in (rows or {}).items():
                if column == "picker":
                    codes = [0 if not name else 1 + order.index(name) for name in named]
                    values = [UNKNOWN if old == UNKNOWN else code for old, code in zip(values, codes, strict=True)]
                assert back.rows[table][column] == values
            assert (rows is None) == (back.rows[table] is None)


def test_what_the_law_adds_is_added_once(meadow):
    asked = {"visit": "2020-01-15", "last_day": "2020-04-01"}
    columns = Columns(1, {"visit": [day("2020-01-15")], "last_day": [day("2020-04-01")]})
    assert run(meadow, "season", columns).result(0) == decide(meadow, "season", asked).result == {"total": "45.00"}
    read = Columns.from_cases(meadow, "season", [read_case(meadow, meadow.decision("season"), asked)])
    assert read.facts["last_day"].tolist() == [day("2020-04-01")]
    assert read.case(meadow, "season", 0).values["until"] == day("2020-04-02")


def test_one_value_stands_for_all(orchard):
    people, rows = 50, 200
    rng = np.random.default_rng(3)
    offsets = np.arange(people + 1) * 4
    columns = {
        "fruit": rng.integers(1, 6, rows),
        "weight": np.full(rows, 55),
        "day_before": rng.integers(13000, 17000, rows),
    }
    on, since = rng.integers(11000, 20000, people), np.full(people, 12000)
    constant = Columns(
        people,
        {"on": on, "last_day_elsewhere": [12000], "side": [1]},
        {"baskets": Rows(offsets, columns | {"weight": [55]}), "ladders": Rows([0, 0], {})},
    )
    whole = Columns(
        people,
        {"on": on, "last_day_elsewhere": since, "side": np.ones(people, int), "wealth": np.full(people, 300)},
        {
            "baskets": Rows(offsets, columns | {"picker": np.zeros(rows, int)}, np.ones(people)),
            "ladders": Rows(np.zeros(people + 1), {"height": []}),
        },
    )
    one, other = (run(orchard, "picking", each, second=False).values for each in (constant, whole))
    for public in one:
        assert np.array_equal(one[public], other[public]), public


def test_what_is_left_out_has_the_value_of_the_law_or_is_unknown(orchard):
    values = Columns(1, {"on": [15000]}).case(orchard, "picking", 0).values
    assert (values["on"], values["wealth"], values["since"], values["side"]) == (15000, 300, UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    "given",
    [
        [1, None, 3],
        np.array([1, np.nan, 3]),
        Arrowish(np.array([1, np.nan, 3])),
        Polarsish(np.array([1, np.nan, 3])),
        np.array(["1970-01-02", "NaT", "1970-01-04"], "datetime64[D]"),
        Arrowish(np.array(["1970-01-02", "NaT", "1970-01-04"], "datetime64[ns]")),
        np.array([datetime.date(1970, 1, 2), None, datetime.date(1970, 1, 4)], object),
        np.array([1, UNKNOWN, 3], np.int64),
    ],
)
def test_many_kinds_of_columns_are_taken(given):
    column = column_of("days", given)
    assert column.tolist() == [1, UNKNOWN, 3]
    assert column.dtype == np.int32


def test_columns_of_32_bits_are_not_copied():
    array = np.arange(5, dtype=np.int32)
    assert column_of("days", array) is array


def test_tables_are_taken_by_their_columns(meadow):
    facts = Tableish({"visit": np.array([15000, 15000]), "born": np.array([5000, np.nan])})
    plants = {"plant_code": np.array([1, 2, 1]), "pots": np.array([5, 6, 7])}
    columns = Columns.of(facts, {"plants": ([0, 2, 3], plants)})
    assert run(meadow, "entry", columns).values["blooms"].tolist() == [5, 7]


@pytest.mark.parametrize("given", [[0.5], ["x"], [2**31], [-(2**31) - 1], [1e300], [True, "x"]])
def test_what_is_no_whole_number_of_32_bits_is_refused(given):
    with pytest.raises(ValueError, match="days: "):
        column_of("days", given)


def test_lengths_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="born: 3 values for 2 people"):
        Columns(2, {"born": [1, 2, 3]})
    with pytest.raises(ValueError, match="offsets"):
        Columns(3, {}, {"plants": Rows([0, 1, 2], {"pots": [1, 2]})})
    with pytest.raises(ValueError, match="pots: 3 rows"):
        Rows([0, 2], {"pots": [1, 2, 3]})
    with pytest.raises(ValueError, match="never falling"):
        Rows([0, 2, 1], {"pots": [1]})


def refused(law, columns):
    with pytest.raises(InputError) as caught:
        run(law, "entry", columns)
    return {fault.place: fault.text() for fault in caught.value.faults}


def test_every_wrong_name_is_told_at_once(meadow):
    columns = Columns(2, {"visit": [15000], "bron": [1]}, {"plants": Rows([0, 1, 3], {"colour": [1]})})
    assert set(refused(meadow, columns)) == {"bron", "plants.colour"}


def test_every_column_with_values_that_the_law_refuses_is_told_at_once(meadow):
    facts = {"visit": [day("1999-12-31"), 15000], "member_card": [0, 2], "dogs": [-3, -4], "born": [day("1990-01-01")]}
    columns = Columns(2, facts, {"plants": Rows([0, 1, 3], {"pots": [5, 1001, UNKNOWN]})})
    places = refused(meadow, columns)
    assert set(places) == {"visit[0]", "member_card[1]", "dogs[0] (+ 1)", "plants.pots[1]"}
    assert "1999-12-31" in places["visit[0]"]
    assert "1001" in places["plants.pots[1]"]


@pytest.mark.parametrize("fact", ["visit", "born", "member_card", "dogs"])
@pytest.mark.parametrize("many", [1, 3])
def test_a_wrong_value_is_never_decided_on(meadow, fact, many):
    wrong = {"visit": 10000, "born": 10**6, "member_card": -1, "dogs": -1}[fact]
    facts = {"visit": [15000], "born": [5000], "member_card": [0]} | {fact: [wrong] * many}
    assert set(refused(meadow, Columns(3, facts))) == {f"{fact}[0]" + (" (+ 2)" if many == 3 else "")}


def test_what_the_law_takes_when_a_fact_is_left_out_may_be_given(orchard):
    # Its ends bind what people say; the value of the law may lie beyond them.
    fact = orchard.facts["wealth"]
    low, fact.lowest = fact.lowest, 10**6
    try:
        assert run(orchard, "picking", Columns(1, {"on": [15000], "wealth": [300]}), second=False).people == 1
        with pytest.raises(InputError):
            run(orchard, "picking", Columns(1, {"on": [15000], "wealth": [301]}), second=False)
    finally:
        fact.lowest = low
