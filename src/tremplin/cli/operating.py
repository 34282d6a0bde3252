"""The commands that run the site and keep its database."""

from __future__ import annotations

from typing import Annotated

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
