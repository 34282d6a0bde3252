"""The step chart: a pure function, values in, parts of a drawing out."""

import re

from tremplin.engine.kinds import read_day as day
from tremplin.web.readable.steps import NARROW, WIDE, Value, drawn, levels

TODAY = day("2026-11-22")


def drawing(*values, frame=WIDE, today=TODAY):
    return drawn([Value(day(since), *of) for since, *of in values], today, str, frame)


def test_horizontal_then_vertical_and_never_slanted():
    made = drawing(("2000-01-01", 100, 100), ("2010-01-01", 150, 150), ("2020-01-01", 120, 120))
    (line,) = made.lines
    assert re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+V[\d.]+)*H[\d.]+", line)
    assert line.startswith("M64.0 ") and line.endswith("H700.0")
    assert made.areas[0].endswith("V240H64.0z")
    assert len(made.points) == 3 and not made.ahead and not made.doubts


def test_a_published_point_is_filled_and_one_worked_out_hollow():
    made = drawing(("2000-01-01", 100, 100, True, True), ("2010-01-01", 150, 150, True, False))
    assert [kind for *_, kind in made.points] == ["pt-confirmed", "pt-inferred"]


def test_what_is_not_known_is_a_dotted_field_and_breaks_the_line():
    made = drawing(("2000-01-01", 100, 100), ("2010-01-01", None, None, False), ("2015-01-01", 150, 150))
    assert len(made.lines) == len(made.areas) == 2
    ((x, top, width, height),) = made.doubts
    assert (top, height) == (WIDE.top, WIDE.bottom - WIDE.top)
    assert 0 < x < x + width < WIDE.right


def test_a_conflict_is_a_field_between_both_values():
    made = drawing(("2000-01-01", 90, 90), ("2005-01-01", 90, 150), ("2010-01-01", 150, 150))
    ((_, top, _, height),) = made.doubts
    assert height > 0 and top + height < WIDE.bottom + 1
    assert len(made.lines) == len(made.points) == 2


def test_where_the_law_has_none_the_line_stops():
    made = drawing(("2000-01-01", 100, 100), ("2010-01-01", None, None))
    assert len(made.lines) == 1 and not made.doubts and len(made.points) == 1


def test_what_lies_after_today_is_dashed():
    made = drawing(("2000-01-01", 100, 100), ("2027-01-01", 150, 150))
    assert len(made.lines) == len(made.ahead) == 1
    assert made.lines[0].rpartition("H")[2] == made.ahead[0][1:].partition(" ")[0]


def test_everything_lies_inside_the_frame():
    for frame in (WIDE, NARROW):
        made = drawing(*((f"{year}-04-01", year * 7, year * 7) for year in range(1990, 2026)), frame=frame)
        assert all(frame.left <= x <= frame.right and frame.top <= y <= frame.bottom for x, y, _ in made.points)
        assert 1 <= len(made.years) <= frame.years
        assert 2 <= len(made.levels) <= 7
        assert made.label[2] == "end"


def test_the_axis_has_round_levels_and_begins_at_nought_unless_all_lie_far_up():
    assert levels([77821, 181157])[0] == 0
    assert levels([90, 150]) == (80, 160, 20)
    assert levels([1, 3]) == (0, 3, 1)
    assert levels([7, 7]) == (0, 8, 2)
    assert levels([]) == (0, 1, 1)


def test_a_value_of_one_day_is_drawn():
    made = drawing(("2026-11-22", 5, 5))
    assert made.points and made.years == [(64.0, "2026")]
