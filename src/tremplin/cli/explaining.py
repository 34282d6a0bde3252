"""`tremplin explain`: the answer, why, the rows one by one, and what would change it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from tremplin.cli.asking import facts_of, law_of
from tremplin.cli.deciding import say_answer, say_changes, say_found
from tremplin.cli.files import named
from tremplin.cli.paper import Paper, Part
from tremplin.engine.law import Law
from tremplin.reasons.answer import Answer
from tremplin.reasons.explain import Explanation, Node
from tremplin.reasons.found import Found, ask
from tremplin.reasons.telling import Rows


def run(law: Law, decision: str, facts: str, work: str | None, office: str | None, language: str) -> None:
    law = law_of(law, office)
    say(ask(law, decision, facts_of(law, decision, facts, work), named(facts)), language)


def say(answer: Answer | Found, language: str) -> None:
    """The whole explanation, on standard output."""
    if isinstance(answer, Found):
        say_found(answer, language)
        return
    told, paper = Explanation(answer, language), Paper()
    say_answer(paper, told)
    paper.heading(told.word("cli.why"))
    for number, node in enumerate(told.tree):
        if number == 0 or any(not child.again for child in node.children if needed(told, child, node)):
            say_node(paper, told, node, "  ", "  ", "")
    for table in told.tables:
        say_rows(paper, told, table)
    say_changes(paper, told)


def say_node(paper: Paper, told: Explanation, node: Node, first: str, rest: str, above: str) -> None:
    """A value with its reason and where the law says it (unless the line above has said so), then what it stands on."""
    shown = (
        [] if node.folded or node.kind == "rows" else [child for child in node.children if needed(told, child, node)]
    )
    again = [child for child in shown if child.again]
    below = [child for child in shown if not child.again]
    trunk = rest + ("│ " if below or again else "  ")
    style = "strong" if above == "" else "care" if node.behind or node.status == "unset" else ""
    parts: list[Part] = [(told.pair(node.label, "") if node.value else node.label, "dim" if node.folded else "")]
    parts.append((node.value, "dim" if node.folded and not node.behind else style))
    if node.short:
        parts.append((f" ({node.short})", ""))
    if node.behind and (node.folded or above == ""):
        parts.append((f" ({told.word('cli.because', facts=', '.join(node.behind))})", ""))
    if node.reason and node.reason != node.value:
        parts.append((f" – {node.reason}", ""))
    parts += where(told, node, above)
    paper.line(*parts, first=first, rest=trunk)
    for number, child in enumerate(below):
        last = number == len(below) - 1 and not again
        say_node(
            paper, told, child, rest + ("└ " if last else "├ "), rest + ("  " if last else "│ "), node.article or above
        )
    if again:
        texts = ", ".join(child.label for child in again)
        paper.line((told.pair(told.word("cli.above"), texts), "dim"), first=rest + "└ ", rest=rest + "  ")


def needed(told: Explanation, node: Node, above: Node) -> bool:
    """Whether a line is worth it: not a policy that changes nothing, a value told before, or an unknown that is known
    not to matter."""
    if node.kind in ("rule", "rows"):
        return True
    unknown = node.value == told.word("value.unknown")
    return not node.again and not (unknown and not above.behind) and not (node.kind == "policy" and node.status is None)


def where(told: Explanation, node: Node, above: str) -> Iterator[Part]:
    texts = [node.article] if node.article and node.article != above and not node.folded else []
    if node.kind in ("parameter", "policy"):
        texts += node.sources
    if node.status not in (None, "confirmed") and not node.folded:
        texts.append(told.word(f"status.{node.status}"))
    if texts:
        yield f"  [{' · '.join(texts)}]", "dim"


def say_rows(paper: Paper, told: Explanation, table: Rows) -> None:
    """The rows as they came and what the rules made of each, then the rules that did."""
    paper.heading(table.label[:1].upper() + table.label[1:])
    number = told.word("cli.number")
    rows = [[str(at + 1), *cells] for at, cells in enumerate(table.cells)]
    paper.table([number, *table.headings], rows)
    if table.common:
        common = " · ".join(told.pair(name, value) for name, value in table.common)
        paper.line((told.pair(told.word("cli.all_rows"), common), "dim"), first="  ", rest="    ")
    for article, labels in applied(told.tree, table.name, told.answer.statuses).items():
        paper.line((told.pair(article, ", ".join(labels)), "dim"), first="  ", rest="    ")


def applied(nodes: Sequence[Node], table: str, touched: Container[str]) -> dict[str, dict[str, None]]:
    """The rules and numbers applied to each row of a table, by article; not those that made no difference."""
    found: dict[str, dict[str, None]] = {}
    for node in nodes:
        inside = node.kind == "rows" and node.name == table
        for below in flat(node.children) if inside else ():
            if below.article and below.name in touched:
                found.setdefault(below.article, {})[below.label] = None
        for article, labels in (applied(node.children, table, touched) if not inside else {}).items():
            found.setdefault(article, {}).update(labels)
    return found


def flat(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from flat(node.children)
