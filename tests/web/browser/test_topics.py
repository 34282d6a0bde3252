# ruff: noqa: E501
"""Each question walked as a reader walks it: to a yes, a no and a cannot tell, with one figure that the law confirms."""

import datetime
import html
from urllib.parse import urlencode

import pytest

from tests.web.browser import crawl
from tests.web.browser.visits import page
from tremplin.law import belgian_law
from tremplin.reasons.answer import decide
from tremplin.web.questions import over_time
from tremplin.web.questions.agencies import directory
from tremplin.web.questions.showing import Told
from tremplin.web.questions.state import MOST, read
from tremplin.web.questions.topics import topics

WALLONIA = {"region": "wallonia"}
WORK = {
    "on_ale_list": "yes",
    "dangerous": "no",
    "daily_running": "no",
    "hours": "10",
    "done_this_month.hours": "4",
    "hours_earlier_this_year": "100",
    "nominative": "yes",
    "bought": "500",
    "service_vouchers_bought": "0",
}
CONTRACT = {
    "contract.first_day": "2025-01-06",
    "contract.last_day": "2026-02-15",
    "contract.weekly_hours": "38",
    "contract.full_time_weekly_hours": "38",
}
SEEKING = WALLONIA | {
    "registered_jobseeker": "yes",
    "months_registered": "14",
    "allowance": "none",
    "birth_date": "1979-01-01",
    "cpas_aid": "no",
}
# Topic, what the answer says, the answers by the name of their question (what is not asked is left), a figure of it.
WALKS = [
    (
        "access",
        "yes",
        SEEKING,
        ("ale_access", "eligible"),
    ),
    ("access", "no", WALLONIA | {"registered_jobseeker": "no", "allowance": "none"}, ("ale_access", "eligible")),
    ("access", "unsure", {"region": "?"}, ("ale_access", "eligible")),
    (
        "hours",
        "yes",
        {"region": "brussels", "user": "household", "activity": "small_garden"} | WORK,
        ("ale_hours", "left_this_month"),
    ),
    (
        "hours",
        "no",
        {"region": "brussels", "user": "household", "activity": "small_garden", "hours": "80"},
        ("ale_hours", "month_limit"),
    ),
    ("hours", "unsure", {"region": "?"}, ("ale_hours", "allowed")),
    ("job", "yes", WALLONIA | {"activity": "small_garden"} | WORK, ("ale_tax_reduction", "reduction")),
    ("job", "no", WALLONIA | {"activity": "small_garden", "dangerous": "yes"}, ("ale_activity", "why_not")),
    (
        "job",
        "unsure",
        WALLONIA
        | {
            "activity": "?",
            "dangerous": "?",
            "on_ale_list": "?",
            "nominative": "?",
            "bought": "?",
            "service_vouchers_bought": "?",
        },
        ("ale_activity", "allowed"),
    ),
    (
        "comparison",
        "yes",
        WALLONIA | {"hours": "10", "price": "5.95", "wage": "15"},
        ("ale_comparison", "worker_receives"),
    ),
    ("comparison", "unsure", {"region": "?"}, ("ale_comparison", "ale")),
    (
        "combination",
        "yes",
        WALLONIA
        | {"unemployment_benefit": "yes", "cpas_aid": "no", "article60_work": "no", "wijk_werken": "no", "hours": "10"},
        ("ale_combination", "in_hand"),
    ),
    (
        "combination",
        "no",
        WALLONIA | {"unemployment_benefit": "yes", "cpas_aid": "no", "article60_work": "yes"},
        ("ale_combination", "allowed"),
    ),
    ("combination", "unsure", {"region": "?"}, ("ale_combination", "allowed")),
    ("travel", "yes", WALLONIA | {"km_one_way": "10"}, ("ale_travel", "reimbursed")),
    ("travel", "unsure", {"region": "?"}, ("ale_travel", "reimbursed")),
    ("school", "yes", {"region": "brussels", "activity": "school_care"} | WORK, ("ale_hours", "left_this_month")),
    ("school", "no", WALLONIA | {"activity": "small_repair", "dangerous": "yes"}, ("ale_activity", "why_not")),
    ("school", "unsure", {"region": "?"}, ("ale_activity", "allowed")),
    (
        "farm",
        "yes",
        {"region": "brussels", "user": "horticulture", "activity": "seasonal_horticulture"} | WORK,
        ("ale_hours", "month_limit"),
    ),
    ("farm", "no", WALLONIA | {"user": "agriculture", "activity": "machine_driving"}, ("ale_activity", "why_not")),
    ("farm", "unsure", {"region": "?"}, ("ale_activity", "allowed")),
    (
        "association",
        "yes",
        {"region": "brussels", "activity": "association_task"} | WORK,
        ("ale_hours", "left_this_month"),
    ),
    (
        "association",
        "no",
        WALLONIA | {"activity": "association_task", "daily_running": "yes"},
        ("ale_activity", "why_not"),
    ),
    ("association", "unsure", {"region": "?"}, ("ale_activity", "allowed")),
    (
        "subsidy",
        "yes",
        {"region": "flanders", "aid": "integration_income", "birth_date": "1990-01-01"} | CONTRACT,
        ("article60_subsidy", "total"),
    ),
    ("subsidy", "unsure", {"region": "?"}, ("article60_subsidy", "total")),
    (
        "changes_access",
        "yes",
        SEEKING,
        ("ale_access", "eligible"),
    ),
    (
        "changes_access",
        "no",
        SEEKING | {"months_registered": "10"},
        ("ale_access", "eligible"),
    ),
    ("changes_access", "unsure", {"region": "?"}, ("ale_access", "eligible")),
    ("changes_benefit", "yes", CONTRACT | {"birth_date": "1980-01-01"}, ("admission", "admissible")),
    (
        "changes_benefit",
        "no",
        CONTRACT | {"contract.first_day": "2026-01-05", "birth_date": "1980-01-01"},
        ("admission", "admissible"),
    ),
    ("changes_benefit", "unsure", CONTRACT | {"contract.first_day": "?"}, ("admission", "admissible")),
    (
        "changes_price",
        "yes",
        {"region": "brussels", "bought": "500", "nominative": "yes", "service_vouchers_bought": "0"},
        ("ale_tax_reduction", "reduction"),
    ),
    ("changes_price", "unsure", {"region": "?"}, ("ale_tax_reduction", "reduction")),
]
AGENCY = [
    ("yes", {"region": "flanders", "subject": "ale_access"}),
    ("unsure", {"region": "german_community", "subject": "job_seeker", "on": "2007-03-01"}),
]


