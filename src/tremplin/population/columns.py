"""Cases as columns: what many people are given, by public names, in exact units.

A column is int32: days since 1970-01-01, hundredths, the place of a choice…, `UNKNOWN` where it is not known, and
in the same terms as it is given: a `last_day` is the last day. What the law adds on the way in is added where a
value is read, by the kernel (`source.py`), or by `Columns.case` for the engine.

A column of one value stands for everybody. One that is left out has the value that the law says (`left_out`) or is
unknown. Rows of all people lie one after the other; person i has those from `offsets[i]` to `offsets[i + 1]`.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tremplin.engine.facts import Case, Fact, Reader, RowTable
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Law
from tremplin.ground.errors import Fault, InputError, unknown_name

Array = Any


@dataclass
class Rows:
    """The rows of one table. `known`: 0 for a person whose rows are not known (that is not: who has none)."""

    offsets: Array
    columns: dict[str, Array] = field(default_factory=dict)
    known: Array = None

    def __post_init__(self) -> None:
        self.offsets = np.ascontiguousarray(self.offsets, np.int64)
        self.columns = {name: column_of(name, given) for name, given in self.columns.items()}
        self.known = np.ascontiguousarray([1] if self.known is None else self.known, np.uint8)
        if not len(self.offsets) or self.offsets[0] < 0 or (np.diff(self.offsets) < 0).any():
            raise ValueError("offsets: the first row of each person and the end of the last one's, never falling")
        for name, column in self.columns.items():
            if len(column) != 1 and len(column) != self.offsets[-1]:
                raise ValueError(f"{name}: {len(column)} rows, where the offsets end at {self.offsets[-1]}")

    def of_people(self, people: Array) -> Rows:
        """The rows of some people, given by their places."""
        if len(self.offsets) == 2:
            return self
        counts = self.offsets[people + 1] - self.offsets[people]
        offsets = np.concatenate([[0], np.cumsum(counts)])
        places = np.repeat(self.offsets[people] - offsets[:-1], counts) + np.arange(offsets[-1])
        columns = {name: column if len(column) == 1 else column[places] for name, column in self.columns.items()}
        return Rows(offsets, columns, self.known if len(self.known) == 1 else self.known[people])

    def column(self, fact: Fact) -> Array:
        return self.columns[fact.name] if fact.name in self.columns else left_out(fact)


@dataclass
class Columns:
    """Many cases of a decision: facts by public name, and tables of rows by public name."""

    people: int
    facts: dict[str, Array] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts = {name: column_of(name, given) for name, given in self.facts.items()}
        for name, column in self.facts.items():
            if len(column) not in (1, self.people):
                raise ValueError(f"{name}: {len(column)} values for {self.people} people")
        for name, rows in self.rows.items():
            if len(rows.offsets) not in (2, self.people + 1) or len(rows.known) not in (1, self.people):
                raise ValueError(f"{name}: {len(rows.offsets)} offsets for {self.people} people; one more is needed")

    @classmethod
    def of(cls, facts: Any, rows: Mapping[str, tuple[Any, Any]] | None = None) -> Columns:
        """From tables that give a column by its name (Arrow, Polars, pandas, a dict): `rows` as (offsets, table)."""
        tables = {name: Rows(offsets, columns_of(table)) for name, (offsets, table) in (rows or {}).items()}
        read = {name: column_of(name, given) for name, given in columns_of(facts).items()}
        return cls(max((len(column) for column in read.values()), default=0), read, tables)

    @classmethod
    def from_cases(cls, law: Law, decision: str, cases: Iterable[Case]) -> Columns:
        """From cases that the engine has read."""
        listed = list(cases)
        found = cls(len(listed))
        for public, given in law.decision(decision).facts(law).items():
            if isinstance(given, RowTable):
                found.rows[public] = rows_of(given, listed)
            else:
                found.facts[public] = without_add(
                    given, [ranked(case, given, [case.values[given.argument]])[0] for case in listed]
                )
        return found

    def of_people(self, people: Array) -> Columns:
        """Some of the people, given by their places."""
        facts = {name: column if len(column) == 1 else column[people] for name, column in self.facts.items()}
        return Columns(len(people), facts, {name: rows.of_people(people) for name, rows in self.rows.items()})

    def fact(self, public: str, fact: Fact) -> Array:
        return self.facts[public] if public in self.facts else left_out(fact)

    def table(self, public: str) -> Rows:
        """Rows; unknown for all where they are left out, as in one case."""
        return self.rows[public] if public in self.rows else Rows(np.zeros(2, np.int64), {}, [0])

    def check_names(self, law: Law, decision: str) -> None:
        """Refuses names that the decision does not know, and the lack of a fact that it cannot do without."""
        known = law.decision(decision).facts(law)
        faults = [unknown_name(name, name, known) for name in (*self.facts, *self.rows) if name not in known]
        for public, given in known.items():
            if isinstance(given, RowTable):
                names = [name for name in self.table(public).columns if name not in given.columns]
                faults += [unknown_name(f"{public}.{name}", name, given.columns) for name in names]
            elif given.required and public not in self.facts:
                faults.append(Fault(public, "required"))
        if faults:
            raise InputError(faults)

    def check_values(self, law: Law, decision: str) -> None:
        """Refuses values that the decision would refuse of one case: of each column the first, and how many more."""
        faults: list[Fault] = []
        for public, given in law.decision(decision).facts(law).items():
            if isinstance(given, RowTable):
                for name, column in self.table(public).columns.items():
                    faults += out_of_range(given.columns[name], column, f"{public}.{name}")
            elif public in self.facts:
                faults += out_of_range(given, self.facts[public], public)
        if faults:
            raise InputError(faults)

    def case(self, law: Law, decision: str, person: int) -> Case:
        """One person as the engine reads a case."""
        case = Case({}, {})
        for public, given in law.decision(decision).facts(law).items():
            if isinstance(given, RowTable):
                rows = self.table(public)
                case.rows[given.name] = case_rows(rows, given, person, case)
            else:
                case.values[given.argument] = with_add(given, at(self.fact(public, given), person))
                if given.kind.name == "name":
                    name_codes(case, given.argument, [case.values[given.argument]])
        return case


def ends_of(fact: Fact) -> tuple[int, int, int]:
    """The least and the greatest value that may be given, and what is taken for it when it is left out."""
    names = 2 if fact.kind.name == "yes_no" else len(fact.kind.names)
    return (0, names - 1, int(left_out(fact)[0])) if names else (fact.lowest, fact.highest, int(left_out(fact)[0]))


def out_of_range(fact: Fact, column: Array, place: str) -> list[Fault]:
    low, high, blank = ends_of(fact)
    wrong = np.flatnonzero(((column < low) | (column > high)) & (column != UNKNOWN) & (column != blank))
    if not len(wrong):
        return []
    value, more = int(column[wrong[0]]), f" (+ {len(wrong) - 1})" if len(wrong) > 1 else ""
    at_place = f"{place}[{wrong[0]}]{more}"
    if fact.kind.name in ("yes_no", "choice"):
        names = ", ".join(fact.kind.names or ("no", "yes"))
        return [Fault(at_place, "expected_choice", {"said": value, "names": names})]
    try:
        said = fact.kind.plain(value)
    except (ValueError, OverflowError):
        return [Fault(at_place, "expected_real_day", {"said": value})]
    reader = Reader({}, ())
    reader.value(fact, {fact.name: said}, fact.name, at_place)
    return reader.faults


def at(column: Array, place: int) -> int:
    return int(column[place if len(column) > 1 else 0])


def with_add(fact: Fact, value: int) -> int:
    return value if value == UNKNOWN else value + fact.add


def without_add(fact: Fact, values: Iterable[int]) -> Array:
    return np.array([value if value == UNKNOWN else value - fact.add for value in values], np.int32)


def left_out(fact: Fact) -> Array:
    return np.array([UNKNOWN if fact.left_out is None else fact.left_out], np.int32)


def ranked(case: Case, fact: Fact, values: list[int]) -> list[int]:
    """A case numbers its names as it meets them; in columns their codes follow the names, as rows are sorted by."""
    if fact.kind.name != "name":
        return values
    names = case.names.get(fact.argument, [""])
    order = {name: place for place, name in enumerate(sorted(names))}
    return [value if value == UNKNOWN else order[names[value]] for value in values]


def rows_of(table: RowTable, listed: list[Case]) -> Rows:
    first = next(iter(table.columns.values())).argument
    tables = [(case, case.rows[table.name]) for case in listed]
    offsets = np.cumsum([0, *(len(rows[first]) if rows else 0 for _, rows in tables)])
    columns = {
        public: without_add(
            fact, (value for case, rows in tables if rows for value in ranked(case, fact, rows[fact.argument]))
        )
        for public, fact in table.columns.items()
    }
    return Rows(offsets, columns, [rows is not None for _, rows in tables])


def case_rows(rows: Rows, table: RowTable, person: int, case: Case) -> dict[str, list[int]] | None:
    """One person's rows in the order of the table, as `Reader.read_rows` puts them."""
    if not at(rows.known, person):
        return None
    start, end = (int(rows.offsets[(person if len(rows.offsets) > 2 else 0) + more]) for more in (0, 1))
    read = {
        fact.argument: [with_add(fact, at(rows.column(fact), place)) for place in range(start, end)]
        for fact in table.columns.values()
    }
    places = sorted(range(end - start), key=lambda place: tuple(read[name][place] for name in table.order))
    case.places[table.name] = places
    for fact in table.columns.values():
        if fact.kind.name == "name":
            read[fact.argument] = name_codes(case, fact.argument, read[fact.argument])
    return {name: [column[place] for place in places] for name, column in read.items()}


