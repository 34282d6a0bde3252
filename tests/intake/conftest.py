"""Files of this folder, and what a reading says in a few words."""

from pathlib import Path

import pytest
from hypothesis import settings

from tremplin.intake import read

FILES = Path(__file__).parent / "files"

settings.register_profile("intake", deadline=None, max_examples=60)
settings.load_profile("intake")


@pytest.fixture
def reading():
    """Reads a file of the folder `files`."""

    def run(name, **how):
        return read(str(FILES / name), **how)

    return run


@pytest.fixture
def said():
    """The doubts of a reading as (key, line)."""

    def run(found):
        return [(doubt.key.removeprefix("doubt."), line_of(doubt.place)) for doubt in found.doubts]

    return run


def line_of(place):
    _, _, after = place.partition(", line ")
    return int(after.split(",")[0]) if after else None
