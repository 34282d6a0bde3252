"""Sentences that the program says to people, in four languages, from `sentences.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tremplin.ground.reading import read_yaml


@cache
def catalogue() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_suffix(".yaml")
    return {key: dict(texts) for key, texts in read_yaml(path.read_bytes(), path.name).items()}


def sentence(key: str, language: str, /, **words: Any) -> str:
    """The sentence of a key (`fault.twice`), filled with words."""
    return catalogue()[key][language].format(**words)
