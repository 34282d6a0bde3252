"""The routes to admission beside the own age band (AR 25/11/1991, art. 30; repealed from 1 March 2026)."""

from typing import NamedTuple

from tremplin.engine.kinds import UNKNOWN, Day, Ints, Maybe, Number, YesNo
from tremplin.engine.rules import any_of, first_of, rule
from tremplin.engine.words import band, months_after, word
from tremplin.law.unemployment.admission import ART_30, REFORM, WorkHistory, both, own_band, reached, reached_at_best
from tremplin.law.unemployment.runs import Method, Runs, whole_days

ART_32_REPEALED = "loi-programme 18/07/2025 (the routes of the older bands are repealed)"


class OlderWork(NamedTuple):
    """Routes that look at the ten years before the reference period, by age."""

    from_age: Ints
    years: Ints
    least_days: Ints
    older_days: Ints
    least_days_for_exchange: Ints
    older_days_for_one: Ints


@rule(ART_30, clock="claim_date")
def band_36_start(reference_end: Day, work_history: WorkHistory) -> Day:
    """First day of the reference period of the second age band"""
    return months_after(reference_end, -work_history.months[1])


@band_36_start.since(REFORM, ART_32_REPEALED)
def no_band_36(reference_end: Day) -> Day:
    return reference_end


@rule(ART_30, clock="claim_date")
def band_50_start(reference_end: Day, work_history: WorkHistory) -> Day:
    """First day of the reference period of the third age band"""
    return months_after(reference_end, -work_history.months[2])


@band_50_start.since(REFORM, ART_32_REPEALED)
def no_band_50(reference_end: Day) -> Day:
    return reference_end


@rule(ART_30, clock="claim_date")
def older_start(basic_start: Day, older_work: OlderWork) -> Day:
    """First day of the years before the reference period"""
    return months_after(basic_start, -12 * older_work.years[0])


@older_start.since(REFORM, ART_32_REPEALED)
def no_older_work(basic_start: Day) -> Day:
    return basic_start


@rule(ART_30, clock="claim_date", gathers="work")
def band_36_days(age_band: Maybe[Number], band_36_start: Day, reference_end: Day, runs: Runs, method: Method) -> Number:
    """Days of the reference period of the second age band; none asked of who is past it"""
    if age_band != UNKNOWN and age_band >= 1:
        return 0
    return whole_days(band_36_start, reference_end, False, runs, method)


@band_36_days.since(REFORM, ART_32_REPEALED)
def no_band_36_days() -> Number:
    return 0


@rule(ART_30, clock="claim_date", gathers="work")
def band_50_days(age_band: Maybe[Number], band_50_start: Day, reference_end: Day, runs: Runs, method: Method) -> Number:
    """Days of the reference period of the third age band; none asked of who is in it"""
    if age_band == 2:
        return 0
    return whole_days(band_50_start, reference_end, False, runs, method)


@band_50_days.since(REFORM, ART_32_REPEALED)
def no_band_50_days() -> Number:
    return 0


@rule(ART_30, clock="claim_date", gathers="work")
def older_days(
    age: Maybe[Number], older_start: Day, basic_start: Day, older_work: OlderWork, runs: Runs, method: Method
) -> Number:
    """Days of the years before the reference period; none asked below the age of the route"""
    if age != UNKNOWN and age < older_work.from_age[0]:
        return 0
    return whole_days(older_start, basic_start, True, runs, method)


@older_days.since(REFORM, ART_32_REPEALED)
def no_older_days() -> Number:
    return 0


@rule(ART_30, clock="claim_date")
def band_36(
    age_band: Maybe[Number],
    band_36_days: Number,
    band_36_start: Day,
    reference_end: Day,
    work_known_since: Maybe[Day],
    work_history: WorkHistory,
) -> Maybe[YesNo]:
    """Enough days for the second age band, which a younger person may use"""
    if age_band != UNKNOWN and age_band >= 1:
        return False
    required = work_history.days[1]
    if age_band == UNKNOWN and band_36_days >= required:
        return UNKNOWN  # type: ignore[return-value]
    return reached(band_36_days, required, band_36_start, reference_end, work_known_since)  # type: ignore[return-value]


@band_36.since(REFORM, ART_32_REPEALED)
def band_36_repealed() -> YesNo:
    return False


@band_36.in_doubt
def band_36_in_doubt(
    age_band: Maybe[Number],
    band_36_days: Number,
    band_36_start: Day,
    reference_end: Day,
    work_known_since: Maybe[Day],
    work_history: WorkHistory,
    favourable: YesNo,
) -> YesNo:
    if age_band >= 1 or (age_band == UNKNOWN and not favourable):
        return False
    required = work_history.days[1]
    at_best = reached_at_best(band_36_days, required, band_36_start, reference_end, work_known_since)
    return at_best if favourable else band_36_days >= required


@band_36.short
def band_36_short(age_band: Number, band_36_days: Number, work_history: WorkHistory) -> Maybe[Number]:
    if age_band > 0 or len(work_history.days) == 1:
        return UNKNOWN
    return work_history.days[1] - band_36_days


