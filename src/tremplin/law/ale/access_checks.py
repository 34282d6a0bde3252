"""What cannot be in the facts of access: each fault names its fact and the mend."""

from collections.abc import Callable

from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN, day_date


def born_before_day(case: Case, fault: Callable[..., None]) -> None:
    """A person is born before the day asked."""
    birth, on_day = case.values.get("birth_date", UNKNOWN), case.values.get("on_day", UNKNOWN)
    if UNKNOWN not in (birth, on_day) and birth >= on_day:
        fault(None, None, "birth_date", "out_of_order", said=day_date(birth), other=day_date(on_day))
