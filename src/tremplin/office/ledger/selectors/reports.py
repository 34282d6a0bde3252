"""The report of a file that was read, as its reader made it: people with their rows, and doubts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tremplin.ground.errors import Fault
from tremplin.intake import Doubt
from tremplin.intake.doubts import Refusal
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.ledger.selectors.rows import FIGURES

DMFA = "dmfa"
OTHERS = ("proof", "termination", "benefit_paid", "extension_ground")
LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Read:
    """One person of a file. `index`: the place in the file; `rows`: as columns of `WorkRow`, none of them kept yet."""

    index: int
    key: str
    name: str
    rows: tuple[WorkRow, ...]

    @property
    def days(self) -> int:
        """Hundredths of days, as the file gives them."""
        return sum(row.days or 0 for row in self.rows)


def people_of(upload: Upload) -> list[Read]:
    """The people of a file with their rows, in the layer that the file or the office says."""
    layer = WorkRow.Layer(upload.answers.get("layer") or WorkRow.Layer.DECLARED)
    found, position = [], 0
    for index, person in enumerate(upload.report.get("people", [])):
        rows = []
        for row, place, note in zip(person["rows"], person["places"], person["notes"], strict=True):
            rows.append(row_of(row, layer, upload=upload, place=place, note=note[:20], position=position))
            position += 1
        found.append(Read(index, person["key"], person["name"], tuple(rows)))
    return found


def row_of(row: Mapping[str, Any], layer: WorkRow.Layer, **about: Any) -> WorkRow:
    """A row of work from its public names."""
    figures = {name: hundredths(row.get(name)) for name in FIGURES}
    return WorkRow(
        first_day=date.fromisoformat(row["first_day"]),
        end_day=date.fromisoformat(row["last_day"]) + timedelta(days=1),
        service_code=row.get("service_code"),
        employer=str(row.get("employer") or "")[:60],
        layer=row.get("layer") or layer,
        others={name: row[name] for name in OTHERS if row.get(name) is not None},
        **figures,
        **about,
    )


def hundredths(value: Any) -> int | None:
    return None if value is None else min(LARGEST, int(Decimal(str(plain(value))) * 100))


def plain(value: Any) -> Any:
    """A value of the report as it was read."""
    if isinstance(value, Mapping):
        return Decimal(value["decimal"])
    return tuple(plain(one) for one in value) if isinstance(value, list) else value


def words_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in entry["words"].items()}


def doubts_of(upload: Upload) -> list[Doubt]:
    """Every doubt of the file, in its order."""
    return [Doubt(one["place"], one["key"], words_of(one), one["whose"]) for one in upload.report.get("doubts", [])]


def faults_of(upload: Upload) -> list[Fault]:
    """Why the file could not be read."""
    return faults_in(upload.report.get("faults", []))


def faults_in(kept: Iterable[dict[str, Any]]) -> list[Fault]:
    return [(Refusal if one["refusal"] else Fault)(one["place"], one["key"], words_of(one)) for one in kept]
