"""The OpenAPI document is made from the law and complete, its examples are true, and the API keeps to it."""

import json
import time

import hypothesis
import jsonschema_rs
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tremplin.engine.facts import RowTable
from tremplin.law import belgian_law
from tremplin.web.api.schema import cases
from tremplin.web.wsgi import application

law = belgian_law()
ASKED = law.decisions | law.searches


@pytest.fixture(scope="module")
def document(api):
    return api.get("openapi.json").json()


def valid(document, name, value):
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return jsonschema_rs.Draft202012Validator(schema).is_valid(value)


def test_it_is_openapi_31(document):
    assert document["openapi"].startswith("3.1")
    assert len(json.dumps(document)) < 500_000


def test_every_decision_with_every_fact_and_result(document):
    schemas = document["components"]["schemas"]
    for name, asked in ASKED.items():
        known = asked.facts(law)
        assert list(schemas[f"{name}_facts"]["properties"]) == list(known)
        assert list(schemas[f"{name}_result"]["properties"]) == list(asked.then)
        for fact, of in known.items():
            if isinstance(of, RowTable):
                columns = schemas[f"{name}_facts"]["properties"][fact]["items"]["properties"]
                assert list(columns) == list(of.columns)
    decide = document["paths"]["/api/v1/decide/{decision}"]["post"]
    assert set(decide["requestBody"]["content"]["application/json"]["examples"]) == set(ASKED)
    assert set(decide["responses"]["200"]["content"]["application/json"]["examples"]) == set(ASKED)
    assert set(decide["parameters"][0]["schema"]["enum"]) == set(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_examples_are_of_their_shape(api, document, name):
    given = cases(law)[name]["given"]
    assert valid(document, f"{name}_facts", given)
    answer = api.post(f"decide/{name}", given).json()
    assert valid(document, "answer", answer) and valid(document, f"{name}_result", answer["result"])
    assert not valid(document, f"{name}_facts", given | {"no such fact": 1})


POSTS = ("decide/{decision}", "explain/{decision}", "flips/{decision}", "plan", "decide/{decision}/batch")
GETS = ("facts/{decision}", "parameters", "parameters/{name}", "law", "law/gaps")


@pytest.mark.parametrize("path", POSTS)
def test_every_example_is_answered_as_it_stands(api, document, path):
    ((kind, media),) = document["paths"][f"/api/v1/{path}"]["post"]["requestBody"]["content"].items()
    assert len(media["examples"]) == {"plan": 1, POSTS[1]: len(law.decisions), POSTS[2]: len(law.decisions)}.get(
        path, len(ASKED)
    )
    for name, example in media["examples"].items():
        response = api.post(path.replace("{decision}", name), example["value"], kind=kind)
        content = b"".join(response)
        assert response.status_code == 200 and b'"problem":' not in content, (name, content)


@pytest.mark.parametrize("path", GETS)
def test_every_example_of_an_address_is_answered(api, document, path):
    given = {of["name"]: of["example"] for of in document["paths"][f"/api/v1/{path}"]["get"]["parameters"]}
    query = "&".join(f"{name}={value}" for name, value in given.items() if f"{{{name}}}" not in path)
    assert api.get(f"{path.format(**given)}?{query}").status_code == 200


def test_every_list_says_what_it_lists(document):
    waiting = [document]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            assert "array" not in (found.get("type") or ()) or "items" in found, found
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found


def test_facts_have_their_shape_in_the_document(api, document):
    kinds = set()
    for name in ASKED:
        found = api.get(f"facts/{name}").json()
        assert valid(document, "facts", found)
        kinds |= {fact["kind"] for fact in found["facts"]}
    assert {"rows", "choice", "yes_no"} <= kinds
    shape = document["components"]["schemas"]["fact"]["properties"]
    assert kinds <= set(shape["kind"]["enum"]) and {"left_out", "low", "high"} <= set(shape)


@pytest.mark.parametrize("status", ["200", "400", "404", "405", "408", "413", "415", "422"])
def test_every_response_of_a_decision_is_described(document, status):
    described = document["paths"]["/api/v1/decide/{decision}"]["post"]["responses"][status]
    assert described["description"] and "Tremplin-Law" in described["headers"] and described["content"]


# Any input at all: bounded in examples and in time, and no operation forgotten.
@schemathesis.serializer("application/jsonl")
def as_lines(context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


SECONDS = 45
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
OPERATIONS = [operation.ok() for operation in schema.get_all_operations()]
CALLED = set()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_input_breaks_it(operation):
    until = time.monotonic() + SECONDS / len(OPERATIONS)

    @hypothesis.settings(
        max_examples=40, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
    )
    @hypothesis.seed(7)
    @hypothesis.given(case=operation.as_strategy())
    def calls(case):
        if time.monotonic() < until or operation.label not in CALLED:
            case.call_and_validate(checks=CHECKS)
            CALLED.add(operation.label)

    calls()
    assert operation.label in CALLED


def test_the_operations_are_all_there():
    labels = {operation.label for operation in OPERATIONS}
    assert labels == {f"POST /api/v1/{path}" for path in POSTS} | {f"GET /api/v1/{path}" for path in GETS}
