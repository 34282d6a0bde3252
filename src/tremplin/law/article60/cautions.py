"""What to watch on a planned way: each caution is a sentence with the values that fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tremplin.engine.kinds import INFERRED, KINDS, LANGUAGES, UNKNOWN, Kind
from tremplin.engine.law import Law, label
from tremplin.engine.parameters import Parameter
from tremplin.engine.words import civil, months_after, round_up
from tremplin.ground.sentences import sentence
from tremplin.law.article60.euros import Euros
from tremplin.law.article60.ways import WayOfWork
from tremplin.law.unemployment.scan import Reading
from tremplin.reasons.answer import Answer
from tremplin.reasons.wording import said, text_of

DAY, MONTH, NUMBER, TEN_THOUSANDTHS = (KINDS[name] for name in ("day", "month", "number", "ten_thousandths"))
SOON = 62
"""Days after the end within which a birthday still matters: who claims late is a year older."""
LAST_JOB = 28
Word = tuple[Kind, int] | list[Mapping[str, str]]


@dataclass(frozen=True)
class Caution:
    """`key` names its sentence (`plan.caution_birthday`), `words` fill it: values with their kinds, or labels."""

    key: str
    words: dict[str, Word] = field(default_factory=dict)

    def text(self, language: str) -> str:
        words = {
            name: ", ".join(label[language] for label in word) if isinstance(word, list) else text_of(*word, language)
            for name, word in self.words.items()
        }
        return sentence(f"plan.caution_{self.key}", language, **words)

    def plain(self) -> dict[str, Any]:
        words = {
            name: [label["en"] for label in word] if isinstance(word, list) else word[0].plain(word[1])
            for name, word in self.words.items()
        }
        return {"warning": self.key, **words}


def birthdays(law: Law, birth: int, first: int, last: int) -> Iterator[Caution]:
    """Birthdays from which another age band asks for other days, under the law of the day."""
    if birth == UNKNOWN:
        return
    history = law.parameters["work_history"]
    for day in range(first + 1, last + SOON + 1):
        _, month, number = civil(day)
        _, born_month, born_number = civil(birth)
        turned = (month, number) == (born_month, born_number)
        leap = (born_month, born_number) == (2, 29) and (month, number) == (3, 1) and civil(day - 1)[1:] != (2, 29)
        band = history.value(day)
        if (turned or leap) and len(band.from_age) > 1:
            age = civil(day)[0] - civil(birth)[0]
            if age in band.from_age:
                days = band.days[band.from_age.index(age)]
                yield Caution("birthday", {"day": (DAY, day), "age": (NUMBER, age), "days": (NUMBER, days)})


def reforms(law: Law, first: int, last: int) -> Iterator[Caution]:
    """Days on the way from which the law asks for other days or another period."""
    for version in law.parameters["work_history"].versions:
        if first < version.first_day <= last:
            yield Caution("reform", {"day": (DAY, version.first_day)})


def of_subsidy(found: Euros) -> Iterator[Caution]:
    """Months that cannot be told, and months without subsidy."""
    unknown = [month for month, amount in found.months.items() if amount == UNKNOWN]
    partial = [month for month in unknown if month in found.partial]
    others = [month for month in unknown if month not in found.partial]
    for key, months in (("partial", partial), ("unknown_months", others), ("no_subsidy", list(found.without_subsidy))):
        if months:
            span = {"first": (MONTH, months[0]), "last": (MONTH, months[-1]), "count": (NUMBER, len(months))}
            yield Caution(key if len(months) > 1 else f"{key}_one", dict(span))


def of_way(way: WayOfWork, opens: tuple[int, int] | None, doubted: bool) -> Iterator[Caution]:
    """A full-time end that is barely long enough, a day in doubt, a horizon that is not reached."""
    if opens is None:
        yield Caution("undecided" if doubted else "beyond_horizon")
        return
    if way.months_first and opens[0] - way.turn <= LAST_JOB + 7:
        yield Caution("last_job", {"day": (DAY, months_after(way.turn, 0)), "days": (NUMBER, LAST_JOB)})
    if opens[0] != opens[1]:
        yield Caution("doubt", {"days": (NUMBER, opens[1] - opens[0])})


def window(reading: Reading, first: int, last: int) -> Iterator[Caution]:
    """Known days that the reference period leaves behind between two claims."""
    if reading.known is None or not reading.known["first_day"] or UNKNOWN in reading.known["end_day"]:
        return
    before, then = (reading.sums(day, frozenset())[1][0] for day in (first, last))
    if UNKNOWN not in (before, then) and then < before:
        lost = round_up(before - then, TEN_THOUSANDTHS.scale)
        yield Caution("window", {"days": (NUMBER, lost), "day": (DAY, last)})


def inferred(law: Law, proof: Answer, day: int) -> Iterator[Caution]:
    """What the count of days rests on and is only inferred."""
    names = [name for name, status in proof.statuses.items() if status == INFERRED]
    if names:
        yield Caution("inferred", {"names": [said_of(law, name, day) for name in names]})


def said_of(law: Law, name: str, day: int) -> Mapping[str, str]:
    """A rule or a number in words; of a policy with what it says."""
    source = law.rules.get(name) or law.parameters[name]
    texts = {language: label(source.texts, language) for language in LANGUAGES}
    if isinstance(source, Parameter) and source.policy and source.kind:
        value = source.value(day)
        return {language: f"{text} {said(law, source.kind, value, language, name)}" for language, text in texts.items()}
    return texts
