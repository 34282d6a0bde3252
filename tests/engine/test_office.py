"""What an office may set, and what it may not."""

import pytest

from tests.engine import meadow
from tremplin.ground.errors import InputError
from tremplin.lawbook.load import load
from tremplin.lawbook.office import with_office
from tremplin.reasons.answer import decide

law = load(meadow.__name__)
VISITOR = {"born": "1990-05-01", "visit": "2024-06-01", "member_card": True, "dogs": 3, "plants": []}
ENTRY = {"parameter": "dogs_allowed", "from": "2024-01-01", "value": 3, "source": "council, 5 January"}


def faults(*entries):
    with pytest.raises(InputError) as raised:
        with_office(law, [*entries], "office.yaml")
    assert all(fault.text("fr") for fault in raised.value.faults)
    return [fault.key for fault in raised.value.faults]


def test_an_office_sets_what_the_law_leaves_open():
    answer = decide(with_office(law, [ENTRY], "office.yaml"), "entry", VISITOR)
    assert answer.outcome is True
    assert answer.status == "office"
    assert answer.as_json()["law"] == law.fingerprint


def test_the_law_itself_stays_as_it_is():
    with_office(law, [ENTRY], "office.yaml")
    assert decide(law, "entry", VISITOR).outcome is None


def test_it_holds_from_its_day_on():
    later = with_office(law, [{**ENTRY, "from": "2024-07-01"}], "office.yaml")
    assert decide(later, "entry", VISITOR).unset == ["dogs_allowed"]
    assert decide(later, "entry", {**VISITOR, "visit": "2024-07-01"}).outcome is True


def test_what_the_law_sets_is_refused():
    assert faults({**ENTRY, "from": "2023-12-31"}) == ["set_by_law"]
    assert faults({**ENTRY, "parameter": "blooms_asked", "from": "2018-05-01"}) == ["set_by_law"]
    assert faults({**ENTRY, "from": "1990-01-01"}) == ["set_by_law"]


def test_every_entry_that_is_wrong_is_told_at_once():
    assert faults({**ENTRY, "value": "three"}, {**ENTRY, "from": "June"}, {**ENTRY, "parameter": "dogs_allow"}) == [
        "expected_number",
        "expected_day",
        "near_name",
    ]
    assert faults({"parameter": "dogs_allowed", "valu": 3}) == [
        "near_name",
        "key_missing",
        "key_missing",
        "key_missing",
    ]
    assert faults({**ENTRY, "parameter": "fees"}) == ["several_values"]
    assert faults({"from": "2024-01-01"}) == ["unknown_name"]


@pytest.mark.parametrize("given", [None, 3, {"parameter": "dogs_allowed"}, [3]])
def test_what_is_not_a_list_of_entries(given):
    with pytest.raises(InputError) as raised:
        with_office(law, given, "office.yaml")
    assert [fault.key for fault in raised.value.faults] == ["not_entries"]
