"""What pages of cheques say in the same way: faults, codes of accounts, kinds of entries."""

from __future__ import annotations

from datetime import date

from django.utils import translation

from tremplin.ground.sentences import sentence
from tremplin.office.ale.services.cheques import ChequeFault
from tremplin.office.ledger.services.booking import EURO
from tremplin.office.pages.forms import say
from tremplin.office.pages.words import brief_day_of, month_said
from tremplin.papers.saying import money

PRINTED = "office_ale_cheques.account_"
NAMED = (
    "bank", "prepaid", "owed", "owed_body", "share", "office_share", "invoice", "issued", "held", "given", "used",
    "expired", "exchanged", "refunded", "lost", "invalidated", "withheld",
)  # fmt: skip
ENTRIES = (
    "ordered", "received", "issued", "handed_over", "used", "expired", "exchanged", "refunded", "lost", "invalidated",
    "closing",
)  # fmt: skip


def spoken() -> str:
    return translation.get_language() or "fr"


def fault_said(fault: ChequeFault) -> str:
    language = spoken()
    words = {
        name: brief_day_of(word, language) if isinstance(word, date) else word for name, word in fault.words.items()
    }
    return say(fault.key, **words)


def account_said(code: str) -> str:
    """`held:0417226031` as people say it: `Chèques détenus, 0417226031`."""
    word, _, about = code.partition(":")
    if word not in NAMED:
        return code
    if word == "used" and len(about) == 7:
        about = month_said(date.fromisoformat(f"{about}-01"), spoken())
    named = sentence(f"{PRINTED}{word}", spoken())
    return f"{named}, {about}" if about else named


def entry_said(what: str, is_reversal: bool) -> str:
    named = say(f"office_ale_cheques.entry_{what}") if what in ENTRIES else what
    return say("office_ale_cheques.reversal_of", what=named) if is_reversal else named


def amount_said(amount: int, unit: int) -> str:
    """Euros, or cheques of a price."""
    if unit == EURO:
        return money(amount, spoken())
    return say(
        "office_ale_cheques.cheques_of", count=f"−{-amount}" if amount < 0 else amount, price=money(unit, spoken())
    )


def opposite(code: str) -> bool:
    """Accounts that stand below zero where there is something: liabilities and income."""
    word = code.partition(":")[0]
    return word in ("prepaid", "issued", "owed", "owed_body", "share", "office_share", "withheld")
