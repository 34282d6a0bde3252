"""What is wrong is refused with every fault at its place, and nothing that is sent breaks the API."""

import json
import time

import pytest

from tremplin.engine.facts import RowTable
from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.sentences import catalogue
from tremplin.law import belgian_law
from tremplin.web.api import body, operations, problems

law = belgian_law()


def refused(response, status):
    """The problem of a response."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert found["status"] == status and found["type"] == "about:blank" and found["title"] and found["detail"]
    return found


def test_every_fault_at_once_each_with_its_place(api):
    rows = [{"first_day": "2006-01-01", "last_day": "2006-03-31", "days": 1.234}, 3, {"dayz": 3}]
    given = {"brith_date": 3, "claim_date": "2007-02-30", "admitted_before": "yes", "work": rows, "a/b~c": 1}
    found = refused(api.post("decide/admission?language=en", given), 422)
    faults = {fault["pointer"]: fault for fault in found["errors"]}
    assert set(faults) == {
        *("/brith_date", "/claim_date", "/admitted_before", "/a~1b~0c"),
        *("/work/0/days", "/work/1", "/work/2/dayz"),
    }
    assert faults["/brith_date"]["near"] == "birth_date" and faults["/work/2/dayz"]["near"] == "days"
    assert (
        faults["/admitted_before"]["detail"] == "“yes” is neither true nor false; write true or false, without quotes"
    )
    assert found["detail"].startswith("The facts given cannot be read (faults: 7)")


def test_a_name_is_one_step_whatever_is_in_it(api):
    faults = refused(api.post("decide/admission", {"claim_date": "2007-03-01", "work[0].days": 1, "": 2}), 422)[
        "errors"
    ]
    assert [fault["pointer"] for fault in faults] == ["/work[0].days", "/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_faults_in_each_language(api, language):
    found = refused(api.post(f"decide/ale_fee?language={language}", {}), 422)
    assert found["errors"][0]["detail"] == catalogue()["fault.required"][language]


@pytest.mark.parametrize(
    "text", ["", " ", "{", "[1,", '{"a":NaN}', '{"a":-Infinity}', "{'a': 1}", "a: 1", "\ufeff{}", b"\xff\xfe"]
)
def test_what_is_not_json(api, text):
    refused(api.post("decide/ale_notice", text), 400)


@pytest.mark.parametrize("text", ["null", "3", '"a"', "[]", "true"])
def test_json_that_is_no_facts(api, text):
    assert refused(api.post("decide/ale_notice", text), 422)["errors"][0]["pointer"] == ""


def test_a_name_written_twice(api):
    found = refused(
        api.post("decide/admission", '{"work": [{"days": 1, "days": 2}], "claim_date": 1, "claim_date": 1}'), 422
    )
    assert {fault["pointer"] for fault in found["errors"]} == {"/claim_date", "/work/0/days"}


@pytest.mark.parametrize(
    "text", ["[" * 50_000, '{"work":' * 60 + "1" + "}" * 60, '{"work":' + "[" * 900 + "]" * 900 + "}"]
)
def test_endless_nesting(api, text):
    response = api.post("decide/admission", text)
    assert response.status_code in (400, 422)


@pytest.mark.parametrize(
    "number",
    ["1e400", "1e-400", "1e999999999", "-1e999999999999999999999", "9" * 5000, "0." + "1" * 5000, "1E+2", "-0"],
)
@pytest.mark.parametrize("name", ["price", "on", "nominative", "region"])
def test_numbers_beyond_all_bounds(api, number, name):
    given = {"region": "wallonia", "on": "2024-05-01", "price": 5.95, "user": "household", "nominative": True}
    text = json.dumps(given | {name: "HERE"}).replace('"HERE"', number)
    assert api.post("decide/ale_price", text).status_code in (200, 422)


def test_half_a_character_is_no_error_of_ours(api):
    assert refused(api.post("decide/ale_notice", '{"\\ud800": "\\udfff"}'), 422)
    assert refused(api.post("decide/ale_notice", '{"notified_on": "\\ud800"}'), 422)


def test_addresses_methods_types_and_sizes(api, settings):
    assert refused(api.post("decide/admision", {}), 404)["near"] == "admission"
    assert "ale_visit" in refused(api.post("decide/zzz", {}), 404)["detail"]
    refused(api.post("explain/article60_plan", {}), 404)
    refused(api.get("parameters/zzz"), 404)
    refused(api.get("zzz"), 404)
    refused(api.get("%FF%00"), 404)
    refused(api.get("facts/%FF"), 404)
    assert refused(api.get("decide/admission"), 405) and api.get("decide/admission")["Allow"] == "POST"
    refused(api.post("law", {}), 405)
    refused(api.post("decide/admission", "{}", kind="application/x-www-form-urlencoded"), 415)
    refused(api.post("decide/admission/batch", "{}"), 415)
    refused(api.post("decide/admission", b" " * settings.MOST_BODY + b"{}"), 413)
    assert api.post("decide/ale_notice", "{}", kind="Application/JSON; charset=utf-8").status_code == 200
    refused(api.client.get("/api/v1/law", headers={"host": "elsewhere.example"}), 400)


@pytest.mark.parametrize("query", ["lang=en", "language=es", "language=", "months=12"])
def test_words_of_the_query(api, query):
    assert refused(api.post(f"decide/ale_notice?{query}", {"notified_on": "2024-05-01"}), 422)["errors"][0]["parameter"]


@pytest.mark.parametrize("months", ["0", "121", "x", "", "1.5", "9" * 500, "-1"])
def test_months_are_bounded(api, months):
    found = refused(api.post(f"flips/ale_notice?months={months}", {"notified_on": "2024-05-01"}), 422)
    assert found["errors"][0]["parameter"] == "months"


def test_region_and_day_of_parameters(api):
    found = refused(api.get("parameters?region=walonia&on=2024-02-30"), 422)
    assert [fault["parameter"] for fault in found["errors"]] == ["region", "on"]
    assert found["errors"][0]["near"] == "wallonia"


def test_only_regions_are_regions(api):
    assert "german_community" in refused(api.get("parameters?region=household&language=en"), 422)["errors"][0]["detail"]
    for region in ("wallonia", "brussels", "flanders", "german_community"):
        assert api.get(f"parameters?region={region}").status_code == 200


@pytest.mark.parametrize("path", ["parameters?region=brussels&region=wallonia", "law?language=fr&language=nl"])
def test_a_word_of_the_query_written_twice(api, path):
    (fault,) = refused(api.get(path), 422)["errors"]
    assert fault["key"] == "fault.twice" and fault["parameter"] == path.partition("?")[2].partition("=")[0]


@pytest.mark.parametrize(
    ("said", "near"),
    [("Walonia", "wallonia"), ("BRUSSELS", "brussels"), ("zzz", None), (3, None), ("w" * 10_000, None)],
)
def test_the_nearest_choice(api, said, near):
    (fault,) = refused(api.post("decide/ale_handover?language=en", {"region": said}), 422)["errors"]
    assert fault.get("near") == near
    assert fault["key"] == ("fault.near_choice" if near else "fault.expected_choice")
    assert "german_community" in fault["detail"] and (near is None or f"Did you mean {near}?" in fault["detail"])


@pytest.mark.parametrize("name", [name for name, asked in law.decisions.items() if any(isinstance(of, RowTable) for of in asked.facts(law).values())])  # fmt: skip  # noqa: E501
def test_the_example_of_a_row_is_one_of_its_table(api, name):
    tables = [of for of in law.decisions[name].facts(law).values() if isinstance(of, RowTable)]
    found = refused(api.post(f"decide/{name}?language=en", {table.name: [3] for table in tables}), 422)
    told = {fault["pointer"]: fault for fault in found["errors"] if fault["key"] == "api.not_row"}
    rows = {}
    for table in tables:
        rows[table.name] = [json.loads(told[f"/{table.name}/0"]["detail"].partition("for example ")[2])]
        assert rows[table.name][0].keys() <= table.columns.keys()
    faults = api.post(f"decide/{name}?language=en", rows).json().get("errors", [])
    assert {fault["key"] for fault in faults} <= {"fault.required"}, faults


def test_every_error_carries_the_key_of_its_sentence(api):
    given = {"brith_date": 3, "claim_date": "2007-02-30", "admitted_before": "yes", "work": [3, {"dayz": 3}]}
    found = [refused(api.post(f"decide/admission?language={language}", given), 422) for language in LANGUAGES]
    keys = [[of["key"], *(fault["key"] for fault in of["errors"])] for of in found]
    assert keys[0] == keys[1] == keys[2] == keys[3] and set(keys[0]) <= set(catalogue())
    assert {"api.wrong_facts", "fault.near_name", "fault.expected_real_day", "api.yes_no", "api.not_row"} == set(
        keys[0]
    )


@pytest.mark.parametrize("path", ["explain", "flips"])
def test_a_search_is_not_explained(api, path):
    found = refused(api.post(f"{path}/article60_plan?language=en", {}), 404)
    assert found["key"] == "api.search" and "near" not in found


def test_more_rows_than_a_case_has(api):
    given = {"claim_date": "2007-03-01", "work": [{}] * (body.MOST_ROWS + 1)}
    assert refused(api.post("decide/admission", given), 422)["errors"][0]["pointer"] == "/work"
    refused(api.post("decide/admission", {str(number): 1 for number in range(body.MOST_VALUES + 2)}), 422)


def test_many_faults_are_counted(api):
    found = refused(api.post("decide/ale_notice", {f"fact {number}": 1 for number in range(600)}), 422)
    assert "600" in found["detail"] and len(found["errors"]) == problems.MOST_FAULTS


@pytest.mark.parametrize("path", ["decide/admission", "explain/admission", "plan"])
def test_an_answer_that_takes_too_long(api, path, monkeypatch):
    monkeypatch.setattr(operations, "SECONDS", 0.2)
    quarters = [(f"2006-{month}-01", f"2006-{month}-28") for month in ("01", "04", "07", "10")] * 30
    rows = [{"first_day": first, "last_day": last, "service_code": 1, "days": 1, "employer": f"e{number}"} for number, (first, last) in enumerate(quarters)]  # fmt: skip  # noqa: E501
    given = {"birth_date": "1971-05-10", "work": rows, "start" if path == "plan" else "claim_date": "2007-12-01"}
    begun = time.monotonic()
    assert refused(api.post(f"{path}?language=en", given), 422)["detail"].startswith("The answer would take more than")
    assert time.monotonic() - begun < 5
    assert api.post("decide/ale_notice", {"notified_on": "2024-05-01"}).status_code == 200


def test_flips_are_bounded_in_time_too(api, monkeypatch):
    monkeypatch.setattr(operations, "SECONDS", -1)
    refused(api.post("flips/ale_notice", {"notified_on": "2024-05-01"}), 422)


def test_an_error_of_ours_is_a_problem_too(api, monkeypatch):
    monkeypatch.setattr(operations, "gaps", lambda law: 1 / 0)
    found = refused(api.get("law/gaps"), 500)
    assert "division" not in json.dumps(found)


def test_no_sentence_of_a_refusal_is_missing():
    assert {*problems.AS_JSON.values()} <= set(catalogue())
    assert all(f"fault.{key}" in catalogue() for key in problems.AS_JSON)
