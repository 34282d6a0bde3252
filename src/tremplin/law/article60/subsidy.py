"""The subsidy for a job under article 60 § 7, month by month (circ. 27/02/2007, § 2)."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import (
    INFERRED,
    NONE,
    UNKNOWN,
    Day,
    Ints,
    Maybe,
    Money,
    Month,
    Months,
    Number,
    Status,
    YesNo,
    choice,
)
from tremplin.engine.rules import rule
from tremplin.engine.words import half_up, month_of, month_start, months_after, word
from tremplin.law.article60.duration import LAW_2002, age_on
from tremplin.law.article60.payers import FEDERAL, PATHWAY, REGIONAL, Payer
from tremplin.law.article60.working_time import AR_2002, CIRC, FULL_TIME, PART_TIME, Periods
from tremplin.law.unemployment.admission import LeapBirthday

INTEGRATION_INCOME, SOCIAL_AID = range(2)
Aid = Annotated[int, choice("integration_income", "social_aid")]
SIX_MONTHS, TIME_NEEDED = range(2)
PartTimeDuration = Annotated[int, choice("six_months", "time_needed")]
WHOLE_MONTH, CALENDAR_DAYS, WHOLE_MONTHS_ONLY = range(3)
PartialMonth = Annotated[int, choice("whole_month", "calendar_days", "whole_months_only")]


class IntegrationIncome(NamedTuple):
    """The integration income: base amounts, coefficient and amounts a year of the categories 1 (cohabitant),
    2 (isolated person) and 3 (person with a family to support)."""

    base_1: int
    base_2: int
    base_3: int
    coefficient: int
    annual_1: int
    annual_2: int
    annual_3: int


class PartTimeSubsidy(NamedTuple):
    """Amounts a calendar month: the usual one and that of who is hired before an age; and the months it lasts."""

    amount: int
    young_amount: int
    young_below: int
    months: int


@rule(CIRC, clock="hired_on", opens="months")
def subsidy_month(hired_on: Day, contract_end_day: Day) -> Months:
    """A calendar month that the contract touches"""
    return range(month_of(hired_on), month_of(contract_end_day - 1) + 1)


@rule(LAW_2002, clock="subsidy_month", each="months")
def family_amount(integration_income: IntegrationIncome, later_integration_income: Maybe[Money]) -> Money:
    """A month of integration income for a person with a family to support: a year's amount by twelve"""
    if later_integration_income != UNKNOWN:
        return later_integration_income
    return half_up(integration_income.annual_3, 12)


@rule(LAW_2002, clock="subsidy_month", each="months")
def full_time_amount(
    payer: Payer,
    family_amount: Maybe[Money],
    regional_full_time: Maybe[Money],
    pathway_amount: Maybe[Money],
) -> Maybe[Money]:
    """What a month of full-time work brings"""
    if payer == FEDERAL:
        return family_amount
    return pathway_amount if payer == PATHWAY else regional_full_time


@rule(AR_2002, clock="hired_on")
def age_at_hiring(birth_date: Day, hired_on: Day, subsidy_birthday: LeapBirthday) -> Number:
    """Age on the first day of the contract"""
    return age_on(birth_date, hired_on, subsidy_birthday)


@rule(AR_2002, clock="subsidy_month", each="months", gathers="contract")
def part_time_month(subsidy_month: Month, periods: Periods) -> Maybe[Number]:
    """How many months with part-time work there are up to this one"""
    count = 0
    for month in range(month_of(periods.first_day[0]), subsidy_month + 1):
        start, end, found = month_start(month), month_start(month + 1), 0
        for place in range(len(periods.first_day)):
            if periods.first_day[place] < end and periods.end_day[place] > start:
                if periods.contract_regime[place] == UNKNOWN:
                    return UNKNOWN
                if periods.contract_regime[place] == PART_TIME:
                    found = 1
        count += found
    return count


@rule(AR_2002, clock="subsidy_month", each="months")
def part_time_due(
    part_time_month: Number,
    age_at_hiring: Maybe[Number],
    part_time_subsidy: PartTimeSubsidy,
    part_time_duration: Maybe[PartTimeDuration],
) -> Maybe[Money]:
    """500 or 625 euros a calendar month, for six months or for the time needed: the texts join both by “or”"""
    due = part_time_subsidy.amount
    if part_time_subsidy.young_amount != due:
        if age_at_hiring == UNKNOWN:
            return UNKNOWN
        if age_at_hiring < part_time_subsidy.young_below:
            due = part_time_subsidy.young_amount
    if part_time_month <= part_time_subsidy.months:
        return due
    if part_time_duration == UNKNOWN:
        return UNKNOWN
    return due if part_time_duration == TIME_NEEDED else 0


@part_time_due.in_doubt
def part_time_due_in_doubt(
    part_time_month: Number,
    age_at_hiring: Maybe[Number],
    part_time_subsidy: PartTimeSubsidy,
    part_time_duration: Maybe[PartTimeDuration],
    favourable: YesNo,
) -> Money:
    ended = part_time_month > part_time_subsidy.months and part_time_duration != TIME_NEEDED
    if ended and (part_time_duration == SIX_MONTHS or not favourable):
        return 0
    young = age_at_hiring != UNKNOWN and age_at_hiring < part_time_subsidy.young_below
    if young or (age_at_hiring == UNKNOWN and favourable):
        return part_time_subsidy.young_amount
    return part_time_subsidy.amount


