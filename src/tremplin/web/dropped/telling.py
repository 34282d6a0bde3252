"""The answer as the page shows it: the sentence, the figures, the reasons, what the file leaves in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from tremplin.engine.kinds import KINDS
from tremplin.ground.sentences import label, sentence
from tremplin.intake.doubts import REFUSED
from tremplin.intake.told import HEADINGS, Doubted, doubted
from tremplin.law.article60.planner import Planned
from tremplin.papers.content import Matter, lead, plan_words
from tremplin.papers.evidence import Told as Explained
from tremplin.papers.evidence import open_in_plan
from tremplin.papers.html import Html, joined
from tremplin.papers.matter import PLAN, matter_of
from tremplin.papers.page import section
from tremplin.papers.parts import bound
from tremplin.papers.pathway import (
    end_range,
    undecided,
)
from tremplin.papers.planned import Variant
from tremplin.papers.saying import amount, capital, figure
from tremplin.reasons.answer import Answer
from tremplin.reasons.found import Found
from tremplin.reasons.lacking import Change
from tremplin.reasons.wording import day_text
from tremplin.web.dropped.asking import BEFORE, asked, missing
from tremplin.web.dropped.fields import fact_of
from tremplin.web.dropped.kept import Kept, row_of
from tremplin.web.dropped.proving import PartTimeFirst, parts
from tremplin.web.dropped.subjects import MONTHS, Subject
from tremplin.web.questions.showing import BADGES, Figure, Shown, as_case, has_status
from tremplin.web.questions.topics import Part

DECISION = "admission"
SHOWN = ("missing_days", "proved_days", "required_days")


class Answered:
    """One subject answered, in a language. Raises InputError where the facts cannot be together."""

    def __init__(self, subject: Subject, kept: Kept, found: Answer | Found, today: int, language: str) -> None:
        self.law, self.subject, self.kept, self.found = found.law, subject, kept, found
        self.language, self.today = language, today
        self.facts = asked(self.law, subject, kept)
        self.matter = self.made()
        self.explained = Explained(self.matter.answer, language)
        show = SHOWN if subject.question == PLAN else (*SHOWN, "reference_start")
        self.shown = Shown(Part(DECISION, (), (), show, {}, False), self.explained)

    def made(self) -> Matter:
        if isinstance(self.found, Answer):
            return Matter(self.found, self.language, self.today)
        plan = self.found if isinstance(self.found, Planned) else None
        found = matter_of(self.law, dict(self.facts), "", self.language, self.today, plan)
        if MONTHS not in self.subject.facts:
            return found
        months = self.kept.facts.get(MONTHS)
        return PartTimeFirst(**vars(found), months=months if isinstance(months, int) else None)

    def word(self, key: str, /, **words: object) -> str:
        return sentence(key, self.language, **words)

    @property
    def planned(self) -> Planned | None:
        return self.matter.planned if isinstance(self.matter.planned, Planned) else None

    # The sentence and the figures.

    @cached_property
    def lead(self) -> str:
        if self.planned is None:
            return lead(self.matter, self.explained)
        text = capital(plan_words(self.matter)).rstrip(".") + "."
        if self.signed == "no":
            text += " " + self.word("drop.too_early", day=day_text(self.facts_day("signed_until"), self.language))
        return f"{self.word('plan.supposed')} {text}" if self.supposed else text

    @cached_property
    def tone(self) -> str:
        """Of the admission; of a plan: whether the right opens, never, or nobody can tell."""
        variant = self.matter.variant
        if not self.subject.plans or (self.shown.tone == "yes" and not self.supposed):
            return self.shown.tone
        if variant is None or self.planned is None or undecided(variant) or self.supposed:
            return "unsure"
        return self.signed if variant.contract_end is not None else "no"

    @property
    def supposed(self) -> bool:
        """Whether it was supposed that somebody who worked was never admitted before."""
        return self.planned is not None and BEFORE in self.planned.supposed and bool(self.kept.rows)

    @property
    def signed(self) -> str:
        """Whether the contract as it was signed lasts until the right opens: yes where nobody said until when."""
        end = self.matter.variant.contract_end if self.matter.variant else None
        if end is None or not self.facts.get("signed_until"):
            return "yes"
        day = self.facts_day("signed_until")
        return "no" if day < end[0] else "yes" if day >= end[1] else "unsure"

    def facts_day(self, name: str) -> int:
        return KINDS["day"].read(self.facts[name])

    @cached_property
    def figures(self) -> list[Figure]:
        if self.planned is None:
            return self.shown.figures
        return [*self.plan_figures(), *self.counted()]

    def plan_figures(self) -> Iterator[Figure]:
        variant, language = self.matter.variant, self.language
        if variant is None:
            return
        yield Figure(self.named("report.last_day"), end_range(variant, variant.contract_end, language), "count")
        if self.subject.name == "part_time":
            yield from self.compared(variant)
        elif variant.ask_onem_on is not None:
            yield Figure(self.named("plan.ask"), day_text(variant.ask_onem_on, language), "onem")

    def compared(self, variant: Variant) -> Iterator[Figure]:
        """Beside full-time at once: its end, and what each brings."""
        assert self.planned is not None
        once = self.planned.variants[0]
        yield Figure(self.word("drop.once_end"), end_range(once, once.contract_end, self.language), "variants")
        for key, of in (("drop.subsidy", variant), ("drop.once_subsidy", once)):
            yield Figure(self.word(key), amount(of.total, of.total_range, self.language), "subsidy")

    def counted(self) -> Iterator[Figure]:
        """Days missing, proved and required, under the law of the day on which the right opens."""
        told = {of.anchor for of in self.shown.figures}
        for name, key in (("missing", "report.days_missing"), ("proved", "report.days_proved"), ("required", "report.required")):  # fmt: skip  # noqa: E501
            anchor = f"{DECISION}-{name}_days"
            if (ends := getattr(self.matter, name)) is not None and anchor in told:
                yield Figure(self.named(key), figure(ends, self.language), anchor)

    def named(self, key: str) -> str:
        return capital(self.word(key))

    @cached_property
    def days(self) -> list[str]:
        """By the law of which day it is answered."""
        claim = self.matter.answer.case.values["claim_date"]
        return [day_text(claim, self.language)]

    @property
    def status(self) -> str:
        """How sure it is: of a plan, its days."""
        return self.planned.statuses[0] if self.planned else self.matter.answer.status

    @property
    def status_said(self) -> str:
        return self.word(f"status.{self.status}" if self.answers else "lawpage.undetermined")

    @property
    def badge(self) -> str:
        return BADGES.get(self.status, "note") if self.answers else "note"

    @property
    def answers(self) -> bool:
        return has_status(self.tone, self.status)

    @cached_property
    def sections(self) -> Html:
        """The parts that papers are made of, as this page sets them."""
        listed = parts(self.law, self.matter, self.facts, self.explained)
        return joined(section(bound(part, self.language)) for part in listed if part)

    # What is open.

    @cached_property
    def changes(self) -> list[tuple[Change, str]]:
        """What would change the answer, each with the name of its fact where it can be answered here."""
        found = [change for change in self.explained.changes if self.tells(change)]
        if self.planned:
            left = {label(self.law.facts[name].texts, self.language): name for name in self.subject.leave if name in self.law.facts}  # fmt: skip  # noqa: E501
            for text, question in open_in_plan(self.explained, self.planned):
                name = next((of for of in self.planned.missing if self.said(of) == text), "")
                if name not in left.values():
                    found.append(Change("fact" if name else "parameter", name, text, question))
        return [(change, change.place if fact_of(self.law, self.subject, change.place) else "") for change in found]

    def tells(self, change: Change) -> bool:
        """Whether a change of the admission changes what is told: of a plan, only while its end is no single day."""
        if change.kind == "fact" and row_of(change.place) is None and change.place not in self.open:
            return False
        if self.planned is None:
            return True
        end = self.matter.variant.contract_end if self.matter.variant else None
        return change.kind != "short" and (end is None or end[0] != end[1] or change.kind == "parameter")

    @cached_property
    def open(self) -> Sequence[str]:
        return missing(self.subject, self.found)

    def said(self, name: str) -> str:
        return capital(label(self.law.facts[name].texts, self.language)) if name in self.law.facts else ""

    @cached_property
    def doubts(self) -> list[tuple[str, list[Doubted]]]:
        """The doubts of the file by what becomes of their rows: a heading, and each with its places."""
        listed = ((key, doubted(self.kept.doubts, severity, self.kept.name, self.language)) for severity, key in HEADINGS.items())  # fmt: skip  # noqa: E501
        return [(self.word(key), found) for key, found in listed if found]

    @property
    def left_out(self) -> bool:
        return any(doubt.severity == REFUSED for doubt in self.kept.doubts)

    # The case.

    def case(self) -> str:
        """The case as a file of `tremplin test`; employers are numbers in it."""
        given = {**self.facts}
        if "work" in given:
            given["work"] = numbered(given["work"])
        title = self.subject.title[self.language]
        if self.planned is None and self.subject.plans:
            return as_case(title, PLAN, self.law.fingerprint, given, {"earliest": None})
        if self.planned is None:
            answer = self.matter.answer
            then: dict[str, Any] = {name: answer.result[name] for name in answer.values} | {"status": answer.status}
        else:
            then = planned_then(self.planned)
        return as_case(title, self.subject.question, self.law.fingerprint, given, then)


def planned_then(planned: Planned) -> dict[str, Any]:
    """What a case says of a plan."""
    kept = ("weekly_hours_first", "months_first", "contract_end", "right_opens")
    variants = [{name: variant[name] for name in kept} for variant in planned.result["variants"]]
    return {"earliest": planned.earliest, "clause_days": planned.clause_days, "variants": variants, "status": planned.status}  # fmt: skip  # noqa: E501


def numbered(rows: Any) -> Any:
    """Rows without names: an employer is only ever compared with another."""
    numbers: dict[str, str] = {}
    return [
        {**row, "employer": numbers.setdefault(str(name), str(len(numbers) + 1))}
        if (name := row.get("employer"))
        else row
        for row in rows or ()
    ]
