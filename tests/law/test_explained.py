"""Whatever is unknown, an answer can be told: as JSON, and explained in every language."""

import json

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.law.made import careers, people
from tremplin import InputError, decide
from tremplin.engine.kinds import LANGUAGES, STATUSES
from tremplin.reasons.explain import Explanation


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(people() | careers(), st.sampled_from(LANGUAGES), st.sampled_from(["admission", "part_time_admission"]))
def test_every_answer_can_be_told(facts, language, decision):
    try:
        answer = decide(decision, facts)
    except InputError:
        assume(False)
    said = json.loads(json.dumps(answer.as_json()))
    assert set(said) == {"decision", "law", "result", "undetermined", "ranges", "missing", "unset", "status", "steps"}
    assert said["status"] in STATUSES
    explained = Explanation(answer, language).as_dict()
    assert explained["lead"] and explained["tree"]
    for name, value in answer.result.items():
        if name not in answer.undetermined:
            assert name not in answer.plain_ranges
        elif name in answer.plain_ranges:
            low, high = answer.plain_ranges[name]
            assert value is None and low <= high