def name_codes(case: Case, argument: str, codes: list[int]) -> list[int]:
    """Names are codes in columns (0: none); each case numbers its own, in the same order."""
    own = sorted({code for code in codes if code not in (UNKNOWN, 0)})
    case.names[argument] = ["", *(str(code) for code in own)]
    return [code if code in (UNKNOWN, 0) else 1 + own.index(code) for code in codes]


def columns_of(table: Any) -> dict[str, Any]:
    names = getattr(table, "column_names", None) or getattr(table, "columns", None) or table.keys()
    return {str(name): table[name] for name in names}


def column_of(name: str, given: Any) -> Array:
    """One column as int32: from an array, a list, or what says `to_numpy` (Arrow, Polars, pandas), nothing imported.

    Days may be dates; nulls (None, NaN, NaT, masked) are unknown. What is no whole number of 32 bits is refused.
    """
    if hasattr(given, "to_numpy"):
        to_numpy: Callable[..., Any] = given.to_numpy
        try:
            given = to_numpy(zero_copy_only=False)
        except TypeError:
            given = to_numpy()
    array = np.asarray(given)
    if array.dtype == np.int32:
        return np.ascontiguousarray(array)
    if array.dtype == object:
        dates = any(isinstance(value, datetime.date) for value in array)
        with contextlib.suppress(TypeError, ValueError):  # what it then is, is said below
            array = array.astype("datetime64[D]" if dates else float)
    unknown = np.isnan(array) if array.dtype.kind == "f" else np.isnat(array) if array.dtype.kind == "M" else None
    if array.dtype.kind == "M":
        array = array.astype("datetime64[D]").astype(np.int64)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name}: a column holds whole numbers, days or yes/no, not {array.dtype}")
    array = array if unknown is None else np.where(unknown, UNKNOWN, array)
    if (array < UNKNOWN).any() or (array >= -UNKNOWN).any() or (array != np.trunc(array)).any():
        raise ValueError(f"{name}: whole numbers of 32 bits, in exact units (cents, hundredths, days since 1970)")
    return array.astype(np.int32)
