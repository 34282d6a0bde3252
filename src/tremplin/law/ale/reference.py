"""The payment reference of an order: the authorisation number and its check digits, as a structured communication."""

from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Law, Search
from tremplin.reasons.found import Found

MODULUS = 97
NUMBER = "authorisation_number"


def payment_reference(number: str) -> str:
    """`+++123/4567/89002+++` of `1234567890`: ten digits, then their remainder by 97 (97 when it is 0)."""
    digits = f"{number}{int(number) % MODULUS or MODULUS:02d}"
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


def find(law: Law, search: Search, case: Case) -> Found:
    """The reference of an authorisation number; nothing where the number is unknown."""
    place = case.values[NUMBER]
    known = place != UNKNOWN
    reference = payment_reference(case.names[NUMBER][place]) if known else None
    missing = [] if known else [NUMBER]
    return Found(law, search, case, {"reference": reference}, missing, [], "confirmed", [])
