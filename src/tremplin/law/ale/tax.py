"""The tax reduction of who buys ALE cheques (CIR 1992, art. 145/21; regional since income year 2014)."""

from typing import Annotated, NamedTuple

from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN, Hundredths, Maybe, Money, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import half_up, word
from tremplin.law.article60.checks import Fault

CIR = "CIR 1992, art. 145/21"
LAW_2013 = "loi 30/07/2013; CIR 1992, art. 145/21"

PERCENT = 100 * 100
EARLY, LATE = range(2)
ReturnedFrom = Annotated[int, choice("before_july", "from_july")]


class Purchases(NamedTuple):
    """What was bought and returned in the year, on which conditions, and the ceiling it shares."""

    tax_conditions: Maybe[YesNo]
    tax_rate: Maybe[Hundredths]
    tax_bought: Maybe[Money]
    tax_returned: Maybe[Money]
    tax_service_vouchers: Maybe[Money]
    tax_ceiling: Maybe[Money]


@rule(CIR, clock="on_day")
def tax_conditions(
    tax_nominative: Maybe[YesNo], tax_private_use: Maybe[YesNo], tax_certified: Maybe[YesNo]
) -> Maybe[YesNo]:
    """Nominative cheques of a private person, for private use, with the issuer's certificate"""
    if tax_nominative == 0 or tax_private_use == 0 or tax_certified == 0:
        return 0  # type: ignore[return-value]
    if tax_nominative == UNKNOWN or tax_private_use == UNKNOWN or tax_certified == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    return 1  # type: ignore[return-value]


@rule(CIR, clock="on_day")
def tax_rate(
    tax_average_rate: Hundredths, tax_least_average_rate: Hundredths, tax_most_average_rate: Hundredths
) -> Hundredths:
    """Rate of the reduction, in percent"""
    return min(max(tax_average_rate, tax_least_average_rate), tax_most_average_rate)


@tax_rate.since("2012-01-01", CIR)
def tax_rate_by_region(tax_reduction_rate: Hundredths) -> Hundredths:
    return tax_reduction_rate


@word
def nothing_counts(year: Purchases) -> bool:
    """No condition met, no reduction left or nothing kept: then no ceiling matters."""
    if year.tax_conditions == 0 or year.tax_rate == 0 or year.tax_bought == 0:
        return True
    return year.tax_bought != UNKNOWN and year.tax_returned >= year.tax_bought


@word
def within_ceiling(year: Purchases) -> int:
    """Bought less returned, at most what service vouchers leave of the ceiling."""
    if nothing_counts(year):
        return 0
    if year.tax_conditions == UNKNOWN or year.tax_bought == UNKNOWN or year.tax_returned == UNKNOWN:
        return UNKNOWN
    if year.tax_service_vouchers == UNKNOWN or year.tax_ceiling == UNKNOWN:
        return UNKNOWN
    return min(year.tax_bought - year.tax_returned, max(0, year.tax_ceiling - year.tax_service_vouchers))


@rule(CIR, clock="on_day")
def tax_base(year: Purchases) -> Maybe[Money]:
    """What of these cheques counts"""
    return within_ceiling(year)


@tax_base.since("2013-01-01", LAW_2013)
def tax_base_of_2013(year: Purchases, tax_early: Maybe[Money], tax_early_ceiling: Money) -> Maybe[Money]:
    whole_year = within_ceiling(year)
    if whole_year == UNKNOWN or nothing_counts(year) or year.tax_bought - year.tax_returned <= year.tax_ceiling:
        return whole_year
    if tax_early == UNKNOWN:
        return UNKNOWN
    if tax_early <= year.tax_ceiling:
        return whole_year
    return min(tax_early, max(0, tax_early_ceiling - year.tax_service_vouchers))


@tax_base.since("2014-01-01", CIR)
def tax_base_since_2014(year: Purchases) -> Maybe[Money]:
    return within_ceiling(year)


@word
def kept_before_july(bought: int, returned: int, before_july: int, returned_from: int) -> int:
    """What was bought before July less what was returned of it."""
    if returned_from == EARLY:
        return max(0, min(before_july, bought) - returned)
    return max(0, min(before_july, bought - returned))


@rule(LAW_2013, clock="on_day")
def tax_early(
    tax_bought: Money,
    tax_returned: Money,
    tax_bought_before_july: Money,
    tax_returned_from: Maybe[ReturnedFrom],
) -> Maybe[Money]:
    """Bought before July 2013 and kept"""
    of_early = kept_before_july(tax_bought, tax_returned, tax_bought_before_july, EARLY)
    of_late = kept_before_july(tax_bought, tax_returned, tax_bought_before_july, LATE)
    if of_early == of_late:
        return of_early
    if tax_returned_from == UNKNOWN:
        return UNKNOWN
    return of_early if tax_returned_from == EARLY else of_late


@tax_early.in_doubt
def tax_early_in_doubt(
    tax_bought: Money, tax_returned: Money, tax_bought_before_july: Money, favourable: YesNo
) -> Money:
    return kept_before_july(tax_bought, tax_returned, tax_bought_before_july, LATE if favourable else EARLY)


@rule(CIR, clock="on_day")
def tax_reduction(tax_base: Maybe[Money], tax_rate: Maybe[Hundredths]) -> Maybe[Money]:
    """The tax reduction"""
    if tax_base == 0 or tax_rate == 0:
        return 0
    if tax_base == UNKNOWN or tax_rate == UNKNOWN:
        return UNKNOWN
    return half_up(tax_base * tax_rate, PERCENT)


def part_of_the_year(case: Case, fault: Fault) -> None:
    """What was bought before July 2013 is part of what was bought in the year."""
    bought, early = case.values.get("tax_bought", UNKNOWN), case.values.get("tax_bought_before_july", UNKNOWN)
    if UNKNOWN not in (bought, early) and early > bought:
        fault(None, None, "bought_before_july", "too_high", said=f"{early / 100:.2f}", high=f"{bought / 100:.2f}")
