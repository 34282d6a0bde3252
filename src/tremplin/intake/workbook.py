"""XLSX workbooks: weighed before they are opened, then the first sheet with headings that are known.

Only values are read: a formula counts by the value saved with it, macros and links to other files are not followed.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from tremplin.ground.errors import InputError, TremplinError
from tremplin.ground.patience import patience
from tremplin.intake.cells import Cell
from tremplin.intake.doubts import Doubts, refused
from tremplin.intake.headings import MOST_COLUMNS, is_heading_line
from tremplin.intake.table import FIRST_LINES, MOST_LINES, Table, no_headings, too_many_lines

MOST_ENTRIES = 2_000
MOST_BYTES = 400_000_000
"""Unpacked, all parts together."""
MOST_RATIO, SMALL = 200, 1_000_000
"""Times that a part of more than a megabyte may grow when it is unpacked."""
CHUNK = 1 << 16
ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)")
LARGEST = Decimal(10) ** 12
Knows = Callable[[Sequence[Cell]], bool]
"""Whether a line is the line of headings."""


def table_of(content: bytes, name: str, doubts: Doubts, knows: Knows = is_heading_line) -> Table:
    """The lines of the sheet that has headings we know. Raises InputError for a bomb or what is no workbook."""
    weigh(content, name)
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped]
    except ImportError:
        raise refused(name, "doubt.extra_missing", package="openpyxl") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what is not read anyway: styles, extensions
            values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            written = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            return sheet_of(values, written, name, doubts, knows)
    except TremplinError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it raise
        raise refused(name, "doubt.not_workbook", problem=f"{type(error).__name__}: {error}".splitlines()[0]) from None


def weigh(content: bytes, name: str) -> None:
    """Refuses a ZIP that is too large, by what its directory says and by what really comes out of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise refused(name, "doubt.zip_bomb", said=len(entries), most=MOST_ENTRIES)
            left = MOST_BYTES
            if sum(entry.file_size for entry in entries) > left:
                raise refused(name, "doubt.zip_bomb", said=sum(entry.file_size for entry in entries), most=left)
            for entry in entries:
                left -= unpacked(archive, entry, name, left)
    except InputError:
        raise
    except Exception as error:  # zipfile and zlib raise many kinds for broken archives
        raise refused(name, "doubt.not_workbook", problem=f"{type(error).__name__}: {error}".splitlines()[0]) from None


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> int:
    """The bytes of one part, unpacked and thrown away; a part that grows too much is a bomb."""
    size, end = 0, b""
    with archive.open(entry) as part:
        while piece := part.read(CHUNK):
            size += len(piece)
            if size > left or (size > SMALL and size > MOST_RATIO * max(1, entry.compress_size)):
                raise refused(name, "doubt.zip_bomb", said=size, most=min(left, MOST_RATIO * entry.compress_size))
            if ENTITY.search(end + piece) and entry.filename.endswith((".xml", ".rels", ".vml")):
                raise refused(name, "doubt.doctype")
            end = piece[-16:]
    return size


def sheet_of(values: Any, written: Any, name: str, doubts: Doubts, knows: Knows) -> Table:
    """The first sheet with headings that are known; said, when the workbook has others."""
    titles = [sheet.title for sheet in values.worksheets]
    for sheet, formulas in zip(values.worksheets, written.worksheets, strict=True):
        place = f"{name}, sheet {sheet.title}"
        if not any(knows(cells) for _, cells in lines_of(sheet, formulas, place, Doubts(), FIRST_LINES)):
            continue
        if len(titles) > 1:
            others = ", ".join(title for title in titles if title != sheet.title)
            doubts.add(name, "doubt.sheet", sheet=sheet.title, others=others)
        return Table(place, list(lines_of(sheet, formulas, place, doubts, MOST_LINES + 1)))
    raise no_headings(name)


def lines_of(sheet: Any, formulas: Any, place: str, doubts: Doubts, most: int) -> Iterator[tuple[int, list[Cell]]]:
    """The first lines of a sheet with their numbers, as far as they hold something."""
    rows = []
    for one in (sheet, formulas):
        one.reset_dimensions()  # a sheet may say that it is smaller than it is
        rows.append(one.iter_rows(max_col=MOST_COLUMNS, values_only=True))
    for number, (cells, written) in enumerate(islice(zip(*rows, strict=False), most), 1):
        patience()
        if number > MOST_LINES:
            raise too_many_lines(place)
        if all(cell is None for cell in written):
            continue
        found: list[Cell] = []
        for at, value in enumerate(cells):
            if value is None and written[at] is not None:
                doubts.add(f"{place}, line {number}, column {letters(at)}", "doubt.formula")
            found.append(cell_of(value))
        while found and found[-1] == "":
            found.pop()
        yield number, found


def letters(at: int) -> str:
    """The name of a column as the spreadsheet shows it."""
    high, low = divmod(at, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)


def cell_of(value: Any) -> Cell:
    """A cell's value: numbers exact, days as `2025-01-31`, times of more than a day as hours and minutes."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return number_of(value)
        case datetime.datetime():
            return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
        case datetime.time():
            return f"{value.hour}h{value.minute:02d}" if value.second == 0 else value.isoformat()
        case datetime.timedelta():
            minutes, over = divmod(value, datetime.timedelta(minutes=1))
            return f"{minutes // 60}h{minutes % 60:02d}" if not over and minutes >= 0 else str(value)
    return value if isinstance(value, str) else str(value)


def number_of(value: int | float) -> Cell:
    """A number as exactly as its sheet shows it: 30.400000000000002 was typed as 30.4."""
    exact = Decimal(repr(value))
    if not exact.is_finite() or abs(exact) >= LARGEST:
        return str(value)
    exact = round(exact, 6).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
