"""A law whose rules or decisions are not sound does not load: broken copies of Meadow, each with what is said of it."""

import pytest

from tests.engine import meadow
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import label
from tremplin.lawbook.load import load as law_of

TEXT = "{fr: a, nl: b, de: c, en: d}"
FACT = f"facts:\n  NAME: {{kind: yes_no, label: {TEXT}, question: {TEXT}}}\n"
PARAMETER = (
    f"parameters:\n  NAME: {{label: {TEXT}, clock: visit, article: art. 9, checked_on: 2026-01-01, kind: yes_no, "
    "versions: [{from: 2000-01-01, value: yes, source: board, status: confirmed}]}\n"
)
NOBODY = "it must be a fact, a column, a parameter or a rule"
ART_8 = '@rule("Gardens Act, art. 8"'
ART_23 = '@rule("Gardens Act, art. 23", clock="visit"'
FEE_2020 = '@fee.since("2020-01-01"'
NEVER_ASKED = '@rule("art. 99", clock="visit")\ndef lonely(nobody: Day) -> Day:\n    return nobody\n\n\n' + ART_8

RULES = {
    "unknown argument": (
        ("entry.py", "def gift(blooms_brought:", "def gift(blooms_brougt:"),
        f"entry.py, rule gift: nothing is called blooms_brougt; {NOBODY}",
    ),
    "unknown argument of a version": (
        ("entry.py", "def fee_2020(fees: Fees)", "def fee_2020(fees: Fees, dgos: Number)"),
        f"entry.py, rule fee: nothing is called dgos; {NOBODY}",
    ),
    "unknown argument of a doubt": (
        ("entry.py", "def sort_in_doubt(favourable", "def sort_in_doubt(dgos: Number, favourable"),
        f"entry.py, rule sort: nothing is called dgos; {NOBODY}",
    ),
    "unknown argument of a shortfall": (
        ("entry.py", "def blooms_lacking(blooms_brought", "def blooms_lacking(blooms_brougt"),
        f"entry.py, rule gift: nothing is called blooms_brougt; {NOBODY}",
    ),
    "unknown clock": (
        ("hire.py", ART_23, ART_23.replace("visit", "vist")),
        f"hire.py, rule deposit: nothing is called vist; {NOBODY}",
    ),
    "circle": (
        ("entry.py", "def age(born: Day", "def age(fee: Money, born: Day"),
        "entry.py, rule age: these rules need each other: age → fee → age; break the circle",
    ),
    "two versions on one day": (
        ("entry.py", FEE_2020, f'{FEE_2020}, "a")\ndef again() -> Money:\n    return 1\n\n\n{FEE_2020}'),
        "entry.py, rule fee: two versions begin on one day; keep one",
    ),
    "version of another kind": (
        ("entry.py", "def fee_2020(fees: Fees) -> Money", "def fee_2020(fees: Fees) -> Number"),
        "entry.py, rule fee: a version or its doubt gives another kind of value; mend it",
    ),
    "doubt of another kind": (
        ("entry.py", "favourable: YesNo) -> Sort", "favourable: YesNo) -> YesNo"),
        "entry.py, rule sort: a version or its doubt gives another kind of value; mend it",
    ),
    "no article": (
        ("entry.py", ART_8, '@rule(" "'),
        "entry.py, rule member: no article; say where the law says it",
    ),
    "no article of a version": (
        ("entry.py", "Gardens Act, art. 4 as amended: one fee for all", ""),
        "entry.py, rule fee: no article; say where the law says it",
    ),
    "no clock": (
        ("hire.py", ART_23, ART_23.replace("visit", "")),
        "hire.py, rule deposit: no clock; say which day picks its version",
    ),
    "no clock of a combination": (
        ("entry.py", '"Gardens Act, art. 9", clock="visit"', '"Gardens Act, art. 9", clock="born"'),
        "entry.py, rule free: no clock; say which day picks its version",
    ),
    "clock that is no day": (
        ("hire.py", ART_23, ART_23.replace("visit", "deposit_asked")),
        "hire.py, rule deposit: its clock deposit_asked is neither a day nor a month; mend it",
    ),
    "wrong kind": (
        ("entry.py", "def quiet(dogs: Number", "def quiet(dogs: Money"),
        "entry.py, rule quiet: dogs is a number (1), not a money (100); mend it",
    ),
    "wrong kind of a column": (
        ("hire.py", "def billed_hours(hours: Hundredths", "def billed_hours(hours: Money"),
        "hire.py, rule billed_hours: hours is a number (100), not a money (100); mend it",
    ),
    "wrong kind of a doubt's argument": (
        ("entry.py", "def sort_in_doubt(favourable", "def sort_in_doubt(visit: Number, favourable"),
        "entry.py, rule sort: visit is a day (1), not a number (1); mend it",
    ),
    "choice in another order": (
        ("entry.yaml", "choices: [by_birthday, by_year]", "choices: [by_year, by_birthday]"),
        "entry.py, rule age: ages is a choice (by_year, by_birthday), not a choice (by_birthday, by_year); mend it",
    ),
    "route that is no yes or no": (
        ("entry.py", "member, gift, guest)", "member, blooms_brought, guest)"),
        "entry.py, rule free: blooms_brought is a number (1), not a yes_no (1); mend it",
    ),
    "result without kind": (
        ("entry.py", "def member(member_card: YesNo) -> YesNo", "def member(member_card: YesNo)"),
        "entry.py, rule member: its result has no kind; annotate it (-> Day, Money, YesNo…)",
    ),
    "rows that do not exist": (
        ("entry.py", 'gathers="plants")\ndef blooms_brought', 'gathers="plnts")\ndef blooms_brought'),
        "entry.py, rule blooms_brought: there are no rows called plnts; mend its name",
    ),
    "rows to fill that do not exist": (
        ("entry.py", 'fills="plants"', 'fills="plnts"'),
        "entry.py, rule blooms_so_far: there are no rows called plnts; mend its name",
    ),
    "rows that it does not gather": (
        ("entry.py", "def quiet(dogs: Number, ", "def quiet(dogs: Number, blooms: Ints, "),
        "entry.py, rule quiet: it asks for blooms, one value a row of plants; say gathers or each",
    ),
    "one name for two rules": (
        ("stroll.py", '"solemn", "Gardens', '"gift", "Gardens'),
        "stroll.py, rule gift: gardens/entry.py has one of that name; rename one",
    ),
    "one name for a rule and a parameter": (
        ("entry.yaml", "parameters:\n", PARAMETER.replace("NAME", "member")),
        "entry.py, rule member: a parameter has that name; rename one",
    ),
    "one name for a rule and a fact": (
        ("stroll.yaml", "facts:\n", FACT.replace("NAME", "tall")),
        "stroll.py, rule tall: a fact has that name; rename one",
    ),
    "a name of the engine": (
        ("stroll.yaml", "facts:\n", FACT.replace("NAME", "full")),
        "full: this name is the engine's own; choose another",
    ),
    "a name with two underscores": (
        ("stroll.yaml", "facts:\n", FACT.replace("NAME", "tools__made")),
        "tools__made: this name is the engine's own; choose another",
    ),
    "no Python": (("entry.py", "def quiet(", "def quiet(("), "entry.py: it cannot be read (SyntaxError: "),
    "unknown word": (("entry.py", "import band, ", "import bandd, "), "entry.py: it cannot be read (ImportError: "),
    "day that does not exist": (
        ("entry.py", FEE_2020, '@fee.since("2020-02-30"'),
        "entry.py: it cannot be read (Unreadable: real_day); mend it",
    ),
    "empty rules": (("entry.py", "", ""), "entry.yaml, rules: there is no rule age in gardens/entry.py; mend its name"),
}
DECISIONS = {
    "answer": (
        ("    answer: may_enter", "    answer: may_entr"),
        "its answer may_entr is not among its results; name one of then",
    ),
    "clock": (
        ("given: [born, visit", "given: [born"),
        "its clock visit is not among what it is given; add it to given",
    ),
    "fact": (("given: [born, visit", "given: [visit"), "its rules need born; add it to given"),
    "rows": (("dogs, plants]", "dogs]"), "its rules need plants; add it to given"),
    "given": (("dogs, plants]", "dogs, plants, cats]"), "nothing is called cats; give it a fact or rows"),
    "then": (("then: {age: age", "then: {age: agge"), "there is no rule agge; mend its name"),
    "aside": (("also: [largest_share]", "aside: [cats]"), "there is no result cats to stand aside; mend its name"),
    "also": (("also: [largest_share]", "also: [largest]"), "there is no rule largest; mend its name"),
    "of month": (
        ("also: [largest_share]", "of_month: [cats]"),
        "cats of the clock's month or year is not given; mend its name",
    ),
    "key": (("also: [largest_share]", "alsoo: [age]"), "unknown key alsoo; mend its name or take it out"),
    "no key": (("    answer: may_enter\n", ""), "no answer; add it"),
    "label": (("{fr: May I enter for free? (fr), ", "{"), "label is missing in fr; write it"),
    "check": (("also: [largest_share]", "checks: [checks.no_dogs]"), "there is no check checks.no_dogs; mend its name"),
    "checks": (("also: [largest_share]", "checks: [chcks.no_dogs]"), "check chcks.no_dogs: it cannot be read ("),
}


