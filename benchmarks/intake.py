"""A whole employer's declaration, 50 MB, read person by person, beside a plain walk over the same XML.

./do python benchmarks/intake.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.intake.made import large

MEGABYTES, ROUNDS = 50, 3
MEASURE = """
import sys, time
from pathlib import Path
path, how = sys.argv[1:]
begun, rows = time.perf_counter(), 0
if how == "plain":
    from lxml import etree
    for _, element in etree.iterparse(path):
        element.clear()
else:
    from tremplin.intake import stream
    for person in stream(path):
        rows += len(person.rows)
spent, status = time.perf_counter() - begun, Path("/proc/self/status").read_text()
print(rows, spent, int(status.partition("VmHWM:")[2].split()[0]) / 1e3)
"""


def measured(path: Path, how: str) -> tuple[int, float, float]:
    """Rows, seconds and megabytes at the peak of a fresh process, the fastest of some rounds."""
    words = [sys.executable, "-c", MEASURE, str(path), how]
    runs = [subprocess.run(words, check=True, capture_output=True, text=True).stdout.split() for _ in range(ROUNDS)]
    rows, seconds, peak = min(runs, key=lambda run: float(run[1]))
    return int(rows), float(seconds), float(peak)


def main() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "declaration.xml"
        people = large(path, MEGABYTES * 1_000_000)
        _, plain, plain_peak = measured(path, "plain")
        rows, seconds, peak = measured(path, "stream")
    print(f"{people:,} people, {rows:,} rows, {MEGABYTES} MB of DmfA XML")
    print(f"plain walk  {plain:6.2f} s  {plain_peak:5.0f} MB  {MEGABYTES / plain:6.1f} MB/s")
    print(f"stream()    {seconds:6.2f} s  {peak:5.0f} MB  {MEGABYTES / seconds:6.1f} MB/s")
    print(f"ratio       {seconds / plain:6.1f} ×")


if __name__ == "__main__":
    main()
