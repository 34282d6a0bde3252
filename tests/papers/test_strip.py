"""The year-strip: every declared day is there once, with the fate that the law gives it."""

import datetime
from collections import Counter

import pytest
from hypothesis import given, reject, settings
from lxml import etree

from tests.law.made import people
from tests.papers.made import row, worked
from tremplin.engine.kinds import LANGUAGES, UNKNOWN, day
from tremplin.ground.errors import InputError
from tremplin.law import belgian_law, decide
from tremplin.law.unemployment.rows import ABSENCE, EXTENDS, NOTHING, WORK
from tremplin.papers.strip import (
    ASSIMILATED,
    COUNTED,
    DOUBT,
    MAY_EXTEND,
    NOT_COUNTED,
    OUTSIDE,
    PAID,
    PLANNED,
    as_svg,
    as_text,
    drawings,
    strip_of,
    table,
)
from tremplin.papers.strip.words import by_quarter, unusual

SVG = "{http://www.w3.org/2000/svg}"


def strip_from(*rows, on="2026-03-02"):
    return strip_of(decide("working_days", {"on": on, "work": list(rows)}))


def decided(name, facts):
    """The answer, where the made-up rows do not declare the same days twice."""
    try:
        return decide(name, facts)
    except InputError:
        return reject()


def fates(strip):
    found = {}
    for (_, fate), days in strip.totals.items():
        found[fate] = found.get(fate, 0) + days
    return found


def text_of(strip, language="fr", width=60):
    return ["".join(text for text, _ in line) for line in as_text(strip, language, width)]


@settings(max_examples=120, deadline=None)
@given(people())
def test_days_by_fate_add_up_to_the_days_declared(facts):
    answer = decided("admission", facts)
    strip = strip_of(answer)
    rows = answer.case.rows["work"]
    if rows is None:
        assert not strip.work_known and strip.marks == ()
        return
    declared = {place: days for place, days in enumerate(rows["days"]) if days != UNKNOWN}
    numbers = answer.case.places["work"]
    for of in strip.rows:
        place = numbers.index(of.number)
        if place in declared:
            assert sum(of.days.values()) == declared[place]
    assert sum(mark.share for mark in strip.marks) == sum(sum(of.days.values()) for of in strip.rows)
    assert sum(strip.totals.values()) == sum(mark.share for mark in strip.marks)
    assert all(of.first_day <= mark.day < of.end_day for mark in strip.marks for of in [strip.rows[mark.row]])
    for language in LANGUAGES:
        assert all(len(line) <= 60 for line in text_of(strip, language))
    etree.fromstring(as_svg(strip, "fr").encode())


@settings(max_examples=60, deadline=None)
@given(people())
def test_no_day_holds_more_than_a_day_of_one_occupation(facts):
    strip = strip_of(decided("working_days", {"on": facts["claim_date"], "work": facts["work"]}))
    held, totals = Counter(), Counter()
    for mark in strip.marks:
        of = strip.rows[mark.row]
        held[of.employer, of.first_day, of.end_day, mark.day] += mark.share
        totals[of.employer, of.first_day, of.end_day] += mark.share
    for (*of, _), share in held.items():
        employer, first, end = of
        alone = not any(one[0] == employer and one != tuple(of) and one[1] < end and first < one[2] for one in totals)
        assert share <= 100 or not alone or totals[tuple(of)] > 100 * (end - first)


@pytest.mark.parametrize("on", ["2025-06-02", "2026-03-02"])
def test_every_code_has_the_fate_that_the_law_gives_it(on):
    codes = [version for version in belgian_law().parameters["service_codes"].versions if version.first_day <= day(on)]
    for code in codes[-1].given["rows"]:
        strip = strip_from(
            row(
                "2025-04-01", "2025-06-30", code["code"], 5, **({"benefit_paid": True} if code["needs_benefit"] else {})
            ),
            on=on,
        )
        least, most = code["least"], code["most"]
        known = {"work": COUNTED, "assimilated": ASSIMILATED, "absence": ASSIMILATED}
        never = MAY_EXTEND if {least, most} <= {"nothing", "extends"} else DOUBT
        expected = never if least != most else known.get(least, NOT_COUNTED)
        assert fates(strip) == {expected: 500}, code


