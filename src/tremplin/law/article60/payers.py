"""Who pays the subsidy, by region and month, since the sixth state reform."""

from typing import Annotated

from tremplin.engine.kinds import UNKNOWN, Day, Maybe, Money, Month, Number, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import month_start, months_after

REFORM = "loi spéciale 06/01/2014"
PATHWAY_ACT = "Decreet 09/12/2016, art. TWE; BVR 23/12/2016"

Region = Annotated[int, choice("wallonia", "brussels", "flanders", "german_community")]
FEDERAL, REGIONAL, PATHWAY = range(3)
Payer = Annotated[int, choice("federal", "regional", "pathway")]


@rule(REFORM + ", art. 6", clock="subsidy_month", each="months")
def payer(
    subsidy_month: Month,
    hired_on: Day,
    region_pays: Payer,
    pathway_begins: Maybe[Day],
    old_contracts_until: Maybe[Day],
) -> Payer:
    """Whose rules the month follows: the federal ones, those of the region, or a Flemish pathway"""
    if region_pays != PATHWAY or hired_on >= pathway_begins:
        return region_pays
    return FEDERAL if month_start(subsidy_month) <= old_contracts_until else PATHWAY


@rule(PATHWAY_ACT, clock="subsidy_month", each="months")
def pathway_amount(
    subsidy_month: Month,
    hired_on: Day,
    pathway_month: Money,
    pathway_months: Number,
    still_needed: Maybe[YesNo],
) -> Maybe[Money]:
    """What a month of a pathway brings: after its months only as long as the job is needed for full rights"""
    if month_start(subsidy_month) < months_after(hired_on, pathway_months):
        return pathway_month
    if still_needed == UNKNOWN:
        return UNKNOWN
    return pathway_month if still_needed else 0


@pathway_amount.in_doubt
def pathway_amount_in_doubt(pathway_month: Money, favourable: YesNo) -> Money:
    return pathway_month if favourable else 0


@rule(PATHWAY_ACT, clock="hired_on")
def still_needed(required_days: Number, counted_days: Number) -> YesNo:
    """Whether days are still missing for full rights on the day of the claim"""
    return required_days > counted_days
