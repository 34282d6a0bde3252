"""The working time of a contract under article 60 § 7 (circ. 27/02/2007, § 2)."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import NONE, UNKNOWN, Day, Hundredths, Ints, Maybe, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import months_after, word

CIRC = "circ. 27/02/2007, § 2"
AR_2002 = "AR 11/07/2002, art. 4 (circ. 27/02/2007, § 2)"

BELOW_HALF, PART_TIME, FULL_TIME = range(3)
Regime = Annotated[int, choice("none", "part_time", "full_time")]
AS_PART_TIME, AS_FULL_TIME = range(2)
NearlyFullTime = Annotated[int, choice("part_time", "full_time")]


class WorkingTime(NamedTuple):
    """Half-time as a hundredth of full-time; from how many hours a contract may be taken for full-time; and the
    hours of full-time work where they are not given."""

    half: int
    nearly_full_from: int
    unknown_full_time_hours: int


class Periods(NamedTuple):
    """The periods of the contract, by their first day: each with its regime, which may be unknown."""

    first_day: Ints
    end_day: Ints
    contract_regime: Maybe[Ints]


@rule(CIRC, clock="first_day", gathers="contract")
def hired_on(first_day: Ints) -> Maybe[Day]:
    """First day of the first period"""
    return min(first_day) if len(first_day) else UNKNOWN


@rule(AR_2002, clock="hired_on", each="contract")
def contract_regime(
    weekly_hours: Hundredths,
    full_time_weekly_hours: Maybe[Hundredths],
    working_time: WorkingTime,
    nearly_full_time: Maybe[NearlyFullTime],
) -> Maybe[Regime]:
    """Full-time, part-time from half on, or less; between 35 hours and full-time the texts do not settle it"""
    full = working_time.unknown_full_time_hours if full_time_weekly_hours == UNKNOWN else full_time_weekly_hours
    if weekly_hours >= full:
        return FULL_TIME
    if weekly_hours >= working_time.nearly_full_from:
        if nearly_full_time == UNKNOWN:
            return UNKNOWN
        return FULL_TIME if nearly_full_time == AS_FULL_TIME else PART_TIME
    return PART_TIME if 100 * weekly_hours >= working_time.half * full else BELOW_HALF


@rule(CIRC, clock="hired_on", gathers="contract")
def last_regime(periods: Periods) -> Maybe[Regime]:
    """The regime of the last period"""
    if len(periods.end_day) == 0:
        return UNKNOWN
    last = 0
    for place in range(len(periods.end_day)):
        if periods.end_day[place] > periods.end_day[last]:
            last = place
    return periods.contract_regime[last]


@rule(CIRC, clock="hired_on", gathers="contract")
def contract_end_day(end_day: Ints) -> Maybe[Day]:
    """The day after the last period"""
    return max(end_day) if len(end_day) else UNKNOWN


@rule(CIRC, clock="hired_on", gathers="contract")
def full_time_from(periods: Periods) -> Maybe[Day]:
    """First day of full-time work; none in a contract without any"""
    for place in range(len(periods.first_day)):
        if periods.contract_regime[place] == UNKNOWN:
            return UNKNOWN
        if periods.contract_regime[place] == FULL_TIME:
            return periods.first_day[place]
    return NONE


@full_time_from.in_doubt
def full_time_from_in_doubt(periods: Periods, favourable: YesNo) -> Day:
    """The sooner it begins, the sooner its months are used up"""
    for place in range(len(periods.first_day)):
        if is_full(periods.contract_regime[place], not favourable):
            return periods.first_day[place]
    return NONE


@word
def is_full(regime: int, if_unknown: bool) -> bool:
    return regime == FULL_TIME or (regime == UNKNOWN and if_unknown)


@word
def unknown_before(end: int, periods: Periods) -> bool:
    """Whether the working time of some day before another is not known."""
    for place in range(len(periods.first_day)):
        if periods.contract_regime[place] == UNKNOWN and periods.first_day[place] < end:
            return True
    return False


@word
def months_worked(months: int, periods: Periods, if_unknown: bool) -> int:
    """The day after some months of full-time work, breaks not counted; as if the last stretch went on."""
    begins, until, used = NONE, NONE, 0
    for place in range(len(periods.first_day)):
        if not is_full(periods.contract_regime[place], if_unknown):
            continue
        if begins == NONE:
            begins = periods.first_day[place]
        elif periods.first_day[place] > until:
            if months_after(begins, months) <= until:
                break
            while months_after(begins, used + 1) <= until:
                used += 1
            # What is left over of the last month counts as if worked just before the next stretch.
            begins = periods.first_day[place] - (until - months_after(begins, used))
            months, used = months - used, 0
        until = max(until, periods.end_day[place])
    return months_after(begins, months)


@word
def past_breaks(end: int, periods: Periods, if_unknown: bool) -> int:
    """The day after full-time work that would end before `end` without breaks: each pushes it further."""
    until = NONE
    for place in range(len(periods.first_day)):
        if is_full(periods.contract_regime[place], if_unknown):
            if until != NONE and periods.first_day[place] > until and until < end:
                end += periods.first_day[place] - until
            until = max(until, periods.end_day[place])
    return end
