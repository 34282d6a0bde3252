"""A cheque after it is bought: how long it is good, when it is handed over, what is paid back."""

from typing import Annotated

from tremplin.engine.kinds import CONFIRMED, INFERRED, NONE, UNKNOWN, Day, Maybe, Money, Number, Status, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import half_up, month_of, month_start, months_after
from tremplin.law.ale.facts import FLANDERS, GERMAN_COMMUNITY, Region

CHEQUE = "AR 25/11/1991, art. 79"
REFUND = "AR 25/11/1991, art. 79; AR 19/04/2006"
HUNDRED, MONTHS = 100, 12
SAME_DATE, DAY_BEFORE = range(2)
ValidityEnd = Annotated[int, choice("same_date", "day_before")]


@rule(CHEQUE, clock="cheque_issued_on")
def cheque_last_day(
    cheque_issued_on: Day, cheque_valid_until: Maybe[Day], cheque_months: Number, cheque_validity_end: ValidityEnd
) -> Maybe[Day]:
    """Last day on which a cheque is good: so many months from its issue, or the day printed on it"""
    if cheque_months == NONE:
        return cheque_valid_until
    end = months_after(cheque_issued_on, cheque_months)
    return end - 1 if cheque_validity_end == DAY_BEFORE else end


@rule(CHEQUE, clock="cheque_issued_on")
def cheque_accepted(cheque_used_on: Day, cheque_last_day: Day) -> YesNo:
    """A cheque used while it is good"""
    return cheque_used_on <= cheque_last_day


@rule(CHEQUE, clock="cheque_worked_on")
def handover_deadline(
    cheque_worked_on: Day,
    handover_region: Region,
    handover_months: Number,
    handover_months_flanders: Maybe[Number],
    handover_months_german: Maybe[Number],
) -> Maybe[Day]:
    """Last day to hand over the cheques: the end of the month of work"""
    months = handover_months
    if handover_region == FLANDERS:
        months = handover_months_flanders
    elif handover_region == GERMAN_COMMUNITY:
        months = handover_months_german
    if months == UNKNOWN:
        return UNKNOWN
    return month_start(month_of(cheque_worked_on) + months + 1) - 1


@rule(CHEQUE, clock="cheque_worked_on")
def handover_on_time(cheque_handed_on: Day, handover_deadline: Day) -> YesNo:
    """Cheques handed over in time"""
    return cheque_handed_on <= handover_deadline


@handover_on_time.short
def handed_late(cheque_handed_on: Day, handover_deadline: Day) -> Number:
    return cheque_handed_on - handover_deadline


@rule(REFUND, clock="cheques_refunded_on")
def refund_due(
    cheques_bought_on: Maybe[Day],
    cheques_refunded_on: Day,
    refund_count: Maybe[Number],
    price_of_cheque: Maybe[Money],
    refund_certified: Maybe[YesNo],
    cheque_nominative: Maybe[YesNo],
    refund_still_valid: Maybe[YesNo],
    refund_percent: Number,
) -> Maybe[Money]:
    """What is paid back for cheques not used, before the issuer's cost"""
    if cheque_nominative == 0 or refund_still_valid == 0:
        return 0
    if cheque_nominative == UNKNOWN or refund_still_valid == UNKNOWN:
        return UNKNOWN
    if refund_count == UNKNOWN or price_of_cheque == UNKNOWN:
        return UNKNOWN
    whole = refund_count * price_of_cheque
    if refund_certified == 0:
        return whole
    if cheques_bought_on == UNKNOWN:
        return UNKNOWN
    if month_of(cheques_bought_on) // MONTHS == month_of(cheques_refunded_on) // MONTHS:
        return whole
    return UNKNOWN if refund_certified == UNKNOWN else half_up(whole * refund_percent, HUNDRED)


@refund_due.status
def refund_rounded(
    refund_count: Number, price_of_cheque: Money, refund_percent: Number, refund_certified: YesNo
) -> Status:
    """How a part of a cent is rounded is not said"""
    return INFERRED if refund_certified and refund_count * price_of_cheque * refund_percent % HUNDRED else CONFIRMED
