"""Rows typed by hand: a row more at each press, a year of them, and the same reading as of a table."""

import re

from tests.web.dropped.walking import Walk
from tremplin.web.dropped.typed import COLUMNS, MOST

ROW = {"first_day": "2025-01-01", "last_day": "2025-03-31", "days": "64", "weekly_hours": "38", "full_time_weekly_hours": "38", "days_per_week": "5", "service_code": "1"}  # fmt: skip  # noqa: E501
KNOWN = {"admitted_before": "no", "birth_date": "1990-05-14"}


def row(number, **changed):
    return {f"{name}-{number}": value for name, value in (ROW | changed).items()}


def rows_shown(walk):
    return len(re.findall(r'name="first_day-\d+"', walk.page))


def test_rows_are_answered_like_a_file(client):
    walk = Walk(client, "days").send(row(0) | {"fact.claim_date": "2026-01-01"}).answer(KNOWN)
    assert walk.tone == "no" and "78" in walk.heading


def test_a_row_more_goes_on_where_the_last_one_ends(client):
    walk = Walk(client, "days")
    assert rows_shown(walk) == 1 and walk.page.count("<details") == 1
    walk.send(row(0), add="1")
    assert walk.response.status_code == 200 and rows_shown(walk) == 2
    fields = walk.form
    assert fields["first_day-0"] == "2025-01-01" and fields["first_day-1"] == "2025-04-01"
    assert (fields["weekly_hours-1"], fields["days-1"]) == ("38", "")


def test_a_row_that_was_only_offered_is_not_counted(client):
    walk = Walk(client, "days").send(row(0) | {"fact.claim_date": "2026-01-01"}, add="1").send().answer(KNOWN)
    assert walk.tone == "no" and "78" in walk.heading


def test_a_row_begun_and_left_is_not_passed_over(client):
    walk = Walk(client, "days").send(row(0) | {"first_day-1": "2025-07-01"})
    assert walk.response.status_code == 400 and walk.form["first_day-1"] == "2025-07-01"


def test_a_year_of_rows_can_be_typed(client):
    walk = Walk(client, "days").send(row(0, last_day="2025-01-31", days="23"), add="1")
    for month in range(2, 13):
        last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
        typed = {f"last_day-{month - 1}": f"2025-{month:02d}-{last}", f"days-{month - 1}": "20"}
        walk.send(typed, **({"add": "1"} if month < 12 else {}))
    walk.answer(KNOWN)
    assert walk.tone == "no" and "292" in walk.heading, walk.heading


def test_the_page_bears_so_many_rows_and_says_so(client):
    walk = Walk(client, "days")
    for number in range(MOST + 2):
        walk.send(row(0) | {f"days-{at}": "1" for at in range(number)}, add="1")
    assert rows_shown(walk) == MOST and 'name="add"' not in walk.page
    assert len(walk.page.encode()) < 100_000


def test_a_row_that_cannot_be_read_is_shown_again_with_its_fault(client):
    walk = Walk(client, "days").send(row(0, days="many"))
    assert walk.response.status_code == 400 and walk.form["days-0"] == "many"
    assert "ligne 1" in walk.page.partition('role="alert"')[2].partition("</div>")[0]
    walk = Walk(client, "days").send(row(0, last_day="2024-01-01"))
    assert walk.response.status_code == 400


def test_a_row_over_two_quarters_is_parted_and_said_to_be(client):
    walk = (
        Walk(client, "days")
        .send(row(0, last_day="2025-06-30", days="126") | {"fact.claim_date": "2026-01-01"})
        .answer(KNOWN)
    )
    assert "152" in walk.heading and 'id="doubts"' in walk.page


def test_commas_and_hours_are_understood(client):
    walk = Walk(client, "days").send(
        row(0, days="", hours="243,2", weekly_hours="19") | {"fact.claim_date": "2026-01-01"}
    )
    assert walk.answer(KNOWN).tone == "no"


def test_no_work_at_all(client):
    walk = Walk(client, "days").send(none="1").answer(KNOWN)
    assert walk.tone == "no" and "312" in walk.page
    walk = Walk(client, "end").send({"fact.start": "2026-12-01"}, none="1").answer(KNOWN)
    assert walk.tone == "yes"


def test_nothing_given(client):
    walk = Walk(client, "days").send()
    assert walk.response.status_code == 400 and 'role="alert"' in walk.page


def test_every_column_has_its_label(client):
    page = Walk(client, "days").page
    assert all(re.search(rf'<label>[^<]+<input name="{name}-0"', page) for name in COLUMNS)
