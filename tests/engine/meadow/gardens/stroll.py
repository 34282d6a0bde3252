"""Gardens Act, chapter 4: strolling. What doubt leaves: many open facts, two ends, routes, versions without a fact."""

from typing import Annotated

from tremplin.engine.kinds import UNKNOWN, Maybe, Number, YesNo, choice
from tremplin.engine.rules import all_of, any_of, first_of, rule

GLAD, CALM, CROSS = range(3)
Mood = Annotated[int, choice("glad", "calm", "cross")]


@rule("Gardens Act, art. 30", clock="visit")
def bearable(rain: YesNo, wind: YesNo, frost: YesNo, fog: YesNo, hail: YesNo, snow: YesNo, storm: YesNo) -> YesNo:
    """However bad all seven are; but each must be said, or tried"""
    return rain + wind + frost + fog + hail + snow + storm <= 7


@rule("Gardens Act, art. 31", clock="visit")
def tall(height: Number, least_height: Number) -> YesNo:
    return height >= least_height


@tall.short
def centimetres_lacking(height: Number, least_height: Number) -> Number:
    return least_height - height


@rule("Gardens Act, art. 32", clock="visit")
def guided(guide: YesNo) -> YesNo:
    return guide


@rule("Gardens Act, art. 32", clock="visit")
def cheerful(mood: Maybe[Mood]) -> Maybe[YesNo]:
    return UNKNOWN if mood == UNKNOWN else mood != CROSS


stroll = any_of("stroll", "Gardens Act, art. 32", tall, guided, cheerful)
solemn = all_of("solemn", "Gardens Act, art. 32", tall, guided, cheerful)
way = first_of("way", "Gardens Act, art. 32", tall, guided, cheerful)


@rule("Gardens Act, art. 33", clock="visit")
def patience(free_days: Number) -> Number:
    return free_days


@patience.since("2015-01-01", "Gardens Act, art. 33 as amended: none")
def no_patience() -> Number:
    return 0


@patience.since("2020-01-01", "Gardens Act, art. 33 as amended again: a week")
def a_week() -> Number:
    return 7


@rule("Gardens Act, art. 34", clock="visit")
def rest(mood: Mood, benches: Maybe[Number]) -> Maybe[Number]:
    """Only who is cross needs to sit; how many benches there are is not known"""
    return benches if mood == CROSS else 0
