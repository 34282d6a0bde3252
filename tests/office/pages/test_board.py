"""The board: 500 files in a few questions, filters in the address, and a workbook without formulas."""

import time
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from tests.office import made
from tests.office.deadlines.filed import a_file, followed
from tests.office.pages.test_today import login, page
from tremplin.office.article60.models import Contract, File, Period, Projection
from tremplin.office.article60.selectors.board import filters
from tremplin.office.database.isolation import enter
from tremplin.office.decisions.comparing import compare, latest
from tremplin.office.decisions.models import Decision
from tremplin.office.decisions.services import take
from tremplin.office.pages.board.drawing import Axis, axis_of, bar_of, lane_of
from tremplin.office.people.models import Person, Reading

pytestmark = pytest.mark.django_db
HERE = "/fr/office/board/"


@pytest.fixture
def agent(client, offices):
    login(client, offices[0]["social_worker"])
    return offices[0]["social_worker"]


def many(office, count, agent=None, first=0):
    """Files with projections that nobody worked out."""
    enter(office.pk)
    today = timezone.localdate()
    people = Person.objects.bulk_create(
        Person(family_name=f"Famille {n:03d}", given_name="Éva", sort_key=f"famille {n:03d}") for n in range(count)
    )
    files = File.objects.bulk_create(
        File(person=of, number=f"VAL-60-{first + n:04d}", opened_on=today, worker=agent if n % 2 else None)
        for n, of in enumerate(people)
    )
    contracts = Contract.objects.bulk_create(Contract(file=file, form="fixed") for file in files)
    days = (today - timedelta(days=100), today + timedelta(days=200))
    Period.objects.bulk_create(
        Period(file=of.file, contract=of, days=days, weekly_hours=1900, full_time_weekly_hours=3800) for of in contracts
    )
    Projection.objects.bulk_create(
        Projection(
            file=file, key="", law="", made_on=today, proved_least=n * 50, proved_most=n * 50 + 100 * (n % 3),
            required=312, opens_first=today + timedelta(days=n), opens_last=today + timedelta(days=n + n % 4),
            contract_end=days[1] - timedelta(days=1), days_at_risk=n % 5, plan={"long": "x" * 500},
        )
        for n, file in enumerate(files)
    )  # fmt: skip
    return files


def test_five_hundred_files_in_twelve_questions(client, agent, offices, django_assert_max_num_queries, capsys):
    many(offices[0]["office"], 500)
    page(client, HERE)
    start = time.perf_counter()
    with django_assert_max_num_queries(12) as asked:
        text = page(client, HERE)
    took = time.perf_counter() - start
    with capsys.disabled():
        print(f" board of 500: {took * 1000:.0f} ms, {len(asked)} questions, {len(text) // 1000} kB ", end="")
    assert "Dossiers 1 à 25 sur 500" in text and len(text.encode()) < 100_000


def test_filters_sorting_and_pages_lie_in_the_address(client, agent, offices):
    many(offices[0]["office"], 60, agent)
    assert "Dossiers 26 à 50 sur 60" in page(client, f"{HERE}?page=2")
    text = page(client, f"{HERE}?show=mine&sort=-person")
    assert "sur 30" in text and text.index("Famille 059") < text.index("Famille 057")
    assert 'aria-sort="descending"' in text and "Famille 058" not in text
    assert "?show=mine&amp;sort=person" in text
    for hostile in ("?show=x&sort=y&page=z", "?page=-1", "?page=99999", "?sort=--opens", "?show=%00"):
        assert "Qui finit quand" in page(client, HERE + hostile)


def test_each_filter_keeps_what_it_says(offices):
    files = many(offices[0]["office"], 20)
    found = {of.file_id: of for of in Projection.objects.all()}
    from tremplin.law import belgian_law
    from tremplin.office.article60.selectors.board import board

    rows = board(belgian_law(), timezone.localdate())
    keep = filters(0, timezone.localdate())
    assert len(rows) == len(files)
    for row in rows:
        of = found[row.file.pk]
        assert keep["short"](row) == (of.days_at_risk > 0)
        assert keep["doubt"](row) == (of.proved_least != of.proved_most or of.opens_first != of.opens_last)
        assert not keep["turning"](row) and not keep["mine"](row)


