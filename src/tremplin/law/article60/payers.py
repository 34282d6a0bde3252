"""Who pays the subsidy, by region and month, since the sixth state reform."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import UNKNOWN, Day, Maybe, Money, Month, Number, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import month_of, month_start

REFORM = "loi spéciale 06/01/2014"
PATHWAY_ACT = "Decreet 09/12/2016, art. TWE; BVR 23/12/2016"

Region = Annotated[int, choice("wallonia", "brussels", "flanders", "german_community")]
FEDERAL, REGIONAL, PATHWAY = range(3)
Payer = Annotated[int, choice("federal", "regional", "pathway")]


class Pathway(NamedTuple):
    """Temporary work experience: an amount a month; when it began; until when the contracts from before kept the
    old subsidy."""

    amount: int
    begins: int
    old_contracts_until: int


@rule(REFORM + ", art. 6", clock="subsidy_month", each="months")
def payer(subsidy_month: Month, hired_on: Day, region_pays: Payer, pathway: Pathway) -> Payer:
    """Whose rules the month follows: the federal ones, those of the region, or a Flemish pathway"""
    if (
        region_pays == PATHWAY
        and hired_on < pathway.begins
        and month_start(subsidy_month) <= pathway.old_contracts_until
    ):
        return FEDERAL
    return region_pays


@rule(PATHWAY_ACT, clock="subsidy_month", each="months")
def pathway_amount(
    subsidy_month: Month, hired_on: Day, pathway: Pathway, pathway_months: Number, still_needed: Maybe[YesNo]
) -> Maybe[Money]:
    """What a month of a pathway brings: after its months only as long as the job is needed for full rights"""
    if subsidy_month - month_of(hired_on) < pathway_months:
        return pathway.amount
    if still_needed == UNKNOWN:
        return UNKNOWN
    return pathway.amount if still_needed else 0


@pathway_amount.in_doubt
def pathway_amount_in_doubt(subsidy_month: Month, pathway: Pathway, favourable: YesNo) -> Money:
    return pathway.amount if favourable else 0


@rule(PATHWAY_ACT, clock="hired_on")
def still_needed(required_days: Number, counted_days: Number) -> YesNo:
    """Whether days are still missing for full rights on the day of the claim"""
    return required_days > counted_days
