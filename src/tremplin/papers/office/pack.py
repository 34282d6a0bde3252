"""The inspection pack: a ZIP of the file's papers with their index and the access log, the same bytes each time.

Nothing is compressed, every entry has the time of the day on which the pack was made, the order is that of the index.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tremplin.engine.kinds import day_date
from tremplin.papers.office.paper import Filed, FiledLine, Paper, Part, Writing, breakable, finished, head_of
from tremplin.papers.office.parties import Office, Worker, masked_number
from tremplin.papers.parts import Pairs, Text
from tremplin.papers.typesetting import as_pdf

INDEX, UNIX, READ_ONLY = "00-index.pdf", 3, 0o100444
FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
"""What a spreadsheet would run instead of show."""
LONGEST = 80


@dataclass(frozen=True)
class PackFile:
    """A file of the pack. `name`: as it was given, with its ending; `day`: of the paper, None where it has none."""

    number: str
    title: str
    name: str
    content: bytes
    day: int | None = None


@dataclass(frozen=True)
class Access:
    """A read of the file: when (ISO 8601), who, in what role, what, and why."""

    moment: str
    who: str
    role: str = ""
    what: str = ""
    why: str = ""


@dataclass(frozen=True)
class Packed:
    """An entry of the ZIP: its name there, its content, and what the index says of it."""

    name: str
    content: bytes
    number: str
    title: str
    day: int | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def pack(
    office: Office,
    worker: Worker,
    files: Sequence[PackFile],
    log: Iterable[Access],
    language: str,
    number: str,
    made_on: int,
) -> bytes:
    """The pack as ZIP: `00-index.pdf`, the files in their order, the access log as CSV. The same input gives the same
    bytes. Raises InputError when Typst is not installed."""
    entries = entries_of(files, log, language)
    index = as_pdf(index_of(office, worker, entries, language, number, made_on))
    made = day_date(made_on)
    stamp = (min(max(made.year, 1980), 2107), made.month, made.day, 0, 0, 0)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in ((INDEX, index), *((one.name, one.content) for one in entries)):
            info = zipfile.ZipInfo(name, stamp)
            info.create_system, info.external_attr = UNIX, READ_ONLY << 16
            archive.writestr(info, content, zipfile.ZIP_STORED)
    return written.getvalue()


def entries_of(files: Sequence[PackFile], log: Iterable[Access], language: str) -> tuple[Packed, ...]:
    """Every entry but the index, in order: `01-contrat.pdf`, …, the access log last."""
    width = max(2, len(str(len(files) + 1)))
    found = [
        Packed(f"{place:0{width}d}-{safe(file.name)}", file.content, file.number, file.title, file.day)
        for place, file in enumerate(files, 1)
    ]
    word = Writing(language).word
    name = f"{len(files) + 1:0{width}d}-{safe(word('office_papers.log_file'))}.csv"
    return (*found, Packed(name, log_csv(log, language), "", word("office_papers.log"), None))


def safe(name: str) -> str:
    """A name that every system can unpack: plain letters, digits, dots and dashes, no folder, not too long."""
    plain = unicodedata.normalize("NFKD", re.split(r"[/\\]", name)[-1]).encode("ascii", "ignore").decode()
    stem, dot, ending = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).rpartition(".")
    stem, ending = stem.strip("-."), ending.strip("-.")
    if not dot or not ending:
        return (stem or ending or "file")[:LONGEST]
    return f"{stem[: LONGEST - 12] or 'file'}.{ending[:11]}"


def log_csv(log: Iterable[Access], language: str) -> bytes:
    """The access log, with a heading, as UTF-8 that spreadsheets read; no cell can be a formula."""
    word = Writing(language).word
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        word(key)
        for key in (
            "office_papers.log_moment",
            "office_papers.log_who",
            "office_papers.log_role",
            "office_papers.log_what",
            "office_papers.log_why",
        )
    )
    for one in log:
        writer.writerow(map(plain, (one.moment, one.who, one.role, one.what, one.why)))
    return text.getvalue().encode("utf-8-sig")


def plain(cell: str) -> str:
    """A cell that a spreadsheet shows as it is, in UTF-8 whatever it held."""
    cell = cell.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    return f"'{cell}" if FORMULA.match(cell) else cell


def index_of(
    office: Office, worker: Worker, entries: Sequence[Packed], language: str, number: str, made_on: int
) -> Paper:
    """The index: every file with its number, day, title, size and SHA-256; the national number is masked."""
    writing = Writing(language)
    word = writing.word
    whom = (
        (word("office_papers.person"), worker.name),
        (word("office_papers.file"), worker.file_number or "–"),
        (word("office_papers.national_number"), masked_number(worker.national_number) or "–"),
        (word("office_papers.made_on"), writing.day(made_on)),
        (word("office_papers.count"), writing.number(len(entries))),
    )
    lines = tuple(
        FiledLine(one.number or "–", breakable(one.title), filed_about(writing, one), one.sha256) for one in entries
    )
    parts = (
        Part(word("office_papers.about_whom"), (Pairs(whom),)),
        Part(word("office_papers.files"), (Text(word("office_papers.files_note"), soft=True), Filed(lines))),
    )
    return finished(
        Paper(
            language=language,
            title=word("office_papers.pack"),
            head=head_of(writing, office),
            number=word("office_papers.number", number=number),
            about=f"{worker.name} · {word('office_papers.pack_short', number=number)}",
            lead=word("office_papers.pack_lead"),
            parts=parts,
            foot=(word("office_papers.made_with"),),
            made_on=made_on,
        )
    )


def filed_about(writing: Writing, one: Packed) -> str:
    """`2 mars 2026 · 01-contrat.pdf · 84 211 octets`."""
    size = writing.word("office_papers.bytes", count=writing.number(len(one.content)))
    return " · ".join(filter(None, (writing.day(one.day), breakable(one.name), size)))
