"""The questions of the public site: how many are asked, and how long the server takes to find the next one.

./do python benchmarks/asking.py [SECONDS A TOPIC] [TOPIC...]

Each topic is walked by paths drawn by lot (the same at each start) among all answers that the rules can tell apart, "I
do not know" included, with no cap on the questions. Times are of the processor, beside one plain decision of the same
law with what was answered.
"""

from __future__ import annotations

import datetime
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

from tremplin.engine.kinds import KINDS
from tremplin.law import belgian_law
from tremplin.reasons.answer import decide
from tremplin.web.questions import giving, over_time
from tremplin.web.questions import state as state_module
from tremplin.web.questions.state import MOST, State, read
from tremplin.web.questions.topics import Topic, topics

SLOW = 0.3
PLANNED = {"day": ("2024-05-01", "2025-12-31", "2026-08-31"), "number": ("38", "19", "30.4")}


def answers(state: State, name: str) -> list[str]:
    """The answers to a question, as an address says them; last, where it may be said, that one does not know."""
    fact = state.facts[name]
    part = next(part for part in state.topic.parts if name in part.ask)
    if part.planned and "." in name:
        return list(PLANNED[fact.kind.name])
    asking = giving.asking(state, part)
    values = asking.values(next(one for one in asking.may if one.name == name), True)
    plain = [fact.plain(value) for value in values]
    words = [("no", "yes")[one] if fact.kind == KINDS["yes_no"] else str(one) for one in plain]
    return words if fact.required else [*words, "?"]


class Walk:
    """What the paths of one topic took."""

    def __init__(self, topic: Topic, seconds: float) -> None:
        self.topic, self.lot = topic, random.Random(topic.name)  # noqa: S311
        self.steps: list[tuple[float, str]] = []
        self.ends: list[float] = []
        self.plain: list[float] = []
        self.asked: Counter[int] = Counter()
        self.beyond: list[dict[str, str]] = []
        begun = time.process_time()
        while time.process_time() - begun < seconds:
            self.path()

    def path(self) -> None:
        said: dict[str, str] = {}
        while True:
            begun = time.process_time()
            state = read(belgian_law(), self.topic, said, datetime.date(2026, 11, 22))
            name = state.question
            if name:
                state.most()
            self.steps.append((time.process_time() - begun, f"{said}"))
            if name is None or state.faults:
                break
            said[name] = self.lot.choice(answers(state, name))
        self.asked[len(said)] += 1
        if len(said) > MOST:
            self.beyond.append(said)
        if not state.faults:
            self.plain += timed(self.decided(state))
            self.ends += timed(self.ended(state))

    @staticmethod
    def decided(state: State) -> Iterator[None]:
        for part in state.topic.parts[:1]:
            decide(belgian_law(), part.decision, giving.given(state, part)).outcome  # noqa: B018
            yield

    @staticmethod
    def ended(state: State) -> Iterator[None]:
        """What the page of an answer works out beside the text."""
        if state.topic.since:
            over_time.courses(state, "fr")[0].found  # noqa: B018
        state.supposed()
        yield

    def line(self) -> str:
        times = sorted(taken for taken, _ in self.steps)
        middle, late, worst = at(times, 0.5), at(times, 0.99), times[-1]
        plain = at(sorted(self.plain), 0.5) if self.plain else 0.0
        ratio = f"{middle / plain:8.1f} ×" if plain else "        –"
        ends = max(self.ends, default=0.0)
        return (
            f"{self.topic.name:16} {sum(self.asked.values()):6} {len(self.steps):7} {max(self.asked):5} "
            f"{ms(middle)} {ms(late)} {ms(worst)} {ms(plain)} {ratio} {ms(ends)}"
        )


def timed(done: Iterator[None]) -> Iterator[float]:
    begun = time.process_time()
    for _ in done:
        yield time.process_time() - begun
        begun = time.process_time()


def at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(share * len(times)))]


def ms(seconds: float) -> str:
    return f"{1_000 * seconds:8.1f}"


def main() -> None:
    state_module.MOST = 99  # no cap: what would be asked without it is counted
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    chosen = [topics()[name] for name in sys.argv[2:]] or list(topics().values())
    print(
        "topic             paths   steps  most  median      p99    worst   decide    median/decide   answer (worst), ms"
    )
    slow: list[tuple[float, str, str]] = []
    beyond = 0
    for topic in chosen:
        walk = Walk(topic, seconds)
        print(walk.line(), flush=True)
        slow += [(taken, topic.name, said) for taken, said in walk.steps if taken > SLOW]
        beyond += len(walk.beyond)
        for said in walk.beyond[:3]:
            print(f"    more than {MOST}: {said}")
    print(f"paths of more than {MOST} questions: {beyond}")
    for taken, name, said in sorted(slow, reverse=True)[:5]:
        print(f"slow: {1_000 * taken:.0f} ms, {name} {said}")


if __name__ == "__main__":
    main()
