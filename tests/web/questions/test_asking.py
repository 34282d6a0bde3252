"""The next question against every way in which small laws can be answered."""

import itertools

import pytest

from tests.engine import meadow
from tremplin.engine.decide import settle
from tremplin.engine.doubt import changed
from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN
from tremplin.lawbook.load import load
from tremplin.web.questions.asking import Asking

RULES = '''
from typing import Annotated
from tremplin.engine.kinds import Day, Maybe, Number, YesNo, UNKNOWN, choice
from tremplin.engine.rules import all_of, any_of, rule

RED, BLUE, GREEN = range(3)
Colour = Annotated[int, choice("red", "blue", "green")]
ART = "Harbour Act, art. 1"


@rule(ART, clock="day_asked")
def berth_red(colour: Colour) -> YesNo:
    return colour == RED


@rule(ART, clock="day_asked")
def berth_old(crew: Number, crew_needed: Number) -> YesNo:
    return crew >= crew_needed


@rule(ART, clock="day_asked")
def berth_flag(flag: YesNo) -> YesNo:
    return flag


@rule(ART, clock="day_asked")
def berth_blue(colour: Colour, pilot: YesNo) -> YesNo:
    return colour == BLUE and pilot


@rule(ART, clock="day_asked")
def berth_calm(storm: YesNo, flag: YesNo) -> YesNo:
    """Whatever the storm is"""
    return flag or storm or not storm


crewed = all_of("crewed", ART, berth_red, berth_old)
berth_way = any_of("berth_way", ART, crewed, berth_blue)
berth = all_of("berth", ART, berth_way, berth_flag, berth_calm)


@rule(ART, clock="day_asked")
def berth_price(berth: YesNo, crew: Number, price_of_head: Number) -> Number:
    return crew * price_of_head if berth else 0
'''


def four(text):
    return "{" + ", ".join(f"{code}: {text}" for code in ("fr", "nl", "de", "en")) + "}"


def harbour_yaml():
    label = f"label: {four('x')}"
    fact = f"{label}, question: {four('y')}"
    yes_no = "".join(f"  {name}: {{kind: yes_no, {fact}}}\n" for name in ("flag", "pilot", "storm"))
    rules = ("berth_red", "berth_old", "berth_flag", "berth_blue", "berth_calm", "crewed", "berth_way", "berth")
    return (
        f"title: {four('Harbour')}\nfacts:\n"
        f"  day_asked: {{kind: day, required: yes, {fact}}}\n"
        f"  colour: {{choices: [red, blue, green], {fact}}}\n"
        f"  crew: {{kind: number, low: 0, high: 9, {fact}}}\n{yes_no}"
        "parameters:\n"
        + "".join(
            f"  {name}: {{{label}, clock: day_asked, article: 'Harbour Act, art. 1', checked_on: 2026-01-01, "
            f"kind: number, versions: [{{from: 2000-01-01, value: {value}, status: confirmed, source: the act}}]}}\n"
            for name, value in (("crew_needed", 4), ("price_of_head", 3))
        )
        + "rules:\n"
        + "".join(f"  {name}: {{{label}}}\n" for name in (*rules, "berth_price"))
        + f"decisions:\n  berth:\n    {label}\n    clock: day_asked\n"
        "    given: {day_asked: day_asked, colour: colour, crew: crew, flag: flag, pilot: pilot, storm: storm}\n"
        "    then: {may: berth, price: berth_price}\n    answer: may\n"
    )


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    """A small law of six facts: two ways in, one condition on both, one rule that asks what never matters."""
    import sys

    folder = tmp_path_factory.mktemp("law")
    package = folder / "harbour_law"
    package.mkdir()
    (package / "__init__.py").write_text('"""A law for a test."""\n')
    (package / "berth.py").write_text(RULES)
    (package / "berth.yaml").write_text(harbour_yaml())
    sys.path.insert(0, str(folder))
    yield load("harbour_law")
    sys.path.remove(str(folder))


