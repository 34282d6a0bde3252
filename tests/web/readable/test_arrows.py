"""Who reads what agrees with how the decisions are worked out; every rule has its lines; changes are changes."""

from itertools import pairwise

from tremplin.engine.parameters import Parameter
from tremplin.law import belgian_law
from tremplin.web.readable.feed import changes_of
from tremplin.web.readable.listing import listings
from tremplin.web.readable.readers import decisions_of, read_by, readers
from tremplin.web.readable.worked import cases, touched

law = belgian_law()


def test_the_arrows_are_those_of_the_plans():
    for decision in law.decisions.values():
        for step in decision.program.plan.steps:
            if isinstance(step.source, Parameter):
                continue
            uses = {use.source.name for uses in (*step.uses, step.doubt) for use in uses}
            assert uses <= {source.name for source in read_by(law, step.source.name)}, step.source.name
            assert decision in decisions_of(law)[step.source.name]


def test_every_number_is_read_by_something_of_a_decision():
    assert [name for name in law.parameters if not readers(law).get(name) or name not in decisions_of(law)] == []


def test_every_rule_has_its_lines():
    for name, rule in law.rules.items():
        found = listings(law, name)
        assert found, name
        text = (law.folder / found[0].file).read_text().splitlines()
        for one in found:
            assert "\n".join(text[one.line - 1 :]).startswith(one.text), name
        assert len(found) >= len(rule.versions)


def test_every_case_of_the_law_is_listed_with_its_lines():
    listed = [case for of in cases(law).values() for case in of]
    assert set(cases(law)) <= {*law.decisions, *law.searches}
    assert all(case.text.startswith("- case:") and "then:" in case.text for case in listed)


def test_cases_that_come_to_a_number_come_to_a_value_of_it():
    for decision in ("article60_subsidy", "ale_hours"):
        for name, of in touched(law, decision).items():
            known = {(version.group, version.first_day) for version in law.parameters[name].versions}
            assert {(group, first) for _, group, first in of} <= known


def test_changes_come_latest_first_and_change_something():
    found = changes_of(law, "en")
    assert all(one.day >= other.day for one, other in pairwise(found))
    assert len({change.ident for change in found}) == len(found)
    assert [change for change in found if change.before and change.before == change.after and "row" not in change.after] == []  # fmt: skip  # noqa: E501
    assert {"service_codes", "hours_seasonal"} <= {change.door.name for change in found}
