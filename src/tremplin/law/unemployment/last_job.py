"""The last job, which makes the claimant a full-time worker (AR 25/11/1991, art. 28-29), and the answer."""

from tremplin.engine.kinds import Day, Ints, Maybe, Number, YesNo
from tremplin.engine.rules import all_of, rule
from tremplin.engine.words import zeros
from tremplin.law.unemployment.admission import ART_30
from tremplin.law.unemployment.routes import enough_days
from tremplin.law.unemployment.rows import NO_GROUND
from tremplin.law.unemployment.runs import ALWAYS, job_from


@rule("AR 25/11/1991, art. 28-29", clock="claim_date", gathers="work")
def last_job_full_time(
    claim_date: Day,
    first_day: Ints,
    end_day: Ints,
    employer: Maybe[Ints],
    full_time: Maybe[Ints],
    regime: Ints,
    extension_ground: Ints,
    termination: Ints,
    least_days_of_job: Number,
    short_jobs: Maybe[YesNo],
) -> Maybe[YesNo]:
    """The last job of at least four weeks with one employer is full-time"""
    passed = zeros(len(first_day))
    for row in range(len(first_day)):
        if extension_ground[row] != NO_GROUND or termination[row] or first_day[row] >= claim_date:
            passed[row] = 1
    while True:
        last = -1
        for row in range(len(first_day)):
            if passed[row] == 0:
                end = min(end_day[row], claim_date)
                latest = min(end_day[last], claim_date) if last >= 0 else ALWAYS
                if end > latest or (end == latest and full_time[row] == 1 and full_time[last] != 1):
                    last = row
        if last < 0:
            return False if len(first_day) == 0 else short_jobs
        begins = job_from(
            last, first_day, end_day, employer, full_time, regime, min(end_day[last], claim_date), least_days_of_job
        )
        if min(end_day[last], claim_date) - begins >= least_days_of_job:
            return full_time[last]  # type: ignore[return-value]
        for row in range(len(first_day)):
            same = employer[row] == employer[last] and full_time[row] == full_time[last]
            if same and first_day[row] >= begins:
                passed[row] = 1


@last_job_full_time.in_doubt
def last_job_in_doubt(favourable: YesNo) -> YesNo:
    return favourable


admissible = all_of("admissible", ART_30, enough_days, last_job_full_time)