@rule(ART_30, clock="claim_date")
def band_50(
    age_band: Maybe[Number],
    band_50_days: Number,
    band_50_start: Day,
    reference_end: Day,
    work_known_since: Maybe[Day],
    work_history: WorkHistory,
) -> Maybe[YesNo]:
    """Enough days for the third age band, which any younger person may use"""
    if age_band == 2:
        return False
    required = work_history.days[2]
    return reached(band_50_days, required, band_50_start, reference_end, work_known_since)  # type: ignore[return-value]


@band_50.since(REFORM, ART_32_REPEALED)
def band_50_repealed() -> YesNo:
    return False


@band_50.in_doubt
def band_50_in_doubt(
    age_band: Maybe[Number],
    band_50_days: Number,
    band_50_start: Day,
    reference_end: Day,
    work_known_since: Maybe[Day],
    work_history: WorkHistory,
    favourable: YesNo,
) -> YesNo:
    if age_band == 2:
        return False
    required = work_history.days[2]
    at_best = reached_at_best(band_50_days, required, band_50_start, reference_end, work_known_since)
    return at_best if favourable else band_50_days >= required


@band_50.short
def band_50_short(age_band: Number, band_50_days: Number, work_history: WorkHistory) -> Maybe[Number]:
    if age_band > 1 or len(work_history.days) == 1:
        return UNKNOWN
    return work_history.days[2] - band_50_days


class Windows(NamedTuple):
    """The days of the reference period and of the years before it, with the edges of both."""

    counted_days: Number
    older_days: Number
    older_start: Day
    basic_start: Day
    reference_end: Day
    work_known_since: Maybe[Day]


@word
def both_reached(recent: int, older: int, windows: Windows) -> int:
    """Enough recent days and enough older ones, three-valued."""
    known = windows.work_known_since
    return both(
        reached(windows.counted_days, recent, windows.basic_start, windows.reference_end, known),
        reached(windows.older_days, older, windows.older_start, windows.basic_start, known),
    )


@word
def both_within_reach(recent: int, older: int, windows: Windows, favourable: bool) -> bool:
    """The same at the least or at the most."""
    if not favourable:
        return windows.counted_days >= recent and windows.older_days >= older
    known = windows.work_known_since
    return reached_at_best(
        windows.counted_days, recent, windows.basic_start, windows.reference_end, known
    ) and reached_at_best(windows.older_days, older, windows.older_start, windows.basic_start, known)


@rule(ART_30, clock="claim_date")
def ten_years(age: Number, windows: Windows, older_work: OlderWork) -> Maybe[YesNo]:
    """Some recent days, and many in the ten years before"""
    if age < older_work.from_age[0]:
        return False
    place = band(older_work.from_age, age)
    return both_reached(older_work.least_days[place], older_work.older_days[place], windows)  # type: ignore[return-value]


@ten_years.since(REFORM, ART_32_REPEALED)
def ten_years_repealed() -> YesNo:
    return False


@ten_years.in_doubt
def ten_years_in_doubt(age: Number, windows: Windows, older_work: OlderWork, favourable: YesNo) -> YesNo:
    if age < older_work.from_age[0]:
        return False
    place = band(older_work.from_age, age)
    return both_within_reach(older_work.least_days[place], older_work.older_days[place], windows, favourable)


@rule(ART_30, clock="claim_date")
def older_days_for_missing(age: Number, required_days: Number, counted_days: Number, older_work: OlderWork) -> Number:
    """Older days asked in exchange for the days missing"""
    place = band(older_work.from_age, age)
    return older_work.older_days_for_one[place] * max(0, required_days - counted_days)


@rule(ART_30, clock="claim_date")
def eight_for_one(age: Number, older_days_for_missing: Number, windows: Windows, older_work: OlderWork) -> Maybe[YesNo]:
    """Eight days of the ten years before for each day missing"""
    if age < older_work.from_age[0]:
        return False
    recent = older_work.least_days_for_exchange[band(older_work.from_age, age)]
    return both_reached(recent, older_days_for_missing, windows)  # type: ignore[return-value]


@eight_for_one.since(REFORM, ART_32_REPEALED)
def eight_for_one_repealed() -> YesNo:
    return False


@eight_for_one.in_doubt
def eight_for_one_in_doubt(
    age: Number, older_days_for_missing: Number, windows: Windows, older_work: OlderWork, favourable: YesNo
) -> YesNo:
    if age < older_work.from_age[0]:
        return False
    recent = older_work.least_days_for_exchange[band(older_work.from_age, age)]
    return both_within_reach(recent, older_days_for_missing, windows, favourable)


@eight_for_one.short
def eight_for_one_short(
    age: Number, counted_days: Number, older_days: Number, older_days_for_missing: Number, older_work: OlderWork
) -> Maybe[Number]:
    if age < older_work.from_age[0]:
        return UNKNOWN
    recent = older_work.least_days_for_exchange[band(older_work.from_age, age)] - counted_days
    return max(recent, older_days_for_missing - older_days)


enough_days = any_of("enough_days", ART_30, own_band, band_36, band_50, ten_years, eight_for_one)
route = first_of("route", ART_30, own_band, band_36, band_50, ten_years, eight_for_one)
