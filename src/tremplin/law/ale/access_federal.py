"""The federal routes E1 to E5 to work through an ALE (AR 25/11/1991, art. 79; AM 26/11/1991, art. 54)."""

from tremplin.engine.kinds import NONE, UNKNOWN, Day, Maybe, Number, YesNo
from tremplin.engine.rules import all_of, rule
from tremplin.law.ale.access_person import (
    ART_79,
    UNLIMITED,
    Stay,
    access_is_registered,
    access_not_left_out,
    access_on_benefit,
    access_on_insertion_allowance,
    access_on_unemployment_allowance,
    access_past_first_period,
    access_reached_45,
)

ART_54 = "AR 25/11/1991, art. 79; AM 26/11/1991, art. 54 § 3"
AR_1999 = "AR 17/12/1999 (AR 25/11/1991, art. 79)"


@rule(ART_79, clock="on_day")
def federal_access(on_day: Day, federal_access_until: Day) -> YesNo:
    """The federal conditions apply in this region"""
    return federal_access_until == NONE or on_day <= federal_access_until


@rule(ART_54, clock="on_day")
def access_long_on_benefit(
    access_months_on_allowance: Maybe[Number],
    access_kept: Maybe[YesNo],
    access_age: Maybe[Number],
    access_older_age: Number,
    access_long_months: Number,
) -> Maybe[YesNo]:
    """Two years of benefit; who is younger than 45, once had them and is still registered keeps them"""
    if access_months_on_allowance >= access_long_months:
        return True
    if access_kept == 0 or access_age >= access_older_age:
        return UNKNOWN if access_months_on_allowance == UNKNOWN else False  # type: ignore[return-value]
    if access_kept == UNKNOWN or access_age == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    return True


@access_long_on_benefit.short
def long_on_benefit_short(access_months_on_allowance: Number, access_long_months: Number) -> Number:
    return access_long_months - access_months_on_allowance


@rule(ART_54, clock="on_day")
def access_short_on_benefit(access_months_on_allowance: Number, access_older_months: Number) -> YesNo:
    """Six months of benefit, for who has reached 45"""
    return access_months_on_allowance >= access_older_months


@access_short_on_benefit.short
def short_on_benefit_short(access_months_on_allowance: Number, access_older_months: Number) -> Number:
    return access_older_months - access_months_on_allowance


@rule(ART_79, clock="on_day")
def access_often_on_benefit(access_months_in_36: Number, access_recent_months: Number) -> YesNo:
    """Two years of benefit within the last three"""
    return access_months_in_36 >= access_recent_months


@access_often_on_benefit.short
def often_on_benefit_short(access_months_in_36: Number, access_recent_months: Number) -> Number:
    return access_recent_months - access_months_in_36


@rule(AR_1999, clock="on_day")
def cpas_access(cpas_access_applies: YesNo) -> YesNo:
    """The ALE is open to people helped by the CPAS"""
    return cpas_access_applies


@rule(AR_1999, clock="on_day")
def access_helped_by_cpas(access_cpas_aid: YesNo) -> YesNo:
    """Integration income or equivalent financial aid of the CPAS"""
    return access_cpas_aid


@rule(AR_1999, clock="on_day")
def access_stays_without_limit(access_stay: Stay) -> YesNo:
    """In the population register, or in the aliens register without limit of stay"""
    return access_stay == UNLIMITED


route_e1 = all_of(
    "route_e1",
    ART_54,
    federal_access,
    access_on_benefit,
    access_long_on_benefit,
    access_not_left_out,
    access_past_first_period,
)
route_e2 = all_of(
    "route_e2",
    ART_54,
    federal_access,
    access_on_unemployment_allowance,
    access_reached_45,
    access_short_on_benefit,
    access_not_left_out,
)
route_e3 = all_of(
    "route_e3",
    ART_79,
    federal_access,
    access_on_benefit,
    access_often_on_benefit,
    access_not_left_out,
    access_past_first_period,
)
route_e4 = all_of(
    "route_e4", AR_1999, cpas_access, access_helped_by_cpas, access_is_registered, access_stays_without_limit
)
route_e5 = all_of("route_e5", ART_54, access_on_insertion_allowance, route_e1)
