"""The state of a question: what the address of the page says, read again at each request; nothing else is kept."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from tremplin.engine.decide import settle
from tremplin.engine.facts import Case, Fact, Reader, RowTable
from tremplin.engine.kinds import UNKNOWN, Unreadable
from tremplin.engine.law import Decision, Law
from tremplin.ground.errors import Fault, InputError
from tremplin.reasons.answer import Answer, decide
from tremplin.web.questions.asking import asked
from tremplin.web.questions.topics import Part, Topic, asking, today_for

UNSAID = "?"
EDIT = "edit"
MOST = 8
"""Questions that are asked of one's own accord; what is still open then stands under what would change the answer."""
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

    @cached_property
    def clocks(self) -> tuple[str, ...]:
        """Days that the page sets to today, and that the address may say otherwise."""
        return tuple(dict.fromkeys(name for part in self.topic.parts for name in self.clock(part)))

    def clock(self, part: Part) -> Mapping[str, Any]:
        decision = self.decisions[part.decision]
        if decision.clock in part.ask or not self.law.facts[decision.given[decision.clock]].required:
            return {}
        return today_for(self.law, decision, self.today)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts of this topic, by the name that the address uses."""
        found: dict[str, Fact] = {}
        for part in self.topic.parts:
            for name in (*self.clock(part), *part.ask):
                found.setdefault(name, asked(self.law, self.decisions[part.decision], name).fact)
        return found

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
        for part in self.parts():
            found = asking(self.law, self.topic, part).next(self.case(part), {*known, *self.topic.follows})
            if found:
                return found
        return None

    def most(self) -> int:
        """How many questions may still come, at most, this one included."""
        known = [name for name in self.answers if name in self.topic.ask]
        still = {
            name
            for part in self.topic.parts
            for name in asking(self.law, self.topic, part).open(self.case(part), {*known, *self.topic.follows})
        }
        return max(1, min(len(still), MOST - len(known)))

    def parts(self) -> list[Part]:
        """The decisions to tell of: those after a yes only where the first does not say no."""
        first, *others = self.topic.parts
        return [first, *(part for part in others if not (part.after_yes and self.says_no(first)))]

    def says_no(self, part: Part) -> bool:
        return settle(self.law, self.decisions[part.decision], self.case(part)).outcome is False

    # What is given to a decision.

    def given(self, part: Part) -> dict[str, Any]:
        """The facts of a decision as a case file would give them."""
        decision = self.decisions[part.decision]
        given: dict[str, Any] = {**self.clock(part), **part.fixed}
        for name, of in self.topic.follows.items():
            if name in decision.given and (found := of.get(str(self.answers.get(of["from"])))):
                given[name] = found
        for name, value in self.answers.items():
            table, dot, column = name.rpartition(".")
            if name not in (*part.ask, *self.clock(part)):
                continue
            if dot:
                given.setdefault(table, [{}])[0][column] = value
            else:
                given[name] = value
        return given

    def case(self, part: Part) -> Case:
        """The case as far as it is known: what may still be asked is unknown in it, not left out."""
        decision, given = self.decisions[part.decision], self.given(part)
        case = Case({}, {})
        for name, of in decision.facts(self.law).items():
            if isinstance(of, RowTable):
                rows = given.get(name, [{}] if any(ask.startswith(f"{name}.") for ask in part.ask) else None)
                case.rows[name] = None if rows is None else self.columns(of, rows)
            elif name in part.ask and name not in given:
                case.values[of.argument] = UNKNOWN
            else:
                case.values[of.argument] = inner(of, given, name)
        return case

    @staticmethod
    def columns(table: RowTable, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
        return {of.argument: [inner(of, row, name) for row in rows] for name, of in table.columns.items()}

    def answer(self, part: Part) -> Answer:
        return decide(self.law, part.decision, self.given(part))

    def check(self) -> None:
        """Notes what the law refuses of facts taken together (a last day before the first), by the fact to mend."""
        for part in self.topic.parts:
            try:
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


def inner(fact: Fact, given: Mapping[str, Any], name: str) -> int:
    if name not in given:
        return fact.blank
    return UNKNOWN if given[name] is None else fact.kind.read(given[name]) + fact.add


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
    if not state.faults and not state.edit and state.next is None:
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
    except InputError as error:
        state.faults[name] = error.faults[0]


def plain(fact: Fact, name: str, text: str) -> Any:
    """A value as case files write it, from the text of a form; raises InputError with one fault."""
    if not text or text == UNSAID:
        raise InputError([Fault(name, "required")])
    if fact.kind.name in ("number", "money", "first_of_year"):
        text = text.replace("\u202f", "").replace(" ", "").replace(",", ".")
    try:
        if len(text) > LONGEST and fact.kind.name in ("number", "money"):
            raise Unreadable("smaller")
        value = fact.kind.read_text(text)
    except Unreadable as error:
        raise InputError([Fault(name, f"expected_{error.expected}", {"said": text, **error.words})]) from None
    given = fact.kind.plain(value)
    if isinstance(given, float):
        given = Decimal(repr(given))
    Reader({name: fact}, ()).read({name: given})
    return given
