"""The paper form of a worker's month (ALE4, LBA-4bis): days to write on by hand, a control number to type it in by."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

from stdnum.be import ogm_vcs

from tremplin.ground.sentences import sentence
from tremplin.law import belgian_law
from tremplin.papers.saying import month

SPARE = 5
"""Lines for days with two visits."""
HEADINGS = (
    "paper_head_day",
    "paper_head_place",
    "paper_head_from",
    "paper_head_until",
    "paper_head_hours",
    "paper_head_signed",
)


@dataclass(frozen=True)
class Place:
    """An authorisation with the letter that stands for it on the form."""

    letter: str
    number: str
    user: str
    activity: str


@dataclass(frozen=True)
class HourForm:
    """What a form says: whose it is, the month (year, month), and where the worker is placed."""

    form: str
    office: tuple[str, ...]
    worker: str
    worker_number: str
    national_number: str
    month: tuple[int, int]
    control_number: str
    places: tuple[Place, ...]
    made_on: int


@dataclass(frozen=True)
class Sheet:
    """The page of a form, in words."""

    language: str
    title: str
    made_on: int
    head: tuple[str, ...]
    number: str
    number_name: str
    pairs: tuple[tuple[str, str], ...]
    places_title: str
    places: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    days: tuple[str, ...]
    total: str
    how: tuple[str, ...]
    signatures: tuple[str, ...]
    kind: str = "office/hour_form"


def hour_form(of: HourForm, language: str) -> Sheet:
    def word(key: str, **words: object) -> str:
        return sentence(f"office_ale_hours.{key}", language, **words)

    year, number = of.month
    said = month(year * 12 + number - 1, language)
    blank = tuple("" for _ in range(SPARE))
    return Sheet(
        language=language,
        title=word(f"form_{of.form}", month=said),
        made_on=of.made_on,
        head=tuple(filter(None, of.office)),
        number=f"+++{ogm_vcs.format(of.control_number)}+++",
        number_name=word("paper_control"),
        pairs=(
            (word("paper_worker"), of.worker),
            (word("paper_worker_number"), of.worker_number),
            (word("paper_national_number"), grouped(of.national_number)),
            (word("paper_month"), said),
        ),
        places_title=word("paper_places"),
        places=tuple(
            (place.letter, f"{place.user} · {activity_said(place.activity, language)} · {place.number}")
            for place in of.places
        ),
        headings=tuple(word(key) for key in HEADINGS),
        days=tuple(str(day) for day in range(1, monthrange(year, number)[1] + 1)) + blank,
        total=word("paper_total"),
        how=(word("paper_how"), word("paper_how_midnight")),
        signatures=(word("paper_sign_worker"), word("paper_sign_date")),
    )


def activity_said(name: str, language: str) -> str:
    """An activity as the law words it; its own name where the law does not know it."""
    return str(belgian_law().choices.get(f"activity.{name}", {}).get(language, name))


def grouped(number: str) -> str:
    """`90.05.14-001.23`; as it is where it is no national number."""
    if len(number) != 11:
        return number
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"
