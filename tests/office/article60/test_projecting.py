"""What the law says of a file, kept for the lists: worked out again when something changed, and only then."""

from datetime import date

import pytest

from tests.office import made
from tremplin.office.article60.models import Aid, Contract, File, Period, Projection
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.article60.services.projecting import project
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import WorkRow

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
RANGE = (date(2026, 3, 2), date(2027, 1, 1))


def a_file(office, number="VAL-60-0147", days=RANGE, hours=3800, **fields):
    """A full-time contract from 2 March until the end of 2026, declared until the end of September."""
    enter(office.pk)
    person = made.person()
    file = File.objects.create(person=person, number=number, opened_on=days[0], admitted_before=False, **fields)
    Aid.objects.create(file=file, kind="integration_income", period=(date(2025, 1, 1), None))
    contract = Contract.objects.create(file=file, form="fixed", signed_on=days[0])
    Period.objects.create(file=file, contract=contract, days=days, weekly_hours=hours, full_time_weekly_hours=3800)
    return file


def declared(file, first, end, days, code=1):
    return WorkRow.objects.create(
        person=file.person, first_day=first, end_day=end, service_code=code, days=days * 100, hours=days * 760,
        days_per_week=500, weekly_hours=3800, full_time_weekly_hours=3800,
    )  # fmt: skip


def projection_of(file, today=TODAY):
    return project([File.objects.select_related("person", "organisation").get(pk=file.pk)], today)[0]


def test_a_contract_is_followed_day_by_day(offices):
    file = a_file(offices[0]["office"])
    declared(file, date(2026, 3, 2), date(2026, 4, 1), 22)
    declared(file, date(2026, 4, 1), date(2026, 7, 1), 65)
    declared(file, date(2026, 7, 1), date(2026, 10, 1), 66)
    found = projection_of(file)
    assert (found.proved_least, found.proved_most, found.required) == (18400, 18400, 312)
    assert found.contract_end == date(2026, 12, 31)
    # 312 days of six a week from 2 March: a year, so a contract until December is too short.
    assert date(2027, 2, 15) < found.opens_first <= found.opens_last < date(2027, 3, 15)
    assert found.days_at_risk > 40
    assert found.plan["result"]["variants"]


def test_it_is_worked_out_again_only_when_something_changed(offices):
    file = a_file(offices[0]["office"])
    row = declared(file, date(2026, 3, 2), date(2026, 4, 1), 22)
    first = projection_of(file)
    again = projection_of(file)
    assert (again.key, again.made_at) == (first.key, first.made_at)
    row.taken_back_at = "2026-11-23T08:00:00Z"
    row.save()
    assert projection_of(file).key != first.key


def test_what_is_not_known_stays_open(offices):
    file = a_file(offices[0]["office"])
    Period.objects.all().delete()
    found = projection_of(file)
    assert (found.opens_first, found.days_at_risk, found.contract_end) == (None, None, None)
    assert found.plan["missing"] == ["start"]


def test_many_files_are_read_in_few_questions(offices, django_assert_max_num_queries):
    office = offices[0]["office"]
    files = [a_file(office, f"VAL-60-{n:04d}") for n in range(12)]
    for file in files:
        projection_of(file)
    kept = File.objects.select_related("person", "organisation").filter(pk__in=[file.pk for file in files])
    with django_assert_max_num_queries(11):
        project(list(kept), TODAY)


def test_nothing_of_an_old_contract_stays_when_there_is_none(offices):
    file = a_file(offices[0]["office"])
    declared(file, date(2026, 3, 2), date(2026, 4, 1), 22)
    assert projection_of(file).days_at_risk is not None
    Period.objects.all().delete()
    projection_of(file)
    found = Projection.objects.get()
    # What was declared is still proved, as the page of the plan says it.
    assert (found.proved_least, found.opens_first, found.days_at_risk) == (2700, None, None)


def three_quarters(file):
    declared(file, date(2026, 3, 2), date(2026, 4, 1), 22)
    declared(file, date(2026, 4, 1), date(2026, 7, 1), 65)
    declared(file, date(2026, 7, 1), date(2026, 10, 1), 66)


def start_of(file, today=TODAY):
    return records_of([file], today)[0].planned_from


def another(file, first, end):
    contract = Contract.objects.create(file=file, form="fixed")
    return Period.objects.create(
        file=file, contract=contract, days=(first, end), weekly_hours=3800, full_time_weekly_hours=3800
    )


def test_a_contract_that_follows_counts_the_days_left_of_the_one_that_runs(offices):
    file = a_file(offices[0]["office"], days=(RANGE[0], date(2027, 7, 1)))
    three_quarters(file)
    whole = projection_of(file)
    Period.objects.update(days=RANGE)
    another(file, RANGE[1], date(2027, 7, 1))
    parted = projection_of(file)
    assert whole.opens_first is not None
    for name in ("proved_least", "opens_first", "opens_last", "days_at_risk", "contract_end"):
        assert getattr(parted, name) == getattr(whole, name), name


def test_nothing_is_planned_between_two_contracts(offices):
    file = a_file(offices[0]["office"])
    three_quarters(file)
    another(file, date(2027, 3, 1), date(2027, 12, 1))
    gap = projection_of(file)
    Period.objects.filter(days__contains=date(2027, 3, 1)).update(days=(RANGE[1], date(2027, 12, 1)))
    none = projection_of(file)
    assert (gap.opens_first - none.opens_first).days in range(50, 70)
    declared(file, date(2026, 10, 1), date(2027, 1, 1), 66)
    Period.objects.filter(days__contains=date(2027, 3, 1)).update(days=(date(2027, 3, 1), date(2027, 12, 1)))
    assert start_of(file, date(2027, 1, 15)) == date(2027, 3, 1)


def test_an_old_contract_of_which_nothing_is_declared_is_not_planned_work(offices):
    file = a_file(offices[0]["office"], days=(date(2026, 1, 5), date(2026, 4, 1)))
    another(file, date(2026, 12, 1), date(2027, 12, 1))
    assert start_of(file) == date(2026, 12, 1)
