"""`tremplin plan`: when the right opens, by which way, and the subsidy month by month."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tremplin.cli.asking import law_of
from tremplin.cli.paper import Paper, Part
from tremplin.cli.person import Asked, gathered
from tremplin.engine.facts import RowTable
from tremplin.engine.kinds import KINDS, UNKNOWN
from tremplin.engine.law import Law
from tremplin.ground.sentences import label, sentence
from tremplin.law.article60 import clause
from tremplin.law.article60.planner import Planned
from tremplin.law.article60.repairs import Repair
from tremplin.law.article60.variants import Span, Variant
from tremplin.papers.matter import supposing
from tremplin.papers.saying import row_said
from tremplin.reasons.found import Found, ask
from tremplin.reasons.wording import brief_day, day_text, text_of

SEARCH = "article60_plan"
MONEY, MONTH, HOURS = KINDS["money"], KINDS["month"], KINDS["hundredths"]


def run(law: Law, asked: Asked, office: str | None, language: str, as_json: bool) -> None:
    law = law_of(law, office)
    found = gathered(law, asked, SEARCH)
    planned = ask(law, SEARCH, found.facts, found.source)
    assert isinstance(planned, Planned)
    if as_json:
        print(json.dumps(planned.as_json(), ensure_ascii=False, indent=2))
        return
    paper = Paper()
    if supposed := supposing(law, planned, found.facts, found.source):
        say_missing(paper, planned, language)
        paper.line((sentence("plan.supposed", language), "care"))
        paper.blank()
        planned = supposed
    say(paper, planned, language)
    for doubt in found.doubts:
        paper.line((doubt.text(language), "dim"), first="  ", rest="    ")


def say(paper: Paper, planned: Found, language: str) -> None:
    """The whole plan."""
    assert isinstance(planned, Planned)
    paper.line((lead(planned, language), "lead"))
    if not planned.variants:
        say_missing(paper, planned, language)
        return
    place = planned.earliest or 0
    chosen = planned.variants[place]
    paper.blank()
    paper.pairs([*figures(planned, chosen, language)])
    say_missing(paper, planned, language)
    say_ways(paper, planned, language)
    if chosen.months:
        paper.heading(sentence("plan.months", language, number=place + 1))
        paper.pairs([(text_of(MONTH, month, language), paid(chosen, month, language)) for month in chosen.months])
    if chosen.warnings:
        paper.heading(sentence("plan.cautions", language, number=place + 1))
        for warning in chosen.warnings:
            paper.line(warning.text(language), first="  · ", rest="    ")
    say_clause(paper, planned, language)
    say_repairs(paper, planned.repairs, language)
    paper.blank()
    paper.line((sentence("plan.assumed", language), "dim"))


def lead(planned: Planned, language: str) -> str:
    """Days proved and missing; then when full-time work from the first day ends."""
    return " ".join(filter(None, (proved(planned, language), ending(planned, language))))


def proved(planned: Planned, language: str) -> str:
    if planned.proof is None:
        return ""
    result, ranges = planned.proof.result, planned.proof.plain_ranges
    if result["admissible"]:
        return sentence("plan.open_already", language, start=day_text(planned.start, language))
    ends = [
        str(result[name]) if result[name] is not None else "–".join(map(str, ranges[name])) if name in ranges else ""
        for name in ("proved_days", "missing_days")
    ]
    if "" in ends:
        return sentence("plan.not_proved", language)
    if planned.clause_days not in (None, result["required_days"]):
        # The law of the day on which the right opens asks for other days than that of the start.
        known = ranges.get("proved_days") or [result["proved_days"]] * 2
        ends[1] = bounds((max(0, planned.clause_days - known[1]), max(0, planned.clause_days - known[0])))
    key = "plan.proved_one" if "1" in ends else "plan.proved"
    return sentence(key, language, proved=ends[0], missing=ends[1])


def ending(planned: Planned, language: str) -> str:
    if not planned.variants:
        return ""
    start, end = day_text(planned.start, language), planned.variants[0].contract_end
    if end is None:
        months = planned.case.values["horizon_months"]
        return sentence("plan.never_opens", language, start=start, months=months)
    first, last = (day_text(day, language) for day in end)
    if first == last:
        return sentence("plan.ends", language, start=start, end=first)
    return sentence("plan.ends_between", language, start=start, first=first, last=last)


def figures(planned: Planned, chosen: Variant, language: str) -> Iterator[tuple[str, str | Part]]:
    if chosen.ask_onem_on is not None:
        yield sentence("plan.ask", language), day_text(chosen.ask_onem_on, language)
    if chosen.contract_end is not None:
        yield sentence("plan.subsidy", language), total(chosen, language)
    if chosen.cost_range is not None:
        yield sentence("plan.cost", language), money_between(chosen.cost_range, language)
    if planned.clause_days is not None:
        yield sentence("plan.clause", language), str(planned.clause_days)
    if planned.anchor:
        anchor = planned.anchor
        words = {"days": anchor.days_to_work, "own": bounds(anchor.own_days_to_work), "gap": bounds(anchor.gap)}
        yield (
            f"{sentence('plan.by_onem', language)} {brief_day(anchor.answered_on, language)}",
            sentence("plan.onem_days", language, **words),
        )
        if anchor.end_date != UNKNOWN:
            yield sentence("plan.onem_end", language), day_text(anchor.end_date, language)
        if chosen.by_own_count is not None:
            yield sentence("plan.own_end", language), days(chosen.by_own_count, language)
    colon = sentence("place.colon", language)
    unset = [label(planned.law.parameters[name].texts, language) for name in planned.unset]
    for key, status, names in (
        ("plan.sure_days", planned.statuses[0], []),
        ("plan.sure_euros", planned.statuses[1], unset),
    ):
        said = sentence(f"status.{status}", language)
        yield sentence(key, language), f"{said}{colon}{', '.join(names)}" if names else said


def bounds(of: Span) -> str:
    return str(of[0]) if of[0] == of[1] else f"{of[0]}–{of[1]}"


def days(span: Span, language: str) -> str:
    first, last = (brief_day(day, language) for day in span)
    return first if first == last else f"{first} – {last}"


def paid(variant: Variant, month: int, language: str) -> str | Part:
    value = variant.months[month]
    if value == UNKNOWN:
        return sentence("plan.by_end" if month in variant.by_end else "plan.unknown_rule", language), "care"
    return sentence("plan.nothing_due", language) if value == 0 else text_of(MONEY, value, language)


def total(variant: Variant, language: str) -> str:
    if variant.total != UNKNOWN:
        return text_of(MONEY, variant.total, language)
    if variant.total_range is None:
        return sentence("plan.unknown_rule", language)
    return money_between(variant.total_range, language)


def money_between(span: Span, language: str) -> str:
    low, high = (text_of(MONEY, cents, language) for cents in span)
    return low if low == high else sentence("value.between", language, low=low, high=high)


def say_ways(paper: Paper, planned: Planned, language: str) -> None:
    paper.heading(sentence("plan.ways", language))
    keys = ["first", "column_end", "column_subsidy"]
    costs = any(variant.cost_range is not None for variant in planned.variants)
    keys += ["column_net"] if costs else []
    rows = [way_row(planned, place, costs, language) for place in range(len(planned.variants))]
    paper.table([sentence(f"plan.{key}", language) for key in keys], rows)
    if planned.cheapest is None and planned.earliest is not None:
        why = sentence("plan.no_total" if costs else "plan.no_cost", language)
        paper.line((sentence("plan.no_cheapest", language, why=why), "dim"), first="  ")


def way_row(planned: Planned, place: int, costs: bool, language: str) -> list[str]:
    variant = planned.variants[place]
    names = [name for name in ("earliest", "cheapest", "gentlest") if getattr(planned, name) == place]
    end = variant.contract_end
    named = ", ".join(sentence(f"plan.{name}", language) for name in names)
    way = f"{place + 1}. {first(variant, language)}"
    row = [
        f"{way} ({named})" if named else way,
        days(end, language) if end else sentence("value.unknown", language),
        brief_money(known_total(variant), language) if end else "–",
    ]
    return [*row, brief_money(variant.net_cost(), language)] if costs else row


def known_total(variant: Variant) -> Span | None:
    return (variant.total, variant.total) if variant.total != UNKNOWN else variant.total_range


def brief_money(span: Span | None, language: str) -> str:
    """An amount in a table, or its two ends."""
    if span is None:
        return "–"
    low, high = (text_of(MONEY, cents, language) for cents in span)
    return low if low == high else f"{low.removesuffix(' €')} – {high}"


def first(variant: Variant, language: str) -> str:
    if not variant.months_first:
        return sentence("plan.at_once", language)
    hours = text_of(HOURS, variant.weekly_hours_first, language)
    if variant.months_first == 1:
        return sentence("plan.hours_for_one", language, hours=hours)
    return sentence("plan.hours_for", language, hours=hours, months=variant.months_first)


def say_clause(paper: Paper, planned: Planned, language: str) -> None:
    if planned.clause_days is None:
        return
    paper.heading(sentence("plan.clause_heading", language))
    paper.line(clause.text(planned.clause_days, language), first="  ")
    paper.line((f"({sentence('clause.official', language)})", "dim"), first="  ")
    found = planned.clause
    if found is None:
        return
    if found.on is None or found.trigger is None:
        until = day_text(planned.start, language)
        paper.line((sentence("clause.never", language, written=found.written, day=until), "care"), first="  ")
        return
    trigger = sentence(f"clause.trigger_{found.trigger}", language, days=found.written)
    words = {"written": found.written, "day": day_text(found.on, language), "trigger": trigger}
    paper.line((sentence("clause.first", language, **words), "care"), first="  ")
    if found.too_early:
        paper.line((sentence("clause.too_early", language), "stop"), first="  ")


def say_repairs(paper: Paper, repairs: tuple[Repair, ...], language: str) -> None:
    if not repairs:
        return
    paper.heading(sentence("plan.repairs", language))
    for repair in repairs:
        count = text_of(HOURS, repair.days, language) if repair.kind == "leave" else str(repair.days)
        paper.line(
            sentence(f"plan.repair_{repair.kind}", language, days=count, place=repair.place), first="  · ", rest="    "
        )
        parts = []
        if repair.contract_end:
            parts.append(sentence("plan.repair_end", language, end=days(repair.contract_end, language)))
        if repair.subsidy:
            parts.append(sentence("plan.repair_subsidy", language, amount=money_between(repair.subsidy, language)))
        if repair.cost is not None:
            parts.append(sentence("plan.repair_cost", language, amount=text_of(MONEY, repair.cost, language)))
        paper.line((" · ".join(parts), "dim"), first="    ", rest="    ")


def say_missing(paper: Paper, planned: Planned, language: str) -> None:
    """What has to be asked: before anything can be planned, or to make a range a day."""
    if not planned.missing:
        return
    known = planned.search.facts(planned.law)
    paper.heading(sentence("cli.missing", language))
    for name in planned.missing:
        table, _, column = name.partition("[")
        fact = known.get(table)
        if isinstance(fact, RowTable) and not column:
            paper.line(label(fact.texts, language), (f"  [{name}]", "dim"), first="  ", rest="    ")
            continue
        if isinstance(fact, RowTable):
            number, _, column = column.partition("].")
            fact = fact.columns[column]
            texts = f"{row_asked(planned, int(number), language)}{sentence('place.colon', language)}"
        else:
            texts = ""
        question = label(fact.texts, language, "question") if fact else name
        paper.line(texts + question, (f"  [{name}]", "dim"), first="  ", rest="    ")


def row_asked(planned: Planned, number: int, language: str) -> str:
    """A row of work by what people can see of it, by its place in what was given."""
    assert planned.proof is not None
    return row_said(planned.proof, planned.proof.case.places["work"].index(number), language)
