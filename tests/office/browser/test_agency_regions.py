"""What is otherwise in Brussels, in Flanders and in the German-speaking Community, in a browser."""

import re
from datetime import date

import pytest

from tests.office.ale.placed import number_of
from tests.office.browser import commune
from tests.office.browser.agent import Agent
from tests.office.browser.test_agency_hours import CONTROL
from tests.office.browser.test_agency_journeys import MOST_TO_PLACE, register
from tests.web.browser.visits import DESK, page

BRUSSELS, FLANDERS = "ale@sainte-claire.example", "wijkwerken@zilverdijk.example"
COMMUNITY = "lba@sankt-florian.example"


@pytest.mark.parametrize(
    ("desk", "language", "postal_code", "town", "price"),
    [
        (BRUSSELS, "fr", "0071", "Sainte-Claire", "5,95"),
        (FLANDERS, "nl", "0081", "Zilverdijk", "7,45"),
        (COMMUNITY, "de", "0091", "Sankt Florian", "7,00"),
    ],
)
def test_a_household_is_registered_where_it_lives(agent, desk, language, postal_code, town, price):
    agent.log_in(desk, language)
    paid = "prepaid_hours" if desk == COMMUNITY else "electronic"
    number = register(agent, 21, language, postal_code=postal_code, cheques=paid)
    said = agent.text()
    assert town in said and number in said and price in said
    agent.press("main form:has([name=do][value=card]) button")
    card = agent.paper()
    assert "Huguette" in card and "+++" in card


def test_hours_are_paid_ahead_in_the_community(agent):
    agent.log_in(COMMUNITY, "de")
    agent.go("ale/users/new/", "de")
    assert agent.page.locator("main [name=cheques]").evaluate_all("all => all.map(one => one.value)") == [
        "prepaid_hours"
    ]
    assert "Stunde" in agent.text("main fieldset:has([name=cheques])")


@pytest.mark.parametrize(("desk", "language"), [(BRUSSELS, "fr"), (FLANDERS, "nl"), (COMMUNITY, "de")])
def test_somebody_is_placed_in_three_presses_and_the_law_of_the_region_bounds_the_hours(agent, desk, language):
    agent.log_in(desk, language)
    agent.go("ale/requests/", language)
    agent.clicks = 0
    agent.press("main tbody a")
    assert agent.page.locator(".worker").count() == 2 and agent.page.locator(".alert--stop").count() == 0
    assert agent.page.locator(".worker").first.locator(".worker__why .badge").count()
    limits = agent.text(".section-head .quiet")
    assert re.search(r"\d", limits), limits
    agent.press(".worker button")
    agent.press("button[value=accept]")
    assert agent.clicks <= MOST_TO_PLACE and "Peeters" in agent.text("#placed + div")


def worker(agent, language, serial, **more):
    """Somebody new at an agency; the page that was reached."""
    agent.go("ale/workers/new/", language)
    told = {
        "family_name": "Maes",
        "given_name": "Lotte",
        "national_number": number_of(serial),
        "birth_date": "1985-07-12",
    }
    for name, words in (told | more).items():
        agent.type(name, words)
    agent.press("main .button--large")
    return re.search(r"/workers/([A-Z]+-W-\d+)/", agent.page.url)[1]


def drawn_up(agent, language, number):
    """A contract of a worker, printed."""
    address = f"ale/workers/{number}/contract/"
    agent.go(address, language)
    if agent.page.locator("main [name=sure]").count():  # Nobody said yet whether the law lets them work.
        agent.page.locator("main [name=sure]").check()
    agent.press("button[value=draw]")
    agent.go(address, language)


def parties(agent):
    """Who signs."""
    return agent.page.locator("main [name=party]").evaluate_all("all => all.map(one => one.value)")


def test_three_sign_in_flanders_before_the_first_hour(agent):
    agent.log_in(FLANDERS, "nl")
    number = worker(agent, "nl", 31, postal_code="0081", town="Zilverdijk", street="Kade 2")
    drawn_up(agent, "nl", number)
    assert parties(agent) == ["worker", "organiser", "user"]
    for left, party in ((2, "worker"), (1, "organiser"), (0, "user")):
        agent.type("party", party)
        agent.press("button[value=sign]")
        assert agent.page.locator("main .facts .badge--stop").count() == left


def test_two_sign_in_brussels(agent):
    agent.log_in(BRUSSELS)
    drawn_up(agent, "fr", worker(agent, "fr", 32, postal_code="0071", town="Sainte-Claire", street="Quai 2"))
    assert parties(agent) == ["worker", "agency"]


def test_the_form_of_the_community_is_in_german_and_typed_in(agent):
    agent.log_in(COMMUNITY, "de")
    agent.go("ale/users/FLO-U-0001/", "de")
    place = re.sub(r"\s", "", re.search(r"\d{4} \d{4} \d\d", agent.text("main table"))[0])
    agent.go("ale/hour-forms/", "de")
    agent.press("#list + ul a")
    assert re.search(CONTROL, agent.text())
    day = date.today().day
    for name, words in {"day-1": str(day), "place-1": place, "hours-1": "2"}.items():
        agent.type(name, words)
    agent.press("main form:has([name=day-1]) .button")
    agent.go(f"ale/hours/{date.today():%Y-%m}/FLO-W-0001/", "de")
    assert agent.page.locator(".table--cards tbody tr").filter(has_text="Formular").count() == 1


def test_the_paper_of_the_community_is_the_lba_4bis(agent):
    agent.log_in(COMMUNITY, "de")
    agent.go("ale/hour-forms/", "de")
    agent.type("worker", "FLO-W-0002")
    paper = agent.printed("main form:has([name=worker]) button")
    assert "LBA-4bis" in paper and "Stunden" in paper and CONTROL.search(paper)


@pytest.mark.parametrize("region", ["brussels", "flanders", "german_community"])
def test_an_agency_sees_nothing_of_another(browser, office, region):
    """A number of the next one is one that does not exist."""
    state = commune.state(office.site, office.cookies[region])
    with page(browser, office.site, viewport=DESK, storage_state=state) as window:
        reader = Agent(window, office.site)
        statuses = {
            address: reader.page.goto(f"{office.site}/fr/office/ale/{address}").status
            for address in ("workers/VAL-W-0001/", "users/VAL-U-0001/", "hours/2026-10/VAL-W-0001/", "workers/NO-W-1/")
        }
        assert set(statuses.values()) == {404}
