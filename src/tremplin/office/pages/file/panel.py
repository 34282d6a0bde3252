"""Why a day counts or not: its rows, the file they come from, the article, and what would repair it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.engine.kinds import STATUSES, UNKNOWN
from tremplin.engine.words import place_of
from tremplin.ground.days import day_number
from tremplin.ground.sentences import label, sentence
from tremplin.law.unemployment.rows import ABSENCE, EXTENDS, ServiceCodes
from tremplin.office.article60.selectors.file import Whole
from tremplin.office.ledger.models import WorkRow
from tremplin.office.pages.words import day_of, moment
from tremplin.papers.saying import article_said, brief_range, capital, day_range, hours
from tremplin.papers.strip import ASSIMILATED, COUNTED, DOUBT, NOT_COUNTED, PLANNED, Strip, StripRow
from tremplin.papers.strip.words import fate_text
from tremplin.reasons.answer import Answer
from tremplin.reasons.references import of_house
from tremplin.reasons.steps import version_at
from tremplin.reasons.wording import day_text

EFFECT = "effect"
CODES = "service_codes"
BADGES = {"confirmed": "good", "office": "note", "single-source": "note", "inferred": "care"}
"""How a status looks; every other one asks to look."""


@dataclass(frozen=True)
class Why:
    """One row of work that lies on the day asked."""

    title: str
    why: str
    source: str
    origin: str
    """The file that it was taken from, and where in it."""
    upload: int | None
    handed_in: str
    article: str
    status: str
    badge: str
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Panel:
    """A day and all that lies on it."""

    day: str
    rows: tuple[Why, ...] = ()


class Reasons:
    """Tells why days have their fate."""

    def __init__(self, whole: Whole, answer: Answer, strip: Strip, language: str) -> None:
        self.whole, self.answer, self.strip, self.language = whole, answer, strip, language
        self.work = whole.records.work

    def panel(self, at: int) -> Panel:
        marks = self.strip.by_day.get(at, [])
        found = [self.why(self.strip.rows[mark.row], mark.fate) for mark in marks]
        found += [self.why(row, NOT_COUNTED) for row in self.strip.periods if row.first_day <= at < row.end_day]
        return Panel(day_text(at, self.language), tuple(dict.fromkeys(found)))

    def why(self, row: StripRow, fate: int) -> Why:
        given = self.work[row.number] if row.number < len(self.work) else None
        upload = self.whole.uploads.get(given.upload_id or 0) if given else None
        fated = sentence("office_file.planned_fate", self.language) if self.ahead(row, fate) else self.fated(row, fate)
        article, status = self.article(row)
        return Why(
            title=f"{brief_range((row.first_day, row.end_day - 1), self.language)}{self.colon}{fated}",
            why=self.word(f"why_{self.reason(row, fate)}"),
            source=self.source(row, given),
            origin=self.origin(given, upload),
            upload=upload["pk"] if upload else None,
            handed_in=self.handed_in(upload),
            article=article,
            status=sentence(f"status.{status}", self.language) if status else "",
            badge=BADGES.get(status, "care"),
            repairs=tuple(self.repairs(row, fate)),
        )

    def word(self, key: str, /, **words: Any) -> str:
        return sentence(f"office_file.{key}", self.language, **words)

    @property
    def colon(self) -> str:
        return sentence("place.colon", self.language)

    def ahead(self, row: StripRow, fate: int) -> bool:
        return row.layer == PLANNED and fate == COUNTED

    def fated(self, row: StripRow, fate: int) -> str:
        return fate_text(row, fate, self.language)

    def reason(self, row: StripRow, fate: int) -> str:
        """What made the days' fate: names a sentence."""
        if self.ahead(row, fate):
            return "planned"
        if fate == DOUBT:
            return f"doubt_{row.doubt or 'count'}"
        if fate == NOT_COUNTED:
            return {EXTENDS: "extends", ABSENCE: "past"}.get(row.effect, "nothing")
        if fate == ASSIMILATED:
            return "tolerated" if row.effect == ABSENCE else "assimilated"
        return "counted" if fate == COUNTED else "may_extend" if fate < DOUBT else "outside"

    def source(self, row: StripRow, given: WorkRow | None) -> str:
        """`code prestation 30 (congé sans solde), 5 jours, déclaré`."""
        code = str(row.service_code) if row.service_code >= 0 else sentence("value.unknown", self.language)
        text = row.code_texts.get(self.language, "")
        parts = [self.word("code", code=f"{code} ({text})" if text else code)]
        if given is None:
            parts.append(self.word("days", count=hours(sum(row.days.values()), self.language)))
        else:
            counted = (("days", given.days), ("hours", given.hours if given.days is None else None))
            parts += [self.word(key, count=hours(of, self.language)) for key, of in counted if of is not None]
        parts.append(self.word(f"layer_{row.layer}"))
        return ", ".join([*parts, *([row.employer] if row.employer else [])])

    def origin(self, given: WorkRow | None, upload: dict[str, Any] | None) -> str:
        if given is None:
            return self.word("from_contract")
        if upload is None:
            return given.place or self.word("typed_in")
        name = upload["name"]
        return given.place if given.place.startswith(name) else ", ".join(filter(None, (name, given.place)))

    def handed_in(self, upload: dict[str, Any] | None) -> str:
        if upload is None or not upload["committed_at"]:
            return ""
        words = {"day": day_of(moment(upload["committed_at"]), self.language), "name": upload["who"] or "?"}
        return self.word("handed_in", **words)

    def article(self, row: StripRow) -> tuple[str, str]:
        """The article that says what the row is, and how sure that is."""
        step = self.answer.decision.program.plan.by_name.get(EFFECT)
        if step is None or step.source.name != EFFECT:
            return "", ""
        rule: Any = step.source
        version = rule.versions[version_at(step, self.answer.steps, None)]
        article = article_said(of_house(self.answer.law, version.article, self.language), self.language)
        codes = ServiceCodes(*self.answer.steps[CODES])
        place = -1 if row.service_code == UNKNOWN else place_of(codes.code, row.service_code)
        return article, STATUSES[codes.sure[place]] if place >= 0 else "unset"

    def repairs(self, row: StripRow, fate: int) -> Iterator[str]:
        """What would make the days count, with its effect where it was worked out."""
        result = self.whole.projection.plan.get("result") or {}
        for repair in result.get("repairs") or []:
            if repair["kind"] == "leave" and repair["place"] == f"work[{row.number}]" and repair["right_opens"]:
                opens = [day_number(date.fromisoformat(day)) for day in repair["right_opens"]]
                yield self.word("repair_leave", days=day_range((opens[0], opens[1]), self.language))
        if fate == DOUBT:
            yield self.word(f"repair_{row.doubt or 'count'}")
            if row.doubt == "benefit":
                texts = self.answer.law.rows["work"].columns["benefit_paid"].texts
                yield capital(label(texts, self.language, "question"))
        elif fate == NOT_COUNTED and row.effect not in (EXTENDS, ABSENCE):
            yield self.word("repair_code")
