"""The bank's statements (CODA, CAMT.053): their balances checked, their movements taken when an agent says so; a
payment with the communication of an authorisation orders its cheques."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from coda import CODA  # type: ignore[import-untyped]
from django.db import transaction

from tremplin.intake.doubts import visible
from tremplin.intake.files import HEAD
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, BankLine, Booklet
from tremplin.office.ale.selectors.cheques import paid
from tremplin.office.ale.services import camt, cheques
from tremplin.office.ale.services.issuer import NotReady, close
from tremplin.office.ale.services.issuer_table import Said
from tremplin.office.ale.services.statements import MOST_CENTS, StatementFault, checked
from tremplin.office.documents.services import held
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.services.booking import EURO, Move, book

BANK = "coda"
"""The format of an upload: a statement of a bank, whichever way it is written."""
RECORD = 128
MOST_RECORDS = 200_000
STRUCTURED = ("101", "102")
"""Types of communication that are a number with check digits."""
NUMBER = 10
"""An authorisation's number, at the head of its communication."""


def is_coda(head: bytes) -> bool:
    """A record of 128 signs that begins with 0000 and ends with the version."""
    first = head.splitlines()[0] if head.strip() else b""
    return first.startswith(b"0000") and len(first.rstrip()) == RECORD


def is_bank(head: bytes) -> bool:
    return is_coda(head) or camt.is_camt(head)


def read_bank(upload: Upload, content: bytes) -> None:
    """Reads a statement into the report of its upload; what does not add up is refused whole."""
    try:
        statements, doubts = (camt.statements_of if camt.is_camt(content[:HEAD]) else statements_of)(content)
    except StatementFault as error:
        fault = Said(error.row, "", error.key, error.words, True).as_json()
        upload.state, upload.report = Upload.State.FAILED, {"refused": fault}
        return
    upload.state = Upload.State.READ
    upload.report = {
        "statements": [{name: value for name, value in one.items() if name != "lines"} for one in statements],
        "lines": [line for one in statements for line in one["lines"]],
        "doubts": [one.as_json() for one in doubts],
        "notes": [],
    }


def statements_of(content: bytes) -> tuple[list[dict[str, Any]], list[Said]]:
    """The statements of a file with their movements, each checked. Raises StatementFault."""
    records = [record for record in content.decode("windows-1252", "replace").splitlines() if record.strip()]
    check_records(records)
    try:
        found = CODA(io.StringIO("\n".join(records) + "\n")).statements
    except Exception as error:  # the parser raises whatever a broken record makes it raise
        raise StatementFault("coda_broken", why=visible(type(error).__name__)) from None
    doubts: list[Said] = []
    statements, position = [], 0
    for statement in found:
        lines = []
        for move in moves_of(statement):
            position += 1
            lines.append(line_of(move, statement, position, doubts))
        statements.append(told(statement, lines))
    return statements, doubts


def check_records(records: Sequence[str]) -> None:
    """The form of the records, and that each opening balance with its movements is the closing balance."""
    if not records or len(records) > MOST_RECORDS:
        raise StatementFault("coda_empty" if not records else "coda_long", most=MOST_RECORDS)
    opening: int | None = None
    moved = 0
    is_open = False
    for row, record in enumerate(records, 1):
        if len(record.rstrip()) > RECORD or record[0] not in "0123489" or (record[0] == "0") is is_open:
            raise StatementFault("coda_record", row)
        match record[0]:
            case "0":
                opening, moved, is_open = None, 0, True
            case "1":
                opening = signed(record, 42, row)
            case "2" if record[1:2] == "1" and record[53:54] in "0123":
                moved += signed(record, 31, row)
            case "8":
                closing = signed(record, 41, row)
                if opening is not None and opening + moved != closing:
                    raise StatementFault(
                        "coda_balance", row, expected=cents(opening + moved), said_cents=cents(closing)
                    )
            case "9":
                is_open = False
    if is_open:
        raise StatementFault("coda_cut", len(records))


def signed(record: str, at: int, row: int) -> int:
    """An amount in thousandths: its sign, then fifteen digits."""
    sign, digits = record[at : at + 1], record[at + 1 : at + 16]
    if sign not in ("0", "1") or not (digits.isascii() and digits.isdigit() and len(digits) == 15):
        raise StatementFault("coda_record", row)
    return -int(digits) if sign == "1" else int(digits)


def cents(thousandths: int) -> int:
    return thousandths // 10


def moves_of(statement: Any) -> list[Any]:
    """The movements; of one booked in a lump its details, where they add up to it."""
    found: list[Any] = []
    for move in statement.moves:
        details = move.moves
        adds_up = details and sum(one.amount for one in details) == move.amount
        found += details if adds_up else [move]
    return found


def told(statement: Any, lines: list[dict[str, Any]]) -> dict[str, Any]:
    if statement.account_currency != "EUR":
        raise StatementFault("coda_currency", said=visible(statement.account_currency or "–"))
    return {
        "account": visible(statement.account.strip())[:34],
        "sequence": visible(str(statement)),
        "opened_on": statement.old_balance_date.isoformat(),
        "opening": int(statement.old_balance * 100),
        "closed_on": statement.new_balance_date.isoformat(),
        "closing": int(statement.new_balance * 100),
        "is_duplicate": bool(statement.duplicate),
        "lines": lines,
    }


