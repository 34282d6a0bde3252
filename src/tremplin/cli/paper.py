"""What is printed: calm lines that wrap, in colour on a terminal and plain where they are piped.

Colour never says anything alone. `dim` is where a value comes from, `care` is what is not known, `stop` is a no.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, TextIO

STYLES = {"": "", "lead": "bold", "strong": "bold", "dim": "dim", "care": "yellow", "stop": "red"}
WIDEST, NARROWEST = 100, 40
Part = tuple[str, str]
"""A text and the name of its style."""


class Paper:
    """A stream to print on. Text is no wider than a line that is good to read, tables no wider than the terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout
        self.room = max(NARROWEST, shutil.get_terminal_size((80, 24)).columns)
        self.width = min(WIDEST, self.room)
        self.console: Any = None
        if self.stream.isatty():
            from rich.console import Console

            self.console = Console(file=self.stream, highlight=False, markup=False)

    def line(self, *parts: str | Part, first: str = "", rest: str | None = None) -> None:
        """Prints parts one after the other, wrapped: the first line after `first`, the others after `rest`."""
        named = [(part, "") if isinstance(part, str) else part for part in parts]
        starts = (first, first if rest is None else rest)
        for number, words in enumerate(wrapped(named, self.width, starts)):
            self.put([(starts[min(number, 1)], "dim"), *words])

    def put(self, parts: Iterable[Part]) -> None:
        """One line, as it is."""
        if self.console is None:
            self.stream.write("".join(text for text, _ in parts).rstrip() + "\n")
            return
        from rich.text import Text

        line = Text()
        for style, run in groupby(parts, key=lambda part: part[1]):
            line.append("".join(text for text, _ in run), STYLES[style])
        line.rstrip()
        self.console.print(line, soft_wrap=True)

    def blank(self) -> None:
        self.put([])

    def heading(self, text: str) -> None:
        self.blank()
        self.line((text, "strong"))

    def pairs(self, pairs: Sequence[tuple[str, str | Part]], indent: int = 2) -> None:
        """Names and values, the values aligned; a name that is too long has lines of its own."""
        room = max(12, min(44, self.width // 2))
        left = max((len(name) for name, _ in pairs if len(name) <= room), default=room) + 2
        for name, value in pairs:
            names = [text for words in wrapped([(name, "")], room, ("", "")) for text in ["".join(t for t, _ in words)]]
            for early in names[:-1]:
                self.line((early, "dim"), first=" " * indent)
            start = " " * indent + names[-1].ljust(max(left, len(names[-1]) + 2))
            self.line(value, first=start, rest=" " * len(start))

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], indent: int = 2) -> None:
        """Aligned columns with wrapped headings; one block a row where the columns do not fit."""
        if not headings:
            return
        widths, numbers = self.measured(headings, rows)
        if sum(widths) + 2 * (len(widths) - 1) + indent > self.room:
            narrow = self.narrowed(widths, headings, rows, indent)
            left_out = [] if narrow else self.foldable(widths, rows, indent)
            if left_out:
                self.grouped(left_out[0], headings, rows, indent)
                return
            widths = narrow
        if not widths:
            for row in rows:
                shown = [(heading, cell) for heading, cell in zip(headings, row, strict=True) if cell]
                text = " · ".join(f"{heading} {cell}" if heading else cell for heading, cell in shown)
                self.line(text, first=" " * indent, rest=" " * (indent + 4))
            return
        self.cells([(heading, "dim") for heading in headings], widths, numbers, indent)
        for row in rows:
            self.cells([(cell, "") for cell in row], widths, numbers, indent)

    def foldable(self, widths: Sequence[int], rows: Sequence[Sequence[str]], indent: int) -> list[int]:
        """The columns without which the table fits, those that change least from row to row first."""
        room = self.room - indent - 2 * (len(widths) - 2)
        words = [
            max((len(word) for row in rows for word in row[at].split(" ")), default=0) for at in range(len(widths))
        ]
        lowest = [min(width, max(6, word)) for width, word in zip(widths, words, strict=True)]
        able = [at for at in range(len(widths)) if sum(lowest) - lowest[at] <= room]
        return sorted(able, key=lambda at: sum(1 for _ in groupby(row[at] for row in rows)))

    def grouped(self, by: int, headings: Sequence[str], rows: Sequence[Sequence[str]], indent: int) -> None:
        """The table without one column, which stands above the rows that share it."""
        others = [heading for at, heading in enumerate(headings) if at != by]
        blocks = [(name, list(block)) for name, block in groupby(rows, key=lambda row: row[by])]
        kept = [drop(row, by) for row in rows]
        widths, numbers = self.measured(others, kept)
        if sum(widths) + 2 * (len(widths) - 1) + indent > self.room:
            widths = self.narrowed(widths, others, kept, indent, least=6) or widths
        self.cells([(heading, "dim") for heading in others], widths, numbers, indent)
        for name, block in blocks:
            self.line((name, "strong"), first=" " * indent)
            for row in block:
                self.cells([(cell, "") for cell in drop(row, by)], widths, numbers, indent)

    @staticmethod
    def measured(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[int], list[bool]]:
        """How wide each column is, and whether it holds numbers."""
        places = range(len(headings))
        digits = [[row[at].replace(",", "").replace(".", "") for row in rows] for at in places]
        numbers = [all(text.isdigit() or text == "–" for text in column) for column in digits]
        widths = [
            max([len(word) for word in headings[at].split(" ")] + [len(row[at]) for row in rows]) for at in places
        ]
        return widths, numbers

    def narrowed(
        self, widths: list[int], headings: Sequence[str], rows: Sequence[Sequence[str]], indent: int, least: int = 16
    ) -> list[int]:
        """The widths with the widest columns wrapped, if that is enough and leaves them readable; else none."""
        found = list(widths)
        narrowest = [
            max([least, *(len(word) for row in [headings, *rows] for word in row[at].split(" "))])
            for at in range(len(widths))
        ]
        over = sum(found) + 2 * (len(found) - 1) + indent - self.room
        while over > 0:
            slack, at = max((width - low, at) for at, (width, low) in enumerate(zip(found, narrowest, strict=True)))
            if slack <= 0:
                return []
            found[at] -= 1
            over -= 1
        return found

    def cells(self, cells: Sequence[Part], widths: Sequence[int], right: Sequence[bool], indent: int) -> None:
        """One row of a table; its cells may take several lines."""
        columns = []
        for (text, style), width in zip(cells, widths, strict=True):
            lines = ["".join(word for word, _ in words) for words in wrapped([(text, style)], width, ("", ""))]
            columns.append((lines or [""], style))
        for at in range(max(len(lines) for lines, _ in columns)):
            parts: list[Part] = [(" " * indent, "")]
            for (lines, style), width, to_right in zip(columns, widths, right, strict=True):
                text = lines[at] if at < len(lines) else ""
                parts += [(text.rjust(width) if to_right else text.ljust(width), style), ("  ", "")]
            self.put(parts)


def drop(row: Sequence[str], place: int) -> list[str]:
    return [cell for at, cell in enumerate(row) if at != place]


def wrapped(parts: Sequence[Part], width: int, starts: tuple[str, str]) -> list[list[Part]]:
    """Styled parts cut into lines at their spaces, but not before `?`. A word longer than a line stays whole."""
    lines: list[list[Part]] = [[]]
    used, spaced = len(starts[0]), False
    for text, style in parts:
        for number, glued in enumerate(re.sub(r" (?=[?;:!»€%])|(?<=«) ", "\0", text).split(" ")):
            word = glued.replace("\0", " ")
            gap = " " if number and lines[-1] else ""
            if lines[-1] and (number or spaced) and used + len(gap) + len(word) > width:
                lines.append([])
                used, gap = len(starts[1]), ""
            lines[-1].append((gap + word, style))
            used, spaced = used + len(gap) + len(word), not word
    return lines if any(lines) else []
