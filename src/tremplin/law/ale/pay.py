"""What ALE hours bring the worker, and what of it counts against the integration income."""

from typing import Annotated

from tremplin.engine.kinds import CONFIRMED, INFERRED, UNKNOWN, Hundredths, Maybe, Money, Status, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import half_up, round_up

ART_79 = "AR 25/11/1991, art. 79"
ART_22 = "AR 11/07/2002, art. 22, § 1, d"
HOUR = 100
"""One hour, in hundredths."""

SURPLUS_ONLY, WHOLE_PAY = range(2)
Surplus = Annotated[int, choice("surplus_only", "whole_pay")]


@rule(ART_79, clock="on_day")
def ale_paid_hours(ale_pay_hours: Hundredths, visit_begun_hour: Maybe[YesNo]) -> Maybe[Hundredths]:
    """Hours that are paid: one cheque for each hour, also for one only begun"""
    if ale_pay_hours % HOUR == 0 or visit_begun_hour == 0:
        return ale_pay_hours
    if visit_begun_hour == UNKNOWN:
        return UNKNOWN
    return round_up(ale_pay_hours, HOUR) * HOUR


@ale_paid_hours.status
def ale_paid_hours_rounded(ale_pay_hours: Hundredths) -> Status:
    """Rounded once for all hours given: how several short visits are rounded is not said"""
    return INFERRED if ale_pay_hours % HOUR else CONFIRMED


@rule(ART_79, clock="on_day")
def ale_month_pay_due(ale_paid_hours: Hundredths, ale_hourly_pay: Money) -> Money:
    """What the worker receives for the hours of a month"""
    return half_up(ale_paid_hours * ale_hourly_pay, HOUR)


@rule("AR 13/06/1999 (numac 1999012507); loi 07/04/1999", clock="on_day")
def ale_pay_contributions(ale_contributions: Money) -> Money:
    """Social security contributions on the pay of a month"""
    return ale_contributions


@rule("CIR 1992, art. 38, § 1, al. 1, 13°", clock="on_day")
def ale_pay_tax_exempt(ale_paid_hours: Hundredths, ale_hourly_pay: Money, ale_pay_tax_exempt_hour: Money) -> Money:
    """The part of the pay that is exempt from income tax"""
    return half_up(ale_paid_hours * min(ale_hourly_pay, ale_pay_tax_exempt_hour), HOUR)


@rule(ART_22, clock="on_day")
def ale_income_of_an_hour(
    ale_income_hourly_pay: Money, ale_income_exempt_hour: Money, ale_income_surplus: Maybe[Surplus]
) -> Maybe[Money]:
    """What counts of the pay of one hour: only what is above the exempt amount"""
    if ale_income_hourly_pay <= ale_income_exempt_hour:
        return 0
    if ale_income_surplus == UNKNOWN:
        return UNKNOWN
    exempt = ale_income_exempt_hour if ale_income_surplus == SURPLUS_ONLY else 0
    return ale_income_hourly_pay - exempt


@rule(ART_22, clock="on_day")
def ale_income_counted(ale_paid_hours: Maybe[Hundredths], ale_income_of_an_hour: Maybe[Money]) -> Maybe[Money]:
    """What counts against the integration income; nothing when no hour counts, however many there are"""
    if ale_paid_hours == 0 or ale_income_of_an_hour == 0:
        return 0
    if ale_paid_hours == UNKNOWN or ale_income_of_an_hour == UNKNOWN:
        return UNKNOWN
    return half_up(ale_paid_hours * ale_income_of_an_hour, HOUR)
