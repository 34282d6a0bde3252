"""What holds of every file: rows written come back, order changes nothing, what is read the law takes."""

import datetime
import random

from hypothesis import given
from hypothesis import strategies as some

from tests.intake.made import company, dmfa, people, quarter_ends
from tremplin.intake import read_bytes
from tremplin.intake.codes import codes
from tremplin.intake.figures import value_of
from tremplin.law import decide

CODES = sorted(code for code, life in codes().service.items() if life.last > 10**8)
KEYS = people(4)


def hundredths(most, least=1):
    """Numbers as rows hold them."""
    return some.integers(least, most).map(value_of)


@some.composite
def work(draw):
    """Rows of one occupation: some codes of one quarter, or of some days of it."""
    quarter = f"{draw(some.integers(2019, 2025))}{draw(some.integers(1, 4))}"
    first, last = quarter_ends(quarter)
    if draw(some.booleans()):
        first = str(datetime.date.fromisoformat(first) + datetime.timedelta(draw(some.integers(0, 40))))
    if draw(some.booleans()):
        last = str(datetime.date.fromisoformat(last) - datetime.timedelta(draw(some.integers(0, 40))))
    shared = {
        "days_per_week": draw(hundredths(700, 50)),
        "weekly_hours": draw(hundredths(4000)),
        "full_time_weekly_hours": draw(hundredths(4000, 3500)),
        "employer": company(draw(some.integers(19_990_001, 19_990_003))),
    }
    found = []
    for code in draw(some.lists(some.sampled_from(CODES), min_size=1, max_size=3, unique=True)):
        row = {"first_day": first, "last_day": last, "service_code": code, "days": draw(hundredths(300))}
        found.append({**row, "hours": draw(hundredths(3000)), **shared})
    return found


def plain(rows):
    return sorted(tuple(sorted((name, str(value)) for name, value in row.items())) for row in rows)


@given(
    some.dictionaries(some.sampled_from(KEYS), work(), min_size=1),
    some.fixed_dictionaries(
        {"consultation": some.booleans(), "padded": some.booleans(), "indent": some.booleans()},
    ),
    some.sampled_from(["UTF-8", "ISO-8859-1"]),
)
def test_rows_written_as_dmfa_come_back(given, how, encoding):
    found = read_bytes(dmfa(given, encoding=encoding, **how), "a.xml")
    assert {person.key: plain(person.rows) for person in found.people} == {key: plain(rows) for key, rows in given.items()}  # fmt: skip  # noqa: E501
    assert [doubt for doubt in found.doubts if doubt.severity == "refused"] == []


@given(work(), some.sampled_from([";", ",", "\t"]), some.booleans(), some.randoms(use_true_random=False))
def test_rows_written_as_csv_come_back_in_any_order(rows, sign, comma, lots):
    columns = list(rows[0])
    mark = "," if comma and sign != "," else "."
    lines = [sign.join(str(row[name]).replace(".", mark) for name in columns) for row in rows]
    expected = plain(rows)
    for _ in range(2):
        lots.shuffle(lines)
        found = read_bytes("\n".join([sign.join(columns), *lines]).encode(), "a.csv")
        assert plain(found.person().rows) == expected


def test_the_order_of_lines_changes_no_doubt_and_no_row(reading):
    from tests.intake.conftest import FILES

    for name in ("broken.csv", "people.csv", "table.fr.csv", "minutes.csv"):
        heading, *lines = (FILES / name).read_text().splitlines()
        whole = reading(name)
        for seed in range(10):
            random.Random(seed).shuffle(lines)
            found = read_bytes("\n".join([heading, *lines]).encode(), name)
            assert plain(row for person in found.people for row in person.rows) == plain(
                row for person in whole.people for row in person.rows
            )
            assert sorted(doubt.key for doubt in found.doubts) == sorted(doubt.key for doubt in whole.doubts)


@given(some.lists(work(), max_size=4))
def test_the_law_takes_what_was_read(occupations):
    found = read_bytes(dmfa({KEYS[0]: [row for rows in occupations for row in rows]}), "a.xml")
    for person in found.people:
        decide("working_days", {"on": "2026-06-01", "work": person.rows})
