"""An agency in a browser: a household is registered, somebody is placed, the month is closed; every press counted."""

import re
from datetime import date, timedelta

from tests.office.ale.placed import number_of
from tests.office.browser.agent import JEAN_MARC, MARTINE, opened
from tremplin.samples.agency import agency, files
from tremplin.samples.agency.planted import PLANTED

MOST_TO_PLACE, MOST_TO_CLOSE = 3, 8
FIELDS = {
    "family_name": "Delvigne", "given_name": "Huguette", "national_number": "", "street": "Rue du Lavoir 3",
    "postal_code": "0060", "reach": "0470 00 12 34", "activity": "small_garden", "monthly_maximum": "12",
    "cheques": "electronic",
}  # fmt: skip
"""What a household is asked, by name; each test gives a number of its own."""
SHOWN = """() => [...new Set([...document.querySelectorAll("main form[method=post] :is(input, select, textarea)")]
  .filter((one) => one.type !== "hidden" && one.type !== "submit" && one.checkVisibility()).map((one) => one.name))]"""


def register(agent, serial, language="fr", **fields):
    """A household on one page; its number."""
    agent.go("ale/users/new/", language)
    named = {"given_name": f"Huguette {'I' * (serial % 10)}", "national_number": number_of(serial)}
    for name, words in (FIELDS | named | fields).items():
        agent.type(name, words)
    agent.press("main .button--large")
    found = re.search(r"/users/([A-Z]+-U-\d+)/", agent.page.url)
    assert found, agent.text()
    return found[1]


def test_a_household_on_one_page_of_nine_fields_and_its_card(agent):
    agent.log_in(MARTINE)
    agent.press(".nav a[href$='/ale/users/']")
    agent.press(".page-head a.button")
    assert set(agent.page.evaluate(SHOWN)) == set(FIELDS) and len(FIELDS) == 9
    agent.type("postal_code", "0060")
    agent.page.locator("#town").filter(has_text="Valmarche").wait_for()
    for name, words in (FIELDS | {"national_number": number_of(11)}).items():
        agent.type(name, words)
    card = agent.page.locator("#card-preview")
    card.get_by_text("Huguette Delvigne").wait_for()
    assert "Rue du Lavoir 3" in card.inner_text() and "petit entretien de jardin" in card.inner_text()
    agent.press("main .button--large")
    assert agent.clicks == 3, agent.done
    said = agent.text()
    assert "Rue du Lavoir 3, 0060 Valmarche" in said and "0470 00 12 34" in said
    communication = re.search(r"\+\+\+\d{3}/\d{4}/\d{5}\+\+\+", said)[0]
    user = agent.page.url.partition("?")[0]
    agent.press("main form:has([name=do][value=card]) button")
    card = agent.paper()
    assert "Huguette Delvigne" in card and communication in card
    agent.page.goto(user)
    agent.press(".page-head a.button")
    assert set(agent.page.evaluate(SHOWN)) == {"activity", "monthly_maximum", "cheques", "place", "first"}
    agent.type("activity", "small_repair")
    agent.press("main .button--large")
    assert agent.page.locator("main tbody tr").count() == 2


def test_what_is_typed_stays_when_a_number_is_not_right(agent):
    agent.log_in(MARTINE)
    agent.go("ale/users/new/")
    right = number_of(12)
    wrong = f"{right[:9]}{int(right[9:]) % 97 + 1:02d}"
    for name, words in (FIELDS | {"national_number": wrong}).items():
        agent.type(name, words)
    agent.page.locator("main .button--large").click()
    agent.page.locator("main .field--wrong").wait_for()
    kept = {name: agent.page.locator(f"main [name={name}]").first.input_value() for name in FIELDS}
    assert kept | {"cheques": "electronic"} == FIELDS | {"national_number": wrong}


def test_all_that_ends_is_renewed_at_once(agent):
    agent.log_in(MARTINE)
    agent.go("ale/users/")
    agent.press("main a[href$='/renewals/']")
    for _ in range(12):
        ticked = agent.page.locator("main [name=one]:checked").count()
        if ticked:
            break
        agent.press("main .page-head a.button >> nth=1")
    assert ticked
    agent.clicks = 0
    agent.press("main .button--large")
    assert agent.page.locator("main [name=one]:checked").count() == 0
    assert agent.page.locator("main tbody .badge--good").count() == ticked and agent.clicks == 1


def next_weekday():
    """A Monday at least a week away."""
    day = date.today() + timedelta(8)
    return day + timedelta(-day.weekday() % 7)


def ask(agent, user=None, hours=("09:00", "11:00")):
    """A request for one day, typed; its page."""
    agent.go("ale/requests/new/")
    if user:
        choices = agent.page.locator("main [name=authorisation] option").evaluate_all(
            "all => all.map(one => one.value)"
        )
        number = next(one for one in choices if one and one in user)
    else:
        number = agent.page.locator("main [name=authorisation] option").nth(1).get_attribute("value")
    agent.type("authorisation", number)
    agent.type("first", next_weekday().isoformat())
    agent.type("starts", hours[0])
    agent.type("ends", hours[1])
    agent.clicks = 0
    agent.press("main form button[type=submit]")


