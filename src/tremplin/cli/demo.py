"""`tremplin demo`: a declaration decided, planned and reported; an ALE job; three laws; a million people; the site."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
import webbrowser
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tremplin.cli import cases, commune, serving
from tremplin.cli.deciding import say_answer
from tremplin.cli.paper import Paper
from tremplin.cli.rows import with_rows
from tremplin.engine.kinds import UNKNOWN, read_day
from tremplin.engine.law import Law
from tremplin.ground.reading import read_yaml
from tremplin.ground.sentences import sentence
from tremplin.reasons.answer import Answer, decide
from tremplin.reasons.explain import Explanation
from tremplin.reasons.found import ask
from tremplin.reasons.wording import day_text

SAMPLE = Path(__file__).parents[1] / "samples" / "declaration.csv"
DECLARATION = SAMPLE.with_suffix(".xml")
JOB = SAMPLE.with_name("ale-hours.yaml")
OPTIONS = {
    "birth_date": "1990-05-14",
    "start": "2026-03-02",
    "region": "german_community",
    "aid": "integration_income",
}
"""What the file does not say of the person, as options of `tremplin plan`."""
WARM_UP = 20_000
"""People decided before the clock runs: the compiled law is read, its memory is there."""
PERSON = {"birth_date": "1971-05-10"}
CLAIMS: list[dict[str, Any]] = [
    {"claim_date": "2007-01-02"},
    {"claim_date": "2013-01-02"},
    {"claim_date": "2026-03-02", "admitted_before": True, "previous_admission": "2013-01-02"},
]


def run(law: Law, language: str, people: int, site: bool | None = None, fresh: bool = False) -> None:
    """Tells the whole story; `site`: opens the site at its end, until it is ended (None: at a terminal), with the
    office of a made-up commune where there is a PostgreSQL. `fresh`: that office as if it had never been opened."""

    def say(key: str, **words: object) -> str:
        return sentence(f"demo.{key}", language, **words)

    paper = Paper()
    paper.line((say("title", law=law.fingerprint), "lead"))
    one_person(law, paper, language, say)
    paper.heading(say("job"))
    paper.line(say("job_story", file=f"samples/{JOB.name}"), first="  ")
    paper.blank()
    say_answer(paper, Explanation(decide(law, "ale_hours", read_yaml(JOB.read_bytes(), JOB.name)), language))
    answers = three_claims(law)
    paper.heading(say("claims"))
    paper.line(say("story", file=f"samples/{SAMPLE.name}", rows=len(answers[0].case.given["work"])), first="  ")
    paper.blank()
    headings = [say(f"column.{key}") for key in ("claim", "age", "asked", "proved", "answer")]
    paper.table(headings, [claim_row(answer, language) for answer in answers])
    paper.heading(say("cases"))
    passed, failed = cases.count(law, [Path(law.folder)])
    paper.line(say("cases_passed", passed=passed, failed=failed), first="  ")
    paper.heading(say("people", people=f"{people:,}".replace(",", " ")))
    if importlib.util.find_spec("numba"):
        decide_many(law, people, paper, language, say)
    else:
        paper.line(say("no_numba"), first="  ")
    serves = serving.installed() and (at_a_terminal() if site is None else site)
    if serving.installed():
        paper.heading(say("site"))
        paper.line(say("site_story", command="./do tremplin serve"), first="  ")
    paper.heading(say("next"))
    options = " ".join(f"--{name.replace('_', '-')} {value}" for name, value in OPTIONS.items())
    sample = "src/tremplin/samples/declaration.xml"
    for command in (
        f"tremplin read {sample}",
        f"tremplin plan {sample} {options}",
        "tremplin explain ale_hours src/tremplin/samples/ale-hours.yaml",
        "tremplin facts article60_plan",
        "tremplin law",
    ):
        paper.line(command, first="  ./do ", rest="      ")
    if serves:
        paper.blank()
        if commune.can_open():
            commune.run(language, fresh, once=False, browse=at_a_terminal())
        else:
            serving.run(serving.free_port(), serving.HERE, 1, language, browse=at_a_terminal())


def at_a_terminal() -> bool:
    """Whether somebody looks on."""
    return sys.stdout.isatty() and "CI" not in os.environ


def one_person(law: Law, paper: Paper, language: str, say: Any) -> None:
    """A declaration read, decided, planned and reported."""
    if not all(importlib.util.find_spec(name) for name in ("lxml", "stdnum")):
        paper.line(say("no_intake"), first="  ")
        return
    from tremplin.cli import planning, reading, reporting
    from tremplin.cli.person import Asked, gathered
    from tremplin.intake import read
    from tremplin.law.article60.planner import Planned

    paper.heading(say("file"))
    found = read(str(DECLARATION))
    reading.say_person(paper, law, replace(found, name=f"samples/{DECLARATION.name}"), found.people[0], None, language)
    asked = Asked((str(DECLARATION),), {**OPTIONS})
    planned = ask(law, planning.SEARCH, gathered(law, asked, planning.SEARCH).facts)
    assert isinstance(planned, Planned) and planned.proof is not None
    paper.heading(say("decision", day=day_text(planned.start, language)))
    paper.blank()
    say_answer(paper, Explanation(planned.proof, language))
    paper.heading(say("plan"))
    paper.blank()
    planning.say(paper, planned, language)
    paper.heading(say("report"))
    output = Path(mkdtemp(prefix="tremplin-")) / "report.html"
    reporting.run(law, asked, reporting.Wanted(str(output), made_on="2026-02-05"), None, language)
    if at_a_terminal():
        webbrowser.open(output.as_uri())


def three_claims(law: Law) -> list[Answer]:
    """The sample's rows claimed on each of the three days."""
    asked = law.decision("admission")
    return [
        decide(law, "admission", with_rows(law, asked, {**PERSON, **claim}, str(SAMPLE), "demo")) for claim in CLAIMS
    ]