def line_of(move: Any, statement: Any, position: int, doubts: list[Said]) -> dict[str, Any]:
    exact = move.amount * 100
    if exact != exact.to_integral_value() or not 0 < abs(exact) <= MOST_CENTS:
        raise StatementFault("coda_record", position)
    said = move.communication or ""
    structured = ""
    if move.communication_type in STRUCTURED:
        structured = checked(said, position, doubts)
    return {
        "position": position,
        "account": visible(statement.account.strip())[:34],
        "day": move.entry_date.isoformat(),
        "amount": int(exact),
        "counterparty": visible((move.counterparty_account or "").split(" ")[0])[:34],
        "name": visible(move.counterparty_name or "")[:140],
        "communication": visible(" ".join(said.split()))[:140],
        "structured": structured,
    }


def doubts_now(upload: Upload) -> list[Said]:
    """What is doubtful beside what was committed before: a statement that came already, a gap between balances."""
    found = []
    before = earlier(upload)
    for statement in upload.report["statements"]:
        mine = [one for one in before if one["account"] == statement["account"]]
        if any(same(one, statement) for one in mine):
            found.append(Said(0, "", "statement_twice", {"sequence": statement["sequence"]}, True))
        last = max((one for one in mine if one["closed_on"] <= statement["opened_on"]), key=closed, default=None)
        if last is not None and last["closing"] != statement["opening"]:
            words = {"before": last["closing"], "now": statement["opening"], "day": last["closed_on"]}
            found.append(Said(0, "", "balance_gap", words))
        if statement["is_duplicate"]:
            found.append(Said(0, "", "statement_copy", {"sequence": statement["sequence"]}))
    return found


def closed(statement: dict[str, Any]) -> tuple[str, str]:
    return statement["closed_on"], statement["sequence"]


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two statements are the same. One written in two ways is numbered and begun otherwise; where nothing moved
    it may be another."""
    if one.get("kind", BANK) != other.get("kind", BANK):
        names: tuple[str, ...] = ("opening", "closed_on", "closing")
        return one["opening"] != one["closing"] and all(one[name] == other[name] for name in names)
    names = ("sequence", "opened_on", "opening", "closed_on", "closing")
    return all(one[name] == other[name] for name in names)


def earlier(upload: Upload) -> list[dict[str, Any]]:
    """The statements of the files committed before."""
    uploads = Upload.objects.filter(format=BANK, state=Upload.State.COMMITTED).exclude(pk=upload.pk).order_by("pk")
    return [one for statements in uploads.values_list("report__statements", flat=True) for one in statements or []]


def authorisations_of(lines: Sequence[dict[str, Any]]) -> dict[str, Authorisation]:
    """The authorisations by their number, of the payments that came for them."""
    numbers = {line["structured"][:NUMBER] for line in lines if line["structured"] and line["amount"] > 0}
    found = Authorisation.objects.filter(number__in=numbers).select_related("user", "organisation")
    return {one.number: one for one in found}


@transaction.atomic
def commit_bank(upload: Upload, agent: Agent) -> int:
    """Takes the movements of a file, once; payments for authorisations become orders or money paid before. How many
    lines there are."""
    held("bank")
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.state == Upload.State.COMMITTED:
        return upload.bank_lines.count()
    if upload.format != BANK or upload.state != Upload.State.READ:
        raise NotReady("open")
    if any(one.refused for one in doubts_now(upload)):
        raise NotReady("twice")
    lines = upload.report["lines"]
    made = BankLine.objects.bulk_create((bank_line(upload, line) for line in lines), batch_size=1000)
    places = authorisations_of(lines)
    for line in made:
        if line.amount > 0 and (place := places.get(line.structured[:NUMBER])):
            received(line, place, agent)
    close(upload, agent)
    return len(made)


def bank_line(upload: Upload, line: dict[str, Any]) -> BankLine:
    day = date.fromisoformat(line["day"])
    about = {name: line[name] for name in ("position", "account", "amount", "counterparty", "name", "communication")}
    return BankLine(upload=upload, day=day, month=day.replace(day=1), structured=line["structured"], **about)


def received(line: BankLine, place: Authorisation, agent: Agent) -> Booklet | None:
    """A payment pays the oldest order of that amount; else it orders as many cheques as it buys; else it is money."""
    orders = list(Booklet.objects.filter(authorisation=place, issued_on=None).order_by("pk"))
    settled = paid(orders)
    for booklet in orders:
        if booklet.pk not in settled and booklet.count * booklet.price == line.amount:
            cheques.pay(booklet, line.day, by=agent)
            return booklet
    count, rest = divmod(line.amount, place.price)
    if not rest and 0 < count <= cheques.MOST:
        try:
            with transaction.atomic():
                return cheques.order(place, count, line.day, key=f"bank:{line.pk}", by=agent)
        except cheques.ChequeFault:  # the law refuses the order: the money is there all the same
            pass
    money = Move(line.amount, EURO, cheques.BANK, f"prepaid:{place.number}")
    book("received", line.day, [money], key=f"bank:{line.pk}", reference=place.number, by=agent)
    return None
