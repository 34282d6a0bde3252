"""A law that was found sound is read from the cache: the same law, and any change is examined anew."""

import shutil
from pathlib import Path

import pytest

from tests.engine import meadow
from tremplin.ground.errors import LawError
from tremplin.lawbook import load as loading
from tremplin.lawbook.kept import keep, place


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def unread(monkeypatch):
    def refuse(*_):
        raise AssertionError("the files are read")

    return lambda: monkeypatch.setattr(loading, "read_yaml", refuse)


@pytest.mark.parametrize("package", [meadow.__name__, "tremplin.law"])
def test_it_is_the_same_law(cache, unread, package):
    once = loading.load(package)
    unread()
    again = loading.load(package)
    assert place(once).parent.parent.parent == cache
    assert again.parameters == once.parameters
    assert again.facts == once.facts
    assert again.rows == once.rows
    assert again.choices == once.choices
    assert {name: rule.texts for name, rule in again.rules.items()} == {
        name: rule.texts for name, rule in once.rules.items()
    }
    for name, decision in once.decisions.items():
        assert [step.ident for step in again.decisions[name].program.plan.steps] == [
            step.ident for step in decision.program.plan.steps
        ]
        assert again.decisions[name].texts == decision.texts
    assert {name: search.texts for name, search in again.searches.items()} == {
        name: search.texts for name, search in once.searches.items()
    }


def test_any_change_is_examined_anew(cache, load):
    assert load() == []
    assert load(("entry.yaml", "answer: may_enter\n", "answer: may\n")) != []
    assert load() == []


def test_what_is_not_sound_is_not_kept(cache, load):
    for _ in range(2):
        assert load(("entry.yaml", "also: [largest_share]", "also: [largest]")) != []


@pytest.mark.parametrize("text", ["", "[]", "{", "{}", "null"])
def test_what_cannot_be_read_is_made_again(cache, text):
    law = loading.load(meadow.__name__)
    place(law).write_text(text)
    assert loading.load(meadow.__name__).parameters == law.parameters
    assert len(place(law).read_text()) > len(text)


def test_without_a_place_to_write_the_law_is_read_each_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert loading.load(meadow.__name__).decisions


def test_old_ones_go(cache):
    law = loading.load(meadow.__name__)
    for number in range(12):
        shutil.copy(place(law), place(law).with_name(f"old-{number}.json"))
    keep(law, {})
    assert len(list(place(law).parent.iterdir())) == 8


def test_a_law_that_is_not_there(cache):
    with pytest.raises((LawError, ImportError)):
        loading.load(f"{Path(__file__).stem}_nowhere")
