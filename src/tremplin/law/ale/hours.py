"""How many hours an ALE worker may do in a month and in a year (AR 25/11/1991, art. 79bis, § 4).

The ceilings of a month lie one inside the other: hours of the 45-list, these and other work, all work with seasonal
work. So hours that fit, fit in whatever order they are asked for.
"""

from typing import Annotated

from tremplin.engine.kinds import NONE, UNKNOWN, Day, Hundredths, Ints, Maybe, Number, YesNo, choice
from tremplin.engine.rules import all_of, rule
from tremplin.engine.words import civil, month_length, word
from tremplin.law.ale.activities import BY_LAW, IN_PRACTICE, NOT_LISTED, Standing
from tremplin.law.ale.facts import ASSOCIATION, LOCAL_AUTHORITY, User
from tremplin.law.ale.lists import (
    APART,
    GENERAL,
    HOUSEHOLD_CLEANING,
    LISTED,
    SEASONAL,
    SECURITY,
    SECURITY_79TER,
    Activity,
    DisputedClass,
    HoursClass,
    HoursClasses,
    SecurityHours,
    class_of_hours,
    sure_class,
)

ART_79BIS = "AR 25/11/1991, art. 79bis, § 4"

Overrun = Annotated[int, choice("cheques_handed_back", "hours_invalidated")]


@rule(ART_79BIS, clock="on_day")
def hours_class(
    user: Maybe[User],
    activity: Maybe[Activity],
    hours_open: Maybe[YesNo],
    classes: HoursClasses,
    hours_disputed: Maybe[DisputedClass],
    hours_care_home_months: Maybe[YesNo],
    hours_care_home: Maybe[YesNo],
) -> Maybe[HoursClass]:
    """Class of the hours asked for"""
    if hours_open == 0:
        return NONE
    if user == UNKNOWN or activity == UNKNOWN:
        return UNKNOWN
    found = sure_class(user, activity, hours_disputed, APART, classes)
    if found != LISTED or (user != ASSOCIATION and user != LOCAL_AUTHORITY):
        return found
    if hours_care_home == 0 or hours_care_home_months == 0:
        return found
    return UNKNOWN if hours_care_home == UNKNOWN or hours_care_home_months == UNKNOWN else GENERAL


@rule(ART_79BIS, clock="on_day", each="done_this_month")
def hours_row_class(
    row_user: Maybe[User],
    row_activity: Maybe[Activity],
    classes: HoursClasses,
    hours_disputed: Maybe[DisputedClass],
    hours_security: Maybe[SecurityHours],
) -> Maybe[HoursClass]:
    """Class of the hours done: the ceilings in which they count"""
    return sure_class(row_user, row_activity, hours_disputed, hours_security, classes)


@hours_row_class.in_doubt
def hours_row_class_in_doubt(
    row_user: Maybe[User], row_activity: Maybe[Activity], classes: HoursClasses, favourable: YesNo
) -> HoursClass:
    return class_of_hours(row_user, row_activity, not favourable, classes)


@rule(ART_79BIS, clock="on_day", each="done_this_month")
def hours_row_counted(row_hours: Maybe[Hundredths]) -> Maybe[Hundredths]:
    """Hours done"""
    return row_hours


@hours_row_counted.in_doubt
def hours_row_in_doubt(hours_of_the_month: Hundredths, favourable: YesNo) -> Hundredths:
    return 0 if favourable else hours_of_the_month


@rule(ART_79BIS, clock="on_day")
def hours_of_the_month(on_day: Day) -> Hundredths:
    """Hours that the month has on the clock"""
    year, month, _ = civil(on_day)
    return 2400 * month_length(year, month)


@word
def hours_within(least_class: int, classes: Ints, hours: Ints) -> int:
    """Hours done of a class and of tighter ones."""
    total = 0
    for row in range(len(hours)):
        if classes[row] >= least_class:
            total += hours[row]
    return total


