"""Cases of the dossier (article60.md § 9.4) that are about reading files. Case 58 is about two DRS declarations a month
later; what a DmfA of that quarter gives of it is held here: three lines, two occupations without a break and one."""

from decimal import Decimal

import pytest

from tests.intake.made import ANNA, CPAS, dmfa
from tremplin.intake import read_bytes
from tremplin.law import decide


def row(first, last, days=None, hours=None, weekly=38, code=1, **other):
    found = {"first_day": first, "last_day": last, "service_code": code, "days_per_week": 5, "employer": CPAS}
    found |= {"weekly_hours": weekly, "full_time_weekly_hours": 38, **other}
    amounts = {"days": days, "hours": hours}
    return found | {name: Decimal(str(value)) for name, value in amounts.items() if value is not None}


def read(*rows, **how):
    found = read_bytes(dmfa({ANNA: list(rows)}), "declaration.xml", **how)
    return found.person(), [doubt.key.removeprefix("doubt.") for doubt in found.doubts]


def test_case_48_sixty_two_days_and_three_of_holiday_are_a_full_quarter():
    first, last = "2024-01-01", "2024-03-31"
    person, doubts = read(row(first, last, 62, 471.2), row(first, last, 3, 22.8, code=2))
    assert doubts == []
    assert [(line["service_code"], line["days"]) for line in person.rows] == [(1, 62), (2, 3)]
    assert decide("working_days", {"on": "2024-04-01", "work": person.rows}).result["days"] == 78


@pytest.mark.parametrize("written", ["6150", "06150"])
def test_case_50_hundredths_of_a_day(written):
    content = dmfa({ANNA: [row("2024-01-01", "2024-03-31", 61.5)]}).replace(b">6150<", f">{written}<".encode())
    assert read_bytes(content, "a.xml").person().rows[0]["days"] == Decimal("61.5")


def test_case_58_three_lines_in_a_quarter_are_two_occupations():
    person, doubts = read(
        row("2016-05-01", "2016-05-13", 9, 45, 25, _worker_code="121"),
        row("2016-05-17", "2016-05-20", 4, 16, 20, _worker_code="121"),
        row("2016-05-24", "2016-05-31", 6, 36, 30, _worker_code="121"),
    )
    assert doubts == []
    assert [line["weekly_hours"] for line in person.rows] == [25, 20, 30]
    assert decide("working_days", {"on": "2016-07-01", "work": person.rows}).result["occupations"] == 2


def test_case_59_worker_code_121_in_flanders_from_2019_2():
    third = row("2019-07-01", "2019-09-30", 65, 494, _worker_code="121")
    person, doubts = read(third, region="flanders")
    assert doubts == ["worker_code_region"]
    assert person.notes == [""] and person.rows[0]["days"] == 65
    for region in ("wallonia", "brussels", "german_community", None):
        person, doubts = read(third, region=region)
        assert (person.notes, doubts) == (["article60"], [])
    first = row("2019-01-01", "2019-03-31", 64, 486.4, _worker_code="121")
    assert read(first, region="flanders")[0].notes == ["article60"]


@pytest.mark.parametrize(
    ("code", "quarter", "region", "doubts"),
    [
        ("4500", ("2017-01-01", "2017-03-31"), "flanders", ["deduction_region"]),
        ("4500", ("2016-10-01", "2016-12-31"), "flanders", []),
        ("4500", ("2017-01-01", "2017-03-31"), "wallonia", []),
        ("4500", ("2013-10-01", "2013-12-31"), "flanders", ["deduction_out_of_time"]),
        ("6050", ("2018-10-01", "2018-12-31"), "flanders", []),
        ("6050", ("2019-01-01", "2019-03-31"), "flanders", ["deduction_out_of_time"]),
        ("6050", ("2018-10-01", "2018-12-31"), "brussels", ["deduction_region"]),
    ],
)
def test_case_60_deductions_by_region_and_quarter(code, quarter, region, doubts):
    line = row(*quarter, 60, 456, _deduction=code, _worker_code="121")
    person, said = read(line, region=region)
    assert said == doubts and len(person.rows) == 1


def test_case_61_thirty_hours_and_twenty_four_minutes(reading, said):
    for name, line in (("minutes.csv", 2), ("minutes.xml", 25)):
        found = reading(name)
        asked = [doubt for doubt in found.doubts if doubt.key == "doubt.minutes"]
        assert len(asked) == 1 and ("minutes", line) in said(found)
        assert found.person().rows[0]["weekly_hours"] == Decimal("30.24")
        text = asked[0].text("fr")
        assert "30 h 24 min" in text and "4/5 de 38" in text and "30,4" in text
