"""Another issuer of cheques, rehearsed: the new one's list is compared with the book, in which nothing moves. On the
day, once both are equal, that it happened is written down.

Names and addresses of users stay no longer than they are compared: another file, putting aside and the swap itself
take the lines away."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from tremplin.ground.errors import InputError
from tremplin.intake.doubts import Doubts, visible
from tremplin.intake.files import HEAD
from tremplin.intake.headings import LONGEST, bare
from tremplin.intake.reading import CSV, XLSX, format_of
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Layout
from tremplin.office.ale.selectors.swap import Listed, last_moved, listed
from tremplin.office.ale.services.handing_in import AnotherFile
from tremplin.office.ale.services.issuer import close, keep_layout, layout_for
from tremplin.office.ale.services.issuer_table import checksum, table_of
from tremplin.office.ale.services.swap_table import COLUMNS, NEEDED, meanings, read_swap, row_of
from tremplin.office.ale.swap import Comparison, Difference, compare
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.services.reading import kept_doubt, kept_fault
from tremplin.office.ledger.services.receiving import receive

SWAP, LIST = "swap", "swap_list"
"""The format of an upload and the name of its layouts; the name of the headings of our own list."""
LONGEST_ISSUER = 60
State = Upload.State


class SwapFault(Exception):
    """What cannot be. `key`: of the sentence that says why; `difference`: what is not equal."""

    def __init__(self, key: str, difference: Difference | None = None, **words: Any) -> None:
        super().__init__(key)
        self.key, self.difference, self.words = f"office_ale_swap.not_{key}", difference, words


def headings() -> dict[str, str]:
    """Our name → the heading that the agency chose for it; empty: as the page calls it."""
    last = Layout.objects.filter(name=LIST).order_by("-pk").first()
    return {name: last.columns[name] for name in COLUMNS if name in last.columns} if last else {}


@transaction.atomic
def keep_headings(typed: Mapping[str, str], today: date, agent: Agent) -> None:
    """The headings of our list; a column without one is left out."""
    said = {name: visible(typed.get(name, "")).strip()[:LONGEST] for name in COLUMNS}
    columns = {name: heading for name, heading in said.items() if heading}
    if lacks := [name for name in NEEDED if name not in columns]:
        raise SwapFault("heading", name=lacks[0])
    seen: set[str] = set()
    for heading in columns.values():
        if bare(heading) in seen:
            raise SwapFault("heading_twice", heading=heading)
        seen.add(bare(heading))
    titles = list(columns.values())
    keep_layout(titles, columns, checksum(titles), today, agent, LIST)


@transaction.atomic
def hand_in(name: str, content: bytes, agent: Agent) -> Upload:
    """A list of balances, read; the same file again is compared again. The one before it goes. Raises AnotherFile."""
    sha256 = hashlib.sha256(content).hexdigest()
    known = Upload.objects.defer("content").filter(sha256=sha256).exclude(format="").first()
    if known and (known.format != SWAP or known.state == State.COMMITTED):
        if known.format != SWAP:
            raise AnotherFile
        return known
    given, _ = receive(name, content, agent)
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=given.pk)
    if upload.state == State.WAITING:
        upload.format = SWAP
        read(upload, content)
        upload.save(update_fields=["state", "format", "report"])
    for before in Upload.objects.filter(format=SWAP, state__in=(State.READ, State.FAILED)).exclude(pk=upload.pk):
        emptied(before, State.PUT_ASIDE)
    return upload


def read(upload: Upload, content: bytes, columns: Mapping[str, str] | None = None) -> None:
    """Reads a list into the report of its upload."""
    notes = Doubts()
    try:
        form = format_of(content[:HEAD], upload.name)
        table = table_of(content, form if form == XLSX else CSV, upload.name, notes)
        known = meanings(headings())
        found = read_swap(table, known, columns)
        if columns is None and (before := layout_for(found.checksum, SWAP)):
            found = read_swap(table, known, before.columns)
    except InputError as error:
        upload.state, upload.report = State.FAILED, {"faults": [kept_fault(one) for one in error.faults]}
        return
    upload.state = State.READ
    upload.report = {
        "headings": found.headings, "columns": found.columns, "lacks": found.lacks, "fields": found.fields,
        "checksum": found.checksum, "lines": found.lines, "doubts": [one.as_json() for one in found.doubts],
        "notes": [kept_doubt(one) for one in notes.listed(upload.name)],
    }  # fmt: skip


@transaction.atomic
def agree(upload: Upload, columns: Mapping[str, str], today: date, agent: Agent) -> None:
    """An agent says what the columns are: kept, and the file read again by them."""
    upload = locked(upload)
    titles = upload.report["headings"]
    said = {name: heading for name, heading in columns.items() if heading and heading in titles}
    keep_layout(titles, said, upload.report["checksum"], today, agent, SWAP)
    read(upload, bytes(upload.content), said)
    upload.save(update_fields=["state", "report"])


def locked(upload: Upload) -> Upload:
    """The upload of a rehearsal that is open. Raises SwapFault."""
    found = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if found.format != SWAP or found.state != State.READ:
        raise SwapFault("open")
    return found


def compared(upload: Upload, ours: Sequence[Listed]) -> Comparison | None:
    """The list of an open rehearsal beside the book as it is; None where nothing of it was read."""
    if upload.state != State.READ or upload.report["lacks"]:
        return None
    lines = [row_of(line) for line in upload.report["lines"]]
    return compare([one.row for one in ours], lines, upload.report["fields"])


def left_out(upload: Upload) -> int:
    """How many lines of a file could not be read."""
    return len({one["row"] for one in upload.report.get("doubts", []) if one["refused"] and one["row"]})


def hindered(upload: Upload, ours: Sequence[Listed]) -> SwapFault | None:
    """Why a swap may not be written down yet, the first of the reasons."""
    found = compared(upload, ours)
    if found is None or not upload.report["lines"]:
        return SwapFault("lines")
    if count := left_out(upload):
        return SwapFault("left_out", count=count)
    if below := next((one.row for one in ours if one.row.cheques < 0), None):
        return SwapFault("below", number=below.number)
    if found.uncompared:
        return SwapFault("uncompared", name=found.uncompared[0])
    if found.holding:
        return SwapFault("differs", found.holding[0])
    return None if found.is_equal else SwapFault("lines")


@transaction.atomic
def swap(upload: Upload, day: date, issuer: str, today: date, agent: Agent) -> Upload:
    """Writes down, once, that another issuer took everything over on a day. The balances stay as they are; what is not
    equal is refused. Raises SwapFault."""
    known = Upload.objects.select_for_update(of=("self",)).defer("content").get(pk=upload.pk)
    if known.format == SWAP and known.state == State.COMMITTED:
        return known
    upload, name = locked(upload), visible(issuer).strip()[:LONGEST_ISSUER]
    if not name:
        raise SwapFault("issuer")
    if day > today:
        raise SwapFault("future")
    moved, ours = last_moved(), listed(today)
    if moved and day < moved <= today:
        raise SwapFault("moved", day=moved)
    if fault := hindered(upload, ours):
        raise fault
    found = compared(upload, ours)
    assert found is not None
    carried = {"day": day.isoformat(), "issuer": name, "sums": asdict(found.theirs), "fields": sorted(found.fields)}
    close(upload, agent)
    return emptied(upload, State.COMMITTED, {"swap": carried})


@transaction.atomic
def put_aside(upload: Upload) -> None:
    emptied(locked(upload), State.PUT_ASIDE)


def emptied(upload: Upload, state: State, report: Mapping[str, Any] | None = None) -> Upload:
    """A rehearsal that is over keeps no names and addresses: its bytes and lines go."""
    upload.content, upload.state, upload.report = b"", state, dict(report or {})
    upload.save(update_fields=["content", "state", "report"])
    return upload


def swaps() -> list[Upload]:
    """The swaps that were written down, the latest first."""
    found = Upload.objects.filter(format=SWAP, state=State.COMMITTED).select_related("committed_by")
    return list(found.defer("content").order_by("-committed_at", "-pk")[:20])


def open_rehearsal() -> Upload | None:
    """The last list that was handed in and is not done with."""
    found = Upload.objects.filter(format=SWAP, state__in=(State.READ, State.FAILED)).defer("content")
    return found.select_related("handed_in_by").order_by("-pk").first()
