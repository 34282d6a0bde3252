"""House rules: what must hold of every number, rule, version and label of the law."""

import datetime
import re
from pathlib import Path

import pytest

from tremplin.engine.kinds import LANGUAGES, read_day
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import Rule
from tremplin.ground.days import EPOCH
from tremplin.ground.reading import read_yaml
from tremplin.law import belgian_law

ROOT = Path(__file__).parents[1]
LAW_FOLDER = ROOT / "src" / "tremplin" / "law"
law = belgian_law()

# Words that are the same in two languages, and right in both.
SAME_WORDS = {"Quartal", "regime", "route", "Route"}


def all_cases():
    for path in sorted(LAW_FOLDER.rglob("*.cases.yaml")):
        yield from read_yaml(path.read_bytes(), path.name)


def labels():
    for parameter in law.parameters.values():
        for version in parameter.versions:
            if version.note:
                yield f"parameter {parameter.name}, why", version.note
    for name, search in law.searches.items():
        yield f"search {name}", search.texts["label"]
        for result, said in search.texts["then"].items():
            yield f"search {name}, {result}", said
    for kind, things in (("rule", law.rules), ("parameter", law.parameters), ("fact", law.facts)):
        for name, thing in things.items():
            for key, said in thing.texts.items():
                if said:
                    yield f"{kind} {name}, {key}", said
    for table in law.rows.values():
        for name, column in table.columns.items():
            for key, said in column.texts.items():
                if said:
                    yield f"{table.name}.{name}, {key}", said
    for name, said in law.choices.items():
        yield f"choice {name}", said
    for name, decision in law.decisions.items():
        yield f"decision {name}", decision.texts["label"]
        for key, said in (decision.texts.get("sentence") or {}).items():
            yield f"decision {name}, {key}", said


def test_every_value_has_day_source_and_status():
    for parameter in law.parameters.values():
        assert parameter.versions, parameter.name
        assert parameter.checked_on <= read_day("2026-11-22")
        for version in parameter.versions:
            assert len(version.source) > 5, parameter.name
            assert 0 <= version.status <= 6


def test_every_row_of_the_service_codes_has_its_own_source():
    for version in law.parameters["service_codes"].versions:
        assert len(version.given["rows"]) == 44
        for row in version.given["rows"]:
            assert row["source"] and row["sure"], row


def test_every_rule_has_an_article_and_a_clock():
    for rule in law.rules.values():
        for version in rule.versions:
            assert re.search(r"art\.|circ\.|loi|law|vocabulary", version.article), rule.name
        assert rule.clock, rule.name


def test_every_version_has_a_case_on_its_first_day():
    cases = [case for case in all_cases() if case["decision"] in law.decisions]
    decided = {(case["decision"], case["given"].get(law.decisions[case["decision"]].clock)) for case in cases}
    missing = []
    for decision in law.decisions.values():
        tried = {str(moment) for name, moment in decided if name == decision.name}
        clock = law.facts[decision.given[decision.clock]].kind.name
        for step in decision.program.plan.steps:
            source = step.source
            if step.clock.ident not in decision.program.plan.facts:
                continue
            firsts = (
                [version.first_day for version in source.versions]
                if isinstance(source, Parameter)
                else [version.since for version in source.versions if version.since is not None]
            )
            for first in firsts:
                moment = first_moment(datetime.date.fromordinal(first + EPOCH), clock)
                if moment not in tried:
                    missing.append(f"{decision.name}: {source.name} from {moment}")
    assert sorted(set(missing)) == []


def first_moment(day, clock):
    """A day as the clock of a decision says it: a month or year that has begun before counts from the next one on."""
    if clock == "first_of_month":
        return (day if day.day == 1 else day.replace(day=1) + datetime.timedelta(days=31)).isoformat()[:7]
    if clock == "first_of_year":
        return str(day.year if (day.month, day.day) == (1, 1) else day.year + 1)
    return day.isoformat()


def test_every_rule_is_used_by_a_decision():
    used = {step.source.name for decision in law.decisions.values() for step in decision.program.plan.steps}
    assert [name for name in law.rules if name not in used] == []
    assert [name for name in law.parameters if name not in used and not companion(name)] == []


def companion(name):
    versions = [part for rule in law.rules.values() for part in (rule.doubt, rule.sureness, rule.shortfall) if part]
    return any(name in version.names for version in versions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_said_in_every_language(language):
    assert [where for where, said in labels() if not str(said.get(language) or "").strip()] == []


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_no_label_is_left_in_english(language):
    same = [(where, said[language]) for where, said in labels() if said[language] == said["en"] not in SAME_WORDS]
    assert same == []


def test_placeholders_agree_between_languages():
    for where, said in labels():
        asked = {language: set(re.findall(r"\{(\w+)\}", said[language])) for language in LANGUAGES}
        assert len({frozenset(names) for names in asked.values()}) == 1, where


def test_placeholders_name_what_a_rule_knows():
    for rule in law.rules.values():
        assert isinstance(rule, Rule)
        for key in ("yes", "no", "is"):
            said = rule.texts.get(key)
            for name in re.findall(r"\{(\w+)\}", said["en"]) if said else ():
                assert name in law.rules or name in law.arguments, f"{rule.name}, {key}: {name}"


def test_files_stay_short_and_have_no_utils():
    for path in (ROOT / "src").rglob("*.py"):
        if path.parent.name == "migrations":  # Django writes them.
            continue
        lines = len(path.read_text().splitlines())
        assert lines <= 400, f"{path.name} has {lines} lines; a module past about 300 becomes a folder"
        assert path.stem not in {"utils", "helpers", "common"}


def test_the_engine_is_small_and_knows_no_country():
    files = list((ROOT / "src" / "tremplin" / "engine").glob("*.py"))
    assert sum(len(path.read_text().splitlines()) for path in files) < 1500
    words = re.compile(r"belgi|onem|rva|cpas|ocmw|dmfa|unemploy|article60|wallon|fland", re.IGNORECASE)
    assert [path.name for path in files if words.search(path.read_text())] == []


def test_every_choice_that_people_may_read_is_named():
    public = {}
    for decision in law.decisions.values():
        for name, inner in [*decision.then.items(), *decision.given.items()]:
            public.setdefault(inner, []).append(name)
    things = [*law.rules.values(), *law.facts.values(), *(one for one in law.parameters.values() if one.policy)]
    things += [column for table in law.rows.values() for column in table.columns.values()]
    unnamed = []
    for thing in things:
        names = [thing.name, getattr(thing, "argument", ""), *public.get(thing.name, [])]
        for choice in thing.kind.names if thing.kind else ():
            known = any(f"{name}.{choice}" in law.choices for name in names)
            if not known and choice not in law.choices and choice not in law.rules:
                unnamed.append(f"{thing.name}.{choice}")
    assert unnamed == []
