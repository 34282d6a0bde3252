"""One person's month: ALE hours with unemployment benefit, integration income, article 60 § 7 and wijk-werken."""

from typing import Annotated

from tremplin.engine.kinds import NONE, UNKNOWN, Kind, Maybe, Money, Number, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import word

ART_79 = "AR 25/11/1991, art. 79"
CPAS_AID = "arrêté-loi 28/12/1944, art. 8; AR 17/12/1999"
ART_22 = "AR 11/07/2002, art. 22 § 1"

TOGETHER, APART, SAME = range(3)
Pair = Annotated[int, choice("together", "apart", "same")]
CHEQUES, OFFICE_FORM = range(2)
Papers = Annotated[int, choice("form_and_cheques", "form_to_office")]
WithoutAid = Annotated[int, choice("to_payment_body")]

DECLARATIONS = ("agency_status", "note_before_start", "payment_body_form", "cpas_form", "employment_service_form")
TELL_AGENCY, NOTE_BEFORE, TO_PAYMENT_BODY, TO_CPAS, TO_SERVICE = (1 << place for place in range(5))
Declarations = Annotated[int, Kind("choices", 1, DECLARATIONS)]


@word
def joins(pair: int) -> int:
    """Whether two things may stand together; none where the question does not arise."""
    if pair == NONE or pair == SAME:
        return NONE
    return 1 if pair == TOGETHER else 0


@rule(ART_79, clock="on_day")
def combination_with_benefit(combination_benefit_policy: Pair) -> YesNo:
    """ALE pay is added to the unemployment benefit, and the person stays fully unemployed"""
    return joins(combination_benefit_policy)  # type: ignore[return-value]


@rule(CPAS_AID, clock="on_day")
def combination_with_income(combination_income_policy: Pair) -> YesNo:
    """Who has the integration income or equal aid of the CPAS may do ALE work"""
    return joins(combination_income_policy)  # type: ignore[return-value]


@rule("AM 26/11/1991, art. 54; " + ART_79, clock="on_day")
def combination_with_article60(combination_article60_policy: Pair) -> YesNo:
    """In a job under article 60 § 7 one is neither fully unemployed nor an unoccupied job seeker"""
    return joins(combination_article60_policy)  # type: ignore[return-value]


@rule("Decreet 07/07/2017, art. 10-12", clock="on_day")
def combination_with_wijk_werken(combination_wijk_werken_policy: Pair) -> YesNo:
    """Wijk-werken took the place of ALE work in Flanders and asks for a home there"""
    return joins(combination_wijk_werken_policy)  # type: ignore[return-value]


@word
def stands(has: int, may: int) -> int:
    """No where a person has what may not stand with ALE hours; unknown where that is not known."""
    if has == 0 or may == 1 or may == NONE:
        return 1
    return UNKNOWN if has == UNKNOWN or may == UNKNOWN else 0


@rule(ART_79, clock="on_day")
def combination_allowed(
    combination_benefit: Maybe[YesNo],
    combination_with_benefit: Maybe[YesNo],
    combination_cpas_aid: Maybe[YesNo],
    combination_with_income: Maybe[YesNo],
    combination_article60: Maybe[YesNo],
    combination_with_article60: Maybe[YesNo],
    combination_wijk_werken: Maybe[YesNo],
    combination_with_wijk_werken: Maybe[YesNo],
) -> Maybe[YesNo]:
    """All that this person has may stand together with ALE hours"""
    benefit = stands(combination_benefit, combination_with_benefit)
    income = stands(combination_cpas_aid, combination_with_income)
    article60 = stands(combination_article60, combination_with_article60)
    wijk_werken = stands(combination_wijk_werken, combination_with_wijk_werken)
    if benefit == 0 or income == 0 or article60 == 0 or wijk_werken == 0:
        return 0  # type: ignore[return-value]
    return min(benefit, income, article60, wijk_werken)  # type: ignore[return-value]


@rule(ART_79, clock="on_day")
def combination_declare(
    combination_papers: Papers,
    combination_without_aid: Maybe[WithoutAid],
    combination_benefit: Maybe[YesNo],
    combination_cpas_aid: Maybe[YesNo],
) -> Maybe[Declarations]:
    """What to declare, and to whom"""
    if combination_papers == OFFICE_FORM:
        return TELL_AGENCY | TO_SERVICE
    if combination_benefit == UNKNOWN or combination_cpas_aid == UNKNOWN:
        return UNKNOWN
    declared = TELL_AGENCY | NOTE_BEFORE
    if combination_benefit == 1:
        declared |= TO_PAYMENT_BODY
    if combination_cpas_aid == 1:
        declared |= TO_CPAS
    if combination_benefit == 0 and combination_cpas_aid == 0:
        return UNKNOWN if combination_without_aid == UNKNOWN else declared | TO_PAYMENT_BODY
    return declared


@rule(ART_79 + " § 8", clock="on_day")
def combination_receives(
    combination_hours: Maybe[Number],
    ale_hourly_pay: Maybe[Money],
    combination_article60: Maybe[YesNo],
    combination_with_article60: Maybe[YesNo],
) -> Maybe[Money]:
    """What the ALE hours pay; cheques of who does not meet the conditions are not valid"""
    if combination_hours == 0:
        return 0
    valid = stands(combination_article60, combination_with_article60)
    if valid == 0:
        return 0
    if valid == UNKNOWN or combination_hours == UNKNOWN or ale_hourly_pay == UNKNOWN:
        return UNKNOWN
    return combination_hours * ale_hourly_pay


@rule(ART_22, clock="on_day")
def combination_counted(
    combination_cpas_aid: Maybe[YesNo],
    combination_receives: Maybe[Money],
    combination_hours: Maybe[Number],
    ale_income_exempt_hour: Maybe[Money],
) -> Maybe[Money]:
    """What of it counts against the integration income: what each hour pays above the exempt amount"""
    if combination_cpas_aid == 0 or combination_receives == 0:
        return 0
    if combination_receives == UNKNOWN or combination_hours == UNKNOWN or ale_income_exempt_hour == UNKNOWN:
        return UNKNOWN
    surplus = max(0, combination_receives - combination_hours * ale_income_exempt_hour)
    return surplus if combination_cpas_aid == 1 or surplus == 0 else UNKNOWN


@rule(ART_22, clock="on_day")
def combination_in_hand(combination_receives: Money, combination_counted: Money) -> Money:
    """What the ALE hours leave on top of benefit or integration income"""
    return combination_receives - combination_counted


@rule("AR 25/11/1991, art. 30, 37", clock="on_day")
def combination_article30_days(combination_days_for_article30: Number) -> Number:
    """Days that the ALE hours add for the admission to unemployment benefit: no contributions are paid on them"""
    return combination_days_for_article30
