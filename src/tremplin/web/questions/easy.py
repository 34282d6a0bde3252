"""An answer in plain words and large letters: the sentence, the figures, what to do now. The law stands elsewhere."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tremplin.web.questions.pages import state_of, topic_of, words_of
from tremplin.web.questions.paper import on_paper, to_question
from tremplin.web.questions.showing import Told, answer_of

MARKS = {"yes": "yes", "no": "no", "unsure": "maybe"}


def easy(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """The answer, easy to read."""
    state = state_of(request, topic_of(topic))
    if not on_paper(state):
        return to_question(state, language)
    told = [Told(state, part, language) for part in state.parts()]
    words = words_of(state, state.topic, language) | answer_of(state, told, language)
    asked = [(change, address) for change, address in words["changes"] if address]
    words |= {"plain": [(one.lead, figures(one)) for one in told], "mark": MARKS[told[0].tone], "asked": asked}
    return render(request, "web/questions/easy.html", words)


def figures(told: Told) -> list[tuple[str, str]]:
    """The figures, without words that the sentence has said already."""
    found = [(figure.label, figure.value) for figure in told.figures]
    return [(label, text) for label, text in found if re.search(r"\d", text) or text not in told.lead]
