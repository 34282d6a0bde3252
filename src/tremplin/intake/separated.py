"""CSV as it leaves spreadsheets: its encoding and its separator found out, its lines numbered."""

from __future__ import annotations

import csv
import io

from tremplin.ground.errors import Fault, InputError
from tremplin.ground.patience import patience
from tremplin.intake.doubts import Doubts, refused
from tremplin.intake.headings import MOST_COLUMNS, known_in
from tremplin.intake.table import FIRST_LINES, MOST_LINES, Table, too_many_lines

SEPARATORS = (";", ",", "\t")
START = 100_000
"""Signs in which the separator is looked for."""
MARKS = (b"\xff\xfe", b"\xfe\xff")


def table_of(content: bytes, name: str, doubts: Doubts) -> Table:
    """The lines of a CSV file. Raises InputError where its quotes do not close."""
    text = decoded(content, name, doubts)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            patience()
            lines.append((reader.line_num, cells[: MOST_COLUMNS + 1]))
            if len(lines) > MOST_LINES:
                raise too_many_lines(name)
    except csv.Error as error:
        raise InputError([Fault(f"{name}, line {reader.line_num}", "csv_broken", {"problem": str(error)})]) from None
    return Table(name, list(lines))


def decoded(content: bytes, name: str, doubts: Doubts) -> str:
    """Text in UTF-8, with its mark or not, in UTF-16 with its mark, else in Windows-1252, which is said."""
    try:
        return content.decode("utf-16" if content.startswith(MARKS) else "utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refused(f"{name}, line {line}", "doubt.encoding", said="UTF-8, Windows-1252") from None
    doubts.add(name, "doubt.western")
    return text


def separator(text: str) -> str:
    """The sign that makes most headings known; where none does, the one that stands most often."""
    first = text[:START].splitlines()[:FIRST_LINES]

    def headings(sign: str) -> tuple[int, int]:
        best = max((known_in([cell.strip(' "') for cell in line.split(sign)]) for line in first), default=0)
        return best, text[:START].count(sign)

    return max(SEPARATORS, key=headings)
