"""A report in words: who stands in it, what each quarter becomes, and the doubts, each sentence once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from tremplin.engine.words import quarter_of
from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.intake.doubts import DOUBT, NOTE, REFUSED, Doubt, masked
from tremplin.intake.periods import plainly
from tremplin.intake.told import HEADINGS, doubted
from tremplin.office.article60.models import File
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.ledger.selectors.changes import OWN, Change, Quarter, employer
from tremplin.office.ledger.selectors.matching import Match
from tremplin.office.ledger.selectors.reports import doubts_of, faults_of
from tremplin.office.pages.words import brief_day_of, days_of
from tremplin.office.people.models import Person

APART = ("issuer", "coda", "swap")
"""Formats of files that an ALE closes its month with: they have pages of their own."""
MOST_SENTENCES = 60
MOST_LISTED = 600
"""People that the list of suggestions holds."""


@dataclass(frozen=True)
class Known:
    """Somebody of the office who stands in the file; `file`: the newest one, empty where there is none."""

    pk: int
    name: str
    file: str


@dataclass(frozen=True)
class Question:
    """Someone in the file of whom nobody is sure."""

    index: int
    who: str
    rows: str
    typed: str
    out: bool
    wrong: bool
    why: str
    alike: tuple[Person, ...]


@dataclass(frozen=True)
class Line:
    """One quarter of a person in the table of changes. `what`: what becomes of it, a sentence each."""

    person: str
    person_id: int
    file: str
    first: bool
    quarter: str
    layer: str
    employer: str
    rows: int
    before: str
    after: str
    what: tuple[str, ...]


class Told:
    """The report of an upload in a language. `file`: on which it was dropped, if on one."""

    def __init__(
        self, upload: Upload, found: Sequence[Match], changed: Sequence[Change], file: File | None, language: str
    ) -> None:
        self.upload, self.found, self.changed, self.file, self.language = upload, found, changed, file, language

    def say(self, key: str, **words: Any) -> str:
        return sentence(f"office_imports.{key}", self.language, **words)

    @property
    def lead(self) -> str:
        """Who and what is in the file, and what became of it."""
        match self.upload.state:
            case Upload.State.WAITING:
                return self.say("lead_waiting")
            case Upload.State.FAILED:
                return self.say("lead_failed")
            case Upload.State.PUT_ASIDE:
                return self.say("lead_put_aside")
        rows = sum(len(match.read.rows) for match in self.found)
        if not rows:
            return self.say("lead_nobody")
        name = "lead_one" if len(self.found) == 1 else "lead_people"
        return self.say(name, people=len(self.found), rows=rows, span=self.span)

    @property
    def after(self) -> str:
        """What is still to be done, or by whom it was taken."""
        waiting, asked = sum(one.waits for one in self.found), sum(one.asks for one in self.found)
        if waiting:
            return self.say("not_taken")
        if asked:
            return self.say("to_answer", count=asked)
        if self.upload.committed_at and self.upload.committed_by:
            day = brief_day_of(self.upload.committed_at, self.language)
            return self.say("taken_by", name=self.upload.committed_by.name, day=day)
        return ""

    @property
    def span(self) -> str:
        rows = [row for match in self.found for row in match.read.rows]
        ends = (min(row.first_day for row in rows), max(row.first_day for row in rows))
        names = [self.quarter(quarter_of(day_number(day))) for day in ends]
        return " – ".join(dict.fromkeys(names))

    def quarter(self, number: int) -> str:
        return sentence("read.quarter", self.language, number=number % 4 + 1, year=number // 4)

    @property
    def format(self) -> str:
        return sentence(f"read.{self.upload.format}", self.language) if self.upload.format else ""

    @property
    def handed_in(self) -> str:
        day = brief_day_of(self.upload.handed_in_at, self.language)
        return self.say("handed_in_by", name=self.upload.handed_in_by.name, day=day)

    @property
    def others(self) -> int:
        """People of the file whom the page does not show, because it is about one."""
        return len(self.upload.report.get("people", [])) - len(self.found) if self.file else 0

    @property
    def asks_layer(self) -> bool:
        """Whether the office has to say if a table holds declarations or payslips."""
        return not self.upload.report.get("layered") and not self.upload.answers.get("taken")

    @property
    def is_paid(self) -> bool:
        return bool(self.upload.answers.get("layer") == WorkRow.Layer.PAID)

    def questions(self, asked: Iterable[Match], typed: QueryDict | None, wrong: frozenset[int]) -> list[Question]:
        numbers = file_numbers(person.pk for match in asked for person in match.candidates)
        found = []
        for match in asked:
            index = match.read.index
            offered = self.file.number if self.file else ""
            if not offered and len(match.candidates) == 1:
                offered = numbers.get(match.candidates[0].pk, "")
            why = "why_alike" if match.candidates else "why_other" if self.file else "why_unknown"
            found.append(
                Question(
                    index,
                    " · ".join(part for part in (match.read.name, masked(match.read.key)) if part) or "–",
                    self.say("rows_days", rows=len(match.read.rows), days=days_of(match.read.days, self.language)),
                    typed.get(f"who-{index}", "") if typed else offered,
                    bool(typed) and f"out-{index}" in (typed or {}),
                    index in wrong,
                    self.say(why, names=", ".join(map(str, match.candidates[:3]))),
                    match.candidates[:3],
                )
            )
        return found

    @cached_property
    def known(self) -> list[Known]:
        """Who of the file is known here, where no change says so already."""
        if self.changed or self.file:
            return []
        people = {match.person.pk: match.person for match in self.found if match.person}
        numbers = file_numbers(people)
        return [Known(pk, str(person), numbers.get(pk, "")) for pk, person in people.items()][:MOST_SENTENCES]

    # What would change.

    @cached_property
    def lines(self) -> list[Line]:
        numbers = file_numbers(change.person.pk for change in self.changed)
        replaced = [row for change in self.changed for of in change.quarters for row in of.replaced]
        uploads = {row.upload_id for row in replaced if row.upload_id}
        names = dict(Upload.objects.filter(pk__in=uploads).values_list("pk", "name"))
        return [
            self.line(change, of, at == 0, numbers.get(change.person.pk, ""), names)
            for change in self.changed
            for at, of in enumerate(change.quarters)
        ]

    def line(self, change: Change, of: Quarter, first: bool, file: str, names: Mapping[int, str]) -> Line:
        return Line(
            str(change.person),
            change.person.pk,
            file,
            first,
            self.quarter(of.number),
            self.say(f"layer_{of.layer}"),
            "" if employer(of.new[0] if of.new else of.held[0], self.upload.organisation) == OWN else of.employer,
            len(of.new),
            days_of(of.before, self.language) if of.replaced else "–",
            days_of(of.after, self.language),
            tuple(self.becomes(of, names)),
        )

    def becomes(self, of: Quarter, names: Mapping[int, str]) -> Iterable[str]:
        if of.same:
            yield self.say("same")
        elif of.replaced:
            sources = dict.fromkeys(names.get(row.upload_id or 0) or self.say("typed_row") for row in of.replaced)
            yield self.say("replaces", rows=len(of.replaced), names=", ".join(sources))
        if of.held:
            yield self.say("held", rows=len(of.held))
        if of.beside:
            employers = dict.fromkeys(row.employer for row in of.beside if row.employer)
            yield self.say("beside", names=", ".join(employers) or "–")

    # Doubts.

    @property
    def faults(self) -> list[str]:
        """Why the file could not be read."""
        return list(dict.fromkeys(fault.text(self.language) for fault in faults_of(self.upload)))[:MOST_SENTENCES]

    @cached_property
    def doubts(self) -> list[tuple[str, str, list[Any], int]]:
        """Headings with the sentences under them, and how many more there are."""
        whose = {match.read.key or match.read.name for match in self.found}
        kept: list[Doubt] = doubts_of(self.upload)
        if self.file:
            kept = [doubt for doubt in kept if doubt.whose in ("", *whose)]
        found = []
        for severity in (REFUSED, DOUBT, NOTE):
            sentences = doubted(kept, severity, self.upload.name, self.language)
            if sentences:
                more = max(0, len(sentences) - MOST_SENTENCES)
                found.append((severity, sentence(HEADINGS[severity], self.language), sentences[:MOST_SENTENCES], more))
        return found


def file_numbers(person_ids: Iterable[int]) -> dict[int, str]:
    """The newest file of each person."""
    return dict(File.objects.filter(person_id__in=list(person_ids)).order_by("pk").values_list("person_id", "number"))


def people_here() -> list[str]:
    """What a question suggests: file numbers with their person."""
    files = File.objects.select_related("person").filter(person__anonymised_at=None).order_by("person__sort_key")
    return [f"{file.number} · {file.person}" for file in files[:MOST_LISTED]]


def whom(said: str) -> Person | None:
    """The person that an agent means: by the number of a file, else by a name that only one person has."""
    said = said.replace("\0", "")
    file = File.objects.select_related("person").filter(number=said.partition(" · ")[0].strip()).first()
    if file:
        return file.person
    key = plainly(said)
    turned = " ".join(key.split()[::-1])
    found = list(Person.objects.filter(anonymised_at=None, sort_key__in=[key, turned])[:2])
    return found[0] if len(found) == 1 else None
