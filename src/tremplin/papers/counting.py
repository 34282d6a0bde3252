"""How the count grew and how it will grow: days proved from quarter to quarter, at the least and at the most.

What lies behind is counted by the law's own words on the answer's own rows. What lies ahead is only drawn: straight
lines from the count at the start of the contract to the days required, reached on the last day worked.
"""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.one import Steps
from tremplin.law.unemployment.rows import Conversion
from tremplin.law.unemployment.runs import DAY, Method, Runs, exact_days
from tremplin.papers.planned import Variant
from tremplin.papers.saying import Ends, ends_of
from tremplin.reasons.answer import Answer

Line = tuple[tuple[int, int], ...]
"""Days of the calendar and ten-thousandths of days counted, in order."""
BEFORE_WORK, AFTER_END = 60, 14
FULL_TIME_HOURS = 3800


@dataclass(frozen=True)
class Count:
    """`sure` and `most`: what is proved, and with all that is in doubt; `…_ahead`: the same, once the contract runs."""

    required: int
    start: int
    sure: Line
    most: Line
    sure_ahead: Line
    most_ahead: Line
    reached: Ends | None

    @property
    def first_day(self) -> int:
        return self.sure[0][0]

    @property
    def end_day(self) -> int:
        return (self.reached[1] if self.reached else self.start) + AFTER_END

    @property
    def highest(self) -> int:
        return max(self.required * DAY, *(value for line in (self.most, self.most_ahead) for _, value in line))


def count_of(answer: Answer, variant: Variant | None, required: Ends | None = None) -> Count | None:
    """The count of an admission and of a variant; None where the days to prove, or those proved, are not known.

    `required`: the days to prove on the day the right opens, where the law of that day asks for others.
    """
    required, proved = required or ends_of(answer, "required_days"), ends_of(answer, "proved_days")
    if required is None or proved is None or required[0] != required[1] or answer.case.rows.get("work") is None:
        return None
    start = answer.steps["reference_end"]
    lines = [grown(answer, favourable, proved[favourable] * DAY) for favourable in (False, True)]
    first = min(line[0][0] for line in lines)
    sure, most = (((first, 0), *line) if line[0][0] > first else line for line in lines)
    ahead = [line_ahead(variant, start, proved[end], required[0], end) for end in (0, 1)]
    reached = variant.contract_end if variant else None
    return Count(required[0], start, sure, most, ahead[0], ahead[1], reached)


def grown(answer: Answer, favourable: bool, proved: int) -> Line:
    """Days counted at the end of each row inside the period, until the day of the claim."""
    steps = answer.decision.program.doubtful(answer.case.values, answer.case.rows, favourable)
    start, end = steps["reference_start"], steps["reference_end"]
    firsts, ends = steps["work__first_day"], steps["work__end_day"]
    inside = sorted(
        (until, since)
        for since, until in zip(firsts, ends, strict=True)
        if UNKNOWN not in (start, since, until) and until > start and since < end
    )
    points = [(max(start, min((since for _, since in inside), default=end - BEFORE_WORK)), 0)]
    runs, method = parts(steps)
    for until, since in inside:
        if since > points[-1][0]:  # a gap without work
            points.append((since, points[-1][1]))
        if points[-1][0] < until <= end:
            points.append((until, max(points[-1][1], exact_days(start, until, True, runs, method))))
    return (*(point for point in points if point[0] < end), (end, proved))


def parts(steps: Steps) -> tuple[Runs, Method]:
    """The rows and the method as the count needs them, from the steps of an answer."""
    runs = Runs(*(steps[f"work__{name}"] for name in Runs._fields))
    named = {name: steps[name] for name in Method._fields if name != "conversion"}
    return runs, Method(conversion=Conversion(*steps["conversion"]), **named)


def line_ahead(variant: Variant | None, start: int, proved: int, required: int, favourable: int) -> Line:
    """From the start of the contract to the last day worked; slower while the contract is part-time."""
    if variant is None or variant.contract_end is None:
        return ()
    end = variant.contract_end[1 - favourable] + 1
    change = min(end, start + variant.months_first * 365 // 12)
    share = variant.weekly_hours_first if variant.months_first else FULL_TIME_HOURS
    first, second = (change - start) * share, (end - change) * FULL_TIME_HOURS
    points = [(start, proved * DAY)]
    if 0 < first and second:
        points.append((change, proved * DAY + (required - proved) * DAY * first // (first + second)))
    return (*points, (end, required * DAY))
