"""A whole employer's declaration, person by person, in flat memory."""

import subprocess
import sys
from pathlib import Path

import pytest
from stdnum.be import ssn, vat

from tests.intake.conftest import FILES
from tests.intake.made import ANNA, BRAM, CELA, CPAS, DAYS, SHOP, dmfa, large, people
from tremplin.ground.errors import InputError
from tremplin.intake import read, stream

ROW = {"first_day": "2025-01-01", "last_day": "2025-03-31", "service_code": 50, "days": 64}


@pytest.mark.parametrize("name", ["original.xml", "consultation.xml", "people.csv", "beyond.xml", "termination.xml"])
def test_a_stream_gives_the_same_rows(name):
    path = str(FILES / name)
    whole, people = read(path), stream(path)
    found = list(people)
    assert [row for person in found for row in person.rows] == [row for person in whole.people for row in person.rows]
    assert people.sha256 == whole.sha256 and people.format == whole.format
    assert sorted(doubt.key for doubt in people.doubts) == sorted(doubt.key for doubt in whole.doubts)


def test_doubts_of_one_key_are_counted_after_a_thousand(tmp_path):
    (tmp_path / "a.xml").write_bytes(dmfa({key: [ROW] for key in people(1_200)}))
    found = stream(str(tmp_path / "a.xml"))
    assert sum(1 for _ in found) == 1_200
    assert found.counts == {"doubt.benefit_unknown": 1_200}
    assert len(found.doubts) == 1_001
    assert "200" in found.doubts[-1].text("fr")


def test_a_broken_end_is_said_after_the_people_before_it(tmp_path):
    (tmp_path / "a.xml").write_bytes(dmfa({key: [ROW] for key in people(300)})[:-200])
    found = stream(str(tmp_path / "a.xml"))
    with pytest.raises(InputError) as caught:
        list(found)
    assert caught.value.faults[0].key == "doubt.cut_off"


def test_a_file_that_is_not_there():
    with pytest.raises(InputError):
        next(stream("nowhere.xml"))


# The peak of a process of its own: ru_maxrss would be that of the process which started it, if that was larger.
MEMORY = """
import re, sys
from pathlib import Path
from tremplin.intake import stream
found = stream(sys.argv[1])
rows = sum(len(person.rows) for person in found)
print(rows, re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell")
def test_memory_stays_flat(tmp_path):
    path = tmp_path / "large.xml"
    count = large(path, 8_000_000)
    run = subprocess.run([sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True)
    rows, peak = map(int, run.stdout.split())
    assert rows == 2 * count
    assert peak < 150_000
    assert path.stat().st_size > 7_900_000


def test_made_up_people_and_employers_have_numbers_that_hold():
    keys = people(6 * DAYS)
    assert len(set(keys)) == len(keys)
    assert all(ssn.is_valid(key) for key in [*keys[::997], ANNA, BRAM, CELA])
    assert vat.is_valid(CPAS) and vat.is_valid(SHOP)
