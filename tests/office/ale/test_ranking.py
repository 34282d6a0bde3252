"""The order of workers: the same whatever the order of asking, and never beyond a ceiling."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tremplin.office.ale.ranking import Asked, Candidate, Room, hundredths, minutes_of, month_of, order

DAYS = [date(2026, 12, 1) + timedelta(days=count) for count in range(0, 60, 2)]
ALWAYS = ((date(2026, 1, 1), None), True)


def slots(most=12):
    one = st.tuples(st.sampled_from(DAYS), st.integers(8, 16), st.integers(1, 4))
    return st.lists(one, min_size=1, max_size=most, unique_by=lambda of: of[0]).map(
        lambda found: tuple(sorted((day, hour * 60, (hour + long) * 60) for day, hour, long in found))
    )


left = st.one_of(st.none(), st.integers(-500, 8000))
rooms = st.builds(
    Room,
    st.fixed_dictionaries(dict.fromkeys((date(2026, 12, 1), date(2027, 1, 1)), left)),
    st.fixed_dictionaries({2026: left, 2027: left}),
)
free = st.lists(st.tuples(st.integers(0, 6), st.just(480), st.just(1200)), max_size=7).map(tuple)


@st.composite
def workers(draw):
    names = draw(st.lists(st.integers(1, 99), min_size=1, max_size=9, unique=True))
    return [
        Candidate(
            f"W-{name:02d}",
            (date(2026, 1, 1), draw(st.sampled_from([None, date(2026, 12, 20)]))),
            draw(st.sampled_from([(ALWAYS,), (), ((ALWAYS[0], False),), ((ALWAYS[0], None),)])),
            draw(st.sampled_from([(ALWAYS[0],), (), ((date(2026, 12, 10), None),)])),
            draw(rooms),
            draw(st.sampled_from([("child_care",), ("small_garden", "child_care"), ("small_garden",), ()])),
            draw(free),
            draw(st.sampled_from([(), ("fr",), ("nl", "fr")])),
            draw(st.sampled_from([(), ("dogs",), ("no_car",)])),
            draw(st.integers(0, 3)),
            draw(slots(3)),
            draw(st.integers(0, 4)),
        )
        for name in names
    ]


asks = st.builds(
    Asked, slots(), st.just("child_care"), st.sampled_from(["", "fr"]), st.sampled_from([(), ("dogs",), ("car",)])
)


@settings(max_examples=150, deadline=None)
@given(asks, workers(), st.randoms())
def test_the_order_follows_from_the_people_and_not_from_their_order(asked, people, chance):
    first = order(asked, people)
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert order(asked, shuffled) == first
    assert sorted(line.number for line in first) == sorted(one.number for one in people)
    places = [line.place for line in first if line.place is not None]
    assert places == list(range(1, len(places) + 1)) and [line.place for line in first][: len(places)] == places


@settings(max_examples=150, deadline=None)
@given(asks, workers())
def test_nothing_is_proposed_beyond_a_ceiling_without_the_law_or_at_two_places(asked, people):
    by = {one.number: one for one in people}
    for line in order(asked, people):
        one = by[line.number]
        assert bool(line.days) == (line.place is not None)
        assert set(line.days) <= set(asked.days)
        assert line.reasons
        for month in {month_of(day) for day, _, _ in line.days}:
            mine = hundredths(minutes_of(slot for slot in line.days if month_of(slot[0]) == month))
            assert one.room.months[month] is None or mine <= one.room.months[month]
        for year in (2026, 2027):
            limited = [s for s in line.days if s[0].year == year and one.room.months[month_of(s[0])] is not None]
            assert one.room.years[year] is None or hundredths(minutes_of(limited)) <= max(0, one.room.years[year])
        if line.days:
            assert asked.activity in one.activities and one.access and one.access[0][1] is not False and one.contracts
        for day, start, end in line.days:
            assert not any(day == other and start < until and since < end for other, since, until in one.busy)


def one(number="W-1", **words):
    given_ = {
        "listed": (date(2026, 1, 1), None), "access": (ALWAYS,), "contracts": (ALWAYS[0],),
        "room": Room({date(2026, 12, 1): 7000}, {2026: 20000}), "activities": ("child_care",), "languages": ("fr",),
        "slots": tuple((day, 480, 1200) for day in range(7)),
    }  # fmt: skip
    return Candidate(number, **{**given_, **words})


ASKED = Asked(tuple((date(2026, 12, day), 930, 1050) for day in range(1, 12)), "child_care")


def placed(*people):
    return [line.number for line in order(ASKED, people) if line.place]


def test_the_law_comes_before_all_and_then_the_hours_the_turn_and_the_distance():
    short = one("W-1", room=Room({date(2026, 12, 1): 1400}, {2026: 1400}))
    often = one("W-2", proposed=3)
    half = one("W-3", slots=((0, 480, 1200), (1, 480, 1200)))
    near, far = one("W-5", nearness=0, proposed=1), one("W-4", nearness=2, proposed=1)
    assert placed(short, often, half, near, far) == ["W-5", "W-4", "W-2", "W-3", "W-1"]


def test_who_has_fewer_hours_left_is_proposed_for_these_and_the_ceiling_is_said():
    line = order(ASKED, [one(room=Room({date(2026, 12, 1): 1400}, {2026: 1400}))])[0]
    assert len(line.days) == 7 and line.is_short
    reason = line.reasons[0]
    assert (reason.kind, reason.key) == ("stop", "year_ceiling")
    assert reason.words == {"month": "2026-12-01", "left": 1400, "wanted": 2200}


def test_later_months_use_up_the_year_too():
    asked = Asked(((date(2026, 11, 30), 0, 600), (date(2026, 12, 1), 0, 600)), "child_care")
    room = Room({date(2026, 11, 1): 1500, date(2026, 12, 1): 1500}, {2026: 1500})
    assert len(order(asked, [one(slots=(), room=room)])[0].days) == 1


def test_without_a_ceiling_all_fits():
    assert len(order(ASKED, [one(room=Room({date(2026, 12, 1): None}, {2026: 0}))])[0].days) == 11


def test_a_stop_is_for_law_only():
    refused = [
        one("W-1", activities=("small_garden",)), one("W-2", slots=((6, 0, 60),)), one("W-3", limits=("dogs",)),
        one("W-4", languages=("nl",)),
    ]  # fmt: skip
    asked = Asked(tuple(slot for slot in ASKED.days if slot[0].weekday() < 5), "child_care", "fr", ("dogs",))
    assert not any(line.stopped or line.place for line in order(asked, refused))
    assert all(
        line.stopped for line in order(ASKED, [one(access=()), one(contracts=()), one(access=((ALWAYS[0], False),))])
    )


def test_undetermined_access_is_said_and_stands_after_what_is_sure():
    doubtful = one("W-1", access=((ALWAYS[0], None),))
    lines = order(ASKED, [doubtful, one("W-2", proposed=5)])
    assert [line.number for line in lines] == ["W-2", "W-1"]
    assert "access_undetermined" in {reason.key for reason in lines[1].reasons}
