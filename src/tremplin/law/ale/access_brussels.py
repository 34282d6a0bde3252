"""What Brussels adds in 2026 and 2027: job seekers without benefit, and ALE workers who lost it."""

from tremplin.engine.kinds import INFERRED, NONE, UNKNOWN, Day, Maybe, Number, Status, YesNo
from tremplin.engine.rules import all_of, rule
from tremplin.engine.words import months_after
from tremplin.law.ale.access_person import (
    ACTIRIS,
    EmploymentService,
    access_is_registered,
    access_without_benefit,
    months_by_age,
)

AGRBC = "AGRBC 21/02/2026 (AR 25/11/1991, art. 79)"


@rule(AGRBC, clock="on_day")
def brussels_access(on_day: Day, brussels_access_until: Day) -> YesNo:
    """The access of Brussels for job seekers without benefit"""
    return brussels_access_until != NONE and on_day <= brussels_access_until


@rule(AGRBC, clock="on_day")
def access_at_actiris(access_employment_service: EmploymentService) -> YesNo:
    """Job seeker at Actiris"""
    return access_employment_service == ACTIRIS


@rule(AGRBC, clock="on_day")
def access_actiris_registered(
    access_months_registered: Maybe[Number],
    access_age: Maybe[Number],
    access_older_age: Number,
    access_actiris_months: Number,
    access_actiris_older_months: Number,
) -> Maybe[YesNo]:
    """Registered long enough at Actiris for the age"""
    return months_by_age(  # type: ignore[return-value]
        access_months_registered, access_age, access_older_age, access_actiris_months, access_actiris_older_months
    )


@access_actiris_registered.short
def actiris_registered_short(
    access_months_registered: Number,
    access_age: Number,
    access_older_age: Number,
    access_actiris_months: Number,
    access_actiris_older_months: Number,
) -> Number:
    needed = access_actiris_older_months if access_age >= access_older_age else access_actiris_months
    return needed - access_months_registered


@rule(AGRBC, clock="on_day")
def brussels_continues(on_day: Day, brussels_continues_until: Day) -> YesNo:
    """The time in which ALE workers of Brussels who lost benefit may go on"""
    return brussels_continues_until != NONE and on_day <= brussels_continues_until


@rule(AGRBC, clock="on_day")
def access_was_at_work(
    access_at_work_then: Maybe[YesNo],
    access_months_since_activity: Maybe[Number],
    on_day: Day,
    brussels_continues_from: Day,
) -> Maybe[YesNo]:
    """Was doing ALE work when the text entered into force: whose last activity lies before it was not"""
    if access_at_work_then == 0:
        return False
    if access_months_since_activity == UNKNOWN:
        return UNKNOWN  # type: ignore[return-value]
    if months_after(on_day, -access_months_since_activity) < brussels_continues_from:
        return False
    return UNKNOWN if access_at_work_then == UNKNOWN else True  # type: ignore[return-value]


@access_was_at_work.status
def was_at_work_status() -> Status:
    """Read from the months since the last activity"""
    return INFERRED


route_brussels_2026 = all_of(
    "route_brussels_2026",
    AGRBC,
    brussels_access,
    access_without_benefit,
    access_at_actiris,
    access_is_registered,
    access_actiris_registered,
)
route_brussels_continuation = all_of(
    "route_brussels_continuation", AGRBC, brussels_continues, access_without_benefit, access_was_at_work
)
