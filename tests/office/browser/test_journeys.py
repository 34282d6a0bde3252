"""From logging in to the paper, as people do it: what they come for, and how often they press."""

import io
import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from tests.web.browser.visits import DESK, page
from tremplin.office.demo.seeding import PASSWORD

DECLARATION = Path(__file__).parents[3] / "src" / "tremplin" / "samples" / "declaration.xml"
OF_DECLARATION = "90.05.14-000.50"
CLAIRE = "claire.dumont@valmarche.example"
NADEGE = "nadege.lambot@valmarche.example"
ALERTED = "VAL-60-0147"
PAPER = "/office/papers/"
"""A page that is a PDF: what its viewer says is not ours."""
MOST_CLICKS = 6


class Reader:
    """Somebody at a screen. Counts what is pressed; typing and letting a file fall on a page are not pressing."""

    def __init__(self, opened, site):
        self.page, self.site, self.clicks = opened, site, 0

    def log_in(self, email, language="fr"):
        self.page.goto(f"{self.site}/{language}/office/")
        self.page.locator("[name=login]").fill(email)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.press("main form button")
        if self.page.url.endswith("/choose/"):  # Who works in both offices chooses one.
            self.press(self.page.get_by_role("button", name="CPAS de Valmarche"))
        assert self.page.url == f"{self.site}/{language}/office/"
        self.clicks = 0

    def press(self, what):
        """A link or button of the page, by its words or where it stands; the page that it leads to."""
        self.clicks += 1
        found = what if not isinstance(what, str) else self.page.locator(what)
        # Not `expect_navigation`: on a slow machine an entry in the history counts as one, with no answer of its own.
        with self.page.expect_event("load"), self.page.expect_response(self.is_page) as following:
            found.first.click()
        assert following.value.status < 400, f"{following.value.status} {self.page.url}"
        return following.value

    def is_page(self, response):
        """Whether it is what the window shows next, and no redirection on the way there."""
        request = response.request
        return request.is_navigation_request() and request.frame == self.page.main_frame and response.status // 100 != 3

    def named(self, words, role="button"):
        return self.page.get_by_role(role, name=re.compile(words))

    def text(self, where="main"):
        return re.sub(r"\s+", " ", self.page.locator(where).first.inner_text())


@pytest.fixture
def reader(browser, office):
    with page(browser, office.site, viewport=DESK) as opened:
        said = []
        opened.on(
            "console", lambda line: said.append(line.text) if line.type == "error" and PAPER not in opened.url else None
        )
        yield Reader(opened, office.site)
        assert said == []


def new_file(reader, national_number=OF_DECLARATION, family_name="Lemaire"):
    """The first interview: who she is, her aid, from when she may begin."""
    reader.page.goto(f"{reader.site}/fr/office/files/new/")
    typed = {"family_name": family_name, "given_name": "Sylvie", "national_number": national_number}
    typed |= {"birth_date": "1990-05-14", "street": "Rue du Pont 3", "postal_code": "5555", "town": "Valmarche"}
    typed |= {"aid_since": "2026-01-05", "planned_start": (date.today() + timedelta(30)).isoformat()}
    for name, words in typed.items():
        reader.page.locator(f"[name={name}]").fill(words)
    reader.page.locator("[name=aid]").select_option("integration_income")
    reader.page.locator("[name=admitted_before]").select_option("no")
    reader.press("main .button--large")
    number = re.search(r"/files/(VAL-[^/]+)/$", reader.page.url)
    assert number, reader.text()
    return number[1]


def test_from_the_declaration_to_the_contract(reader):
    """Six times pressed after logging in: read it, take it, plan, this one, yes, print."""
    reader.log_in(CLAIRE)
    number = new_file(reader)
    reader.page.context.clear_cookies()
    reader.log_in(CLAIRE)
    reader.page.locator("input[type=file]").set_input_files(DECLARATION)
    reader.press("main form:has(input[type=file]) button")
    assert "6 ligne(s)" in reader.text("main .lead")
    reader.press("button[value=take]")
    assert reader.page.url.endswith(f"/files/{number}/")
    reader.press(".page-head a.button:not(.button--second)")
    assert "312 à prouver" in reader.text(".page-head")
    reader.press(".variant--best a.button")
    assert "contrat à durée déterminée" in reader.text("#sera")
    reader.press("button[value=make]")
    reader.press("button[value=contract]")
    assert PAPER in reader.page.url
    with pikepdf.open(io.BytesIO(reader.page.context.request.get(reader.page.url).body())) as paper:
        assert len(paper.pages) > 0
        assert "Lemaire" in words_of(paper)
    assert reader.clicks <= MOST_CLICKS


def words_of(paper):
    """The words of a PDF, as far as they can be told from here."""
    held = io.BytesIO()
    paper.save(held)
    told = subprocess.run(["pdftotext", "-", "-"], input=held.getvalue(), capture_output=True, check=True)
    return told.stdout.decode()


