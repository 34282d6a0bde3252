"""`facts`, `parameters` and `law`: the law, read."""

import json

from tremplin.cli.lawbook import gaps
from tremplin.engine.kinds import day


def test_facts_with_their_unit_question_and_what_happens_when_left_out(tremplin):
    shown = tremplin("facts", "entry").stdout
    assert "  host_is_member  host_is_member (fr)\n    host_is_member? (fr)\n" in shown
    assert "    yes ou no · seulement si invited = oui · non donné : inconnu\n" in shown
    assert "  plants  plants (fr)\n    une liste de lignes, avec ces colonnes · non donné : inconnu\n" in shown
    assert "      pots  pots (fr)\n        un nombre entier · non donné : inconnu\n" in shown


def test_facts_for_programs(tremplin):
    found = json.loads(tremplin("facts", "entry", "--json", "--lang", "en").stdout)
    facts = {fact["name"]: fact for fact in found["facts"]}
    assert list(facts) == ["born", "visit", "member_card", "invited", "host_is_member", "dogs", "plants"]
    assert facts["visit"]["kind"] == "day" and facts["visit"]["low"] == "2000-01-01"
    assert [column["name"] for column in facts["plants"]["columns"]] == ["plant_code", "pots"]


def test_a_parameter_with_every_value_source_and_status(tremplin):
    shown = " ".join(tremplin("parameters", "blooms_asked").stdout.split())
    assert "blooms_asked blooms asked (fr) Gardens Act, art. 7 · vérifié le 1er janvier 2026" in shown
    assert "depuis le 1er janvier 2000 : 10 [board]" in shown
    assert "depuis le 1er janvier 2018 : 12 ou 10 [two notices · les sources se contredisent]" in shown


def test_a_list_is_shown_as_a_table(tremplin):
    lines = tremplin("parameters", "fees").stdout.splitlines()
    assert "    from_age  amount" in lines
    assert any(line.split() == ["18", "4,50", "€"] for line in lines)


def test_the_value_in_force_on_a_day(tremplin):
    (found,) = json.loads(tremplin("parameters", "dogs_allowed", "--on", "2023-12-31", "--json").stdout)
    assert found["versions"] == [
        {"from": "2000-01-01", "value": 2, "status": "confirmed", "source": "board", "note": {}, "references": []}
    ]
    (found,) = json.loads(tremplin("parameters", "blooms_asked", "--on", "2027-01-01", "--json").stdout)
    assert found["versions"][0]["status"] == "stale"
    assert "inconnu : rien n'est enregistré" in tremplin("parameters", "fees", "--on", "1990-01-01").stdout


def test_all_parameters_for_programs(tremplin, law):
    found = json.loads(tremplin("parameters", "--json").stdout)
    assert {parameter["name"] for parameter in found} == set(law.parameters)
    conflict = next(parameter for parameter in found if parameter["name"] == "blooms_asked")["versions"][1]
    assert (conflict["least"], conflict["most"]) == (12, 10)


def test_mistaken_names_and_days(tremplin):
    assert "Vouliez-vous dire fees ?" in tremplin("parameters", "fee", code=2).stderr
    assert "--on : « June » n'est pas un jour" in tremplin("parameters", "fees", "--on", "June", code=2).stderr
    assert "--region" in tremplin("parameters", "--region", "atlantis", code=2).stderr


def test_the_decisions_and_the_stems(tremplin, law):
    shown = tremplin("law").stdout
    assert all(name in shown for name in law.decisions)
    assert law.fingerprint in shown
    found = json.loads(tremplin("law", "--json").stdout)
    assert "gardens/entry" in found["stems"]


def test_the_rules_of_a_decision_as_a_tree(tremplin):
    shown = tremplin("law", "entry").stdout
    assert "  may enter free (fr)  may_enter_free\n  │   Gardens Act, art. 12 · selon visit\n" in shown
    assert "depuis le 1er janvier 2020 · Gardens Act, art. 4 as amended" in shown
    found = json.loads(tremplin("law", "entry", "--json").stdout)
    assert {rule["name"] for rule in found["rules"]} >= {"age", "fee", "gift", "sort"}
    assert next(rule for rule in found["rules"] if rule["name"] == "sort")["each"] == "plants"


def test_what_the_law_leaves_open(tremplin):
    found = json.loads(tremplin("law", "gaps", "--json").stdout)
    unset = next(gap for gap in found if gap["parameter"] == "dogs_allowed" and gap["status"] == "unset")
    assert (unset["from"], unset["until"], unset["blocks"]) == ("2024-01-01", None, ["entry"])
    conflict = next(gap for gap in found if gap["status"] == "conflict")
    assert (conflict["parameter"], conflict["until"]) == ("blooms_asked", "2018-12-31")
    shown = tremplin("law", "gaps").stdout
    assert "dogs allowed (fr)\n    depuis le 1er janvier 2024 · the board has not met\n    bloque : entry\n" in shown


def test_what_was_not_checked_since_is_stale(law):
    assert not [gap for gap in gaps(law, day("2026-01-01")) if gap["status"] == "stale"]
    assert {gap["parameter"] for gap in gaps(law, day("2026-01-02")) if gap["status"] == "stale"} >= {"fees", "ages"}


def test_help_is_calm(tremplin):
    shown = tremplin("--help").stdout
    assert all(command in shown for command in ("decide", "explain", "facts", "test", "parameters", "law", "flips"))
    assert "╭" not in shown
