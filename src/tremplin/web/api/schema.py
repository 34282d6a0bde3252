"""The OpenAPI document, made from the law: every decision with its facts, its results and a real case of each."""

from __future__ import annotations

from functools import cache
from typing import Any

from tremplin.engine.facts import Fact, RowTable
from tremplin.engine.kinds import Kind
from tremplin.engine.law import Decision, Law, Search
from tremplin.ground.reading import read_yaml
from tremplin.ground.sentences import label
from tremplin.reasons.found import ask
from tremplin.web.api import shapes
from tremplin.web.api.problems import MEDIA_TYPE

LANGUAGE = "Language of the texts; else the first of Accept-Language that is spoken here, else French."
DESCRIPTION = """Belgian activation employment decided and explained: local employment agencies (ALE, PWA), article 60,
the right to unemployment benefit. Nothing is stored, there is no account and no key. Money and decimals are exact;
`null` among the facts means unknown; among the results it means that there is none, or that it cannot be told yet: then
`undetermined` names it. Every response names the version of the law in the header `Tremplin-Law`."""
EXAMPLES = {
    **{"decision": "ale_handover", "name": "unpaid_tolerance", "region": "brussels", "on": "2026-06-01"},
    **{"language": "en", "months": 24, "steps": "no"},
}
"""What each parameter of an address may be; the decision only where no facts are sent with it."""
JSON, LINES = "application/json", "application/jsonl"
REFUSALS = {
    400: "Not JSON",
    404: "No such decision, with the nearest name",
    405: "Not the method of this address",
    408: "Too slow: the body did not arrive in time",
    413: "Too large",
    415: "Not the type that is read here",
    422: "Facts or a query that are wrong: every fault at its place",
}
HEADERS = {
    "Tremplin-Law": {"description": "Version of the law", "schema": {"type": "string", "pattern": "^[0-9a-f]{12}$"}}
}


def complete(document: dict[str, Any], law: Law) -> None:
    """Adds to ninja's document what the law says: bodies, responses, names and examples."""
    document["components"]["schemas"] |= components(law)
    questions, decisions = [*law.decisions, *law.searches], list(law.decisions)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            name = operation["operationId"]
            for parameter in operation["parameters"]:
                parameter["schema"].pop("title", None)
                if parameter["in"] == "query" or method == "get":
                    parameter["example"] = EXAMPLES[parameter["name"]]
                if parameter["name"] == "decision":
                    names = decisions if name in ("explain", "flips") else questions
                    parameter["schema"]["enum"] = sorted(names)
                elif parameter["name"] == "name":
                    parameter["schema"]["enum"] = sorted(law.parameters)
            if method == "post":
                operation["requestBody"] = body(name, law)
            operation["responses"] = responses(name, path, law)


def components(law: Law) -> dict[str, Any]:
    """The shapes of all facts and results, by decision."""
    found = dict(shapes.SHAPES)
    for name, asked in (law.decisions | law.searches).items():
        found[f"{name}_facts"] = facts_schema(law, asked)
        found[f"{name}_result"] = result_schema(law, asked)
    return found


def facts_schema(law: Law, asked: Decision | Search) -> dict[str, Any]:
    known = asked.facts(law)
    required = [name for name, fact in known.items() if isinstance(fact, Fact) and fact.required]
    return {
        "type": "object",
        "title": f"Facts of {asked.name}",
        "description": label(asked.texts, "en"),
        "additionalProperties": False,
        "properties": {name: fact_schema(fact) for name, fact in known.items()},
        **({"required": required} if required else {}),
    }


def fact_schema(fact: Fact | RowTable) -> dict[str, Any]:
    """A fact, or a list of rows; `null` where it may be unknown."""
    named = {"title": label(fact.texts, "en")}
    if isinstance(fact, RowTable):
        columns = {name: fact_schema(column) for name, column in fact.columns.items()}
        rows = {"type": "object", "additionalProperties": False, "properties": columns}
        return {"type": ["array", "null"], "items": rows, "maxItems": shapes.MOST_ROWS, **named}
    if question := label(fact.texts, "en", "question"):
        named["description"] = question
    bounds = {}
    if fact.kind.name in ("number", "first_of_year"):
        ends = (("minimum", fact.low), ("maximum", fact.high))
        bounds = {end: fact.kind.plain(value) for end, value in ends if value is not None}
    found = shapes.of_kind(fact.kind)
    return {**(found if fact.required else shapes.or_null(found)), **bounds, **named}


