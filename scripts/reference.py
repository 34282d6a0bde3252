"""The reference, written from the program itself: words, commands, parameters, endpoints, settings, errors.

Of each page, what stands above MARK is written by hand and kept.
"""

import inspect
import os
import re
import sys
from pathlib import Path
from typing import Annotated, get_args, get_origin, get_type_hints

from typer.models import OptionInfo

from tremplin.cli.app import app
from tremplin.engine.facts import RowTable
from tremplin.engine.kinds import STATUSES, UNSET, day_date
from tremplin.ground.sentences import catalogue
from tremplin.intake.doubts import DOUBT, NOTE, REFUSED, SEVERITIES
from tremplin.law import belgian_law
from tremplin.office import settings as office
from tremplin.reasons.asked import SCALES, when_left_out
from tremplin.web import settings as site

ROOT = Path(__file__).parents[1]
FEW = 5
"""So many words of a choice stand in the line itself."""
law = belgian_law()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tremplin.web.settings")


def table(headings, rows):
    lines = [f"| {' | '.join(headings)} |", "|" + "---|" * len(headings)]
    return [*lines, *(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows), ""]


def code(word):
    return f"`{word}`"


def codes(words):
    return ", ".join(map(code, words))


# Words: decisions with their facts and results.

UNITS = {
    "day": "a day",
    "month": "a month",
    "first_of_month": "a month",
    "first_of_year": "a year",
    "money": "euros",
    "number": "a whole number",
    "hundredths": "a number, two decimals at most",
    "ten_thousandths": "a number, four decimals at most",
    "yes_no": "`yes` or `no`",
    "name": "a name or a number",
}
ROWS = {
    "work": "One row per service line of a declaration, certificate, payslip or plan.",
    "contract": "One row per period of one working time; gaps give no month, overlaps are refused.",
    "done_this_month": "One row per user and kind of work.",
}


class Words:
    """The page of words, with the choices it has met on the way."""

    def __init__(self):
        self.choices = {}

    def unit(self, kind, name, others=()):
        """How a value is written; `others` are names that its words may be known by."""
        if not kind.names:
            found = SCALES.get(kind.scale, "number") if kind.name == "number" else kind.name
            return UNITS[found] + (", four decimals" if found == "money" and kind.scale == 10_000 else "")
        several = "some of" if kind.name == "choices" else "one of"
        if len(kind.names) <= FEW:
            return f"{several} {codes(kind.names)}"
        known, _ = self.choices.setdefault(name, (kind.names, (name, *others)))
        if known != kind.names:
            raise ValueError(f"{name} has two lists of words; name one of them otherwise")
        return f"{several} [{len(kind.names)} words](#words-of-{name})"

    def fact(self, name, fact):
        label = fact.texts["label"]["en"]
        if isinstance(fact, RowTable):
            return [code(name), label, f"[rows](#rows-of-{fact.name})", "unknown"]
        ends = [str(fact.kind.plain(end)) for end in (fact.low, fact.high) if end is not None]
        bounds = f", {' to '.join(ends)}" if len(ends) == 2 else f", from {ends[0]}" if ends else ""
        left_out = when_left_out(law, fact, "en").replace("left out: ", "")
        return [code(name), label, self.unit(fact.kind, name, (fact.name, fact.argument)) + bounds, left_out]

    def result(self, name, rule):
        return [code(name), rule.texts["label"]["en"], self.unit(rule.kind, name, (rule.name,))]

    def said(self, name):
        """The words of a choice, each with what it means."""
        names, known = self.choices[name]
        for one in names:
            texts = [law.choices.get(key) for key in (*(f"{of}.{one}" for of in known), one)]
            rule = law.rules.get(one)
            found = next((of for of in texts if of), rule.texts["label"] if rule else {})
            yield [code(one), found.get("en", "")]

    def lines(self):
        for asked in (law.decisions | law.searches).values():
            yield from (f"## `{asked.name}`", "", asked.texts["label"]["en"], "")
            facts = [self.fact(name, fact) for name, fact in asked.facts(law).items()]
            yield from table(["fact", "what it is", "written", "when left out"], facts)
            if asked.name in law.decisions:
                results = [self.result(name, law.rules[rule]) for name, rule in asked.then.items()]
                yield from table(["result", "what it is", "comes out as"], results)
            else:
                results = [[code(name), texts["en"]] for name, texts in asked.texts["then"].items()]
                yield from table(["result", "what it is"], results)
        for name, rows in law.rows.items():
            if rows.columns:
                yield from (f"## Rows of `{name}`", "", ROWS[name], "")
                columns = [self.fact(column, fact) for column, fact in rows.columns.items()]
                yield from table(["column", "what it is", "written", "when left out"], columns)
        for name in sorted(self.choices):
            yield from (f"## Words of `{name}`", "", *table(["word", "what it means"], self.said(name)))


