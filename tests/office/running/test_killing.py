"""Killed with -9 in the middle of imports and their jobs, an office loses nothing and doubles nothing."""

import os
import random

from tests.office.running import killing

ROWS = 60


def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path):
    for folder in (tmp_path, *tmp_path.parents[:2]):
        os.chmod(folder, 0o755)
    seed = random.randrange(10**6)
    said, found = killing.run(tmp_path, 20, seed)
    assert len(said) >= 20
    assert killing.faults(said, found, ROWS) == {}, f"seed {seed}"
