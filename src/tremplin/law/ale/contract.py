"""The ALE contract: who signs it, what it must have, how it ends, and what its hours are for job search."""

from typing import Annotated

from tremplin.engine.kinds import NONE, UNKNOWN, Day, Hundredths, Kind, Maybe, Number, YesNo, choice
from tremplin.engine.rules import all_of, rule
from tremplin.engine.words import word

LAW_1999 = "loi 07/04/1999"
MODEL = "loi 07/04/1999, art. 3-6; AR 13/06/1999 (numac 1999012495), annexe"
NOTICE = "loi 07/04/1999, art. 20-21"
JOB_SEARCH = "arrêté-loi 28/12/1944, art. 8ter, § 2"

AGENCY_AND_WORKER, ORGANISER_USER_AND_WORKER = range(2)
Signatories = Annotated[int, choice("agency_and_worker", "organiser_user_and_worker")]
WORKER, AGENCY, ORGANISER, USER = 1, 2, 4, 8
Parties = Annotated[int, Kind("choices", 1, ("worker", "agency", "organiser", "user"))]
SUSPENDED_BY = ("holidays", "public_holidays", "family_events", "illness", "accident")
ALL_GROUNDS = 2 ** len(SUSPENDED_BY) - 1
Grounds = Annotated[int, Kind("choices", 1, SUSPENDED_BY)]
ELEMENTS = (
    "written_form",
    "royal_model",
    "agency_signature",
    "worker_signature",
    "signature_before_work",
    "no_end_date",
)
Elements = Annotated[int, Kind("choices", 1, ELEMENTS)]
FOR_ALL, INCAPACITY_ONLY, TWO_LEVELS, MAXI_ONLY = range(4)
ExemptionRule = Annotated[int, choice("for_all", "incapacity_only", "two_levels", "maxi_only")]
FULL, MINI, MAXI = range(3)
Exemption = Annotated[int, choice("full", "mini", "maxi")]
HOME, HOST = range(2)
Agency = Annotated[int, choice("home", "host")]


@rule(LAW_1999, clock="on_day")
def ale_contract_parties(ale_contract_signatories: Signatories) -> Parties:
    """Who signs: the ALE, which is the employer, and the worker; the user in Flanders only"""
    if ale_contract_signatories == AGENCY_AND_WORKER:
        return WORKER | AGENCY
    return WORKER | ORGANISER | USER


@rule("loi 07/04/1999, art. 16-19", clock="on_day")
def ale_contract_suspended_by(ale_contract_law_holds: YesNo) -> Grounds:
    """What suspends the contract"""
    return ALL_GROUNDS if ale_contract_law_holds else 0


@word
def lack(has: int, place: int) -> int:
    """The bit of an element that lacks."""
    return 0 if has else 1 << place


@rule(MODEL, clock="on_day")
def ale_contract_lacks(
    ale_contract_law_holds: YesNo,
    ale_contract_written: YesNo,
    ale_contract_model: YesNo,
    ale_contract_agency_signed: YesNo,
    ale_contract_worker_signed: YesNo,
    ale_contract_signed_before_work: YesNo,
    ale_contract_open_ended: YesNo,
) -> Elements:
    """What the contract lacks of what it must have"""
    if not ale_contract_law_holds:
        return 0
    form = lack(ale_contract_written, 0) + lack(ale_contract_model, 1) + lack(ale_contract_open_ended, 5)
    signed = lack(ale_contract_agency_signed, 2) + lack(ale_contract_worker_signed, 3)
    return form + signed + lack(ale_contract_signed_before_work, 4)


