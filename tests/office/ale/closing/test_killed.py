"""A closing that dies in the middle, again and again: nothing lost, nothing doubled. 200 times: the benchmark."""

from tests.office.ale.closing.killing import run
from tremplin.office.database.private import APP


def test_twenty_kills_lose_nothing_and_double_nothing(cluster):
    assert "each once" in run(cluster[APP], 20, seed=7)