def claim_row(answer: Answer, language: str) -> list[str]:
    told = Explanation(answer, language)
    texts = {name: value for name, _, value in told.results}
    claim = day_text(read_day(answer.case.given["claim_date"]), language)
    return [claim, texts["age"], texts["required_days"], texts["proved_days"], texts["admissible"]]


def decide_many(law: Law, people: int, paper: Paper, language: str, say: Any) -> None:
    """Generated people through the compiled law, with a bar and the figures."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from tremplin.population.kernel import kernel_of
    from tremplin.population.made_up import admission_people
    from tremplin.population.run import run as decide_all

    columns = admission_people(people, unknown=0.0001)
    paper.line((say("compiling"), "dim"), first="  ")
    begun = time.perf_counter()
    kernel_of(law, "admission").run(admission_people(WARM_UP))
    compiled = time.perf_counter() - begun
    with Progress(
        TextColumn(" "), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=paper.console
    ) as bar:
        task = bar.add_task("", total=people)
        begun = time.perf_counter()
        outcome = decide_all(law, "admission", columns, progress=bar_of(bar, task), second=False)
        spent = time.perf_counter() - begun
    answers, routes = outcome.values["admissible"], outcome.values["route"]
    shares = [("yes", answers == 1), ("no", answers == 0), ("open", answers == UNKNOWN)]
    figures = [
        (say("compiled"), f"{compiled:.1f} s"),
        (say("spent"), f"{spent:.2f} s"),
        (say("rate"), f"{people / spent / 1e6:.2f}"),
        *((say(key), f"{100 * share.mean():.1f} %") for key, share in shares),
    ]
    kind = law.rules["route"].kind
    for place, name in enumerate(kind.names if kind else ()):
        label = law.choices[f"route.{name}"][language]
        figures.append((say("route", route=label), f"{100 * (routes == place).mean():.1f} %"))
    paper.pairs(figures)


def bar_of(bar: Any, task: Any) -> Any:
    def progress(done: int, people: int) -> None:
        bar.update(task, completed=done)

    return progress
