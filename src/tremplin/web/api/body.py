"""What a request hands in: JSON read exactly, with the limits of a public site."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from django.conf import settings
from django.http import HttpRequest
from django.http.request import UnreadablePostError

from tremplin.ground.errors import Fault
from tremplin.web.api.problems import Refused, escaped
from tremplin.web.waiting import PAUSE, reading

JSON, LINES = "application/json", ("application/jsonl", "application/x-ndjson")
DEPTH = 40
MOST_ROWS = 400
"""Rows of one list: a hundred years of quarters. A population comes in lines."""
MOST_VALUES = 10_000
CHUNK = 4_096


class Twice(dict[str, Any]):
    """An object in which names are written twice."""

    names: list[str]


def facts_of(request: HttpRequest) -> Any:
    """The body of a request, one JSON document."""
    expect(request, (JSON,))
    content = b"".join(chunks(request))
    return read_json(content)


def expect(request: HttpRequest, kinds: tuple[str, ...]) -> None:
    if (request.content_type or "").lower() not in kinds:
        raise Refused(415, "api.media_type", expected=kinds[0])


def chunks(request: HttpRequest) -> Iterator[bytes]:
    """The body in pieces, at most what the settings allow."""
    if declared(request) > settings.MOST_BODY:
        raise too_large()
    size = 0
    for chunk in pieces(request):
        size += len(chunk)
        if size > settings.MOST_BODY:
            raise too_large()
        yield chunk


def pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes, in small pieces: a server waits for the whole piece (and Granian's `readline` ends early).

    Django reads nothing where no length is declared: then the server's own stream is read.
    """
    length = request.META.get("CONTENT_LENGTH")
    own = request.META.get("wsgi.input")
    stream = own if not length and own is not None and request.headers.get("Transfer-Encoding") else request
    left, begun = declared(request), time.monotonic()
    try:
        with reading():
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                yield chunk
    except (UnreadablePostError, OSError):
        raise Refused(400, "api.broken_off") from None
    if left > 0 and slow(begun):
        raise Refused(408, "api.too_slow")


def slow(begun: float) -> bool:
    """Whether what ended was waited for so long that the connection was cut (see `waiting`)."""
    return time.monotonic() - begun > PAUSE / 2


def declared(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def too_large() -> Refused:
    return Refused(413, "api.too_large", most=settings.MOST_BODY)


def lines_of(request: HttpRequest) -> Iterator[bytes | None]:
    """The lines of a body that may go on without end; None for one that is too large."""
    held: list[bytes] = []
    size = 0
    for chunk in pieces(request):
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            size += len(part)
            yield b"".join([*held, part]) if size <= settings.MOST_BODY else None
            held, size = [], 0
        size += len(rest)
        held = [*held, rest] if size <= settings.MOST_BODY else []
    if size:
        yield b"".join(held) if size <= settings.MOST_BODY else None


def read_json(content: bytes) -> Any:
    """One document: numbers exact, names once, neither NaN nor endless nesting."""
    doubled: list[Twice] = []

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        twice = Twice(found)
        twice.names = [name for place, (name, _) in enumerate(pairs) if name in {of for of, _ in pairs[:place]}]
        doubled.append(twice)
        return twice

    try:
        text = content.decode("utf-8")
        found = json.loads(
            text, parse_float=decimal, parse_int=whole, parse_constant=not_a_number, object_pairs_hook=mapping
        )
    except UnicodeDecodeError as error:
        raise Refused(400, "api.not_utf8", at=error.start + 1) from None
    except json.JSONDecodeError as error:
        raise Refused(400, "api.not_json", problem=error.msg, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refused(422, "api.wrong_facts", [("", Fault("", "too_deep"))]) from None
    faults = list(limits(found, text)) + [fault for fault in twice_in(found) if doubled]
    if faults:
        raise Refused(422, "api.wrong_facts", faults)
    return found


def whole(text: str) -> int | Decimal:
    return int(text) if len(text) < 20 else Decimal(text)


def decimal(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond all bounds: refused where a number is expected
        return text


def not_a_number(text: str) -> NoReturn:
    raise Refused(400, "api.not_a_number", said=text)


def limits(found: Any, text: str) -> Iterator[tuple[str, Fault]]:
    """Nesting, rows and values beyond what a case has: each would keep the others waiting."""
    if text.count("[") + text.count("{") > DEPTH:
        deep = next((where for where, _, depth in walk(found) if depth > DEPTH), None)
        if deep is not None:
            yield deep, Fault("", "too_deep")
            return
    if text.count(",") > MOST_VALUES:
        yield "", Fault("", "api.too_many_values", {"most": MOST_VALUES})
    for name, value in found.items() if isinstance(found, dict) else ():
        if isinstance(value, list) and len(value) > MOST_ROWS:
            yield f"/{escaped(name)}", Fault("", "api.too_many_rows", {"count": len(value), "most": MOST_ROWS})


def twice_in(found: Any) -> Iterator[tuple[str, Fault]]:
    for where, value, _ in walk(found):
        for name in value.names if isinstance(value, Twice) else ():
            yield f"{where}/{escaped(name)}", Fault("", "twice", {"key": name})


def walk(found: Any) -> Iterator[tuple[str, Any, int]]:
    """Every object and list of a document: its pointer, itself, and how deep it lies."""
    waiting = [("", found, 1)]
    while waiting:
        where, value, depth = waiting.pop()
        if not isinstance(value, dict | list):
            continue
        yield where, value, depth
        if depth <= DEPTH:
            named = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += [(f"{where}/{escaped(str(name))}", of, depth + 1) for name, of in named]
