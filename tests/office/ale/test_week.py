"""A week's requests matched at once: never beyond the law, as many hours as can be, the same whoever asks first."""

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.ale.test_ranking import ALWAYS, asks, workers
from tremplin.office.ale.ranking import (
    Asked,
    Candidate,
    Room,
    hundredths,
    is_free,
    minutes_of,
    month_of,
    order,
    overlap,
)
from tremplin.office.ale.week import HEAVIEST, Wanted, best, lines_of, matched, weight


@st.composite
def weeks(draw):
    people = {one.number: one for one in draw(workers())}
    return [
        Wanted(f"D-{number}", asked, dict(people))
        for number, asked in enumerate(draw(st.lists(asks, min_size=1, max_size=5)))
    ]


@settings(max_examples=120, deadline=None)
@given(weeks(), st.randoms())
def test_nobody_is_matched_twice_at_once_or_beyond_a_ceiling(week, chance):
    found = matched(week)
    mixed = [
        replace(one, candidates=dict(chance.sample(sorted(one.candidates.items()), len(one.candidates))))
        for one in week
    ]
    chance.shuffle(mixed)
    assert matched(mixed) == found
    assert len({match.request for match in found}) == len(found)
    for number in {match.line.number for match in found}:
        one = week[0].candidates[number]
        mine = [match.line for match in found if match.line.number == number]
        days = [slot for line in mine for slot in line.days]
        assert not any(overlap(slot, other) for at, slot in enumerate(days) for other in days[at + 1 :])
        assert all(is_free(slot, one) for slot in days)
        for month, left in one.room.months.items():
            of_month = [minutes_of(slot for slot in line.days if month_of(slot[0]) == month) for line in mine]
            assert left is None or sum(of_month) == 0 or hundredths(sum(of_month)) <= left
        bounded = {month.year for month in one.room.months} - {
            month.year for month, left in one.room.months.items() if left is None
        }  # A month without a ceiling has none of the year's either.
        for year, left in ((year, one.room.years[year]) for year in bounded):
            of_year = sum(minutes_of(slot for slot in line.days if slot[0].year == year) for line in mine)
            assert left is None or of_year == 0 or hundredths(of_year) <= left
    for one in week:
        alone = {line.number for line in order(one.asked, one.candidates.values()) if line.place is not None}
        line = next((match.line for match in found if match.request == one.number), None)
        assert line is None or line.number in alone
        assert line is not None or alone <= {match.line.number for match in found}


@settings(max_examples=80, deadline=None)
@given(weeks())
def test_a_round_is_the_best_of_all_matchings(week):
    week = week[:3]
    able = {one.number: of for one in week if (of := lines_of(one))}
    people = {one.number: one.candidates for one in week}
    nobody = [None] * len(able)
    numbers = sorted({number for lines in able.values() for number in lines})[:4]
    able = {of: {number: line for number, line in lines.items() if number in numbers} for of, lines in able.items()}

    def cost(of):
        given = [(request, number) for request, number in zip(able, of, strict=True) if number]
        if any(number not in able[request] for request, number in given):
            return 1
        lines = [(able[request][number], people[request][number]) for request, number in given]
        return sum(weight(*each) - each[0].minutes * HEAVIEST * len(able) for each in lines)

    found = best(able, people)
    told = cost([found[request].number if request in found else None for request in able])
    assert told == min(map(cost, permutations([*numbers, *nobody], len(able))), default=0)


def one(number, **words):
    return Candidate(number, (ALWAYS[0][0], None), (ALWAYS,), (ALWAYS[0],), Room(), ("child_care",), **words)


def asked(*days):
    return Asked(tuple(days), "child_care")


def test_who_alone_can_do_the_one_does_not_get_the_other():
    """Taken one by one, the first request would take the only worker who can do the second."""
    day = date(2026, 12, 1)
    early, late = (day, 480, 600), (day, 840, 960)
    open_room = Room({date(2026, 12, 1): None}, {2026: None})
    only_late = replace(one("W-2", slots=((1, 840, 960),)), room=open_room)
    both = replace(one("W-1", busy=()), room=open_room)
    people = {of.number: of for of in (both, only_late)}
    found = {
        m.request: m.line.number
        for m in matched([Wanted("D-1", asked(late), people), Wanted("D-2", asked(early), people)])
    }
    assert found == {"D-1": "W-2", "D-2": "W-1"}


def test_the_turn_decides_between_equals_and_counts_within_the_week():
    open_room = Room({date(2026, 12, 1): None}, {2026: None})
    people = {
        of.number: of
        for of in (replace(one("W-1", proposed=3), room=open_room), replace(one("W-2", proposed=2), room=open_room))
    }
    days = [(date(2026, 12, number), 480, 600) for number in (1, 2, 3)]
    found = matched([Wanted(f"D-{number}", asked(day), people) for number, day in enumerate(days)])
    assert sorted(match.line.number for match in found) == ["W-1", "W-2", "W-2"]
    assert matched([]) == ()