def test_a_file_without_projection_is_there(client, agent, offices):
    enter(offices[0]["office"].pk)
    File.objects.create(person=made.person(), number="VAL-60-0001", opened_on=date(2026, 1, 1))
    text = page(client, HERE)
    assert "on ne peut pas le dire" in text and "pas de contrat" in text and "calcul en cours" in text


def test_the_workbook_holds_every_row_and_no_formula(client, agent, offices):
    many(offices[0]["office"], 60)
    Person.objects.filter(sort_key="famille 003").update(family_name='=HYPERLINK("http://x.example")', given_name="")
    answer = client.get("/fr/office/board/export/?show=short")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == 48
    hostile = next(row for row in rows if str(row[1].value).startswith("=HYPERLINK"))
    assert hostile[1].data_type == "s"
    assert rows[0][7].is_date and isinstance(rows[0][4].value, int | float)
    enter(offices[0]["office"].pk)
    assert Reading.objects.filter(what="export", agent=agent).count() == 48


def test_the_office_next_door_is_not_on_it(client, agent, offices):
    many(offices[1]["office"], 3)
    assert "Famille" not in page(client, HERE)
    sheet = openpyxl.load_workbook(BytesIO(client.get("/fr/office/board/export/").content)).active
    assert sheet.max_row == 1


def test_pictures_stay_inside_their_frame():
    axis = axis_of(date(2026, 11, 23))
    assert (axis.first, axis.after) == (date(2026, 11, 1), date(2027, 11, 1))
    assert [text for _, text in axis.ticks("fr")][:2] == ["nov.", "jan."]
    for first in (date(2020, 1, 1), date(2026, 12, 24), date(2040, 1, 1)):
        for end in (None, date(2020, 1, 1), date(2026, 12, 31), date(2039, 1, 1)):
            of = Projection(
                proved_least=40000, proved_most=50000, required=312, opens_first=first,
                opens_last=first + timedelta(days=3), contract_end=end,
            )  # fmt: skip
            lane = lane_of(of, date(2026, 1, 1), date(2026, 11, 23), axis)
            bar = bar_of(of)
            assert 0 <= lane.contract_at and lane.contract_at + lane.contract <= 300
            assert 0 <= lane.range_at and lane.range_at + lane.range <= 300.01
            assert 0 <= bar.sure <= 119 and 0 <= bar.maybe and bar.maybe_at + bar.maybe <= 120
    assert isinstance(axis, Axis)


def test_what_differs_under_todays_law(client, agent, offices):
    file = a_file(offices[0]["office"])
    followed(file)
    facts = {"region": "wallonia", "aid": "integration_income"}
    for _ in range(2):
        take(file.person, "article60_subsidy", facts, subject=file.number)
    assert [of.pk for of in latest()] == [Decision.objects.latest("pk").pk], "the last of each file"
    assert compare(list(latest())) == 0
    assert "Rien ne diffère : les 1 décisions" in page(client, "/fr/office/decisions/")
    other = Decision.objects.latest("pk")
    outcome = other.outcome | {"result": other.outcome["result"] | {"regime": "part_time"}, "status": "confirmed"}
    Decision.objects.create(
        person=file.person, subject=file.number, question=other.question, facts=facts, outcome=outcome,
        status="confirmed", law="000000000000", amounts=[],
    )  # fmt: skip
    assert "pas encore comparées : 1" in page(client, "/fr/office/decisions/")
    assert client.post("/fr/office/decisions/").status_code == 302
    text = page(client, "/fr/office/decisions/")
    assert "diffère : 1 sur 1" in text and "Benali" in text, text[text.find("<main") :][:3000]
    assert "temps partiel" in text and "part_time" not in text, text[text.find("<main") :][:3000]
