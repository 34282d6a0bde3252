"""Random cases of any law, from what it says of its facts; and what the engine makes of each, one by one."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tremplin.engine.decide import read_case, settle
from tremplin.engine.facts import RowTable
from tremplin.population import Columns, run

FIRST, LAST = date(2000, 1, 1), date(2026, 12, 31)


def days(law):
    """Any day, and often the first day of a version or the day before it."""
    firsts = {version.first_day for parameter in law.parameters.values() for version in parameter.versions}
    firsts |= {version.since for rule in law.rules.values() for version in rule.versions if version.since}
    edges = [date(1970, 1, 1) + timedelta(first - shift) for first in sorted(firsts) for shift in (0, 1)]
    edges = [edge for edge in edges if FIRST <= edge <= LAST]
    return st.one_of(st.sampled_from(edges), st.dates(FIRST, LAST)).map(str)


def value(law, fact):
    match fact.kind.name:
        case "day":
            return days(law)
        case "first_of_month":
            return days(law).map(lambda day: day[:7])
        case "first_of_year":
            return days(law).map(lambda day: int(day[:4]))
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(fact.kind.names)
        case "name":
            return st.sampled_from(["Ann", "Bo", "Cy"])
    scale = fact.kind.scale
    low, high = (fact.low or 0) // scale, 200 if fact.high is None else min(fact.high // scale, 200)
    few = st.integers(low, min(low + 7, high))
    return few if fact.high is None else st.one_of(few, st.integers(low, high))


def facts_of(law, known, complete):
    """Every fact; or else some of them left out, or said to be unknown."""
    told = {name: value(law, fact) for name, fact in known.items()}
    if complete:
        return st.fixed_dictionaries(told)
    seldom = {name: st.one_of(of, of, of, st.none()) for name, of in told.items() if not known[name].required}
    left_out = st.sets(st.sampled_from(sorted(seldom)), max_size=2) if seldom else st.just(set())
    every = st.fixed_dictionaries({**told, **seldom})
    return st.builds(lambda facts, out: {name: facts[name] for name in facts if name not in out}, every, left_out)


def given_of(law, decision, most_rows=7):
    known = law.decision(decision).facts(law)
    plain = {name: fact for name, fact in known.items() if not isinstance(fact, RowTable)}
    tables = {name: table for name, table in known.items() if isinstance(table, RowTable)}

    def some(complete):
        rows = {name: rows_of(table, complete) for name, table in tables.items()}
        return st.builds(lambda facts, rows: facts | rows, facts_of(law, plain, complete), st.fixed_dictionaries(rows))

    def rows_of(table, complete):
        rows = st.lists(facts_of(law, table.columns, complete), max_size=most_rows)
        return rows if complete else st.one_of(rows, rows, rows, st.none())

    return st.booleans().flatmap(some)


def cases_of(law, decision, most=9, **kw):
    """Lists of cases that the engine has read."""
    read = given_of(law, decision, **kw).map(lambda given: read_case(law, law.decision(decision), given))
    return st.lists(read, min_size=1, max_size=most)


def strictly(law, decision, case):
    """What the engine's first pass says."""
    steps = law.decision(decision).program.run(case)
    return {public: steps[rule] for public, rule in law.decision(decision).then.items()}


def by_person(values, people):
    return [{public: int(column[person]) for public, column in values.items()} for person in range(people)]


def assert_agreement(law, decision, cases):
    """All at once as one by one: the strict pass, and the answer."""
    columns = Columns.from_cases(law, decision, cases)
    first = run(law, decision, columns, threads=1, second=False)
    assert by_person(first.values, len(cases)) == [strictly(law, decision, case) for case in cases]
    both = run(law, decision, columns, threads=1)
    assert by_person(both.values, len(cases)) == [settle(law, law.decision(decision), case).values for case in cases]
    assert both.undetermined == first.undetermined >= both.settled
