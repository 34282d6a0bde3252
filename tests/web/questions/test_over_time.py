"""On which days an answer changes: against deciding day by day, and what the page says of it."""

import datetime
import html
import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from tremplin.engine.kinds import LANGUAGES, UNKNOWN, day_date
from tremplin.law import belgian_law
from tremplin.reasons.answer import decide
from tremplin.web.questions import giving, over_time
from tremplin.web.questions.over_time import courses
from tremplin.web.questions.state import read
from tremplin.web.questions.topics import topics

LAW = belgian_law()
TODAY = datetime.date(2026, 11, 22)
# Registered for ten months, without allowance or aid: a year is reached on 22 January 2027.
WAITS = {"region": "wallonia", "registered_jobseeker": "yes", "months_registered": "10", "allowance": "none", "birth_date": "1979-01-01", "cpas_aid": "no"}  # fmt: skip  # noqa: E501
# 46 years old, a year and a month of work: 468 days before 1 March 2026, 312 from then on.
WORKED = {"contract.first_day": "2025-01-06", "contract.last_day": "2026-02-15", "contract.weekly_hours": "38", "contract.full_time_weekly_hours": "38", "birth_date": "1980-01-01"}  # fmt: skip  # noqa: E501
BOUGHT = {"region": "brussels", "bought": "500", "nominative": "yes", "service_vouchers_bought": "0"}
CHANGES = [
    ("changes_access", WAITS, "2027-01-22", 0, 1, "ceiling"),
    ("changes_benefit", WORKED, "2026-03-01", 0, 1, "law"),
    ("changes_price", BOUGHT, "2026-01-01", 7_500, 0, "law"),
]


def state_of(topic, said):
    return read(LAW, topics()[topic], said, TODAY)


@pytest.mark.parametrize(("topic", "said", "day", "before", "after", "cause"), CHANGES)
def test_the_day_of_each_change_and_its_cause(topic, said, day, before, after, cause):
    state = state_of(topic, said)
    assert state.question is None
    _, flips = courses(state, "fr")[0].found
    assert [(str(day_date(flip.day)), flip.before, flip.after) for flip in flips] == [(day, before, after)]
    assert cause in {one.kind for one in flips[0].causes}


@pytest.mark.parametrize(("topic", "said", "day", "before", "after", "cause"), CHANGES)
def test_every_day_is_decided_as_the_law_decides_it(topic, said, day, before, after, cause):
    """Some days before and after the change and at both ends, by the decision itself."""
    state = state_of(topic, said)
    course = courses(state, "fr")[0]
    first, flips = course.found
    turn = flips[0].day
    for moment in [course.span[0], turn - 1, turn, course.span[-1]]:
        on = day_date(max(moment, course.span[0]))
        given = giving.given(state, course.part, on)
        answer = decide(LAW, course.part.decision, given)
        expected = after if moment >= turn else before
        assert answer.values[course.public] == expected, on


def test_no_fact_that_is_left_out_tells_on_any_day():
    """For what to ask, some days stand for all: on every day of the time nothing is left to ask."""
    state = state_of("changes_access", WAITS)
    (part,) = state.topic.parts
    questions = giving.asking(state, part)
    told = giving.settled(state, part, list(state.answers))
    for moment in over_time.span(state, part)[::7]:
        assert questions.next(giving.case(state, part, day_date(moment)), told) is None, day_date(moment)


def test_months_are_those_of_today_and_count_back_too():
    state = state_of("changes_access", WAITS | {"months_registered": "14"})
    _, flips = courses(state, "fr")[0].found
    assert [str(day_date(flip.day)) for flip in flips] == ["2026-09-22"]
    (part,) = state.topic.parts
    months = [giving.given(state, part, datetime.date.fromisoformat(on))["months_registered"] for on in ("2026-09-21", "2026-09-22", "2025-01-01", "2027-11-22")]  # fmt: skip  # noqa: E501
    assert months == [11, 12, 0, 26]


def test_what_is_not_known_is_said():
    course = courses(state_of("changes_access", {"region": "?"}), "en")[0]
    assert course.now == UNKNOWN and course.tone == "unsure" and "no answer" in course.lead


def test_a_contract_that_ends_before_it_begins_is_asked_again():
    state = state_of("changes_benefit", WORKED | {"contract.last_day": "2024-01-01"})
    assert state.question == "contract.last_day" and state.faults["contract.last_day"].key == "ends_before_start"


@pytest.mark.parametrize("first", ["0001-01-01", "1900-01-01", "2999-01-01"])
def test_a_contract_of_centuries_breaks_nothing(first):
    said = WORKED | {"contract.first_day": first, "contract.last_day": "2999-12-31"}
    response = Client(SERVER_NAME="localhost").get(f"/fr/ask/changes_benefit?{urlencode(said)}")
    assert response.status_code in (200, 400)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("topic", "said", "day", "before", "after", "cause"), CHANGES)
def test_the_page_ends_with_a_sentence_and_a_dated_list(topic, said, day, before, after, cause, language):
    page = Client(SERVER_NAME="localhost").get(f"/{language}/ask/{topic}?{urlencode(said)}").content.decode()
    heading = html.unescape(re.search(r"<h1>(.*?)</h1>", page, re.S)[1])
    assert day[:4] in heading and "→" in heading and page.count("<h1") == 1
    assert re.search(rf'href="/{language}/law/(rules|parameters)/\w+"', page)
    assert 'class="timeline"' in page and len(page.encode()) < 100_000


def test_every_link_of_the_list_leads_to_the_law():
    client = Client(SERVER_NAME="localhost")
    for topic, said, *_ in CHANGES:
        page = client.get(f"/fr/ask/{topic}?{urlencode(said)}").content.decode()
        links = {html.unescape(link) for link in re.findall(r'href="(/fr/(?!office/)[^"]*)"', page)}
        assert all(client.get(link).status_code == 200 for link in links)