# Commands.


def argument(name, annotation, default):
    """One argument or option: how it is written, what it takes, what holds without it, what it does."""
    kind, info = get_args(annotation) if get_origin(annotation) is Annotated else (annotation, None)
    # typer keeps the first name of an option where its default would stand.
    names = [of for of in (info.default, *(info.param_decls or ())) if isinstance(of, str)]
    choices = [word for part in get_args(kind) for word in get_args(part) if isinstance(word, str)]
    taken = codes(choices) if choices else code(info.metavar) if names and info.metavar else ""
    if info.min is not None:
        taken = f"{info.min} to {info.max}" if info.max is not None else f"{info.min} or more"
    without = "" if default in (inspect.Parameter.empty, None, False, "") else code(default)
    return isinstance(info, OptionInfo), codes(names) or code(info.metavar), taken, without, info.help


def commands():
    for command in app.registered_commands:
        name, hints = command.name or command.callback.__name__, get_type_hints(command.callback, include_extras=True)
        given = inspect.signature(command.callback).parameters
        found = [argument(word, hints[word], of.default) for word, of in given.items()]
        places = [names.strip("`") for option, names, *_ in found if not option]
        usage = " ".join(["tremplin", name, *places, "[OPTIONS]"])
        yield from (f"## `{name}`", "", inspect.getdoc(command.callback), "", "```", usage, "```", "")
        yield from table(["argument", "takes", "when left out", "what it does"], [row[1:] for row in found])


# Parameters.


def parameters():
    rows = []
    for one in sorted(law.parameters.values(), key=lambda of: of.name):
        label = one.texts["label"]["en"]
        for place, group in enumerate(one.groups or ("",)):
            dated = [version for version in one.versions if version.group == place]
            days = [day_date(version.first_day).isoformat() for version in dated]
            of = STATUSES[dated[-1].status if dated else UNSET]
            unknown = sum(version.status == UNSET for version in dated)
            last = days[-1] if len(days) > 1 else ""
            first = [code(one.name), label, one.article] if not place else ["", "", ""]
            values = [days[0] if days else "", str(len(days)), last, of, str(unknown or "")]
            rows.append([*first, code(group) if group else "all", *values])
    yield from table(
        ["parameter", "what it is", "article", "for", "from", "values", "last", "how sure, last", "not known"], rows
    )


# Endpoints.


def endpoints():
    import django

    django.setup()
    from tremplin.web.api import body
    from tremplin.web.api.operations import MOST_MONTHS, SECONDS, api
    from tremplin.web.waiting import LONGEST

    rows = []
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method, of in methods.items():
            query = codes(word["name"] for word in of.get("parameters", []) if word["in"] == "query")
            content = codes(of.get("requestBody", {}).get("content", {}))
            answers = " ".join(map(str, of["responses"]))
            rows.append([code(f"{method.upper()} {path}"), of["summary"], content, query, answers])
    yield from table(["operation", "what it does", "body", "query", "answers"], rows)
    limits = [
        ["a body, or a line of a batch", f"{site.MOST_BODY:,} bytes", "413"],
        ["seconds that a body stands still", f"{site.WAIT:g}", "408"],
        ["seconds for a whole body", f"{LONGEST * site.WAIT:g}", "408"],
        ["rows of a case", str(body.MOST_ROWS), "422"],
        ["values of a case", f"{body.MOST_VALUES:,}", "422"],
        ["months that `flips` looks ahead", str(MOST_MONTHS), "422"],
        ["seconds for one answer", str(SECONDS), "422"],
    ]
    yield from ("## Limits", "", *table(["of what", "at most", "beyond"], limits))


