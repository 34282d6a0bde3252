"""Who ends when: filters and sorting in the address, pages, and the same as a workbook."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from tremplin.office.article60.selectors.board import SORTS, Row, board, filters, ordered
from tremplin.office.article60.selectors.coming import month_after_next
from tremplin.office.deadlines.wording import text_of
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.board.cells import cells_of
from tremplin.office.pages.board.drawing import axis_of
from tremplin.office.pages.board.export import workbook
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.models import Reading

ON_A_PAGE = 25
USUAL = "opens"


def asked(request: Request) -> tuple[str, str, bool]:
    """The filter, the column and whether downwards; what is not known is the usual."""
    show, sort = request.GET.get("show", "all"), request.GET.get("sort", USUAL)
    by = sort.removeprefix("-")
    known = filters(0, timezone.localdate())
    return show if show in known else "all", by if by in SORTS else USUAL, sort.startswith("-") and by in SORTS


def chosen(request: Request, rows: list[Row]) -> list[Row]:
    show, by, downwards = asked(request)
    keep = filters(request.seat.agent.pk, timezone.localdate())[show]
    return ordered(filter(keep, rows), by, downwards)


def query(show: str, by: str, downwards: bool, **more: Any) -> str:
    given = {"show": show if show != "all" else None, "sort": ("-" if downwards else "") + by, **more}
    if given["sort"] == USUAL:
        given["sort"] = None
    return f"?{urlencode({name: value for name, value in given.items() if value})}"


@office()
def board_page(request: Request, language: str) -> HttpResponse:
    today = timezone.localdate()
    rows = board(law_here(), today)
    show, by, downwards = asked(request)
    keeps = filters(request.seat.agent.pk, today)
    shown = chosen(request, rows)
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    axis = axis_of(today)
    turns = {page.number - 1: "previous", page.number + 1: "next"}
    context = {
        "count": len(rows),
        "chips": [
            {
                "name": f"office_board.{name}",
                "count": sum(map(keep, rows)),
                "address": query(name, by, downwards),
                "current": name == show,
            }
            for name, keep in keeps.items()
        ],
        "before": text_of(month_after_next(today).isoformat(), language),
        "columns": [
            {
                "name": f"office_board.{name}",
                "address": query(show, key, key == by and not downwards),
                "sorted": key == by and ("descending" if downwards else "ascending"),
            }
            for name, key in (("person", "person"), ("proved", "proved"), ("opens", "opens"), ("contract_end", "end"))
        ],
        "axis": axis,
        "ticks": axis.ticks(language),
        "rows": [cells_of(row, axis, today, language) for row in page.object_list],
        "page": page,
        "turns": [
            {"name": f"office_board.{name}", "address": query(show, by, downwards, page=number)}
            for number, name in turns.items()
            if 0 < number <= page.paginator.num_pages
        ],
        "export": f"export/{query(show, by, downwards)}",
    }
    return render(request, "office/board/board.html", context)


@office()
def export(request: Request, language: str) -> HttpResponse:
    """Every row of the filter as XLSX; who took it is written in each person's log."""
    rows = chosen(request, board(law_here(), timezone.localdate()))
    Reading.objects.bulk_create(
        Reading(agent=request.seat.agent, person_id=row.file.person_id, what="export") for row in rows
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = f"tremplin-{timezone.localdate().isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(workbook(rows, language), content_type=kind, headers=headers)
