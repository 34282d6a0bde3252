"""What a case is given: facts and rows as the law declares them, and the reading of one case.

Names outside (`last_day`, both ends included) and arguments inside (`end_day`, half-open) may differ: a fact's
`argument` says the inner name, `add` what is added on the way in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tremplin.engine.kinds import UNKNOWN, Kind, Unreadable, day
from tremplin.ground.errors import Fault, InputError, unknown_name, written

CALENDAR = {"day": (day("1000-01-01"), day("2999-12-31")), "month": (12_000, 35_999)}
CALENDAR["first_of_month"] = CALENDAR["first_of_year"] = CALENDAR["day"]
"""Days, months and years that a case may name: further off, the words of rules would leave the calendar."""


@dataclass
class Fact:
    """A fact (or a column of rows). `left_out`: its value when not given; None: then it is unknown. `grows`: it counts
    months that go on with the clock."""

    name: str
    argument: str
    kind: Kind
    add: int
    low: int | None
    high: int | None
    left_out: int | None
    applies: Mapping[str, Any]
    trials: tuple[int, ...]
    texts: Mapping[str, Any]
    required: bool
    where: str = ""
    grows: bool = False

    def __post_init__(self) -> None:
        """What reading many rows asks for, worked out once."""
        self.blank = UNKNOWN if self.left_out is None else self.left_out + self.add
        low, high = CALENDAR.get(self.kind.name, (-(2**31), 2**31))
        self.lowest = low if self.low is None else self.low
        self.highest = high if self.high is None else self.high

    def plain(self, value: int, names: Sequence[str] = ()) -> Any:
        if self.kind.name == "name":
            return None if value == UNKNOWN else names[value]
        return self.kind.plain(value if value == UNKNOWN else value - self.add)


@dataclass
class RowTable:
    """Rows of a case. `order`: the columns that sort them, so that the order they came in changes nothing."""

    name: str
    columns: dict[str, Fact]
    order: tuple[str, ...]
    texts: Mapping[str, Any]
    where: str = ""

    def __post_init__(self) -> None:
        """What reading many rows asks for, worked out once."""
        self.blanks = [fact.blank for fact in self.columns.values()]
        self.places = {name: (place, fact) for place, (name, fact) in enumerate(self.columns.items())}


@dataclass
class Case:
    """One case, read: arguments → values; rows → columns in their order (None: unknown)."""

    values: dict[str, int]
    rows: dict[str, dict[str, list[int]] | None]
    places: dict[str, list[int]] = field(default_factory=dict)
    """For each table, which given row stands at each place."""
    names: dict[str, list[str]] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)


Check = Callable[["Case", Callable[..., None]], None]
"""A check of the law on rows: it calls `fault(row, column, key, **words)` for what cannot be."""


class Reader:
    """Reads the facts of one case and collects every fault."""

    def __init__(self, known: Mapping[str, Fact | RowTable], checks: Iterable[Check], source: str = "") -> None:
        self.known, self.checks, self.source = known, tuple(checks), source
        self.faults: list[Fault] = []
        self.case = Case({}, {})

    def read(self, given: Any) -> Case:
        if not isinstance(given, Mapping):
            raise InputError([Fault(self.source or "facts", "not_facts")])
        lines = getattr(given, "lines", {})
        odd = [name for name in given if name not in self.known]
        self.faults += [unknown_name(self.place(str(name), lines.get(name)), name, sorted(self.known)) for name in odd]
        for name, fact in self.known.items():
            place = self.place(name, lines.get(name) or lines.get(""))
            if isinstance(fact, RowTable):
                self.case.rows[name] = self.read_rows(fact, given.get(name), place)
            else:
                self.case.values[fact.argument] = self.value(fact, given, name, place)
        self.case.given = given
        read = len(self.faults)
        for check in self.checks:
            check(self.case, self.row_fault)
        wrong = {fault.place for fault in self.faults[:read]}
        self.faults[read:] = [fault for fault in self.faults[read:] if fault.place not in wrong]
        if self.faults:
            raise InputError(self.faults)
        return self.case

    def place(self, name: str, line: int | None) -> str:
        at = f"line {line}, " if line else ""
        return f"{self.source + ', ' if self.source else ''}{at}{name}"

    def row_place(self, table: str, rows: Any, number: int) -> str:
        """`facts.yaml, line 7, work[2]`; rows that come from a file of their own name that file."""
        lines, file = getattr(rows, "lines", None), getattr(rows, "file", self.source)
        line = f"line {lines[number]}, " if lines else ""
        return f"{file + ', ' if file else ''}{line}{table}[{number}]"

    def fault(self, place: str, key: str, **words: Any) -> None:
        self.faults.append(Fault(place, key, words))

    def row_fault(self, table: str | None, place: int, column: str, key: str, **words: Any) -> None:
        """For checks: a fault of a column of a row, or (no table) of a fact."""
        lines = getattr(self.case.given, "lines", {})
        if table is None:
            return self.fault(self.place(column, lines.get(column)), key, **words)
        number = self.case.places[table][place]
        self.fault(f"{self.row_place(table, self.case.given[table], number)}.{column}", key, **words)

    def value(self, fact: Fact, given: Mapping[str, Any], name: str, place: str) -> int:
        said = given.get(name)
        if said is None:
            if fact.required:
                self.fault(place, "required")
            return UNKNOWN if name in given else fact.blank
        if fact.kind.name == "name":
            if not isinstance(said, str | int) or isinstance(said, bool) or written(said) == "…":
                self.fault(place, "expected_name", said=said)
                return UNKNOWN
            names = self.case.names.setdefault(fact.argument, [""])
            if str(said) not in names:
                names.append(str(said))
            return names.index(str(said))
        try:
            value = fact.kind.read(said)
        except Unreadable as error:
            self.fault(place, f"expected_{error.expected}", said=said, **error.words)
            return UNKNOWN
        if not fact.lowest <= value <= fact.highest:
            low, high = (fact.lowest, fact.highest) if fact.kind.name in CALENDAR else (fact.low, fact.high)
            ends = {end: fact.kind.plain(UNKNOWN if of is None else of) for end, of in (("low", low), ("high", high))}
            key = "out_of_range" if None not in ends.values() else "too_high" if ends["low"] is None else "too_low"
            if fact.kind.name in CALENDAR and fact.low is not None and fact.high is None and value < fact.low:
                key = "before_record"
            self.fault(place, key, said=said, **ends)
            return UNKNOWN
        return value + fact.add

    def read_rows(self, table: RowTable, given: Any, place: str) -> dict[str, list[int]] | None:
        if given is None:
            return None
        if not isinstance(given, list | tuple):
            self.fault(place, "not_rows")
            return None
        read: list[tuple[int, ...]] = []
        for number, row in enumerate(given):
            if not isinstance(row, Mapping):
                self.fault(self.row_place(table.name, given, number), "not_row")
            read.append(self.read_row(table, row if isinstance(row, Mapping) else {}, number, given))
        arguments = [fact.argument for fact in table.columns.values()]
        key = [(arguments.index(name), self.case.names.get(name)) for name in table.order]
        numbered = sorted(range(len(read)), key=lambda n: [read[n][k] if texts is None else (read[n][k] >= 0, texts[max(0, read[n][k])]) for k, texts in key])  # fmt: skip  # noqa: E501
        self.case.places[table.name] = numbered
        ordered = [read[number] for number in numbered]
        columns = zip(*ordered, strict=True) if ordered else ((),) * len(arguments)
        return {name: list(column) for name, column in zip(arguments, columns, strict=True)}

    def read_row(self, table: RowTable, row: Mapping[str, Any], number: int, rows: Any) -> tuple[int, ...]:
        values = list(table.blanks)
        for name, said in row.items():
            place, fact = table.places.get(name, (0, None))
            if fact is None:
                where = f"{self.row_place(table.name, rows, number)}.{name}"
                self.faults.append(unknown_name(where, name, table.columns))
                continue
            if said is None:
                values[place] = UNKNOWN
                continue
            if fact.kind.name != "name":
                try:
                    value = fact.kind.read(said)
                    if fact.lowest <= value <= fact.highest:
                        values[place] = value + fact.add
                        continue
                except Unreadable:
                    pass
            values[place] = self.value(fact, row, name, f"{self.row_place(table.name, rows, number)}.{name}")
        return tuple(values)
