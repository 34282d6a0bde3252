"""An answer as a sheet to keep: everything open, each reason told once, the numbers of the law as numbered sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.papers.answer import Change, Figure, Ground, Headings, Mark, Part, Read, Sheet, Source
from tremplin.papers.parts import bound
from tremplin.papers.saying import article_said
from tremplin.reasons import lacking
from tremplin.reasons.wording import day_text
from tremplin.web.questions.fields import capital, given
from tremplin.web.questions.showing import Reason, Told, answer_of
from tremplin.web.questions.state import State

MARKS = {"yes": "ask.met", "no": "ask.not_met", "maybe": "ask.uncertain"}
DEEPEST = 5
"""Steps by which a reason stands further in, at most."""
LONGEST = 40
"""Letters of a value that is told within a line; a longer one (a list) stands with its source."""


def sheet_of(state: State, told: Sequence[Told], language: str, root: str) -> Sheet:
    """The sheet of an answer; `root`: the site that its addresses lie on."""
    return bound(Making(state, told, language).sheet(root), language)


@dataclass
class Making:
    """One sheet while it is made: `sources` grow as the reasons name them."""

    state: State
    told: Sequence[Told]
    language: str
    sources: dict[str, Source] = field(default_factory=dict)

    def say(self, key: str, /, **words: object) -> str:
        return sentence(key, self.language, **words)

    def sheet(self, root: str) -> Sheet:
        said, first = answer_of(self.state, list(self.told), self.language), self.told[0]
        parts = tuple(self.part(one) for one in self.told)
        made_on = day_number(self.state.today)
        law = f"{self.say('ask.law')} {self.state.law.fingerprint}"
        return Sheet(
            kind="answer",
            language=self.language,
            title=self.state.topic.title[self.language],
            about=" · ".join([*(said["days"] or [day_text(made_on, self.language)]), law]),
            lead=first.lead,
            status=Mark(first.status, first.badge),
            parts=parts,
            taken=said["taken"],
            changes=tuple(self.change(change) for change, _ in said["changes"]),
            bring=tuple(said["bring"]),
            see=said["see"],
            given=tuple(self.given_lines()),
            sources=tuple(self.sources.values()),
            headings=self.headings(),
            foot=f"{self.say('ask.honest')} {self.say('paper.made_on', day=day_text(made_on, self.language))}",
            root=root,
            again=f"/{self.language}/ask/{self.state.topic.name}{self.query()}",
            made_on=made_on,
        )

    def headings(self) -> Headings:
        keys = ("taken", "changes", "bring", "see", "given", "reasons")
        return Headings(
            **{key: self.say(f"ask.{key}") for key in keys},
            sources=self.say("paper.sources"),
            again=self.say("paper.again"),
            law=self.say("paper.see_law_of"),
            colon=self.say("place.colon"),
        )

    def given_lines(self) -> Iterator[tuple[str, str]]:
        for one in given(self.state, self.language, answered=True):
            yield one.label, f"{one.value} ({self.say('ask.supposed')})" if one.supposed else one.value

    def query(self) -> str:
        """The answers with the day they hold for, so that the address opens this answer tomorrow too."""
        days: Mapping[str, object] = {
            name: of for part in self.state.topic.parts for name, of in self.state.clock(part).items()
        }
        return self.state.query(**{name: str(day) for name, day in days.items() if name not in self.state.answers})

    def part(self, told: Told) -> Part:
        first = told is self.told[0]
        return Part(
            title=told.title,
            lead="" if first else told.lead,
            status=Mark(told.status, told.badge),
            figures=tuple(Figure(one.label, capital(one.value), one.address) for one in told.figures),
            grounds=tuple(ground for reason in told.reasons for ground in self.grounds(reason)),
            address=told.address,
        )

    def change(self, change: lacking.Change) -> Change:
        mark = "no" if change.kind == "short" else "maybe"
        return Change(mark, self.say(MARKS[mark]), capital(change.label), capital(change.text))

    # The reasons.

    def grounds(self, reason: Reason, depth: int = 0, above: str = "", closed: bool = False) -> Iterator[Ground]:
        """A reason, then those it stands on. `closed`: it does not decide, so that its own line says enough."""
        node = reason.node
        article = article_said(node.article, self.language)
        behind = [f"{self.say('ask.behind')} {', '.join(node.behind)}"] if node.behind else []
        below = [] if closed else list(under(reason))
        reads = dict.fromkeys(self.read(child) for child in below if within(child) and weighs(child))
        yield Ground(
            depth=min(depth, DEEPEST),
            mark=reason.mark,
            said=self.say(MARKS[reason.mark]) if reason.mark else "",
            label=reason.label,
            value=node.value,
            notes=tuple(filter(None, (node.reason, node.short, *behind))),
            reads=tuple(reads),
            article="" if article == above else article,
            address=reason.address,
        )
        for child in below:
            if not within(child):
                yield from self.grounds(child, depth + 1, article or above, idle(child, reason))

    def read(self, reason: Reason) -> Read:
        """What a line names: a number of the law with the number of its source."""
        node = reason.node
        if reason.number and node.name not in self.sources:
            self.sources[node.name] = Source(
                number=len(self.sources) + 1,
                label=reason.label,
                value=node.value,
                article=article_said(node.article, self.language),
                words=" ; ".join(node.sources),
                status=reason.status,
                address=reason.address,
            )
        value = node.value if len(node.value) <= LONGEST or not reason.number else ""
        return Read(node.label, value, self.sources[node.name].number if reason.number else 0)


def under(reason: Reason) -> Iterator[Reason]:
    """What a reason stands on; what holds for each row of a table has no value of its own and gives way to its own."""
    for child in reason.children:
        if child.node.kind == "rows":
            yield child
        if child.node.kind == "rows" or not (child.node.value or child.node.reason or within(child)):
            yield from under(child)
        else:
            yield child


def within(reason: Reason) -> bool:
    """Whether a reason is read within the line of the one above it."""
    return reason.number or reason.node.kind in ("fact", "rows") or reason.node.again


def weighs(reason: Reason) -> bool:
    """Whether it says something here: not a choice of the law that this case never meets."""
    return bool(reason.node.value) and not (reason.number and reason.node.status is None)


def idle(reason: Reason, above: Reason) -> bool:
    """Whether a reason does not decide the one above: not known below what is known, or not the way that was taken."""
    if reason.mark == "maybe":
        return above.mark != "maybe"
    return reason.node.folded and reason.mark != above.mark
