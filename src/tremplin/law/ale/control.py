"""What the rules hold for the worker: offers, hours against the rules, the automatic registration, accidents."""

from typing import Annotated, NamedTuple

from tremplin.engine.facts import Case
from tremplin.engine.kinds import NONE, UNKNOWN, Day, Hundredths, Maybe, Money, Number, YesNo, choice
from tremplin.engine.rules import any_of, rule
from tremplin.engine.words import days_of_week, month_of, month_start
from tremplin.law.ale.cheque_checks import Fault, in_order

SUITABLE = "AM 26/11/1991, art. 32bis"
FAULTS = "AR 25/11/1991, art. 79, § 7-8"
REGISTRATION = "AR 25/11/1991, art. 79; AM 26/11/1991, art. 54"
ACCIDENT = "AR 25/11/1991, art. 79; Erlass 22/12/2022"

SIX_DAYS = 6
HANDED_BACK, INVALIDATED = range(2)
Overrun = Annotated[int, choice("cheques_handed_back", "hours_invalidated")]
ALE_WORK, NOT_ALE = range(2)
BadFaith = Annotated[int, choice("ale_work", "not_ale_work")]
COUNTED, CHEQUES_BACK, HOURS_INVALID, NOT_ALE_WORK = range(4)
Hours = Annotated[int, choice("counted", "cheques_handed_back", "hours_invalidated", "not_ale_work")]
NO_PROGRAMME, ENDED_PROGRAMME, RUNNING_PROGRAMME = range(3)
Programme = Annotated[int, choice("none_since", "ended", "running")]
COUNT, DO_NOT_COUNT = range(2)
ProgrammeMonths = Annotated[int, choice("count", "do_not_count")]
REGISTERED, SUSPENDED, ENDED = range(3)
Standing = Annotated[int, choice("registered", "suspended", "ended")]
InProgramme = Annotated[int, choice("registered", "suspended")]
Insurer = Annotated[int, choice("onem", "forem", "actiris", "vdab")]


class UnsuitableOffer(NamedTuple):
    """The hours of the day that an offer must keep to, and which other grounds make it unsuitable."""

    day_begins: int
    day_ends: int
    free_days: int
    unpaid_travel: int
    inability: int
    faulty_user: int


@rule(SUITABLE, clock="on_day")
def ale_offer_outside_day(
    ale_offer_starts: Maybe[Hundredths], ale_offer_ends: Maybe[Hundredths], ale_unsuitable_offer: UnsuitableOffer
) -> Maybe[YesNo]:
    """Some of the work lies in the evening, at night or early in the morning"""
    begins, ends = ale_unsuitable_offer.day_begins, ale_unsuitable_offer.day_ends
    if ale_offer_starts != UNKNOWN and (ale_offer_starts < begins or ale_offer_starts >= ends):
        return True
    if ale_offer_ends != UNKNOWN and (ale_offer_ends > ends or ale_offer_ends <= begins):
        return True
    if ale_offer_starts == UNKNOWN or ale_offer_ends == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    return ale_offer_ends <= ale_offer_starts


@rule(SUITABLE, clock="on_day")
def ale_offer_on_free_day(ale_offer_free_day: YesNo, ale_unsuitable_offer: UnsuitableOffer) -> YesNo:
    """On a week-end or a public holiday"""
    return ale_offer_free_day == 1 and ale_unsuitable_offer.free_days == 1


@rule(SUITABLE, clock="on_day")
def ale_offer_travel_unpaid(
    ale_offer_at_home: Maybe[YesNo], ale_offer_travel_refunded: Maybe[YesNo], ale_unsuitable_offer: UnsuitableOffer
) -> Maybe[YesNo]:
    """Outside the commune of residence, without refunded travel"""
    if ale_offer_at_home == 1 or ale_offer_travel_refunded == 1:
        return False
    if ale_offer_at_home == UNKNOWN or ale_offer_travel_refunded == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    return ale_unsuitable_offer.unpaid_travel == 1


@rule(SUITABLE, clock="on_day")
def ale_offer_beyond_ability(ale_offer_able: YesNo, ale_unsuitable_offer: UnsuitableOffer) -> YesNo:
    """Without the ability or the training that it needs"""
    return ale_offer_able == 0 and ale_unsuitable_offer.inability == 1


@rule(SUITABLE, clock="on_day")
def ale_offer_of_faulty_user(ale_offer_user_breaks_rules: YesNo, ale_unsuitable_offer: UnsuitableOffer) -> YesNo:
    """For a user who keeps breaking the rules"""
    return ale_offer_user_breaks_rules == 1 and ale_unsuitable_offer.faulty_user == 1


ale_offer_unsuitable = any_of(
    "ale_offer_unsuitable",
    SUITABLE,
    ale_offer_outside_day,
    ale_offer_on_free_day,
    ale_offer_travel_unpaid,
    ale_offer_beyond_ability,
    ale_offer_of_faulty_user,
)


@rule(FAULTS, clock="on_day")
def ale_irregular_hours(
    ale_meets_conditions: Maybe[YesNo],
    ale_over_limits: Maybe[YesNo],
    ale_bad_faith: Maybe[YesNo],
    ale_bad_faith_hours: Maybe[BadFaith],
    hours_beyond: Maybe[Overrun],
) -> Maybe[Hours]:
    """What becomes of hours: bad faith first, then the conditions and the limits"""
    if ale_bad_faith == UNKNOWN or (ale_bad_faith == 1 and ale_bad_faith_hours == UNKNOWN):
        return UNKNOWN
    if ale_bad_faith == 1 and ale_bad_faith_hours == NOT_ALE:
        return NOT_ALE_WORK
    if ale_meets_conditions == 0 or ale_over_limits == 1:
        if hours_beyond == UNKNOWN:
            return UNKNOWN
        return CHEQUES_BACK if hours_beyond == HANDED_BACK else HOURS_INVALID
    return UNKNOWN if ale_meets_conditions == UNKNOWN or ale_over_limits == UNKNOWN else COUNTED


