"""What cannot be in a case about cheques: days out of their order, a number that is no authorisation number."""

import re
from collections.abc import Callable

from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN, day_date

Fault = Callable[..., None]


def in_order(case: Case, fault: Fault, first: tuple[str, str], then: tuple[str, str]) -> None:
    """Two days, each by its argument and its public name: the first does not lie after the other."""
    days = case.values.get(first[0], UNKNOWN), case.values.get(then[0], UNKNOWN)
    if UNKNOWN not in days and days[0] > days[1]:
        fault(None, None, first[1], "out_of_order", said=day_date(days[0]), other=day_date(days[1]))


def handed_after_work(case: Case, fault: Fault) -> None:
    """A cheque is handed over for work that was done."""
    in_order(case, fault, ("cheque_worked_on", "worked_on"), ("cheque_handed_on", "handed_on"))


def used_after_issue(case: Case, fault: Fault) -> None:
    """A cheque is issued before it is used and before it runs out."""
    issued = ("cheque_issued_on", "issued_on")
    in_order(case, fault, issued, ("cheque_used_on", "used_on"))
    in_order(case, fault, issued, ("cheque_valid_until", "valid_until"))


def refunded_after_purchase(case: Case, fault: Fault) -> None:
    """A cheque is bought before it is refunded."""
    in_order(case, fault, ("cheques_bought_on", "bought_on"), ("cheques_refunded_on", "refunded_on"))


def authorisation_in_order(case: Case, fault: Fault) -> None:
    """An authorisation begins before it ends."""
    start = ("authorised_from", "authorised_from")
    in_order(case, fault, start, ("authorised_until", "authorised_until"))


def ten_digits(case: Case, fault: Fault) -> None:
    """An authorisation number has ten digits (written in quotes where it begins with 0)."""
    place = case.values.get("authorisation_number", UNKNOWN)
    number = "" if place == UNKNOWN else case.names["authorisation_number"][place]
    if place != UNKNOWN and not re.fullmatch(r"\d{10}", number, re.ASCII):
        fault(None, None, "authorisation_number", "out_of_range", said=number, low="0000000000", high="9999999999")
