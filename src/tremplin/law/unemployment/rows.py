"""What one declared row is: its effect, its regime and what it is worth (AR 25/11/1991, art. 37–38; AM art. 7).

A row is one DmfA service line: days or hours of one service code of one occupation, inside one quarter.
"""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import (
    CONFIRMED,
    INFERRED,
    UNKNOWN,
    UNSET,
    Day,
    Hundredths,
    Ints,
    Maybe,
    Number,
    Status,
    YesNo,
    choice,
)
from tremplin.engine.rules import rule
from tremplin.engine.words import days_of_week, place_of, round_up

ART_37_38 = "AR 25/11/1991, art. 37-38"
AM_7 = "AM 26/11/1991, art. 7"

NOTHING, ABSENCE, EXTENDS, ASSIMILATED, WORK = range(5)
Effect = Annotated[int, choice("nothing", "absence", "extends", "assimilated", "work")]
"""From the least to the most favourable to the worker: a doubt lies between two of them."""
DECLARATION, CERTIFICATE = range(2)
Proof = Annotated[int, choice("declaration", "certificate")]
NO_GROUND, INCAPACITY, OUTSIDE_SCHEME, CAREER_BREAK, DETENTION = range(5)
Ground = Annotated[int, choice("none", "incapacity", "outside_scheme", "career_break", "detention")]


class ServiceCodes(NamedTuple):
    """What each service code is worth: between `least` and `most`, or `unpaid` where no benefit was paid behind it."""

    code: Ints
    least: Ints
    most: Ints
    needs_benefit: Ints
    unpaid: Ints
    since: Ints
    sure: Ints


class Conversion(NamedTuple):
    """The six-day week: its days, the days of a full quarter, and what stands for an unknown regime."""

    week: int
    quarter: int
    unknown_days_per_week: int
    unknown_full_time_hours: int


@rule(AM_7, clock="claim_date", each="work")
def full_time(
    weekly_hours: Maybe[Hundredths], full_time_weekly_hours: Maybe[Hundredths], conversion: Conversion
) -> Maybe[YesNo]:
    """Q at least S; without Q nobody can tell"""
    if weekly_hours == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    if full_time_weekly_hours == UNKNOWN:
        return weekly_hours >= conversion.unknown_full_time_hours
    return weekly_hours >= full_time_weekly_hours


@full_time.in_doubt
def full_time_in_doubt(favourable: YesNo) -> YesNo:
    return favourable


@rule("circ. 27/02/2007, § 1", clock="claim_date", each="work")
def proof_accepted(proof: Proof) -> YesNo:
    """Before 1 July 2006 the office looked at certificates"""
    return proof == DECLARATION or proof == CERTIFICATE


@proof_accepted.since("2006-07-01", "circ. 27/02/2007, § 1")
def proof_accepted_2006(proof: Proof, first_day: Maybe[Day], declarations_since: Day) -> Maybe[YesNo]:
    """From then on at declarations; a certificate proves what is older than them"""
    if proof == DECLARATION:
        return True
    if first_day == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    return first_day < declarations_since


@proof_accepted.status
def proof_status(proof: Proof) -> Status:
    return INFERRED if proof == CERTIFICATE else CONFIRMED


@rule(ART_37_38, clock="claim_date", each="work")
def effect(
    service_code: Maybe[Number],
    benefit_paid: Maybe[YesNo],
    termination: YesNo,
    extension_ground: Ground,
    proof_accepted: YesNo,
    service_codes: ServiceCodes,
) -> Maybe[Effect]:
    """Work, counted like work, unpaid absence, extension of the period, or nothing"""
    if extension_ground != NO_GROUND:
        return EXTENDS
    if not proof_accepted:
        return NOTHING
    place = -1 if service_code == UNKNOWN else place_of(service_codes.code, service_code)
    if place < 0 or termination:
        return UNKNOWN
    least, most = service_codes.least[place], service_codes.most[place]
    if service_codes.needs_benefit[place]:
        if benefit_paid == UNKNOWN:
            return UNKNOWN
        if not benefit_paid:
            return service_codes.unpaid[place]
    return least if least == most else UNKNOWN


@effect.in_doubt
def effect_in_doubt(
    service_code: Maybe[Number],
    benefit_paid: Maybe[YesNo],
    termination: YesNo,
    service_codes: ServiceCodes,
    favourable: YesNo,
) -> Effect:
    """Of a code that is not known to count, or to be paid: the least and the most it can be"""
    place = -1 if service_code == UNKNOWN else place_of(service_codes.code, service_code)
    if place < 0:
        return WORK if favourable else NOTHING
    if favourable:
        return service_codes.most[place]
    if termination:
        return NOTHING
    if service_codes.needs_benefit[place] and benefit_paid == UNKNOWN:
        return min(service_codes.unpaid[place], service_codes.least[place])
    return service_codes.least[place]


@effect.status
def effect_status(service_code: Maybe[Number], first_day: Day, service_codes: ServiceCodes) -> Status:
    """A day older than the list that is applied to it: no saving clause was found (texts.md § 1.5)"""
    place = place_of(service_codes.code, service_code)
    if place < 0:
        return UNSET if service_code != UNKNOWN else CONFIRMED
    return max(service_codes.sure[place], INFERRED if first_day < service_codes.since[place] else CONFIRMED)


@rule(AM_7, clock="claim_date", each="work")
def regime(days_per_week: Maybe[Hundredths], conversion: Conversion) -> Hundredths:
    """Days a week (R)"""
    return conversion.unknown_days_per_week if days_per_week == UNKNOWN else days_per_week


@rule(AM_7, clock="claim_date", each="work")
def divisor(
    full_time: YesNo,
    proof: Proof,
    regime: Hundredths,
    full_time_weekly_hours: Maybe[Hundredths],
    conversion: Conversion,
) -> Hundredths:
    """R or S: the row's amount × 6 / this makes days of the six-day week"""
    hours = conversion.unknown_full_time_hours if full_time_weekly_hours == UNKNOWN else full_time_weekly_hours
    if proof == CERTIFICATE:
        return 100 * conversion.week if full_time else 7 * hours
    if not full_time:
        return hours
    return regime


@rule(AM_7, clock="claim_date", each="work")
def amount(
    effect: Effect,
    full_time: YesNo,
    proof: Proof,
    first_day: Day,
    end_day: Day,
    weekly_hours: Maybe[Hundredths],
    days: Maybe[Hundredths],
    hours: Maybe[Hundredths],
) -> Maybe[Hundredths]:
    """Declared days of full-time work, declared hours of other work; of a certificate, its calendar"""
    if effect == NOTHING or effect == EXTENDS:
        return 0
    if proof == CERTIFICATE:
        return 100 * days_of_week(first_day, end_day, 6) if full_time else (end_day - first_day) * weekly_hours
    return days if full_time else hours


@amount.in_doubt
def amount_in_doubt(
    full_time: YesNo,
    first_day: Day,
    end_day: Day,
    divisor: Hundredths,
    weekly_hours: Maybe[Hundredths],
    favourable: YesNo,
) -> Hundredths:
    """A count that is missing: nothing, or every day that the regime allows between the row's dates"""
    if not favourable:
        return 0
    if full_time:
        return 100 * days_of_week(first_day, end_day, min(7, max(5, round_up(divisor, 100))))
    return (end_day - first_day) * (divisor if weekly_hours == UNKNOWN else min(divisor, weekly_hours)) // 7
