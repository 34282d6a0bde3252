"""The worked cases of the law: what stands in its `.cases.yaml`, and the numbers that each one touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tremplin.engine.decide import read_case
from tremplin.engine.doubt import Second
from tremplin.engine.facts import Fact
from tremplin.engine.kinds import Unreadable
from tremplin.engine.law import Decision, Law, Search
from tremplin.engine.parameters import Parameter
from tremplin.ground.reading import read_yaml
from tremplin.ground.sentences import sentence
from tremplin.reasons.status import clock_days
from tremplin.reasons.steps import in_force
from tremplin.reasons.wording import said


@dataclass(frozen=True)
class Worked:
    """One worked case: its place among those of its decision, its name, its source, and its lines as they stand."""

    decision: str
    number: int
    name: str
    source: str
    given: Mapping[str, Any]
    then: Mapping[str, Any]
    file: str
    line: int
    text: str


@cache
def cases(law: Law) -> dict[str, tuple[Worked, ...]]:
    """The worked cases by decision."""
    found: dict[str, list[Worked]] = {}
    for path in sorted(law.folder.rglob("*.cases.yaml")):
        content = path.read_text(encoding="utf-8")
        listed, lines = read_yaml(content, path.name), content.splitlines()
        file = str(path.relative_to(law.folder))
        ends = [*listed.lines[1:], len(lines) + 1]
        for one, first, end in zip(listed, listed.lines, ends, strict=True):
            kept = [line for line in lines[first - 1 : end - 1] if not line.startswith("#")]
            own = found.setdefault(one["decision"], [])
            text = "\n".join(kept).rstrip()
            own.append(Worked(one["decision"], len(own) + 1, one["case"], one.get("source") or "", one["given"], one["then"], file, first, text))  # fmt: skip  # noqa: E501
    return {name: tuple(of) for name, of in found.items()}


def expected(law: Law, question: Decision | Search, case: Worked, language: str) -> str:
    """What a case says of the answer (of its first result where it is silent on the answer), in words."""
    public = question.answer if isinstance(question, Decision) else ""
    if public not in case.then:
        public = next((name for name in case.then if name in question.then), public)
    value = case.then.get(public)
    rule = law.rules[question.then[public]] if isinstance(question, Decision) and public in question.then else None
    if isinstance(value, Mapping) and set(value) == {"between"}:
        low, high = (worded(law, rule, public, end, language) for end in value["between"])
        return sentence("value.between", language, low=low, high=high)
    return worded(law, rule, public, value, language) if public in case.then else ""


def worded(law: Law, rule: Any, public: str, value: Any, language: str) -> str:
    if value is None:
        return sentence("lawpage.undetermined", language)
    if isinstance(value, Mapping):
        return " · ".join(f"{key} {worded(law, rule, public, of, language)}" for key, of in list(value.items())[:3]) + ("…" if len(value) > 3 else "")  # fmt: skip  # noqa: E501
    if isinstance(value, list):
        return ", ".join(worded(law, None, public, of, language) for of in value[:3]) or "–"
    if isinstance(value, bool):
        return sentence("value.yes" if value else "value.no", language)
    try:
        kind = rule.kind if rule is not None else None
        if kind is not None and kind.name not in ("choices", "name"):
            return said(law, kind, kind.read(value), language, public, rule.name)
    except (Unreadable, ValueError):
        pass
    return str(value)


@cache
def touched(law: Law, decision: str) -> dict[str, tuple[tuple[Worked, int, int], ...]]:
    """Name of a parameter → the cases of a decision that come to a value of it, with its group and first day."""
    asked, found = law.decisions[decision], dict[str, list[tuple[Worked, int, int]]]()
    for case in cases(law).get(decision, ()):
        read = read_case(law, asked, case.given)
        second = Second(law, asked, read, asked.program.run(read))
        for parameter in come_to(second, asked):
            days, group = clock_days(second, parameter)
            versions = [parameter.at(day, group) for day in days]
            for first in dict.fromkeys(version.first_day for version in versions if version is not None):
                found.setdefault(parameter.name, []).append((case, group, first))
    return {name: tuple(of) for name, of in found.items()}


def come_to(second: Second, decision: Decision) -> list[Parameter]:
    """The parameters that the versions in force of a case read, from its results down."""
    queue, seen = list(decision.then.values()), set(decision.then.values())
    while queue:
        step = second.plan.by_name[queue.pop()]
        if isinstance(step.source, Parameter):
            continue
        uses = [use for number in in_force(step, second.steps) for use in step.uses[number]]
        fresh = [use.source.name for use in uses if not isinstance(use.source, Fact) and use.source.name not in seen]
        seen.update(fresh)
        queue += fresh
    return [second.law.parameters[name] for name in seen if name in second.law.parameters]
