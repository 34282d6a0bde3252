"""Hours worked: one record whatever the channel, nothing refused for a limit, corrections that replace."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.office.ale import agency
from tremplin.office.ale.models import Closing, Crossing, Placement, Visit
from tremplin.office.ale.selectors import visits
from tremplin.office.ale.services.cards import answer, make, tell
from tremplin.office.ale.services.visiting import (
    Changed,
    Span,
    VisitFault,
    against,
    confirm,
    contest,
    correct,
    note,
    take_back,
    tell_day,
    warned,
)
from tremplin.office.database.isolation import enter, within
from tremplin.office.decisions.models import Decision
from tremplin.office.pages.ale.hours.typed import shown, spans

pytestmark = pytest.mark.django_db
OCTOBER, DAY, TODAY = date(2026, 10, 1), date(2026, 10, 6), date(2026, 11, 22)
NINE = 540


@pytest.fixture
def here(db):
    ours, _ = agency.offices()
    enter(ours["office"].pk)
    return ours


@pytest.fixture
def who(here):
    return agency.worker()


@pytest.fixture
def where(who):
    found = agency.place()
    agency.placed(who, found)
    return found


def told(month=OCTOBER):
    """What is recorded of a month, without how it came."""
    rows = visits.live(month).values_list(
        "worker__number", "authorisation__number", "day", "starts", "minutes", "cheques"
    )
    return sorted(rows, key=repr)


def test_a_visit_has_the_cheques_of_hours_begun(who, where):
    assert [note(who, where, DAY, None, minutes, "grid", None).cheques for minutes in (60, 61, 150, 180)] == [
        1,
        2,
        3,
        3,
    ]


def test_the_same_key_is_one_visit_and_two_keys_are_two(who, where):
    one = note(who, where, DAY, None, 180, "grid", "k1")
    assert note(who, where, DAY, None, 180, "grid", "k1") == one
    assert note(who, where, DAY, None, 180, "grid", "k2") != one
    take_back(one, "", None)
    assert note(who, where, DAY, None, 180, "grid", "k1").taken_back_at, (
        "a retry does not bring back what was taken back"
    )


def test_another_channel_tells_the_same_visit_and_adds_its_times(who, where):
    one = note(who, where, DAY, None, 180, "grid", None)
    confirm(one, TODAY)
    again = note(who, where, DAY, NINE, 180, "card", "card:1")
    assert told() == [(who.number, where.number, DAY, NINE, 180, 3)]
    assert again.state == "confirmed" and again.replaces == one
    assert note(who, where, DAY, None, 180, "form", None) == again
    assert note(who, where, DAY, NINE, 180, "card", "card:2") == again, "two codes cannot tell the same hour twice"


SPANS = st.one_of(
    st.builds(Span, st.integers(1, 12).map(lambda half: 30 * half)),
    st.builds(lambda start, length: Span(60 * length, 60 * start), st.integers(6, 16), st.integers(1, 6)),
)


def day_spans():
    """A day: at most one visit whose times are not known, so that channels which need times can tell them all."""
    return st.lists(SPANS, min_size=1, max_size=3, unique_by=lambda span: span.starts)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(month=st.dictionaries(st.integers(1, 31), day_spans(), max_size=5), data=st.data())
def test_the_same_month_by_each_channel_is_the_same_records(here, who, where, month, data):
    """Whichever channel tells it, and whichever tell it again, in whichever order: the records are the same."""
    single = [(OCTOBER.replace(day=day), span) for day, of_day in month.items() for span in of_day]
    expected = sorted(
        ((who.number, where.number, day, span.starts, span.minutes, -(-span.minutes // 60)) for day, span in single),
        key=repr,
    )
    sheets = count()

    def by_grid():
        for day, of_day in month.items():
            tell_day(who, where, OCTOBER.replace(day=day), spans(" ".join(map(shown, of_day))), "grid")

    def by_form():
        for day, of_day in month.items():
            tell_day(who, where, OCTOBER.replace(day=day), of_day, "form", whole=False)

    def by(channel):
        for day, span in data.draw(st.permutations(single)):
            note(who, where, day, span.starts, span.minutes, channel, f"{channel}:{day}:{span}")

    def by_card():
        timed = [(day, span) for day, span in single if span.starts is not None]
        codes = make("tell", len(timed), TODAY + timedelta(30), f"{next(sheets)}", worker=who) if timed else []
        for (day, span), code in zip(timed, codes, strict=True):
            assert tell(code, where.number, day, span, date(2026, 11, 1))

    ways = {"grid": by_grid, "form": by_form, "phone": lambda: by("phone"), "issuer": lambda: by("issuer")}
    for name, way in ways.items():
        with transaction.atomic():
            way()
            assert told() == expected, name
            for other in data.draw(st.lists(st.sampled_from([*ways, "card"]), max_size=2)):
                (by_card if other == "card" else ways[other])()
                assert told() == expected, f"{name}, then {other}"
            transaction.set_rollback(True)


def test_a_day_is_what_was_typed_last(who, where):
    first, second = tell_day(who, where, DAY, spans("3 14-16"), "grid")
    assert tell_day(who, where, DAY, spans("14-16 3"), "grid") == [second, first] or visits.live(DAY).count() == 2
    tell_day(who, where, DAY, spans("14-16 3:30"), "grid")
    assert {visit.minutes for visit in visits.live(DAY)} == {120, 210}
    assert Visit.objects.get(minutes=210).replaces == first
    tell_day(who, where, DAY, [], "grid")
    assert not visits.live(DAY).exists() and Visit.objects.count() == 3
    tell_day(who, where, DAY, spans("3"), "grid")
    assert visits.live(DAY).get().minutes == 180


def test_a_correction_is_a_new_visit_also_after_a_closing(here, who, where):
    visit = note(who, where, DAY, None, 180, "grid", "k")
    Closing.objects.create(
        month=OCTOBER,
        number=1,
        state="approved",
        prepared_by=here["finance"],
        approved_by=here["manager"],
        approved_at="2026-11-03T10:00Z",
    )
    new = correct(visit, Span(120), "grid", "c1", here["social_worker"])
    assert correct(visit, Span(120), "grid", "c1") == new and new.replaces == visit
    visit.refresh_from_db()
    assert visit.minutes == 180 and visits.live(OCTOBER).get() == new
    with pytest.raises(Changed):
        correct(visit, Span(60), "grid", "c2")
    with pytest.raises(Changed):
        confirm(visit, TODAY)
    with pytest.raises(VisitFault, match="closed_why"):
        take_back(new, "", here["social_worker"])
    assert take_back(new, "pas venue", here["social_worker"]).taken_back_why == "pas venue"
    assert take_back(new, "encore").taken_back_why == "pas venue"


def test_the_user_confirms_or_contests_with_a_reason(who, where):
    visit = note(who, where, DAY, None, 180, "grid", None)
    with pytest.raises(VisitFault, match="fault_why"):
        contest(visit, TODAY, "  ")
    assert contest(visit, TODAY, "venue deux heures").contested_why == "venue deux heures"
    assert confirm(visit, TODAY).state == "confirmed" and Visit.objects.get().contested_why == ""
    assert tell_day(who, where, DAY, spans("2"), "grid")[0].state == "noted", "other hours were not confirmed"


@pytest.mark.parametrize(
    ("starts", "minutes"), [(None, 0), (None, -5), (None, 1441), (1439, 2), (-1, 60), (540, 10**6)]
)
def test_hours_that_cannot_be_are_refused(who, where, starts, minutes):
    with pytest.raises(VisitFault):
        note(who, where, DAY, starts, minutes, "grid", None)
    assert not Visit.objects.exists()


def causes(flags):
    return {flag.cause for of_visit in flags.values() for flag in of_visit}


def test_what_was_worked_is_recorded_with_what_stands_against_it(who, where):
    other = agency.place(2, "Kiosque")
    late = agency.place(3, "Tilleuls", maximum=200, period=agency.DateRange(date(2026, 10, 10), date(2026, 11, 1)))
    without = agency.worker(43, "Claes", "Bruno", contract=False)
    here = [
        note(who, where, DAY, NINE, 180, "grid", None),
        note(who, other, DAY, 600, 180, "grid", None),
        note(who, late, DAY, None, 180, "grid", None),
    ]
    found = warned(who, here)
    assert causes(found) == {"overlapping_hours", "outside_period", "beyond_authorisation"}
    assert [flag.words for flag in found[here[2].pk] if flag.cause == "beyond_authorisation"] == [
        {"maximum": 200, "reached": 300}
    ]
    assert causes(warned(without, [note(without, where, DAY, None, 60, "grid", None)])) == {"before_contract"}
    assert visits.live(OCTOBER).count() == 4 and not Decision.objects.exists()


def test_limits_are_told_before_the_hour_is_worked(who, where):
    note(who, where, DAY, None, 43 * 60 - 1440, "grid", None)
    note(who, where, DAY + timedelta(1), None, 1440, "grid", None)
    assert against(who, where, DAY + timedelta(2), Span(120)) == []
    (flag,) = against(who, where, DAY + timedelta(2), Span(180))
    assert (flag.cause, flag.words) == ("beyond_authorisation", {"maximum": 4500, "reached": 4600})


def test_the_laws_stop_is_recorded_kept_once_and_counts_other_agencies():
    ours, theirs = agency.offices("flanders")
    with within(theirs["office"].pk):
        same = agency.worker(7, national_number="60051400188")
        there = agency.place(9, maximum=100_000)
        for day in range(1, 6):
            note(same, there, OCTOBER.replace(day=day), None, 600, "grid", None)
    enter(ours["office"].pk)
    who, where = agency.worker(national_number="60051400188"), agency.place(maximum=100_000)
    fits = note(who, where, DAY, None, 600, "grid", None)
    assert "beyond_ceiling" not in causes(warned(who, [fits]))
    beyond = note(who, where, DAY + timedelta(1), None, 60, "grid", None)
    for _ in range(2):
        assert "beyond_ceiling" in causes(warned(who, [fits, beyond]))
    decision = Decision.objects.get()
    assert decision.question == "ale_hours" and decision.outcome["result"]["allowed"] is False
    assert Crossing.objects.filter(asked_by=True).exists()
    with within(theirs["office"].pk):
        assert Crossing.objects.filter(asked_by=False).exists(), "the other side sees that it was asked"


def test_where_the_law_leaves_a_begun_hour_open_it_says_so():
    ours, _ = agency.offices("german_community")
    enter(ours["office"].pk)
    who, where = agency.worker(), agency.place()
    visit = note(who, where, DAY, None, 150, "grid", None)
    assert visit.cheques == 3 and causes(warned(who, [visit])) == {"cheques_open"}
    assert not warned(who, [note(who, where, DAY + timedelta(1), None, 120, "grid", None)])


def test_rows_are_who_worked_or_is_placed(who, where):
    unplaced, other = agency.worker(43, "Claes", "Bruno"), agency.place(2)
    note(unplaced, other, DAY, None, 60, "grid", None)
    assert [(row.worker, row.authorisation, row.minutes) for row in visits.rows(OCTOBER)] == [
        (unplaced, other, 60),
        (who, where, 0),
    ]
    Placement.objects.update(period=agency.DateRange(date(2026, 1, 1), date(2026, 10, 1)))
    assert [row.worker for row in visits.rows(OCTOBER)] == [unplaced]


def test_a_code_is_used_once_and_answers_only_what_it_is_for(who, where):
    tells, again = make("tell", 2, TODAY + timedelta(30), "k", worker=who)
    assert make("tell", 2, TODAY + timedelta(30), "k", worker=who) == [tells, again]
    (says,) = make("confirm", 1, TODAY + timedelta(30), "k", of=where)
    assert tell(says, where.number, DAY, Span(60, NINE), date(2026, 11, 1)) is None
    visit = tell(tells.lower(), where.number, DAY, Span(60, NINE), date(2026, 11, 1))
    assert visit.channel == "card" and tell(tells, where.number, DAY, Span(60, 900), date(2026, 11, 1)) is None
    with pytest.raises(VisitFault):
        tell(again, "2600000099", DAY, Span(60, 900), date(2026, 11, 1))
    assert answer(again, visit.pk, True, "", date(2026, 11, 1)) is None
    assert answer(says, visit.pk, False, "pas venue", date(2026, 11, 1)).state == "contested"
    assert answer(says, visit.pk, True, "", date(2026, 11, 1)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3", [(None, 180)]),
        ("3:30", [(None, 210)]),
        ("9-12", [(540, 180)]),
        ("9:15 – 12h30", [(555, 195)]),
        ("2,5", [(None, 150)]),
        ("3 9-12", [(None, 180), (540, 180)]),
        ("22-24", [(1320, 120)]),
        ("0:15", [(None, 15)]),
        ("", []),
        ("9-12+13-15", [(540, 180), (780, 120)]),
    ],
)
def test_hours_are_read_as_people_type_them(text, found):
    assert [(span.starts, span.minutes) for span in spans(text)] == found
    assert spans(" ".join(map(shown, spans(text)))) == spans(text)


@pytest.mark.parametrize(
    "text",
    [
        "24:30",
        "12-9",
        "9-9",
        "22-2",
        "3:60",
        "0",
        "0:00",
        "25",
        "9-24:01",
        "-3",
        "1e3",
        "٣",
        "²",
        "🙂",
        "9:3",
        "2.30",
        "3;'; DROP TABLE ale_visit",
        "9" * 5000,
        "1 " * 200,
        "1 2 3 4 5 6",
        "a\0b",
        "NaN",
        "9--12",
        "9-12-15",
    ],
)
def test_what_is_no_hour_is_said_and_not_guessed(text):
    with pytest.raises(VisitFault):
        spans(text)
