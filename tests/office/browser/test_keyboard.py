"""The office without a mouse: from logging in to the paper by Tab, Enter and arrows; and the single keys, if wanted."""

import io

import pikepdf
import pytest

from tests.office.browser.test_journeys import ALERTED, CLAIRE, DECLARATION, OF_DECLARATION, PAPER, Reader, new_file
from tests.web.browser.visits import DESK, FOCUS, page
from tremplin.office.demo.seeding import PASSWORD

ANOTHER = "90.05.14-002.48"
"""Not the woman of the journey by mouse: the same person is not registered twice in one office."""
MOST_STOPS = 120
"""Presses of Tab until a thing of a page must have been reached."""


class Keys(Reader):
    """Somebody whose mouse is away."""

    def at(self):
        return self.page.evaluate(FOCUS)

    def tab_to(self, where):
        """Tab until something that this selector names has the focus; all on the way, and it, can be seen."""
        wanted = "(where) => document.activeElement.matches(where)"
        for _ in range(MOST_STOPS):
            if self.page.evaluate(wanted, where):
                return
            self.page.keyboard.press("Tab")
            focus = self.at()
            assert focus is None or self.is_seen(focus), focus
        raise AssertionError(f"Tab does not come to {where} on {self.page.url}")

    def is_seen(self, focus):
        """Whether there is a ring: inside a date it is the browser's own, and a run of days draws a square."""
        drawn = "getComputedStyle(document.activeElement.querySelector('.d-focus') ?? document.body).strokeWidth"
        ringed = focus["ringed"] or focus["type"] == "date" or self.page.evaluate(drawn) == "3px"
        return ringed and focus["inside"]

    def enter(self, where):
        """To a link or a button by Tab, then Enter; the page that it leads to."""
        self.tab_to(where)
        with self.page.expect_event("load"), self.page.expect_response(self.is_page) as following:
            self.page.keyboard.press("Enter")
        assert following.value.status < 400, f"{following.value.status} {self.page.url}"

    def type(self, where, words):
        self.tab_to(where)
        self.page.keyboard.type(words)

    def log_in(self, email, language="fr"):
        self.page.goto(f"{self.site}/{language}/office/")
        self.type("[name=login]", email)
        self.type("[name=password]", PASSWORD)
        with self.page.expect_event("load"), self.page.expect_response(self.is_page):
            self.page.keyboard.press("Enter")
        if self.page.url.endswith("/choose/"):
            self.enter("main form button")
        assert self.page.url == f"{self.site}/{language}/office/"


@pytest.fixture
def reader(browser, office):
    with page(browser, office.site, viewport=DESK) as opened:
        said = []
        opened.on(
            "console", lambda line: said.append(line.text) if line.type == "error" and PAPER not in opened.url else None
        )
        yield Keys(opened, office.site)
        assert said == []


@pytest.fixture
def declaration(tmp_path):
    """The shipped declaration, as if it were another person's."""
    found = DECLARATION.read_text()
    of, another = ("".join(filter(str.isdigit, number)) for number in (OF_DECLARATION, ANOTHER))
    assert of in found
    (tmp_path / "declaration.xml").write_text(found.replace(of, another))
    return tmp_path / "declaration.xml"


def test_from_the_declaration_to_the_contract_by_keyboard_alone(reader, declaration):
    """The new file itself is typed as in the journey by mouse; from its page on nothing is clicked."""
    reader.log_in(CLAIRE)
    number = new_file(reader, ANOTHER, "Delcourt")
    reader.enter("main a[href*='/imports/']")
    reader.tab_to("main input[type=file]")
    with reader.page.expect_file_chooser() as chooser:
        reader.page.keyboard.press("Space")
    chooser.value.set_files(declaration)
    reader.enter("main form:has(input[type=file]) button")
    reader.enter("button[value=take]")
    assert reader.page.url.endswith(f"/files/{number}/")
    reader.enter(".page-head a.button:not(.button--second)")
    reader.enter(".variant--best a.button")
    reader.enter("button[value=make]")
    reader.enter("button[value=contract]")
    assert PAPER in reader.page.url
    with pikepdf.open(io.BytesIO(reader.page.context.request.get(reader.page.url).body())) as paper:
        assert len(paper.pages) > 0


