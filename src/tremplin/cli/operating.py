"""The commands that run the site and keep its database."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from tremplin.cli.asking import faults_said, language_of
from tremplin.cli.options import Language

Backup = Annotated[str, typer.Argument(help="The file of the backup.", metavar="FILE")]


def serve(
    port: Annotated[int, typer.Option("--port", help="The port to listen on.", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", help="How many processes answer.", min=1, max=64)] = 1,
    lang: Language = None,
) -> None:
    """Open the site and the API on this machine."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import serving

        serving.run(port, host, workers, language)


def migrate(
    check: Annotated[
        bool, typer.Option("--check", help="Only say what is to be done; exit 1 if there is any.")
    ] = False,
    lang: Language = None,
) -> None:
    """Bring the office's database up to this version, as its owner."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import office

        raise SystemExit(office.migrate(language, check))


def backup(file: Backup, lang: Language = None) -> None:
    """Write everything of the office into one file, which says what is in it."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import office

        office.backup(file, language)


def restore(file: Backup, lang: Language = None) -> None:
    """Put a backup into an empty database, and check it table by table."""
    language = language_of(lang)
    with faults_said(language):
        from tremplin.cli import office

        office.restore(file, language)


def found_office(
    name: Annotated[str, typer.Option("--name", help="Its name, as papers carry it: `CPAS de Namur`.")],
    prefix: Annotated[
        str, typer.Option("--prefix", help="What begins the number of its files, no other office's: `NAM-60`.")
    ],
    admin: Annotated[str, typer.Option("--admin", help="E-mail address of its first administrator.", metavar="EMAIL")],
    admin_name: Annotated[str, typer.Option("--admin-name", help="Name of the first administrator.")],
    commune: Annotated[
        str | None,
        typer.Option("--commune", help="Its commune: NIS code or postal code; the region follows.", metavar="CODE"),
    ] = None,
    region: Annotated[
        Literal["wallonia", "brussels", "flanders", "german_community"] | None,
        typer.Option("--region", help="Its region, where no commune says it."),
    ] = None,
    language: Annotated[
        Literal["fr", "nl", "de", "en"] | None,
        typer.Option("--language", help="Language of its papers; that of the region when left out."),
    ] = None,
    admin_language: Annotated[
        Literal["fr", "nl", "de", "en"] | None,
        typer.Option("--admin-language", help="Language of the administrator; the office's when left out."),
    ] = None,
    password: Annotated[
        bool, typer.Option("--password", help="Ask the first password here; otherwise a link that works once is shown.")
    ] = False,
    another: Annotated[bool, typer.Option("--another", help="Found one more beside those that are there.")] = False,
    lang: Language = None,
) -> None:
    """Found an office with its first administrator, who invites everybody else."""
    spoken = language_of(lang)
    with faults_said(spoken):
        from tremplin.cli import founding

        asked = founding.Asked(name, prefix, admin, admin_name, commune, region, language, admin_language)
        founding.run(asked, password, another, spoken)
