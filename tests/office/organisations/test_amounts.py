"""Figures that the law leaves open: set with a day and a source, taken back, handed on as a file; never changed."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tremplin.ground.errors import InputError
from tremplin.ground.reading import read_yaml
from tremplin.law import belgian_law
from tremplin.lawbook.office import with_office
from tremplin.office.database.isolation import enter
from tremplin.office.organisations.amounts import as_file, import_amounts, set_amount, take_back
from tremplin.office.organisations.models import Amount
from tremplin.office.organisations.selectors import amounts, law_here, openings

pytestmark = pytest.mark.django_db
SINCE = date(2025, 1, 1)


@pytest.fixture
def agent(offices):
    enter(offices[0]["office"].pk)
    return offices[0]["finance"]


def wallonia(agent, value="500.00", source="a letter"):
    return set_amount(agent, "regional_full_time", "wallonia", value, SINCE, source)


def value_there(law=None):
    parameter = (law or law_here()).parameters["regional_full_time"]
    return parameter.value(date(2026, 1, 1).toordinal() - date(1970, 1, 1).toordinal(), 0)


def test_what_is_open_for_an_office_is_of_its_region_and_kind(offices):
    names = [(one.parameter.name, one.by) for one in openings(offices[0]["office"])]
    assert ("regional_full_time", "wallonia") in names and ("partial_month", "") in names
    assert not any(by == "brussels" or name.startswith("ale_") for name, by in names)
    offices[0]["office"].kind = "ale"
    assert all(one.parameter.stem.startswith("ale/") for one in openings(offices[0]["office"]))


def test_the_last_entry_holds_and_all_stay(agent):
    wallonia(agent)
    wallonia(agent, "510.00")
    wallonia(agent, "510.00")
    assert [one["value"] for one in amounts()] == ["510.00"]
    assert Amount.objects.count() == 2
    assert value_there() == 51000
    assert take_back(agent, Amount.objects.order_by("-pk")[0], "a mistake").is_withdrawn
    assert amounts() == [] and Amount.objects.count() == 3
    assert take_back(agent, Amount.objects.order_by("pk")[0], "twice") is None


def test_what_the_law_knows_is_not_the_offices_to_set(agent):
    for words in (
        ("regional_full_time", "wallonia", "500.00", date(2010, 1, 1)),
        ("required_days", "", "1", SINCE),
        ("no_such", "", "1", SINCE),
        ("regional_full_time", "wallonia", "-1.00", SINCE),
    ):
        with pytest.raises(InputError):
            set_amount(agent, *words, "x")
    assert not Amount.objects.exists()


def test_an_entry_is_never_changed(agent):
    wallonia(agent)
    with pytest.raises(DatabaseError), transaction.atomic():
        Amount.objects.update(value="1.00")


@pytest.mark.parametrize(
    ("name", "by", "value"),
    [("partial_month", "", "calendar_days"), ("short_jobs", "", "yes"), ("earlier_extension_list", "", "12")],
)
def test_every_kind_goes_out_and_comes_back_the_same(agent, offices, name, by, value):
    wallonia(agent, source="lettre n° 12 : « reçu »")
    set_amount(agent, name, by, value, date(2010, 1, 1), "a source")
    text, before = as_file(), amounts()
    with_office(belgian_law(), read_yaml(text, "x"), "x")
    enter(offices[1]["office"].pk)
    assert amounts() == []
    assert import_amounts(offices[1]["finance"], text.encode(), "x.yaml") == 2
    assert amounts() == before
    assert import_amounts(offices[1]["finance"], text.encode(), "x.yaml") == 0


def test_a_file_with_faults_tells_all_of_them_and_sets_nothing(agent):
    content = b"""
- {parameter: regional_full_time, by: wallonia, from: 2025-01-01, value: "500.00", source: fine}
- {parameter: regional_ful_time, by: wallonia, from: 2025-01-01, value: "500.00", source: x}
- {parameter: regional_full_time, by: wallonia, from: 2025-13-01, value: "500.00", source: x}
- {parameter: regional_full_time, by: wallonia, from: 2025-01-01, value: lots, source: x}
"""
    with pytest.raises(InputError) as caught:
        import_amounts(agent, content, "x.yaml")
    assert len(caught.value.faults) == 3
    assert not Amount.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"a: 1", b"- 1", b"[[[[", b"- {parameter: [a], from: 1}", b'- {parameter: "a\\0"}', b"&a [*a]",
     b'- {parameter: short_jobs, from: 2010-01-01, value: yes, source: "\\0"}'],
)  # fmt: skip
def test_hostile_files_are_refused_with_a_reason(agent, content):
    with pytest.raises(InputError):
        import_amounts(agent, content, "x.yaml")
