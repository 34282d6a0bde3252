"""The board as a workbook: every row of the filter, texts as texts, so that no cell is taken for a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from tremplin.ground.sentences import sentence
from tremplin.office.article60.selectors.board import Row
from tremplin.office.pages.board.cells import badge_of, work_said

COLUMNS = (
    ("number", 14), ("person", 28), ("worker", 22), ("hours_head", 16), ("proved", 12), ("maybe", 14), ("required", 14),
    ("opens_first", 16), ("opens_last", 16), ("contract_end", 16), ("risk", 14), ("subsidised", 18), ("know", 30),
)  # fmt: skip
"""Sentences of the headings (`office_board.…`) and widths."""


def workbook(rows: Sequence[Row], language: str) -> bytes:
    """One sheet: days as days, numbers as numbers."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(sentence("office.nav_board", language)[:31])
    strong, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    for column, (name, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, sentence(f"office_board.{name}", language), strong)
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(values(row, language)):
            if isinstance(value, date):
                sheet.write_datetime(line, column, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(line, column, value)
            elif value:
                sheet.write_string(line, column, str(value))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    book.close()
    return file.getvalue()


def values(row: Row, language: str) -> list[str | float | date | None]:
    of = row.projection
    badge = badge_of(row, language)
    who = [row.file.number, str(row.file.person), str(row.file.worker or ""), work_said(row, language)]
    if of is None:
        return [*who, *[None] * 8, badge[1] if badge else ""]
    maybe = None if of.proved_least is None or of.proved_most is None else (of.proved_most - of.proved_least) / 100
    sure = None if of.proved_least is None else of.proved_least / 100
    days = [of.opens_first, of.opens_last, of.contract_end]
    return [*who, sure, maybe, of.required, *days, of.days_at_risk, of.subsidised_until, badge[1] if badge else ""]
