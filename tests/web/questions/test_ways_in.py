"""The way in: every question stands in one place, under who asks it; no link leads nowhere."""

from tremplin.engine.kinds import LANGUAGES
from tremplin.web.dropped.subjects import subjects
from tremplin.web.questions import agency, ways_in
from tremplin.web.questions.topics import topics
from tremplin.web.questions.ways_in import groups, ways


def texts(group):
    yield group["title"]
    yield from (one["title"] for one in group["leads"] if not isinstance(one, str))


def test_every_question_stands_in_one_place():
    for language in LANGUAGES:
        addresses = [lead.address for way in ways(language) for lead in way.leads]
        assert len(addresses) == len(set(addresses))
        assert {f"/{language}/ask/{name}" for name in (*topics(), agency.NAME)} <= set(addresses)
        assert {f"/{language}/file/{name}" for name in subjects()} <= set(addresses)


def test_what_is_said_is_said_in_four_languages():
    said = [text for group in groups().values() for text in texts(group)]
    assert all(list(text) == list(LANGUAGES) and all(text.values()) for text in said)
    assert [text for text in said if text["en"] in (text["fr"], text["nl"], text["de"])] == []


def test_every_link_leads_somewhere(client):
    for way in ways("nl"):
        assert [lead.address for lead in way.leads if client.get(lead.address).status_code != 200] == []


def test_a_question_that_nobody_placed_comes_last_but_one(monkeypatch):
    placed = {
        name: group | {"leads": [one for one in group["leads"] if one != "ask/travel"]}
        for name, group in groups().items()
    }
    monkeypatch.setattr(ways_in, "groups", lambda: placed)
    assert [way.name for way in ways("fr")][-2:] == ["more", "law"]
    assert ways("fr")[-2].leads[0].address == "/fr/ask/travel"
