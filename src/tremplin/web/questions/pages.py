"""The pages of the questions: all of them, one question or its answer, and what to send when it looks wrong."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.ground.sentences import sentence
from tremplin.law import belgian_law
from tremplin.web.questions.fields import Query, capital, given
from tremplin.web.questions.over_time import courses
from tremplin.web.questions.sheet import sheet_of
from tremplin.web.questions.showing import Told, answer_of, case_file, ending, trace
from tremplin.web.questions.state import MOST_NAMES, State, read
from tremplin.web.questions.topics import Topic, topics
from tremplin.web.questions.ways_in import ways
from tremplin.web.saving import can_save

MOST_LINES = 80
"""Lines of reasons that an answer carries for the printer beside those of the screen; with more, these are printed."""


def home(request: HttpRequest, language: str) -> HttpResponse:
    """Every question that people have."""
    return render(request, "web/home.html", {"ways": ways(language)})


def ask(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """The next question, or the answer."""
    found = topic_of(topic)
    state = state_of(request, found)
    name = state.question
    if name is None:
        if found.since:
            return changing(request, state, language)
        return render(request, "web/questions/answer.html", answer_words(request, state, language))
    words = words_of(state, found, language)
    query = Query(state, name, language)
    kept = [(other, text) for other, text in state.texts.items() if other != name]
    done = len(state.answers)
    words |= {
        "query": query,
        "kept": kept,
        "most": state.most(),
        "editing": state.edit is not None,
        "done": done,
        "share": 320 * done // (done + state.most()),
    }
    return render(request, "web/questions/ask.html", words, status=400 if state.faults.get(name) else 200)


def answer_words(request: HttpRequest, state: State, language: str) -> dict[str, Any]:
    """All that the page of an answer says, on the screen and on paper."""
    told = [Told(state, part, language) for part in state.parts()]
    sheet = sheet_of(state, told, language, root_of(request))
    words = words_of(state, state.topic, language, answered=True) | answer_of(state, told, language)
    lines = sum(len(part.grounds) for part in sheet.parts) + len(sheet.sources)
    return words | {"case": case_file(told), "saves": can_save(), "sheet": sheet, "proved": lines <= MOST_LINES}


def changing(request: HttpRequest, state: State, language: str) -> HttpResponse:
    """The days on which the answer changes."""
    told = courses(state, language)
    words = words_of(state, state.topic, language, answered=True) | ending(state, language)
    words |= {"first": told[0], "told": told, "others": told[1:], "now": capital(sentence("ask.over_now", language))}
    words["case"] = case_file([Told(state, part, language) for part in state.parts()])
    return render(request, "web/questions/changes.html", words)


def root_of(request: HttpRequest) -> str:
    """The site by the name that the reader calls it."""
    return f"{request.scheme}://{request.get_host()}"


def wrong(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """What to send when an answer looks wrong: decision, law, facts and result, and nothing of who asks."""
    found = topic_of(topic)
    state = state_of(request, found)
    if state.question is not None:
        return ask(request, language, topic)
    told = [Told(state, part, language) for part in state.parts()]
    return render(
        request,
        "web/questions/wrong.html",
        words_of(state, found, language) | {"trace": trace(state, told), "contact": settings.CONTACT},
    )


def topic_of(name: str) -> Topic:
    if name not in topics():
        raise Http404(name)
    return topics()[name]


def state_of(request: HttpRequest, topic: Topic) -> State:
    return read(belgian_law(), topic, request.GET.dict(), timezone.localdate())


def words_of(state: State, topic: Topic, language: str, answered: bool = False) -> dict[str, Any]:
    return {
        "topic": topic,
        "title": topic.title[language],
        "given": given(state, language, answered),
        "dropped": [name[:60] for name in state.dropped[:MOST_NAMES]],
        "here": state.query(),
        "back": state.before(),
    }