def test_absences_count_up_to_what_the_year_allows():
    strip = strip_from(row("2025-01-01", "2025-03-31", 30, 8), row("2025-04-01", "2025-06-30", 30, 7), on="2025-12-01")
    assert fates(strip) == {ASSIMILATED: 1000, NOT_COUNTED: 500}
    assert [of.effect for of in strip.rows] == [ABSENCE, ABSENCE]


def test_sickness_lengthens_the_period_from_march_2026():
    sick = row("2026-01-01", "2026-03-31", 50, 10, benefit_paid=True)
    assert fates(strip_from(sick, on="2026-02-27")) == {ASSIMILATED: 1000}
    later = strip_from(sick, on="2026-03-02")
    assert fates(later) == {NOT_COUNTED: 1000} and later.rows[0].effect == EXTENDS
    assert "prolonge" in unusual(later, "fr").rows[0][3]


def test_sickness_of_which_nobody_knows_whether_it_was_paid_never_counts():
    facts = worked("2026-03-02", (2025, 1))
    facts["work"].append(row("2025-04-01", "2025-06-30", 50, 6))
    strip = strip_of(decide("admission", facts))
    assert strip.rows[1].days == {MAY_EXTEND: 600}
    head = next(one for one in drawings(strip, "fr") if "T2" in one.name)
    assert head.figure == "0" and "d-cross-d" in head.svg
    assert unusual(strip, "fr").rows[0][3] == "non compté ; prolonge la période ou non"
    assert by_quarter(strip, "en").headings[-1] == "not counted; lengthens the period or not"
    assert any("~" in part for line in as_text(strip, "en", 80) for part, _ in line)


def test_days_before_the_period_are_outside():
    strip = strip_of(decide("admission", worked("2026-03-02", (2020, 1), (2025, 1))))
    assert {mark.fate for mark in strip.marks if mark.day < day("2021-01-01")} == {OUTSIDE}
    assert {mark.fate for mark in strip.marks if mark.day > day("2021-01-01")} == {COUNTED}


def test_a_row_over_a_movable_edge_is_in_doubt():
    facts = worked("2026-03-02", (2025, 1))
    facts["work"] += [
        row("2023-02-01", "2023-02-24", 1, 18),
        row("2025-04-01", "2025-06-30", 50, 6),
    ]
    strip = strip_of(decide("admission", facts))
    assert [of.doubt for of in strip.rows] == ["edge", "", ""]


def test_without_a_date_of_birth_the_period_is_not_known_and_it_says_so():
    facts = worked("2025-03-03", (2024, 1))
    del facts["birth_date"]
    strip = strip_of(decide("admission", facts))
    assert not strip.period_known
    assert any("hors" in text or "période" in text for text in text_of(strip))


def test_a_leap_day_is_a_day():
    strip = strip_from(row("2024-02-26", "2024-03-01", 1, 5))
    assert [mark.day for mark in strip.marks] == [day(f"2024-02-{number}") for number in (26, 27, 28, 29)] + [
        day("2024-03-01")
    ]
    assert "  févr.    ·· ····· ····· ····· ■■■■" in [line.rstrip() for line in text_of(strip)]


def test_public_holidays_are_worked_last():
    strip = strip_from(row("2025-07-01", "2025-07-31", 1, 22))
    assert day("2025-07-21") not in {mark.day for mark in strip.marks}
    full = strip_from(row("2025-07-01", "2025-07-31", 1, 23))
    assert day("2025-07-21") in {mark.day for mark in full.marks}


def test_a_six_day_week_works_on_saturdays():
    strip = strip_from(row("2025-06-02", "2025-06-14", 1, 12, days_per_week=6))
    assert {datetime.date.fromordinal(mark.day + 719163).weekday() for mark in strip.marks} == set(range(6))
    assert "■■■■■■" in "".join(text_of(strip))


def test_half_days_are_laid_beside_each_other():
    strip = strip_from(row("2025-06-02", "2025-06-06", 1, 2.5), row("2025-06-02", "2025-06-06", 2, 1.5))
    assert [(mark.share, mark.row) for mark in strip.marks] == [(100, 0), (100, 0), (50, 0), (50, 1), (100, 1)]


def test_more_days_than_the_dates_hold_are_not_lost():
    strip = strip_from(row("2025-06-02", "2025-06-03", 1, 2), row("2025-06-02", "2025-06-03", 2, 2, layer="paid"))
    assert sum(mark.share for mark in strip.marks) == 400