@rule(ART_79BIS, clock="on_day", gathers="done_this_month")
def hours_room_by_rows(
    hours_class: Maybe[HoursClass],
    hours_row_class: Ints,
    hours_row_counted: Ints,
    hours_listed: Hundredths,
    hours_general: Hundredths,
    hours_seasonal_limit: Maybe[Hundredths],
) -> Maybe[Hundredths]:
    """Room that the month's ceilings leave beside the hours done"""
    if hours_class == SECURITY or hours_general == NONE:
        return NONE
    if hours_class == UNKNOWN:
        return UNKNOWN
    general = hours_within(GENERAL, hours_row_class, hours_row_counted)
    every = hours_within(SEASONAL, hours_row_class, hours_row_counted)
    room = hours_general - general
    if hours_class == LISTED:
        room = min(room, hours_listed - hours_within(LISTED, hours_row_class, hours_row_counted))
    if hours_class != SEASONAL and every == general:
        return room
    if hours_seasonal_limit == UNKNOWN:
        return UNKNOWN
    every = hours_seasonal_limit - every
    return every if hours_class == SEASONAL else min(room, every)


@rule(ART_79BIS, clock="on_day", gathers="done_this_month")
def hours_done_by_rows(hours_row_class: Ints, hours_row_counted: Ints) -> Hundredths:
    """Hours done this month, by the rows"""
    return hours_within(SEASONAL, hours_row_class, hours_row_counted)


@rule(ART_79BIS, clock="on_day")
def hours_done(hours_done_by_rows: Maybe[Hundredths]) -> Maybe[Hundredths]:
    """Hours done this month"""
    return hours_done_by_rows


@hours_done.in_doubt
def hours_done_in_doubt(hours_of_the_month: Hundredths, hours_year_limit: Hundredths, favourable: YesNo) -> Hundredths:
    """At worst the year's hours are used up"""
    return 0 if favourable else hours_of_the_month if hours_year_limit == NONE else hours_year_limit


@rule("AR 25/11/1991, art. 79bis, § 4 (before 2002)", clock="on_day")
def hours_seasonal_limit(
    hours_general: Hundredths, hours_seasonal: Hundredths, hours_two_months_used: YesNo
) -> Hundredths:
    """Ceiling of a month with seasonal work: two months may have it"""
    return hours_general if hours_two_months_used else hours_seasonal


@hours_seasonal_limit.since("2002-01-01", "AR 25/11/1991, art. 79bis, § 4 (AR 18/09/2002)")
def hours_seasonal_limit_2002(hours_seasonal: Hundredths) -> Hundredths:
    """Ceiling of a month with seasonal work"""
    return hours_seasonal


@rule(ART_79BIS, clock="on_day")
def hours_month_limit(
    hours_class: Maybe[HoursClass],
    hours_open: Maybe[YesNo],
    hours_listed: Hundredths,
    hours_general: Hundredths,
    hours_seasonal_limit: Maybe[Hundredths],
) -> Maybe[Hundredths]:
    """Ceiling of a month for this work"""
    if hours_class == SECURITY or hours_open == 0 or hours_general == NONE:
        return NONE
    if hours_class == UNKNOWN:
        return UNKNOWN
    if hours_class == SEASONAL:
        return hours_seasonal_limit
    return hours_listed if hours_class == LISTED else hours_general


@rule(ART_79BIS, clock="on_day")
def hours_room(hours_month_limit: Maybe[Hundredths], hours_room_by_rows: Maybe[Hundredths]) -> Maybe[Hundredths]:
    """Room that the month leaves"""
    if hours_month_limit == NONE:
        return NONE
    return hours_room_by_rows


@hours_room.in_doubt
def hours_room_in_doubt(hours_month_limit: Hundredths, favourable: YesNo) -> Hundredths:
    return hours_month_limit if favourable else 0


@rule(ART_79BIS, clock="on_day")
def hours_year_limit(hours_class: HoursClass, hours_seasonal_year: Hundredths, hours_year: Hundredths) -> Hundredths:
    """Ceiling of the year: of seasonal work alone"""
    return hours_seasonal_year if hours_class == SEASONAL else hours_year


@hours_year_limit.since("2010-03-01", "AR 25/11/1991, art. 79bis, § 4 (AR 21/02/2010)")
def hours_year_limit_2010(hours_year: Hundredths) -> Hundredths:
    """Ceiling of the calendar year"""
    return hours_year


