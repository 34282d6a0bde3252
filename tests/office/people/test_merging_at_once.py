"""Two who merge the same records in the same instant, each keeping another one: one merge."""

from datetime import date
from secrets import token_hex

import pytest

from tests.office import made
from tests.office.article60.test_contracts_races import at_once, quick_passwords  # noqa: F401
from tremplin.office.article60.services.merging import MergedAlready, merge
from tremplin.office.database.isolation import within
from tremplin.office.people.models import Merge


@pytest.fixture
def two(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        found = made.office(f"M-{token_hex(3)}".upper())
        with within(found["office"].pk):
            yield_to = [made.person().pk, made.person("Benalli").pk]
        yield found, *yield_to


@pytest.mark.parametrize("turned", [False, True])
def test_one_merge(two, turned):
    of, first, second = two

    def act(kept, absorbed):
        return lambda: merge(kept, absorbed, {}, (1, 1), "the same", of["manager"], date(2026, 11, 22))

    found = at_once(of["office"], act(first, second), act(second, first) if turned else act(first, second))
    assert sorted(type(one).__name__ for one in found) == [Merge.__name__, MergedAlready.__name__]
    with within(of["office"].pk):
        assert Merge.objects.count() == 1
