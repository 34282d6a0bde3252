"""Reminders follow the records: the same key is the same deadline, which moves and says why."""

from datetime import date, timedelta

import pytest

from tests.office.deadlines.filed import (
    TODAY,
    WHOLE_YEAR,
    a_file,
    declared,
    everything,
    followed,
    open_ones,
    three_quarters,
)
from tremplin.office.article60.models import OnemRequest
from tremplin.office.article60.services.reminding import remind_office
from tremplin.office.database.isolation import enter
from tremplin.office.deadlines.models import Deadline
from tremplin.office.deadlines.services import done
from tremplin.office.deadlines.wording import because, what, why
from tremplin.office.ledger.models import Upload

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_end_is_told_before_its_earliest_day(offices):
    file = a_file(offices[0]["office"])
    three_quarters(file)
    OnemRequest.objects.create(file=file, sent_on=TODAY)
    end = followed(file, date(2026, 10, 2)).opens_first - DAY
    found = {kind: one.due_on for kind, one in open_ones().items() if kind.startswith("end_")}
    assert found == {f"end_{ahead}": end - timedelta(days=ahead) for ahead in (60, 30, 7)}


def test_of_the_reminders_that_are_past_only_the_nearest_is_left(offices):
    file = a_file(offices[0]["office"], days=(WHOLE_YEAR[0], date(2027, 7, 1)))
    three_quarters(file)
    OnemRequest.objects.create(file=file, sent_on=TODAY)
    end = followed(file).opens_first - DAY
    followed(file, end - timedelta(days=20))
    assert {kind for kind in open_ones() if kind.startswith("end_")} == {"end_30", "end_7"}
    followed(file, end + DAY)
    assert {kind for kind in open_ones() if kind.startswith("end_")} == {"end_reached"}


def test_twice_the_same_day_changes_nothing(offices):
    file = a_file(offices[0]["office"])
    three_quarters(file)
    followed(file)
    before = everything()
    followed(file)
    assert before and everything() == before


def test_unpaid_days_move_the_end_and_say_so(offices):
    file = a_file(offices[0]["office"])
    three_quarters(file)
    first = followed(file)
    opened = (first.opens_first, first.opens_last)
    was = open_ones()["end_7"].due_on
    declared(file, date(2026, 10, 1), date(2026, 11, 1), 7)
    declared(file, date(2026, 10, 1), date(2026, 11, 1), 15, code=30)
    second = followed(file)
    assert second.opens_first > opened[0]
    found = open_ones()
    assert found["end_7"].due_on - found["end_7"].was_due_on == second.opens_first - opened[0]
    assert found["end_7"].was_due_on == was
    told = found["end_7"].moved
    assert (told["say"], told["days"]) == ("office_today.moved_unpaid", {"hundredths": 1500})
    assert told["rows"] == [["2026-10-01", "2026-10-31", 30, 1500, "declared"]]
    said = because(found["end_7"], "fr")
    assert said.startswith("La fin a bougé à cause de jours non payés (15 ; 1er octobre – 31 octobre 2026)")
    assert "unpaid_days" not in found, "the move tells of them"
    assert said in why(found["short_contract"], "fr")
    followed(file, TODAY + timedelta(days=15))
    assert "unpaid_days" in open_ones(), "once the move is no news, the days still are"


def test_what_was_settled_and_then_moved_is_to_be_looked_at_again(offices):
    file = a_file(offices[0]["office"])
    three_quarters(file)
    followed(file)
    done(open_ones()["end_60"], offices[0]["social_worker"])
    followed(file)
    assert open_ones()["end_60"].done_at
    declared(file, date(2026, 10, 1), date(2026, 11, 1), 22, code=30)
    followed(file)
    one = Deadline.objects.get(kind="end_60")
    assert one.done_at is None and one.was_due_on


def test_it_is_gone_when_its_reason_is(offices):
    file = a_file(offices[0]["office"], person={"stay_until": date(2026, 12, 21)})
    followed(file)
    assert {"stay", "undeclared_quarter"} <= set(open_ones())
    assert "21 décembre 2026" in what(open_ones()["stay"], "fr")
    type(file.person).objects.filter(pk=file.person.pk).update(stay_until=None)
    three_quarters(file)
    followed(file)
    assert not {"stay", "undeclared_quarter"} & set(open_ones())
    assert Deadline.objects.filter(kind="stay", gone_at__isnull=False).exists()


def test_a_quarter_is_awaited_for_a_month_after_its_end(offices):
    file = a_file(offices[0]["office"], days=(date(2026, 7, 1), date(2027, 6, 1)))
    followed(file, date(2026, 9, 30))
    assert "undeclared_quarter" not in open_ones()
    followed(file, date(2026, 10, 2))
    assert open_ones()["undeclared_quarter"].due_on == date(2026, 10, 31)
    assert "En pratique" in why(open_ones()["undeclared_quarter"], "fr")


