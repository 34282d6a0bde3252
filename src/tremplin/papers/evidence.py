"""What an admission proves, as sections: the days one by one, the count, the routes, the doubts, the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.rules import Rule
from tremplin.ground.sentences import label, sentence
from tremplin.papers.chart import chart
from tremplin.papers.counting import count_of
from tremplin.papers.parts import CARE, MAYBE, NO, YES, Block, Days, Fold, Pairs, Point, Points, Section, Text
from tremplin.papers.planned import Planned, Said, Variant
from tremplin.papers.saying import Ends, article_said, capital, doubt_said, ends_of, row_said
from tremplin.papers.strip import Strip, Table, caption, drawings, legend_drawings
from tremplin.papers.strip.words import by_quarter, unusual
from tremplin.reasons.explain import Explanation, Node
from tremplin.reasons.wording import day_text

MARKS = {1: YES, 0: NO, UNKNOWN: MAYBE}
FIGURES = ("required_days", "proved_days", "missing_days")
"""Results that stand at the head of the report."""
MARK_WORDS = {YES: "report.holds", NO: "report.fails", MAYBE: "report.open", CARE: "report.care"}


class Told(Explanation):
    """An explanation whose rows are told by what people can see of them."""

    def row_label(self, table: str, row: int) -> str:
        if table != "work":
            return super().row_label(table, row)
        return row_said(self.answer, row, self.language)


def days_section(strip: Strip, language: str) -> Section:
    """The strip, what is out of the ordinary, and the same as a table."""
    how = " ".join([sentence("strip.how", language)] if strip.marks else [])
    texts = caption(strip, language)
    blocks: list[Block] = []
    if strip.marks:
        legends = tuple(tuple(signs) for signs in legend_drawings(strip, language) if signs)
        blocks.append(Days(legends, tuple(drawings(strip, language, fold=True)), " ".join([how, *texts])))
    else:
        blocks += [Text(text) for text in texts]
    odd = unusual(strip, language)
    if odd.rows:
        blocks.append(headed(odd))
    if strip.rows:
        blocks.append(Fold(sentence("report.as_table", language), (headed(by_quarter(strip, language)),)))
    return Section("days", sentence("strip.title", language), tuple(blocks))


def headed(table: Table) -> Table:
    """The table with its headings as a page writes them."""
    return replace(table, headings=tuple(capital(heading) for heading in table.headings))


def count_section(
    told: Explanation, variant: Variant | None, required: Ends | None, before: Sequence[str] = ()
) -> Section:
    """What is proved against what is required; beside it what a claim on the first day would give."""
    language, answer = told.language, told.answer
    count = count_of(answer, variant, required)
    blocks: list[Block] = [Text(text) for text in before if text]
    if count is None:
        blocks.append(Text(told.word("report.no_chart"), soft=True))
    else:
        picture = chart(count, language)
        notes = [told.word("report.chart_note")] if count.sure_ahead else []
        blocks += [picture, Text(" ".join([picture.text, *notes]), soft=True)]
    hidden = FIGURES if required == ends_of(answer, "required_days") else ("proved_days",)
    results = [(capital(text), value) for name, text, value in told.results if name not in hidden]
    results.append((capital(told.word("cli.status")), told.word(f"status.{answer.status}")))
    return Section("count", told.word("report.count"), tuple(blocks), (Pairs(tuple(results), if_claimed(told)),))


def if_claimed(told: Explanation) -> str:
    """`Si la demande était faite le 2 mars 2026`: the day of which the admission tells."""
    day = told.answer.case.values.get("claim_date", UNKNOWN)
    return told.word("report.if_claimed", day=day_text(day, told.language)) if day != UNKNOWN else ""


def routes_section(told: Explanation, dated: bool = False) -> Section:
    """Each condition of the right, with the way in which it is met, or the ways in which it may be.

    `dated`: whether it must be said of which day that is.
    """
    target = told.target
    points: list[Point] = []
    for rule in told.parts(target) if target.combine else [target]:
        points += [point_of(told, part) for part in (ways(told, rule) if rule.combine else [rule])]
    before = (Text(f"{if_claimed(told)}{told.word('place.colon')}".rstrip()),) if dated else ()
    return Section("routes", told.word("report.routes"), (*before, Points(tuple(points))))


def ways(told: Explanation, rule: Rule) -> list[Rule]:
    """Of alternatives those that hold; when none does, those that are open or fall short by so much."""
    parts = told.parts(rule)
    holding = [part for part in parts if told.values[part.name] == 1]
    return holding or [part for part in parts if told.values[part.name] == UNKNOWN or told.short(part)] or parts


def point_of(told: Explanation, rule: Rule) -> Point:
    node = told.rule_node(rule)
    mark = MARKS[told.values[rule.name]]
    behind = told.word("cli.because", facts=", ".join(node.behind)) if node.behind else ""
    reasons = " · ".join(dict.fromkeys(filter(None, (node.short, node.reason, behind))))
    article = article_said(node.article, told.language)
    note = article if node.status is None else f"{article} · {told.word(f'status.{node.status}')}"
    return Point(capital(node.label), capital(reasons), note, mark, told.word(MARK_WORDS[mark]))


def doubts_section(
    told: Explanation, doubts: Sequence[Said], planned: Planned | None, supposed: Sequence[str] = ()
) -> Section:
    """What a reader doubted, what is not known and whom to ask, what the law leaves open."""
    said = told.word(MARK_WORDS[CARE])
    texts = dict.fromkeys(doubt_said(doubt, told.language) for doubt in doubts)
    points = [Point(text, mark=CARE, said=said) for text in texts]
    for name in supposed:
        named = told.law.facts[name].texts
        words = (capital(label(named, told.language)), label(named, told.language, "question"))
        points.append(Point(*words, mark=CARE, said=said))
    for change in told.changes:
        if change.kind != "short":
            points.append(Point(capital(change.label), capital(change.text), mark=CARE, said=said))
    if planned:
        points += [Point(*texts, mark=CARE, said=said) for texts in open_in_plan(told, planned)]
    blocks: tuple[Block, ...] = (Points(tuple(points)),) if points else (Text(told.word("report.no_doubt")),)
    return Section("doubts", told.word("report.doubts"), blocks)


def open_in_plan(told: Explanation, planned: Planned) -> Iterator[tuple[str, str]]:
    """What the pathway lacks beside what the admission lacks: facts to ask for, rules that are not set."""
    for name in planned.missing:
        if name in told.law.facts and name not in told.answer.missing:
            texts = told.law.facts[name].texts
            yield capital(label(texts, told.language)), label(texts, told.language, "question")
    for name in planned.unset:
        if name in told.law.parameters and name not in told.answer.unset:
            yield capital(label(told.law.parameters[name].texts, told.language)), capital(told.word("status.unset"))


def sources_section(told: Explanation) -> Section:
    """Every number and every choice that weighed, with its article, its source and how sure it is."""
    rows: dict[tuple[str, ...], None] = {}
    for node in under(Told(told.answer, told.language).tree):
        if node.kind in ("parameter", "policy") and node.status is not None and node.sources:
            value = f"{capital(node.label)}{told.word('place.colon')}{node.value}"
            rows[
                value,
                article_said(node.article, told.language),
                " ; ".join(node.sources),
                told.word(f"status.{node.status}"),
            ] = None
    headings = ("report.rule", "report.article", "report.source", "cli.status")
    table = Table(told.word("report.sources_note"), tuple(capital(told.word(key)) for key in headings), tuple(rows))
    return Section("sources", told.word("report.sources"), (table,))


def under(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from under(node.children)