def test_two_employers_at_once_share_their_days():
    strip = strip_from(
        row("2025-04-01", "2025-06-30", 1, 60, employer="a"), row("2025-04-01", "2025-06-30", 1, 60, employer="b")
    )
    assert fates(strip) == {COUNTED: 12000}
    assert len(strip.by_day) == 60 and len(strip.marks) == 120
    assert any("60" in text and "employeurs" in text for text in text_of(strip))


def test_part_time_hours_become_days_and_look_different():
    half = row("2025-04-01", "2025-06-30", 1, None, hours=114, weekly_hours=19)
    strip = strip_from(half)
    assert fates(strip) == {COUNTED: 3000} and all(mark.part_time for mark in strip.marks)
    assert "◧" in "".join(text_of(strip)) and "■" not in "".join(text_of(strip))


def test_layers_keep_their_shape():
    strip = strip_from(
        row("2025-01-01", "2025-03-31", 1, 60),
        row("2025-04-01", "2025-06-30", 1, 60, layer="paid"),
        row("2025-07-01", "2025-09-30", 1, 60, layer="planned"),
    )
    assert strip.totals == {(0, COUNTED): 6000, (PAID, COUNTED): 6000, (PLANNED, COUNTED): 6000}
    said = "".join(text_of(strip))
    assert "■" in said and "●" in said and "○" in said
    assert [line[0] for line in table(strip, "en").rows] == ["declared", "paid, not yet declared", "planned", "in all"]


def test_a_row_without_a_count_is_in_doubt_and_says_so():
    strip = strip_from(row("2025-06-02", "2025-06-13", 1, None))
    assert fates(strip) == {DOUBT: 1000} and not strip.rows[0].told
    assert unusual(strip, "en").rows[0][2:] == ("?", "in doubt: days, hours or working time not given")


def test_periods_that_lengthen_lay_no_days():
    strip = strip_from({"first_day": "1990-01-01", "last_day": "2025-01-01", "extension_ground": "detention"})
    assert strip.marks == () and len(strip.periods) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_in_words(language):
    for strip in (strip_from(), strip_of(decide("working_days", {"on": "2026-03-02", "work": None}))):
        assert len(text_of(strip, language)) >= 1
        assert table(strip, language).rows == () and drawings(strip, language) == []
        etree.fromstring(as_svg(strip, language).encode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_svg_stands_alone_and_says_what_it_shows(language):
    strip = strip_from(row("2025-01-01", "2025-03-31", 1, 60), row("2015-04-01", "2015-06-30", 30, 3))
    svg = etree.fromstring(as_svg(strip, language).encode())
    assert svg.find(f"{SVG}title").text and svg.find(f"{SVG}desc").text
    assert svg.find(f"{SVG}style") is not None
    assert len(svg.findall(f"{SVG}g")) == 2 and all(group.find(f"{SVG}title").text for group in svg.findall(f"{SVG}g"))
    bare = as_svg(strip, language, styled=False)
    assert "<style" not in bare and "style=" not in bare
    assert [type(item).__name__ for item in drawings(strip, language)] == ["Drawing", "Gap", "Drawing"]


def test_a_report_tells_far_quarters_together():
    quarters = [(2010, number) for number in (1, 2, 3, 4)] + [(2012, 1), (2025, 3), (2025, 4)]
    strip = strip_of(decide("admission", worked("2026-03-02", *quarters)))
    assert len(drawings(strip, "fr")) == 9
    items = drawings(strip, "fr", fold=True)
    assert [type(item).__name__ for item in items] == ["Gap", "Gap", "Drawing", "Drawing"]
    assert items[0].text == "de T1 2010 à T1 2012 : 326 jours hors de la période"
    assert by_quarter(strip, "fr").rows[0][:2] == ("T1 2010 – T1 2012", "déclaré")


def test_the_table_says_the_same_as_the_picture():
    strip = strip_from(row("2025-01-01", "2025-03-31", 1, 60), row("2025-01-01", "2025-03-31", 30, 3))
    assert table(strip, "fr").rows == (("déclaré", "60", "3"),)
    assert by_quarter(strip, "fr").rows == (("T1 2025", "déclaré", "60", "3"),)
    assert {NOTHING, WORK} == {of.effect for of in strip.rows}
