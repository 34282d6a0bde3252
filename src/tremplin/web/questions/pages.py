"""The pages of the questions: all of them, one question or its answer, and what to send when it looks wrong."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.law import belgian_law
from tremplin.web.questions.fields import Query, days, given
from tremplin.web.questions.showing import Told, case_file, trace
from tremplin.web.questions.state import State, read
from tremplin.web.questions.topics import Topic, topics

MOST_NAMES = 8
"""Names that are no longer known are told, this many at most, each cut to a line."""


def home(request: HttpRequest, language: str) -> HttpResponse:
    """Every question that people have."""
    listed = [(topic.name, topic.title[language]) for topic in topics().values()]
    return render(request, "web/home.html", {"topics": listed})


def ask(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """The next question, or the answer."""
    found = topic_of(topic)
    state = state_of(request, found)
    name = state.question
    words = words_of(state, found, language)
    if name is None:
        return answered(request, state, words, language)
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


def answered(request: HttpRequest, state: State, words: dict[str, Any], language: str) -> HttpResponse:
    told = [Told(state, part, language) for part in state.parts()]
    region = str(state.answers.get("region"))
    see = state.topic.see.get(region) or state.topic.see["any"]
    words |= {
        "told": told,
        "first": told[0],
        "others": told[1:],
        "case": case_file(told),
        "bring": [texts[language] for texts in state.topic.bring],
        "see": see[language],
        "taken": state.topic.taken[language] if state.topic.taken else "",
        "days": days(state, language),
        "changes": [change for one in told for change in one.changes],
    }
    return render(request, "web/questions/answer.html", words)


def wrong(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """What to send when an answer looks wrong: decision, law, facts and result, and nothing of who asks."""
    found = topic_of(topic)
    state = state_of(request, found)
    if state.question is not None:
        return ask(request, language, topic)
    told = [Told(state, part, language) for part in state.parts()]
    return render(request, "web/questions/wrong.html", words_of(state, found, language) | {"trace": trace(state, told)})


def topic_of(name: str) -> Topic:
    if name not in topics():
        raise Http404(name)
    return topics()[name]


def state_of(request: HttpRequest, topic: Topic) -> State:
    return read(belgian_law(), topic, request.GET.dict(), timezone.localdate())


def words_of(state: State, topic: Topic, language: str) -> dict[str, Any]:
    return {
        "topic": topic,
        "title": topic.title[language],
        "given": given(state, language),
        "dropped": [name[:60] for name in state.dropped[:MOST_NAMES]],
        "here": state.query(),
        "back": state.before(),
    }
