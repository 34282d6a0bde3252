"""The fictional laws, compiled once for all tests of this folder."""

import pytest
from hypothesis import settings

from tremplin.lawbook.load import load

settings.register_profile("population", deadline=None)
settings.load_profile("population")


@pytest.fixture(scope="session")
def meadow():
    return load("tests.engine.meadow")


@pytest.fixture(scope="session")
def orchard():
    return load("tests.population.orchard")
