"""What an ALE cheque may cost, what a visit costs the user and what it brings the worker."""

from typing import NamedTuple

from tremplin.engine.kinds import NONE, UNKNOWN, Maybe, Money, Number, YesNo
from tremplin.engine.rules import all_of, rule
from tremplin.engine.words import round_up, word
from tremplin.law.ale.facts import AGRICULTURE, HORTICULTURE, HOUSEHOLD, User

PRICE = "AR 25/11/1991, art. 79bis § 2"
BEGUN_HOUR = "AR 25/11/1991, art. 79"
MINUTES = 60


class PriceRange(NamedTuple):
    """The lowest and the highest price of a cheque."""

    lowest: int
    highest: int


@word
def own_price(user: int, covid_care: int, price_of_covid_care: int, price_seasonal: int) -> int:
    """The price that the law fixes for this work or this user; none where there is a range."""
    if covid_care and price_of_covid_care != NONE:
        return price_of_covid_care
    return price_seasonal if user == AGRICULTURE or user == HORTICULTURE else NONE


@rule(PRICE + "; AM 26/11/1991, art. 55", clock="on_day")
def price_lowest(
    user: User,
    price_covid_care: YesNo,
    price_of_covid_care: Money,
    price_seasonal: Maybe[Money],
    price_range: PriceRange,
) -> Maybe[Money]:
    """Lowest price that may be asked"""
    fixed = own_price(user, price_covid_care, price_of_covid_care, price_seasonal)
    return price_range.lowest if fixed == NONE else fixed


@rule(PRICE + "; AM 26/11/1991, art. 55", clock="on_day")
def price_highest(
    user: User,
    price_covid_care: YesNo,
    price_of_covid_care: Money,
    price_seasonal: Maybe[Money],
    price_range: PriceRange,
) -> Maybe[Money]:
    """Highest price that may be asked"""
    fixed = own_price(user, price_covid_care, price_of_covid_care, price_seasonal)
    return price_range.highest if fixed == NONE else fixed


@rule(PRICE, clock="on_day")
def price_in_range(price_of_cheque: Money, price_lowest: Money, price_highest: Money, price_step: Money) -> YesNo:
    """A price between the lowest and the highest, on a step"""
    if price_of_cheque <= price_lowest or price_of_cheque >= price_highest:
        return price_of_cheque == price_lowest or price_of_cheque == price_highest
    return price_step == NONE or (price_of_cheque - price_lowest) % price_step == 0


@rule("Decreet 07/07/2017, art. 34; AR 25/11/1991, art. 79bis § 2", clock="on_day")
def price_as_for_all(price_one_for_all: YesNo, price_same_for_all: YesNo) -> YesNo:
    """Where a municipality has one price, it is that of every user and every activity"""
    return price_same_for_all == 1 or price_one_for_all == 0


price_lawful = all_of("price_lawful", PRICE, price_in_range, price_as_for_all)


@rule(PRICE, clock="on_day")
def price_fixed(
    price_lowest: Money,
    price_highest: Money,
    user: User,
    price_nominative: Maybe[YesNo],
    price_tariff_nominative: Money,
    price_tariff_other: Money,
) -> Maybe[Money]:
    """The one price that is asked: fixed by law, or by the tariff of the region; none where there is a choice"""
    if price_lowest == price_highest:
        return price_lowest
    if user != HOUSEHOLD or price_tariff_nominative == price_tariff_other:
        return price_tariff_other
    if price_nominative == UNKNOWN:
        return UNKNOWN
    return price_tariff_nominative if price_nominative else price_tariff_other


@rule(BEGUN_HOUR, clock="on_day")
def visit_cheques(visit_minutes: Number, visit_begun_hour: Maybe[YesNo]) -> Maybe[Number]:
    """One cheque for each hour begun"""
    if visit_minutes % MINUTES == 0:
        return visit_minutes // MINUTES
    if visit_begun_hour == UNKNOWN:
        return UNKNOWN
    return round_up(visit_minutes, MINUTES) if visit_begun_hour else visit_minutes // MINUTES


@visit_cheques.in_doubt
def visit_cheques_in_doubt(visit_minutes: Number, favourable: YesNo) -> Number:
    return round_up(visit_minutes, MINUTES) if favourable else visit_minutes // MINUTES


@rule(PRICE, clock="on_day")
def visit_price(visit_cheques: Number, price_of_cheque: Money) -> Money:
    """What the user pays for a visit"""
    return visit_cheques * price_of_cheque


@rule(BEGUN_HOUR, clock="on_day")
def visit_pay(visit_cheques: Number, ale_hourly_pay: Money) -> Money:
    """What the worker receives for a visit"""
    return visit_cheques * ale_hourly_pay
