"""Two hundred kills (-9) of a working office: server, its child, worker, PostgreSQL, at random moments.

    ./do python benchmarks/killing.py [KILLS] [SEED]

Prints what was killed and when, how many imports were acknowledged, and what was lost or doubled: nothing.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.office.running import killing

ROWS = 60


def main(kills: int = 200, seed: int = random.randrange(10**6)) -> int:  # noqa: S311
    begun, killed = time.monotonic(), Counter()

    def told(number: int, part: str, imports: int) -> None:
        killed[part] += 1
        print(
            f"{time.monotonic() - begun:7.1f} s  kill {number + 1:3d}  {part:9}  {imports} imports so far", flush=True
        )

    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        said, found = killing.run(Path(place), kills, seed, told)
    wrong = killing.faults(said, found, ROWS)
    print(f"seed {seed}: {dict(killed)}; {len(said)} imports, {found['rows']} rows; wrong: {wrong or 'nothing'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
