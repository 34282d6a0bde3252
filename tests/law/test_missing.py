"""What is missing: the short way for many unknown facts, held against trying every set of them."""

import datetime
from pathlib import Path

import pytest

from tremplin.ground.reading import read_yaml
from tremplin.law import decide
from tremplin.reasons import missing

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.glob("src/tremplin/law/**/*.cases.yaml"))
MONTH = {"service_code": 50, "days": 4, "days_per_week": 5, "weekly_hours": 38, "full_time_weekly_hours": 38}


def undetermined():
    for file in FILES:
        for case in read_yaml(file.read_bytes(), file.name):
            if None in case["then"].values():
                yield f"{file.stem}: {case['case']}", case


CASES = dict(undetermined())


def test_there_are_cases_that_lack_facts():
    assert len(CASES) > 100


@pytest.mark.parametrize("name", sorted(CASES)[::3])
def test_the_short_way_finds_what_trying_every_set_finds(name, monkeypatch):
    case = CASES[name]
    whole = decide(case["decision"], case["given"]).missing
    monkeypatch.setattr(missing, "SETS", 1)
    assert decide(case["decision"], case["given"]).missing == whole


def test_many_doubtful_months_are_all_asked_for():
    first = [datetime.date(2020 + number // 12, number % 12 + 1, 1) for number in range(20)]
    work = [{"first_day": day, "last_day": day + datetime.timedelta(27), **MONTH} for day in first]
    answer = decide("admission", {"birth_date": "1980-01-01", "claim_date": "2021-09-01", "work": work})
    assert answer.result["proved_days"] is None
    assert answer.missing == sorted(f"work[{place}].benefit_paid" for place in range(len(work)))
