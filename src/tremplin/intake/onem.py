"""What ONEM answered in CPAS@ONEM, typed into a small file: how many days are left to work, and until when.

    onem: {answered_on: 2026-06-24, days_to_work: 31, end_date: 2026-07-31}

Optional: `counted_until`, the last day that ONEM counted (else the day before it answered), and `reference`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tremplin.engine.kinds import KINDS, Kind, Unreadable, day_date
from tremplin.ground.errors import Fault, InputError, unknown_name
from tremplin.ground.reading import read_yaml
from tremplin.intake.doubts import refused
from tremplin.intake.files import content_of, named

DAY, DAYS = KINDS["day"], KINDS["hundredths"]
ASKED: dict[str, Kind] = {"answered_on": DAY, "days_to_work": DAYS, "end_date": DAY}
OPTIONAL: dict[str, Kind] = {"counted_until": DAY, "reference": KINDS["name"]}
MOST_DAYS = 624_00
"""Hundredths of days: the longest that anyone has to prove."""


def read_onem(path: str) -> dict[str, Any]:
    """The answer as facts: `onem_answered_on`, `onem_days_to_work`, `onem_end_date`, `onem_counted_until`.

    `-` reads standard input. Raises InputError with every fault at once.
    """
    return onem_of(content_of(path), named(path))


def onem_of(content: bytes, name: str) -> dict[str, Any]:
    """The same from bytes."""
    given = read_yaml(content, name)
    if not isinstance(given, Mapping) or not isinstance(given.get("onem"), Mapping):
        raise refused(name, "doubt.not_onem")
    faults = [unknown_name(place(name, given, key, key), key, ["onem"]) for key in given if key != "onem"]
    answer = given["onem"]
    known = ASKED | OPTIONAL
    faults += [unknown_name(place(name, answer, key), key, known) for key in answer if key not in known]
    found: dict[str, int] = {}
    for key, kind in known.items():
        said = answer.get(key)
        if said is None:
            if key in ASKED:
                faults.append(Fault(place(name, answer, ""), "key_missing", {"key": key}))
        elif kind.name != "name":
            read_value(place(name, answer, key), key, kind, said, found, faults)
        elif not isinstance(said, str | int) or isinstance(said, bool):
            faults.append(Fault(place(name, answer, key), "expected_name", {"said": said}))
    faults += order(found, lambda key: place(name, answer, key))
    if faults:
        raise InputError(faults)
    found.setdefault("counted_until", found["answered_on"] - 1)
    return {f"onem_{key}": known[key].plain(found[key]) for key in ("answered_on", "days_to_work", "end_date", "counted_until")}  # fmt: skip  # noqa: E501


def read_value(place: str, key: str, kind: Kind, said: Any, found: dict[str, int], faults: list[Fault]) -> None:
    try:
        value = kind.read(said)
    except Unreadable as error:
        faults.append(Fault(place, f"expected_{error.expected}", {"said": said, **error.words}))
        return
    if kind is DAYS and not 0 <= value <= MOST_DAYS:
        faults.append(Fault(place, "out_of_range", {"said": said, "low": 0, "high": MOST_DAYS // 100}))
        return
    found[key] = value


def order(found: dict[str, int], place: Any) -> list[Fault]:
    """ONEM counts days before it answers, and names an end that lies after the days it counted."""
    faults = []
    for early, late in (("counted_until", "answered_on"), ("counted_until", "end_date")):
        if early in found and late in found and found[early] > found[late]:
            words = {"said": day_date(found[early]), "other": day_date(found[late])}
            faults.append(Fault(place(early), "out_of_order", words))
    return faults


def place(name: str, mapping: Any, key: str, called: str = "") -> str:
    line = getattr(mapping, "lines", {}).get(key)
    at = f"{name}, line {line}" if line else name
    return f"{at}, {called or f'onem.{key}'}" if key else at