def test_an_alert_says_its_cause_and_is_mended(reader):
    """Three presses: the line of the day, the first of its three repairs, yes. Then the contract ends later."""
    reader.log_in(CLAIRE)
    line = reader.page.locator("#todo li").filter(has_text=ALERTED).filter(has_text="trop tôt").first
    assert "Jours qui pourraient manquer" in line.locator(".todo__why").first.inner_text()
    reader.press(line.locator(".todo__what a"))
    assert reader.page.url.endswith(f"/files/{ALERTED}/#alerte")
    alert = reader.page.locator("#alerte")
    assert alert.locator(".offer").count() == 3
    before = end_of(reader)
    reader.press(alert.locator(".offer a.button"))
    reader.press("button[value=make]")
    assert reader.clicks == 3
    reader.page.goto(f"{reader.site}/fr/office/files/{ALERTED}/")
    assert end_of(reader) != before and not reader.page.locator("#alerte").count()
    reader.page.goto(f"{reader.site}/fr/office/")
    assert not reader.page.locator("#todo li").filter(has_text=ALERTED).filter(has_text="trop tôt").count()


def end_of(reader):
    return reader.page.locator(".file__figures div").filter(has_text="fin du contrat").locator("dd").inner_text()


def test_a_month_from_expected_to_paid(reader):
    """Finance: prepare a month, mark as claimed, enter a payment; what is expected equals its parts, to the cent."""
    reader.log_in(NADEGE)
    reader.press(".nav a[href$='/claims/']")
    last = reader.page.url
    reader.press(".months a[rel=next]")
    reader.press("button[value=prepare]")
    # What the law leaves unset the office has set: nothing stands apart, and a hundred euros move to what was claimed.
    whole = equation(reader)
    assert set(whole) == {"à réclamer"} and whole["à réclamer"] > 10_000
    enter(reader, "claimed")
    after = equation(reader)
    assert after["à réclamer"] == whole["à réclamer"] - 10_000 and sum(after.values()) == sum(whole.values())
    reader.page.goto(last)
    before = equation(reader)
    enter(reader, "paid")
    parts = equation(reader)
    assert parts["payé"] == before.get("payé", 0) + 10_000 and sum(parts.values()) == sum(before.values())
    with reader.page.expect_download() as saved:
        reader.page.locator("a[href*='as=xlsx']").click()
    rows = list(load_workbook(io.BytesIO(saved.value.path().read_bytes())).active.iter_rows(values_only=True))
    paid = rows[0].index("Payé")
    assert round(sum(row[paid] or 0 for row in rows[1:]) * 100) == parts["payé"]


def enter(reader, act):
    """100 euros on the first line of a month; back at the month."""
    month = reader.page.url
    reader.press(".table--claims tbody th a")
    entered = reader.page.locator(f"details:has(input[name=act][value={act}])")
    if not entered.locator("form button").is_visible():
        entered.locator("summary").click()
    entered.locator("[name=amount]").fill("100,00")
    reader.press(entered.locator("form button"))
    reader.page.goto(month)


def equation(reader):
    """The parts of what is expected in cents, by their words, after it was seen that they make the whole."""
    found = reader.page.locator(".equation--claims > div").all()
    texts = [re.sub(r"[\s\u202f\xa0]+", " ", one.inner_text()) for one in found]
    read = [re.fullmatch(r"(?:([=+−]) )?([\d ]+,\d\d) € (.*)", text) for text in texts]
    assert all(read), texts
    cents = [(-1 if one[1] == "−" else 1) * int(re.sub(r"\D", "", one[2])) for one in read]
    assert cents[0] == sum(cents[1:]), texts
    return {one[3]: value for one, value in zip(read[1:], cents[1:], strict=True)}


KEYS = re.compile(r"\b(?:office|web|ground|plan|strip|status|drop|read)(?:_[a-z]+)*\.[a-z_]+")
"""A sentence that is not there is shown by its key."""
SMOKE = ("", f"files/{ALERTED}/", f"files/{ALERTED}/plan/", "board/", "claims/")


@pytest.mark.parametrize("language", ["nl", "de", "en"])
def test_a_smoke_path_in_the_other_languages(reader, language):
    reader.log_in(CLAIRE, language)
    french = {address: frame(reader, f"/fr/office/{address}") for address in SMOKE}
    left = set()
    for address in SMOKE:
        said = frame(reader, f"/{language}/office/{address}")
        assert reader.page.locator("html").get_attribute("lang") == f"{language}-BE"
        assert reader.page.locator("h1").count() == 1
        assert KEYS.findall(reader.text("body")) == []
        left |= said & french[address]
    assert left - SAME[language] == set()


SAME = {"nl": {"Dossiers", "Dossier", "Plan"}, "de": {"Plan"}, "en": {"Article", "Source", "Plan"}}
"""Words that are the same in French and in another language."""


def frame(reader, address):
    """What a page says whoever it is about: where one is, headings, labels, buttons."""
    assert reader.page.goto(reader.site + address).status == 200
    where = ".nav a, h2, h3, dt, th[scope=col], .button, label, .foot a, .chip, legend"
    said = {re.sub(r"[\s\d]+", " ", text).strip() for text in reader.page.locator(where).all_text_contents()}
    return {text for text in said if len(text) > 3}
