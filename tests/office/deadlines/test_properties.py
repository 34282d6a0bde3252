"""What holds of reminders whatever the dates: plain functions, no database."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tremplin.law import belgian_law
from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import File, Projection
from tremplin.office.article60.reminders import dues_of, moved
from tremplin.office.people.models import Person

LAW = belgian_law()
days = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def told(today, first, width, contract_end=None, risk=None):
    person = Person(pk=1, family_name="Benali", birth_date=date(1990, 5, 14))
    file = File(pk=1, person=person, number="VAL-60-0001", opened_on=date(2025, 1, 1))
    records = Records(file, "wallonia", (), (), (), (), (), today)
    last = first + timedelta(days=width)
    projection = Projection(opens_first=first, opens_last=last, contract_end=contract_end, days_at_risk=risk)
    return dues_of(records, projection, LAW, None)


@settings(deadline=None, max_examples=50)
@given(days, days, st.integers(0, 60))
def test_reminders_come_before_the_earliest_end(today, first, width):
    found = [due for due in told(today, first, width) if due.kind in ("end_60", "end_30", "end_7", "onem_ask")]
    assert all(due.due_on < first - timedelta(days=1) for due in found)
    assert bool({due.kind for due in found} & {"end_60", "end_30", "end_7"}) == (first > today)


@settings(deadline=None, max_examples=50)
@given(days, days, st.integers(0, 60), days, st.integers(0, 99))
def test_each_is_named_once_and_the_same_on_asking_again(today, first, width, end, risk):
    found = told(today, first, width, end, risk)
    assert len({due.key for due in found}) == len(found)
    assert found == told(today, first, width, end, risk)


@settings(deadline=None, max_examples=50)
@given(days, days, st.integers(1, 400))
def test_an_end_that_moves_takes_its_reminders_along(today, first, later):
    before = {due.key: due.due_on for due in told(today, first, 0)}
    after = {due.key: due.due_on for due in told(today, first + timedelta(days=later), 0)}
    ahead = [key for key in before.keys() & after.keys() if ":end_" in key]
    assert all(after[key] - before[key] == timedelta(days=later) for key in ahead)


rows = st.lists(
    st.tuples(st.sampled_from(["2026-01-01", "2026-04-01"]), st.just("2026-06-30"), st.sampled_from([1, 30]),
              st.integers(0, 6600), st.just("declared")).map(list), max_size=5,
)  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(rows, rows, days)
def test_a_move_has_one_cause_and_is_told_until_it_is_undone(then, now, today):
    def state(opens, of):
        return {"opens": opens, "law": "x", "contract": [], "onem": None, "rows": sorted(of, key=str)}

    before, after = state(["2026-12-21", "2027-01-12"], then), state(["2026-12-24", "2027-01-14"], now)
    move = moved(before, None, after, today)
    assert move["was"] == before["opens"] and move["now"] == after["opens"]
    extra = sum(row[3] for row in now if row[2] == 30) - sum(row[3] for row in then if row[2] == 30)
    assert (move["because"]["kind"] == "unpaid") == (extra > 0)
    if extra > 0:
        assert move["because"]["days"] == {"hundredths": extra} and move["because"]["rows"]
    assert moved(after, move, after, today) == move
    assert moved(after, move, after, today + timedelta(days=15)) is None
    assert moved(before, None, before, today) is None
