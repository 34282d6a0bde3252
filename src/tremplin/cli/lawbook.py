"""`tremplin law`: what can be decided, the rules of a decision as a tree, and what the law leaves open."""

from __future__ import annotations

import json
from typing import Any

from tremplin.cli.paper import Paper
from tremplin.engine.facts import Fact
from tremplin.engine.kinds import day_date, read_day
from tremplin.engine.law import Decision, Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import Step
from tremplin.engine.rules import Rule
from tremplin.ground.sentences import label, sentence
from tremplin.lawbook.outline import gaps, outline
from tremplin.reasons.references import public
from tremplin.reasons.wording import body_text, day_text


def say_law(law: Law, language: str, as_json: bool) -> None:
    """The decisions, and the stems with what each holds."""
    told = outline(law)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    paper = Paper()
    paper.line((sentence("law.decisions", language), "strong"))
    paper.pairs([(name, label(of.texts, language)) for name, of in (law.decisions | law.searches).items()])
    paper.heading(sentence("law.stems", language))
    counts = {stem: {key: len(names) for key, names in of.items()} for stem, of in told["stems"].items()}
    paper.pairs([(stem, sentence("law.holds", language, **count)) for stem, count in counts.items()])
    paper.blank()
    paper.line((sentence("law.fingerprint", language, fingerprint=law.fingerprint), "dim"))


def say_rules(law: Law, name: str, language: str, as_json: bool) -> None:
    """The rules of a decision, from its answer down, each with its article, its clock and its versions."""
    decision = law.decision(name)
    plan = decision.program.plan
    if as_json:
        rules = [as_plain(step, step.source) for step in plan.steps if isinstance(step.source, Rule)]
        print(json.dumps({"decision": name, "law": law.fingerprint, "rules": rules}, ensure_ascii=False, indent=2))
        return
    paper = Paper()
    paper.line((label(decision.texts, language), "lead"))
    paper.blank()
    seen: set[str] = set()
    for rule in dict.fromkeys([decision.then[decision.answer], *decision.then.values(), *decision.also]):
        if rule not in seen:
            say_rule(paper, decision, plan.by_name[rule], language, ("  ", "  ", ""), seen)


def sources(step: Step) -> dict[str, Fact | Rule | Parameter]:
    """What any version of a rule reads, and its companions."""
    uses = [use for version in (*step.uses, step.doubt) for use in version]
    return {use.name: use.source for use in uses}


def as_plain(step: Step, rule: Rule) -> dict[str, Any]:
    versions = [
        {"from": None if version.since is None else day_date(version.since).isoformat(), "article": version.article}
        for version in rule.versions
    ]
    scope = {key: getattr(rule, key) for key in ("each", "gathers", "fills", "opens") if getattr(rule, key)}
    return {"name": rule.name, "label": rule.texts.get("label"), "clock": rule.clock, **scope, "versions": versions, "reads": list(sources(step))}  # fmt: skip  # noqa: E501


def say_rule(
    paper: Paper, decision: Decision, step: Step, language: str, where: tuple[str, str, str], seen: set[str]
) -> None:
    """`where`: what stands before the first line and before the others, and what the line above says of its article."""
    rule, (first, rest, above) = step.source, where
    again = rule.name in seen
    seen.add(rule.name)
    read = sources(step)
    shown = [] if again else [source for source in read.values() if isinstance(source, Rule)]
    trunk = rest + ("│ " if shown else "  ")
    name = label(rule.texts, language)
    if again or not isinstance(rule, Rule):
        paper.line((f"{name}  {rule.name}", "dim"), first=first, rest=trunk)
        return
    paper.line(name, (f"  {rule.name}", "dim"), first=first, rest=trunk)
    article = f"{rule.versions[0].article} · {sentence('law.clock', language, clock=rule.clock)}"
    for line in ([article] if article != above else []) + details(rule, read, language):
        paper.line((line, "dim"), first=trunk + "  ", rest=trunk + "    ")
    for number, source in enumerate(shown):
        mark, line_on = ("└ ", "  ") if number == len(shown) - 1 else ("├ ", "│ ")
        below = decision.program.plan.by_name[source.name]
        say_rule(paper, decision, below, language, (rest + mark, rest + line_on, article), seen)


def details(rule: Rule, read: dict[str, Fact | Rule | Parameter], language: str) -> list[str]:
    """Later versions; the rows it is worked out for; the facts and the parameters that it reads."""
    lines = [sentence("law.each", language, rows=rule.each)] if rule.each else []
    for version in rule.versions:
        if version.since is not None:
            since = sentence("law.since", language, day=day_text(version.since, language))
            lines.append(f"{since} · {version.article}")
    for key, kind in (("law.facts", Fact), ("law.parameters", Parameter)):
        names = [name for name, source in read.items() if isinstance(source, kind)]
        lines += [sentence(key, language, names=", ".join(names))] if names else []
    return lines


def say_gaps(law: Law, language: str, as_json: bool) -> None:
    found = gaps(law)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    paper = Paper()
    for number, status in enumerate(("unset", "conflict", "stale")):
        kept = [gap for gap in found if gap["status"] == status]
        if number:
            paper.blank()
        heading = sentence(f"law.gaps_{status}", language, count=len(kept))
        paper.line((heading, "strong"))
        for gap in kept:
            paper.line((gap["parameter"], ""), f"  {gap['label'][language]}", first="  ", rest="    ")
            paper.line((" · ".join(gap_texts(law, gap, language)), "dim"), first="    ")
            if gap["ask"]:
                asked = ", ".join(body_text(one, language) for one in gap["ask"])
                paper.line((sentence("law.ask", language, bodies=asked), "dim"), first="    ", rest="      ")
            if status != "stale":
                blocks = sentence("law.blocks", language, decisions=", ".join(gap["blocks"]) or "–")
                paper.line((blocks, "dim"), first="    ")


def gap_texts(law: Law, gap: dict[str, Any], language: str) -> list[str]:
    def day(said: str) -> str:
        return day_text(read_day(said), language)

    if gap["status"] == "stale":
        return [sentence("law.checked_on", language, day=day(gap["checked_on"]))]
    since = sentence("law.since", language, day=day(gap["from"]))
    if gap["until"]:
        since = sentence("law.from_until", language, start=day(gap["from"]), end=day(gap["until"]))
    why = public(law, gap.get("why", {}).get(language) or "", language, gap["status"] != "unset")
    return [text for text in (since, gap["by"], why) if text]
