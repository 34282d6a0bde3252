"""Sentences that the engine and the command line say to people, in four languages, from `sentences.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tremplin.engine.kinds import NONE, UNKNOWN, Kind, day_date
from tremplin.engine.reading import read_yaml

if TYPE_CHECKING:
    from tremplin.engine.law import Law


@cache
def catalogue() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_suffix(".yaml")
    return {key: dict(texts) for key, texts in read_yaml(path.read_bytes(), path.name).items()}


def sentence(key: str, language: str, /, **words: Any) -> str:
    """The sentence of a key (`fault.twice`), filled with words."""
    return catalogue()[key][language].format(**words)


def said(law: Law, kind: Kind, value: int, language: str, *names: str, brief: bool = False) -> str:
    """A value as people say it: `oui`, `1er mars 2026`, `inconnu`.

    `names` lead to texts of the law for this value (`route.own_band`, `service_code.30`), under its `choices`.
    """
    if value in (UNKNOWN, NONE):
        return sentence("value.unknown" if value == UNKNOWN else "value.none", language)
    if kind.name == "yes_no":
        return sentence("value.yes" if value else "value.no", language)
    plain = str(kind.plain(value))
    found = next((law.choices[key][language] for name in names if (key := f"{name}.{plain}") in law.choices), "")
    match kind.name:
        case "status":
            return sentence(f"status.{plain}", language)
        case "choice":
            route = law.rules[plain].texts.get("label") if plain in law.rules else None
            return str(found or (law.choices.get(plain) or route or {}).get(language, plain))
        case "day":
            return found or (brief_day(value, language) if brief else kind.text(value, language))
    text = plain if brief and kind.scale == 1 and kind.name == "number" else kind.text(value, language)
    return f"{text} ({found})" if found and not brief else text


def brief_day(value: int, language: str) -> str:
    """A day in a table: `01/03/2026`."""
    return day_date(value).strftime({"de": "%d.%m.%Y", "en": "%Y-%m-%d"}.get(language, "%d/%m/%Y"))
