"""What the law says of a user's work: the activity, the price, the fee, the forms of cheques, the last day.

The one seam from the records of an agency to the facts of these decisions.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tremplin.engine.kinds import KINDS
from tremplin.engine.law import Law
from tremplin.ground.sentences import label
from tremplin.law import belgian_law
from tremplin.law.ale.reference import payment_reference
from tremplin.office.organisations.selectors import law_here
from tremplin.reasons.answer import Answer, decide
from tremplin.reasons.explain import Explanation

MONEY = KINDS["money"]
ACTIVITY, PRICE, FEE, ORDER = "ale_activity", "ale_price", "ale_fee", "ale_order"
AUTHORISATION, FORMS, TAX = "ale_authorisation", "ale_cheque_form", "ale_tax_reduction"
LONGEST_YEARS, MOST_ORDERED = 5, 100
"""How far the law is asked: for the last day of an authorisation, and for the smallest order."""


def activity_facts(region: str, user_kind: str, activity: str, on: date) -> dict[str, Any]:
    """Work on the agency's own list, which is asked whether the law leaves room for it."""
    return {"region": region, "on": on.isoformat(), "user": user_kind, "activity": activity, "on_ale_list": True}


def activity_answer(region: str, user_kind: str, activity: str, on: date, law: Law | None = None) -> Answer:
    return decide(law or law_here(), ACTIVITY, activity_facts(region, user_kind, activity, on))


def activities(region: str, user_kind: str, on: date) -> list[tuple[str, bool | None]]:
    """Every activity of the law with whether it may be done for a kind of user; None: it depends on more facts."""
    law = law_here()
    fact = law.facts["activity"]
    assert fact.kind is not None
    return [(name, allowed(activity_answer(region, user_kind, name, on, law))) for name in fact.kind.names]


def allowed(answer: Answer) -> bool | None:
    found: bool | None = answer.result[answer.decision.answer]
    return found


def why(answer: Answer, language: str) -> str:
    """The sentence that answers, and which facts it lacks."""
    lead = Explanation(answer, language).lead
    names = [label(answer.law.facts[answer.decision.given[name]].texts, language) for name in answer.missing]
    return f"{lead} ({', '.join(names)})" if names else lead


def price_answer(region: str, cents: int, user_kind: str, on: date, *, for_all: bool) -> Answer:
    """`for_all`: the price is that of every user and activity of the agency."""
    facts = {
        "region": region, "on": on.isoformat(), "price": MONEY.plain(cents), "user": user_kind or "household",
        "nominative": True, "same_price_for_all": for_all,
    }  # fmt: skip
    return decide(law_here(), PRICE, facts)


def fee_answer(region: str, cents: int, on: date) -> Answer:
    return decide(law_here(), FEE, {"region": region, "on": on.isoformat(), "fee": MONEY.plain(cents)})


def cheque_forms(region: str, on: date) -> tuple[list[str], str]:
    """In which forms hours are paid here, and the usual one; empty where the law does not say."""
    found = decide(law_here(), FORMS, {"region": region, "on": on.isoformat()}).result
    return list(found["forms"] or ()), found["usual"] or ""


def last_day(region: str, first: date) -> date | None:
    """The last day of an authorisation that begins on a day; None where the law does not say."""
    far = date(first.year + LONGEST_YEARS, 1, 1)
    facts = {
        "region": region, "on": first.isoformat(), "authorised_from": first.isoformat(),
        "authorised_until": far.isoformat(),
    }  # fmt: skip
    found = decide(law_here(), AUTHORISATION, facts).result["last_day"]
    return date.fromisoformat(found) if found else None


def smallest_order(region: str, user_kind: str, cents: int, on: date) -> int | None:
    """The fewest cheques that may be ordered; None where the law does not say, or knows no order."""
    law = law_here()
    facts = {"region": region, "on": on.isoformat(), "price": MONEY.plain(cents), "user": user_kind}
    for count in range(1, MOST_ORDERED + 1):
        found = decide(law, ORDER, {**facts, "count": count}).result["accepted"]
        if found is None:
            return None
        if found:
            return count
    return None


def after_tax(region: str, cents: int, on: date) -> tuple[int, str] | None:
    """What cheques cost a household after the tax reduction of the year, and how sure that is; None: not known."""
    facts = {
        "region": region, "year": on.year, "bought": MONEY.plain(cents), "returned": "0", "nominative": True,
        "service_vouchers_bought": "0",
    }  # fmt: skip
    found = decide(law_here(), TAX, facts)
    reduction = found.result["reduction"]
    if reduction is None:
        return None
    read = MONEY.read_text(str(reduction))
    return (cents - read, found.status) if read else None


def communication(number: str) -> str:
    """`+++041/7226/03128+++`: the structured communication of an authorisation number."""
    return payment_reference(number)


def activity_said(activity: str, language: str) -> str:
    texts = belgian_law().choices.get(f"activity.{activity}") or {}
    return texts.get(language) or activity
