"""Where a file stands with ONEM: to be asked, waiting for the answer, or answered, with the gap to our own count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tremplin.ground.sentences import sentence
from tremplin.office.article60.selectors.file import Whole
from tremplin.office.pages.words import day_of
from tremplin.papers.saying import hours


@dataclass(frozen=True)
class OnemState:
    whole: Whole
    language: str
    today: date

    def word(self, key: str, /, **words: object) -> str:
        return sentence(f"office_file.onem_{key}", self.language, **words)

    @property
    def waiting(self) -> bool:
        requests = self.whole.records.requests
        return bool(requests) and requests[-1].answered_on is None

    @property
    def said(self) -> list[str]:
        """What is known, a sentence each."""
        requests, answer = self.whole.records.requests, self.whole.records.answer
        found = []
        if answer and answer.answered_on and answer.end_date and answer.days_to_work is not None:
            found.append(
                self.word(
                    "answered",
                    day=day_of(answer.answered_on, self.language),
                    days=hours(answer.days_to_work, self.language),
                    end=day_of(answer.end_date, self.language),
                )
            )
            found += [self.gap] if self.gap else []
        if self.waiting:
            last = requests[-1]
            days = (self.today - last.sent_on).days
            found.append(self.word("waiting", day=day_of(last.sent_on, self.language), days=days))
        return found or [self.not_asked]

    @property
    def not_asked(self) -> str:
        if not self.whole.records.periods and not self.whole.file.closed_on:
            return self.word("first_contract" if self.whole.records.work else "first_both")
        variants = (self.whole.projection.plan.get("result") or {}).get("variants") or []
        on = variants[0].get("ask_onem_on") if variants else None
        if on is None or self.whole.file.closed_on:
            return self.word("none")
        key = "ask_on" if date.fromisoformat(on) >= self.today else "ask_past"
        return self.word(key, day=day_of(on, self.language))

    @property
    def gap(self) -> str:
        """How far ONEM's days to work lie from ours."""
        anchor = (self.whole.projection.plan.get("result") or {}).get("onem")
        if not anchor:
            return ""
        low, high = anchor["gap"]
        own = "–".join(str(of) for of in dict.fromkeys(anchor["own_days_to_work"]))
        if low == high == 0:
            return self.word("same", own=own)
        return self.word("gap", own=own, gap="–".join(str(abs(of)) for of in dict.fromkeys((low, high))))

    @property
    def badge(self) -> str:
        return "note" if self.waiting else "good" if self.whole.records.answer else ""
