"""Every topic, walked: few questions, texts in four languages, names that the law has."""

import datetime
import random

import pytest

from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.reasons.answer import decide
from tremplin.web.questions import state as state_module
from tremplin.web.questions.giving import asking
from tremplin.web.questions.state import MOST, read
from tremplin.web.questions.topics import topics

LAW = belgian_law()
TODAY = datetime.date(2026, 11, 22)
WALKS = 12


def texts(topic):
    yield topic.title
    yield from topic.bring
    yield from topic.see.values()
    for words in topic.words.values():
        yield from words.values()
    if topic.taken:
        yield topic.taken


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_a_topic_is_whole(topic):
    assert all(list(text) == list(LANGUAGES) and all(text.values()) for text in texts(topic))
    assert "any" in topic.see
    state = read(LAW, topic, {}, TODAY)
    assert set(topic.needs) <= set(topic.ask)
    sayable = {*topic.takes, *topic.follows}
    for part in topic.parts:
        decision = LAW.decision(part.decision)
        assert {*part.results, *part.show} <= set(decision.then)
        assert set(part.fixed) <= set(decision.given)
        names = [name for name, fact in state.facts.items() if name in topic.offer]
        assert all(set(topic.offer[name]) <= set(state.facts[name].kind.names) for name in names)
        sayable -= set(decision.given)
    assert set(topic.offer) <= set(topic.ask) and not sayable
    assert not set(topic.takes) & set(topic.ask), "what is taken so is not asked"
    assert topic.taken or not topic.takes, "and is said in words"
    assert not topic.today or topic.today in topics()


def answers(state, name, whole=True):
    """The answers to a question that are tried, as an address says them: that one does not know, last."""
    fact = state.facts[name]
    part = next(part for part in state.topic.parts if name in part.ask)
    if part.planned and "." in name:
        values = {"day": ["2024-05-01", "2025-12-31", "2026-08-31"], "number": ["38", "19"]}[fact.kind.name]
        return [*values, *([] if fact.required else ["?"])]
    tried = asking(state, part)
    plain = [fact.plain(value) for value in tried.values(next(one for one in tried.may if one.name == name), whole)]
    words = [{True: "yes", False: "no"}[one] if isinstance(one, bool) else str(one) for one in plain]
    return [*words, *([] if fact.required else ["?"])]


def after_needs(topic, said=()):
    """Every way to answer the facts without which no other is asked."""
    state = read(LAW, topic, dict(said), TODAY)
    name = state.question
    if name not in topic.needs or name in dict(said):
        yield dict(said)
        return
    for answer in answers(state, name, whole=False):
        yield from after_needs(topic, (*said, (name, answer)))


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_the_cap_is_never_what_stops_the_asking(topic):
    """By the form of the rules: what may be asked after the region is known only grows less with each answer, and is
    never more than the cap. So it holds on every path, whatever is answered."""
    ways = list(after_needs(topic))
    assert len(ways) > 1
    for said in ways:
        state = read(LAW, topic, said, TODAY)
        if state.question is None:
            continue
        assert len(said) + len(state.still(list(said))) <= MOST, said


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_paths_end_by_themselves(topic, monkeypatch):
    monkeypatch.setattr(state_module, "MOST", 99)
    lot = random.Random(topic.name)
    for _ in range(2 if topic.name == "subsidy" else WALKS):
        said, still = {}, set(topic.ask)
        while name := (state := read(LAW, topic, said, TODAY)).question:
            if state.faults:  # what the law refuses of facts taken together is asked again
                break
            assert name not in said
            now = state.still(list(said))
            assert now <= still, (said, now - still)
            still = now
            said[name] = lot.choice(answers(state, name))
        assert len(said) <= MOST
    assert state.faults or said


@pytest.mark.parametrize("topic", [one for one in topics().values() if not one.since], ids=lambda topic: topic.name)
def test_what_is_not_asked_would_not_have_changed_the_answer(topic):
    lot = random.Random(topic.name)
    for _ in range(2 if topic.name == "subsidy" else 6):
        said = {}
        while name := (state := read(LAW, topic, said, TODAY)).question:
            if state.faults:
                break
            said[name] = lot.choice([*answers(state, name)])
        if state.faults or any(said.get(name) == "?" for name in topic.needs):
            continue
        part = topic.parts[0]
        before = state.answer(part)
        for name in set(part.ask) - set(said):
            more = read(LAW, topic, said | {name: lot.choice(answers(state, name))}, TODAY)
            if more.faults:
                continue
            after = more.answer(part)
            name_of = (part.results or (before.decision.answer,))[0]
            assert after.values[name_of] == before.values[name_of], (said, name)


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_what_is_asked_first_tells(topic):
    state = read(LAW, topic, {}, TODAY)
    assert state.question == topic.needs[0]
    assert topic.needs[0] in state.still([])


def test_what_is_not_known_of_the_region_ends_the_questions():
    for topic in topics().values():
        assert read(LAW, topic, dict.fromkeys(topic.needs, "?"), TODAY).question is None


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_an_old_link_opens_with_what_it_still_says(topic):
    """A name that is gone is dropped and told; a choice that is gone is asked again; the rest stays."""
    lot, said = random.Random(topic.name), {}
    while (name := (state := read(LAW, topic, said, TODAY)).question) and not state.faults:
        said[name] = lot.choice(answers(state, name, whole=False))
    said = {name: text for name, text in said.items() if name not in state.faults}
    old = read(LAW, topic, said | {"former_fact": "1"}, TODAY)
    assert old.dropped == ["former_fact"] and old.texts == said
    for name in said:
        broken = read(LAW, topic, said | {name: "gone"}, TODAY)
        assert broken.question == name and broken.texts == said | {name: "gone"}
        fewer = read(LAW, topic, {other: text for other, text in said.items() if other != name}, TODAY)
        assert fewer.answers.keys() == said.keys() - {name}


def test_the_hours_already_done_are_of_the_same_work():
    said = {"region": "brussels", "user": "household", "activity": "small_garden", "hours": "10"}
    state = read(LAW, topics()["hours"], said | {"done_this_month.hours": "40"}, TODAY)
    part = state.topic.parts[0]
    assert state.given(part)["done_this_month"] == [{"hours": 40, "user": "household", "activity": "small_garden"}]
    known = read(LAW, topics()["hours"], said | {"done_this_month.hours": "40", "hours_earlier_this_year": "0"}, TODAY)
    plain = {**known.given(part), "done_this_month": []}
    left = decide(LAW, "ale_hours", plain).values["left_this_month"]
    assert known.answer(part).values["left_this_month"] == left - 4_000


def test_months_of_allowance_are_taken_to_follow_each_other_unless_it_is_said():
    said = {"region": "wallonia", "registered_jobseeker": "yes", "months_registered": "5", "allowance": "insertion"}
    said |= {"months_on_allowance": "20", "birth_date": "1990-01-01", "cpas_aid": "no", "employability": "other"}
    state = read(LAW, topics()["access"], said, TODAY)
    part = state.topic.parts[0]
    assert state.question is None and state.supposed()["months_on_allowance_in_last_36"] == 20
    assert state.answer(part).outcome is False
    other = read(LAW, topics()["access"], said | {"months_on_allowance_in_last_36": "24"}, TODAY)
    assert other.answer(part).outcome is True and "months_on_allowance_in_last_36" not in other.supposed()


def test_after_a_no_nothing_beside_it_is_asked():
    said = {"region": "brussels", "user": "household", "activity": "small_garden", "hours": "80"}
    state = read(LAW, topics()["hours"], said, TODAY)
    assert state.question is None and state.answer(state.topic.parts[0]).outcome is False


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
