"""The scan of days says what deciding every day whole says, for people of every kind and under every reading."""

import datetime
import random

import numpy as np
import pytest

from tremplin import InputError
from tremplin.engine.kinds import UNKNOWN, day_date, read_day
from tremplin.engine.words import months_after
from tremplin.law import belgian_law
from tremplin.law.unemployment.cut import SUMS, cut_of
from tremplin.law.unemployment.planned import Period, rows
from tremplin.law.unemployment.scan import Scan
from tremplin.population.columns import Columns, Rows
from tremplin.population.kernel import kernel_of

law = belgian_law()
CODES = (1, 1, 1, 1, 1, 2, 11, 30, 24, 50, 50, 71, 75, 53)
EDGES = ("2006-07-01", "2012-11-01", "2026-03-01")


def quarters_before(day, count):
    first = datetime.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    for _ in range(count):
        last = first - datetime.timedelta(1)
        first = datetime.date(last.year, 3 * ((last.month - 1) // 3) + 1, 1)
        yield first, last


def person(chance):
    """Facts without a day of claim, the first day of planned work, and its periods."""
    edge = datetime.date.fromisoformat(chance.choice(EDGES))
    start = edge + datetime.timedelta(chance.randint(-500, 400))
    facts = {
        "birth_date": (start - datetime.timedelta(chance.randint(18 * 365, 56 * 365))).isoformat(),
        "admitted_before": chance.choice([False, False, True, None]),
        "work": [],
    }
    if facts["admitted_before"]:
        facts["previous_admission"] = (start - datetime.timedelta(chance.randint(0, 900))).isoformat()
    if chance.random() < 0.1:
        facts["work_known_since"] = (start - datetime.timedelta(chance.randint(0, 1500))).isoformat()
    share = chance.choice([0.2, 0.5, 0.9])
    for first, last in quarters_before(start, 44 if chance.random() < 0.2 else 15):
        if chance.random() > share:
            continue
        facts["work"] += [row(chance, first, last) for _ in range(chance.choice([1, 1, 1, 2]))]
    if chance.random() < 0.3:  # the contract goes on with the same employer
        first = datetime.date(start.year, 3 * ((start.month - 1) // 3) + 1, 1)
        if first < start:
            facts["work"].append(row(chance, first, start - datetime.timedelta(1), own=True))
    if chance.random() < 0.15:  # known work that reaches into the planned one
        facts["work"].append(row(chance, *reaching(start)))
    return facts, start, periods(chance, start)


def reaching(start):
    first = datetime.date(start.year, 3 * ((start.month - 1) // 3) + 1, 1)
    after = datetime.date(first.year + first.month // 12, (first.month + 2) % 12 + 1, 1)
    return first, after - datetime.timedelta(1)


def row(chance, first, last, own=False):
    code = 1 if own else chance.choice(CODES)
    full = own or chance.random() < 0.6
    most = sum((first + datetime.timedelta(day)).weekday() < 5 for day in range((last - first).days + 1))
    found = {"first_day": first.isoformat(), "last_day": last.isoformat(), "service_code": code, "days_per_week": 5}
    found |= {"weekly_hours": 38 if full else 19, "full_time_weekly_hours": 38}
    days = most if chance.random() < 0.6 or own else chance.randint(0, most)
    found |= {"days": days} if full else {"hours": chance.randint(0, 4 * most)}
    if not own and chance.random() < 0.5:
        found["employer"] = chance.choice("ab")
    if code in (50, 71, 75, 53):
        found["benefit_paid"] = chance.choice([True, False, None])
    return found


def periods(chance, start):
    first = read_day(start.isoformat())
    if chance.random() < 0.5:
        return [Period(first, months_after(first, 60), 3800, 3800)]
    turn = months_after(first, chance.randint(1, 20))
    hours = chance.choice([1900, 3040, 1000])
    return [Period(first, turn, hours, 3800), Period(turn, months_after(first, 60), 3800, 3800)]


def sound(chance):
    """A person whose rows are refused is nobody's case."""
    while True:
        facts, start, planned = person(chance)
        try:
            return facts, planned, Scan(law, facts, read_day(start.isoformat()))
        except InputError:
            continue


def columns_of(scan, planned, last):
    """The person's case on every day up to the last one, as columns: planned rows cut at the day."""
    whole = Columns.from_cases(law, "admission", [scan.read(rows(planned, last), planned[0].first_day)])
    table, days = whole.rows["work"], np.arange(planned[0].first_day + 1, last + 1)
    is_planned = table.columns["layer"] == law.rows["work"].columns["layer"].kind.names.index("planned")
    first = table.columns["first_day"]
    kept = ~is_planned[None, :] | (first[None, :] < days[:, None])
    columns = {name: np.broadcast_to(column, kept.shape).copy() for name, column in table.columns.items()}
    for place in np.flatnonzero(is_planned):
        period = next(period for period in planned if period.first_day <= first[place] < period.end_day)
        cut = np.minimum(columns["last_day"][:, place], days - 1)
        declared = {end: period.declared(int(first[place]), end + 1) for end in set(cut.tolist())}
        columns["last_day"][:, place] = cut
        columns["days" if period.full_time else "hours"][:, place] = [declared[end] for end in cut.tolist()]
    offsets = np.concatenate([[0], np.cumsum(kept.sum(axis=1))])
    facts = whole.facts | {"claim_date": days.astype(np.int32)}
    return Columns(len(days), facts, {"work": Rows(offsets, {name: column[kept] for name, column in columns.items()})})


@pytest.mark.parametrize("seed", range(10))
def test_as_if_every_day_were_decided_whole(seed):
    kernel, chance, compared = kernel_of(law, "admission"), random.Random(seed), 0
    for _ in range(50):
        facts, planned, scan = sound(chance)
        until = months_after(planned[0].first_day, 30)
        found = scan.first_days(planned, until)
        last = max([first.day or until for first in found])
        columns = columns_of(scan, planned, last)
        for first, reading in zip(found, scan.readings, strict=True):
            if facts["admitted_before"] is None:
                columns.facts["admitted_before"] = np.array([reading.values["admitted_before"]], np.int32)
            answers = kernel.run(columns, favourable=reading.favourable)["admissible"]
            opened = [place for place, answer in enumerate(answers) if answer == 1]
            day = planned[0].first_day + 1 + opened[0] if opened else None
            assert first.day == day, (seed, facts, planned, reading.favourable)
            before = answers[: opened[0]] if opened else answers
            assert first.doubted == bool((before == UNKNOWN).any())
            compared += 1
    assert compared >= 100


def test_the_cut_leaves_out_no_sum_of_admission():
    plan = law.decision("admission").program.plan
    adds = {
        step.source.name
        for step in plan.steps
        if getattr(step.source, "gathers", None) == "work" and not getattr(step.source, "fills", None)
    }
    assert adds == {each.rule for each in SUMS} | {"extension", "last_job_full_time"}
    handed = {step.source.name for step in cut_of(law).answer.plan.steps}
    assert not handed & adds


def test_a_day_that_does_not_count_never_opens_the_right_earlier():
    chance, tried = random.Random(30), 0
    while tried < 30:
        facts, planned, scan = sound(chance)
        counted = [
            place for place, row in enumerate(facts["work"]) if row["service_code"] == 1 and row.get("days", 0) > 1
        ]
        if not counted:
            continue
        tried += 1
        place = chance.choice(counted)
        fewer = [dict(row) for row in facts["work"]]
        fewer[place]["days"] -= 1
        until = months_after(planned[0].first_day, 30)
        before = scan.first_days(planned, until)
        after = Scan(law, {**facts, "work": fewer}, planned[0].first_day).first_days(planned, until)
        for one, other in zip(before, after, strict=True):
            assert other.day is None or (one.day is not None and one.day <= other.day), (facts, place)


def test_planned_days_are_the_weekdays_of_their_quarters():
    first = read_day("2024-02-15")
    planned = [
        Period(first, read_day("2024-04-11"), 3800, 3800),
        Period(read_day("2024-04-11"), read_day("2024-05-01"), 1900, 3800),
    ]
    made = list(rows(planned, read_day("2025-01-01")))
    assert [(row["first_day"], row["last_day"]) for row in made] == [
        ("2024-02-15", "2024-03-31"),
        ("2024-04-01", "2024-04-10"),
        ("2024-04-11", "2024-04-30"),
    ]
    assert [row.get("days", row.get("hours")) for row in made] == [32, 8, 53.2]
    assert list(rows(planned, first)) == []
    cut = list(rows(planned, first + 1))
    assert cut[0]["last_day"] == day_date(first).isoformat() and cut[0]["days"] == 1
