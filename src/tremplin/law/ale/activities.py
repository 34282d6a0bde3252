"""What may be done for whom under the ALE scheme (AR 25/11/1991, art. 79bis, § 3, and what practice adds)."""

from typing import Annotated

from tremplin.engine.kinds import (
    CONFIRMED,
    INFERRED,
    NONE,
    SINGLE_SOURCE,
    UNKNOWN,
    Day,
    Maybe,
    Status,
    YesNo,
    choice,
)
from tremplin.engine.rules import all_of, rule
from tremplin.engine.words import word
from tremplin.law.ale.facts import (
    AGRICULTURE,
    ASSOCIATION,
    COMPANY,
    FLANDERS,
    HORTICULTURE,
    HOUSEHOLD,
    SCHOOL,
    Region,
    User,
)
from tremplin.law.ale.lists import (
    HOUSEHOLD_CLEANING,
    ROOF_WORK,
    SECURITY_79TER,
    Activity,
    ActivityList,
    ActivityUsers,
    ExcludedWork,
    for_closed_users,
    place_of_activity,
    place_of_number,
)

ART_79BIS = "AR 25/11/1991, art. 79bis, § 3"

Standing = Annotated[int, choice("by_law", "in_practice", "not_listed", "outside_the_law", "excluded", "no_such_user")]
BY_LAW, IN_PRACTICE, NOT_LISTED, OUTSIDE_THE_LAW, EXCLUDED, NO_SUCH_USER = range(6)

Home = Annotated[int, choice("wallonia", "brussels", "flanders", "german_community", "of_the_work")]
OF_THE_WORK = 4

Refusal = Annotated[
    int,
    choice(
        *("no_such_user", "excluded", "outside_the_law", "not_on_the_list", "dangerous", "daily_running"),
        *("closed_in_2004", "closed_in_2003", "not_flemish"),
    ),
]
USER_REFUSED, WORK_EXCLUDED, WORK_OUTSIDE, NOT_ON_THE_LIST, DANGEROUS, DAILY_RUNNING = range(6)
CLEANING_CLOSED, SECURITY_CLOSED, NOT_FLEMISH = range(6, 9)


@rule(ART_79BIS, clock="on_day")
def activity_standing(
    user: Maybe[User],
    activity: Maybe[Activity],
    activities_by_law: ActivityList,
    activities_in_practice: ActivityList,
    activity_exclusions: ExcludedWork,
    activity_users: ActivityUsers,
) -> Maybe[Standing]:
    """Where this work stands for this user"""
    if user == COMPANY:
        return NO_SUCH_USER
    if activity == UNKNOWN or user == UNKNOWN:
        return UNKNOWN
    if place_of_number(activity_exclusions.activity, activity) >= 0:
        return EXCLUDED
    if place_of_activity(user, activity, activities_by_law) >= 0:
        return BY_LAW
    if place_of_activity(user, activity, activities_in_practice) >= 0:
        return IN_PRACTICE
    place = place_of_number(activity_users.user, user)
    if activity_users.closed[place] or activity == SECURITY_79TER:
        return OUTSIDE_THE_LAW
    return OUTSIDE_THE_LAW if for_closed_users(activity, activities_by_law, activity_users) else NOT_LISTED


@activity_standing.status
def activity_standing_status(
    user: Maybe[User],
    activity: Maybe[Activity],
    activities_by_law: ActivityList,
    activities_in_practice: ActivityList,
    activity_exclusions: ExcludedWork,
    activity_users: ActivityUsers,
) -> Status:
    standing = activity_standing(
        user, activity, activities_by_law, activities_in_practice, activity_exclusions, activity_users
    )
    if standing == BY_LAW:
        return activities_by_law.sure[place_of_activity(user, activity, activities_by_law)]
    if standing == IN_PRACTICE:
        return activities_in_practice.sure[place_of_activity(user, activity, activities_in_practice)]
    if standing == EXCLUDED:
        place = place_of_number(activity_exclusions.activity, activity)
        farming = user == AGRICULTURE or user == HORTICULTURE
        return activity_exclusions.in_farming[place] if farming else activity_exclusions.elsewhere[place]
    return INFERRED


@rule(ART_79BIS, clock="on_day")
def activity_listed(activity_standing: Standing, activity_on_list: Maybe[YesNo]) -> Maybe[YesNo]:
    """Work that the law or practice names for this user, or that the ALE's own list adds inside the law"""
    if activity_standing == NOT_LISTED:
        return activity_on_list
    return activity_standing == BY_LAW or activity_standing == IN_PRACTICE


@rule("AR 25/11/1991, art. 79bis, § 3", clock="on_day")
def activity_safe(activity: Maybe[Activity], activity_dangerous: Maybe[YesNo]) -> Maybe[YesNo]:
    """No dangerous work"""
    if activity == ROOF_WORK:
        return False
    return UNKNOWN if activity_dangerous == UNKNOWN else not activity_dangerous  # type: ignore[return-value]


@rule("AR 25/11/1991, art. 79bis, § 3, 4°", clock="on_day")
def activity_occasional(user: Maybe[User], activity_daily_running: Maybe[YesNo]) -> Maybe[YesNo]:
    """Not the daily running of an association"""
    if user != UNKNOWN and user != ASSOCIATION:
        return True
    if activity_daily_running == UNKNOWN or (activity_daily_running and user == UNKNOWN):
        return UNKNOWN  # type: ignore[return-value]
    return not activity_daily_running


@word
def all_yes(one: int, two: int, three: int) -> int:
    """Three-valued: no as soon as one is no, yes when all are yes."""
    if one == 0 or two == 0 or three == 0:
        return 0
    return UNKNOWN if min(one, two, three) == UNKNOWN else 1