@rule(AR_2002, clock="subsidy_month", each="months")
def part_time_amount(
    payer: Payer,
    part_time_due: Maybe[Money],
    regional_part_time: Maybe[Money],
    pathway_amount: Maybe[Money],
) -> Maybe[Money]:
    """What a month of part-time work brings"""
    if payer == FEDERAL:
        return part_time_due
    return pathway_amount if payer == PATHWAY else regional_part_time


@rule(AR_2002, clock="subsidy_month", each="months")
def below_half_amount(payer: Payer, regional_part_time: Maybe[Money]) -> Maybe[Money]:
    """Below half-time nothing is due; what a region gives for it is its own"""
    return UNKNOWN if payer == REGIONAL and regional_part_time == UNKNOWN else 0


@below_half_amount.status
def below_half_status() -> Status:
    """That half-time is the floor is inferred (article60.md 2.21)"""
    return INFERRED


class Due(NamedTuple):
    """What a month brings by regime, and the last day of the full-time subsidy."""

    subsidy_month: Month
    payer: Payer
    full_time_amount: Maybe[Money]
    part_time_amount: Maybe[Money]
    below_half_amount: Maybe[Money]
    pathway_amount: Maybe[Money]
    full_time_until: Maybe[Day]


LEAST, MOST, BY_DAYS = range(3)


@word
def month_worth(what: int, periods: Periods, due: Due) -> int:
    """Of the amounts that the days of a month bring, a day without contract bringing nothing: the least, the most,
    or each by its share of the days. None in a month without contract."""
    start, end = month_start(due.subsidy_month), month_start(due.subsidy_month + 1)
    least, most, weighed, covered = -1, 0, 0, 0
    for place in range(len(periods.first_day)):
        first, last = max(start, periods.first_day[place]), min(end, periods.end_day[place])
        if last <= first:
            continue
        covered += last - first
        regime, paid = periods.contract_regime[place], last - first
        amount = due.pathway_amount
        if due.payer != PATHWAY:
            amount = due.below_half_amount
            if regime == UNKNOWN or (regime == FULL_TIME and due.full_time_until == UNKNOWN):
                return UNKNOWN
            if regime == FULL_TIME:
                amount = due.full_time_amount
                paid = max(0, min(paid, due.full_time_until + 1 - first))
            elif regime == PART_TIME:
                amount = due.part_time_amount
        if paid and amount == UNKNOWN:
            return UNKNOWN
        if paid:
            least = amount if least < 0 else min(least, amount)
            most = max(most, amount)
            weighed += amount * paid
        if paid < last - first:
            least = 0
    if covered == 0:
        return NONE
    if covered < end - start:
        least = 0
    if what == BY_DAYS:
        return half_up(weighed, end - start)
    return least if what == LEAST else most


@rule(CIRC, clock="subsidy_month", each="months", gathers="contract")
def month_least(periods: Periods, due: Due) -> Maybe[Money]:
    """The least amount of any day of the month"""
    return month_worth(LEAST, periods, due)


@rule(CIRC, clock="subsidy_month", each="months", gathers="contract")
def month_most(periods: Periods, due: Due) -> Maybe[Money]:
    """The greatest amount of any day of the month"""
    return month_worth(MOST, periods, due)


@rule(CIRC, clock="subsidy_month", each="months", gathers="contract")
def month_by_days(periods: Periods, due: Due) -> Maybe[Money]:
    """The amounts of the month, each by its share of the calendar days"""
    return month_worth(BY_DAYS, periods, due)


@rule(CIRC, clock="subsidy_month", each="months")
def month_amount(
    month_least: Money, month_most: Money, month_by_days: Money, partial_month: Maybe[PartialMonth]
) -> Maybe[Money]:
    """The subsidy of the month; of a month begun or ended on the way, as an office sets it"""
    if month_least == month_most:
        return month_least
    if partial_month == UNKNOWN:
        return UNKNOWN
    if partial_month == WHOLE_MONTH:
        return month_most
    return month_by_days if partial_month == CALENDAR_DAYS else month_least


@month_amount.in_doubt
def month_amount_in_doubt(month_least: Money, month_most: Money, favourable: YesNo) -> Money:
    return month_most if favourable else month_least


@rule(CIRC, clock="hired_on", gathers="months")
def total_subsidy(month_amount: Ints) -> Money:
    """The subsidy of all months"""
    total = 0
    for amount in month_amount:
        total += 0 if amount == NONE else amount
    return total


@rule(CIRC, clock="hired_on", gathers="months")
def subsidised_until(
    payer: Ints,
    hired_on: Day,
    contract_end_day: Day,
    full_time_until: Maybe[Day],
    pathway_months: Number,
    still_needed: Maybe[YesNo],
) -> Maybe[Day]:
    """Last day of the full-time subsidy; on a Flemish pathway of all its months, and longer if it is needed"""
    on_pathway = False
    for each in payer:
        on_pathway = on_pathway or each == PATHWAY
    if not on_pathway:
        return full_time_until
    until = months_after(hired_on, pathway_months) - 1
    if contract_end_day - 1 <= until or still_needed == 0:
        return until
    return UNKNOWN if still_needed == UNKNOWN else contract_end_day - 1


@subsidised_until.in_doubt
def subsidised_until_in_doubt(
    payer: Ints,
    hired_on: Day,
    contract_end_day: Day,
    full_time_until: Day,
    pathway_months: Number,
    favourable: YesNo,
) -> Day:
    for each in payer:
        if each == PATHWAY:
            return contract_end_day - 1 if favourable else months_after(hired_on, pathway_months) - 1
    return full_time_until
