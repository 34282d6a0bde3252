"""Which routes open by time alone, and when: months that go on growing from the day asked, and the birthday of 45.

Only the law of the day asked is looked at. E3 is left out: which months leave the last 36 is not known."""

from typing import NamedTuple

from tremplin.engine.kinds import NONE, UNKNOWN, Day, Maybe, Number, YesNo
from tremplin.engine.rules import rule
from tremplin.engine.words import civil, months_after, word
from tremplin.law.ale.access_brussels import AGRBC
from tremplin.law.ale.access_community import ERLASS
from tremplin.law.ale.access_federal import ART_54
from tremplin.law.ale.access_person import ACT_ART_8, ART_79, PensionAge
from tremplin.law.ale.access_wallonia import COVID
from tremplin.law.unemployment.admission import FIRST_OF_MARCH, LeapBirthday


@word
def birthday(birth: int, age: int, leap_birthday: int) -> int:
    """The day on which an age is reached; of a 29 February in common years by the policy."""
    day = months_after(birth, 12 * age)
    return day + (1 if leap_birthday == FIRST_OF_MARCH and civil(day)[2] != civil(birth)[2] else 0)


@word
def soonest_by_age(on_day: int, months: int, turns_older: int, needed: int, needed_if_older: int) -> int:
    """The day on which the months are enough, of which fewer are asked from an age on."""
    plain = months_after(on_day, max(0, needed - months))
    older = months_after(on_day, max(0, needed_if_older - months))
    return min(plain, max(older, turns_older))


@word
def in_time(opens: int, benefit_ends_on: int, until: int) -> int:
    """The day, where benefit and law still last then; none otherwise."""
    return opens if opens < benefit_ends_on and (until == NONE or opens <= until) else NONE


@word
def before_pension(day: int, access_pension_from: int, access_pension_by: int) -> int:
    """The day, where it comes before the pension; none from the pension on, unknown where that is."""
    if access_pension_from == UNKNOWN or access_pension_from <= day < access_pension_by:
        return UNKNOWN
    return day if day < access_pension_from else NONE


@rule(ART_79, clock="on_day")
def access_turns_45_on(birth_date: Day, access_older_age: Number, access_birthday: LeapBirthday) -> Day:
    """The day on which shorter times are asked"""
    return birthday(birth_date, access_older_age, access_birthday)


@rule(ACT_ART_8, clock="on_day")
def access_pension_from(birth_date: Day, pension_age: PensionAge, access_birthday: LeapBirthday) -> Day:
    """The first day that may be past the pension age"""
    return birthday(birth_date, pension_age.least, access_birthday)


@rule(ACT_ART_8, clock="on_day")
def access_pension_by(birth_date: Day, pension_age: PensionAge, access_birthday: LeapBirthday) -> Day:
    """The first day that surely is past the pension age"""
    return birthday(birth_date, pension_age.most, access_birthday)


@rule(ART_54, clock="on_day")
def e1_opens_on(
    on_day: Day,
    federal_access: YesNo,
    federal_access_until: Day,
    access_on_benefit: Maybe[YesNo],
    access_not_left_out: Maybe[YesNo],
    access_months_on_allowance: Maybe[Number],
    access_long_months: Maybe[Number],
    access_in_first_period: Maybe[YesNo],
    access_turns_45_on: Maybe[Day],
    access_benefit_ends_on: Maybe[Day],
) -> Maybe[Day]:
    """The day on which two years of benefit are reached"""
    if not federal_access or access_on_benefit == 0 or access_not_left_out == 0:
        return NONE
    if min(access_on_benefit, access_not_left_out, access_months_on_allowance, access_in_first_period) == UNKNOWN:
        return UNKNOWN
    opens = months_after(on_day, max(0, access_long_months - access_months_on_allowance))
    if access_in_first_period:
        if access_turns_45_on == UNKNOWN:
            return UNKNOWN
        opens = max(opens, access_turns_45_on)
    return in_time(opens, access_benefit_ends_on, federal_access_until)


@rule(ART_54, clock="on_day")
def e2_opens_on(
    on_day: Day,
    federal_access: YesNo,
    federal_access_until: Day,
    access_on_unemployment_allowance: Maybe[YesNo],
    access_not_left_out: Maybe[YesNo],
    access_months_on_allowance: Maybe[Number],
    access_older_months: Maybe[Number],
    access_turns_45_on: Maybe[Day],
    access_benefit_ends_on: Maybe[Day],
) -> Maybe[Day]:
    """The day on which six months of benefit and the age of 45 are both reached"""
    if not federal_access or access_on_unemployment_allowance == 0 or access_not_left_out == 0:
        return NONE
    if (
        min(access_on_unemployment_allowance, access_not_left_out, access_months_on_allowance, access_turns_45_on)
        == UNKNOWN
    ):
        return UNKNOWN
    opens = max(months_after(on_day, max(0, access_older_months - access_months_on_allowance)), access_turns_45_on)
    return in_time(opens, access_benefit_ends_on, federal_access_until)