@pytest.fixture(scope="module")
def reader(browser, site):
    """One page of one browser, for every walk."""
    with page(browser, site) as opened:
        yield opened


def send(opened, value):
    """Answers the question on the page, by its choice, its field, or the button of who does not know."""
    radio = opened.locator(f'main input[type=radio][value="{value}"]')
    with opened.expect_navigation():
        if radio.count():
            radio.check()
        elif value == "?":
            opened.locator('main button[value="?"]').click()
            return
        else:
            opened.locator("#answer").fill(value)
        opened.locator("main .ask__go button[type=submit]").first.click()


def walk(opened, address, answers):
    """From the first question to the answer: the names asked, in their order."""
    opened.goto(address)
    asked = []
    while opened.locator("form#question").count():
        field = opened.locator("#question input[type=radio], #answer").first
        name = field.get_attribute("name")
        assert name not in asked and len(asked) < MOST, asked
        assert name in answers, f"{address}: {name} is asked after {asked}"
        asked.append(name)
        send(opened, answers[name])
    return asked


def told(topic, said):
    """The sentence and the figures that the law gives for these answers."""
    state = read(belgian_law(), topics()[topic], said, datetime.date.today())
    assert state.question is None
    if state.topic.since:
        return over_time.courses(state, "fr")[0].lead, state
    return Told(state, state.topic.parts[0], "fr").lead, state


def plain(text):
    """A text whose spaces may all break."""
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize(("topic", "tone", "answers", "figure"), WALKS, ids=[f"{walk[0]}-{walk[1]}" for walk in WALKS])
def test_each_question_walked_to_its_answer(reader, site, topic, tone, answers, figure):
    asked = walk(reader, f"{site}/fr/ask/{topic}", answers)
    said = {name: answers[name] for name in asked}
    lead, state = told(topic, said)
    assert plain(reader.locator("h1").inner_text()) == plain(lead)
    assert reader.locator(f".answer--{tone}").count() == 1
    decision, public = figure
    part = next(part for part in state.topic.parts if part.decision == decision)
    law = decide(belgian_law(), decision, state.given(part))
    if tone == "unsure":
        assert public in law.undetermined
    else:
        shown = Told(state, part, "fr").explanation
        text = shown.text(shown.rules[law.decision.then[public]])
        assert plain(html.unescape(text)).casefold() in plain(reader.locator("main").inner_text()).casefold(), text


@pytest.mark.parametrize("topic", topics())
def test_a_smoke_path_in_the_other_languages(reader, site, topic):
    answers = next(said for name, _, said, _ in WALKS if name == topic)
    said = {}
    while name := read(belgian_law(), topics()[topic], said, datetime.date.today()).question:
        said[name] = answers[name]
    query = urlencode(said)
    for language in crawl.LANGUAGES[1:]:
        reader.goto(f"{site}/{language}/ask/{topic}")
        send(reader, next(iter(answers.values())))
        assert f"/{language}/ask/{topic}?" in reader.url
        reader.goto(f"{site}/{language}/ask/{topic}?{query}")
        assert reader.locator("h1").count() == 1 and reader.locator(".answer").count() == 1
        assert reader.locator("html").get_attribute("lang") == f"{language}-BE"


@pytest.mark.parametrize(("tone", "answers"), AGENCY)
def test_whom_to_ask(reader, site, tone, answers):
    on = f"?on={answers['on']}" if "on" in answers else ""
    assert walk(reader, f"{site}/fr/ask/agency{on}", answers) == ["region", "subject"]
    day = datetime.date.fromisoformat(answers.get("on", datetime.date.today().isoformat()))
    rows = directory().on(answers["region"], answers["subject"], day)
    assert reader.locator(f".answer--{tone}").count() == 1
    if rows:
        assert reader.locator("h1").inner_text() == rows[0].who["fr"]
    for language in crawl.LANGUAGES[1:]:
        reader.goto(f"{site}/{language}/ask/agency?{reader.url.partition('?')[2]}")
        assert reader.locator(".answer").count() == 1


def test_every_topic_is_walked_to_each_end_that_it_has():
    ends = {name: {tone for topic, tone, *_ in WALKS if topic == name} for name in topics()}
    told_in_yes_or_no = {name for name, topic in topics().items() if kind_of(topic) == "yes_no"}
    assert all(ends[name] == {"yes", "no", "unsure"} for name in told_in_yes_or_no)
    assert all(ends[name] == {"yes", "unsure"} for name in set(topics()) - told_in_yes_or_no)


def kind_of(topic):
    """Only an answer in yes and no has a no."""
    decision = belgian_law().decision(topic.parts[0].decision)
    public = topic.parts[0].results[0] if topic.since and topic.parts[0].results else decision.answer
    return belgian_law().rules[decision.then[public]].kind.name
