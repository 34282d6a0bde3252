"""Each operation says what the command line says, in the language asked for, under the headers of every answer."""

import json

import pytest
from typer.testing import CliRunner

from tremplin.cli.app import app
from tremplin.law import belgian_law
from tremplin.reasons.answer import decide
from tremplin.reasons.explain import Explanation
from tremplin.reasons.found import ask
from tremplin.web.api.schema import cases

law = belgian_law()
CASES = cases(law)
NOTICE = {"notified_on": "2024-05-01"}


def told(*words, facts=None):
    """What a command prints as JSON."""
    result = CliRunner().invoke(app, [*words, "--json", "--lang", "de"], input=json.dumps(facts))
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", CASES)
def test_a_decision_is_the_json_of_the_command_line(api, name):
    given = CASES[name]["given"]
    response = api.post(f"decide/{name}", given)
    assert response.status_code == 200, response.content
    assert response.json() == told("decide", name, "-", facts=given)


@pytest.mark.parametrize("name", law.decisions)
def test_an_explanation_is_made_in_the_language(api, name):
    given = CASES[name]["given"]
    response = api.post(f"explain/{name}?language=nl", given)
    assert response.json() == json.loads(json.dumps(Explanation(decide(law, name, given), "nl").as_dict()))
    assert response["Content-Language"] == "nl"


@pytest.mark.parametrize("name", [*law.decisions, *law.searches])
def test_the_facts_are_those_of_the_command_line(api, name):
    assert api.get(f"facts/{name}?language=de").json() == told("facts", name)


def test_flips_are_those_of_the_command_line(api):
    given = {"region": "brussels", "on": "2023-06-01", "price": "5.95", "user": "household", "nominative": True}
    response = api.post("flips/ale_price?months=6&language=de", given)
    assert response.json() == told("flips", "ale_price", "-", "--months", "6", facts=given)
    assert response.json()["from"] == "2023-06-01"


def test_a_plan_is_the_search(api):
    given = CASES["article60_plan"]["given"]
    assert api.post("plan", given).json() == ask(law, "article60_plan", given).as_json()


def test_numbers_of_the_law(api):
    assert api.get("parameters").json() == told("parameters")
    found = api.get("parameters?region=brussels&on=2024-05-01").json()
    assert found == told("parameters", "--region", "brussels", "--on", "2024-05-01")
    assert [of["name"] for of in api.get("parameters/unpaid_tolerance").json()] == ["unpaid_tolerance"]


def test_the_law_in_outline(api):
    found, told_of = api.get("law").json(), told("law")
    assert found["law"] == law.fingerprint and found["stems"] == told_of["stems"]
    assert list(found["searches"]) == list(law.searches)
    assert found["decisions"] | found["searches"] == told_of["decisions"]
    assert api.get("law/gaps").json() == told("law", "gaps")


@pytest.mark.parametrize(
    ("header", "query", "language"),
    [
        ("", "", "fr"),
        ("nl-BE,nl;q=0.9", "", "nl"),
        ("es,en;q=0.5,de;q=0.8", "", "de"),
        ("NL", "?language=en", "en"),
        ("*", "", "fr"),
        (";;;q=x", "", "fr"),
    ],
)
def test_the_language_is_asked_for(api, header, query, language):
    response = api.get(f"facts/ale_notice{query}", **{"accept-language": header})
    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]


def test_money_and_decimals_are_exact(api):
    given = {"region": "wallonia", "on": "2024-05-01", "price": 5.95, "user": "household", "nominative": True}
    as_text = api.post("decide/ale_price", given | {"price": "5.95"}).json()
    assert api.post("decide/ale_price", json.dumps(given)).json() == as_text
    response = api.post("decide/ale_price", json.dumps(given).replace("5.95", "5.950000000000000000000000000001"))
    assert response.status_code == 422 and response.json()["errors"][0]["pointer"] == "/price"


def test_headers_of_every_response(api):
    for response in (
        api.post("decide/ale_notice", NOTICE),
        api.post("decide/none", {}),
        api.post("decide/ale_notice", "{"),
        api.get("nothing/here"),
        api.client.delete("/api/v1/law"),
        api.get("law"),
        api.get("openapi.json"),
    ):
        assert response["Tremplin-Law"] == law.fingerprint
        assert "Set-Cookie" not in response
    assert api.post("decide/ale_notice", NOTICE)["Cache-Control"] == "no-store"
    assert api.get("nothing/here")["Cache-Control"] == "no-store"


def test_browsers_of_listed_origins_may_call(api, settings):
    asked = {"origin": "https://a.example", "access-control-request-method": "POST"}
    settings.CORS = []
    refused = api.client.options("/api/v1/decide/ale_notice", headers=asked)
    assert refused.status_code == 204 and "Access-Control-Allow-Origin" not in refused
    settings.CORS = ["https://a.example"]
    allowed = api.client.options("/api/v1/decide/ale_notice", headers=asked)
    assert allowed["Access-Control-Allow-Origin"] == "https://a.example"
    assert (
        "Content-Type" in allowed["Access-Control-Allow-Headers"] and "POST" in allowed["Access-Control-Allow-Methods"]
    )
    answer = api.post("decide/ale_notice", NOTICE, origin="https://a.example")
    assert answer["Access-Control-Allow-Origin"] == "https://a.example" and "Origin" in answer["Vary"]
    assert "Tremplin-Law" in answer["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Origin" not in api.post("decide/ale_notice", NOTICE, origin="https://b.example")
    settings.CORS = ["*"]
    assert api.post("decide/none", {}, origin="https://b.example")["Access-Control-Allow-Origin"] == "*"
