"""The gap report in words: two counts, what explains the difference, which days are candidates, the rows behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.engine.kinds import day_date
from tremplin.engine.words import month_of
from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.intake.told import figure, quarter_name
from tremplin.law.article60.gap import Cause, Gap, Line
from tremplin.office.pages.words import brief_day_of, month_said, span_of


@dataclass(frozen=True)
class Row:
    """A row of the table. `suspect`: it stands in a cause."""

    span: str
    layer: str
    code: str
    declared: str
    counted: str
    fate: str
    suspect: bool
    inside: bool


class GapTold:
    """A gap in a language."""

    def __init__(self, gap: Gap, language: str) -> None:
        self.gap, self.language = gap, language

    def say(self, key: str, **words: Any) -> str:
        return sentence(f"office_imports.{key}", self.language, **words)

    @property
    def theirs(self) -> str:
        return "–" if self.gap.theirs is None else str(self.gap.theirs)

    @property
    def ours(self) -> str:
        low, high = self.gap.ours
        if low is None or high is None:
            return sentence("office.undetermined", self.language)
        return str(low) if low == high else self.say("gap_range", low=low, high=high)

    @property
    def required(self) -> str:
        return "–" if self.gap.required is None else str(self.gap.required)

    @property
    def until(self) -> str:
        return brief_day_of(day_date(self.gap.claim - 1), self.language)

    @property
    def lead(self) -> str:
        """The answer in one sentence."""
        if not self.gap.known:
            return self.say("gap_unknown")
        if self.gap.equal:
            return self.say("gap_equal", theirs=self.theirs)
        words = {"theirs": self.theirs, "ours": self.ours}
        if self.gap.difference is None:
            return self.say("gap_lead_within" if self.gap.within else "gap_lead_range", **words)
        count = abs(self.gap.difference)
        lead = self.say("gap_lead_one" if count == 1 else "gap_lead", count=count, **words)
        alone = self.gap.explaining
        if len(alone) == 1 and not alone[0].others and alone[0].rows:
            cause = alone[0]
            codes = {self.gap.lines[at].row.get("service_code") for at in cause.rows}
            code = codes.pop() if len(codes) == 1 else None
            if code is not None and cause.kind != "quarter":
                all_of = "gap_all_one" if count == 1 else "gap_all"
                return lead + self.say(all_of, when=self.when(cause), code=code)
        return f"{lead}."

    @property
    def verdict(self) -> str:
        """How far it can be told."""
        count = len(self.gap.explaining)
        if not self.gap.known or self.gap.equal:
            return ""
        if count == 1:
            return self.say("gap_explained")
        if count:
            return self.say("gap_several", count=count)
        return self.say("gap_candidates" if self.gap.candidates else "gap_nothing")

    @property
    def explaining(self) -> list[str]:
        return list(dict.fromkeys(self.cause(cause) for cause in self.gap.explaining))

    @property
    def candidates(self) -> list[str]:
        return list(dict.fromkeys(self.cause(cause) for cause in self.gap.candidates))

    def cause(self, cause: Cause) -> str:
        """One cause, and what our count would be."""
        if cause.others:
            return self.say(
                "cause_pair", causes=" + ".join(self.named(one) for one in cause.others), count=cause.counted[0]
            )
        low, high = cause.counted
        count = str(low) if low == high else self.say("gap_range", low=low, high=high)
        return self.say("cause_then", cause=self.named(cause), count=count)

    def named(self, cause: Cause) -> str:
        key = cause.kind
        if cause.kind in ("unpaid", "doubt"):
            low, ours = cause.counted[0], self.gap.ours[0]
            key += "_more" if low is not None and ours is not None and low > ours else ""
        codes = sorted({str(self.gap.lines[at].row.get("service_code", "–")) for at in cause.rows})
        return self.say(f"cause_{key}", when=self.when(cause), code=", ".join(codes), days=self.days(cause))

    def days(self, cause: Cause) -> str:
        return figure(sum(float(self.gap.lines[at].row.get("days") or 0) for at in cause.rows), self.language)

    def when(self, cause: Cause) -> str:
        """A month, a quarter, or the days from first to last."""
        if not cause.rows:
            return ""
        rows = [self.gap.lines[at].row for at in cause.rows]
        first = min(date.fromisoformat(row["first_day"]) for row in rows)
        last = max(date.fromisoformat(row["last_day"]) for row in rows)
        start, end = (day_number(day) for day in (first, last))
        if month_of(start) == month_of(end):
            return month_said(first, self.language)
        names = [quarter_name(day, self.language) for day in (start, end)]
        return names[0] if names[0] == names[1] else span_of(first, last, self.language)

    @property
    def rows(self) -> list[Row]:
        suspects = {at for cause in (*self.gap.explaining, *self.gap.candidates) for at in cause.rows}
        return [self.row(at, line, at in suspects) for at, line in enumerate(self.gap.lines)]

    def row(self, at: int, line: Line, suspect: bool) -> Row:
        first, last = (date.fromisoformat(line.row[name]) for name in ("first_day", "last_day"))
        amount = line.row.get("days")
        declared = (
            figure(amount, self.language)
            if amount is not None
            else self.say("hours_of", hours=figure(line.row.get("hours"), self.language))
        )
        fate = (
            f"fate_{line.effect}"
            if line.is_inside and line.effect
            else "fate_doubt"
            if line.is_inside
            else "fate_outside"
        )
        return Row(
            span_of(first, last, self.language),
            self.say(f"layer_{line.layer}"),
            str(line.row.get("service_code", "–")),
            declared,
            figure(line.days, self.language) if line.is_inside else "–",
            self.say(fate),
            suspect,
            line.is_inside,
        )