# Settings.

READ = re.compile(
    r"""(?:environ(?:\.get\(|\.setdefault\(|\[)|(?:listed|seconds)\()["'](\w+)["']|["'](\w+)["'] not in os\.environ"""
)
OTHERS = {
    "CI": "set: the demonstration shows no moving line while it compiles",
    "DJANGO_SETTINGS_MODULE": "the settings of the site; `tremplin.web.settings` when left out",
    "LANG": "the language of the command line where `--lang` and `TREMPLIN_LANG` say none",
    "TREMPLIN_LANG": "the language of the command line: `fr` (when left out), `nl`, `de`, `en`; `--lang` comes first",
    "SERVING_PARENT": "set by `tremplin serve` for its own processes: each ends with the one that started it",
    "XDG_DATA_HOME": "where the made-up office of `tremplin demo` is kept; `~/.local/share` when left out",
    "XDG_CACHE_HOME": "where the law as read and compiled is kept between runs; `~/.cache` when left out",
}


def names_read():
    """Every variable of the environment that the code reads."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py"))]
    return sorted({name for text in texts for found in READ.findall(text) for name in found if name})


def settings():
    said = dict(re.findall(r"^([A-Z]\w+_\w+) +(.+)$", f"{site.__doc__}{office.__doc__}", re.MULTILINE)) | OTHERS
    missing = [name for name in names_read() if name not in said]
    if missing:
        raise ValueError(f"{', '.join(missing)}: say what it does, at the head of the settings or in {__file__}")
    yield from table(["setting", "what it says"], [[code(name), said[name].strip()] for name in names_read()])


# Errors.

SECTIONS = {"fault": "What was given", "api": "The API", "doubt": "Doubts of files that were read"}
BECOMES = {REFUSED: "the row is left out", DOUBT: "the row is kept, check it", NOTE: "good to know"}


def error(key, text):
    """The sentence of an error, and for what was read in a file what becomes of it."""
    filled = re.sub(r"\{(\w+)\}", r"*\1*", text.replace("{{", "{").replace("}}", "}"))
    row = [code(key), filled]
    return [*row, BECOMES.get(SEVERITIES.get(key), "the file is not read")] if key.startswith("doubt.") else row


def errors():
    for first, title in SECTIONS.items():
        said = [(key, texts["en"]) for key, texts in catalogue().items() if key.startswith(f"{first}.")]
        found = [error(key, text) for key, text in said if ".place_" not in key]
        yield from (f"## {title}", "", *table(["name", "what is said", "then"][: len(found[0])], found))


PAGES = {
    "docs/words.md": Words().lines,
    "docs/reference/commands.md": commands,
    "docs/reference/parameters.md": parameters,
    "docs/reference/endpoints.md": endpoints,
    "docs/reference/settings.md": settings,
    "docs/reference/errors.md": errors,
}
MARK = "<!-- From here on written by ./do scripts/reference -->"


def main(only_look):
    stale = []
    for name, made in PAGES.items():
        page = ROOT / name
        text = page.read_text(encoding="utf-8")
        new = "\n".join([text.partition(MARK)[0] + MARK, "", *made()]).rstrip() + "\n"
        if new != text:
            stale.append(name)
            if not only_look:
                page.write_text(new, encoding="utf-8")
    if only_look and stale:
        sys.exit(f"stale: {', '.join(stale)}; write them anew: ./do scripts/reference")


if __name__ == "__main__":
    main(sys.argv[1:] == ["-"])
