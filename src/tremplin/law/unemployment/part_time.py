"""Admission as a voluntary part-timer: half-days (AR 25/11/1991, art. 33; AM 26/11/1991, art. 8)."""

from tremplin.engine.kinds import UNKNOWN, Day, Hundredths, Ints, Maybe, Number, YesNo
from tremplin.engine.rules import all_of, rule
from tremplin.engine.words import months_after, zeros
from tremplin.law.unemployment.admission import WorkHistory, reached, reached_at_best
from tremplin.law.unemployment.rows import NO_GROUND, Conversion
from tremplin.law.unemployment.runs import HalfDayLimit, Method, Runs, job_from, whole_half_days

ART_33 = "AR 25/11/1991, art. 33"


@rule(ART_33, clock="claim_date")
def half_days_start(
    reference_end: Day,
    age_band: Number,
    work_history: WorkHistory,
    part_time_extra_months: Number,
    extension: Number,
    counted_from: Day,
) -> Day:
    """First day of the reference period of a voluntary part-timer"""
    basic = months_after(reference_end, -work_history.months[age_band] - part_time_extra_months)
    return max(basic - extension, counted_from)


@rule("AM 26/11/1991, art. 8", clock="claim_date", gathers="work")
def half_days(
    half_days_start: Day, reference_end: Day, runs: Runs, method: Method, half_day_limit: HalfDayLimit
) -> Number:
    """Half-days of the reference period, rounded up once"""
    return whole_half_days(half_days_start, reference_end, runs, method, half_day_limit)


@rule(ART_33, clock="claim_date")
def missing_half_days(half_days: Number, required_days: Number) -> Number:
    """Half-days still to prove"""
    return max(0, required_days - half_days)


@rule(ART_33, clock="claim_date")
def enough_half_days(
    half_days: Number, required_days: Number, half_days_start: Day, reference_end: Day, work_known_since: Maybe[Day]
) -> Maybe[YesNo]:
    """As many half-days as the days of article 30"""
    return reached(half_days, required_days, half_days_start, reference_end, work_known_since)  # type: ignore[return-value]


@enough_half_days.in_doubt
def enough_half_days_in_doubt(
    half_days: Number,
    required_days: Number,
    half_days_start: Day,
    reference_end: Day,
    work_known_since: Maybe[Day],
    favourable: YesNo,
) -> YesNo:
    at_best = reached_at_best(half_days, required_days, half_days_start, reference_end, work_known_since)
    return at_best if favourable else half_days >= required_days


@enough_half_days.short
def half_days_short(half_days: Number, required_days: Number) -> Number:
    return required_days - half_days


@rule(ART_33, clock="claim_date", gathers="work")
def hours_of_last_job(
    claim_date: Day,
    first_day: Ints,
    end_day: Ints,
    employer: Maybe[Ints],
    weekly_hours: Maybe[Ints],
    regime: Ints,
    extension_ground: Ints,
    termination: Ints,
    least_days_of_job: Number,
    most_months_of_job: Number,
) -> Maybe[Hundredths]:
    """Mean weekly hours over the last job of at least four weeks, its last months alone; 0 without such a job"""
    whole = zeros(len(first_day))
    for row in range(len(first_day)):
        whole[row] = 1 if extension_ground[row] == NO_GROUND and not termination[row] else row + 2
    last, begins = -1, claim_date
    for row in range(len(first_day)):
        if whole[row] == 1 and first_day[row] < claim_date and (last < 0 or end_day[row] > end_day[last]):
            until = min(end_day[row], claim_date)
            start = job_from(row, first_day, end_day, employer, whole, regime, until, 31 * most_months_of_job)
            if until - start >= least_days_of_job:
                last, begins = row, start
    if last < 0:
        return 0
    begins = max(begins, months_after(min(end_day[last], claim_date), -most_months_of_job))
    hours, days = 0, 0
    for row in range(len(first_day)):
        if whole[row] == 1 and employer[row] == employer[last]:
            inside = min(end_day[row], claim_date) - max(first_day[row], begins)
            if inside > 0:
                if weekly_hours[row] == UNKNOWN:
                    return UNKNOWN
                hours += weekly_hours[row] * inside
                days += inside
    return hours // max(1, days)


@rule(ART_33, clock="claim_date")
def enough_hours(
    hours_of_last_job: Hundredths,
    least_part_time_hours: Hundredths,
    least_part_time_share: Number,
    conversion: Conversion,
) -> YesNo:
    """At least 12 hours a week on average, or a third of full-time work"""
    share = hours_of_last_job * least_part_time_share
    return hours_of_last_job >= least_part_time_hours or share >= conversion.unknown_full_time_hours


admissible_part_time = all_of("admissible_part_time", ART_33, enough_half_days, enough_hours)
