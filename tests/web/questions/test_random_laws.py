"""The next question against exhaustive search, on two hundred small laws drawn by lot."""

import itertools
import random
import sys

import pytest

from tremplin.engine.decide import settle
from tremplin.engine.doubt import changed
from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN, day
from tremplin.lawbook.load import load
from tremplin.web.questions.asking import Asking

LAWS = 200
FLAGS = ("flag", "pilot", "storm")
BORN = day("2000-01-01")
# What is tried of each fact: every class of it that the rules can tell apart, and that nobody knows.
VALUES = dict.fromkeys(FLAGS, (UNKNOWN, 0, 1)) | {
    "colour": (UNKNOWN, 0, 1, 2),
    "crew": (UNKNOWN, 0, 4, 9),
    "born": (UNKNOWN, BORN - 1, BORN),
}
HEAD = """
from typing import Annotated
from tremplin.engine.kinds import UNKNOWN, Day, Maybe, Number, YesNo, choice
from tremplin.engine.rules import all_of, any_of, rule

Colour = Annotated[int, choice("red", "blue", "green")]
ART = "Orchard Act, art. 1"
"""


def four(text):
    return "{" + ", ".join(f"{code}: {text}" for code in ("fr", "nl", "de", "en")) + "}"


def atom(lot):
    """The arguments of a condition and its body."""
    one, other = lot.sample(FLAGS, 2)
    return lot.choice(
        [
            (f"{one}: YesNo", f"return {one}"),
            (f"{one}: YesNo", f"return not {one}"),
            ("colour: Colour", f"return colour == {lot.randrange(3)}"),
            ("colour: Colour", f"return colour != {lot.randrange(3)}"),
            ("crew: Number, crew_needed: Number", "return crew >= crew_needed"),
            ("crew: Number, crew_most: Number", "return crew <= crew_most"),
            ("born: Day, born_from: Day", "return born >= born_from"),
            (f"{one}: YesNo, colour: Colour", f"return {one} or colour == {lot.randrange(3)}"),
            (f"{one}: YesNo, crew: Number, crew_needed: Number", f"return {one} and crew >= crew_needed"),
            (f"{one}: YesNo, {other}: YesNo", f"return {one} or {other} or not {other}"),
            (
                f"{one}: Maybe[YesNo], {other}: Maybe[YesNo]",
                f"return False if {one} == 0 else UNKNOWN if {one} == UNKNOWN else {other}",
            ),
        ]
    )


def drawn(lot, number):
    """The rules of one law as Python, their names, and the names of its results."""
    text, names = "", []

    def condition():
        names.append(f"law_{number}_{len(names)}")
        arguments, body = atom(lot)
        maybe = "Maybe[YesNo]" if "Maybe" in arguments else "YesNo"
        return f'\n\n@rule(ART, clock="day_asked")\ndef {names[-1]}({arguments}) -> {maybe}:\n    {body}\n', names[-1]

    def combination(parts):
        names.append(f"law_{number}_{len(names)}")
        return f'\n\n{names[-1]} = {lot.choice(["all_of", "any_of"])}("{names[-1]}", ART, {", ".join(parts)})\n', names[
            -1
        ]

    parts = []
    for _ in range(lot.randrange(2, 4)):
        under = []
        for _ in range(lot.randrange(1, 3)):
            more, name = condition()
            text += more
            under.append(name)
        if len(under) > 1:
            more, name = combination(under)
            text += more
        parts.append(name)
    more, top = combination(parts)
    text += more
    results = {"may": top}
    if lot.random() < 0.3:
        names.append(f"law_{number}_price")
        text += f'\n\n@rule(ART, clock="day_asked")\ndef {names[-1]}({top}: YesNo, crew: Number) -> Number:\n'
        text += f"    return 3 * crew if {top} else 0\n"
        results["price"] = names[-1]
    return text, names, results


