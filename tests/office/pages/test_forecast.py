"""Twelve months of wages and subsidies: from contracts and kept answers, to the cent; what is unknown said apart."""

import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from django.utils import timezone

from tests.office import made
from tests.office.deadlines.filed import a_file, followed
from tremplin.office.article60.models import Contract, File, Period, Projection
from tremplin.office.article60.selectors.forecast import AMOUNT, COST, END, WAITING, forecast_of, wage_of
from tremplin.office.database.isolation import enter
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/fr/office/claims/forecast/"
TODAY = date(2026, 11, 22)


def kept(file, months, **fields):
    Projection.objects.update_or_create(
        file=file,
        defaults={"key": "k", "law": "l", "made_on": TODAY, "subsidy": {"result": {"months": months}}} | fields,
    )


@pytest.fixture
def file(offices):
    """Full time until 15 January 2027, for 3,100 euros a month."""
    return a_file(offices[0]["office"], days=(date(2026, 1, 5), date(2027, 1, 16)), monthly_cost=310_000)


def test_a_month_is_a_wage_by_its_days_and_the_subsidy_that_was_kept(file):
    kept(file, {"2026-11": "1000.00", "2026-12": "1000.00", "2027-01": ["0.00", "1000.00"]})
    found = forecast_of(TODAY)
    (line,) = found.lines
    assert [cell.wage for cell in line.cells[:3]] == [(310_000, 310_000)] * 2 + [(150_000, 150_000)]
    assert [cell.subsidy for cell in line.cells[:3]] == [(100_000, 100_000)] * 2 + [(0, 100_000)]
    assert line.cells[3:] == (None,) * 9 and not found.open
    november, december, january, february = found.months[:4]
    assert (november.month, november.wages, november.net) == (date(2026, 11, 1), (310_000,) * 2, (210_000,) * 2)
    assert (january.net, february.files) == ((50_000, 150_000), 0)


def test_what_is_unknown_is_counted_apart_and_never_a_zero(file, offices):
    kept(file, {"2026-11": "1000.00", "2026-12": None})
    no_cost = a_file(offices[0]["office"], "VAL-60-0002", days=(date(2026, 1, 5), date(2026, 12, 1)))
    kept(no_cost, {"2026-11": "1000.00"})
    endless = a_file(offices[0]["office"], "VAL-60-0003", days=(date(2026, 1, 5), None), form="open", monthly_cost=1)
    kept(endless, {"2026-11": "1000.00"})
    waits = a_file(
        offices[0]["office"], "VAL-60-0004", days=(date(2026, 1, 5), date(2026, 12, 1)), monthly_cost=300_000
    )
    kept(waits, {"2026-11": "1000.00"}, is_waiting=True)
    File.objects.create(person=made.person(), number="VAL-60-0005", opened_on=TODAY)
    found = forecast_of(TODAY)
    numbers = {reason: [line.number for line in lines] for reason, lines in found.open.items()}
    assert numbers == {
        AMOUNT: ["VAL-60-0147"], COST: ["VAL-60-0002"], END: ["VAL-60-0003"], WAITING: ["VAL-60-0004"],
    }  # fmt: skip
    november, december = found.months[:2]
    assert (november.files, november.wages, november.wages_open) == (4, (610_000,) * 2, 2)
    assert (november.subsidies, november.subsidies_open) == ((200_000,) * 2, 2)
    assert (november.net, november.net_open) == ((210_000,) * 2, 3)
    assert (december.subsidies, december.subsidies_open, december.files) == ((0, 0), 2, 2)
    assert found.unsigned == 1


def test_an_open_ended_contract_runs_until_the_right_opens_which_is_a_range(file):
    Contract.objects.update(form="open")
    Period.objects.update(days=(date(2026, 1, 5), None))
    months = {f"2026-{month:02d}": "1000.00" for month in (11, 12)} | {"2027-01": "1000.00"}
    kept(file, months, opens_first=date(2026, 12, 17), opens_last=date(2027, 1, 1))
    (line,) = forecast_of(TODAY).lines
    assert line.cells[1].wage == (160_000, 310_000) and line.cells[1].subsidy == (0, 100_000)
    assert line.cells[2] is None


def test_periods_of_a_month_add_up_by_their_hours(file):
    Period.objects.update(days=(date(2026, 1, 5), date(2026, 11, 16)))
    contract = Contract.objects.get()
    Period.objects.create(
        file=file, contract=contract, days=(date(2026, 11, 16), date(2027, 1, 1)), weekly_hours=1900,
        full_time_weekly_hours=3800,
    )  # fmt: skip
    periods = list(Period.objects.select_related("contract").order_by("days"))
    assert wage_of(310_000, periods, date(2026, 11, 1), date(2026, 12, 31)) == 155_000 + 77_500
    contract.ended_on = date(2026, 11, 15)
    contract.save()
    assert forecast_of(TODAY).lines[0].cells[0].wage == (155_000, 155_000)
    assert forecast_of(TODAY).lines[0].cells[1] is None


def test_the_real_answer_of_the_law_is_read(file):
    followed(file, TODAY)
    (line,) = forecast_of(TODAY).lines
    months = Projection.objects.get().subsidy["result"]["months"]
    assert "2026-11" in months
    if months["2026-11"] is None:  # An amount that the office has not set.
        assert line.cells[0].subsidy is None and AMOUNT in line.cells[0].because
    else:
        assert line.cells[0].subsidy[1] > 0


def test_the_page_the_chart_and_the_workbook(client, offices, file):
    now = timezone.localdate()
    Period.objects.update(days=(date(now.year - 1, 1, 5), date(now.year + 1, 1, 16)))
    kept(file, {f"{now:%Y-%m}": "1234.56"})
    client.force_login(offices[0]["finance"], backend=BACKEND)
    page = client.get(PAGE).content.decode()
    assert "<svg" in page and "1.234,56" in page.replace("\u202f", ".").replace("\xa0", " ").replace("1 234", "1.234")
    assert "style=" not in page and "indéterminé" in page and f"/{file.number}/" in page
    assert f'href="{PAGE}"' in client.get("/fr/office/claims/").content.decode()
    answer = client.get(f"{PAGE}?as=xlsx")
    with ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>1234.56</v>" in sheet and "<f>" not in sheet
    enter(offices[0]["office"].pk)
    assert Reading.objects.filter(what="forecast", person=file.person).count() == 1
    assert client.post(PAGE).status_code == 403


def test_five_hundred_files_ask_the_database_little(client, offices, django_assert_max_num_queries):
    enter(offices[0]["office"].pk)
    now = timezone.localdate()
    for at in range(60):
        one = a_file(offices[0]["office"], f"VAL-60-{at:04d}", days=(date(now.year, 1, 1), None), monthly_cost=300_000)
        kept(one, {})
    client.force_login(offices[0]["finance"], backend=BACKEND)
    with django_assert_max_num_queries(12):
        page = client.get(PAGE).content.decode()
    assert len(page) < 100_000 and re.search(r"60 dossier", page)
