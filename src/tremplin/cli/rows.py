"""Rows from a table: a CSV file with the headings of the vocabulary, for `--work`.

Cells are texts; what looks like a number or a yes becomes one, and the same reader as for YAML judges it. An empty
cell is left out. Every wrong heading and cell is said with its file, line and column.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import Any

from tremplin.cli.files import read_bytes
from tremplin.engine.decide import read_case
from tremplin.engine.facts import Fact, RowTable
from tremplin.engine.law import Decision, Law, Search
from tremplin.ground.errors import Fault, InputError, unknown_name
from tremplin.ground.reading import Listing

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
WORDS = {"yes": True, "true": True, "no": False, "false": False}


class FileRows(Listing):
    """Rows that come from a file of their own."""

    file: str


def with_rows(law: Law, decision: Decision | Search, given: Any, path: str | None, source: str) -> Any:
    """The facts with the rows of a CSV file as their `work` (or the only rows that the decision asks for)."""
    if path is None:
        return given
    tables = {public: table for public, table in decision.facts(law).items() if isinstance(table, RowTable)}
    name = "work" if "work" in tables else next(iter(tables), None)
    if name is None:
        raise InputError([Fault(path, "no_rows")])
    if not isinstance(given, dict):
        raise InputError([Fault(source, "not_facts")])
    if given.get(name) is not None:
        line = getattr(given, "lines", {}).get(name)
        place = f"{source}, line {line}, {name}" if line else f"{source}, {name}"
        raise InputError([Fault(place, "rows_twice", {"other": path})])
    faults: list[Fault] = []
    given[name] = read_rows(path, tables[name], faults)
    if faults:
        try:
            read_case(law, decision, given, source)
        except InputError as error:
            faults += error.faults
        raise InputError(faults)
    return given


def read_rows(path: str, table: RowTable, faults: list[Fault]) -> FileRows:
    """The rows of a CSV file: comma or semicolon, UTF-8 with or without its mark."""
    content = read_bytes(path)
    if not content.strip():
        raise InputError([Fault(path, "empty_file")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError([Fault(f"{path}, line {line}", "not_text", {"problem": error.reason})]) from None
    first = text.lstrip("\r\n").splitlines()[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    rows = FileRows()
    rows.lines, rows.file = [], path
    headings: list[str] | None = None
    try:
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if headings is None:
                headings = read_headings(cells, table, f"{path}, line {line}", faults)
                continue
            if len(cells) > len(headings) and any(cell.strip() for cell in cells[len(headings) :]):
                words = {"count": len(cells), "most": len(headings)}
                faults.append(Fault(f"{path}, line {line}", "too_many_cells", words))
                continue
            rows.lines.append(line)
            place = f"{path}, line {line}, {table.name}[{len(rows)}]"
            rows.append(read_cells(dict(zip(headings, cells, strict=False)), table, place, faults))
    except csv.Error as error:
        faults.append(Fault(f"{path}, line {reader.line_num}", "csv_broken", {"problem": str(error)}))
    return rows


def read_headings(cells: list[str], table: RowTable, place: str, faults: list[Fault]) -> list[str]:
    headings = [cell.strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    for at, heading in enumerate(headings):
        if not heading:
            faults.append(Fault(place, "no_heading", {"number": at + 1}))
        elif heading not in table.columns:
            faults.append(unknown_name(f"{place}, {heading}", heading, table.columns))
        elif heading in headings[:at]:
            faults.append(Fault(place, "twice", {"key": heading}))
    return headings


def read_cells(cells: dict[str, str], table: RowTable, place: str, faults: list[Fault]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for heading, cell in cells.items():
        text, column = cell.strip(), table.columns.get(heading)
        if not text or column is None:
            continue
        if column.kind.name in ("number", "money") and DECIMAL_COMMA.fullmatch(text):
            words = {"said": text, "mend": text.replace(",", ".")}
            faults.append(Fault(f"{place}.{heading}", "decimal_comma", words))
            continue
        found[heading] = value(text, column)
    return found


def value(text: str, column: Fact) -> Any:
    """What a cell says, for the reader to judge: it knows kinds, this only knows text."""
    if column.kind.name == "yes_no":
        return WORDS.get(text.lower(), text)
    if column.kind.name in ("number", "money") and len(text) < 20 and NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return text
