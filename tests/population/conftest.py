"""The fictional laws, compiled once for all tests of this folder."""

import pytest
from hypothesis import settings

from tremplin.engine.law import Law

settings.register_profile("population", deadline=None)
settings.load_profile("population")


@pytest.fixture(scope="session")
def meadow():
    return Law("tests.engine.meadow")


@pytest.fixture(scope="session")
def orchard():
    return Law("tests.population.orchard")
