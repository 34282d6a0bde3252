"""The report of one person's file, made from what is known and said in words: for the social worker and the committee.

One sentence answers; then the proof. HTML and PDF both set what is made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tremplin.engine.facts import Fact
from tremplin.engine.kinds import UNKNOWN
from tremplin.ground.sentences import sentence
from tremplin.papers.evidence import count_section, days_section, doubts_section, routes_section, sources_section
from tremplin.papers.parts import Page, Pairs, Section, bound
from tremplin.papers.pathway import (
    clause_section,
    leading,
    onem_section,
    repairs_section,
    subsidy_section,
    variants_section,
)
from tremplin.papers.planned import Planned, Said, Variant
from tremplin.papers.saying import amount, capital, count, course, day_range, days_proved, ends_of, figure, on_day
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
    report, which is the PDF's time as well.
    """

    answer: Answer
    language: str
    made_on: int
    planned: Planned | None = None
    name: str = ""
    also: tuple[tuple[str, str], ...] = ()
    doubts: Sequence[Said] = ()
    files: Sequence[FileRead] = ()

    @property
    def variant(self) -> Variant | None:
        return leading(self.planned) if self.planned else None

    def word(self, key: str, /, **words: object) -> str:
        return sentence(key, self.language, **words)


def report_of(matter: Matter) -> Page:
    """The report: the lead, the figures, then what proves them."""
    told, language, planned = Explanation(matter.answer, matter.language), matter.language, matter.planned
    sections = [days_section(strip_of(matter.answer), language), count_section(told, matter.variant)]
    sections.append(routes_section(told))
    if planned and planned.variants:
        sections += [variants_section(planned, language), subsidy_section(planned, language)]
    if planned:
        sections += filter(None, [repairs_section(planned, language), onem_section(planned, language)])
        sections.append(clause_section(planned, language))
    sections += [doubts_section(told, matter.doubts, planned), given_section(matter, told), sources_section(told)]
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
    return capital(matter.word("report.lead", count=counted, plan=plan_words(matter)))


def counted_words(matter: Matter) -> str:
    """`187 jours prouvés, il en manque 125`."""
    proved, missing = ends_of(matter.answer, "proved_days"), ends_of(matter.answer, "missing_days")
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
    how = course(variant, matter.language) if variant.months_first > 0 else matter.word("report.full_time_lead")
    if variant.contract_end is None:
        return matter.word("report.plan_open", how=how, start=start)
    return matter.word("report.plan", how=how, start=start, end=on_day(variant.contract_end, matter.language))


def figures(matter: Matter) -> tuple[tuple[str, str], ...]:
    """At most five figures, each of what it is."""
    language, variant = matter.language, matter.variant
    found = [(matter.word(key), figure(ends_of(matter.answer, name), language)) for name, key in COUNTS]
    if variant is not None:
        found.append((matter.word("report.right_opens"), day_range(variant.right_opens, language)))
        found.append((matter.word("report.subsidy"), amount(variant.total, variant.total_range, language)))
    return tuple((capital(label), value) for label, value in found)


COUNTS = (
    ("required_days", "report.required"),
    ("proved_days", "report.days_proved"),
    ("missing_days", "report.days_missing"),
)


def given_section(matter: Matter, told: Explanation) -> Section:
    """The facts that were given, and those that were taken as they usually are."""
    pairs = []
    for public, fact in matter.answer.decision.facts(matter.answer.law).items():
        if not isinstance(fact, Fact):
            continue
        node = told.fact_node(fact)
        if public in matter.answer.case.given or matter.answer.case.values.get(fact.argument, UNKNOWN) != UNKNOWN:
            pairs.append((capital(node.label), node.value))
    pairs += [(capital(label), value) for label, value in matter.also]
    pairs += [(capital(matter.word("report.file")), file.name) for file in matter.files]
    return Section("given", matter.word("report.given"), (Pairs(tuple(pairs)),))


def foot(matter: Matter) -> tuple[str, ...]:
    """The fingerprint of the law and of the files, by which the report can be made again."""
    lines = [matter.word("law.fingerprint", fingerprint=matter.answer.law.fingerprint)]
    lines += [matter.word("report.sha256", name=file.name, sha256=file.sha256) for file in matter.files]
    return (*lines, matter.word("report.made_with"))
