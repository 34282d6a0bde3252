"""Shapes of JSON: the kinds of the law, and what every answer has in common."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from tremplin.engine.kinds import LANGUAGES, STATUSES, Kind
from tremplin.reasons.asked import KINDS_ASKED as ASKED
from tremplin.web.api.body import MOST_ROWS as MOST_ROWS

TEXT: dict[str, Any] = {"type": "string"}
TEXT_OR_NULL: dict[str, Any] = {"type": ["string", "null"]}
PLAIN: dict[str, Any] = {"type": ["boolean", "integer", "number", "string", "null"]}
"""A value of any kind; null where there is none."""
NAMES: dict[str, Any] = {"type": "array", "items": TEXT}
STATUS: dict[str, Any] = {"type": "string", "enum": list(STATUSES)}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
MONTH: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}
AMOUNT: dict[str, Any] = {"type": "string", "pattern": r"^-?\d+\.\d{2,4}$"}
FOUR: dict[str, Any] = {
    "type": "object",
    "properties": dict.fromkeys(LANGUAGES, TEXT),
    "required": list(LANGUAGES),
}


def of_kind(kind: Kind, result: bool = False) -> dict[str, Any]:
    """A value of a kind, as it is given or (`result`) as it comes out."""
    match kind.name:
        case "day":
            return DAY
        case "month" | "first_of_month":
            return MONTH
        case "first_of_year":
            return {"type": "integer"}
        case "yes_no":
            return {"type": "boolean"}
        case "choice" | "status":
            return {"type": "string", "enum": list(kind.names)}
        case "choices":
            return {"type": "array", "items": {"type": "string", "enum": list(kind.names)}}
        case "name":
            return {"type": ["string", "integer"]}
        case "money" if result:
            return AMOUNT
        case "money":
            return {"type": ["number", "string"], "pattern": r"^-?\d+(\.\d{1,2})?$"}
    return {"type": "integer"} if kind.scale == 1 else {"type": "number", "multipleOf": 1 / kind.scale}


def or_null(shape: dict[str, Any]) -> dict[str, Any]:
    types = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    null = {"enum": [*shape["enum"], None]} if "enum" in shape else {}
    return {**shape, **null, "type": [*types, "null"]}


def record(needed: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {**needed, **optional}, "required": list(needed)}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def many(shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": shape}


KEY: dict[str, Any] = {**TEXT, "description": "The name of the sentence, the same in every language"}
ANSWERS = {
    "decide": "answer",
    "plan": "answer",
    "decide_batch": "line",
    "explain": "explanation",
    "flips": "flips",
    "facts": "facts",
    "parameters": "parameter",
    "parameter": "parameter",
    "law": "law",
    "law_gaps": "gap",
}
"""The shape of what each operation answers."""

NODE = record(
    {"kind": TEXT, "name": TEXT, "label": TEXT, "value": TEXT, "children": many(ref("node"))},
    article=TEXT,
    sources=NAMES,
    status=TEXT_OR_NULL,
    reason=TEXT,
    short=TEXT,
    behind=NAMES,
    folded={"type": "boolean"},
    again={"type": "boolean"},
)
FACT = record(
    {"name": TEXT, "label": TEXT, "kind": {"type": "string", "enum": list(ASKED)}, "unit": TEXT, "when_left_out": TEXT},
    question=TEXT,
    required={"type": "boolean"},
    low={**PLAIN, "description": "The least that is taken"},
    high={**PLAIN, "description": "The most that is taken"},
    left_out={**PLAIN, "description": "The value taken when it is left out; null: unknown"},
    choices=NAMES,
    columns=many(ref("fact")),
)
VERSION = record(
    {
        **{"from": DAY, "status": STATUS, "source": TEXT, "note": {"type": "object"}},
        "references": many(record({"title": TEXT}, address=TEXT)),
    },
    by={**TEXT, "description": "For whom it holds, where it is not for all: a region, a kind of user"},
    **dict.fromkeys(("value", "least", "most"), {}),
)
SHAPES: dict[str, Any] = {
    "problem": record(
        {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "key": KEY, "detail": TEXT},
        errors=many(ref("error")),
        near=TEXT,
    ),
    "error": record(
        {"key": KEY, "detail": TEXT},
        pointer={**TEXT, "description": "Where in the body: a JSON pointer, `/work/3/days`"},
        parameter={**TEXT, "description": "Which word of the query"},
        near={**TEXT, "description": "The name or the choice that was probably meant"},
    ),
    "answer": record(
        {
            "decision": TEXT,
            "law": TEXT,
            "result": {
                **{"type": "object", "additionalProperties": True},
                "description": "By public name; of which shape, says the schema `NAME_result` of the decision's name",
            },
            "undetermined": {
                **NAMES,
                "description": "The results that cannot be told yet; of other nulls there is none",
            },
            "ranges": {"type": "object", "additionalProperties": {**many(PLAIN), "minItems": 2, "maxItems": 2}},
            "missing": NAMES,
            "unset": NAMES,
            "status": STATUS,
        },
        steps={
            **many(record({"name": TEXT, "article": TEXT_OR_NULL, "status": TEXT_OR_NULL})),
            "description": "Every rule and number that led to it, in order; not with `steps=no`",
        },
    ),
    "line": {
        **record({"line": {"type": "integer", "minimum": 1}}, answer=ref("answer"), problem=ref("problem")),
        "oneOf": [{"required": ["answer"]}, {"required": ["problem"]}],
    },
    "node": NODE,
    "explanation": record(
        {
            "lead": {**TEXT, "description": "The sentence that answers"},
            "results": many(record({"name": TEXT, "label": TEXT, "value": TEXT})),
            "status": STATUS,
            "tree": many(ref("node")),
            "rows": many(record({"name": TEXT, "label": TEXT, "headings": NAMES, "cells": many(NAMES)})),
            "changes": many(record({"kind": TEXT, "place": TEXT, "label": TEXT, "text": TEXT})),
        }
    ),
    "flips": record(
        {
            "decision": TEXT,
            "law": TEXT,
            "from": {},
            "until": {},
            "supposed": many(TEXT),
            "first": {},
            "flips": many(
                record(
                    {
                        "day": {},
                        "before": {},
                        "after": {},
                        "causes": many(record({"kind": TEXT, "name": TEXT, "text": TEXT})),
                    }
                )
            ),
        }
    ),
    "fact": FACT,
    "facts": record({"decision": TEXT, "facts": many(ref("fact"))}),
    "parameter": record(
        {
            "name": TEXT,
            "label": FOUR,
            "article": TEXT,
            "clock": TEXT,
            "checked_on": DAY,
            "versions": many(VERSION),
        }
    ),
    "law": record(
        {
            "law": TEXT,
            "decisions": {"type": "object", "additionalProperties": FOUR},
            "searches": {"type": "object", "additionalProperties": FOUR},
            "stems": {"type": "object", "additionalProperties": record({"rules": NAMES, "parameters": NAMES})},
        }
    ),
    "gap": record(
        {
            **{"parameter": TEXT, "label": FOUR, "article": TEXT, "blocks": NAMES, "status": STATUS},
            "ask": many(record({"body": FOUR, "from": TEXT_OR_NULL, "until": TEXT_OR_NULL})),
        }
    ),
}


def as_json(value: Any) -> Any:
    """What a case gives, as JSON writes it."""
    if isinstance(value, dict):
        return {str(name): as_json(of) for name, of in value.items()}
    if isinstance(value, list):
        return [as_json(of) for of in value]
    return float(value) if isinstance(value, Decimal) else value


def line(given: dict[str, Any]) -> str:
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")) + "\n"
