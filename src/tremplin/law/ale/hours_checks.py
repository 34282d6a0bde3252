"""What cannot be in a month of ALE hours."""

from collections.abc import Callable

from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.words import civil, month_length


def possible_hours(case: Case, fault: Callable[..., None]) -> None:
    """No more hours than the month has."""
    month = case.values.get("on_day", UNKNOWN)
    if month == UNKNOWN:
        return
    most = 24 * month_length(*civil(month)[:2])
    if case.values["hours_asked"] > 100 * most:
        fault(None, None, "hours", "out_of_range", said=case.values["hours_asked"] / 100, low=0, high=most)
    for place, hours in enumerate((case.rows.get("done_this_month") or {}).get("row_hours", ())):
        if hours > 100 * most:
            fault("done_this_month", place, "hours", "out_of_range", said=hours / 100, low=0, high=most)
