"""The explanation of an answer, on the law of Meadow."""

import json

import pytest

from tests.engine import meadow
from tremplin.engine.kinds import LANGUAGES
from tremplin.lawbook.load import load
from tremplin.reasons.answer import decide
from tremplin.reasons.explain import Explanation

law = load(meadow.__name__)
VISITOR = {"born": "1990-05-01", "visit": "2010-06-01", "member_card": False, "invited": False, "dogs": 1}
ROSES = [{"plant_code": 1, "pots": 4}, {"plant_code": 2, "pots": 3}]


def told(language="fr", decision="entry", **changes):
    return Explanation(decide(law, decision, {**VISITOR, "plants": ROSES, **changes}), language)


def node(nodes, name):
    """The first node of a name, depth first."""
    for one in nodes:
        if one.name == name:
            return one
        if found := node(one.children, name):
            return found
    return None


def changes(explanation):
    return {(change.kind, change.place): change.text for change in explanation.changes}


def test_without_a_sentence_of_its_own_the_lead_is_question_and_answer():
    assert told().lead == "May I enter for free? (fr) Non."
    assert told("en").lead == "May I enter for free? No."
    season = Explanation(decide(law, "season", {"visit": "2020-01-15", "last_day": "2020-04-01"}), "fr")
    assert season.lead.startswith("What does a season ticket cost? (fr) 45,00")


def test_a_sentence_of_the_decision_is_filled_with_results_and_facts(monkeypatch):
    sentence = {
        key: dict.fromkeys(LANGUAGES, f"{key} {{blooms}} {{visit}} {{route}}") for key in ("yes", "no", "undetermined")
    }
    monkeypatch.setitem(law.decisions["entry"].texts, "sentence", sentence)
    assert told().lead == "no 4 1er juin 2010 aucun"
    assert told("en", member_card=True).lead == "yes 4 1 June 2010 member"
    doubtful = told(plants=[{"plant_code": 1, "pots": 4}, {"plant_code": 9, "pots": 7}])
    assert doubtful.lead == "undetermined entre 4 et 11 1er juin 2010 inconnu"


def test_results_are_told_in_order():
    assert told().results == [
        ("age", "age (fr)", "20"),
        ("fee", "fee (fr)", "4,50 €"),
        ("free", "free (fr)", "non"),
        ("route", "free by (fr)", "aucun"),
        ("blooms", "blooms brought (fr)", "4"),
        ("may_enter", "may enter free (fr)", "non"),
    ]


def test_the_nearest_route_is_unfolded_with_what_it_lacks():
    free = node(told().tree, "free")
    assert [(route.name, route.folded) for route in free.children] == [
        ("gift", False),
        ("member", True),
        ("guest", True),
    ]
    assert free.children[0].short == "il manque 6"


def test_the_route_that_holds_is_unfolded():
    free = node(told(invited=True, host_is_member=True).tree, "free")
    assert [(route.name, route.folded) for route in free.children] == [
        ("guest", False),
        ("member", True),
        ("gift", True),
    ]
    assert free.children[0].short == ""
    assert free.children[0].status == "inferred"


def test_of_conditions_those_that_fail_come_first():
    entry = told(member_card=True, dogs=5).tree[0]
    assert [(part.name, part.folded) for part in entry.children] == [("quiet", False), ("free", True)]
    entry = told(member_card=True).tree[0]
    assert [(part.name, part.folded) for part in entry.children] == [("free", False), ("quiet", False)]


def test_a_value_has_its_article_of_the_day_its_sources_and_its_status():
    fee = node(told(visit="2021-06-01").tree, "fee")
    assert fee.article == "Gardens Act, art. 4 as amended: one fee for all"
    assert node([fee], "fees").sources == ("board",)
    assert node(told(visit="2027-06-01").tree, "fees").status == "stale"


