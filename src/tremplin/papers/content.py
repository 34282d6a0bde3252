"""The report of one person's file, made from what is known and said in words: for the social worker and the committee.

One sentence answers; then the proof. HTML and PDF both set what is made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tremplin.engine.facts import Fact
from tremplin.engine.kinds import UNKNOWN, day
from tremplin.ground.sentences import sentence
from tremplin.law.unemployment.admission import REFORM
from tremplin.papers.evidence import Told, count_section, days_section, doubts_section, routes_section, sources_section
from tremplin.papers.parts import Page, Pairs, Section, bound
from tremplin.papers.pathway import (
    clause_section,
    end_range,
    leading,
    onem_section,
    repairs_section,
    subsidy_section,
    undecided,
    variants_section,
)
from tremplin.papers.planned import Planned, Said, Variant
from tremplin.papers.saying import Ends, amount, capital, count, course, days_proved, ends_of, figure, number, on_day
from tremplin.papers.strip import strip_of
from tremplin.reasons.answer import Answer
from tremplin.reasons.explain import Explanation
from tremplin.reasons.wording import day_text


@dataclass(frozen=True)
class FileRead:
    """A file that the facts came from: its name and the SHA-256 of its content."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Matter:
    """All that a page is made from. `answer`: the admission asked on the first day of the contract.

    `also`: facts that the admission does not know, each with its value, already in words. `made_on`: the day of the
    report, which is the PDF's time as well. `supposed`: facts that were taken for the plan's sake, without being known.
    """

    answer: Answer
    language: str
    made_on: int
    planned: Planned | None = None
    name: str = ""
    also: tuple[tuple[str, str], ...] = ()
    doubts: Sequence[Said] = ()
    files: Sequence[FileRead] = ()
    supposed: Sequence[str] = ()

    @property
    def proved(self) -> Ends | None:
        return ends_of(self.answer, "proved_days")

    @property
    def required(self) -> Ends | None:
        """The days to prove under the law of the day on which the right opens, else of the day that was asked."""
        days = self.planned.clause_days if self.planned else None
        return ends_of(self.answer, "required_days") if days is None else (days, days)

    @property
    def missing(self) -> Ends | None:
        if self.required == (asked := ends_of(self.answer, "required_days")) or asked is None:
            return ends_of(self.answer, "missing_days")
        if self.required is None or self.proved is None:
            return None
        low, high = self.required[0] - self.proved[1], self.required[1] - self.proved[0]
        return max(0, low), max(0, high)

    @property
    def other_law(self) -> str:
        """What the law of the day on which the right opens asks for, where it is not what the first day asks for."""
        if self.required == ends_of(self.answer, "required_days") or self.planned is None or self.required is None:
            return ""
        opens, days = self.variant.right_opens if self.variant else None, number(self.required[0], self.language)
        if opens and self.planned.start < day(REFORM) <= opens[0]:
            return self.word("report.reform", day=day_text(day(REFORM), self.language), days=days)
        return self.word("report.other_days", days=days)

    @property
    def after_start(self) -> str:
        """That a page made once the contract has begun does not know the days since then."""
        if self.planned is None or self.made_on <= self.planned.start:
            return ""
        return self.word("report.after_start", start=day_text(self.planned.start, self.language))

    @property
    def variant(self) -> Variant | None:
        return leading(self.planned) if self.planned else None

    def word(self, key: str, /, **words: object) -> str:
        return sentence(key, self.language, **words)


def report_of(matter: Matter) -> Page:
    """The report: the lead, the figures, then what proves them."""
    told, language, planned = Told(matter.answer, matter.language), matter.language, matter.planned
    sections = [
        days_section(strip_of(matter.answer), language),
        count_section(told, matter.variant, matter.required, (matter.other_law, matter.after_start)),
    ]
    sections.append(routes_section(told, bool(matter.other_law)))
    if planned and planned.variants:
        sections += [variants_section(planned, language), subsidy_section(planned, language)]
    if planned:
        sections += filter(None, [repairs_section(planned, language), onem_section(planned, matter.made_on, language)])
        sections.append(clause_section(planned, language))
    sections += [
        doubts_section(told, matter.doubts, planned, matter.supposed),
        given_section(matter, told),
        sources_section(told),
    ]
    page = Page(
        kind="report",
        language=language,
        title=matter.word("report.title"),
        about=about(matter),
        lead=lead(matter, told),
        badge=matter.word("report.forecast"),
        figures=figures(matter),
        sections=tuple(sections),
        foot=foot(matter),
        made_on=matter.made_on,
    )
    return bound(page, language)


