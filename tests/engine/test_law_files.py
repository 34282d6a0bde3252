"""What is wrong in a law's YAML: unknown keys, missing texts, numbers without source, lists where names belong."""

import pytest

LABEL = "label: {fr: fees (fr), nl: fees (nl), de: fees (de), en: fees}"
TEN = "{from: 2000-01-01, value: 10, source: board, status: confirmed}"
AGES = "versions:\n      - {from: 2000-01-01, value: by_birthday, source: the gardener, status: inferred}"
FEES_2020 = 'from_age: [0], amount: ["5.00"]'
NAMES = "write names here, each with a colon and what belongs to it"
LIST = "write a list here, each item after a dash or all in [ ]"
ONE = "write a text (in quotes, where it is a number, yes or no) here"
SECTIONS = "choices, decisions, facts, parameters, rows, rules, searches, title"

ENTRY = {
    "unknown section": ("facts:\n", "fact:\n", f": unknown section fact; one of {SECTIONS}"),
    "unknown key of a fact": (
        "born: {kind: day,",
        "born: {kind: day, lo: 1900-01-01,",
        ", fact born: unknown key lo; mend its name or take it out",
    ),
    "unknown key of a column": (
        "pots: {kind: number,",
        "pots: {kind: number, lo: 0,",
        ", rows plants, column pots: unknown key lo; mend its name or take it out",
    ),
    "unknown key of rows": (
        "    order: [",
        "    ordr: [",
        ", rows plants: unknown key ordr; mend its name or take it out",
    ),
    "unknown key of a parameter": (
        "    kind: money\n",
        "    kindd: money\n",
        ", parameter season_price: unknown key kindd; mend its name or take it out",
    ),
    "unknown key of a version": (
        "value: 10, source",
        "vallue: 10, source",
        ", parameter blooms_asked, version 1: unknown key vallue; mend its name or take it out",
    ),
    "unknown key of a rule": ("  age: {label", "  age: {yess: {fr: a}, label", ", rule age: unknown key yess; one of "),
    "missing language of a fact": (" nl: born (nl),", "", ", fact born: label is missing in nl; write it"),
    "comma in a text": (
        "nl: born (nl),",
        "nl: born, when (nl),",
        ", fact born, label: when (nl) is no language; a text with a comma needs quotes",
    ),
    "missing language of a question": (" de: born? (de),", "", ", fact born: question is missing in de; write it"),
    "missing language of a parameter": (" nl: fees (nl),", "", ", parameter fees: label is missing in nl; write it"),
    "missing language of a rule": (" en: fee}", "}", ", rule fee: label is missing in en; write it"),
    "missing language of a reason": (
        'nl: "{blooms_brought} van {blooms_asked}", ',
        "",
        ", rule gift: yes is missing in nl; write it",
    ),
    "missing language of rows": ("fr: plants (fr), ", "", ", rows plants: label is missing in fr; write it"),
    "missing language of a column": ("nl: code (nl), ", "", ", rows plants, column plant_code: label is missing in nl"),
    "no label": (LABEL, "", ", parameter fees: no label; add it"),
    "no label of a rule": (
        "fee: {label: {fr: fee (fr), nl: fee (nl), de: fee (de), en: fee}}",
        "fee:",
        ", rule fee: no label",
    ),
    "no question": (
        ", question: {fr: born? (fr), nl: born? (nl), de: born? (de), en: born?}",
        "",
        ", fact born: no question; write how people are asked for it",
    ),
    "text for a rule that is missing": (
        "rules:\n",
        "rules:\n  nobody: {label: {fr: a, nl: b, de: c, en: d}}\n",
        ", rules: there is no rule nobody in gardens/entry.py; mend its name",
    ),
    "wording for what nobody knows": (
        "en: fee}}",
        "en: fee}, is where roses is 0: {fr: a, nl: b, de: c, en: d}}",
        ", fee: its texts name {roses}, which entry",
    ),
    "text that names nothing": (
        "{blooms_brought} fleurs",
        "{blooms} fleurs sur {roses}",
        ", gift: its texts name {roses}, which entry",
    ),
    "order of a column that is missing": (
        "order: [plant_code, pots]",
        "order: [pot]",
        ", rows plants: order names pot, which is no column",
    ),
    "no kind": (
        "born: {kind: day",
        "born: {kind: dya",
        ", fact born: give it a kind (day, month, first_of_month, first_of_year, money, ",
    ),
    "low of another kind": ("low: 2000-01-01", "low: then", ", fact visit: low is not a day; mend it"),
    "applies to a fact that is missing": (
        "applies: {invited: yes}",
        "applies: {invitd: yes}",
        ", fact host_is_member: it can apply only when another fact is yes or no, not when invitd is True",
    ),
    "applies to no yes or no": (
        "applies: {invited: yes}",
        "applies: {garden: north}",
        ", fact host_is_member: it can apply only when another fact is yes or no, not when garden is north",
    ),
    "parameter that nobody reads": (
        "parameters:\n",
        "parameters:\n  cats: {label: {fr: a, nl: b, de: c, en: d}, clock: visit, article: a, checked_on: 2026-01-01, "
        f"kind: number, versions: [{TEN}]}}\n",
        ", parameter cats: no rule reads it; take it out or use it",
    ),
    "clock of a parameter": (
        "clock: season_month",
        "clock: season_mnth",
        ", parameter season_price: nothing is called season_mnth; ",
    ),
    "clock that is no day": (
        "clock: season_month",
        "clock: dogs",
        ", parameter season_price: its clock dogs is neither a day nor a month",
    ),
    "day of the last check": (
        "checked_on: 2026-01-01",
        "checked_on: soon",
        ", parameter ages: checked_on must be a day such as",
    ),
    "two values on one day": (
        "{from: 2020-03-01,",
        "{from: 2000-01-01,",
        ", parameter season_price: two versions begin on one day; keep one",
    ),
    "no kind of a parameter": (
        "    kind: money\n",
        "",
        ", parameter season_price: give it either kind, choices or fields, of",
    ),
    "kind of a field": (
        "amount: money}",
        "amount: mony}",
        ", parameter fees: give it either kind, choices or fields, of",
    ),
    "fields that the rule does not know": (
        "fields: {from_age: number, amount: money}",
        "fields: {from_age: number, price: money}",
        ", parameter fees: a rule must name it with a NamedTuple that has the fields from_age, price",
    ),
    "value of a field": (FEES_2020, "from_age: [0]", ", parameter fees, version 2: no amount; add it"),
    "lists of two lengths": (
        FEES_2020,
        "from_age: [0, 1], amount: [5]",
        ", parameter fees, version 2: write lists of one length",
    ),
    "a value for a list": (
        FEES_2020,
        "from_age: 0, amount: [5]",
        ", parameter fees, version 2: write lists of one length",
    ),
    "facts that are a list": ("facts:\n", "facts: [a]\nx:\n", f", facts: {NAMES}"),
    "a fact that is a text": ("  born: {kind: day", "  born: day\n  x: {kind: day", f", facts, born: {NAMES}"),
    "a kind that is a list": ("born: {kind: day", "born: {kind: [day]", f", facts, born, kind: {ONE}"),
    "a label that is a text": (LABEL, "label: fees", f", parameters, fees, label: {NAMES}"),
    "a label that is yes": (" nl: fees (nl),", " nl: no,", f", parameters, fees, label, nl: {ONE}"),
    "columns that are a list": ("    columns:\n", "    columns: [a]\n    x:\n", f", rows, plants, columns: {NAMES}"),
    "an order that is a text": ("order: [plant_code, pots]", "order: pots", f", rows, plants, order: {LIST}"),
    "versions that are names": (AGES, AGES.replace("\n      - ", " "), f", parameters, ages, versions: {LIST}"),
    "a version that is a text": (AGES, "versions: [by_birthday]", f", parameters, ages, versions[0]: {NAMES}"),
    "a version that is empty": (
        AGES,
        "versions: [~]",
        ", parameter ages, version 1: write from, source, status and its value",
    ),
    "choices that are a number": (
        "choices: [by_birthday, by_year]",
        "choices: 2",
        f", parameters, ages, choices: {LIST}",
    ),
    "rows of values that are numbers": (FEES_2020, "rows: [5]", f", parameters, fees, versions[1], rows[0]: {NAMES}"),
    "a rule that is a text": (
        "  age: {label: {fr: age (fr), nl: age (nl), de: age (de), en: age}}",
        "  age: age",
        f", rules, age: {NAMES}",
    ),
    "given that is a text": ("given: [visit, last_day]", "given: visit", f", decisions, season, given: {LIST}"),
    "given in given": (
        "given: [visit, last_day]",
        "given: [visit, [last_day]]",
        f", decisions, season, given[1]: {ONE}",
    ),
    "then that is a number": ("then: {total: season_total}", "then: 3", f", decisions, season, then: {LIST}"),
    "a decision that is empty": ("  season:\n", "  saison:\n  season:\n", ", decision saison: no answer; add it"),
    "a number to add": ("add: 1", "add: one", ", facts, last_day, add: write a whole number here"),
    "no YAML": ("facts:\n", "facts: {\n", ", line 3: "),
    "one key twice": ("  born: {", "  born: {kind: day}\n  born: {", ", line 3: "),
    "nothing": ("", "", f": it is empty; write {SECTIONS}, or take it out"),
    "a list": ("", "- facts\n", f": {NAMES}"),
}
HIRE = {
    "by that is missing": ("by: garden\n", "by: gardn\n", "nothing is called gardn; "),
    "by that is no group": ("by: north, from: 2000", "by: west, from: 2000", "by must be one of north, south, island"),
    "groups in another order": (
        "[north, south, island]\n    v",
        "[south, north, island]\n    v",
        "groups must be the choices of garden, in their order",
    ),
    "groups without by": ("    by: garden\n", "", "groups must be the choices of its by, in their order"),
}