@rule("AR 25/11/1991, art. 79, § 8", clock="on_day")
def ale_cheques_entitle(
    ale_irregular_hours: Maybe[Hours], ale_irregular_cheques: Maybe[Number], ale_cheque_entitlement: Maybe[Money]
) -> Maybe[Money]:
    """What the cheques entitle who is on benefit to; a cheque that is not valid, to nothing"""
    if ale_irregular_cheques == 0:
        return 0
    if ale_irregular_hours != COUNTED:
        return UNKNOWN if ale_irregular_hours == UNKNOWN else 0
    if ale_irregular_cheques == UNKNOWN or ale_cheque_entitlement == UNKNOWN:
        return UNKNOWN
    return ale_irregular_cheques * ale_cheque_entitlement


@rule("AR 25/11/1991, art. 79, § 8", clock="on_day")
def ale_cheques_cut(
    ale_irregular_hours: Maybe[Hours], ale_irregular_cheques: Maybe[Number], ale_cheque_benefit_cut: Maybe[Money]
) -> Maybe[Money]:
    """What the cheques take off the benefit; a cheque that is not valid, nothing"""
    if ale_irregular_cheques == 0:
        return 0
    if ale_irregular_hours != COUNTED:
        return UNKNOWN if ale_irregular_hours == UNKNOWN else 0
    if ale_irregular_cheques == UNKNOWN or ale_cheque_benefit_cut == UNKNOWN:
        return UNKNOWN
    return ale_irregular_cheques * ale_cheque_benefit_cut


@rule(REGISTRATION, clock="on_day")
def ale_registered_at_least(ale_benefit_ended: Day, ale_registration_months: Number) -> Maybe[Day]:
    """Last day of the full calendar months without benefit; none where nobody is registered automatically"""
    if ale_registration_months == NONE:
        return NONE
    return month_start(month_of(ale_benefit_ended) + ale_registration_months + 1) - 1


@rule(REGISTRATION, clock="on_day")
def ale_registered_until(
    ale_registered_at_least: Day,
    ale_programme: Programme,
    ale_programme_months: Maybe[Number],
    ale_months_in_programme: Maybe[ProgrammeMonths],
) -> Maybe[Day]:
    """Last day of the automatic registration"""
    if ale_registered_at_least == NONE or ale_programme == NO_PROGRAMME or ale_months_in_programme == COUNT:
        return ale_registered_at_least
    if ale_programme_months == 0:
        return ale_registered_at_least
    if ale_programme_months == UNKNOWN or ale_months_in_programme == UNKNOWN:
        return UNKNOWN
    return month_start(month_of(ale_registered_at_least) + ale_programme_months + 1) - 1


@ale_registered_until.in_doubt
def ale_registered_in_doubt(ale_registered_at_least: Day, ale_programme_months: Number, favourable: YesNo) -> Day:
    months = ale_programme_months if favourable else 0
    return month_start(month_of(ale_registered_at_least) + months + 1) - 1


@rule(REGISTRATION, clock="on_day")
def ale_registration_standing(
    on_day: Day,
    ale_registered_at_least: Day,
    ale_registered_until: Maybe[Day],
    ale_programme: Maybe[Programme],
    ale_registration_in_programme: Maybe[InProgramme],
) -> Maybe[Standing]:
    """How the automatic registration stands on that day"""
    if ale_registered_at_least == NONE:
        return NONE
    if ale_registered_until != UNKNOWN and on_day > ale_registered_until:
        return ENDED
    if on_day > ale_registered_at_least and ale_registered_until == UNKNOWN:
        return UNKNOWN
    if ale_programme == UNKNOWN:
        return UNKNOWN
    return ale_registration_in_programme if ale_programme == RUNNING_PROGRAMME else REGISTERED


@rule(ACCIDENT, clock="ale_incapacity_first")
def ale_incapacity_days(ale_incapacity_first: Day, ale_incapacity_last: Day) -> Number:
    """Days of temporary incapacity, Sundays left out"""
    return days_of_week(ale_incapacity_first, ale_incapacity_last + 1, SIX_DAYS)


@rule(ACCIDENT, clock="ale_incapacity_first")
def ale_insurer_pays(ale_incapacity_days: Number, ale_incapacity_day_pay: Maybe[Money]) -> Maybe[Money]:
    """What the insurer pays the worker"""
    if ale_incapacity_days == 0:
        return 0
    return UNKNOWN if ale_incapacity_day_pay == UNKNOWN else ale_incapacity_days * ale_incapacity_day_pay


@rule(ACCIDENT, clock="ale_incapacity_first")
def ale_accident_benefit(ale_benefit_goes_on: YesNo) -> YesNo:
    """The benefit goes on during the incapacity"""
    return ale_benefit_goes_on


@rule(ACCIDENT, clock="ale_incapacity_first")
def ale_insured_by(ale_insurance_taker: Insurer) -> Insurer:
    """Who takes the insurance: accidents at work, on the way, and civil liability"""
    return ale_insurance_taker


def incapacity_in_order(case: Case, fault: Fault) -> None:
    """An incapacity begins before it ends."""
    in_order(case, fault, ("ale_incapacity_first", "first_day"), ("ale_incapacity_last", "last_day"))
