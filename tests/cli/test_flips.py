"""The days on which an answer changes, and why."""

import json

import pytest

from tremplin.engine.decide import read_case
from tremplin.engine.kinds import KINDS, UNKNOWN, day, day_date, read_month
from tremplin.reasons.flips import flips, moments

MEMBER = {"born": "1990-05-01", "member_card": True, "dogs": 1, "plants": [{"plant_code": 4, "pots": 11}]}


def found(law, start, months, decision="entry", given=None, clock="visit", **changes):
    facts = {**MEMBER, "visit": start, **changes} if given is None else {**given, clock: start}
    asked = law.decisions[decision]
    first, listed = flips(law, asked, read_case(law, asked, facts), moments(KINDS["day"], day(start), months), "en")
    return first, [
        (str(day_date(flip.day)), flip.before, flip.after, [cause.kind for cause in flip.causes]) for flip in listed
    ]


def test_a_parameter_that_changes_is_a_change_of_law(law):
    first, listed = found(law, "2023-06-01", 24)
    assert first == 1
    assert listed == [("2024-01-01", 1, UNKNOWN, ["law"])]


def test_a_list_that_rows_are_judged_by(law):
    first, listed = found(law, "2014-06-01", 24, member_card=False, invited=False)
    assert first == UNKNOWN
    assert listed[0] == ("2015-01-01", UNKNOWN, 1, ["law"])


def test_a_birthday(law, monkeypatch):
    monkeypatch.setattr(law.decisions["entry"], "answer", "fee")
    first, listed = found(law, "2007-06-01", 24)
    assert first == 100
    assert listed == [("2008-05-01", 100, 450, ["birthday"])]


def test_another_version_of_a_rule(law, monkeypatch):
    monkeypatch.setattr(law.decisions["entry"], "answer", "fee")
    _, listed = found(law, "2019-06-01", 12)
    assert listed == [("2020-01-01", 450, 500, ["law"])]


def test_an_answer_that_stays(law):
    assert found(law, "2010-06-01", 24) == (1, [])


def test_for_people_and_for_programs(tremplin, tmp_path):
    (tmp_path / "member.yaml").write_text("visit: 2023-06-01\nmember_card: yes\ndogs: 1\n")
    shown = tremplin("flips", "entry", "member.yaml").stdout
    assert "  1er janvier 2024 : oui → inconnu\n    la loi change : dogs allowed (fr)\n" in shown
    told = json.loads(tremplin("flips", "entry", "member.yaml", "--months", "6", "--json").stdout)
    assert told["first"] is True
    assert told["until"] == "2023-12-01"
    assert told["flips"] == []
    assert "la réponse ne change pas (oui)." in tremplin("flips", "entry", "member.yaml", "--months", "6").stdout


def test_the_day_to_start_from_is_needed(tremplin):
    assert "facts.yaml" in tremplin("decide", "entry", "facts.yaml").stdout
    text = tremplin("flips", "entry", "-", given="member_card: yes\n", code=2).stderr
    assert "stdin" in text and "visit : ce fait est nécessaire" in text


@pytest.mark.parametrize("months", ["0", "-3", "many", "100000"])
def test_months_that_cannot_be(tremplin, months):
    tremplin("flips", "entry", "facts.yaml", "--months", months, code=2)


def test_a_clock_of_months_or_years_is_moved_by_months_or_years():
    january = day("2024-01-01")
    assert [str(day_date(first)) for first in moments(KINDS["first_of_month"], january, 2)] == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
    ]
    assert list(moments(KINDS["month"], read_month("2024-12"), 1)) == [read_month("2024-12"), read_month("2025-01")]
    assert [str(day_date(first))[:4] for first in moments(KINDS["first_of_year"], january, 13)] == [
        "2024",
        "2025",
        "2026",
    ]
    assert len(moments(KINDS["day"], january, 1)) == 32
