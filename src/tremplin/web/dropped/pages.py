"""The pages of the questions that start from a file. Each is the answer to what was sent; nothing outlives it.

There is no token against forged forms: a form here holds no authority. Without account, session, cookie or store, one
that another site makes somebody send shows that person an answer, and changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tremplin.ground.days import day_number
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.patience import TookTooLong, at_most
from tremplin.ground.sentences import sentence
from tremplin.intake import Person
from tremplin.intake.told import amount_of, who
from tremplin.law import belgian_law
from tremplin.papers.content import report_of
from tremplin.papers.typesetting import as_pdf
from tremplin.reasons.answer import Answer
from tremplin.reasons.found import Found
from tremplin.web.dropped import kept as keeping
from tremplin.web.dropped import typed
from tremplin.web.dropped.asking import found, needed, open_facts
from tremplin.web.dropped.fields import PREFIX, answered, can_be, check, field, given
from tremplin.web.dropped.kept import Kept
from tremplin.web.dropped.reading import Read, read_file
from tremplin.web.dropped.subjects import Subject, subjects
from tremplin.web.dropped.telling import Answered
from tremplin.web.dropped.upload import Refused, Sent, received
from tremplin.web.saving import can_save

SECONDS = 10
"""What one answer may take, the reading of its file included."""
MOST_PEOPLE, MOST_CARRIED = 50, 40_000
"""People whose rows the page carries until one is chosen, and the signs of all of them; in a larger file they are
asked for by their number."""
MOST_FAULTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, language: str, subject: str) -> HttpResponse:
    """The form, what is still to be asked, or the answer."""
    if subject not in subjects():
        raise Http404(subject)
    page = Page(request, subjects()[subject], language)
    if request.method != "POST":
        return page.form(Kept())
    try:
        sent = received(request)
        with at_most(SECONDS):
            response = page.sent(sent)
    except Refused as error:
        response = page.refused(error)
    except TookTooLong:
        response = page.refused(Refused(413, "drop.too_long", seconds=SECONDS))
    response.headers["Cache-Control"] = "no-store"
    return response


class Page:
    """One subject in a language, for one request."""

    def __init__(self, request: HttpRequest, subject: Subject, language: str) -> None:
        self.request, self.subject, self.language = request, subject, language
        self.law, self.paper = belgian_law(), False

    def render(self, template: str, status: int = 200, **words: Any) -> HttpResponse:
        about = {"subject": self.subject, "title": self.subject.title[self.language]}
        return render(self.request, f"web/dropped/{template}.html", about | words, status=status)

    # What was sent.

    def sent(self, sent: Sent) -> HttpResponse:
        kept = self.kept(sent.said("kept"))
        match sent.said("step"):
            case "work":
                return self.work(sent, kept)
            case "person":
                return self.person(sent, kept)
        return self.facts(sent, kept)

    def kept(self, text: str) -> Kept:
        """What the page carried; a change of it that cannot be read is refused like a form that was cut off."""
        try:
            found = keeping.read(text) if text else Kept()
            if found.rows is not None:
                Read("").kept(found, Person(rows=found.rows))
        except InputError:
            raise Refused(400, "drop.broken_off") from None
        known = {name: value for name, value in found.facts.items() if name in self.subject.facts}
        return replace(found, facts=known)

    def work(self, sent: Sent, kept: Kept) -> HttpResponse:
        """The first form: a file, rows, or neither because there was no work."""
        rows = typed.cells_of(sent.fields)
        kept, faults = self.answers(sent, kept)
        none = sent.said("none") == "1"
        if sent.said("add") or sent.said("as"):
            return self.form(kept, rows, more=True)
        if faults:
            return self.form(kept, rows, faults, sent)
        if (sent.file is not None) + bool(rows) + none > 1:
            return self.form(kept, rows, wrong="drop.either")
        if none:
            return self.on(replace(kept, rows=[], name="", doubts=()))
        if rows:
            try:
                reading = typed.read(rows, self.language)
            except Refused as error:
                return self.form(kept, rows, wrong=error.key, said=self.faults(error))
            return self.on(Read(reading.name, {}, reading).kept(kept, reading.people[0]))
        if sent.file is None:
            return self.form(kept, rows, wrong="drop.nothing")
        return self.read(read_file(sent.file, self.subject.facts), kept, sent.said("whom").strip()[:40])

    def read(self, found: Read, kept: Kept, whom: str) -> HttpResponse:
        """A file with nobody, one person, or several to choose from."""
        if found.reading is None:
            kept = found.kept(kept, None)
            return self.form(replace(kept, name=found.name), read=found.name) if kept.rows is None else self.on(kept)
        if len(found.people) == 1:
            return self.on(found.kept(kept, found.people[0]))
        if whom:
            try:
                return self.on(found.kept(kept, found.reading.person(whom)))
            except InputError:
                return self.choose(found, kept, whom)
        return self.choose(found, kept)

    def choose(self, found: Read, kept: Kept, wrong: str = "") -> HttpResponse:
        """Which of several people. Each travels with the page as far as it bears them."""
        listed = [
            (number, who(person), *amount_of(person, self.language))
            for number, person in enumerate(found.people[:MOST_PEOPLE], 1)
        ]
        texts: list[str] = []
        if len(found.people) <= MOST_PEOPLE and not wrong:
            texts = [found.kept(kept, person).text() for person in found.people]
        carried = bool(texts) and sum(map(len, texts)) <= MOST_CARRIED
        return self.render(
            "people",
            status=400 if wrong else 200,
            people=listed,
            texts=list(enumerate(texts, 1)) if carried else [],
            carried=carried,
            kept=kept.text(),
            count=len(found.people),
            file=found.name,
            wrong=bool(wrong),
        )

    def person(self, sent: Sent, kept: Kept) -> HttpResponse:
        number = sent.said("number")
        text = sent.said(f"person.{number}") if number.isascii() and number.isdigit() else ""
        if not text:
            raise Refused(400, "drop.nobody_chosen")
        return self.on(self.kept(text))

    def facts(self, sent: Sent, kept: Kept) -> HttpResponse:
        if kept.rows is None:
            return self.form(kept)
        if sent.said("as") == "language":
            return self.on(kept)
        self.paper = sent.said("as") == "pdf" and can_save()
        kept, faults = self.answers(sent, kept)
        name = sent.said("change")
        if name and can_be(self.law, self.subject, kept, name):
            return self.more(kept, [name], changing=True)
        if faults:
            return self.more(kept, [*faults], faults, sent)
        return self.on(kept)

    def answers(self, sent: Sent, kept: Kept) -> tuple[Kept, dict[str, Fault]]:
        """The facts of a form's fields, and those that cannot be read."""
        faults: dict[str, Fault] = {}
        for name in [key.removeprefix(PREFIX) for key in sent.fields if key.startswith(PREFIX)]:
            text = sent.said(PREFIX + name).strip()
            if not text and (sent.said("step") == "work" or name in self.subject.more):
                kept = kept.without(name)
                continue
            try:
                kept = answered(self.law, self.subject, kept, name, text)
            except InputError as error:
                faults[name] = error.faults[0]
        return kept, faults

    # What is shown.

    def on(self, kept: Kept) -> HttpResponse:
        """The next facts to ask, or the answer."""
        try:
            if names := needed(self.subject, kept):
                return self.more(replace(kept, asked=tuple(dict.fromkeys([*kept.asked, *names]))), names)
            if faults := check(self.law, self.subject, kept):
                return self.more(kept, [*faults], faults)
            answer = found(self.law, self.subject, kept)
            if names := open_facts(self.subject, kept, answer):
                return self.more(replace(kept, asked=tuple(dict.fromkeys([*kept.asked, *names]))), names)
            return self.answer(kept, answer)
        except InputError as error:
            raise Refused(400, "drop.unread", tuple(error.faults)) from None

    def form(self, kept: Kept, rows: list[typed.Cells] | None = None, faults: dict[str, Fault] | None = None, sent: Sent | None = None, *, more: bool = False, wrong: str = "", said: list[str] | None = None, read: str = "") -> HttpResponse:  # fmt: skip  # noqa: E501
        """The first form, with what was typed."""
        rows = list(rows or [])
        shown = [*rows, typed.next_row(rows)] if (more or not rows) and len(rows) < typed.MOST else rows
        if "claim_date" in self.subject.first and "claim_date" not in kept.facts:
            kept = replace(kept, facts={**kept.facts, "claim_date": timezone.localdate().isoformat()})
        names = [name for name in self.subject.first if not (read and name in kept.facts)]
        return self.render(
            "form",
            status=400 if wrong or faults else 200,
            kept=kept.text(),
            fields=self.fields(kept, names, faults or {}, sent),
            rows=typed.inputs(self.law, shown, self.language),
            codes=self.codes(),
            most=settings.MOST_FILE // 1_000_000,
            open=more or bool(rows),
            full=len(shown) >= typed.MOST,
            wrong=wrong,
            said=said or [],
            read=read,
        )

    def fields(self, kept: Kept, names: list[str], faults: dict[str, Fault], sent: Sent | None) -> list[Any]:
        texts = {name: sent.fields.get(PREFIX + name) for name in names} if sent else {}
        return [
            field(self.law, self.subject, kept, name, self.language, texts.get(name), faults.get(name))
            for name in names
        ]

    def codes(self) -> list[tuple[str, str]]:
        """Service codes with what they cover."""
        start = "service_code."
        found = [(key.removeprefix(start), texts[self.language]) for key, texts in self.law.choices.items() if key.startswith(start)]  # fmt: skip  # noqa: E501
        return [(code, text) for code, text in found if code.isdigit()]

    def more(self, kept: Kept, names: list[str], faults: dict[str, Fault] | None = None, sent: Sent | None = None, changing: bool = False) -> HttpResponse:  # fmt: skip  # noqa: E501
        """Facts to ask: what is still missing, what is to be mended, or what somebody wants to change."""
        known = [one for one in given(self.law, self.subject, kept, self.language) if one.name not in names]
        return self.render(
            "more",
            status=400 if faults else 200,
            kept=kept.text(),
            fields=self.fields(kept, names, faults or {}, sent),
            given=known,
            changing=changing,
        )

    def answer(self, kept: Kept, found: Answer | Found) -> HttpResponse:
        today = day_number(timezone.localdate())
        told = Answered(self.subject, kept, found, today, self.language)
        if self.paper:
            return self.pdf(told)
        extra = [name for name in self.subject.more if name not in kept.facts]
        return self.render(
            "answer",
            told=told,
            kept=kept.text(),
            case=told.case(),
            given=given(self.law, self.subject, kept, self.language),
            extra=self.fields(kept, extra, {}, None),
            bring=[texts[self.language] for texts in self.subject.bring],
            see=self.subject.see[self.language],
            saves=can_save(),
        )

    def pdf(self, told: Answered) -> HttpResponse:
        """The report of the same, whose name says the question and the day."""
        name = f"tremplin-{self.subject.name}-{timezone.localdate().isoformat()}.pdf"
        made = as_pdf(report_of(replace(told.matter, doubts=told.kept.doubts)))
        return HttpResponse(
            made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
        )

    def refused(self, error: Refused) -> HttpResponse:
        """What is wrong with what was handed in, and what to do."""
        told = sentence(error.key, self.language)
        mend = sentence(f"{error.key}_mend", self.language, **error.words)
        return self.render("refused", status=error.status, told=told, mend=mend, said=self.faults(error))

    def faults(self, error: Refused) -> list[str]:
        found = list(dict.fromkeys(fault.text(self.language) for fault in error.faults))
        more = sentence("drop.and_more", self.language, count=len(found) - MOST_FAULTS)
        return found[:MOST_FAULTS] + ([more] if len(found) > MOST_FAULTS else [])