def test_onem_is_asked_a_month_before_then_answers_in_seven_days(offices):
    file = a_file(offices[0]["office"])
    three_quarters(file)
    followed(file)
    assert open_ones()["onem_ask"].due_on < TODAY + timedelta(days=62)
    request = OnemRequest.objects.create(file=file, sent_on=TODAY)
    followed(file)
    assert "onem_ask" not in open_ones()
    assert open_ones()["onem_answer"].due_on == TODAY + timedelta(days=7)
    request.answered_on, request.days_to_work = TODAY, 20000
    request.end_date, request.counted_until = date(2027, 9, 1), date(2026, 9, 30)
    request.save()
    followed(file)
    assert "onem_answer" not in open_ones()
    assert "200" in why(open_ones()["onem_gap"], "fr")


def test_a_contract_too_short_presses_and_a_closed_file_does_not(offices):
    file = a_file(offices[0]["office"])
    three_quarters(file)
    followed(file)
    one = open_ones()["short_contract"]
    assert one.weight == Deadline.Weight.STOP and "25 décembre 2026" in why(one, "fr")
    file.closed_on = TODAY
    file.save()
    followed(file)
    assert open_ones() == {}


def test_a_contract_that_ran_out_asks_to_be_ended_or_extended(offices):
    file = a_file(offices[0]["office"])
    followed(file, date(2027, 1, 4))
    assert open_ones()["contract_over"].due_on == WHOLE_YEAR[1]
    assert not {"end_60", "end_30", "end_7", "end_reached", "short_contract"} & set(open_ones())


def test_the_clause_of_an_open_ended_contract_is_told_with_its_trigger(offices):
    file = a_file(offices[0]["office"], days=(WHOLE_YEAR[0], None), form="open", clause=250)
    three_quarters(file)
    followed(file)
    one = open_ones()["clause"]
    assert "250 jours" in why(one, "fr") and one.weight == Deadline.Weight.STOP


def test_a_birthday_that_changes_the_days_is_told_under_the_law_that_has_bands(offices):
    """Today's law has no band left, so that nobody is told; the law of 2025 had one at 36."""
    file = a_file(offices[0]["office"], days=(date(2025, 1, 6), date(2026, 1, 5)))
    type(file.person).objects.filter(pk=file.person.pk).update(birth_date=date(1989, 9, 1))
    followed(file, date(2025, 6, 2))
    assert open_ones()["birthday"].words == {"day": "2025-09-01", "age": 36, "days": 468}
    followed(file, TODAY)
    assert "birthday" not in open_ones()


def test_the_office_is_told_of_files_half_read_and_of_the_law_that_changes(offices):
    enter(offices[0]["office"].pk)
    upload = Upload.objects.create(
        name="dmfa.xml", sha256="0" * 64, content=b"x", size=1, state="read", handed_in_by=offices[0]["social_worker"]
    )
    remind_office(TODAY)
    assert "dmfa.xml" in why(open_ones()["import_doubts"], "fr")
    upload.state = "committed"
    upload.save()
    remind_office(date(2026, 1, 5))
    assert "import_doubts" not in open_ones()
    assert open_ones(key="law_change:2026-03-01")["law_change"].due_on == date(2025, 12, 1)
    remind_office(TODAY)
    assert open_ones() == {}


def test_a_change_of_law_is_told_once_with_the_files_it_crosses(offices):
    file = a_file(offices[0]["office"], days=(date(2025, 6, 2), date(2026, 6, 1)))
    followed(file, date(2026, 1, 5))
    remind_office(date(2026, 1, 5))
    words = Deadline.objects.get(key="law_change:2026-03-01").words
    assert words["count"] == 1 and words["names"]


def test_nobody_next_door_sees_it(offices):
    file = a_file(offices[0]["office"])
    followed(file)
    assert open_ones()
    enter(offices[1]["office"].pk)
    assert open_ones() == {}


def test_every_kind_has_its_words_and_its_action(offices):
    """Each kind that the tests above meet is said in every language."""
    file = a_file(offices[0]["office"], person={"stay_until": date(2026, 12, 21)})
    three_quarters(file)
    followed(file)
    declared(file, date(2026, 10, 1), date(2026, 11, 1), 22, code=30)
    followed(file)
    for one in open_ones().values():
        for language in ("fr", "nl", "de", "en"):
            assert what(one, language) and why(one, language)
            assert "{" not in what(one, language) + why(one, language) + because(one, language)
