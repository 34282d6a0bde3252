"""`tremplin read`: what a file says of a person's work, row by row, and every doubt about it.

With `--split` the rows come out as CSV for `--work`, doubts on standard error.
"""

from __future__ import annotations

import csv
import json
import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tremplin.cli.asking import WRONG_INPUT
from tremplin.cli.paper import Paper
from tremplin.engine.kinds import KINDS, day_date, read_day
from tremplin.engine.law import Law
from tremplin.engine.words import quarter_of, quarter_start
from tremplin.ground.days import today
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import sentence
from tremplin.intake import Person, Reading, read
from tremplin.intake.doubts import NOTE, REFUSED, masked, refused
from tremplin.intake.told import HEADINGS, amount_of, doubted, ends, figure, quarter_name, who
from tremplin.reasons.answer import Answer, decide
from tremplin.reasons.explain import Explanation
from tremplin.reasons.wording import brief_day, day_text, text_of

DECISION = "working_days"
MOST_SAID, MOST_PEOPLE = 12, 50
"""Doubts of a severity and people that are printed; JSON has them all."""
FORMATS = {"dmfa": "read.dmfa", "csv": "read.csv", "xlsx": "read.xlsx", "facts": "read.facts"}
NOTES = {"article60": "read.note_article60", "twe": "read.note_twe"}
NO_BREAK = "\u00a0"


def run(
    law: Law, path: str, split: bool, as_json: bool, svg: str | None, key: str | None, region: str | None, language: str
) -> int:
    """Reads a file and says what is in it; gives the exit code."""
    reading = read(path, region=region, split=split)
    people = reading.people
    if key is not None or svg is not None:
        people = [reading.person(key)]
        reading = replace(reading, doubts=reading.doubts_of(people[0]))
    if as_json:
        print(json.dumps(plain(reading, people, language), ensure_ascii=False, indent=2))
        return 0 if people else WRONG_INPUT
    if not people:
        say_doubts(Paper(sys.stderr), reading, language)
        raise refused(reading.name, "doubt.nobody")
    if split:
        say_doubts(Paper(sys.stderr), reading, language, notes=False)
        print_rows(people[0] if len(people) == 1 else reading.person())
        return 0
    paper = Paper()
    if len(people) > 1:
        say_people(paper, reading, language)
        say_doubts(paper, reading, language)
        say_next(paper, path, reading, language, None)
        return 0
    say_person(paper, law, reading, people[0], svg, language)
    say_doubts(paper, reading, language)
    say_next(paper, path, reading, language, key)
    return 0


# One person.


def say_person(paper: Paper, law: Law, reading: Reading, person: Person, svg: str | None, language: str) -> None:
    """The rows by quarter, the strip of the year, and what they are worth together."""
    whose = masked(person.key) or person.name or sentence("read.somebody", language)
    words = {**span_words([person], language), "file": reading.name, "format": sentence(FORMATS[reading.format], language)}  # fmt: skip  # noqa: E501
    paper.line((sentence("read.lead", language, person=whose, **words), "lead"))
    on = today()
    answer = decide(law, DECISION, {"on": day_date(on).isoformat(), "work": person.rows}, reading.name)
    told = Explanation(answer, language)
    paper.blank()
    paper.grouped(0, *table(told, person), 2)
    say_strip(paper, answer, svg, language)
    paper.heading(sentence("read.total", language, day=day_text(on, language)))
    paper.pairs([(label, value) for _, label, value in told.results])
    if any(doubt.severity == REFUSED for doubt in reading.doubts):
        paper.line((sentence("read.without", language), "care"), first="  ")


def table(told: Explanation, person: Person) -> tuple[list[str], list[list[str]]]:
    """Headings and cells: the occupation first, which stands above its rows, then one row a code."""
    law, language = told.law, told.language
    columns = law.rows["work"].columns
    place_of = {number: place for place, number in enumerate(told.case.places["work"])}
    worth, effect = (told.row_texts(rule, rule.kind or KINDS["number"]) for rule in map(told.rules.__getitem__, ("row_days", "effect")))  # fmt: skip  # noqa: E501
    widest = max(map(len, worth), default=0)
    headings = ["", sentence("read.code", language), told.label(columns["days"]), told.label(columns["hours"])]
    headings += [sentence("read.worth", language), told.label(told.rules["effect"])]
    rows = []
    for number in sorted(range(len(person.rows)), key=lambda at: in_order(person.rows[at])):
        row, at = person.rows[number], place_of[number]
        amounts = [figure(row.get(name), language) for name in ("days", "hours")]
        rows.append([occupation(row, person.notes[number], language), code(law, row, language), *amounts, worth[at].replace(" ", NO_BREAK).rjust(widest, NO_BREAK), effect[at]])  # fmt: skip  # noqa: E501
    return headings, rows


