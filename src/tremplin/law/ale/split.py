"""Who gets what of the price of an ALE cheque, and what the ALE must spend of its share on training."""

from tremplin.engine.kinds import NONE, UNKNOWN, Day, FineMoney, Maybe, Money, Number
from tremplin.engine.rules import rule
from tremplin.engine.words import civil, day_of

ART_79 = "AR 25/11/1991, art. 79"
ART_79_9 = "AR 25/11/1991, art. 79, § 9, 2°"
CENT = 100
"""One cent, in ten-thousandths of a euro."""
WHOLE = 100
"""The whole, in hundredths."""


@rule(ART_79, clock="on_day")
def ale_split_worker(ale_hourly_pay: Money) -> FineMoney:
    """The worker's pay, out of the price of a cheque"""
    return ale_hourly_pay * CENT


@rule(ART_79, clock="on_day")
def ale_split_payment_body(ale_payment_body_fee: Money) -> Maybe[FineMoney]:
    """What the payment body keeps for a cheque, before the rest is shared; none where the office pays it"""
    return NONE if ale_payment_body_fee == NONE else ale_payment_body_fee * CENT


@rule(ART_79, clock="on_day")
def ale_split_rest(ale_split_price: Money, ale_split_worker: FineMoney, ale_split_payment_body: FineMoney) -> FineMoney:
    """What is left of the price to be shared between the ALE and the office"""
    fee = 0 if ale_split_payment_body == NONE else ale_split_payment_body
    return ale_split_price * CENT - ale_split_worker - fee


@rule(ART_79, clock="on_day")
def ale_split_agency(ale_split_rest: FineMoney, ale_split_agency_share: Number) -> FineMoney:
    """The share of the ALE of the commune where the work is done"""
    return ale_split_rest * ale_split_agency_share // WHOLE


@rule(ART_79, clock="on_day")
def ale_split_office(ale_split_rest: FineMoney, ale_split_agency: FineMoney) -> FineMoney:
    """The share of the office, out of which the issuer's cost comes"""
    return ale_split_rest - ale_split_agency


@rule(ART_79_9, clock="on_day")
def ale_training_least(ale_training_income: Maybe[Money], ale_training_share: Number) -> Maybe[FineMoney]:
    """What the ALE must spend at least on the training of its workers, out of its share of the cheques"""
    if ale_training_share == 0:
        return 0
    if ale_training_income == UNKNOWN:
        return UNKNOWN
    return ale_training_income * CENT * ale_training_share // WHOLE


@rule(ART_79_9, clock="on_day")
def ale_training_spend_by(on_day: Day, ale_training_least: FineMoney) -> Day:
    """Last day on which it may be spent: the end of the year after; none where nothing must be spent"""
    year, _, _ = civil(on_day)
    return day_of(year + 2, 1, 1) - 1 if ale_training_least > 0 else NONE