@word
def kept_if(meant: int, right: int) -> int:
    """A right that only some work needs: yes for other work, unknown where both are unknown."""
    if meant == 0 or right == 1:
        return 1
    return right if meant == 1 else UNKNOWN


@word
def is_cleaning(user: int, activity: int, closed: int) -> int:
    """Whether this is household help where it is closed, three-valued."""
    if closed == 0 or (user != UNKNOWN and user != HOUSEHOLD):
        return 0
    if activity != UNKNOWN and activity != HOUSEHOLD_CLEANING:
        return 0
    return UNKNOWN if user == UNKNOWN or activity == UNKNOWN or closed == UNKNOWN else 1


@rule("AR 25/11/1991, art. 79bis, § 3, 1°, a", clock="on_day")
def cleaning_age(on_day: Day) -> YesNo:
    """No age is asked for household help"""
    return True


@cleaning_age.since("2009-07-01", "AR 13/02/2009, AR 21/02/2010: art. 79bis, § 3, 1°, a")
def cleaning_age_2009(fifty_in_2009: YesNo) -> YesNo:
    """For household help, aged 50 on 1 July 2009 or an incapacity of a third"""
    return fifty_in_2009


@rule("AR 25/11/1991, art. 79bis, § 3, 1°, a", clock="on_day")
def activity_cleaning_kept(
    user: Maybe[User],
    activity: Maybe[Activity],
    cleaning_closed: Maybe[YesNo],
    form_of_2004: Maybe[YesNo],
    cleaned_before: Maybe[YesNo],
    contract_of_2004: Maybe[YesNo],
    eight_months_elsewhere: Maybe[YesNo],
    cleaning_age: Maybe[YesNo],
) -> Maybe[YesNo]:
    """Household help only by who kept the right of 1 March 2004"""
    right = all_yes(form_of_2004, cleaned_before, all_yes(contract_of_2004, cleaning_age, 1))
    if eight_months_elsewhere != 0:
        right = all_yes(right, UNKNOWN if eight_months_elsewhere == UNKNOWN else 0, 1)
    return kept_if(is_cleaning(user, activity, cleaning_closed), right)  # type: ignore[return-value]


@rule("AR 25/11/1991, art. 79ter", clock="on_day")
def activity_security_kept(activity: Maybe[Activity]) -> YesNo:
    """Prevention and security agents"""
    return True


@activity_security_kept.since("2003-01-01", "AR 25/11/1991, art. 79ter")
def activity_security_kept_2003(activity: Maybe[Activity], agent_before_2003: Maybe[YesNo]) -> Maybe[YesNo]:
    """Closed to who was no agent before 2003"""
    meant = UNKNOWN if activity == UNKNOWN else int(activity == SECURITY_79TER)
    return kept_if(meant, agent_before_2003)  # type: ignore[return-value]


@rule("AR 25/11/1991, art. 79bis, § 3", clock="on_day")
def activity_home(ale_region: Region) -> YesNo:
    """Where worker and user live plays no part"""
    return True


@activity_home.since("2018-01-01", "Decreet 07/07/2017, art. 10-11, 30-33")
def activity_home_2018(
    ale_region: Region, user: Maybe[User], activity_worker_home: Maybe[Home], activity_user_home: Maybe[Home]
) -> Maybe[YesNo]:
    """Wijk-werken is for who lives in Flanders; a school is a user only there"""
    worker = ale_region if activity_worker_home == OF_THE_WORK else activity_worker_home
    place = ale_region if activity_user_home == OF_THE_WORK else activity_user_home
    if ale_region == FLANDERS and worker != FLANDERS:
        return UNKNOWN if worker == UNKNOWN else False  # type: ignore[return-value]
    if user != UNKNOWN and user != SCHOOL:
        return True
    if worker == FLANDERS and (ale_region != FLANDERS or place == FLANDERS):
        return True
    if place != UNKNOWN and place != FLANDERS and ale_region != FLANDERS:
        return True
    if user == UNKNOWN or place == UNKNOWN or worker == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    return False


@activity_home.status
def activity_home_status(
    ale_region: Region, user: Maybe[User], activity_worker_home: Maybe[Home], activity_user_home: Home
) -> Status:
    """That a school outside Flanders is no user stands in one source"""
    school = user == SCHOOL and (ale_region == FLANDERS or activity_user_home == FLANDERS)
    resident = ale_region == FLANDERS and (activity_user_home == OF_THE_WORK or activity_user_home == FLANDERS)
    return SINGLE_SOURCE if school and not resident else CONFIRMED


activity_allowed = all_of(
    "activity_allowed",
    ART_79BIS,
    activity_listed,
    activity_safe,
    activity_occasional,
    activity_cleaning_kept,
    activity_security_kept,
    activity_home,
)


@rule(ART_79BIS, clock="on_day")
def activity_refusal(
    activity_standing: Maybe[Standing],
    activity_allowed: YesNo,
    activity_listed: Maybe[YesNo],
    activity_safe: Maybe[YesNo],
    activity_occasional: Maybe[YesNo],
    activity_cleaning_kept: Maybe[YesNo],
    activity_security_kept: Maybe[YesNo],
) -> Refusal:
    """Why not"""
    if activity_allowed:
        return NONE
    if activity_standing == NO_SUCH_USER:
        return USER_REFUSED
    if activity_safe == 0:
        return DANGEROUS
    if activity_listed == 0:
        outside = WORK_OUTSIDE if activity_standing == OUTSIDE_THE_LAW else NOT_ON_THE_LIST
        return WORK_EXCLUDED if activity_standing == EXCLUDED else outside
    if activity_occasional == 0:
        return DAILY_RUNNING
    if activity_cleaning_kept == 0:
        return CLEANING_CLOSED
    return SECURITY_CLOSED if activity_security_kept == 0 else NOT_FLEMISH
