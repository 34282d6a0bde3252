"""What a journey to ALE work is paid, by the kilometre."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import UNKNOWN, Hundredths, Maybe, Money, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import half_up, word
from tremplin.law.ale.facts import FLANDERS, Region

TRAVEL = "AR 25/11/1991, art. 79; Decreet 07/07/2017; Erlass 22/12/2022"
CENT_KM = 10_000
"""One cent, in ten-thousandths of a euro by hundredths of a kilometre."""

BOTH_WAYS, ONE_WAY, BEYOND_THRESHOLD = range(3)
CountedKm = Annotated[int, choice("both_ways", "one_way", "beyond_threshold")]


class TravelRate(NamedTuple):
    """How far one way before something is due, whether it is due at that very distance, and how much a kilometre."""

    threshold_km: int
    from_threshold: int
    per_km: int


@word
def paid_km(km: int, threshold: int, counted: int) -> int:
    """Kilometres that are paid of a journey that is far enough."""
    if counted == ONE_WAY:
        return km
    return 2 * (km - threshold) if counted == BEYOND_THRESHOLD else 2 * km


@rule(TRAVEL, clock="on_day")
def ale_travel_far_enough(ale_travel_km: Hundredths, ale_travel_rate: TravelRate) -> YesNo:
    """Far enough for the journey to be paid"""
    if ale_travel_km == ale_travel_rate.threshold_km:
        return ale_travel_rate.from_threshold == 1
    return ale_travel_km > ale_travel_rate.threshold_km


@rule(TRAVEL, clock="on_day")
def ale_travel_reimbursed(
    ale_travel_km: Hundredths,
    ale_travel_far_enough: YesNo,
    ale_travel_rate: TravelRate,
    ale_travel_counted_km: Maybe[CountedKm],
) -> Maybe[Money]:
    """What is due for a journey there and back: nothing for a short one, else so much a kilometre"""
    if not ale_travel_far_enough:
        return 0
    if ale_travel_counted_km == UNKNOWN:
        return UNKNOWN
    km = paid_km(ale_travel_km, ale_travel_rate.threshold_km, ale_travel_counted_km)
    return half_up(km * ale_travel_rate.per_km, CENT_KM)


@ale_travel_reimbursed.in_doubt
def ale_travel_in_doubt(
    ale_travel_km: Hundredths, ale_travel_rate: TravelRate, ale_region: Region, favourable: YesNo
) -> Money:
    threshold = ale_travel_rate.threshold_km
    least = paid_km(ale_travel_km, threshold, BEYOND_THRESHOLD)
    if ale_region != FLANDERS:  # its rule is about the journey there and back
        least = min(least, paid_km(ale_travel_km, threshold, ONE_WAY))
    km = paid_km(ale_travel_km, threshold, BOTH_WAYS) if favourable else least
    return half_up(km * ale_travel_rate.per_km, CENT_KM)
