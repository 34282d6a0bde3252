"""The state of a question: what the address of the page says, read again at each request; nothing else is kept."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from tremplin.engine.decide import settle
from tremplin.engine.facts import CALENDAR, Fact, Reader
from tremplin.engine.kinds import Unreadable
from tremplin.engine.law import Decision, Law
from tremplin.ground.errors import Fault, InputError
from tremplin.reasons.answer import Answer, decide
from tremplin.web.questions import giving, over_time
from tremplin.web.questions.asked import asked
from tremplin.web.questions.topics import Part, Topic

UNSAID = "?"
EDIT = "edit"
MOST_NAMES = 8
"""Names that are no longer known are told, this many at most, each cut to a line."""
MOST = 8
"""Questions that are asked of one's own accord; what is still open then stands under what would change the answer."""
AS_HERE = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})", re.ASCII)
"""A day or a month as it is written here, where a browser has no calendar: 1/3/2007, 03/2007."""
LONGEST = 40
"""Digits of a number that can be one."""


@dataclass
class State:
    """What is known of a topic. `answers`: plain values (None: said to be unknown); `texts`: as they were written;
    `faults`: those that cannot be read; `dropped`: names that this topic does not know."""

    law: Law
    topic: Topic
    today: datetime.date
    answers: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    edit: str | None = None

    @cached_property
    def decisions(self) -> dict[str, Decision]:
        return {part.decision: self.law.decision(part.decision) for part in self.topic.parts}

    def clock(self, part: Part) -> Mapping[str, Any]:
        """The day that is today unless the address says another; none where days are looked for."""
        return {} if self.topic.since else giving.clock(self, part, self.today)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts of this topic, by the name that the address uses, in the words of the topic."""
        found: dict[str, Fact] = {}
        for part in self.topic.parts:
            decision = self.decisions[part.decision]
            sayable = [name for name in (*self.topic.takes, *self.topic.follows) if name in decision.given]
            for name in (*self.clock(part), *part.ask, *sayable):
                of = self.law.decision(part.planned) if part.planned and "." in name else decision
                found.setdefault(name, asked(self.law, of, name).fact)
        return {
            name: replace(fact, texts={**fact.texts, **self.topic.words[name]}) if name in self.topic.words else fact
            for name, fact in found.items()
        }

    # What is asked.

    @cached_property
    def question(self) -> str | None:
        """The fact to ask now: one that is changed, one that cannot be read, or the next."""
        if self.edit:
            return self.edit
        if self.faults:
            return next(iter(self.faults))
        return self.next

    @cached_property
    def next(self) -> str | None:
        known = [name for name in self.answers if name in self.topic.ask]
        if len(known) >= MOST or any(self.answers.get(name, "") is None for name in self.topic.needs):
            return None
        for name in self.topic.needs:
            if name not in known:
                return name
        if self.topic.since:
            return over_time.following(self, known)
        for part in self.parts():
            found = giving.asking(self, part).next(giving.case(self, part), giving.settled(self, part, known))
            if found:
                return found
        return None

    def most(self) -> int:
        """How many questions may still come, at most, this one included."""
        known = [name for name in self.answers if name in self.topic.ask]
        return max(1, min(len(self.still(known)), MOST - len(known)))

    def still(self, known: Sequence[str]) -> set[str]:
        """The facts that may still be asked, by the form of the rules."""
        if self.topic.since:
            return over_time.still(self, known)
        return {
            name
            for part in self.topic.parts
            for name in giving.asking(self, part).open(giving.case(self, part), giving.settled(self, part, known))
        }

    def parts(self) -> list[Part]:
        """The decisions to tell of: those after a yes only where the first does not say no."""
        first, *others = self.topic.parts
        return [first, *(part for part in others if not (part.after_yes and self.says_no(first)))]

    def says_no(self, part: Part) -> bool:
        return settle(self.law, self.decisions[part.decision], giving.case(self, part)).outcome is False

    # What is given to a decision.

    def given(self, part: Part) -> dict[str, Any]:
        """The facts of a decision as a case file would give them."""
        return giving.given(self, part)

    def supposed(self) -> dict[str, Any]:
        """The facts that nobody has said, that follow or are taken so, and that the answer may hang on."""
        found: dict[str, Any] = {}
        for part in self.parts():
            taken = giving.supposed(self, part)
            matter = over_time.supposed(self, part, taken)
            found |= {name: value for name, value in taken.items() if name in matter}
        return found

    def answer(self, part: Part) -> Answer:
        return decide(self.law, part.decision, self.given(part))

    def check(self) -> None:
        """Notes what the law refuses of facts taken together (a last day before the first), by the fact to mend."""
        for part in self.topic.parts:
            try:
                giving.contract_in_order(self, part)
                Reader(self.decisions[part.decision].facts(self.law), self.decisions[part.decision].checks).read(
                    self.given(part)
                )
            except InputError as error:
                for fault in error.faults:
                    name = re.sub(r"\[\d+\]", "", fault.place)
                    if name in self.answers:
                        self.faults.setdefault(name, fault)

    # Addresses.

    def query(self, without: Sequence[str] = (), **more: str) -> str:
        """The part of an address that says these answers."""
        said = {name: text for name, text in self.texts.items() if name not in without} | more
        return f"?{urlencode(said)}" if said else ""

    def before(self) -> str:
        """The address one answer back."""
        known = [name for name in self.texts if name in self.topic.ask]
        return self.query(without=known[-1:])


def read(law: Law, topic: Topic, said: Mapping[str, str], today: datetime.date) -> State:
    """The state that an address says. Names that are not known are dropped and kept in mind to be told."""
    state = State(law, topic, today)
    for name, text in said.items():
        if name == EDIT:
            state.edit = text if text in state.facts else None
        elif name not in state.facts:
            state.dropped.append(name)
        else:
            read_one(state, name, text.strip())
    if not state.faults and not state.edit:
        state.check()
    return state


def read_one(state: State, name: str, text: str) -> None:
    fact = state.facts[name]
    state.texts[name] = text
    if text == UNSAID and not fact.required:
        state.answers[name] = None
        return
    try:
        state.answers[name] = plain(fact, name, text)
        if fact.kind.name in CALENDAR:
            state.texts[name] = year_first(text)  # as the field of a browser takes it
    except InputError as error:
        state.faults[name] = error.faults[0]


def year_first(text: str) -> str:
    """A day or a month as it is written here, as the law's files write it; anything else as it is."""
    written = AS_HERE.fullmatch(text)
    return "-".join(part.zfill(2) for part in reversed(written.groups()) if part) if written else text


def plain(fact: Fact, name: str, text: str) -> Any:
    """A value as case files write it, from the text of a form; raises InputError with one fault."""
    if not text or text == UNSAID:
        raise InputError([Fault(name, "required")])
    if fact.kind.name in ("number", "money", "first_of_year"):
        text = text.replace("\u202f", "").replace(" ", "").replace(",", ".")
    try:
        if len(text) > LONGEST and fact.kind.name in ("number", "money"):
            raise Unreadable("smaller")
        value = fact.kind.read_text(year_first(text) if fact.kind.name in CALENDAR else text)
    except Unreadable as error:
        raise InputError([Fault(name, f"expected_{error.expected}", {"said": text, **error.words})]) from None
    given = fact.kind.plain(value)
    if isinstance(given, float):
        given = Decimal(repr(given))
    Reader({name: fact}, ()).read({name: given})
    return given
