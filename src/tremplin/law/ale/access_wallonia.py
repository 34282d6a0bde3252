"""What Wallonia adds: the covid months of 2020 and 2021, and the wider access since 2026."""

from typing import Annotated

from tremplin.engine.kinds import CONFIRMED, INFERRED, NONE, UNKNOWN, Day, Maybe, Number, Status, YesNo, choice
from tremplin.engine.rules import all_of, any_of, rule
from tremplin.law.ale.access_federal import access_helped_by_cpas
from tremplin.law.ale.access_person import (
    ACT_ART_8,
    FOREM,
    EmploymentService,
    access_below_pension_age,
    access_is_registered,
    access_on_any_allowance,
    months_reached,
)

COVID = "AGW 01/12/2020, art. 9"

WEAK, VERY_WEAK, OTHER = range(3)
Employability = Annotated[int, choice("weak", "very_weak", "other")]


@rule(COVID, clock="on_day")
def covid_access(on_day: Day, covid_access_until: Day) -> YesNo:
    """The covid months, in Wallonia"""
    return covid_access_until != NONE and on_day <= covid_access_until


@rule(COVID, clock="on_day")
def covid_access_registered(access_months_registered: Maybe[Number], covid_access_months: Number) -> Maybe[YesNo]:
    """Registered for a year, by the covid rule"""
    return months_reached(access_months_registered, covid_access_months)  # type: ignore[return-value]


@covid_access_registered.short
def covid_registered_short(access_months_registered: Number, covid_access_months: Number) -> Number:
    return covid_access_months - access_months_registered


@rule(ACT_ART_8, clock="on_day")
def walloon_access(walloon_access_applies: YesNo) -> YesNo:
    """The wider access of Wallonia"""
    return walloon_access_applies


@rule(ACT_ART_8, clock="on_day")
def access_at_forem(access_employment_service: EmploymentService) -> YesNo:
    """Job seeker at the Forem"""
    return access_employment_service == FOREM


@rule(ACT_ART_8, clock="on_day")
def access_forem_registered(access_months_registered: Number, access_forem_months: Number) -> YesNo:
    """Registered for a year at the Forem"""
    return access_months_registered >= access_forem_months


@access_forem_registered.short
def forem_registered_short(access_months_registered: Number, access_forem_months: Number) -> Number:
    return access_forem_months - access_months_registered


@rule(ACT_ART_8, clock="on_day")
def access_weakly_employable(access_employability: Employability) -> YesNo:
    """The Forem rates employability as weak or very weak"""
    return access_employability == WEAK or access_employability == VERY_WEAK


@rule(ACT_ART_8, clock="on_day")
def access_rated_at_forem(
    access_employment_service: Maybe[EmploymentService],
    access_is_registered: Maybe[YesNo],
    access_employability: Maybe[Employability],
) -> Maybe[YesNo]:
    """Job seeker at the Forem; whom the Forem rates is one, unless said otherwise"""
    elsewhere = access_employment_service != UNKNOWN and access_employment_service != FOREM
    if elsewhere or access_is_registered == 0:
        return False
    if access_employability != UNKNOWN or min(access_employment_service, access_is_registered) != UNKNOWN:
        return True
    return UNKNOWN  # type: ignore[return-value]


@access_rated_at_forem.status
def rated_at_forem_status(
    access_employment_service: Maybe[EmploymentService],
    access_is_registered: Maybe[YesNo],
    access_employability: Maybe[Employability],
) -> Status:
    """That whom the Forem rates is its job seeker"""
    unsaid = min(access_employment_service, access_is_registered) == UNKNOWN
    holds = access_rated_at_forem(access_employment_service, access_is_registered, access_employability)
    return INFERRED if holds and unsaid else CONFIRMED


@rule(ACT_ART_8, clock="on_day")
def access_step_is_relevant(access_relevant: YesNo) -> YesNo:
    """The employment service finds the ALE a sensible step of the path"""
    return access_relevant


covid_access_income = any_of("covid_access_income", COVID, access_on_any_allowance, access_helped_by_cpas)
route_covid_12_months = all_of(
    "route_covid_12_months", COVID, covid_access, access_is_registered, covid_access_registered, covid_access_income
)
route_e6a = all_of(
    "route_e6a",
    ACT_ART_8,
    walloon_access,
    access_at_forem,
    access_is_registered,
    access_forem_registered,
    access_below_pension_age,
)
route_e6b = all_of(
    "route_e6b",
    ACT_ART_8,
    walloon_access,
    access_rated_at_forem,
    access_on_any_allowance,
    access_weakly_employable,
    access_step_is_relevant,
    access_below_pension_age,
)
