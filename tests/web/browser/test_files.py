"""The questions that start from a file, in a real browser: a file chosen, what it does not say answered, the answer."""

import re

import pytest

from tests.web.browser.sending import FILES, SAMPLES, chosen, fill
from tests.web.browser.visits import page

KNOWN = {"admitted_before": "no", "birth_date": "1990-05-14", "work[4].benefit_paid": "yes", "region": "german_community", "aid": "integration_income"}  # fmt: skip  # noqa: E501
DMFA = SAMPLES / "declaration.xml"
FULL = {"start": "2026-12-01"}
GENTLE = FULL | {"weekly_hours_now": "19", "months_first": "3"}
WALKS = [
    ("days", "yes", SAMPLES / "declaration.csv", {"claim_date": "2012-12-31"}, KNOWN),
    ("days", "no", DMFA, {"claim_date": "2026-11-22"}, KNOWN),
    ("days", "unsure", DMFA, {"claim_date": "2026-11-22"}, {}),
    ("end", "yes", DMFA, FULL, KNOWN),
    ("end", "no", DMFA, FULL, KNOWN | {"signed_until": "2027-04-30"}),
    ("end", "unsure", DMFA, FULL, {}),
    ("part_time", "yes", DMFA, GENTLE, KNOWN),
    (
        "part_time",
        "no",
        b"horizon_months: 3\nadmitted_before: no\nregion: wallonia\naid: social_aid\nbirth_date: 1990-01-01\nwork: []",
        GENTLE,
        KNOWN,
    ),  # fmt: skip
    ("part_time", "unsure", DMFA, GENTLE, {}),
]


def walk(opened, site, subject, file, first, known, language="fr"):
    """From the first form to the answer: what is not known is said to be unknown."""
    opened.goto(f"{site}/{language}/file/{subject}")
    fill(opened, first)
    opened.locator("#file").set_input_files(chosen(file))
    press(opened)
    while not opened.locator(".answer").count():
        fill(opened, known, "?")
        press(opened)
    if "signed_until" in known:
        opened.locator("details", has=opened.locator("[name='fact.signed_until']")).locator("summary").click()
        fill(opened, {"signed_until": known["signed_until"]})
        with opened.expect_navigation():
            opened.locator("details[open] button[type=submit]").click()


def press(opened):
    with opened.expect_navigation():
        opened.locator(".button.button--large").first.click()


@pytest.mark.parametrize(
    ("subject", "tone", "file", "first", "known"), WALKS, ids=[f"{one[0]}-{one[1]}" for one in WALKS]
)
def test_from_a_file_to_an_answer(browser, site, subject, tone, file, first, known):
    with page(browser, site) as opened:
        walk(opened, site, subject, file, first, known)
        assert f"answer--{tone}" in opened.locator(".answer").get_attribute("class")
        assert opened.url == f"{site}/fr/file/{subject}", "nothing of it stands in the address"
        assert opened.context.cookies() == []


@pytest.mark.parametrize("language", ["nl", "de", "en"])
def test_the_same_in_the_other_languages(browser, site, language):
    with page(browser, site) as opened:
        walk(opened, site, "end", DMFA, FULL, KNOWN, language)
        assert "2027" in opened.locator("h1").inner_text()
        assert opened.locator("html").get_attribute("lang") == f"{language}-BE"


def test_a_figure_opens_its_reason_and_a_fact_is_changed(browser, site):
    with page(browser, site) as opened:
        walk(opened, site, "days", DMFA, {"claim_date": "2026-11-22"}, KNOWN)
        opened.locator(".keyfacts a.why").first.click()
        assert opened.locator(opened.url.partition("#")[2].join(["#", ""])).is_visible()
        with opened.expect_navigation():
            opened.locator("button[name=change][value=claim_date]").click()
        fill(opened, {"claim_date": "2026-03-01"})
        press(opened)
        assert "187" in opened.locator("h1").inner_text()


def test_the_language_changes_and_the_answer_stays(browser, site):
    with page(browser, site) as opened:
        walk(opened, site, "days", DMFA, {"claim_date": "2026-11-22"}, KNOWN)
        with opened.expect_navigation():
            opened.locator(".languages button[lang=de]").click()
        assert opened.url == f"{site}/de/file/days" and "171" in opened.locator("h1").inner_text()


def test_one_of_several_people(browser, site):
    with page(browser, site) as opened:
        opened.goto(f"{site}/fr/file/days")
        opened.locator("#file").set_input_files(FILES / "people.csv")
        press(opened)
        assert not re.search(r"\d{11}", opened.content())
        opened.locator("[name=number]").first.check()
        press(opened)
        assert opened.locator("h1").count() == 1


def test_rows_typed_by_the_keyboard_alone(browser, site):
    """Without script and without a mouse: a row, a row more, then the answer."""
    with page(browser, site, java_script_enabled=False) as opened:
        opened.goto(f"{site}/fr/file/days")
        opened.locator("details summary").focus()
        opened.keyboard.press("Enter")
        opened.locator("[name='first_day-0']").fill("2026-01-01")
        opened.locator("[name='last_day-0']").fill("2026-03-31")
        opened.locator("[name='days-0']").focus()
        opened.keyboard.type("63")
        with opened.expect_navigation():
            opened.locator("[name=add]").focus()
            opened.keyboard.press("Enter")
        assert opened.locator("[name='days-0']").input_value() == "63"
        assert opened.locator("[name='first_day-1']").input_value() == "2026-04-01"
        press(opened)
        fill(opened, {"admitted_before": "no"}, "?")
        press(opened)
        assert opened.locator(".answer").count() == 1


def test_what_cannot_be_read_is_told_calmly(browser, site):
    with page(browser, site) as opened:
        opened.goto(f"{site}/fr/file/days")
        opened.locator("#file").set_input_files(FILES / "entity-bomb.xml")
        with opened.expect_navigation() as following:
            opened.locator(".button.button--large").click()
        assert following.value.status == 400 and opened.locator("main li").count() >= 1
