"""The lists of ALE work: who may have what done, and in which class of hours it falls."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import UNKNOWN, Ints, choice
from tremplin.engine.words import word

ACTIVITIES = (
    *("small_garden", "child_care", "sick_care", "elderly_help", "companionship", "home_support", "small_repair"),
    *("administrative_help", "pet_care", "school_care", "animation", "event_support", "association_task"),
    *("neighbourhood_safety", "social_mediation", "logistics_support", "socio_cultural_support"),
    *("intergenerational_help", "local_authority_task", "seasonal_agriculture", "seasonal_horticulture"),
    *("mushroom_growing", "parks_and_gardens", "machine_driving", "chemical_spraying", "roof_work"),
    *("household_cleaning", "security_79ter"),
)
Activity = Annotated[int, choice(*ACTIVITIES)]
ROOF_WORK, HOUSEHOLD_CLEANING, SECURITY_79TER = range(len(ACTIVITIES) - 3, len(ACTIVITIES))

SECURITY, SEASONAL, GENERAL, LISTED, DISPUTED = range(5)
HoursClass = Annotated[int, choice("security_79ter", "seasonal_150", "general_70", "list_45")]
"""From the loosest to the tightest: the ceiling of a class bounds its own hours and those of tighter classes."""
DisputedClass = Annotated[int, choice("general_70", "list_45")]
COUNTED, APART = range(2)
SecurityHours = Annotated[int, choice("counted", "apart")]


class ActivityList(NamedTuple):
    """What may be done for whom, and in which class of hours."""

    user: Ints
    activity: Ints
    hours: Ints
    sure: Ints


class ActivityUsers(NamedTuple):
    """For each user, whether the law lists all it may have done, and the class of hours of what no list names."""

    user: Ints
    closed: Ints
    hours: Ints


class ExcludedWork(NamedTuple):
    """Work that is barred, and how sure that is on farms and elsewhere."""

    activity: Ints
    in_farming: Ints
    elsewhere: Ints


@word
def place_of_activity(user: int, activity: int, named: ActivityList) -> int:
    """The place of an activity for a user in a list, or -1."""
    for place in range(len(named.user)):
        if named.user[place] == user and named.activity[place] == activity:
            return place
    return -1


@word
def for_closed_users(activity: int, named: ActivityList, users: ActivityUsers) -> bool:
    """Work that the law names, and only for users of whom it lists all they may have done."""
    found = False
    for place in range(len(named.activity)):
        if named.activity[place] == activity:
            found = True
            if not users.closed[place_of_number(users.user, named.user[place])]:
                return False
    return found


@word
def place_of_number(numbers: Ints, number: int) -> int:
    """The place of a number in a list that has no order, or -1."""
    for place in range(len(numbers)):
        if numbers[place] == number:
            return place
    return -1


class HoursClasses(NamedTuple):
    """All that gives work its class of hours."""

    activities_by_law: ActivityList
    activities_in_practice: ActivityList
    activity_users: ActivityUsers


@word
def tighter(found: int, value: int, tightest: bool) -> int:
    """The tighter (or looser) of two classes; a disputed one may be either; -1: none was found before."""
    if value == DISPUTED:
        value = LISTED if tightest else GENERAL
    return value if found < 0 or (value > found) == tightest else found


@word
def class_of_hours(user: int, activity: int, tightest: bool, classes: HoursClasses) -> int:
    """The tightest or the loosest class that work may have; work that is not known may be any but 79ter work."""
    found = -1
    named = classes.activities_by_law
    for place in range(len(named.user)):
        if (user == UNKNOWN or named.user[place] == user) and named.activity[place] == activity:
            found = tighter(found, named.hours[place], tightest)
    named = classes.activities_in_practice
    for place in range(len(named.user)):
        if (user == UNKNOWN or named.user[place] == user) and named.activity[place] == activity:
            found = tighter(found, named.hours[place], tightest)
    if found < 0:
        for place in range(len(classes.activity_users.user)):
            if user == UNKNOWN or classes.activity_users.user[place] == user:
                found = tighter(found, classes.activity_users.hours[place], tightest)
    return found


@word
def sure_class(user: int, activity: int, disputed: int, security: int, classes: HoursClasses) -> int:
    """The one class that work has; unknown where it may have several."""
    tight = class_of_hours(user, activity, True, classes)
    loose = class_of_hours(user, activity, False, classes)
    if tight == SECURITY:
        return UNKNOWN if security == UNKNOWN else GENERAL if security == COUNTED else SECURITY
    if tight == LISTED and loose == GENERAL and user != UNKNOWN and activity != UNKNOWN:
        return UNKNOWN if disputed == UNKNOWN else GENERAL + disputed
    return tight if tight == loose else UNKNOWN
