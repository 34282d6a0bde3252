"""YAML and JSON as people mean them."""

from decimal import Decimal

import pytest

from tremplin.ground.errors import InputError
from tremplin.ground.reading import read_yaml


def read(text):
    return read_yaml(text, "facts.yaml")


def fault(text):
    with pytest.raises(InputError) as raised:
        read(text)
    (found,) = raised.value.faults
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("No", False),
        ("TRUE", True),
        ("false", False),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("yEs", "yEs"),
        ("'yes'", "yes"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'~'", "~"),
        ("12", 12),
        ("-3", -3),
        ("12.50", Decimal("12.50")),
        ("'12.50'", "12.50"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1e999", "1e999"),
        (".nan", ".nan"),
        ("NaN", "NaN"),
        (".inf", ".inf"),
        ("2007-03-01", "2007-03-01"),
        ("2007-03", "2007-03"),
        ("٣", "٣"),
        ("9" * 30, "9" * 30),
        ("1." + "0" * 40 + "1", "1." + "0" * 40 + "1"),
    ],
)
def test_a_word_is_what_people_mean(text, value):
    found = read(f"key: {text}")["key"]
    assert found == value
    assert type(found) is type(value)


def test_a_key_named_on_needs_no_quotes():
    assert read("on: 2024-06-01") == {"on": "2024-06-01"}


def test_json_is_read_too():
    assert read('{\n\t"a": [1, 2.5, true, null],\n\t"b": "é\\u00e9"\n}') == {
        "a": [1, Decimal("2.5"), True, None],
        "b": "éé",
    }


def test_every_key_and_item_knows_its_line():
    found = read("a: 1\nrows:\n  - {b: 1}\n\n  - b: 2\n    c: 3\n")
    assert found.lines == {"": 1, "a": 1, "rows": 2}
    assert found["rows"].lines == [3, 5]
    assert found["rows"][1].lines == {"": 5, "b": 5, "c": 6}


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_bytes_with_or_without_their_mark(mark):
    assert read(f"{mark}a: é".encode()) == {"a": "é"}


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ("a: 1\nb: 2\na: 3\n", "twice", "facts.yaml, line 3"),
        ('{"a": 1, "a": 1}', "twice", "facts.yaml, line 1"),
        ("a: &x 1\n", "alias", "facts.yaml, line 1"),
        ("a: 1\nb: *x\n", "alias", "facts.yaml, line 2"),
        ("a: !!python/name:os.system x\n", "alias", "facts.yaml, line 1"),
        ("? [a]\n: 1\n", "odd_key", "facts.yaml, line 1"),
        ("a: 1\n---\nb: 1\n", "one_document", "facts.yaml"),
        ("a: b: c\n", "not_yaml", "facts.yaml, line 1"),
        ("a:\n\t- 1\n", "not_yaml", "facts.yaml, line 2"),
        (b"a: \xe9\n", "not_text", "facts.yaml"),
        ("a: \0", "not_text", "facts.yaml"),
        ("[" * 100_000, "too_deep", "facts.yaml, line 1"),
        ('{"a":' * 100_000, "too_deep", "facts.yaml, line 1"),
        ("- " * 100_000, "too_deep", "facts.yaml, line 1"),
        ("\n".join(" " * depth + "a:" for depth in range(300)), "too_deep", "facts.yaml, line 41"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text, key, place):
    found = fault(text)
    assert (found.key, found.place) == (key, place)
    assert found.text("fr")


def test_nothing_in_a_file_is_none():
    assert read("") is None
    assert read("# a comment\n") is None
