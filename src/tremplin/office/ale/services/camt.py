"""Statements of a bank as CAMT.053 (ISO 20022, any version): their balances checked, their booked movements told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from tremplin.intake.doubts import visible
from tremplin.office.ale.services.issuer_table import Said
from tremplin.office.ale.services.statements import MOST_CENTS, StatementFault, checked

CAMT = "camt"
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
ROOT = re.compile(rb"urn:iso:std:iso:20022:tech:xsd:camt\.053\.|<(\w+:)?BkToCstmrStmt\b")
STRUCTURED = re.compile(r"(?:\+{3}|\*{3})\s*(\d{3}/\d{4}/\d{5})\s*(?:\+{3}|\*{3})")
BARE = re.compile(r"[+* ]*(\d{3})/?(\d{4})/?(\d{5})[+* ]*")
OPENING, CLOSING = ("OPBD", "PRCD"), ("CLBD",)
BOOKED = "BOOK"
MOST = 100_000
"""Movements of a file."""


def is_camt(head: bytes) -> bool:
    return bool(ROOT.search(head.replace(b"\0", b"")))


def statements_of(content: bytes) -> tuple[list[dict[str, Any]], list[Said]]:
    """The statements of a file with their movements, each checked. Raises StatementFault."""
    if DOCTYPE.search(content.replace(b"\0", b"")):
        raise StatementFault("camt_broken", why="DOCTYPE")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise StatementFault("camt_broken", getattr(error, "lineno", 0) or 0, why="XML") from None
    doubts: list[Said] = []
    found, position = [], 0
    for statement in root.iterfind(".//{*}Stmt"):
        told_ = told(statement, position, doubts)
        position += len(told_["lines"])
        found.append(told_)
    if not found:
        raise StatementFault("coda_empty")
    return found, doubts


def told(statement: Any, position: int, doubts: list[Said]) -> dict[str, Any]:
    row = statement.sourceline or 0
    account = plain(statement, "Acct/Id/IBAN") or plain(statement, "Acct/Id/Othr/Id")
    opened_on, opening = balance(statement, OPENING, row)
    closed_on, closing = balance(statement, CLOSING, row)
    lines: list[dict[str, Any]] = []
    for entry in statement.iterfind("{*}Ntry"):
        if (plain(entry, "Sts/Cd") or plain(entry, "Sts") or BOOKED) != BOOKED:
            continue
        for line in lines_of(entry, account):
            place = position + len(lines) + 1
            if place > MOST:
                raise StatementFault("coda_long", most=MOST)
            told_, digits = line.pop("told"), line.pop("digits")
            line["structured"] = checked(digits, place, doubts) if digits else ""
            lines.append({"position": place, "communication": told_, **line})
    moved = sum(line["amount"] for line in lines)
    if opening + moved != closing:
        raise StatementFault("coda_balance", row, expected=opening + moved, said_cents=closing)
    return {
        "account": account, "sequence": (plain(statement, "ElctrncSeqNb") or plain(statement, "Id"))[:35],
        "opened_on": opened_on.isoformat(), "opening": opening, "closed_on": closed_on.isoformat(),
        "closing": closing, "is_duplicate": bool(plain(statement, "CpyDplctInd")), "lines": lines, "kind": CAMT,
    }  # fmt: skip


def plain(node: Any, path: str) -> str:
    """The text at a path, whatever the namespace; empty where there is none."""
    found = node.findtext("/".join(f"{{*}}{name}" for name in path.split("/")))
    return visible(" ".join((found or "").split()))[:140]


def balance(statement: Any, kinds: tuple[str, ...], row: int) -> tuple[date, int]:
    """The day and the cents of the first balance of one of these kinds."""
    for kind in kinds:
        for one in statement.iterfind("{*}Bal"):
            if plain(one, "Tp/CdOrPrtry/Cd") == kind:
                return day(one, "Dt", row), signed(one, "Amt", row)
    raise StatementFault("camt_broken", row, why="/".join(kinds))


def day(node: Any, name: str, row: int) -> date:
    said = plain(node, f"{name}/Dt") or plain(node, f"{name}/DtTm") or plain(node, name)
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        raise StatementFault("camt_broken", node.sourceline or row, why=name) from None


def signed(node: Any, path: str, row: int) -> int:
    """Cents, below zero for a debit. Raises StatementFault."""
    return -cents(node, path, row) if plain(node, "CdtDbtInd") == "DBIT" else cents(node, path, row)


def cents(node: Any, path: str, row: int) -> int:
    found = node.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    row = node.sourceline or row
    if found is None:
        raise StatementFault("camt_broken", row, why=path)
    if found.get("Ccy", "EUR") != "EUR":
        raise StatementFault("coda_currency", row, said=visible(found.get("Ccy"))[:10])
    try:
        exact = Decimal((found.text or "").strip()) * 100
    except InvalidOperation:
        raise StatementFault("camt_broken", row, why=path) from None
    if not exact.is_finite() or abs(exact) > MOST_CENTS or exact != exact.to_integral_value() or exact < 0:
        raise StatementFault("camt_broken", row, why=path)
    return int(exact)


def lines_of(entry: Any, account: str) -> Iterator[dict[str, Any]]:
    """The movements of an entry: its details where they add up to it, else itself."""
    row = entry.sourceline or 0
    whole, on = signed(entry, "Amt", row), day(entry, "BookgDt", row) if has(entry, "BookgDt") else None
    on = on or day(entry, "ValDt", row)
    details = list(entry.iterfind("{*}NtryDtls/{*}TxDtls"))
    amounts = [of_detail(one, whole, row) for one in details]
    known = [amount for amount in amounts if amount is not None]
    if len(details) > 1 and len(known) == len(details) and sum(known) == whole:
        parts = list(zip(details, known, strict=True))
    else:
        parts = [(details[0] if len(details) == 1 else entry, whole)]
    for detail, amount in parts:
        if amount:
            yield {"account": account[:34], "day": on.isoformat(), "amount": amount, **said_of(detail, entry, amount)}


def has(node: Any, name: str) -> bool:
    return node.find(f"{{*}}{name}") is not None


def of_detail(detail: Any, whole: int, row: int) -> int | None:
    """The cents of a detail, of the entry's sign where it has none of its own; None: it does not say."""
    path = "Amt" if has(detail, "Amt") else "AmtDtls/TxAmt/Amt" if has(detail, "AmtDtls") else ""
    if not path or not plain(detail, path):
        return None
    if plain(detail, "CdtDbtInd"):
        return signed(detail, path, row)
    return -cents(detail, path, row) if whole < 0 else cents(detail, path, row)


def said_of(detail: Any, entry: Any, amount: int) -> dict[str, Any]:
    """Who the other is, and what it is for."""
    side = "Dbtr" if amount > 0 else "Cdtr"
    name = plain(detail, f"RltdPties/{side}/Nm") or plain(detail, f"RltdPties/{side}/Pty/Nm")
    words = [visible(" ".join((one.text or "").split())) for one in detail.iterfind("{*}RmtInf/{*}Ustrd")]
    told_ = " ".join(filter(None, words)) or plain(entry, "AddtlNtryInf")
    digits = ""
    reference = plain(detail, "RmtInf/Strd/CdtrRefInf/Ref")
    if (found := BARE.fullmatch(reference)) is not None:
        digits = "".join(found.groups())
    elif (inside := STRUCTURED.search(told_)) is not None:
        digits = inside[1].replace("/", "")
    return {
        "counterparty": plain(detail, f"RltdPties/{side}Acct/Id/IBAN")[:34], "name": name[:140],
        "told": (told_ or reference)[:140], "digits": digits,
    }  # fmt: skip
