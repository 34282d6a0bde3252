"""The form of a file of the law: what stands where. All that reads a law may count on it.

Here only shapes are looked at; names that are not known are found by whoever reads that part of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

TEXTS = {"*": str}
FACT: dict[str, Any] = {
    **dict.fromkeys(("kind", "argument"), str),
    **dict.fromkeys(("low", "high", "left_out", "required", "grows"), object),
    **{
        "choices": [str],
        "add": int,
        "applies": {"*": object},
        "try": [object],
        "label": TEXTS,
        "question": TEXTS,
        "assumed": TEXTS,
    },
}
PARAMETER: dict[str, Any] = {
    **dict.fromkeys(("clock", "article", "kind", "by", "why"), str),
    **{"label": TEXTS, "choices": [str], "groups": [str], "fields": {"*": ([str], str)}, "checked_on": object},
    **{
        "versions": [
            {"rows": [{"*": object}], **dict.fromkeys(("from", "source", "status"), object), "by": ([str], str)}
        ]
    },
}
DECISION: dict[str, Any] = {
    **dict.fromkeys(("answer", "clock"), str),
    **{"given": ({"*": str}, [str]), "then": ({"*": str}, [str]), "also": [str], "aside": [str], "checks": [str]},
    **{"of_month": [str], "of_year": {"*": str}},
    **{"label": TEXTS, "note": TEXTS, "sentence": {"*": TEXTS}},
}
SEARCH: dict[str, Any] = {
    **{"find": str, "given": {"*": str}, "then": {"*": TEXTS}, "checks": [str], "label": TEXTS, "note": TEXTS},
}
FORM: dict[str, Any] = {
    "title": TEXTS,
    "facts": {"*": FACT},
    "rows": {"*": {"label": TEXTS, "order": [str], "shown": [str], "columns": {"*": FACT}}},
    "parameters": {"*": PARAMETER},
    "rules": {"*": {"*": TEXTS}},
    "decisions": {"*": DECISION},
    "searches": {"*": SEARCH},
    "choices": {"*": TEXTS},
}


def misplaced(found: Any, where: str, form: Any = FORM) -> Iterator[str]:
    """What has not its form: a list where names belong, a text where a list belongs… Empty is left to others."""
    if found is None:
        return
    if isinstance(form, tuple):
        shape = dict if isinstance(found, Mapping) else list if isinstance(found, list) else type
        form = next((one for one in form if isinstance(one, shape)), form[-1])
    if isinstance(form, dict):
        if not isinstance(found, Mapping):
            yield f"{where}: write names here, each with a colon and what belongs to it"
            return
        for key, value in found.items():
            if key in form or "*" in form:
                yield from misplaced(value, f"{where}, {key}", form.get(key) or form["*"])
    elif isinstance(form, list):
        if not isinstance(found, list):
            yield f"{where}: write a list here, each item after a dash or all in [ ]"
            return
        for number, value in enumerate(found):
            yield from misplaced(value, f"{where}[{number}]", form[0])
    elif isinstance(found, list | Mapping) or not isinstance(found, form):
        name = {str: "a text (in quotes, where it is a number, yes or no)", int: "a whole number"}
        yield f"{where}: write {name.get(form, 'one value')} here"
