"""Wijk-werken: who may work in Flanders since 2018 (Decreet 07/07/2017, art. 10-11)."""

from typing import Annotated

from tremplin.engine.kinds import Maybe, Number, YesNo, choice
from tremplin.engine.rules import all_of, rule

DECREET = "Decreet 07/07/2017, art. 10-11; BVR 29/09/2017"

BY_VDAB, BY_OCMW, NOT_REFERRED = range(3)
ReferredBy = Annotated[int, choice("vdab", "ocmw", "none")]


@rule(DECREET, clock="on_day")
def wijk_werken_access(wijk_werken_applies: YesNo) -> YesNo:
    """The rules of wijk-werken apply in this region"""
    return wijk_werken_applies


@rule(DECREET, clock="on_day")
def wijk_werken_by_vdab(access_referred_by: ReferredBy) -> YesNo:
    """Referred by the VDAB"""
    return access_referred_by == BY_VDAB


@rule(DECREET, clock="on_day")
def wijk_werken_by_ocmw(access_referred_by: ReferredBy) -> YesNo:
    """Referred by the OCMW"""
    return access_referred_by == BY_OCMW


@rule(DECREET, clock="on_day")
def wijk_werken_time_left(
    access_months_of_wijk_werken: Number,
    access_extended: Maybe[YesNo],
    wijk_werken_months: Number,
    wijk_werken_extension: Number,
) -> Maybe[YesNo]:
    """Inside the first six months, or the next six where they were extended"""
    if access_months_of_wijk_werken < wijk_werken_months:
        return True
    return access_extended if access_months_of_wijk_werken < wijk_werken_months + wijk_werken_extension else False


@rule(DECREET, clock="on_day")
def wijk_werken_little_agency_work(access_agency_days: Number, wijk_werken_agency_days: Number) -> YesNo:
    """Few days of agency work in the last 28"""
    return access_agency_days <= wijk_werken_agency_days


@wijk_werken_little_agency_work.short
def little_agency_work_short(access_agency_days: Number, wijk_werken_agency_days: Number) -> Number:
    return access_agency_days - wijk_werken_agency_days


@rule(DECREET, clock="on_day")
def wijk_werken_held_pwa_contract(access_pwa_contract: YesNo) -> YesNo:
    """Held a PWA contract on 30 September 2017"""
    return access_pwa_contract


@rule(DECREET, clock="on_day")
def wijk_werken_short_pause(access_months_since_activity: Number, wijk_werken_pause: Number) -> YesNo:
    """Has not stopped for a year"""
    return access_months_since_activity < wijk_werken_pause


route_vdab_referral = all_of(
    "route_vdab_referral",
    DECREET,
    wijk_werken_access,
    wijk_werken_by_vdab,
    wijk_werken_time_left,
    wijk_werken_little_agency_work,
)
route_ocmw_referral = all_of(
    "route_ocmw_referral",
    DECREET,
    wijk_werken_access,
    wijk_werken_by_ocmw,
    wijk_werken_time_left,
    wijk_werken_little_agency_work,
)
route_pwa_transition = all_of(
    "route_pwa_transition", DECREET, wijk_werken_access, wijk_werken_held_pwa_contract, wijk_werken_short_pause
)
