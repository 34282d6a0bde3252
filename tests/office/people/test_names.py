"""Keys that names are sorted and found by."""

import pytest

from tremplin.office.people.names import key_of, plain


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Yıldız", "Élif"), "yildiz elif"),
        (("Łukasz", ""), "lukasz"),
        (("STRAUß", "Jörg"), "strauss jorg"),
        (("Đặng", "Thị"), "dang thi"),
        (("O’Neill", ""), "o'neill"),
        (("🙂", ""), "🙂"),
    ],
)
def test_a_key_has_no_accents_and_no_capitals(names, key):
    assert key_of(*names) == key


def test_a_key_fits_its_column_whatever_the_name():
    assert len(key_of("ﷺ" * 120, "x" * 120)) <= 250


def test_marks_that_turn_the_line_and_controls_go():
    assert plain("  Ali\u202e\tnoreV\0 ") == "Ali noreV"
    assert plain("محمد") == "محمد"
