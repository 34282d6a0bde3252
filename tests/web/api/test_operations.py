"""Each operation says what the command line says, in the language asked for, under the headers of every answer."""

import json

import pytest
from typer.testing import CliRunner

from tremplin.cli.app import app
from tremplin.law import belgian_law
from tremplin.reasons.answer import decide
from tremplin.reasons.asked import facts_asked
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


def test_flips_say_what_they_suppose(api):
    given = {"region": "brussels", "month": "2026-12", "user": "household", "activity": "small_garden", "hours": 20}
    given |= {"hours_earlier_this_year": 620, "done_this_month": []}
    found = api.post("flips/ale_hours?months=1&language=en", given).json()
    assert [found["first"], [flip["day"] for flip in found["flips"]]] == [False, ["2027-01"]]
    (supposed,) = found["supposed"]
    assert "hours of the earlier months of the year" in supposed


def test_a_plan_is_the_search(api):
    given = CASES["article60_plan"]["given"]
    assert api.post("plan", given).json() == ask(law, "article60_plan", given).as_json()


def test_numbers_of_the_law(api):
    assert api.get("parameters?language=de").json() == told("parameters")
    found = api.get("parameters?region=brussels&on=2024-05-01&language=de").json()
    assert found == told("parameters", "--region", "brussels", "--on", "2024-05-01")
    assert [of["name"] for of in api.get("parameters/unpaid_tolerance").json()] == ["unpaid_tolerance"]


def test_sources_of_numbers_go_by_their_public_titles(api):
    titles = {}
    for language in ("nl", "en"):
        (version,) = api.get(f"parameters/unpaid_tolerance?on=2026-06-01&language={language}").json()[0]["versions"]
        (found,) = version["references"]
        assert found["address"].startswith("https://")
        titles[language] = found["title"]
    assert titles["en"].startswith("Royal decree of 25 November 1991") and titles["nl"] != titles["en"]


def test_what_is_undetermined_is_told_from_what_there_is_none_of(api):
    found = api.post("decide/ale_handover", {"worked_on": "2024-05-01"}).json()
    assert found["undetermined"] == ["on_time"]
    for name in law.decisions:
        given = CASES[name]["given"]
        answer = api.post(f"decide/{name}", given).json()
        nulls = [result for result, value in answer["result"].items() if value is None]
        known = decide(law, name, given).undetermined
        assert [result for result in answer["undetermined"] if result in nulls] == [of for of in nulls if of in known]


def test_a_result_by_month_may_be_undetermined_in_part(api):
    given = {"region": "german_community", "aid": "integration_income", "birth_date": "1990-05-14"}
    row = {"first_day": "2026-03-02", "last_day": "2026-06-30", "weekly_hours": 38, "full_time_weekly_hours": 38}
    found = api.post("decide/article60_subsidy", given | {"contract": [row]}).json()
    assert found["result"]["months"]["2026-03"] is None and found["result"]["months"]["2026-04"]
    assert {"months", "total"} <= set(found["undetermined"])


def test_a_plan_says_what_it_cannot_tell(api):
    nothing = api.post("plan", {"work": []}).json()
    assert nothing["undetermined"] == list(nothing["result"])
    found = api.post("plan", {"birth_date": "1990-05-14", "admitted_before": False, "start": "2026-03-02", "work": []})
    assert found.json()["undetermined"] == ["cheapest"] and found.json()["result"]["clause"] is None
    assert api.post("decide/ale_payment_reference", {}).json()["undetermined"] == ["reference"]


@pytest.mark.parametrize("path", ["decide/ale_notice", "plan", "decide/ale_notice/batch"])
def test_steps_may_be_left_out(api, path):
    kind = "application/jsonl" if path.endswith("batch") else "application/json"
    texts = []
    for query in ("", "?steps=yes", "?steps=no"):
        response = api.post(path + query, "{}", kind=kind)
        found = json.loads(b"".join(response))
        texts.append(found.get("answer", found))
    assert texts[0] == texts[1] and "steps" not in texts[2]
    assert texts[0] == texts[2] | {"steps": texts[0]["steps"]}


@pytest.mark.parametrize(
    "path", ["law", "law/gaps", "parameters", "facts/ale_notice?language=nl", "openapi.json", "zzz"]
)
def test_head_has_the_headers_of_get(api, path):
    whole, head = api.get(path), api.client.head(f"/api/v1/{path}")
    assert head.status_code == whole.status_code and head.content == b""
    assert int(head["Content-Length"]) == len(whole.content)
    for name in ("Content-Type", "Tremplin-Law", "Cache-Control"):
        assert head[name] == whole[name]
    assert api.client.head("/api/v1/decide/ale_notice").status_code == 405


def test_programs_write_true_where_people_write_yes(api):
    def written(facts):
        return next(fact["unit"] for fact in facts if fact["kind"] == "yes_no")

    assert written(api.get("facts/admission?language=en").json()["facts"]) == "true or false"
    assert written(facts_asked(law, "admission", "en", people=True)["facts"]) == "yes or no"


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