@pytest.mark.parametrize("name", RULES)
def test_rules(load, name):
    change, said = RULES[name]
    faults = load(change)
    assert any(fault.startswith(said) or fault.startswith(f"gardens/{said}") for fault in faults), faults


@pytest.mark.parametrize("name", DECISIONS)
def test_decisions(load, name):
    change, said = DECISIONS[name]
    faults = load(("entry.yaml", *change))
    where = "gardens/entry.yaml, decision entry"
    assert any(fault.startswith((f"{where}: {said}", f"{where}, {said}")) for fault in faults), faults


def test_a_rule_that_no_decision_asks_for_is_checked_too(load):
    faults = load(
        ("entry.py", ART_8, NEVER_ASKED), ("entry.yaml", "rules:\n", f"rules:\n  lonely: {{label: {TEXT}}}\n")
    )
    assert faults == [f"gardens/entry.py, rule lonely: nothing is called nobody; {NOBODY}"]


def test_a_decision_of_two_files_is_told(load):
    faults = load(("stroll.yaml", "  weather:\n", "  entry:\n"))
    assert faults == ["gardens/stroll.yaml, decisions, entry: another file has one of that name; rename one"]


def test_the_copy_itself_loads(load):
    assert load() == []


def test_a_folder_without_files_is_a_law_without_decisions(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "meadow_empty").mkdir()
    (tmp_path / "meadow_empty" / "__init__.py").touch()
    assert law_of("meadow_empty").decisions == {}


def test_what_a_law_knows():
    law = law_of(meadow.__name__)
    assert {"entry", "season", "hire", "deposit", "tags", "lamps", "fees", "weather", "stroll", "form"} <= set(
        law.decisions
    )
    assert law.rules["age"].stem == "gardens/entry"
    assert law.kind("season_price").name == "money"
    assert law.kind("plants_list") is law.kind("nobody") is None
    assert label(law.rules["age"].texts, "nl") == "age (nl)"
    assert label({"label": {"fr": "âge"}}, "nl") == "âge"
    assert label({}, "nl") == ""
    with pytest.raises(InputError, match="entry"):
        law.decision("entri")