def pressed(reader, *keys):
    for key in keys:
        reader.page.keyboard.press(key)


def going(reader, *keys):
    """The address that some keys lead to."""
    with reader.page.expect_event("load"):
        pressed(reader, *keys)
    return reader.page.url.removeprefix(reader.site)


def in_line(reader):
    """Which line has the focus."""
    return reader.page.evaluate("""() => {
      const line = document.activeElement.closest("main .todo > li, main tbody > tr, main .runs > li");
      return line ? [...document.querySelectorAll("main .todo > li, main tbody > tr")].indexOf(line) : null;
    }""")


def test_single_keys_go_to_pages_lines_and_the_search(reader):
    reader.log_in(CLAIRE)
    assert going(reader, "g", "d") == "/fr/office/files/"
    assert going(reader, "g", "s") == "/fr/office/claims/"
    assert going(reader, "g", "t") == "/fr/office/board/"
    pressed(reader, "j")
    assert in_line(reader) == 0 and reader.at()["ringed"]
    pressed(reader, "j", "j", "k")
    assert in_line(reader) == 1
    assert "/files/VAL-60-" in going(reader, "Enter")
    assert going(reader, "g", "a") == "/fr/office/"
    pressed(reader, "/")
    assert reader.at()["id"] == "seek"
    pressed(reader, "j", "?", "z", "g", "a")  # in a field a letter is a letter
    assert reader.page.locator("#seek").input_value() == "j?zga"
    assert reader.page.url == f"{reader.site}/fr/office/"


def test_what_was_settled_is_undone_by_z_and_its_line_keeps_the_focus(reader):
    reader.log_in(CLAIRE)
    line = reader.page.locator("#todo > li").nth(1)
    before, title = line.locator(".todo__what").inner_text(), reader.page.locator("h1").inner_text()
    line.get_by_role("button").focus()
    pressed(reader, "Enter")
    line.locator("[data-undo]").wait_for()
    assert reader.page.locator("h1").inner_text() != title
    assert reader.page.evaluate("document.activeElement.matches('#todo > li:nth-child(2) [data-undo]')")
    pressed(reader, "z")
    line.locator("[data-undo]").wait_for(state="detached")
    assert reader.page.evaluate("Boolean(document.activeElement.closest('#todo > li:nth-child(2)'))")
    assert line.locator(".todo__what").inner_text() == before and reader.page.locator("h1").inner_text() == title


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_list_of_keys_names_each(reader, language):
    reader.log_in(CLAIRE, language)
    keys = reader.page.locator("#keys")
    assert not keys.is_visible()
    pressed(reader, "?")
    assert keys.is_visible()
    assert {"/", "?", "j", "k", "z", *"gadtsl"} <= set(keys.locator("kbd").all_inner_texts())
    pressed(reader, "j", "g", "d", "Escape")  # behind the list nothing moves
    assert not keys.is_visible() and in_line(reader) is None
    reader.tab_to("[data-keys-open]")
    pressed(reader, "Enter")
    assert keys.is_visible()
    reader.tab_to("[data-keys-close]")
    pressed(reader, "Enter")
    assert not keys.is_visible()


def test_who_turns_the_keys_off_has_none(reader):
    reader.log_in(CLAIRE)
    for wanted in (False, True):
        reader.page.goto(f"{reader.site}/fr/office/account/")
        box = reader.page.locator("main [name=keys]")
        assert box.is_checked() is not wanted
        box.set_checked(wanted)
        reader.press("main form:has([name=keys]) .button")
        reader.page.goto(f"{reader.site}/fr/office/")
        pressed(reader, "j")
        assert (in_line(reader) is not None) is wanted
        assert reader.page.locator("#keys, [data-keys-open]").count() == (2 if wanted else 0)


def test_arrows_go_along_the_strip_and_escape_to_its_list(reader):
    reader.log_in(CLAIRE)
    reader.page.goto(f"{reader.site}/fr/office/files/{ALERTED}/")
    reader.tab_to("#bande a")
    first = reader.at()["href"]
    pressed(reader, "ArrowRight")
    assert reader.at()["href"] != first
    pressed(reader, "ArrowLeft")
    assert reader.at()["href"] == first
    pressed(reader, "Escape")
    assert reader.page.evaluate("Boolean(document.activeElement.closest('#sorties'))")
