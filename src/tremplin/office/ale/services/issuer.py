"""The issuer's file: kept as it came, read by a layout, doubted, and taken line by line when an agent says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from stdnum.be import ogm_vcs

from tremplin.ground.errors import InputError
from tremplin.intake.doubts import Doubts
from tremplin.intake.files import HEAD
from tremplin.intake.reading import CSV, XLSX, format_of
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, IssuerLine, Layout, Worker
from tremplin.office.ale.services.coming_back import hand_over_all
from tremplin.office.ale.services.issuer_table import Read, Said, read_table, table_of
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.services.reading import kept_doubt, kept_fault

ISSUER = "issuer"
"""The format of an upload, and the name of its layouts."""
AUTHORISATION_DIGITS, NATIONAL_DIGITS = 10, 11


class NotReady(Exception):
    """A file that cannot be taken now. `key`: of the sentence that says why."""

    def __init__(self, key: str, **words: Any) -> None:
        super().__init__(key)
        self.key, self.words = f"office_ale_imports.not_{key}", words


def read_issuer(upload: Upload, content: bytes, columns: Mapping[str, str] | None = None) -> None:
    """Reads a file into the report of its upload. `columns`: as an agent says they are."""
    notes = Doubts()
    try:
        form = format_of(content[:HEAD], upload.name)
        table = table_of(content, form if form == XLSX else CSV, upload.name, notes)
        found = read_table(table, notes)
        before = layout_for(found.checksum)
        said = columns if columns is not None else before.columns if before else None
        if said is not None:
            found = read_table(table, notes, said)
    except InputError as error:
        upload.state, upload.report = Upload.State.FAILED, {"faults": [kept_fault(one) for one in error.faults]}
        return
    upload.state = Upload.State.READ
    upload.report = {
        "headings": found.headings,
        "columns": found.columns,
        "lacks": found.lacks,
        "checksum": found.checksum,
        "changed": changed(found),
        "is_agreed": columns is not None or before is not None or not Layout.objects.filter(name=ISSUER).exists(),
        "lines": found.lines,
        "doubts": [one.as_json() for one in found.doubts],
        "notes": [kept_doubt(one) for one in notes.listed(upload.name)],
    }


def layout_for(checksum: str, name: str = ISSUER) -> Layout | None:
    return Layout.objects.filter(name=name, checksum=checksum).order_by("-pk").first()


def changed(found: Read) -> dict[str, Any] | None:
    """What is another heading than the last time; None when the layout is known."""
    last = Layout.objects.filter(name=ISSUER).order_by("-pk").first()
    if last is None or layout_for(found.checksum) is not None:
        return None
    before = [heading for heading in last.columns.get("_headings", []) if heading]
    return {
        "since": last.since.isoformat(),
        "before": last.checksum,
        "gone": [heading for heading in before if heading not in found.headings],
        "new": [heading for heading in found.headings if heading and heading not in before],
    }


@transaction.atomic
def agree(upload: Upload, columns: Mapping[str, str], today: date, agent: Agent) -> Upload:
    """An agent says what the columns are: the layout is kept, and the file read again by it."""
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.format != ISSUER or upload.state != Upload.State.READ:
        raise NotReady("open")
    headings = upload.report["headings"]
    said = {name: heading for name, heading in columns.items() if heading in headings and heading}
    keep_layout(headings, said, upload.report["checksum"], today, agent)
    read_issuer(upload, bytes(upload.content), said)
    upload.save(update_fields=["state", "report"])
    return upload


def keep_layout(
    headings: Sequence[str], columns: Mapping[str, str], checksum: str, today: date, agent: Agent, name: str = ISSUER
) -> None:
    """Once for the same columns of the same headings."""
    kept = {**columns, "_headings": list(headings)}
    last = layout_for(checksum, name)
    if last is None or last.columns != kept:
        Layout.objects.create(name=name, columns=kept, checksum=checksum, since=today, made_by=agent)


@dataclass(frozen=True)
class Matched:
    """A line of the file with who and what it is here."""

    line: dict[str, Any]
    worker: Worker | None
    authorisation: Authorisation | None


def matched(lines: Sequence[dict[str, Any]], columns: Mapping[str, str]) -> tuple[list[Matched], list[Said]]:
    """Who and what the lines are about: by numbers that are the same, never by what is like them."""
    workers, authorisations = known_workers(), known_authorisations(lines)
    found, doubts = [], []
    for line in lines:
        row = line["position"]
        candidates = {one.pk: one for key in worker_keys(line["worker"]) for one in workers.get(key, [])}
        worker = next(iter(candidates.values())) if len(candidates) == 1 else None
        if worker is None:
            key = "worker_twice" if candidates else "worker_unknown"
            doubts.append(Said(row, columns.get("provider_id", ""), key, {"said": line["worker"] or "–"}))
        place = next(
            (authorisations[key] for key in authorisation_keys(line["authorisation"]) if key in authorisations), None
        )
        if place is None:
            said = {"said": line["authorisation"] or "–"}
            doubts.append(Said(row, columns.get("authorisation", ""), "authorisation_unknown", said))
        elif line["user"] and line["user"].casefold() != place.user.number.casefold():
            words = {"said": line["user"], "known": place.user.number}
            doubts.append(Said(row, columns.get("user_id", ""), "user_differs", words))
        found.append(Matched(line, worker, place))
    return found, doubts


def known_workers() -> dict[str, list[Worker]]:
    """The workers by each number that may stand for them."""
    found: dict[str, list[Worker]] = defaultdict(list)
    for worker in Worker.objects.select_related("person"):
        for key in {worker.number, worker.issuer_number, worker.person.national_number or ""} - {""}:
            found[key.casefold()].append(worker)
    return found


def known_authorisations(lines: Sequence[dict[str, Any]]) -> dict[str, Authorisation]:
    wanted = {key for line in lines for key in authorisation_keys(line["authorisation"])}
    found = Authorisation.objects.filter(number__in=wanted).select_related("user")
    return {one.number: one for one in found}


def worker_keys(said: str) -> list[str]:
    """A number as it may be written; a spreadsheet drops zeros at the start of a national number."""
    digits = "".join(sign for sign in said if sign.isdecimal() and sign.isascii())
    written = all(sign.isdecimal() or sign in " .-/" for sign in said)
    national = (
        [digits.zfill(NATIONAL_DIGITS)] if written and NATIONAL_DIGITS - 1 <= len(digits) <= NATIONAL_DIGITS else []
    )
    return [said.casefold(), *national] if said else []


def authorisation_keys(said: str) -> list[str]:
    """Ten digits, the zeros at the start dropped or not; or twelve as a structured communication."""
    digits = "".join(sign for sign in said if sign.isdecimal() and sign.isascii())
    if len(digits) == AUTHORISATION_DIGITS + 2:
        return [digits[:AUTHORISATION_DIGITS]] if ogm_vcs.is_valid(digits) else []
    return [digits.zfill(AUTHORISATION_DIGITS)] if 0 < len(digits) <= AUTHORISATION_DIGITS else []


def month_of(lines: Sequence[dict[str, Any]]) -> date | None:
    """The month that most lines are of, the later of two."""
    counts = Counter(line["day"][:7] for line in lines if line["day"])
    if not counts:
        return None
    most = max(counts.values())
    return date.fromisoformat(f"{max(month for month, count in counts.items() if count == most)}-01")


@transaction.atomic
def commit_issuer(upload: Upload, month: date, agent: Agent) -> int:
    """Takes the lines of a file into a month, once; their cheques were handed over. How many there are."""
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.state == Upload.State.COMMITTED:
        return upload.issuer_lines.count()
    report = upload.report
    if upload.format != ISSUER or upload.state != Upload.State.READ:
        raise NotReady("open")
    if report["lacks"] or not report["lines"]:
        raise NotReady("lines")
    if not report["is_agreed"]:
        raise NotReady("agreed")
    found, _ = matched(report["lines"], report["columns"])
    lines = [line_of(upload, month.replace(day=1), one) for one in found]
    hand_over_all(IssuerLine.objects.bulk_create(lines, batch_size=1000), upload.organisation, agent)
    keep_layout(report["headings"], report["columns"], report["checksum"], timezone.localdate(), agent)
    close(upload, agent)
    return len(found)


def close(upload: Upload, agent: Agent) -> None:
    upload.state, upload.committed_by, upload.committed_at = Upload.State.COMMITTED, agent, timezone.now()
    upload.save(update_fields=["state", "committed_by", "committed_at"])


def line_of(upload: Upload, month: date, one: Matched) -> IssuerLine:
    line = one.line
    return IssuerLine(
        upload=upload, position=line["position"], authorisation_number=line["authorisation"],
        worker_number=line["worker"], worker=one.worker, authorisation=one.authorisation,
        day=date.fromisoformat(line["day"]) if line["day"] else None, month=month, cheque_kind=line["kind"],
        first_number=line["first_number"], count=line["count"], price=line["price"], amount=line["amount"],
        status=line["status"],
    )  # fmt: skip
