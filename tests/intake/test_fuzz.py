"""Ten thousand broken files: each is read or refused, none ends in another exception, and memory stays flat.

The seed is fixed; `python -m tests.intake.test_fuzz SEED COUNT` tries others.
"""

import io
import random
import re
import resource
import sys
import zipfile

import pytest

from tests.intake.conftest import FILES
from tests.intake.made import ANNA, BRAM, dmfa
from tests.intake.test_tables import CELLS, HEADINGS, workbook
from tremplin.engine.decide import read_case
from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.errors import InputError
from tremplin.intake import read_bytes
from tremplin.intake.onem import onem_of
from tremplin.law import belgian_law

SEED, COUNT = 20260601, 10_000
ROW = {"first_day": "2025-01-01", "last_day": "2025-03-31", "service_code": 1, "days": 64, "hours": 456}
MARKS = (b"<", b">", b"/", b"&", b";", b",", b'"', b"\n", b"\0", b"\xff", b"\xc3", b"9", b"0", b"-", b"]]>", b"<!--")
NUMBERS = (b"0", b"-1", b"99999", b"9" * 30, b"1e9", b"20254", b"29994", b"2024-02-30", b"12,5", b"", "٣".encode())


def seeds():
    """What is broken: small files of every kind."""
    small = dmfa({ANNA: [{**ROW, "_deduction": "4500", "_name": ("Anna", "Ex")}, {**ROW, "service_code": 50, "days": 1}], BRAM: [ROW]})  # fmt: skip  # noqa: E501
    xml = [small, dmfa({ANNA: [ROW]}, consultation=True, indent=False)]
    xml += [(FILES / f"{name}.xml").read_bytes() for name in ("missing-blocks", "termination", "duplicates", "latin")]
    tables = [path.read_bytes() for path in sorted(FILES.glob("*.csv"))]
    onem = [path.read_bytes() for path in sorted(FILES.glob("onem*.yaml"))]
    facts = [
        b"work:\n  - {first_day: 2025-01-01, last_day: 2025-06-30, service_code: 1, days: 64, benefit_paid: yes}\n"
    ]
    return {"xml": xml, "csv": tables, "yaml": facts, "onem": onem, "xlsx": [workbook([HEADINGS, *CELLS])]}


KINDS = ("xml",) * 9 + ("csv",) * 6 + ("onem",) * 2 + ("yaml",) + ("xlsx",) * 2


def broken(content, lots):
    """The content with one to four things wrong in it."""
    for _ in range(lots.randint(1, 4)):
        content = lots.choice((flipped, cut, doubled, swapped, renumbered, marked))(bytearray(content), lots)
    return bytes(content)


def flipped(content, lots):
    for _ in range(lots.randint(1, 8)):
        if content:
            content[lots.randrange(len(content))] ^= 1 << lots.randrange(8)
    return content


def cut(content, lots):
    start, end = sorted(lots.randrange(len(content) + 1) for _ in range(2))
    return content[:end] if lots.random() < 0.3 else content[:start] + content[end:]


def doubled(content, lots):
    start, end = sorted(lots.randrange(len(content) + 1) for _ in range(2))
    return content[:end] + content[start:end] * lots.randint(1, 3) + content[end:]


def swapped(content, lots):
    """Two tags, cells or words change places."""
    words = list(re.finditer(rb"[^<>;,\s]+", content))
    if len(words) < 2:
        return content
    one, other = sorted(lots.sample(words, 2), key=lambda word: word.start())
    return content[: one.start()] + other[0] + content[one.end() : other.start()] + one[0] + content[other.end() :]


def renumbered(content, lots):
    numbers = list(re.finditer(rb"\d[\d.,-]*", content))
    if not numbers:
        return content
    one = lots.choice(numbers)
    return content[: one.start()] + lots.choice(NUMBERS) + content[one.end() :]


def marked(content, lots):
    at = lots.randrange(len(content) + 1)
    return content[:at] + lots.choice(MARKS) * lots.randint(1, 3) + content[at:]


def broken_workbook(content, lots):
    """Broken as a file, or in one of its parts."""
    if lots.random() < 0.5:
        return broken(content, lots)
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        wrong = lots.choice(old.namelist() + ["xl/worksheets/sheet1.xml"] * 6)
        for name in old.namelist():
            new.writestr(name, broken(old.read(name), lots) if name == wrong else old.read(name))
    return found.getvalue()


def try_one(kind, content, lots):
    """Reads one broken file; gives whether it was read. Anything but an InputError comes out."""
    law = belgian_law()
    try:
        if kind == "onem":
            onem_of(content, "a.yaml")
            return True
        name = "a.yaml" if kind == "yaml" else "a.csv" if kind == "csv" else "a"
        found = read_bytes(content, name, lots.choice([None, "flanders", "wallonia"]), split=lots.random() < 0.5)
    except InputError as error:
        for fault in error.faults[:20]:
            fault.text(lots.choice(LANGUAGES))
        return False
    for doubt in found.doubts[:20]:
        doubt.text(lots.choice(LANGUAGES))
    for person in found.people[:20]:
        assert len(person.rows) == len(person.places) == len(person.notes) > 0
        read_case(law, law.decision("working_days"), {"on": "2026-06-01", "work": person.rows})
    return True


def run(seed, count):
    """How many broken files were read, of how many; and megabytes of memory gained after the first tenth."""
    lots, files, read, start = random.Random(seed), seeds(), 0, 0
    for number in range(count):
        if number == count // 10:
            start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        kind = lots.choice(KINDS)
        content = lots.choice(files[kind])
        content = broken_workbook(content, lots) if kind == "xlsx" else broken(content, lots)
        try:
            read += try_one(kind, content, lots)
        except Exception as error:
            raise AssertionError(f"seed {seed}, file {number} ({kind}): {content[:3000]!r}") from error
    gained = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) / (1e6 if sys.platform == "darwin" else 1e3)
    return read, gained


def test_ten_thousand_broken_files():
    read, gained = run(SEED, COUNT)
    assert COUNT // 10 < read < COUNT
    assert gained < 100


@pytest.mark.parametrize("kind", ["xml", "csv", "yaml", "xlsx"])
def test_what_is_broken_was_sound(kind):
    name = {"yaml": "a.yaml", "csv": "a.csv"}.get(kind, "a")
    for content in seeds()[kind]:
        read_bytes(content, name, split=True)


if __name__ == "__main__":
    print(run(int(sys.argv[1]), int(sys.argv[2])))
