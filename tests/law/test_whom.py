"""Whom to ask about what is open: the body competent for that subject, in that region, on those days."""

import pytest

from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.references import references_of
from tremplin.law import belgian_law
from tremplin.lawbook.outline import gaps
from tremplin.lawbook.whom import whom

law = belgian_law()
book = references_of(law.folder)


def names(parameter, region, start, end=None):
    found = whom(law, law.parameters[parameter], region, start, end)
    return [(one["body"]["fr"], one["from"], one["until"]) for one in found]


def body(name):
    return book["bodies"][name]["fr"]


def test_every_gap_has_somebody_to_ask():
    assert [gap["parameter"] for gap in gaps(law) if not gap["ask"]] == []


@pytest.mark.parametrize(
    ("parameter", "region", "start", "end", "expected"),
    [
        ("ale_split_agency_share", "flanders", "2018-01-01", None, [("VDAB", None, None)]),
        ("ale_split_agency_share", "flanders", "1994-01-01", "2017-12-31", [("ONEM", None, None)]),
        (
            "ale_notice_days",
            "wallonia",
            "1994-01-01",
            None,
            [("ONEM", None, "2015-12-31"), ("FOREM", "2016-01-01", None)],
        ),
        ("regional_full_time", "wallonia", "2024-04-01", None, [("SPW", None, None)]),
        ("regional_full_time", "brussels", "2020-01-01", None, [("BEE", None, None)]),
        ("tax_ceiling", "brussels", "2017-01-01", "2017-12-31", [("FINANCE", None, None)]),
        ("hours_beyond", "flanders", "2018-01-01", None, [("ONEM", None, None)]),
        ("integration_income", None, "2026-11-22", None, [("SPPIS", None, None)]),
        ("half_day_limit", None, "1992-06-01", None, [("ONEM", None, None)]),
    ],
)
def test_whom_to_ask(parameter, region, start, end, expected):
    assert names(parameter, region, start, end) == [(body(name), first, last) for name, first, last in expected]


def test_where_no_region_is_named_each_region_has_its_body():
    found = {name for name, _, last in names("ale_notice_days", None, "1994-01-01") if last is None}
    assert found == {body(name) for name in ("FOREM", "ACTIRIS", "VDAB", "ADG")}


def test_the_table_names_what_there_is():
    stems = {of.stem for of in law.parameters.values()}
    for line in book["ask"]:
        for name in line["of"]:
            assert name in law.parameters or name in stems or any(stem.startswith(name) for stem in stems), name
        assert set(line) - {"of", "any"} <= {"wallonia", "brussels", "flanders", "german_community"}
    assert all(set(of) == set(LANGUAGES) for of in book["bodies"].values())
