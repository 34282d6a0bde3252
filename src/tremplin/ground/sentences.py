"""Sentences that the program says to people, in four languages.

They lie in `sentences/`, one file for each first word of their keys (`plan.lead` in `plan.yaml`), read when first
said; first words without a file of their own are in `sentences.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.ground.reading import read_yaml

COMMON = Path(__file__).with_suffix(".yaml")
FOLDER = Path(__file__).with_suffix("")


@cache
def read(path: Path) -> dict[str, dict[str, str]]:
    return {key: dict(texts) for key, texts in read_yaml(path.read_bytes(), path.name).items()}


@cache
def file_of(first_word: str) -> Path:
    path = FOLDER / f"{first_word}.yaml"
    return path if path.exists() else COMMON


def sentence(key: str, language: str, /, **words: Any) -> str:
    """The sentence of a key (`fault.twice`), filled with words."""
    return read(file_of(key.partition(".")[0]))[key][language].format(**words)


def catalogue() -> dict[str, dict[str, str]]:
    """Every sentence by its key."""
    return {key: texts for path in (COMMON, *sorted(FOLDER.glob("*.yaml"))) for key, texts in read(path).items()}


def label(texts: Mapping[str, Any], language: str, key: str = "label") -> str:
    """A text of a law in a language; in French where it has none."""
    found = texts.get(key) or {}
    return str(found.get(language) or found.get("fr") or "")