@pytest.mark.parametrize("name", ENTRY)
def test_files(load, name):
    old, new, said = ENTRY[name]
    faults = load(("entry.yaml", old, new))
    assert any(fault.startswith(f"gardens/entry.yaml{said}") for fault in faults), faults


@pytest.mark.parametrize("name", HIRE)
def test_choices_that_numbers_depend_on(load, name):
    old, new, said = HIRE[name]
    faults = load(("hire.yaml", old, new))
    assert any(fault.startswith("gardens/hire.yaml, parameter deposit_asked") and said in fault for fault in faults), (
        faults
    )


def test_numbers_to_try_are_of_the_kind(load):
    faults = load(("stroll.yaml", "try: [0, 300]", "try: [0, high]"))
    assert "gardens/stroll.yaml, fact height: try names what is not a number; mend it" in faults


@pytest.mark.parametrize("section", ["facts", "rows", "parameters", "rules", "decisions", "choices", "title"])
@pytest.mark.parametrize("text", ["[a, b]", "text", "3", "yes"])
def test_a_section_holds_names(load, section, text):
    assert load(("hire.yaml", "", f"{section}: {text}\n")) == [f"gardens/hire.yaml, {section}: {NAMES}"]


@pytest.mark.parametrize(
    ("section", "name"), [("facts", "born"), ("parameters", "fees"), ("rows", "plants"), ("choices", "north")]
)
def test_one_name_in_two_files(load, section, name):
    texts = "{fr: a, nl: b, de: c, en: d}"
    more = f"choices: {{north: {texts}}}\n"
    known = "{}" if section != "choices" else texts
    faults = load(("entry.yaml", "facts:\n", f"{more}facts:\n"), ("form.yaml", "", f"{section}: {{{name}: {known}}}\n"))
    assert f"gardens/form.yaml, {section}, {name}: another file has one of that name; rename one" in faults


def test_every_fault_is_told_at_once(load):
    faults = load(
        ("entry.yaml", " nl: born (nl),", ""),
        ("hire.yaml", " de: deposit (de),", ""),
        ("form.yaml", "answer: day", "answer: night"),
    )
    assert sorted(faults) == [
        "gardens/entry.yaml, fact born: label is missing in nl; write it",
        "gardens/form.yaml, decision form: its answer night is not among its results; name one of then",
        "gardens/hire.yaml, rule deposit: label is missing in de; write it",
    ]
