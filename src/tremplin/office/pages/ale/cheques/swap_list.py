"""The list that a new issuer takes over, and what differs from its own, as CSV and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tremplin.ground.sentences import sentence
from tremplin.office.ale.selectors.swap import Listed
from tremplin.office.ale.services.swap_table import COLUMNS
from tremplin.office.ale.swap import ADDRESS, Difference, Row
from tremplin.office.pages.claims.export import book
from tremplin.papers.office.month_lists import plain, safe
from tremplin.papers.saying import hours, money

MONEY = ("price", "value", "prepaid")
HUNDRED = 100


def headings_of(chosen: Mapping[str, str], language: str) -> dict[str, str]:
    """Our name → its heading: what the agency chose; else as the page calls them all."""
    return dict(chosen) or {name: sentence(f"office_ale_swap.column_{name}", language) for name in COLUMNS}


def as_csv(found: Sequence[Listed], headings: Mapping[str, str]) -> bytes:
    """Semicolons, UTF-8 with its mark, amounts with a point."""
    rows = [[told(one, name) for name in headings] for one in found]
    return written([list(headings.values()), *rows])


def written(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(found: Sequence[Listed], headings: Mapping[str, str]) -> bytes:
    """Figures as figures, numbers of people and places as text."""
    return book([*headings.values()], [[cell(one, name) for name in headings] for one in found])


def told(one: Listed, name: str) -> str:
    value = value_of(one, name)
    if value is None or isinstance(value, str):
        return value or ""
    return plain(value) if name in (*MONEY, "maximum") else str(value)


def cell(one: Listed, name: str) -> Any:
    value = value_of(one, name)
    return value / HUNDRED if isinstance(value, int) and name in (*MONEY, "maximum") else value


def value_of(one: Listed, name: str) -> str | int | None:
    if name == "authorisation":
        return one.row.number
    if name == "name":
        return one.name
    if name == "ranges":
        return ranges_said(one.row)
    value: str | int | None = getattr(one.row, name)
    return value


def ranges_said(row: Row) -> str:
    return ", ".join(f"{first}-{last}" for first, last in row.ranges)


def said(row: Row | None, kind: str, language: str) -> str:
    """What one of the two lists says where they differ; of a whole line, what it carries."""
    if row is None:
        return "–"
    if kind == "address":
        return ", ".join(part for of in ADDRESS if (part := getattr(row, of))) or "–"
    if kind == "ranges":
        return ranges_said(row) or "–"
    if kind in ("missing", "extra", "double"):
        price = "–" if row.price is None else money(row.price, language)
        return sentence("office_ale_swap.carries", language, cheques=row.cheques, paper=row.paper, price=price)
    value = getattr(row, kind)
    if value is None or value == "":
        return "–"
    if kind == "maximum":
        return hours(value, language)
    return money(value, language) if kind in MONEY else str(value)


def differences_csv(found: Iterable[Difference], language: str) -> bytes:
    """For the new issuer: number, what differs, here, there, the line of its file."""
    heads = [sentence(f"office_ale_swap.{name}", language) for name in ("number", "what", "ours", "theirs", "line")]
    return written(
        [
            heads,
            *(
                [
                    one.number,
                    sentence(f"office_ale_swap.kind_{one.kind}", language),
                    said(one.ours, one.kind, language),
                    said(one.theirs, one.kind, language),
                    str(one.theirs.position) if one.theirs else "",
                ]
                for one in found
            ),
        ]
    )
