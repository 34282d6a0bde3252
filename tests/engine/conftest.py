"""Settings and fixtures for the tests of this folder."""

import importlib
import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.engine import meadow
from tremplin.ground.errors import LawError
from tremplin.lawbook.load import load as load_law

# A machine that is busy is no fault.
settings.register_profile("engine", deadline=None)
settings.load_profile("engine")

numbers = itertools.count()


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Loads a copy of Meadow with some texts of its files changed (file, old, new); gives back its faults."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("sys.dont_write_bytecode", True)

    def loaded(*changes):
        folder = tmp_path / f"meadow_{next(numbers)}"
        shutil.copytree(Path(meadow.__path__[0]), folder, ignore=shutil.ignore_patterns("__pycache__"))
        for file, old, new in changes:
            path = folder / "gardens" / file
            text = path.read_text()
            assert old in text
            path.write_text(text.replace(old, new, 1) if old else new)
        importlib.invalidate_caches()
        try:
            load_law(folder.name)
        except LawError as error:
            assert str(error) == "\n".join(error.faults)
            return error.faults
        return []

    return loaded