def states(asking, case):
    """Every result that questions are asked for, as it is told."""
    outcome = settle(asking.law, asking.decision, case)
    names = {rule: public for public, rule in asking.decision.then.items()}
    told = [names[target] for target in asking.targets]
    return tuple((outcome.values[public], outcome.ranges.get(public)) for public in told)


def says_no(asking, case):
    """A no whatever comes: nothing beside it is asked."""
    kind = asking.law.rules[asking.targets[0]].kind
    return kind.name == "yes_no" and states(asking, case)[0] == (0, None)


def exhaustively(asking, case, known, values, target):
    """The open facts of which some answer tells on a target, by trying every way to answer all the others."""
    place_of_target = asking.targets.index(target)
    open_ = [one for one in asking.may if one.name not in known]
    telling = []
    for one in open_:
        others = [other for other in open_ if other is not one]
        for answers in itertools.product(*(values[other.name] for other in others)):
            base = changed(case, [(other.place, value) for other, value in zip(others, answers, strict=True)])
            found = {states(asking, changed(base, [(one.place, value)]))[place_of_target] for value in values[one.name]}
            if len(found) > 1:
                telling.append(one.name)
                break
    return telling


def every_way(asking, base, values, start=()):
    """Follows the questions through every answer; each state with the question that comes and those that would tell."""
    known = dict(start)
    case = changed(base, [(one.place, known[one.name]) for one in asking.may if one.name in known])
    following = asking.next(case, set(known))
    telling = []
    for target in asking.targets:
        telling = exhaustively(asking, case, known, values, target)
        if telling or (target is asking.targets[0] and says_no(asking, case)):
            break
    assert following == (telling[0] if telling else None), (known, following, telling)
    count = 1
    if following:
        for value in values[following]:
            count += every_way(asking, base, values, (*start, (following, value)))
    return count


def blank(law, decision, **given):
    facts = decision.facts(law)
    return Case({fact.argument: given.get(name, UNKNOWN) for name, fact in facts.items()}, {})


@pytest.mark.parametrize(
    "order",
    [
        ("colour", "crew", "flag", "pilot", "storm"),
        ("storm", "pilot", "flag", "crew", "colour"),
        ("crew", "storm", "colour", "pilot", "flag"),
    ],
)
@pytest.mark.parametrize("results", [("may",), ("may", "price")])
def test_each_question_tells_and_none_that_tells_is_left_out(harbour, order, results):
    decision = harbour.decision("berth")
    asking = Asking(harbour, decision, order, results)
    values = {
        one.name: (UNKNOWN, *((0, 3, 4, 9) if one.name == "crew" else asking.values(one, True))) for one in asking.may
    }
    base = blank(harbour, decision, day_asked=20_000)
    assert every_way(asking, base, values) > 10


def test_what_never_matters_is_never_asked(harbour):
    decision = harbour.decision("berth")
    asking = Asking(harbour, decision, ("storm",))
    case = blank(harbour, decision, day_asked=20_000, colour=0, crew=5, flag=1, pilot=1)
    assert asking.next(case, set()) is None


def test_no_question_after_the_answer_is_settled(harbour):
    decision = harbour.decision("berth")
    asking = Asking(harbour, decision, ("colour", "crew", "pilot", "flag"))
    case = blank(harbour, decision, day_asked=20_000, flag=0)
    assert asking.next(case, {"flag"}) is None


@pytest.mark.parametrize("name", ["entry", "deposit", "stroll", "wander", "vow", "rest"])
def test_the_gardens_of_meadow(name):
    law = load(meadow.__name__)
    decision = law.decisions[name]
    facts = {public: fact for public, fact in decision.facts(law).items() if getattr(fact, "kind", None)}
    simple = [p for p, f in facts.items() if f.kind.name in ("yes_no", "choice", "number") and p != decision.clock][:4]
    asking = Asking(law, decision, simple)
    values = {one.name: (UNKNOWN, *asking.values(one, False)) for one in asking.may}
    case = Case(
        {f.argument: f.blank for f in facts.values()}, {t: None for t in decision.given.values() if t in law.rows}
    )
    case.values["visit"] = 18_700
    case = changed(case, [(one.place, UNKNOWN) for one in asking.may])
    every_way(asking, case, values)