@rule(MODEL, clock="on_day")
def ale_contract_complete(
    ale_contract_law_holds: YesNo,
    ale_contract_written: Maybe[YesNo],
    ale_contract_model: Maybe[YesNo],
    ale_contract_agency_signed: Maybe[YesNo],
    ale_contract_worker_signed: Maybe[YesNo],
    ale_contract_signed_before_work: Maybe[YesNo],
    ale_contract_open_ended: Maybe[YesNo],
) -> Maybe[YesNo]:
    """Has all it must have"""
    form = ale_contract_written and ale_contract_model and ale_contract_open_ended
    signed = ale_contract_agency_signed and ale_contract_worker_signed and ale_contract_signed_before_work
    if not form or not signed:
        return not ale_contract_law_holds
    form = min(ale_contract_written, ale_contract_model, ale_contract_open_ended)
    signed = min(ale_contract_agency_signed, ale_contract_worker_signed, ale_contract_signed_before_work)
    return min(form, signed)


@rule(NOTICE, clock="notified_on")
def ale_notice_first_day(notified_on: Day, ale_notice_starts_after: Number) -> Day:
    """First day of notice: the day after it was notified"""
    return notified_on + ale_notice_starts_after


@rule(NOTICE, clock="notified_on")
def ale_notice_last_day(ale_notice_first_day: Day, ale_notice_days: Number) -> Day:
    """Last day of notice, and of the contract"""
    return ale_notice_first_day + ale_notice_days - 1


@rule(JOB_SEARCH, clock="on_day")
def ale_search_may_count(ale_search_least_hours: Hundredths) -> YesNo:
    """ALE hours may count as job search"""
    return ale_search_least_hours != NONE


@rule(JOB_SEARCH, clock="on_day")
def ale_search_planned(ale_search_in_plan: YesNo, ale_search_may_count: YesNo) -> YesNo:
    """The ALE work is in the action plan"""
    return ale_search_in_plan and ale_search_may_count


@rule(JOB_SEARCH, clock="on_day")
def ale_search_enough_hours(ale_search_hours: Hundredths, ale_search_least_hours: Hundredths) -> YesNo:
    """Enough ALE hours in the month"""
    return ale_search_hours >= ale_search_least_hours


@ale_search_enough_hours.short
def ale_search_hours_short(ale_search_hours: Hundredths, ale_search_least_hours: Hundredths) -> Hundredths:
    return ale_search_least_hours - ale_search_hours


ale_search_counts = all_of(
    "ale_search_counts", JOB_SEARCH, ale_search_may_count, ale_search_planned, ale_search_enough_hours
)


@rule("AR 25/11/1991, art. 79, § 4bis", clock="on_day")
def ale_search_exemption(
    ale_search_six_months_hours: Hundredths,
    ale_search_incapacity: Maybe[YesNo],
    ale_search_exemption_hours: Hundredths,
    ale_search_exemption_rule: ExemptionRule,
) -> Maybe[Exemption]:
    """Which exemption from job search many ALE hours bring"""
    if ale_search_six_months_hours < ale_search_exemption_hours:
        return NONE
    if ale_search_exemption_rule == FOR_ALL:
        return FULL
    if ale_search_incapacity == UNKNOWN:
        return UNKNOWN
    if ale_search_exemption_rule == INCAPACITY_ONLY:
        return FULL if ale_search_incapacity else NONE
    if ale_search_incapacity:
        return MAXI
    return MINI if ale_search_exemption_rule == TWO_LEVELS else NONE


@rule(LAW_1999, clock="agency_on")
def ale_agency_signs(
    ale_agency_at_home: Maybe[YesNo],
    ale_agency_work_in_host_area: Maybe[YesNo],
    ale_home_agency_signs: YesNo,
    ale_host_agency_signs: Maybe[YesNo],
) -> Maybe[Agency]:
    """The agency that signs: that of the commune of residence; without one, that of the place of the work"""
    if ale_agency_at_home == 1 and ale_home_agency_signs:
        return HOME
    if ale_agency_at_home == UNKNOWN or ale_agency_work_in_host_area == UNKNOWN or ale_host_agency_signs == UNKNOWN:
        return UNKNOWN
    return HOST if ale_agency_work_in_host_area and ale_host_agency_signs else NONE


@rule("loi 07/04/1999, art. 2", clock="agency_on")
def ale_agency_employer(ale_agency_signs: Agency) -> Agency:
    """The employer: the agency that signs"""
    return ale_agency_signs