def in_order(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["first_day"], row["last_day"], str(row.get("employer", "")), row.get("service_code", 0)


def occupation(row: dict[str, Any], note: str, language: str) -> str:
    """`T1 2025 · 15/02/2025 – 31/03/2025 · 0123456749 · Q/S 38/38 h`: the days where they are not the whole quarter."""
    first, last = read_day(row["first_day"]), read_day(row["last_day"])
    quarter = quarter_of(first)
    parts = [sentence("read.quarter", language, number=quarter % 4 + 1, year=quarter // 4)]
    if (first, last) != (quarter_start(quarter), quarter_start(quarter + 1) - 1):
        parts.append(f"{brief_day(first, language)} – {brief_day(last, language)}")
    parts.append(str(row.get("employer", "")))
    weekly, full = (figure(row.get(name), language) for name in ("weekly_hours", "full_time_weekly_hours"))
    if (weekly, full) != ("–", "–"):
        parts.append(sentence("read.week", language, weekly=weekly, full=full))
    if row.get("termination"):
        parts.append(sentence("read.termination", language))
    if note:
        parts.append(sentence(NOTES[note], language))
    return " · ".join(part.replace(" ", NO_BREAK) for part in parts if part)


def code(law: Law, row: dict[str, Any], language: str) -> str:
    """The service code with what it covers."""
    if "service_code" not in row:
        return sentence("read.no_code", language)
    number = row["service_code"]
    label = law.choices.get(f"service_code.{number}", {}).get(language, "")
    return f"{number} {label}".strip()


def say_strip(paper: Paper, answer: Answer, svg: str | None, language: str) -> None:
    """The year-strip of the days, and the same as a picture in a file."""
    from tremplin.papers.strip import as_svg, as_text, strip_of

    strip = strip_of(answer)
    paper.blank()
    for parts in as_text(strip, language, paper.width):
        paper.put(parts)
    if svg is not None:
        try:
            Path(svg).write_text(as_svg(strip, language), encoding="utf-8")
        except OSError as error:
            raise InputError([Fault(svg, "not_readable", {"problem": error.strerror or str(error)})]) from None
        paper.line((sentence("read.image", language, file=svg), "dim"))


# Several people.


def say_people(paper: Paper, reading: Reading, language: str) -> None:
    words = {**span_words(reading.people, language), "file": reading.name}
    form = sentence(FORMATS[reading.format], language)
    count = text_of(KINDS["number"], len(reading.people), language)
    paper.line((sentence("read.lead_people", language, people=count, format=form, **words), "lead"))
    paper.blank()
    headings = [sentence("cli.number", language), sentence("read.person", language)]
    headings += [sentence(key, language) for key in ("read.row_count", "read.days", "read.quarters")]
    rows = []
    for number, person in enumerate(reading.people[:MOST_PEOPLE], 1):
        rows.append([str(number), who(person), *amount_of(person, language)])
    paper.table(headings, rows)
    if len(reading.people) > MOST_PEOPLE:
        paper.line((sentence("read.and_more", language, count=len(reading.people) - MOST_PEOPLE), "dim"), first="  ")


def span_words(people: Sequence[Person], language: str) -> dict[str, str]:
    first, last = (quarter_name(day, language) for day in ends(people))
    count = sum(len(person.rows) for person in people)
    rows = sentence("value.row" if count == 1 else "value.rows", language, count=count)
    span = first if first == last else sentence("read.span", language, first=first, last=last)
    return {"span": span, "rows": rows}


# Doubts, and what to do next.


def say_doubts(paper: Paper, reading: Reading, language: str, notes: bool = True) -> None:
    """Doubts by what becomes of their row; one sentence for all the places where it holds."""
    for severity, heading in HEADINGS.items():
        if severity == NOTE and not notes:
            continue
        found = doubted(reading.doubts, severity, reading.name, language)
        if not found:
            continue
        paper.heading(sentence(heading, language))
        for one in found[:MOST_SAID]:
            paper.line(one.text, (f" [{one.places}]" if one.places else "", "dim"), first="  ", rest="    ")
        if len(found) > MOST_SAID:
            paper.line((sentence("read.and_more", language, count=len(found) - MOST_SAID), "dim"), first="  ")


def say_next(paper: Paper, path: str, reading: Reading, language: str, key: str | None) -> None:
    if path == "-":
        return
    paper.heading(sentence("read.next", language))
    file = shlex.quote(path)
    if len(reading.people) > 1 and key is None:
        steps = [("read.one_person", f"tremplin read {file} --person 1")]
    else:
        over = any(doubt.key == "doubt.two_quarters" for doubt in reading.doubts)
        person = f" --person {shlex.quote(key)}" if key else ""
        steps = [("read.rows_split" if over else "read.rows", f"tremplin read {file}{person} --split > rows.csv")]
        steps.append(("read.decide", "tremplin decide admission FACTS.yaml --work rows.csv"))
        steps.append(("read.plan", f"tremplin plan {file}{person} --birth-date DAY --start DAY"))
    for word, command in steps:
        paper.line(f"{sentence(word, language)}{sentence('place.colon', language)}", (command, "strong"), first="  ", rest="    ")  # fmt: skip  # noqa: E501


# For programs.


def plain(reading: Reading, people: Sequence[Person], language: str) -> dict[str, Any]:
    """Everything that was read, for JSON. The national number is whole here: programs need it."""
    return {
        "file": reading.name,
        "sha256": reading.sha256,
        "format": reading.format,
        "people": [
            {
                "person": person.key,
                "name": person.name,
                "rows": [{name: plain_value(value) for name, value in row.items()} for row in person.rows],
                "places": person.places,
                "notes": person.notes,
            }
            for person in people
        ],
        "doubts": [
            {
                "severity": doubt.severity,
                "key": doubt.key,
                "person": doubt.whose,
                "place": doubt.place,
                "text": doubt.sentence(language),
            }
            for doubt in reading.doubts
        ],
    }


def plain_value(value: Any) -> Any:
    return KINDS["hundredths"].plain(int(value * 100)) if isinstance(value, Decimal) else value


def print_rows(person: Person) -> None:
    """The rows as CSV with their public names, as `--work` takes them."""
    known = list(dict.fromkeys(name for row in person.rows for name in row))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(known)
    for row in person.rows:
        writer.writerow([cell(row.get(name)) for name in known])


def cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