@rule(COVID, clock="on_day")
def covid_opens_on(
    on_day: Day,
    covid_access: YesNo,
    covid_access_until: Day,
    covid_access_income: Maybe[YesNo],
    access_helped_by_cpas: Maybe[YesNo],
    access_benefit_ends_on: Maybe[Day],
    access_is_registered: Maybe[YesNo],
    access_months_registered: Maybe[Number],
    covid_access_months: Maybe[Number],
) -> Maybe[Day]:
    """The day on which a year of registration is reached, in the covid months"""
    if not covid_access or covid_access_income == 0 or access_is_registered == 0:
        return NONE
    if min(covid_access_income, access_is_registered, access_months_registered) == UNKNOWN:
        return UNKNOWN
    opens = months_after(on_day, max(0, covid_access_months - access_months_registered))
    if opens > covid_access_until:
        return NONE
    if access_helped_by_cpas == 1 or opens < access_benefit_ends_on:
        return opens
    return UNKNOWN if min(access_helped_by_cpas, access_benefit_ends_on) == UNKNOWN else NONE


@rule(ACT_ART_8, clock="on_day")
def e6a_opens_on(
    on_day: Day,
    walloon_access: YesNo,
    access_at_forem: Maybe[YesNo],
    access_is_registered: Maybe[YesNo],
    access_months_registered: Maybe[Number],
    access_forem_months: Maybe[Number],
    access_pension_from: Maybe[Day],
    access_pension_by: Maybe[Day],
) -> Maybe[Day]:
    """The day on which a year of registration at the Forem is reached"""
    if not walloon_access or access_at_forem == 0 or access_is_registered == 0:
        return NONE
    if min(access_at_forem, access_is_registered, access_months_registered) == UNKNOWN:
        return UNKNOWN
    opens = months_after(on_day, max(0, access_forem_months - access_months_registered))
    return before_pension(opens, access_pension_from, access_pension_by)


@rule(AGRBC, clock="on_day")
def brussels_opens_on(
    on_day: Day,
    brussels_access: YesNo,
    brussels_access_until: Day,
    access_without_benefit: Maybe[YesNo],
    access_benefit_ends_on: Maybe[Day],
    access_at_actiris: Maybe[YesNo],
    access_is_registered: Maybe[YesNo],
    access_months_registered: Maybe[Number],
    access_turns_45_on: Maybe[Day],
    access_actiris_months: Maybe[Number],
    access_actiris_older_months: Maybe[Number],
) -> Maybe[Day]:
    """The day on which the registration at Actiris is long enough, and no benefit is left"""
    if not brussels_access or access_at_actiris == 0 or access_is_registered == 0:
        return NONE
    if (
        min(
            access_at_actiris,
            access_is_registered,
            access_without_benefit,
            access_months_registered,
            access_turns_45_on,
        )
        == UNKNOWN
    ):
        return UNKNOWN
    opens = soonest_by_age(
        on_day, access_months_registered, access_turns_45_on, access_actiris_months, access_actiris_older_months
    )
    if not access_without_benefit:
        opens = max(opens, access_benefit_ends_on)
    return opens if opens <= brussels_access_until else NONE


@rule(ERLASS, clock="on_day")
def lba_opens_on(
    on_day: Day,
    lba_access: YesNo,
    access_is_registered: Maybe[YesNo],
    access_not_left_out: Maybe[YesNo],
    past_school_age: Maybe[YesNo],
    access_months_registered: Maybe[Number],
    access_turns_45_on: Maybe[Day],
    lba_months: Maybe[Number],
    lba_older_months: Maybe[Number],
    access_pension_from: Maybe[Day],
    access_pension_by: Maybe[Day],
) -> Maybe[Day]:
    """The day on which the registration is long enough"""
    if not lba_access or access_is_registered == 0 or access_not_left_out == 0 or past_school_age == 0:
        return NONE
    if (
        min(access_is_registered, access_not_left_out, past_school_age, access_months_registered, access_turns_45_on)
        == UNKNOWN
    ):
        return UNKNOWN
    opens = soonest_by_age(on_day, access_months_registered, access_turns_45_on, lba_months, lba_older_months)
    return before_pension(opens, access_pension_from, access_pension_by)


class Waits(NamedTuple):
    """The day on which each route opens that opens by time alone."""

    e1_opens_on: Maybe[Day]
    e2_opens_on: Maybe[Day]
    e6a_opens_on: Maybe[Day]
    covid_opens_on: Maybe[Day]
    brussels_opens_on: Maybe[Day]
    lba_opens_on: Maybe[Day]


@word
def soonest(waits: Waits) -> int:
    """The place of the first to open; none where none will, unknown where one is."""
    place = NONE
    for each in range(len(waits)):
        if waits[each] == UNKNOWN:
            return UNKNOWN
        if waits[each] != NONE and (place == NONE or waits[each] < waits[place]):
            place = each
    return place
