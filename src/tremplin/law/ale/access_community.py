"""The LBA of the German-speaking Community: who may work there since 2023 (Erlass 22/12/2022)."""

from tremplin.engine.kinds import Maybe, Number, YesNo
from tremplin.engine.rules import all_of, any_of, rule
from tremplin.law.ale.access_person import (
    access_below_pension_age,
    access_is_registered,
    access_not_left_out,
    months_by_age,
)
from tremplin.law.ale.access_wallonia import access_step_is_relevant

ERLASS = "Erlass 22/12/2022 (AR 25/11/1991, art. 79)"


@rule(ERLASS, clock="on_day")
def lba_access(lba_access_applies: YesNo) -> YesNo:
    """The Community's own conditions apply in this region"""
    return lba_access_applies


@rule(ERLASS, clock="on_day")
def past_school_age(access_of_school_age: YesNo) -> YesNo:
    """No longer of compulsory-school age"""
    return not access_of_school_age


@rule(ERLASS, clock="on_day")
def lba_months_reached(
    access_months_registered: Maybe[Number],
    access_age: Maybe[Number],
    access_older_age: Number,
    lba_months: Number,
    lba_older_months: Number,
) -> Maybe[YesNo]:
    """Registered long enough for the age"""
    return months_by_age(  # type: ignore[return-value]
        access_months_registered, access_age, access_older_age, lba_months, lba_older_months
    )


@lba_months_reached.short
def lba_months_short(
    access_months_registered: Number,
    access_age: Number,
    access_older_age: Number,
    lba_months: Number,
    lba_older_months: Number,
) -> Number:
    needed = lba_older_months if access_age >= access_older_age else lba_months
    return needed - access_months_registered


@rule(ERLASS, clock="on_day")
def registered_before_lba(access_registered_in_2022: YesNo) -> YesNo:
    """Registered under the old conditions on 31 December 2022, and so keeps access"""
    return access_registered_in_2022


@rule(ERLASS, clock="on_day")
def lba_half_time_out_of_reach(access_half_time_out_of_reach: YesNo) -> YesNo:
    """A half-time job is out of reach, for social or health reasons"""
    return access_half_time_out_of_reach


@rule(ERLASS, clock="on_day")
def lba_lacks_qualification(access_lacks_qualification: YesNo) -> YesNo:
    """Lacks a qualification or the language"""
    return access_lacks_qualification


lba_long_registered = all_of("lba_long_registered", ERLASS, access_is_registered, lba_months_reached)
lba_registration = any_of("lba_registration", ERLASS, lba_long_registered, registered_before_lba)
lba_hindrance = any_of("lba_hindrance", ERLASS, lba_half_time_out_of_reach, lba_lacks_qualification)
route_lba_registered = all_of(
    "route_lba_registered",
    ERLASS,
    lba_access,
    lba_registration,
    access_not_left_out,
    past_school_age,
    access_below_pension_age,
)
route_lba_from_day_one = all_of(
    "route_lba_from_day_one",
    ERLASS,
    lba_access,
    lba_hindrance,
    access_step_is_relevant,
    access_not_left_out,
    past_school_age,
    access_below_pension_age,
)
