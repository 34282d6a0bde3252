"""An answer on paper: a page to print, which needs no click, and a PDF of the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from tremplin.ground.patience import TookTooLong, at_most
from tremplin.papers.answer import Sheet
from tremplin.papers.typesetting import as_pdf
from tremplin.web.pages import wrong
from tremplin.web.questions.pages import answer_words, root_of, state_of, topic_of
from tremplin.web.questions.sheet import sheet_of
from tremplin.web.questions.showing import Told
from tremplin.web.questions.state import State
from tremplin.web.saving import can_save

SECONDS = 10
"""How long one sheet may be worked on."""


def printed(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """The answer as a page to print, with every reason open."""
    state = state_of(request, topic_of(topic))
    if not on_paper(state):
        return to_question(state, language)
    try:
        with at_most(SECONDS):
            words = answer_words(request, state, language)
    except TookTooLong:
        return wrong(request, 422, "paper.too_long")
    return render(request, "web/questions/answer.html", words | {"paper": True, "proved": True})


def pdf(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """The same as a PDF, whose name says the question and the day, and nothing that was answered."""
    state = state_of(request, topic_of(topic))
    if not on_paper(state):
        return to_question(state, language)
    if not can_save():
        return wrong(request, 404, "paper.no_pdf")
    try:
        made = as_pdf(sheet(state, language, root_of(request)))
    except TookTooLong:
        return wrong(request, 422, "paper.too_long")
    name = f"tremplin-{state.topic.name}-{state.today.isoformat()}.pdf"
    kept = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=kept)


def sheet(state: State, language: str, root: str) -> Sheet:
    """The sheet of an answer, within the time that one may take."""
    with at_most(SECONDS):
        return sheet_of(state, [Told(state, part, language) for part in state.parts()], language, root)


def on_paper(state: State) -> bool:
    """Whether there is one answer to tell: not a question still, nor a course over time."""
    return state.question is None and not state.topic.since


def to_question(state: State, language: str) -> HttpResponse:
    """What is not answered yet has no paper: back to the question, with all that was said."""
    return HttpResponseRedirect(f"/{language}/ask/{state.topic.name}{state.query()}")