def test_reasons_are_filled_in_each_language():
    roses = [{"plant_code": 1, "pots": 1200 // 2}]
    expected = {"fr": "600 fleurs sur 10", "nl": "600 van 10", "de": "600 von 10", "en": "600 blooms of 10"}
    assert {code: node(told(code, plants=roses).tree, "gift").reason for code in LANGUAGES} == expected


def test_a_rule_may_say_by_how_much_and_why_it_is_unknown(monkeypatch):
    monkeypatch.setitem(law.rules["gift"].texts, "short", dict.fromkeys(LANGUAGES, "encore {short} sur {blooms_asked}"))
    monkeypatch.setitem(law.rules["gift"].texts, "unknown", dict.fromkeys(LANGUAGES, "on ne sait pas"))
    assert node(told().tree, "gift").short == "encore 6 sur 10"
    assert node(told(plants=None).tree, "gift").reason == "on ne sait pas"


def test_what_is_unknown_names_what_is_behind_it():
    asked = told(invited=None, plants=[])
    assert node(asked.tree, "guest").behind == ("invited (fr)",)
    assert node(asked.tree, "gift").behind == ()
    assert node(told(plants=None).tree, "gift").behind == ("plants (fr)",)
    unset = told(visit="2024-06-01", member_card=True)
    assert node(unset.tree, "quiet").behind == ("dogs allowed (fr)",)


def test_a_fact_that_does_not_apply_is_not_unknown():
    assert node(told().tree, "host_is_member").value == "sans objet"
    assert node(told(invited=True).tree, "host_is_member").value == "inconnu"
    assert node(told(invited=None).tree, "host_is_member").value == "inconnu"


def test_a_policy_that_changes_nothing_has_no_status():
    assert node(told(born="1990-05-01").tree, "ages").status is None
    assert node(told(born="1990-12-01").tree, "ages").status == "inferred"
    assert node(told().tree, "ages").kind == "policy"


def test_a_value_is_unfolded_once():
    first, second = (one for one in flat(told().tree) if one.name == "age")
    assert not first.again and first.children
    assert second.again and not second.children


def flat(nodes):
    for one in nodes:
        yield one
        yield from flat(one.children)


def test_rows_stand_in_the_order_given_with_what_the_rules_made_of_them():
    (table,) = told(plants=[{"plant_code": 2, "pots": 3}, {"plant_code": 1, "pots": 4}]).tables
    assert table.label == "plants (fr)"
    assert table.headings[:4] == ("code (fr)", "pots (fr)", "sort (fr)", "blooms (fr)")
    assert [row[:4] for row in table.cells] == [("2", "3", "sapling", "0"), ("1", "4", "bloom", "4")]


def test_what_is_the_same_in_all_rows_is_said_once():
    (table,) = told(plants=[{"plant_code": 1, "pots": 4}, {"plant_code": 1, "pots": 5}]).tables
    assert table.headings == ("pots (fr)", "blooms (fr)", "share (fr)")
    assert table.common == (("code (fr)", "1"), ("sort (fr)", "bloom"))


def test_the_law_may_choose_the_columns_that_are_shown(monkeypatch):
    monkeypatch.setitem(law.rows["plants"].texts, "shown", ["pots", "blooms"])
    assert told().tables[0].headings == ("pots (fr)", "blooms (fr)")


def test_no_rows_no_table():
    assert told(plants=[]).tables == []
    assert told(plants=None).tables == []


def test_rows_that_rules_open_are_told_too():
    season = Explanation(decide(law, "season", {"visit": "2020-02-15", "last_day": "2020-03-01"}), "fr")
    assert season.tables[0].cells == (("février 2020", "10,00 €"), ("mars 2020", "12,50 €"))


def test_what_would_change_a_no_is_each_route_the_nearest_first():
    assert list(changes(told())) == [("short", "gift"), ("short", "member"), ("short", "guest")]
    assert changes(told())["short", "gift"] == "il manque 6"


def test_missing_facts_come_with_their_question():
    assert changes(told(invited=None, plants=[]))["fact", "invited"] == "invited? (fr)"


def test_a_doubtful_row_is_told_with_what_it_may_be():
    doubtful = told(plants=[{"plant_code": 1, "pots": 4}, {"plant_code": 9, "pots": 7}])
    assert changes(doubtful)["row", "plants[1]"] == "sort (fr) : weed ou bloom"
    assert ("parameter", "plants_list") not in changes(doubtful)
    assert changes(doubtful)["short", "gift"] == "il manque entre 0 et 6"
    (row,) = (change for change in doubtful.changes if change.kind == "row")
    assert row.label == "plants (fr), ligne 2"


def test_an_open_parameter_is_told_with_why():
    assert changes(told(visit="2024-06-01", member_card=True))["parameter", "dogs_allowed"] == "the board has not met"
    conflict = told(visit="2018-06-01", plants=[{"plant_code": 1, "pots": 11}])
    assert changes(conflict)["parameter", "blooms_asked"] == "two notices"
    assert node(conflict.tree, "blooms_asked").value == "12 ou 10"
    assert changes(conflict)["short", "gift"] == "il manque entre 0 et 1"


def test_a_sure_yes_has_nothing_that_would_change_it():
    assert told(member_card=True).changes == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("decision", sorted(law.decisions))
def test_every_decision_can_be_explained_when_nothing_but_its_day_is_known(decision, language):
    asked = law.decisions[decision]
    facts = {asked.clock: "2020-05" if asked.facts(law)[asked.clock].kind.name == "month" else "2020-05-01"}
    required = {name for name, fact in asked.facts(law).items() if getattr(fact, "required", False)}
    if required - set(facts):
        pytest.skip(f"needs {required}")
    explanation = Explanation(decide(law, decision, facts), language)
    assert json.dumps(explanation.as_dict())
    assert explanation.lead


def test_the_whole_explanation_is_plain_data():
    found = told().as_dict()
    assert json.loads(json.dumps(found))["tree"][0]["children"][0]["name"] == "free"
    assert set(found) == {"lead", "results", "status", "tree", "rows", "changes"}
