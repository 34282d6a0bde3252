"""What cannot be in declared rows: each fault names its row, what was said and the mend."""

from collections.abc import Callable

from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN, day_date
from tremplin.engine.words import quarter_of
from tremplin.law.unemployment.rows import DECLARATION, NO_GROUND

Fault = Callable[..., None]
DECLARED = 0


def declared_rows(case: Case, fault: Fault) -> None:
    """Dates in order and inside one quarter; no more days or hours than the dates hold."""
    work = case.rows.get("work")
    if not work:
        return
    columns = ("first_day", "end_day", "days", "hours", "extension_ground")
    for place, (first, end, days, hours, ground) in enumerate(zip(*(work[name] for name in columns), strict=True)):
        if UNKNOWN in (first, end):
            continue
        if end <= first:
            fault("work", place, "last_day", "ends_before_start", first=day_date(first), last=day_date(end - 1))
            continue
        if ground == NO_GROUND and quarter_of(first) != quarter_of(end - 1):
            fault("work", place, "last_day", "two_quarters", first=day_date(first), last=day_date(end - 1))
        if days > 100 * (end - first):
            fault("work", place, "days", "days_too_many", said=days / 100, most=end - first)
        if hours > 2400 * (end - first):
            fault("work", place, "hours", "hours_too_many", said=hours / 100, most=24 * (end - first))
    days_of_one_employer(work, fault)


def days_of_one_employer(work: dict[str, list[int]], fault: Fault) -> None:
    """Full-time days that one employer declares for one quarter lie between its dates, each day once."""
    quarters: dict[tuple[int, int], list[int]] = {}
    for place, (first, end) in enumerate(zip(work["first_day"], work["end_day"], strict=True)):
        full_time = work["weekly_hours"][place] >= work["full_time_weekly_hours"][place] > 0
        declared = (
            work["layer"][place] == DECLARED and work["proof"][place] == DECLARATION and not work["termination"][place]
        )
        if UNKNOWN not in (first, end, work["days"][place]) and full_time and declared and end > first:
            quarters.setdefault((work["employer"][place], quarter_of(first)), []).append(place)
    for places in quarters.values():
        first = min(work["first_day"][place] for place in places)
        end = max(work["end_day"][place] for place in places)
        total = sum(work["days"][place] for place in places)
        if total > 100 * (end - first) and len(places) > 1:
            fault("work", places[-1], "days", "day_twice", said=total / 100, most=end - first)


def days_in_order(case: Case, fault: Fault) -> None:
    """Days of a person's life come in order."""
    birth, claim = case.values.get("birth_date", UNKNOWN), case.values.get("claim_date", UNKNOWN)
    earlier = case.values.get("previous_admission", UNKNOWN)
    if UNKNOWN not in (birth, claim) and birth >= claim:
        fault(None, None, "birth_date", "out_of_order", said=day_date(birth), other=day_date(claim))
    if UNKNOWN not in (earlier, claim) and earlier > claim:
        fault(None, None, "previous_admission", "out_of_order", said=day_date(earlier), other=day_date(claim))