@rule(ART_79BIS, clock="on_day")
def hours_earlier(on_day: Day, hours_before: Maybe[Hundredths]) -> Maybe[Hundredths]:
    """Hours of the earlier months of the year; January has none before it"""
    _, month, _ = civil(on_day)
    return 0 if month == 1 and hours_before == UNKNOWN else hours_before


@hours_earlier.in_doubt
def hours_earlier_in_doubt(hours_year_limit: Hundredths, favourable: YesNo) -> Hundredths:
    """At worst the year's hours are used up"""
    return 0 if favourable or hours_year_limit == NONE else hours_year_limit


@rule(ART_79BIS, clock="on_day")
def hours_left_this_year(hours_year_limit: Hundredths, hours_earlier: Hundredths, hours_done: Hundredths) -> Hundredths:
    """Hours left this year; below zero, the hours too many"""
    return NONE if hours_year_limit == NONE else hours_year_limit - hours_earlier - hours_done


@rule(ART_79BIS, clock="on_day")
def hours_year_room(
    activity: Maybe[Activity],
    hours_year_limit: Hundredths,
    hours_left_this_year: Maybe[Hundredths],
    hours_security: Maybe[SecurityHours],
) -> Maybe[Hundredths]:
    """Room that the year leaves for this work"""
    if hours_year_limit == NONE:
        return NONE
    if activity == UNKNOWN or (activity == SECURITY_79TER and hours_security == UNKNOWN):
        return UNKNOWN
    return NONE if activity == SECURITY_79TER and hours_security == APART else hours_left_this_year


@rule(ART_79BIS, clock="on_day")
def hours_left(
    hours_open: Maybe[YesNo], hours_room: Maybe[Hundredths], hours_year_room: Maybe[Hundredths]
) -> Maybe[Hundredths]:
    """Hours of this work that still fit this month"""
    if hours_open == 0:
        return 0
    if hours_open == UNKNOWN or hours_room == UNKNOWN or hours_year_room == UNKNOWN:
        return UNKNOWN
    if hours_room == NONE or hours_year_room == NONE:
        return NONE if hours_room == hours_year_room else max(0, hours_room, hours_year_room)
    return max(0, min(hours_room, hours_year_room))


@rule(ART_79BIS, clock="on_day")
def hours_largest_job(hours_left: Hundredths) -> Number:
    """Whole hours that still fit"""
    return NONE if hours_left == NONE else hours_left // 100


@rule("AR 25/11/1991, art. 79bis, § 3", clock="on_day")
def hours_open(activity: Maybe[Activity], activity_standing: Standing, hours_accepted: Maybe[YesNo]) -> Maybe[YesNo]:
    """Work that the ALE may accept for this user"""
    if activity_standing != BY_LAW and activity_standing != IN_PRACTICE and activity_standing != NOT_LISTED:
        return False
    closed = activity == HOUSEHOLD_CLEANING or activity == SECURITY_79TER
    return hours_accepted if closed or activity_standing == NOT_LISTED else True


@rule(ART_79BIS, clock="on_day")
def hours_fit(hours_asked: Hundredths, hours_left: Hundredths, hours_open: Maybe[YesNo]) -> YesNo:
    """The hours fit under the ceilings of month and year, which are not what bars work that may not be done"""
    return hours_open == 0 or hours_left == NONE or hours_asked <= hours_left


@hours_fit.short
def hours_too_many(hours_asked: Hundredths, hours_left: Hundredths) -> Hundredths:
    return 0 if hours_left == NONE else hours_asked - hours_left


hours_allowed = all_of("hours_allowed", ART_79BIS, hours_open, hours_fit)


@rule("AR 25/11/1991, art. 79, § 8", clock="on_day")
def hours_overrun(hours_open: Maybe[YesNo], hours_fit: YesNo, hours_beyond: Maybe[Overrun]) -> Maybe[Overrun]:
    """What happens to hours beyond the ceiling"""
    return NONE if hours_fit or hours_open == 0 else hours_beyond
