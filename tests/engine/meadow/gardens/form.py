"""Gardens Act, annex: a form with a fact of each kind. Each rule says back what it was told."""

from typing import Annotated

from tremplin.engine.kinds import Day, Hundredths, Ints, Maybe, Money, Month, Number, TenThousandths, YesNo, choice
from tremplin.engine.rules import rule

FORM = "Gardens Act, annex"
Tree = Annotated[int, choice("oak", "ash", "elm")]


@rule(FORM, clock="visit")
def said_day(form_day_after: Day) -> Day:
    return form_day_after - 1


@rule(FORM, clock="visit")
def said_month(form_month: Month) -> Month:
    return form_month


@rule(FORM, clock="visit")
def said_money(form_money: Money) -> Money:
    return form_money


@rule(FORM, clock="visit")
def said_number(form_number: Number) -> Number:
    return form_number


@rule(FORM, clock="visit")
def said_hours(form_hours: Hundredths) -> Hundredths:
    return form_hours


@rule(FORM, clock="visit")
def said_days(form_days: TenThousandths) -> TenThousandths:
    return form_days


@rule(FORM, clock="visit")
def said_yes_no(form_yes_no: YesNo) -> YesNo:
    return form_yes_no


@rule(FORM, clock="visit")
def said_choice(form_choice: Tree) -> Tree:
    return form_choice


@rule(FORM, clock="visit")
def said_usual(form_usual: Number) -> Number:
    return form_usual


@rule(FORM, clock="form_needed", gathers="trees")
def trees_standing(felled: Maybe[Ints]) -> Number:
    total = 0
    for gone in felled:
        total += gone == 0
    return total


@rule(FORM, clock="form_needed", gathers="trees")
def same_owner(owner: Ints) -> YesNo:
    for name in owner:
        if name != owner[0]:
            return False
    return True
