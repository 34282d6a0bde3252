"""Every topic, walked: few questions, texts in four languages, names that the law has."""

import datetime
import random
import time

import pytest

from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.web.questions.state import MOST, read
from tremplin.web.questions.topics import asking, topics

LAW = belgian_law()
TODAY = datetime.date(2026, 11, 22)
WALKS = 12


def texts(topic):
    yield topic.title
    yield from topic.bring
    yield from topic.see.values()
    if topic.taken:
        yield topic.taken


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_a_topic_is_whole(topic):
    assert all(list(text) == list(LANGUAGES) and all(text.values()) for text in texts(topic))
    assert "any" in topic.see
    state = read(LAW, topic, {}, TODAY)
    assert set(topic.needs) <= set(topic.ask)
    for part in topic.parts:
        decision = LAW.decision(part.decision)
        assert {*part.results, *part.show} <= set(decision.then)
        assert set(part.fixed) <= set(decision.given)
        names = [name for name, fact in state.facts.items() if name in topic.offer]
        assert all(set(topic.offer[name]) <= set(state.facts[name].kind.names) for name in names)
    assert set(topic.offer) <= set(topic.ask)


def one_answer(state, name, lot):
    """Some answer to a question, now and then that one does not know."""
    fact = state.facts[name]
    if not fact.required and lot.random() < 0.2:
        return "?"
    part = next(part for part in state.topic.parts if name in part.ask)
    tried = asking(LAW, state.topic, part)
    value = lot.choice(tried.values(next(one for one in tried.may if one.name == name), lot.random() < 0.5))
    plain = fact.plain(value)
    return {True: "yes", False: "no"}.get(plain, str(plain)) if isinstance(plain, bool) else str(plain)


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_no_path_asks_more_than_eight_questions(topic):
    lot, worst = random.Random(topic.name), 0.0
    for _ in range(3 if topic.name == "subsidy" else WALKS):
        said, least = {}, None
        while True:
            begun = time.perf_counter()
            state = read(LAW, topic, said, TODAY)
            name = state.question
            worst = max(worst, time.perf_counter() - begun)
            if name is None:
                break
            if state.faults:  # what the law refuses of facts taken together is asked again
                said.pop(name)
                break
            assert name not in said
            assert state.most() <= (least or MOST)
            least = state.most()
            said[name] = one_answer(state, name, lot)
        assert len(said) <= MOST
    assert worst < 5


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_what_is_asked_first_tells(topic):
    state = read(LAW, topic, {}, TODAY)
    part = topic.parts[0]
    assert state.question == topic.needs[0]
    assert topic.needs[0] in asking(LAW, topic, part).open(state.case(part), set(topic.follows))


def test_what_is_not_known_of_the_region_ends_the_questions():
    for topic in topics().values():
        assert read(LAW, topic, dict.fromkeys(topic.needs, "?"), TODAY).question is None


def test_changing_an_answer_keeps_the_others():
    said = {"region": "wallonia", "registered_jobseeker": "yes", "months_registered": "3"}
    state = read(LAW, topics()["access"], said | {"edit": "registered_jobseeker"}, TODAY)
    assert state.question == "registered_jobseeker"
    assert state.texts == said
    changed = read(LAW, topics()["access"], said | {"registered_jobseeker": "no"}, TODAY)
    assert changed.answers["months_registered"] == 3


def test_the_day_is_today_unless_the_address_says_another():
    topic = topics()["travel"]
    assert read(LAW, topic, {}, TODAY).given(topic.parts[0])["on"] == "2026-11-22"
    assert read(LAW, topic, {"on": "2020-01-01"}, TODAY).given(topic.parts[0])["on"] == "2020-01-01"