def about(matter: Matter) -> str:
    """Whom it is about and when it was made."""
    made = matter.word("report.made_on", day=day_text(matter.made_on, matter.language))
    return f"{matter.name} · {made}" if matter.name else made


def lead(matter: Matter, told: Explanation) -> str:
    """The sentence that answers: days proved and missing, then what the contract brings."""
    counted = counted_words(matter)
    if matter.planned is None:
        return f"{told.lead} {capital(counted)}."
    text = matter.word("report.lead", count=counted, plan=plan_words(matter))
    return f"{matter.word('plan.supposed')} {text}" if matter.supposed else capital(text)


def counted_words(matter: Matter) -> str:
    """`187 jours prouvés, il en manque 125`."""
    proved, missing = matter.proved, matter.missing
    if proved is None or missing is None:
        return matter.word("report.count_unknown")
    words = {"proved": days_proved(proved, matter.language), "missing": count(missing, matter.language)}
    return matter.word("report.enough" if missing == (0, 0) else "report.missing", **words)


def plan_words(matter: Matter) -> str:
    """`à temps plein dès le 2 mars 2026, le contrat finit entre … et le droit s'ouvre le lendemain`."""
    assert matter.planned is not None
    start = day_text(matter.planned.start, matter.language)
    if matter.answer.values.get("admissible") == 1:
        return matter.word("report.open_already", start=start)
    variant = matter.variant
    if variant is None:
        return matter.word("report.no_plan")
    if undecided(variant):
        return matter.word("report.plan_undecided")
    later = variant.months_first > 0
    how = course(variant, matter.language) if later else matter.word("report.full_time_lead")
    if variant.contract_end is None:
        return matter.word("report.plan_open_part" if later else "report.plan_open", how=how, start=start)
    end = on_day(variant.contract_end, matter.language)
    return matter.word("report.plan_part" if later else "report.plan", how=how, start=start, end=end)


def figures(matter: Matter) -> tuple[tuple[str, str], ...]:
    """At most five figures, each of what it is."""
    language, variant = matter.language, matter.variant
    found = [(matter.word(key), figure(getattr(matter, name), language)) for name, key in COUNTS]
    if variant is not None:
        found.append((matter.word("report.right_opens"), end_range(variant, variant.right_opens, language)))
        found.append((matter.word("report.subsidy"), amount(variant.total, variant.total_range, language)))
    return tuple((capital(label), value) for label, value in found)


COUNTS = (
    ("required", "report.required"),
    ("proved", "report.days_proved"),
    ("missing", "report.days_missing"),
)


def given_section(matter: Matter, told: Explanation) -> Section:
    """The facts that were given, and those that were taken as they usually are."""
    pairs = []
    supposed = {*matter.supposed, *(matter.planned.supposed if matter.planned else ())}
    for public, fact in matter.answer.decision.facts(matter.answer.law).items():
        if not isinstance(fact, Fact):
            continue
        node = told.fact_node(fact)
        if public in matter.answer.case.given or matter.answer.case.values.get(fact.argument, UNKNOWN) != UNKNOWN:
            value = matter.word("report.supposed_value", value=node.value) if public in supposed else node.value
            pairs.append((capital(node.label), value))
    pairs += [(capital(label), value) for label, value in matter.also]
    pairs += [(capital(matter.word("report.file")), file.name) for file in matter.files]
    return Section("given", matter.word("report.given"), (Pairs(tuple(pairs)),))


def foot(matter: Matter) -> tuple[str, ...]:
    """The fingerprint of the law and of the files, by which the report can be made again."""
    lines = [matter.word("law.fingerprint", fingerprint=matter.answer.law.fingerprint)]
    lines += [matter.word("report.sha256", name=file.name, sha256=file.sha256) for file in matter.files]
    return (*lines, matter.word("report.made_with"))
