"""Modules that workers learn, as dated data of `modules.yaml`, and what a worker lacks: a warning, never a stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.ground.reading import read_yaml
from tremplin.ground.sentences import label
from tremplin.office.ale.models import Attendance, Worker

MODULES = Path(__file__).parents[1] / "modules.yaml"


@dataclass(frozen=True)
class Module:
    """A module. `activities`: those it belongs to; `base`: everybody's; `unless_speaks`: not of who speaks that."""

    name: str
    first: date
    last: date | None
    regions: tuple[str, ...]
    activities: tuple[str, ...]
    base: bool
    unless_speaks: str
    status: str
    texts: Mapping[str, Any]

    def on(self, region: str, day: date) -> bool:
        """Whether it is on the list of a region that day."""
        here = not self.regions or region in self.regions
        return here and self.first <= day and (self.last is None or day <= self.last)

    def concerns(self, activity: str | None) -> bool:
        return self.base or activity in self.activities

    def label(self, language: str) -> str:
        return label(self.texts, language)

    def source(self, language: str) -> str:
        return label(self.texts, language, "source")


@cache
def every_module() -> tuple[Module, ...]:
    rows = read_yaml(MODULES.read_bytes(), MODULES.name)
    return tuple(
        Module(
            name=row["module"],
            first=date.fromisoformat(str(row["from"])),
            last=date.fromisoformat(str(row["until"])) if "until" in row else None,
            regions=tuple(row.get("regions", ())),
            activities=tuple(row.get("activities", ())),
            base=bool(row.get("base", False)),
            unless_speaks=row.get("unless_speaks", ""),
            status=row["status"],
            texts={"label": row["label"], "source": row["source"]},
        )
        for row in rows
    )


def module_named(name: str) -> Module | None:
    return next((one for one in every_module() if one.name == name), None)


def modules_on(region: str, day: date) -> list[Module]:
    return [one for one in every_module() if one.on(region, day)]


def lacking(worker: Worker, activity: str | None, on: date, done: Iterable[str] | None = None) -> list[Module]:
    """The modules that a worker has not done by a day: those of everybody, and those of an activity where one is named.

    `done`: the modules done, where they are known already.
    """
    if done is None:
        done = done_by([worker], on).get(worker.pk, ())
    speaks = {worker.person.language, *worker.languages}
    return [
        one
        for one in modules_on(worker.organisation.region, on)
        if one.concerns(activity) and one.name not in done and one.unless_speaks not in speaks
    ]


def done_by(workers: Iterable[Worker], on: date) -> dict[int, set[str]]:
    """The modules done by a day, by worker."""
    found: dict[int, set[str]] = {}
    rows = Attendance.objects.filter(worker__in=[one.pk for one in workers], is_done=True, on__lte=on)
    for pk, module in rows.values_list("worker_id", "module"):
        found.setdefault(pk, set()).add(module)
    return found
