"""`tremplin decide` without typer.

Typer reads options with pydantic, and to import both takes longer than to read the law and decide. So the one command
that programs call over and over is recognised here first, when it is written plainly; whatever else there is, help
and mistakes among it, goes to typer. A test holds that both say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from tremplin.engine.kinds import LANGUAGES

WITH_VALUE = ("--lang", "--work", "--parameters")


def plainly(words: Sequence[str]) -> tuple[list[str], dict[str, str]] | None:
    """The arguments and options of a plain `decide`; None when typer has to look."""
    if not words or words[0] != "decide":
        return None
    arguments: list[str] = []
    options: dict[str, str] = {}
    rest = iter(words[1:])
    for word in rest:
        if word == "--json":
            options[word] = word
        elif word in WITH_VALUE:
            options[word] = next(rest, "")
        elif word.startswith("-") and word != "-":
            return None
        else:
            arguments.append(word)
    whole = len(arguments) == 2 and "" not in options.values() and options.get("--lang", "fr") in LANGUAGES
    return (arguments, options) if whole else None


def decided(words: Sequence[str]) -> bool:
    """Decides and says so, if the words are a plain `decide`."""
    found = plainly(words)
    if found is None:
        return False
    from tremplin.cli import deciding
    from tremplin.cli.asking import faults_said, language_of, streams_that_print_all
    from tremplin.law import belgian_law

    (decision, facts), options = found
    streams_that_print_all()
    language = language_of(options.get("--lang"))
    with faults_said(language):
        office = options.get("--parameters")
        deciding.run(belgian_law(), decision, facts, options.get("--work"), office, language, "--json" in options)
    return True
