"""What must hold for a law to load: each check is a sentence that names the file, the rule and the mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_type_hints

from tremplin.engine.kinds import KINDS, LANGUAGES
from tremplin.engine.plan import Plan, file_of
from tremplin.engine.rules import Rule, kind_of
from tremplin.ground.errors import LawError

if TYPE_CHECKING:
    from tremplin.engine.law import Law

RULE_TEXTS = {"label", "yes", "no", "is", "unknown", "short", "none", "below_zero"}


RESERVED = {"U", "t", "full", "month_start", "values", "rows", "favourable", "len", "list", "range", "zip"}
"""Names in the programs that are written from a law; so are names with two underscores."""


def faults_of(law: Law) -> list[str]:
    return [
        *rules_without_article_or_kind(law),
        *names_of_two_things(law),
        *rules_that_cannot_be_ordered(law),
        *labels_missing_a_language(law),
        *versions_on_one_day(law),
        *arguments_of_another_kind(law),
        *results_of_another_kind(law),
        *choices_that_differ(law),
        *parameters_that_no_rule_reads(law),
        *orders_without_a_column(law),
        *answers_that_do_not_exist(law),
        *texts_that_name_nothing(law),
    ]


def rules_without_article_or_kind(law: Law) -> Iterator[str]:
    for rule in law.rules.values():
        if not all(version.article.strip() for version in rule.versions):
            yield f"{rule.stem}.py, rule {rule.name}: no article; say where the law says it"
        if rule.kind is None and not rule.fills:
            yield f"{rule.stem}.py, rule {rule.name}: its result has no kind; annotate it (-> Day, Money, YesNo…)"


def names_of_two_things(law: Law) -> Iterator[str]:
    for one, other in ((law.rules, law.parameters), (law.rules, law.arguments), (law.parameters, law.arguments)):
        for name in sorted(set(one) & set(other)):
            what = "parameter" if other is law.parameters else "fact"
            yield f"{file_of(one[name])}: a {what} has that name; rename one"
    for name in sorted({*law.rules, *law.parameters, *law.arguments}):
        if name in RESERVED or "__" in name:
            yield f"{name}: this name is the engine's own; choose another"


def rules_that_cannot_be_ordered(law: Law) -> Iterator[str]:
    """Those that no decision asks for included."""
    try:
        steps = Plan(law, law.rules).steps
    except LawError as error:
        yield from error.faults
        return
    for step in steps:
        kind = step.clock.source.kind
        if kind is None or kind.name not in ("day", "month"):
            yield f"{file_of(step.source)}: its clock {step.clock.name} is neither a day nor a month; mend it"


def labels_missing_a_language(law: Law) -> Iterator[str]:
    for rule in law.rules.values():
        yield from missing_languages(rule.texts, f"{rule.stem}.yaml, rule {rule.name}", RULE_TEXTS)
    for parameter in law.parameters.values():
        yield from missing_languages(parameter.texts, f"{parameter.stem}.yaml, parameter {parameter.name}", {"label"})
    for fact in law.facts.values():
        yield from missing_languages(fact.texts, fact.where, {"label", "question", "assumed"})
        if fact.texts.get("assumed") and fact.left_out is None:
            yield f"{fact.where}: assumed says what is taken when it is left out; give it left_out"
        if not fact.texts.get("question"):
            yield f"{fact.where}: no question; write how people are asked for it"
    for table in law.rows.values():
        yield from missing_languages({"label": table.texts.get("label")}, table.where, {"label"})
        for column in table.columns.values():
            yield from missing_languages(column.texts, column.where, {"label", "question", "assumed"})
    for name, texts in law.choices.items():
        yield from missing_languages({"label": texts}, f"choice {name}", {"label"})
    for decision in law.decisions.values():
        texts = {"label": decision.texts["label"], **(decision.texts.get("sentence") or {})}
        yield from missing_languages(texts, f"{decision.stem}.yaml, decision {decision.name}", set(texts))
    for search in law.searches.values():
        texts = {"label": search.texts["label"], **search.texts["then"]}
        yield from missing_languages(texts, f"{search.stem}.yaml, search {search.name}", set(texts))


def missing_languages(texts: Mapping[str, Any], where: str, keys: set[str]) -> Iterator[str]:
    if not texts.get("label"):
        yield f"{where}: no label; write it in {', '.join(LANGUAGES)}"
    for key, said in texts.items():
        if key.partition(" where ")[0] not in keys:
            yield f"{where}: unknown key {key}; one of {', '.join(sorted(keys))}"
        elif said is not None:
            yield from (f"{where}: {key} is missing in {code}; write it" for code in LANGUAGES if not said.get(code))
            others = [word for word in said if word not in LANGUAGES]
            yield from (f"{where}, {key}: {word} is no language; a text with a comma needs quotes" for word in others)


def versions_on_one_day(law: Law) -> Iterator[str]:
    for rule in law.rules.values():
        days = [version.since for version in rule.versions]
        if len(set(days)) < len(days):
            yield f"{rule.stem}.py, rule {rule.name}: two versions begin on one day; keep one"


def arguments_of_another_kind(law: Law) -> Iterator[str]:
    for rule in law.rules.values():
        for version in rule.versions:
            yield from kinds_that_differ(law, rule, version.every)
        for companion in (rule.doubt, rule.sureness, rule.shortfall):
            if companion:
                yield from kinds_that_differ(law, rule, companion.every)


def results_of_another_kind(law: Law) -> Iterator[str]:
    for rule in law.rules.values():
        for version in (*rule.versions[1:], rule.doubt):
            if version and kind_of(get_type_hints(version.function, include_extras=True).get("return"))[0] != rule.kind:
                yield f"{rule.stem}.py, rule {rule.name}: a version or its doubt gives another kind of value; mend it"


def choices_that_differ(law: Law) -> Iterator[str]:
    for parameter in law.parameters.values():
        kind = law.kind(parameter.by) if parameter.by else None
        if parameter.groups != (kind.names if kind else ()):
            yield f"{file_of(parameter)}: groups must be the choices of {parameter.by or 'its by'}, in their order"
    for fact in law.facts.values():
        for other, wanted in fact.applies.items():
            if law.kind(other) != KINDS["yes_no"] or other not in law.arguments or not isinstance(wanted, bool):
                yield f"{fact.where}: it can apply only when another fact is yes or no, not when {other} is {wanted}"


def kinds_that_differ(law: Law, rule: Rule, arguments: Any) -> Iterator[str]:
    columns = {
        fact.argument: fact.kind
        for table in (rule.gathers, rule.each)
        if table and table in law.rows
        for fact in law.rows[table].columns.values()
    }
    for argument in arguments:
        kind = columns.get(argument.name) or law.kind(argument.name)
        if argument.kind and kind and argument.kind != kind and {"name"} != {kind.name}:
            named, asked = (f"{one.name} ({', '.join(one.names) or one.scale})" for one in (kind, argument.kind))
            yield f"{rule.stem}.py, rule {rule.name}: {argument.name} is a {named}, not a {asked}; mend it"


def parameters_that_no_rule_reads(law: Law) -> Iterator[str]:
    read = {
        argument.name
        for rule in law.rules.values()
        for version in (*rule.versions, rule.doubt, rule.sureness, rule.shortfall)
        if version
        for argument in version.every
    }
    for parameter in law.parameters.values():
        if parameter.name not in read:
            yield f"{parameter.stem}.yaml, parameter {parameter.name}: no rule reads it; take it out or use it"


def orders_without_a_column(law: Law) -> Iterator[str]:
    for table in law.rows.values():
        arguments = {fact.argument for fact in table.columns.values()}
        yield from (f"{table.where}: order names {name}, which is no column; mend it" for name in table.order if name not in arguments)  # fmt: skip  # noqa: E501


def answers_that_do_not_exist(law: Law) -> Iterator[str]:
    for decision in law.decisions.values():
        where = f"{decision.stem}.yaml, decision {decision.name}"
        if decision.answer not in decision.then:
            yield f"{where}: its answer {decision.answer} is not among its results; name one of then"
        if decision.clock not in decision.given:
            yield f"{where}: its clock {decision.clock} is not among what it is given; add it to given"
        given = {law.facts[name].argument if name in law.facts else name for name in decision.given.values()}
        needed = {*decision.program.plan.facts, *decision.program.plan.columns} - given
        yield from (f"{where}: its rules need {name}; add it to given" for name in sorted(needed))


def texts_that_name_nothing(law: Law) -> Iterator[str]:
    for decision in law.decisions.values():
        plan = decision.program.plan
        known = {*plan.facts, *plan.by_name, *decision.then, *decision.given, "short"}
        texts = [(f"{step.source.stem}.yaml, {name}", step.source.texts) for name, step in plan.by_name.items()]
        texts.append((f"{decision.stem}.yaml, decision {decision.name}", decision.texts.get("sentence") or {}))
        for where, said in texts:
            names = {
                name
                for of in said.values()
                for text in (of or {}).values()
                for name in re.findall(r"\{(\w+)\}", text or "")
            }
            names |= {held.partition(" is ")[0] for key in said if (held := key.partition(" where ")[2])}
            yield from (f"{where}: its texts name {{{name}}}, which {decision.name} does not know; mend it" for name in sorted(names - known))  # fmt: skip  # noqa: E501
