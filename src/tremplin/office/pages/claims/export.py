"""A month or a year of claims as a spreadsheet: figures as figures, names as text that no program runs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from tremplin.ground.sentences import sentence
from tremplin.office.article60.selectors.claims import Line, Year
from tremplin.office.pages.words import month_said

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = ("person", "file", "expected_least", "expected_most", "claimed", "accepted", "refused", "paid", "state", "claimed_on")  # fmt: skip  # noqa: E501


def month_book(lines: Sequence[Line], language: str) -> bytes:
    rows = [
        (
            line.name,
            line.file,
            euros(line.sums.least),
            euros(line.sums.most),
            euros(line.sums.claimed),
            euros(line.sums.accepted),
            euros(line.sums.refused),
            euros(line.sums.paid),
            sentence(f"office_claims.state_{line.state}", language),
            line.last_claimed,
        )
        for line in lines
    ]
    return book([sentence(f"office_claims.head_{name}", language) for name in HEADS], rows)


def year_book(year: Year, language: str) -> bytes:
    """What is expected by month; what is undetermined is left empty, never a zero."""
    heads = [sentence(f"office_claims.head_{name}", language) for name in HEADS[:2]]
    heads += [month_said(date(year.year, month, 1), language) for month in range(1, 13)]
    rows = [
        (first.name, first.file, *(euros(line.sums.expected) if line else None for line in months))
        for first, months in year.rows
    ]
    return book(heads, rows)


def euros(cents: int | None) -> float | None:
    """A spreadsheet has no cents; a figure of two decimals comes back to the cent."""
    return None if cents is None else cents / 100


def book(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    made = io.BytesIO()
    # No text becomes a formula, a link or a number; the same rows give the same file.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as workbook:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True, "text_wrap": True})
        money, day = workbook.add_format({"num_format": "#,##0.00"}), workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, heads, bold)
        for at, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, place, value)
                elif isinstance(value, date):
                    sheet.write_datetime(at, place, value, day)
                elif value is not None:
                    sheet.write_number(at, place, value, money)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, len(heads) - 1, 14)
        sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    return made.getvalue()
