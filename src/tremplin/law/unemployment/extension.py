"""Rows that lengthen the reference period (AR 25/11/1991, art. 30, as it reads from 1 March 2026)."""

from typing import Annotated

from tremplin.engine.kinds import UNKNOWN, Day, Hundredths, Ints, Maybe, Number, TenThousandths, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import months_after, round_up, word
from tremplin.law.unemployment.rows import EXTENDS, NO_GROUND, OUTSIDE_SCHEME, Effect, Ground
from tremplin.law.unemployment.runs import DAY

ART_30 = "AR 25/11/1991, art. 30"
BY_REGIME, BY_DATES = range(2)
ExtensionDays = Annotated[int, choice("by_regime", "by_dates")]


@rule(ART_30, clock="claim_date", each="work")
def extends_by(
    effect: Effect,
    extension_ground: Ground,
    first_day: Day,
    end_day: Day,
    days: Maybe[Hundredths],
    hours: Maybe[Hundredths],
    regime: Hundredths,
    weekly_hours: Maybe[Hundredths],
    extension_days: ExtensionDays,
) -> Maybe[TenThousandths]:
    """Calendar days by which the row lengthens the period: days × 7 / days a week"""
    if effect != EXTENDS:
        return 0
    if extension_ground != NO_GROUND or extension_days == BY_DATES:
        return (end_day - first_day) * DAY
    if days != UNKNOWN:
        return days * 7 * DAY // regime
    if hours != UNKNOWN and weekly_hours != UNKNOWN and weekly_hours > 0:
        return hours * 7 * DAY // weekly_hours
    return UNKNOWN


@extends_by.in_doubt
def extends_by_in_doubt(first_day: Day, end_day: Day, favourable: YesNo) -> TenThousandths:
    return (end_day - first_day) * DAY if favourable else 0


@word
def stretch_is_long(row: int, first_day: Ints, end_day: Ints, ground: Ints, months: int) -> bool:
    """Whether rows of one ground, end to end, make at least `months` with this row."""
    begins, ends = first_day[row], end_day[row]
    grown = True
    while grown:
        grown = False
        for other in range(len(first_day)):
            if ground[other] == ground[row] and first_day[other] <= ends and end_day[other] >= begins:
                if first_day[other] < begins or end_day[other] > ends:
                    begins, ends = min(begins, first_day[other]), max(ends, end_day[other])
                    grown = True
    return months_after(begins, months) <= ends


@rule(ART_30, clock="claim_date", gathers="work")
def extension(extension_ground: Ints, earlier_extension_list: Maybe[Number]) -> Maybe[Number]:
    """Days by which the reference period is lengthened"""
    for ground in extension_ground:
        if ground != NO_GROUND:
            return earlier_extension_list
    return 0


@extension.since("2026-03-01", "AR 25/11/1991, art. 30 (loi-programme 18/07/2025)")
def extension_2026(
    basic_start: Day,
    reference_end: Day,
    first_day: Ints,
    end_day: Ints,
    extends_by: Ints,
    extension_ground: Ints,
    least_months_outside: Number,
    most_years_outside: Number,
) -> Number:
    """The basic period first, then again over what it was lengthened by, until nothing changes"""
    most_outside = (basic_start - months_after(basic_start, -12 * most_years_outside)) * DAY
    days = 0
    while True:
        start = basic_start - days
        total, outside = 0, 0
        for row in range(len(first_day)):
            if extends_by[row] > 0 and end_day[row] > start and first_day[row] < reference_end:
                ground = extension_ground[row]
                within = (min(end_day[row], reference_end) - max(first_day[row], start)) * DAY
                if ground == NO_GROUND:
                    total += extends_by[row]
                elif ground != OUTSIDE_SCHEME:
                    total += within
                elif stretch_is_long(row, first_day, end_day, extension_ground, least_months_outside):
                    outside += within
        found = round_up(total + min(outside, most_outside), DAY)
        if found == days:
            return days
        days = found


@extension.in_doubt
def extension_in_doubt(first_day: Ints, end_day: Ints, extension_ground: Ints, favourable: YesNo) -> Number:
    days = 0
    for row in range(len(first_day)):
        if extension_ground[row] != NO_GROUND:
            days += end_day[row] - first_day[row]
    return days if favourable else 0
