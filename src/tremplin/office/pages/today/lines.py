"""A deadline as a line of the day: its mark, what, why, whose, and one action."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from tremplin.ground.sentences import sentence
from tremplin.office.deadlines.models import Deadline
from tremplin.office.deadlines.wording import because, text_of, what, why
from tremplin.office.organisations.models import Role
from tremplin.office.pages.roles import may_open
from tremplin.office.pages.today import agency

MARKS = ("stop", "care", "note")
FILE = "files/{number}/"
PLAN, ONEM = (f"{FILE}{of}/" for of in ("plan", "onem"))
REPAIRS = f"{FILE}#alerte"
"""What is at risk, why, and what mends it."""
ACTIONS = {
    "end_60": ("do_file", FILE),
    "end_30": ("do_file", FILE),
    "end_7": ("do_end", f"{FILE}end/"),
    "end_reached": ("do_end", f"{FILE}end/"),
    "end_moved": ("do_plan", PLAN),
    "end_lost": ("do_file", FILE),
    "short_contract": ("do_plan", REPAIRS),
    "short_contract_open": ("do_plan", REPAIRS),
    "contract_over": ("do_end", f"{FILE}end/"),
    "handover": ("do_handover", f"{FILE}handover/"),
    "unpaid_days": ("do_plan", REPAIRS),
    "undeclared_quarter": ("do_imports", "imports/"),
    "stay": ("do_person", "people/{person}/"),
    "onem_ask": ("do_onem", ONEM),
    "onem_answer": ("do_onem_answer", ONEM),
    "onem_gap": ("do_onem_gap", ONEM),
    "clause": ("do_end", f"{FILE}end/"),
    "subsidy_end": ("do_plan", PLAN),
    "birthday": ("do_plan", PLAN),
    "law_change": ("do_differs", "decisions/"),
    "import_doubts": ("do_import", "imports/{upload}/"),
    "import_failed": ("do_import", "imports/{upload}/"),
    "faults": ("do_file", FILE),
    "own": ("do_file", FILE),
} | agency.ACTIONS
"""The one action of each kind: its words, and where it leads from `/fr/office/`."""


@dataclass(frozen=True)
class Line:
    """What a line shows. `action` is a label and an address; None where there is nothing to open for who reads."""

    pk: int
    mark: str
    marked: str
    what: str
    why: str
    moved: str
    who: str
    action: tuple[str, str] | None
    settled: str
    presses: bool
    also: tuple[str, str, str] | None
    """Other things of the same file that this line stands for: how many, which, and where they are seen."""


def line_of(deadline: Deadline, language: str, role: Role) -> Line:
    why_text = why(deadline, language)
    told = because(deadline, language)
    led = action(deadline, language)
    return Line(
        pk=deadline.pk,
        mark=MARKS[deadline.weight],
        marked=sentence(f"office_today.mark_{deadline.weight}", language),
        what=what(deadline, language),
        why=why_text,
        moved="" if told in why_text else told,
        who=who(deadline, language),
        action=led if led and may_open(role, led[1]) else None,
        settled=settled(deadline, language),
        presses=deadline.weight == Deadline.Weight.STOP,
        also=also(deadline, language),
    )


def also(deadline: Deadline, language: str) -> tuple[str, str, str] | None:
    others = deadline.words.get("also")
    if not others or not deadline.subject:
        return None
    where = f"/{language}/office/{FILE.format(number=deadline.subject)}"
    count = sentence("office_today.also", language, count=len(others))
    return count, text_of(others, language), where


def who(deadline: Deadline, language: str) -> str:
    day = text_of(deadline.due_on.isoformat(), language)
    if deadline.due_on <= timezone.localdate():
        day = sentence("office_today.since", language, day=day)
    return " · ".join(part for part in (deadline.subject, day, str(deadline.agent or "")) if part)


def action(deadline: Deadline, language: str) -> tuple[str, str] | None:
    label, path = ACTIONS[deadline.kind]
    if path.startswith(FILE) and not deadline.subject:
        return None
    told = {name: deadline.words.get(name, "") for name in ("upload", "at")}
    where = path.format(number=deadline.subject, person=deadline.person_id, **told)
    return sentence(f"office_today.{label}", language), f"/{language}/office/{where}"


def settled(deadline: Deadline, language: str) -> str:
    if deadline.done_at is None:
        return ""
    time = f"{timezone.localtime(deadline.done_at):%H:%M}"
    return sentence("office_today.settled_by", language, time=time, name=deadline.done_by or "–")
