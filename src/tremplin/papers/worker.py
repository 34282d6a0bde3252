"""The worker's own page: how many days, until when, what to do, what may change it. One A4, in plain words.

It states as law only what the texts say; what they do not speak of is called practical advice.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from tremplin.engine.kinds import day
from tremplin.law.unemployment.admission import REFORM
from tremplin.papers.content import Matter
from tremplin.papers.parts import Block, Page, Picture, Point, Points, Section, Text, bound
from tremplin.papers.saying import Ends, article_said, capital, count, day_range, figure, number, on_day
from tremplin.papers.strip.drawing import NAMESPACE
from tremplin.reasons.wording import day_text

WIDTH, HEIGHT = 640, 26


def worker_of(matter: Matter) -> Page:
    """The page for the worker whom the report is about."""
    sections = (last_month(matter), after(matter), changes(matter))
    made = matter.word("worker.made_on", day=day_text(matter.made_on, matter.language))
    page = Page(
        kind="worker",
        language=matter.language,
        title=matter.word("worker.title"),
        about=f"{matter.name} · {made}" if matter.name else made,
        lead=lead(matter),
        badge=matter.word("report.forecast"),
        figures=figures(matter),
        sections=(progress(matter), *sections),
        foot=(
            matter.word("worker.note"),
            matter.word("law.fingerprint", fingerprint=matter.answer.law.fingerprint),
        ),
        made_on=matter.made_on,
    )
    return bound(page, matter.language)


def contract_end(matter: Matter) -> Ends | None:
    return matter.variant.contract_end if matter.variant else None


def lead(matter: Matter) -> str:
    """Until when the contract runs, as far as it is known."""
    end = contract_end(matter)
    if matter.answer.values.get("admissible") == 1:
        start = matter.planned.start if matter.planned else matter.answer.case.values["claim_date"]
        return matter.word("worker.lead_enough", start=day_text(start, matter.language))
    if end is None:
        return matter.word("worker.lead_open")
    return matter.word("worker.lead", end=on_day(end, matter.language))


def figures(matter: Matter) -> tuple[tuple[str, str], ...]:
    language = matter.language
    found = [(matter.word(key), figure(getattr(matter, name), language)) for name, key in COUNTS]
    if (end := contract_end(matter)) is not None:
        found.append((matter.word("report.last_day"), day_range(end, language)))
    return tuple((capital(label), value) for label, value in found)


COUNTS = (
    ("proved", "worker.done"),
    ("missing", "worker.to_do"),
    ("required", "worker.needed"),
)


def progress(matter: Matter) -> Section:
    """A bar: done, perhaps done, to do."""
    proved, required = matter.proved, matter.required
    blocks: list[Block] = []
    if proved and required and required[0] == required[1] > 0:
        words = {"done": count(proved, matter.language), "required": number(required[0], matter.language)}
        text = matter.word("worker.bar", **words)
        blocks.append(Picture(bar(proved, required[0], text), bar(proved, required[0], text), text))
    blocks += [Text(text) for text in (matter.other_law, matter.after_start) if text]
    blocks.append(Text(matter.word("worker.week"), soft=True))
    return Section("progress", matter.word("worker.days"), tuple(blocks))


def bar(proved: Ends, required: int, text: str) -> str:
    """A track as long as what is needed; what is sure is full, what is in doubt dotted."""
    sure, most = (min(end, required) * (WIDTH - 2) / required for end in proved)
    dots = "".join(f"M{x} {y}h.1" for x in range(round(sure) + 6, round(most) - 1, 8) for y in (8, 14, 20))
    maybe = (
        f'<rect class="b-maybe" x="{1 + sure:.1f}" y="2" width="{most - sure:.1f}" height="22"/>' if most > sure else ""
    )
    return (
        f'<svg {NAMESPACE} viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">'
        f"<title>{escape(text)}</title>"
        f'<rect class="b-track" x="1" y="1" width="{WIDTH - 2}" height="24" rx="3"/>'
        f'<rect class="b-done" x="1" y="2" width="{sure:.1f}" height="22" rx="2"/>{maybe}'
        f'<path class="c-dots" d="{dots or "M0 0"}"/></svg>'
    )


def last_month(matter: Matter) -> Section:
    """What to do in the last month."""
    points = (
        Point(ask(matter), note=matter.word("worker.ask_why")),
        Point(matter.word("worker.full_time"), note=article_said("AR 25/11/1991, art. 28-29", matter.language)),
        Point(matter.word("worker.papers"), note=matter.word("worker.not_read")),
        Point(matter.word("worker.register"), note=matter.word("worker.not_read")),
    )
    return Section("last-month", matter.word("worker.last_month"), (Points(points),))


def ask(matter: Matter) -> str:
    """When to have ONEM asked; past days are told as past, and an answer as given."""
    if matter.planned and matter.planned.anchor:
        return matter.word("worker.asked", day=day_text(matter.planned.anchor.answered_on, matter.language))
    asked = matter.variant.ask_onem_on if matter.variant else None
    if asked is None:
        return matter.word("worker.ask_later")
    key = "worker.ask_on" if asked >= matter.made_on else "worker.ask_past"
    return matter.word(key, day=day_text(asked, matter.language))


def after(matter: Matter) -> Section:
    """What comes once the contract has ended."""
    points = (
        Point(matter.word("worker.opens")),
        Point(matter.word("worker.claim"), note=matter.word("worker.not_read")),
        Point(matter.word("worker.claim_day"), note=article_said("AR 25/11/1991, art. 30", matter.language)),
        Point(matter.word("worker.end_paper"), note=matter.word("worker.not_read")),
    )
    return Section("after", matter.word("worker.after"), (Points(points),))


def changes(matter: Matter) -> Section:
    """What may move the date, under the law of the day on which benefit will be asked for."""
    variant = matter.variant
    asked = variant.right_opens[1] if variant and variant.right_opens else matter.answer.case.values["claim_date"]
    reformed = asked >= day(REFORM)
    points = [
        Point(
            matter.word("worker.unpaid" if reformed else "worker.unpaid_before"),
            note=matter.word("worker.sick_sources"),
        ),
        Point(
            matter.word("worker.sick" if reformed else "worker.sick_before"), note=matter.word("worker.sick_sources")
        ),
        Point(matter.word("worker.hours")),
    ]
    proved = matter.proved
    if proved and proved[0] != proved[1]:
        points.append(Point(matter.word("worker.doubt", count=number(proved[1] - proved[0], matter.language))))
    return Section("changes", matter.word("worker.changes"), (Points(tuple(points)),))
