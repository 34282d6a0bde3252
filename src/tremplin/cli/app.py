"""The commands and their options. What each does lies in a module of its own, imported when it is called."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from tremplin.cli import operating
from tremplin.cli.asking import faults_said, language_of, streams_that_print_all
from tremplin.cli.options import Decision, Facts, Json, Language, Office, Work
from tremplin.engine.law import Law

app = typer.Typer(
    name="tremplin",
    help="Decides, explains and counts Belgian activation employment. Facts come from YAML or JSON files.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def the_law() -> Law:
    """The law that the commands speak of. Tests put a law of their own here."""
    from tremplin.law import belgian_law

    return belgian_law()


@app.callback()
def before() -> None:
    streams_that_print_all()


@app.command()
def decide(
    decision: Decision,
    facts: Facts,
    as_json: Json = False,
    lang: Language = None,
    work: Work = None,
    parameters: Office = None,
) -> None:
    """Decide one case."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import deciding

        deciding.run(the_law(), decision, facts, work, parameters, language, as_json)


@app.command()
def explain(
    decision: Decision, facts: Facts, lang: Language = None, work: Work = None, parameters: Office = None
) -> None:
    """Explain one decision: values, reasons, articles and sources."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import explaining

        explaining.run(the_law(), decision, facts, work, parameters, language)


@app.command()
def facts(decision: Decision, lang: Language = None, as_json: Json = False) -> None:
    """List the facts of a decision and how to ask for them."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import asked

        asked.run(the_law(), decision, language, as_json)


@app.command()
def test(
    paths: Annotated[
        list[str], typer.Argument(help="Case files (YAML or JSON), or folders of them.", metavar="PATH...")
    ],
    lang: Language = None,
) -> None:
    """Run worked cases, one by one and as a table. Exit 1 if one failed, 2 if a file is wrong."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import cases

        raise SystemExit(cases.run(the_law(), paths, language))


@app.command()
def parameters(
    name: Annotated[str | None, typer.Argument(help="One parameter; all when left out.", metavar="[NAME]")] = None,
    region: Annotated[str | None, typer.Option("--region", help="Only the values of a region.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="The values in force on a day.", metavar="DAY")] = None,
    lang: Language = None,
    as_json: Json = False,
) -> None:
    """Show the dated numbers of the law and their sources."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli.parameters import run

        run(the_law(), name, region, on, language, as_json)


@app.command()
def law(
    decision: Annotated[
        str | None,
        typer.Argument(
            help="A decision, for its rules; `gaps`, for what the law leaves open.", metavar="[DECISION|gaps]"
        ),
    ] = None,
    lang: Language = None,
    as_json: Json = False,
) -> None:
    """Show decisions, rules, or what the law leaves open."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import lawbook

        if decision is None:
            lawbook.say_law(the_law(), language, as_json)
        elif decision == "gaps":
            lawbook.say_gaps(the_law(), language, as_json)
        else:
            lawbook.say_rules(the_law(), decision, language, as_json)


@app.command()
def flips(
    decision: Decision,
    facts: Facts,
    months: Annotated[int, typer.Option("--months", min=1, max=600, help="How many months ahead to look.")] = 24,
    as_json: Json = False,
    lang: Language = None,
    work: Work = None,
    parameters: Office = None,
) -> None:
    """Find the days on which the answer changes, and why."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli.flips import run

        run(the_law(), decision, facts, months, work, parameters, language, as_json)