def signed_place(agent):
    """An authorisation of a user whose safety sheet is signed: Pirotte's."""
    agent.go("ale/users/?q=Pirotte")
    agent.press("main tbody a")
    return re.sub(r"\s", "", agent.text("main table"))


def test_from_a_request_to_somebody_placed_in_three_presses(agent):
    agent.log_in(MARTINE)
    ask(agent, signed_place(agent))
    first = agent.page.locator(".worker").first
    assert agent.page.locator(".worker").count() >= 3
    for card in agent.page.locator(".worker").all():
        assert card.locator(".worker__why .badge").count() and card.locator(".worker__bars svg").count()
        assert re.search(r"\d", card.locator(".worker__bars").inner_text()), "hours that are left"
    name = first.locator("h3").inner_text()
    agent.press(first.locator("button"))
    assert name in agent.text("main h2")
    agent.press("button[value=accept]")
    assert name in agent.text("#placed + div") and agent.page.locator(".page-head .badge--good").count() == 1
    assert agent.clicks <= MOST_TO_PLACE, agent.done
    agent.page.reload()
    assert agent.page.locator(".worker").count() == 0


def test_a_red_stop_stands_for_the_law_alone(agent):
    """A household without a signed safety sheet: nobody can be proposed. Once it is signed, somebody can."""
    agent.log_in(MARTINE)
    user = register(agent, 13)
    numbers = re.sub(r"\s", "", agent.text("main table"))
    ask(agent, numbers)
    request = agent.page.url
    assert "fiche de sécurité" in agent.text(".alert--stop").lower()
    assert agent.page.locator("button[value=propose]").count() == 0
    agent.press(".alert--stop a")
    assert user in agent.page.url
    agent.press("#sheets ~ p a")
    agent.type("danger_sharp_tools", "1")
    agent.type("measure_sharp_tools", "Gants")
    agent.press("main .button")
    agent.page.locator("details:has([name=do][value=sign]) summary").click()
    agent.press("main form:has([name=do][value=sign]) button")
    agent.page.goto(request)
    assert agent.page.locator(".alert--stop").count() == 0 and agent.page.locator("button[value=propose]").count()


def files_of_the_month():
    """What issuer and bank send of the open month, as the demo gives it for practice."""
    said = agency(date.today())
    kinds = {"csv": "text/csv", "cod": "text/plain"}
    return [
        {"name": name, "mimeType": kinds.get(name.rpartition(".")[2], "text/plain"), "buffer": content}
        for name, content, _ in files.practice(said)
    ]


MENDED = {"keep": None, "why": "vu avec l'école", "iban": "BE71 0961 2345 6769"}
"""What the forms of exceptions are told; `keep`: the first of the two."""


def resolve(agent, line):
    """An exception by its one action, and what its form asks."""
    action = line.locator("td.do :is(a, button)")
    if action.first.evaluate("one => one.tagName") == "BUTTON":
        return agent.press(action)
    agent.press(action)
    for name in agent.page.evaluate(SHOWN):
        words = MENDED[name] or agent.page.locator(f"main [name={name}]").first.get_attribute("value")
        agent.type(name, words)
    return agent.press("main form[method=post] .button")


def test_a_month_is_closed_in_eight_interactions_and_two_for_each_exception(browser, office, agent):
    """Both files, then exceptions by their causes, the preview, and the yes of a second person."""
    agent.log_in(MARTINE)
    agent.press(".nav a[href$='/ale/closing/']")
    agent.press(".page-head a.button")
    agent.hand_in(*files_of_the_month())
    agent.press("main form[enctype] button")
    lines = agent.page.locator("#exceptions tbody tr")
    causes = [text.split("\n")[0] for text in agent.page.locator("#exceptions .why-cell").all_inner_texts()]
    assert lines.count() == len(PLANTED) == len(set(causes)), causes
    waiting = lines.filter(has=agent.page.locator("td.do :is(a, button)"))
    begun = len(agent.done)
    while waiting.count():
        resolve(agent, waiting.first)
    spent = len(agent.done) - begun
    agent.press("button[value=preview]")
    title = agent.page.locator("h1").inner_text()
    assert "une autre personne" in agent.text() and agent.page.locator("main form button").count() == 0
    with opened(browser, office) as second:
        second.log_in(JEAN_MARC)
        second.press(".nav a[href$='/ale/closing/']")
        second.press("main tbody a")
        assert second.page.locator("h1").inner_text() == title and adds_up(second)
        second.press("main form .button")
        assert "Le mois est clôturé" in second.text() and adds_up(second)
        done = agent.done + second.done
    assert spent <= 2 * len(PLANTED), agent.done
    assert len(done) <= MOST_TO_CLOSE + 2 * len(PLANTED) and len(done) - spent <= MOST_TO_CLOSE, done


def adds_up(agent):
    """Hours worked = cheques used + hours open, as the page shows them."""
    hours, used, waiting = [int(re.sub(r"\D", "", one)) for one in agent.page.locator(".figure-big").all_inner_texts()]
    return hours == used + waiting > 0