def result_schema(law: Law, asked: Decision | Search) -> dict[str, Any]:
    if isinstance(asked, Search):
        properties = {name: {"title": label(asked.texts["then"], "en", name)} for name in asked.then}
    else:
        properties = {public: rule_schema(law, rule) for public, rule in asked.then.items()}
    common = {"type": "object", "title": f"Results of {asked.name}", "description": label(asked.texts, "en")}
    return {**common, "properties": properties, "required": list(properties), "additionalProperties": False}


def rule_schema(law: Law, name: str) -> dict[str, Any]:
    """One result: a value, or one for each month (or whatever a rule opens)."""
    rule = law.rules[name]
    found = shapes.or_null(shapes.of_kind(rule.kind or Kind("number"), result=True))
    if rule.scope is not None:
        found = {"type": ["object", "null"], "additionalProperties": found}
    return {**found, "title": label(rule.texts, "en")}


def body(operation: str, law: Law) -> dict[str, Any]:
    """What an operation reads, with a case of every decision."""
    names = {
        "plan": ["article60_plan"],
        "explain": list(law.decisions),
        "flips": list(law.decisions),
    }.get(operation, [*law.decisions, *law.searches])
    names = [name for name in names if name in law.decisions or name in law.searches]
    found = cases_of_flips(law) if operation == "flips" else cases(law)
    given = {name: case for name, case in found.items() if name in names}
    if operation == "decide_batch":
        line = {name: {"summary": of["case"], "value": shapes.line(of["given"])} for name, of in given.items()}
        media = {"schema": {"type": "string", "description": "One JSON document of facts a line"}, "examples": line}
        return {"required": True, "content": {LINES: media}}
    examples = {name: {"summary": of["case"], "value": of["given"]} for name, of in given.items()}
    known = [{"$ref": f"#/components/schemas/{name}_facts"} for name in names]
    schema = known[0] if len(known) == 1 else {"anyOf": known}
    return {"required": True, "content": {JSON: {"schema": schema, "examples": examples}}}


def responses(operation: str, path: str, law: Law) -> dict[str, Any]:
    reads = operation in ("decide", "explain", "flips", "plan", "decide_batch")
    refused = {405, 422} | ({400, 408, 413, 415} if reads else set()) | ({404} if "{" in path else set())
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}}
    found: dict[str, Any] = {"200": {"description": "Answered", "headers": HEADERS, "content": answers(operation, law)}}
    for status in sorted(refused):
        found[str(status)] = {"description": REFUSALS[status], "headers": HEADERS, "content": problem}
    return found


def answers(operation: str, law: Law) -> dict[str, Any]:
    shape = shapes.ANSWERS[operation]
    if operation == "decide_batch":
        return {LINES: {"schema": {"type": "string", "description": "One `line` a line; see its schema"}}}
    schema: dict[str, Any] = {"$ref": f"#/components/schemas/{shape}"}
    if operation in ("parameters", "parameter", "law_gaps"):
        schema = {"type": "array", "items": schema}
    if operation not in ("decide", "plan"):
        return {JSON: {"schema": schema}}
    names = list(cases(law)) if operation == "decide" else ["article60_plan"]
    if operation == "plan":
        found = {"result": {"$ref": "#/components/schemas/article60_plan_result"}}
        schema = {"allOf": [schema, {"type": "object", "properties": found}]}
    return {JSON: {"schema": schema, "examples": {name: example(law, name) for name in names}}}


def example(law: Law, name: str) -> dict[str, Any]:
    """A real answer; of its steps, the last."""
    found = cases(law)[name]
    answer = ask(law, name, found["given"]).as_json()
    return {"summary": f"{found['case']} (of its steps, the last)", "value": answer | {"steps": answer["steps"][-1:]}}


@cache
def cases(law: Law) -> dict[str, dict[str, Any]]:
    """The first worked case of every decision and search, as JSON writes it."""
    return {name: found[0] for name, found in all_cases(law).items()}


@cache
def cases_of_flips(law: Law) -> dict[str, dict[str, Any]]:
    """The first worked case of every decision that gives the day from which on flips are looked for."""
    starting = {
        name: [case for case in found if case["given"].get(law.decisions[name].clock) is not None]
        for name, found in all_cases(law).items()
        if name in law.decisions
    }
    return {name: found[0] for name, found in starting.items() if found}


@cache
def all_cases(law: Law) -> dict[str, list[dict[str, Any]]]:
    """The worked cases of every decision and search, as JSON writes them."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in [*law.decisions, *law.searches]}
    for path in sorted(law.folder.rglob("*.cases.yaml")):
        for case in read_yaml(path.read_bytes(), path.name):
            found[case["decision"]].append({"case": case["case"], "given": shapes.as_json(case["given"])})
    return {name: of for name, of in found.items() if of}