@app.command()
def read(
    file: Annotated[
        str,
        typer.Argument(
            help="A DmfA declaration (XML), CSV, XLSX, or a file of facts; `-` reads standard input.", metavar="FILE"
        ),
    ],
    split: Annotated[
        bool, typer.Option("--split", help="Print the rows as CSV for --work, each inside one quarter.")
    ] = False,
    as_json: Json = False,
    svg: Annotated[
        str | None, typer.Option("--svg", help="Write the year-strip as a picture too.", metavar="OUT.svg")
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", help="Of several people: a number in the list, or a national number.", metavar="KEY"),
    ] = None,
    region: Annotated[
        Literal["wallonia", "brussels", "flanders", "german_community"] | None,
        typer.Option("--region", help="Checks codes that not every region has.", show_default=False),
    ] = None,
    lang: Language = None,
) -> None:
    """Read a declaration or a table of work, and say every doubt. Exit 2 if the file is refused."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import reading

        raise SystemExit(reading.run(the_law(), file, split, as_json, svg, person, region, language))


Region = Annotated[
    Literal["wallonia", "brussels", "flanders", "german_community"] | None,
    typer.Option("--region", help="Region or community of the CPAS.", show_default=False),
]
Aid = Annotated[
    Literal["integration_income", "social_aid"] | None,
    typer.Option("--aid", help="What the person receives from the CPAS.", show_default=False),
]
Start = Annotated[str | None, typer.Option("--start", help="First day of the planned contract.", metavar="DAY")]
BirthDate = Annotated[str | None, typer.Option("--birth-date", help="Date of birth.", metavar="DAY")]
Hours = Annotated[str | None, typer.Option("--hours", help="Hours a week that the person can work now.")]
Cost = Annotated[str | None, typer.Option("--cost", help="What full-time work costs a month, in euros.")]
Onem = Annotated[str | None, typer.Option("--onem", help="ONEM's answer, typed into a file.", metavar="ANSWER.yaml")]
MoreFacts = Annotated[
    list[str] | None, typer.Option("--fact", help="One more fact; may be repeated.", metavar="NAME=VALUE")
]
Files = Annotated[
    list[str] | None,
    typer.Argument(help="What is known: a file of facts, a DmfA declaration, CSV or XLSX.", metavar="FILE..."),
]
Whom = Annotated[
    str | None,
    typer.Option("--person", help="Of several people: a number in the list, or a national number.", metavar="KEY"),
]


@app.command()
def plan(
    files: Files = None,
    birth_date: BirthDate = None,
    start: Start = None,
    region: Region = None,
    aid: Aid = None,
    hours: Hours = None,
    cost: Cost = None,
    onem: Onem = None,
    fact: MoreFacts = None,
    person: Whom = None,
    as_json: Json = False,
    lang: Language = None,
    parameters: Office = None,
) -> None:
    """Plan the way to full rights: when each way ends, and what it brings and costs."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import planning
        from tremplin.cli.person import Asked

        options = {"birth_date": birth_date, "start": start, "region": region, "aid": aid}
        options |= {"weekly_hours_now": hours, "monthly_cost": cost}
        asked = Asked(tuple(files or ()), options, tuple(fact or ()), person, onem)
        planning.run(the_law(), asked, parameters, language, as_json)


@app.command()
def report(
    files: Files = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="Its ending decides: .html or .pdf.", metavar="OUT")
    ] = "report.html",
    worker: Annotated[bool, typer.Option("--worker", help="The worker's own page: one A4, plain words.")] = False,
    name: Annotated[str, typer.Option("--name", help="Whom the page is about, as printed on it.")] = "",
    birth_date: BirthDate = None,
    start: Start = None,
    region: Region = None,
    aid: Aid = None,
    hours: Hours = None,
    cost: Cost = None,
    onem: Onem = None,
    fact: MoreFacts = None,
    person: Whom = None,
    made_on: Annotated[
        str | None, typer.Option("--made-on", help="Day of the report; today when left out.", metavar="DAY")
    ] = None,
    lang: Language = None,
    parameters: Office = None,
) -> None:
    """Make the report of one person's file, or the worker's own page: HTML or PDF."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import reporting
        from tremplin.cli.person import Asked

        options = {"birth_date": birth_date, "start": start, "region": region, "aid": aid}
        options |= {"weekly_hours_now": hours, "monthly_cost": cost}
        asked = Asked(tuple(files or ()), options, tuple(fact or ()), person, onem)
        wanted = reporting.Wanted(output, worker, name, made_on)
        reporting.run(the_law(), asked, wanted, parameters, language)


@app.command()
def demo(
    lang: Language = None,
    people: Annotated[int, typer.Option("--people", help="How many people to make up.", min=1000)] = 1_000_000,
    site: Annotated[
        bool | None, typer.Option("--site/--no-site", help="Open the site at the end (by default: at a terminal).")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin the made-up office anew.")] = False,
    once: Annotated[
        bool, typer.Option("--once", help="Only open the made-up office, ask each page in each role, and stop.")
    ] = False,
) -> None:
    """See what Tremplin does: nine years of work, three days of law, a million people, and the site."""
    language = language_of(lang)
    with faults_said(language):
        if once:
            from tremplin.cli import commune

            raise SystemExit(commune.run(language, fresh, once=True, browse=False))
        from tremplin.cli import demo as shown

        shown.run(the_law(), language, people, site, fresh)


for command in (operating.serve, operating.migrate, operating.backup, operating.restore):
    app.command()(command)
app.command("found-office")(operating.found_office)