@pytest.fixture(scope="module")
def orchard(tmp_path_factory):
    """One law with two hundred decisions of at most six facts."""
    lot, python, rules, decisions = random.Random("orchard"), HEAD, [], ""
    facts = ("day_asked", *VALUES)
    for number in range(LAWS):
        text, names, results = drawn(lot, number)
        python += text
        rules += names
        then = ", ".join(f"{public}: {rule}" for public, rule in results.items())
        given = ", ".join(f"{name}: {name}" for name in facts)
        decisions += f"  law_{number}:\n    label: {four('x')}\n    clock: day_asked\n    given: {{{given}}}\n"
        decisions += f"    then: {{{then}}}\n    answer: may\n"
    fact = f"label: {four('x')}, question: {four('y')}"
    yaml = f"title: {four('Orchard')}\nfacts:\n  day_asked: {{kind: day, required: yes, {fact}}}\n"
    yaml += "".join(f"  {name}: {{kind: yes_no, {fact}}}\n" for name in FLAGS)
    yaml += f"  colour: {{choices: [red, blue, green], {fact}}}\n  crew: {{kind: number, low: 0, high: 9, {fact}}}\n"
    yaml += f"  born: {{kind: day, {fact}}}\nparameters:\n"
    for name, kind, value in (
        ("crew_needed", "number", 4),
        ("crew_most", "number", 8),
        ("born_from", "day", "2000-01-01"),
    ):
        version = f"{{from: 1990-01-01, value: {value}, status: confirmed, source: the act}}"
        yaml += f"  {name}: {{label: {four('x')}, clock: day_asked, article: 'Orchard Act, art. 1', "
        yaml += f"checked_on: 2026-01-01, kind: {kind}, versions: [{version}]}}\n"
    yaml += "rules:\n" + "".join(f"  {name}: {{label: {four('x')}}}\n" for name in rules)
    folder = tmp_path_factory.mktemp("law")
    package = folder / "orchard_law"
    package.mkdir()
    (package / "__init__.py").write_text('"""A law for a test."""\n')
    (package / "trees.py").write_text(python)
    (package / "trees.yaml").write_text(yaml + "decisions:\n" + decisions)
    sys.path.insert(0, str(folder))
    yield load("orchard_law")
    sys.path.remove(str(folder))


class Searched:
    """Every way to answer the questions of a decision, and what each way tells."""

    def __init__(self, law, name):
        self.law, self.decision = law, law.decisions[name]
        used = self.decision.program.plan.facts
        self.facts = [fact for fact in VALUES if fact in used]
        self.asking = Asking(law, self.decision, self.facts, tuple(self.decision.then))
        facts = self.decision.facts(law)
        self.base = Case(dict.fromkeys((fact.argument for fact in facts.values()), UNKNOWN), {})
        self.base.values["day_asked"] = 20_000
        self.told = {
            answers: self.states(self.case(answers))
            for answers in itertools.product(*(VALUES[fact] for fact in self.facts))
        }

    def case(self, answers):
        return changed(self.base, [((fact, None), value) for fact, value in zip(self.facts, answers, strict=True)])

    def states(self, case):
        outcome = settle(self.law, self.decision, case)
        return [(outcome.values[public], outcome.ranges.get(public)) for public in self.decision.then]

    def telling(self, known):
        """The first open fact of which some answer tells on the first result that is open, by all ways to answer."""
        start = tuple(known.get(fact, UNKNOWN) for fact in self.facts)
        for place in range(len(self.decision.then)):
            for at, fact in enumerate(self.facts):
                if fact not in known and self.tells(known, at, place):
                    return fact
            if place == 0 and self.told[start][0] == (0, None):
                return None
        return None

    def tells(self, known, at, place):
        ways = [[known[fact]] if fact in known else VALUES[fact] for fact in self.facts]
        ways[at] = [None]
        for way in itertools.product(*ways):
            found = {self.told[(*way[:at], value, *way[at + 1 :])][place] for value in VALUES[self.facts[at]]}
            if len(found) > 1:
                return True
        return False

    def walk(self, known):
        """Follows the questions through every answer: how many states there are."""
        expected = self.telling(known)
        case = self.case(tuple(known.get(fact, UNKNOWN) for fact in self.facts))
        assert self.asking.next(case, set(known)) == expected, (self.decision.name, known)
        return 1 + sum(self.walk(known | {expected: value}) for value in VALUES[expected]) if expected else 1


def test_on_laws_drawn_by_lot_each_question_tells_and_none_that_tells_is_left_out(orchard):
    searched = [Searched(orchard, name) for name in orchard.decisions]
    states = sum(one.walk({}) for one in searched)
    kinds = {orchard.arguments[fact].kind.name for one in searched for fact in one.facts}
    assert len(searched) == LAWS and kinds == {"yes_no", "choice", "number", "day"}
    assert max(len(one.facts) for one in searched) >= 5 and states > 20 * LAWS
