"""What is said when a request is refused: `application/problem+json` (RFC 9457), with every fault at its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from tremplin.engine.facts import Fact, RowTable
from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.errors import Fault
from tremplin.ground.sentences import sentence
from tremplin.reasons.asked import row_example

MEDIA_TYPE = "application/problem+json"
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""Names of RFC 9110, which older Pythons say otherwise."""
MOST_FAULTS = 500
"""Faults that are written out; the rest is counted."""
ROW = re.compile(r"(\w+)\[(\d+)\](?:\.(.*))?", re.DOTALL)
AS_JSON = {
    "expected_yes_no": "api.yes_no",
    "not_facts": "api.not_facts",
    "not_rows": "api.not_rows",
    "not_row": "api.not_row",
    "two_quarters": "api.two_quarters",
}
"""Sentences about what was given as JSON, where the common ones speak of YAML."""


class Refused(Exception):
    """A request that is refused: its status, the key and words of its sentence, and its faults, pointer by pointer."""

    def __init__(self, status: int, key: str, faults: Iterable[tuple[str, Fault]] = (), **words: Any) -> None:
        super().__init__(key)
        self.status, self.key, self.faults, self.words = status, key, list(faults), words

    def as_dict(self, language: str) -> dict[str, Any]:
        words = {"count": len(self.faults)} | self.words
        found: dict[str, Any] = {
            "type": "about:blank",
            "title": TITLES.get(self.status) or HTTPStatus(self.status).phrase,
            "status": self.status,
            "key": self.key,
            "detail": sentence(self.key, language, **words),
        }
        if "near" in self.words:
            found["near"] = self.words["near"]
        if self.faults:
            found["errors"] = [error(where, fault, language) for where, fault in self.faults[:MOST_FAULTS]]
        return found


def error(where: str, fault: Fault, language: str) -> dict[str, str]:
    """One fault: `where` is a pointer into the body, or `?name` for a word of the query; `near` the nearest name."""
    place = {"parameter": where[1:]} if where.startswith("?") else {"pointer": where}
    fault = fault.nearest()
    key = AS_JSON.get(fault.key) or (fault.key if "." in fault.key else f"fault.{fault.key}")
    words = fault.said()
    if "said" in fault.words:
        words["said"] = said(fault.words["said"], words["said"])
    near = {"near": str(fault.words["near"])} if "near" in fault.words else {}
    return {**place, "key": key, "detail": sentence(key, language, **words), **near}


def said(value: Any, text: str) -> str:
    """What was given, as JSON writes it."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, dict | list):
        text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:60]}…"


def pointer(place: str, given: Any) -> str:
    """`work[3].days` as a JSON pointer, `/work/3/days`; a name that was given is one step, whatever is in it."""
    if not isinstance(given, Mapping):
        return ""
    found = None if place in given else ROW.fullmatch(place)
    steps = [place] if found is None else [step for step in found.groups() if step is not None]
    return "".join(f"/{escaped(step)}" for step in steps)


def escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


def wrong_facts(faults: Iterable[Fault], given: Any, known: Mapping[str, Fact | RowTable]) -> Refused:
    told = [(pointer(fault.place, given), with_row(fault, known)) for fault in faults]
    return Refused(422, "api.wrong_facts", told)


def with_row(fault: Fault, known: Mapping[str, Fact | RowTable]) -> Fault:
    """What is no row, with a row of its table as an example."""
    table = known.get(fault.place.partition("[")[0])
    if fault.key != "not_row" or not isinstance(table, RowTable):
        return fault
    return Fault(fault.place, fault.key, {"example": json.dumps(row_example(table), ensure_ascii=False)})


def language_of(request: HttpRequest) -> str:
    """The language asked for in the query, else the first of Accept-Language that is spoken here, else French."""
    asked = request.GET.get("language")
    if asked in LANGUAGES:
        return str(asked)
    preferred = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:500])
    spoken = (code[:2] for code, weight in preferred if weight and re.split("[-_]", code)[0] in LANGUAGES)
    return next(spoken, "fr")


def respond(refused: Refused, language: str) -> HttpResponse:
    response = answered(refused.as_dict(language), refused.status, MEDIA_TYPE)
    response.headers["Content-Language"] = language
    return response


def answered(content: Any, status: int = 200, media_type: str = "application/json") -> HttpResponse:
    return HttpResponse(written(content), status=status, content_type=media_type)


def written(content: Any) -> bytes:
    """JSON in one line. A half of a character, which JSON can escape but UTF-8 cannot write, is shown as `?`."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=plain).encode("utf-8", "replace")


def plain(value: Any) -> Any:
    """Decimals that were given and are told again."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    raise TypeError(type(value).__name__)
