"""Who asks to work through an ALE: age, benefit, registration, and who is left out (AR 25/11/1991, art. 79)."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import UNKNOWN, Day, Maybe, Number, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import word
from tremplin.law.article60.duration import age_on
from tremplin.law.unemployment.admission import LeapBirthday

ART_79 = "AR 25/11/1991, art. 79"
ACT_ART_8 = "arrêté-loi 28/12/1944, art. 8 § 3, 3° (décret wallon 11/12/2025)"

UNEMPLOYMENT, INSERTION, SAFEGUARD, NO_ALLOWANCE = range(4)
Allowance = Annotated[int, choice("unemployment", "insertion", "safeguard", "none")]
FOREM, ACTIRIS, VDAB, ADG = range(4)
EmploymentService = Annotated[int, choice("forem", "actiris", "vdab", "adg")]
UNLIMITED, LIMITED, TEMPORARY_PROTECTION, ASYLUM = range(4)
Stay = Annotated[int, choice("unlimited", "limited", "temporary_protection", "asylum")]
NOT_LEFT_OUT, PART_TIME_WORKER, COMPANY_SUPPLEMENT, FRONTIER_SUPPLEMENT = range(4)
LeftOutAs = Annotated[int, choice("none", "part_time_worker", "company_supplement", "frontier_supplement")]


class PensionAge(NamedTuple):
    """The legal pension age lies between these two, by birth and by year."""

    least: int
    most: int


@rule(ART_79, clock="on_day")
def access_age(birth_date: Day, on_day: Day, access_birthday: LeapBirthday) -> Number:
    """Age on the day"""
    return age_on(birth_date, on_day, access_birthday)


@rule(ART_79, clock="on_day")
def access_reached_45(access_age: Number, access_older_age: Number) -> YesNo:
    """The age from which shorter times are asked, its birthday included"""
    return access_age >= access_older_age


@rule(ACT_ART_8, clock="on_day")
def access_below_pension_age(access_age: Number, pension_age: PensionAge) -> Maybe[YesNo]:
    """Below the legal pension age; between its two ends it is not known"""
    if access_age < pension_age.least:
        return True
    return False if access_age >= pension_age.most else UNKNOWN  # type: ignore[return-value]


@access_below_pension_age.in_doubt
def below_pension_age_in_doubt(access_age: Number, pension_age: PensionAge, favourable: YesNo) -> YesNo:
    return access_age < (pension_age.most if favourable else pension_age.least)


@rule(ART_79, clock="on_day")
def access_current_allowance(
    access_allowance: Maybe[Allowance], access_benefit_ends_on: Maybe[Day], on_day: Day
) -> Maybe[Allowance]:
    """The allowance of the day: none from the first day without it"""
    if access_allowance == NO_ALLOWANCE or on_day >= access_benefit_ends_on != UNKNOWN:
        return NO_ALLOWANCE
    return UNKNOWN if access_benefit_ends_on == UNKNOWN else access_allowance


@rule(ART_79, clock="on_day")
def access_on_benefit(access_current_allowance: Allowance) -> YesNo:
    """On unemployment or insertion allowance"""
    return access_current_allowance == UNEMPLOYMENT or access_current_allowance == INSERTION


@rule(ART_79, clock="on_day")
def access_on_unemployment_allowance(access_current_allowance: Allowance) -> YesNo:
    """On unemployment allowance: the insertion allowance does not open the short time"""
    return access_current_allowance == UNEMPLOYMENT


@rule(ART_79, clock="on_day")
def access_on_insertion_allowance(access_current_allowance: Allowance) -> YesNo:
    """On insertion allowance (once called waiting allowance)"""
    return access_current_allowance == INSERTION


@rule(ACT_ART_8, clock="on_day")
def access_on_any_allowance(access_current_allowance: Allowance) -> YesNo:
    """On unemployment, insertion or safeguard allowance"""
    return access_current_allowance != NO_ALLOWANCE


@rule("AGRBC 21/02/2026 (AR 25/11/1991, art. 79)", clock="on_day")
def access_without_benefit(access_current_allowance: Allowance) -> YesNo:
    """On neither unemployment nor insertion allowance"""
    return access_current_allowance != UNEMPLOYMENT and access_current_allowance != INSERTION


@rule(ART_79, clock="on_day")
def access_not_left_out(access_left_out_as: LeftOutAs) -> YesNo:
    """Not a part-time worker, nor on a company or frontier supplement"""
    return access_left_out_as == NOT_LEFT_OUT


@rule(ART_79, clock="on_day")
def access_past_first_period(
    access_in_first_period: Maybe[YesNo], access_age: Maybe[Number], access_older_age: Number
) -> Maybe[YesNo]:
    """Past the first benefit period of art. 114 § 1, which keeps out who is younger than 45"""
    if access_in_first_period == 0 or access_age >= access_older_age:
        return True
    if access_in_first_period == UNKNOWN or access_age == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    return False


@rule(ART_79, clock="on_day")
def access_is_registered(
    access_registered_jobseeker: Maybe[YesNo], access_months_registered: Maybe[Number]
) -> Maybe[YesNo]:
    """Registered as an unoccupied job seeker; who has been for months is"""
    if access_registered_jobseeker != UNKNOWN or access_months_registered <= 0:
        return access_registered_jobseeker
    return True


@word
def months_reached(months: int, needed: int) -> int:
    """Enough months, unknown where they are."""
    return UNKNOWN if months == UNKNOWN else 1 if months >= needed else 0


@word
def months_by_age(months: int, age: int, older_age: int, needed: int, needed_if_older: int) -> int:
    """Enough months, of which fewer are asked from an age on; three-valued."""
    if months == UNKNOWN:
        return UNKNOWN
    if months >= needed or months < needed_if_older:
        return 1 if months >= needed else 0
    return UNKNOWN if age == UNKNOWN else 1 if age >= older_age else 0
