"""What to watch on a planned way: each caution is a sentence with the values that fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tremplin.engine.kinds import INFERRED, KINDS, LANGUAGES, UNKNOWN, Kind, day
from tremplin.engine.law import Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import Rule
from tremplin.engine.words import civil, months_after, round_up
from tremplin.ground.sentences import label, sentence
from tremplin.law.article60.euros import Course
from tremplin.law.article60.ways import WayOfWork
from tremplin.law.unemployment.admission import REFORM
from tremplin.law.unemployment.scan import Reading
from tremplin.reasons.answer import Answer
from tremplin.reasons.wording import said, text_of

DAY, MONTH, NUMBER, TEN_THOUSANDTHS = (KINDS[name] for name in ("day", "month", "number", "ten_thousandths"))
SOON = 62
"""Days after the end within which a birthday still matters: who claims late is a year older."""
LAST_JOB = 28
Word = tuple[Kind, int] | list[Mapping[str, str]] | tuple[tuple[Kind, int], ...]


@dataclass(frozen=True)
class Caution:
    """`key` names its sentence (`plan.caution_birthday`), `words` fill it: values with their kinds, lists of them, or
    labels."""

    key: str
    words: dict[str, Word] = field(default_factory=dict)

    def text(self, language: str) -> str:
        words = {
            name: ", ".join(label[language] for label in word)
            if isinstance(word, list)
            else ", ".join(text_of(*value, language) for value in values_of(word))
            for name, word in self.words.items()
        }
        return sentence(f"plan.caution_{self.key}", language, **words)

    def plain(self) -> dict[str, Any]:
        words: dict[str, Any] = {}
        for name, word in self.words.items():
            if isinstance(word, list):
                words[name] = [label["en"] for label in word]
            else:
                plain = [kind.plain(value) for kind, value in values_of(word)]
                words[name] = plain[0] if isinstance(word[0], Kind) else plain
        return {"warning": self.key, **words}


def values_of(word: Any) -> list[tuple[Kind, int]]:
    """One value with its kind, or several."""
    return [word] if isinstance(word[0], Kind) else list(word)


def birthdays(law: Law, birth: int, first: int, last: int) -> Iterator[Caution]:
    """Birthdays from which another age band asks for other days, under the law of the day."""
    if birth == UNKNOWN:
        return
    history = law.parameters["work_history"]
    for at in range(first + 1, last + SOON + 1):
        _, month, number = civil(at)
        _, born_month, born_number = civil(birth)
        turned = (month, number) == (born_month, born_number)
        leap = (born_month, born_number) == (2, 29) and (month, number) == (3, 1) and civil(at - 1)[1:] != (2, 29)
        band = history.value(at)
        if (turned or leap) and len(band.from_age) > 1:
            age = civil(at)[0] - civil(birth)[0]
            if age in band.from_age:
                days = band.days[band.from_age.index(age)]
                yield Caution("birthday", {"day": (DAY, at), "age": (NUMBER, age), "days": (NUMBER, days)})


def reforms(law: Law, first: int, last: int) -> Iterator[Caution]:
    """Days on the way from which the law asks for other days or another period."""
    for version in law.parameters["work_history"].versions:
        if first < version.first_day <= last:
            yield Caution("reform", {"day": (DAY, version.first_day)})


MOST_NAMED = 4
"""Months that a caution names one by one; more of them, from the first to the last."""


def of_subsidy(found: Course) -> Iterator[Caution]:
    """Months that cannot be told and why, and months without subsidy."""
    unknown = [month for month, amount in found.months.items() if amount == UNKNOWN]
    partial = [month for month in unknown if month in found.latest.partial]
    open_months = [month for month in unknown if month in found.by_end]
    others = [month for month in unknown if month not in partial and month not in open_months]
    kinds = (("partial", partial), ("open_months", open_months), ("unknown_months", others))
    for key, months in (*kinds, ("no_subsidy", list(found.without_subsidy))):
        if len(months) > MOST_NAMED:
            span = {"first": (MONTH, months[0]), "last": (MONTH, months[-1]), "count": (NUMBER, len(months))}
            yield Caution(f"{key}_many", dict(span))
        elif months:
            yield Caution(key, {"months": tuple((MONTH, month) for month in months)})


def supposed(names: Sequence[str], opens: int, entitled: bool) -> Iterator[Caution]:
    """What was left out and is supposed, where it matters; and a right that is open before any contract."""
    if entitled:
        yield Caution("open_already")
    if "admitted_before" in names and opens >= day(REFORM):
        yield Caution("supposed_not_admitted")
    if "work" in names:
        yield Caution("supposed_no_work")


def of_onem(end: tuple[int, int], answered: int) -> Iterator[Caution]:
    """ONEM's date of end, where its own days to work lead to another."""
    if answered != UNKNOWN and end != (answered, answered):
        later = max(end[1], answered)
        yield Caution("onem_differs", {"onem": (DAY, answered), "own": (DAY, end[1]), "later": (DAY, later)})


def of_way(way: WayOfWork, opens: tuple[int, int] | None, doubted: bool) -> Iterator[Caution]:
    """A full-time end that is barely long enough, a day in doubt, a horizon that is not reached."""
    if opens is None:
        yield Caution("undecided" if doubted else "beyond_horizon")
        return
    if way.months_first and opens[0] - way.turn <= LAST_JOB + 7:
        yield Caution("last_job", {"day": (DAY, months_after(way.turn, 0)), "days": (NUMBER, LAST_JOB)})
    if opens[0] != opens[1]:
        days = opens[1] - opens[0]
        yield Caution("doubt" if days > 1 else "doubt_one", {"days": (NUMBER, days)})


def window(reading: Reading, first: int, last: int) -> Iterator[Caution]:
    """Known days that the reference period leaves behind between two claims."""
    if reading.known is None or not reading.known["first_day"] or UNKNOWN in reading.known["end_day"]:
        return
    before, then = (reading.sums(day, frozenset())[1][0] for day in (first, last))
    if UNKNOWN not in (before, then) and then < before:
        lost = round_up(before - then, TEN_THOUSANDTHS.scale)
        yield Caution("window" if lost > 1 else "window_one", {"days": (NUMBER, lost), "day": (DAY, last)})


def inferred(law: Law, proof: Answer, day: int) -> Iterator[Caution]:
    """What the count of days rests on and is only inferred."""
    names = [name for name, status in proof.statuses.items() if status == INFERRED]
    if names:
        yield Caution("inferred", {"names": [said_of(law, name, day) for name in names]})


def said_of(law: Law, name: str, day: int) -> Mapping[str, str]:
    """A rule or a number in words; of a policy with what it says, of a rule of rows that it is of each row."""
    source = law.rules.get(name) or law.parameters[name]
    texts = {language: label(source.texts, language) for language in LANGUAGES}
    if isinstance(source, Parameter) and source.policy and source.kind:
        value = source.value(day)
        return {language: f"{text} {said(law, source.kind, value, language, name)}" for language, text in texts.items()}
    if isinstance(source, Rule) and source.each:
        return {language: sentence("plan.of_each_row", language, name=text) for language, text in texts.items()}
    return texts
