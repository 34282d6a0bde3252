"""Pages that only a form leads to: what is filled in and sent before such a page can be looked at."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "src" / "tremplin" / "samples"
FILES = ROOT / "tests" / "intake" / "files"
ARROW = " ← "


FACTS = (SAMPLES / "question.yaml").read_bytes() + b"region: german_community\naid: integration_income\n"
"""A file that says all: one form leads to the answer."""


class Sending(NamedTuple):
    """A file sent with facts; `button`: another button of the first form; `then`: facts of a second form."""

    subject: str
    file: Path | bytes | None
    first: dict[str, str]
    button: str = ".button.button--large"
    then: dict[str, str] | None = None
    status: int = 200


PLAN = {"start": "2026-06-01"}
SENDINGS = {
    "answer": Sending("days", FACTS, {}),
    "dates": Sending("end", SAMPLES / "declaration.xml", {"start": "2026-12-01"}, then={"admitted_before": "no"}),
    "ways": Sending("part_time", FACTS, PLAN | {"weekly_hours_now": "19"}),
    "people": Sending("days", FILES / "people.csv", {}),
    "row": Sending("days", None, {}, "[name=add]"),
    "fault": Sending(
        "end", SAMPLES / "declaration.xml", {"start": "2025-08-01"}, then={"admitted_before": "no"}, status=400
    ),
}
"""One page of each kind after a form, by the word that its address ends with here."""


def addresses():
    """As a walk names them: `/fr/file/days ← answer`."""
    return [f"/fr/file/{one.subject}{ARROW}{name}" for name, one in SENDINGS.items()]


def status_of(address):
    """What the last form of an address is answered with; an address without a form is there."""
    name = address.partition(ARROW)[2]
    return SENDINGS[name].status if name else 200


def goto(opened, site, address, **how):
    """Opens an address; where it names a sending, the form at it is filled in and sent. Gives the last response."""
    at, arrow, name = address.partition(ARROW)
    if arrow:
        opened.emulate_media(media="screen")  # on paper there is nothing to press
    response = opened.goto(site + at, **how)
    if not arrow:
        return response
    sent = SENDINGS[name]
    fill(opened, sent.first)
    if sent.file:
        opened.locator("#file").set_input_files(chosen(sent.file))
    if sent.button != Sending._field_defaults["button"]:
        opened.locator("details.more > summary").click()
    response = press(opened, sent.button)
    if sent.then:
        fill(opened, sent.then)
        response = press(opened, sent.button)
    return response


def chosen(file):
    """A file as a browser takes it."""
    return {"name": "facts.yaml", "mimeType": "text/plain", "buffer": file} if isinstance(file, bytes) else file


def press(opened, button):
    with opened.expect_navigation(wait_until="load") as following:
        opened.locator(button).first.click()
    return following.value


def fill(opened, said, unsaid=""):
    """Fills in the facts that a form asks for; `unsaid`: for choices of which nothing is said."""
    for field in opened.locator("[name^='fact.']").all():
        name, kind = field.get_attribute("name").removeprefix("fact."), field.get_attribute("type")
        if kind == "radio" and field.get_attribute("value") == said.get(name, unsaid):
            field.check()
        elif kind != "radio" and name in said:
            field.fill(said[name])
