"""What several commands take: what to decide, from which facts, in which language."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Decision = Annotated[
    str, typer.Argument(help="What to decide: `tremplin law` lists the decisions.", metavar="DECISION")
]
Facts = Annotated[str, typer.Argument(help="A YAML or JSON file of facts; `-` reads standard input.", metavar="FACTS")]
Language = Annotated[
    Literal["fr", "nl", "de", "en"] | None,
    typer.Option("--lang", help="Language of the answer; else TREMPLIN_LANG or LANG, else fr.", show_default=False),
]
Work = Annotated[
    str | None, typer.Option("--work", help="A CSV file of work rows, one line a row.", metavar="ROWS.csv")
]
Office = Annotated[
    str | None,
    typer.Option("--parameters", help="A YAML list of values that an office sets.", metavar="OFFICE.yaml"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
