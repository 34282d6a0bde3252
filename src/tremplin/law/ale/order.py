"""What a user orders, pays and signs: cheques, the registration fee, the authorisation (AR 25/11/1991, art. 79)."""

from typing import Annotated

from tremplin.engine.kinds import NONE, UNKNOWN, Day, Maybe, Money, Number, YesNo, choice
from tremplin.engine.rules import all_of, rule
from tremplin.engine.words import months_after
from tremplin.law.ale.facts import AGRICULTURE, HORTICULTURE, HOUSEHOLD, User
from tremplin.law.ale.price import PRICE, PriceRange

ORDER = "AR 25/11/1991, art. 79"
TENS, ANY_NUMBER = range(2)
OrderLots = Annotated[int, choice("tens", "any_number")]
SAME_DATE, DAY_BEFORE = range(2)
LastDay = Annotated[int, choice("same_date", "day_before")]
Issuer = Annotated[int, choice("sodexo", "edenred", "pluxee", "vdab", "adg")]


@rule(ORDER, clock="on_day")
def order_of_nominative(order_count: Number, order_least: Number, order_lots: Maybe[OrderLots]) -> Maybe[YesNo]:
    """Enough registered cheques for the issuer, and a number that it sells"""
    if order_count < order_least:
        return False
    if order_count % order_least == 0:
        return True
    return UNKNOWN if order_lots == UNKNOWN else order_lots == ANY_NUMBER  # type: ignore[return-value]


@rule(ORDER, clock="on_day")
def order_of_bearer(
    order_count: Maybe[Number], order_bearer_below: Number, user: Maybe[User], order_occasional: Maybe[YesNo]
) -> Maybe[YesNo]:
    """Bearer cheques at the ALE: for small needs, not for farms, for legal persons only occasional activities"""
    if user == AGRICULTURE or user == HORTICULTURE:
        return False
    if order_count != UNKNOWN and order_count >= order_bearer_below:
        return False
    if user == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    if user != HOUSEHOLD and order_occasional != 1:
        return UNKNOWN if order_occasional == UNKNOWN else False  # type: ignore[return-value]
    return UNKNOWN if order_count == UNKNOWN else True  # type: ignore[return-value]


@rule(ORDER, clock="on_day")
def order_size_accepted(
    cheque_nominative: YesNo, order_of_nominative: Maybe[YesNo], order_of_bearer: Maybe[YesNo]
) -> Maybe[YesNo]:
    """A number of cheques that is sold"""
    return order_of_nominative if cheque_nominative else order_of_bearer


@order_size_accepted.short
def cheques_short(order_count: Number, order_least: Number, cheque_nominative: YesNo) -> Number:
    """Cheques that would fill the order up to a number that is surely sold"""
    return -order_count % order_least if cheque_nominative else 0


@rule(PRICE, clock="on_day")
def order_price_exists(
    price_of_cheque: Money, price_range: PriceRange, price_step: Money, price_seasonal: Maybe[Money]
) -> Maybe[YesNo]:
    """A price that the law knows for some user (whether for this one: `ale_price`)"""
    low, high = price_range.lowest, price_range.highest
    if price_of_cheque == low or price_of_cheque == high or price_of_cheque == price_seasonal:
        return True
    if low < price_of_cheque < high and (price_step == NONE or (price_of_cheque - low) % price_step == 0):
        return True
    return UNKNOWN if price_seasonal == UNKNOWN else False  # type: ignore[return-value]


order_accepted = all_of("order_accepted", ORDER, order_size_accepted, order_price_exists)


@rule(ORDER, clock="on_day")
def order_amount(order_count: Number, price_of_cheque: Money) -> Money:
    """What is paid for the order"""
    return order_count * price_of_cheque


@rule(ORDER, clock="on_day")
def fee_cap(registration_fee_cap: Money) -> Money:
    """The most that may be asked of a user in a calendar year"""
    return registration_fee_cap


@rule(ORDER, clock="on_day")
def fee_lawful(fee_asked: Money, fee_paid_this_year: Money, fee_cap: Maybe[Money]) -> Maybe[YesNo]:
    """A registration fee within the most of a calendar year"""
    if fee_asked == 0:
        return True
    return UNKNOWN if fee_cap == UNKNOWN else fee_asked + fee_paid_this_year <= fee_cap  # type: ignore[return-value]


@rule(ORDER, clock="on_day")
def fee_due(fee_asked: Money, fee_paid_this_year: Money, fee_cap: Maybe[Money]) -> Maybe[Money]:
    """What may be asked of the fee: at most what is left of the year's cap"""
    if fee_asked == 0:
        return 0
    return UNKNOWN if fee_cap == UNKNOWN else min(fee_asked, max(0, fee_cap - fee_paid_this_year))


@rule(ORDER, clock="authorised_from")
def authorisation_latest(authorised_from: Day, authorisation_months: Number, authorisation_end: LastDay) -> Day:
    """Latest last day that an authorisation may have"""
    latest = months_after(authorised_from, authorisation_months)
    return latest - 1 if authorisation_end == DAY_BEFORE else latest


@rule(ORDER, clock="authorised_from")
def authorisation_last_day(authorised_until: Day, authorisation_latest: Day) -> Day:
    """Last day of the authorisation"""
    return min(authorised_until, authorisation_latest)


@rule(ORDER, clock="on_day")
def authorisation_valid(
    on_day: Day,
    authorised_from: Maybe[Day],
    authorised_until: Maybe[Day],
    authorisation_latest: Maybe[Day],
) -> Maybe[YesNo]:
    """Work may begin: the form is validated and has not run out"""
    if authorised_from != UNKNOWN and on_day < authorised_from:
        return False
    if authorised_until != UNKNOWN and on_day > authorised_until:
        return False
    if authorisation_latest != UNKNOWN and on_day > authorisation_latest:
        return False
    if authorised_from == UNKNOWN or authorised_until == UNKNOWN or authorisation_latest == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    return True


@rule(ORDER, clock="on_day")
def issuer_of_cheques(cheque_issuer: Issuer) -> Issuer:
    """Who issues the cheques"""
    return cheque_issuer


@rule(ORDER, clock="on_day")
def authorisation_renumbered(authorised_from: Day, authorisation_renumbered_on: Day) -> YesNo:
    """The number has changed with the issuer's contract; the authorisation stays valid"""
    return authorised_from < authorisation_renumbered_on
