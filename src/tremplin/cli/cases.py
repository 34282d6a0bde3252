"""`tremplin test`: worked cases, decided one by one and as a table, and compared with what they say.

A case is a mapping of `case`, `source`, `decision`, `given` and `then`; only the keys under `then` are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from tremplin.cli.asking import WRONG_INPUT, say_faults
from tremplin.cli.files import named, read_data
from tremplin.cli.paper import Paper
from tremplin.engine.law import Law
from tremplin.ground.errors import Fault, InputError, unknown_name
from tremplin.ground.sentences import sentence
from tremplin.reasons.answer import Answer
from tremplin.reasons.found import Found, ask

KEYS = {"case": True, "source": False, "decision": True, "given": True, "then": True}
"""The keys of a case, and whether each is needed."""
ABOUT = ("status", "missing", "unset", "ranges")
"""Keys under `then` that are not results but say something about the answer."""
ENDINGS = (".yaml", ".yml", ".json")


@dataclass
class Worked:
    """One case of a file, read and decided. `differences`: what is not as the case says."""

    name: str
    place: str
    decision: str
    then: Mapping[str, Any]
    answer: Answer | Found
    differences: list[str]


def run(law: Law, paths: Sequence[str], language: str) -> int:
    """Runs all cases of files and folders; gives the exit code: 0, 1 when one failed, 2 when a file is wrong."""
    faults: list[Fault] = []
    files = [file for path in paths for file in files_of(path, faults)]
    worked = [case for file in files for case in read_file(law, file, faults, language)]
    say_faults(faults, language)
    whole = as_table(law, worked, language)
    paper = Paper()
    failed = [case for case in worked if case.differences]
    for case in failed:
        paper.line((sentence("test.failed", language, case=case.name), "stop"), f"  {case.place}", rest="  ")
        for difference in case.differences:
            paper.line(difference, first="  ", rest="    ")
        paper.blank()
        from tremplin.cli.explaining import say

        say(case.answer, language)
        paper.blank()
    if not whole:
        paper.line(sentence("test.no_table", language))
    print(f"{len(worked) - len(failed)} passed, {len(failed)} failed")
    return WRONG_INPUT if faults else 1 if failed else 0


def count(law: Law, paths: Sequence[Path], language: str = "fr") -> tuple[int, int]:
    """How many cases pass, and how many fail, one by one. Raises InputError when a file is wrong."""
    faults: list[Fault] = []
    files = [file for path in paths for file in files_of(str(path), faults)]
    worked = [case for file in files for case in read_file(law, file, faults, language)]
    if faults:
        raise InputError(faults)
    failed = sum(bool(case.differences) for case in worked)
    return len(worked) - failed, failed


def files_of(path: str, faults: list[Fault]) -> list[str]:
    """A file; or the `*.cases.*` of a folder and all below it, or where there are none every YAML and JSON file."""
    if path == "-" or not Path(path).is_dir():
        return [path]
    below = sorted(str(file) for file in Path(path).rglob("*") if file.suffix in ENDINGS and file.is_file())
    found = [file for file in below if Path(file).stem.endswith(".cases")] or below
    if not found:
        faults.append(Fault(path, "no_cases"))
    return found


def read_file(law: Law, path: str, faults: list[Fault], language: str) -> Iterator[Worked]:
    try:
        listed = read_data(path)
    except InputError as error:
        faults += error.faults
        return
    if not isinstance(listed, list):
        faults.append(Fault(named(path), "not_cases"))
        return
    for number, given in enumerate(listed):
        lines = getattr(listed, "lines", None)
        place = f"{named(path)}, line {lines[number]}" if lines else named(path)
        try:
            yield read_worked(law, given, place, named(path), language)
        except InputError as error:
            faults += error.faults


def read_worked(law: Law, given: Any, place: str, source: str, language: str) -> Worked:
    if not isinstance(given, Mapping):
        raise InputError([Fault(place, "not_cases")])
    wrong = [unknown_name(f"{place}, {key}", key, KEYS) for key in given if key not in KEYS]
    wrong += [
        Fault(place, "key_missing", {"key": key}) for key, needed in KEYS.items() if needed and given.get(key) is None
    ]
    then = given.get("then")
    if wrong or not isinstance(then, Mapping):
        raise InputError(wrong or [Fault(f"{place}, then", "not_facts")])
    known = [*law.decisions, *law.searches]
    if given["decision"] not in known:
        raise InputError([unknown_name(f"{place}, decision", given["decision"], known)])
    decision = law.question(given["decision"])
    results = [*decision.then, *ABOUT]
    wrong = [unknown_name(f"{place}, then, {key}", key, results) for key in then if key not in results]
    wrong += [Fault(f"{place}, then, {key}", "between_two") for key, value in then.items() if half_open(value)]
    if wrong:
        raise InputError(wrong)
    answer = ask(law, decision.name, given["given"], source)
    return Worked(str(given["case"]), place, decision.name, then, answer, [*differences(then, answer, language)])


def half_open(value: Any) -> bool:
    """A `between` without its two ends."""
    if not isinstance(value, Mapping) or "between" not in value:
        return False
    ends = value["between"]
    return len(value) > 1 or not isinstance(ends, list) or len(ends) != 2 or None in ends


def differences(then: Mapping[str, Any], answer: Answer | Found, language: str) -> Iterator[str]:
    """What an answer says otherwise than a case."""
    result, ranges = answer.result, answer.plain_ranges
    for key, expected in then.items():
        found = getattr(answer, key) if key in ABOUT[:3] else ranges if key == "ranges" else result[key]
        if not agrees(expected, found, ranges.get(key)) or (key == "ranges" and not expected and found):
            shown = (
                sentence("value.between", language, low=ranges[key][0], high=ranges[key][1]) if key in ranges else found
            )
            words = {"name": key, "expected": plain(expected), "found": plain(shown)}
            yield sentence("test.differs", language, **words)


def agrees(expected: Any, found: Any, ends: Sequence[Any] | None = None) -> bool:
    """Whether a value is as expected: numbers by their value, mappings by the keys that are written, lists whole.

    `{between: [a, b]}`: one value, or a whole range, inside the bounds, both included.
    """
    if isinstance(expected, Mapping) and set(expected) == {"between"}:
        low, high = (measure(end) for end in expected["between"])
        shown = found if a_range(found) else ends if found is None and ends else [found]
        inside = [measure(end) for end in shown]
        same = all(type(end) is type(low) is type(high) for end in inside)
        return same and all(low <= end <= high for end in inside)
    if isinstance(expected, Mapping):
        return isinstance(found, Mapping) and all(
            key in found and agrees(of, found[key]) for key, of in expected.items()
        )
    if a_range(found) and not isinstance(expected, list):
        return all(agrees(expected, end) for end in found)
    if isinstance(expected, list):
        same = isinstance(found, list) and len(found) == len(expected)
        return same and all(agrees(of, value) for of, value in zip(expected, found, strict=True))
    return type(measure(expected)) is type(measure(found)) and bool(measure(expected) == measure(found))


def a_range(found: Any) -> bool:
    """The two ends of a result that a search gives as a range."""
    return isinstance(found, list) and len(found) == 2 and not any(isinstance(end, list | Mapping) for end in found)


def measure(value: Any) -> Any:
    """A number as an exact one, however it is written; anything else as it is."""
    if isinstance(value, bool) or value is None:
        return value
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return value
    return number if number.is_finite() else value


def plain(value: Any) -> str:
    """A value as a case file writes it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {plain(of)}" for key, of in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(plain(of) for of in value)}]"
    return (
        {None: "null", True: "true", False: "false"}[value] if value is None or isinstance(value, bool) else str(value)
    )


def as_table(law: Law, worked: Sequence[Worked], language: str) -> bool:
    """Decides the same cases as a table with the compiled rules; False where they cannot be compiled here."""
    try:
        from tremplin.population.columns import Columns
        from tremplin.population.run import run as run_table
    except ImportError:
        return False
    for decision in dict.fromkeys(case.decision for case in worked if case.decision in law.decisions):
        cases = [case for case in worked if case.decision == decision]
        outcome = run_table(law, decision, Columns.from_cases(law, decision, [case.answer.case for case in cases]))
        for person, case in enumerate(cases):
            result, one = outcome.result(person), case.answer.result
            for key in [key for key in result if result[key] != one[key]]:
                words = {"name": key, "one": plain(one[key]), "table": plain(result[key])}
                case.differences.append(sentence("test.table_differs", language, **words))
    return True
