"""The demonstration and the samples say what the README says."""

import re
from pathlib import Path

import pytest

from tremplin.cli.demo import three_claims
from tremplin.cli.files import read_data
from tremplin.law import belgian_law, decide

ROOT = Path(__file__).parents[2]
law = belgian_law()


def test_nine_years_claimed_on_three_days():
    answers = three_claims(law)
    assert [answer.outcome for answer in answers] == [False, True, False]
    assert [answer.result["proved_days"] for answer in answers] == [255, 494, 0]
    assert [answer.result["missing_days"] for answer in answers] == [57, 0, 312]


def test_the_social_workers_question_is_answered_as_the_readme_shows():
    answer = decide("admission", read_data(str(ROOT / "src/tremplin/samples/question.yaml")))
    assert answer.outcome is None
    assert answer.missing == ["work[4].benefit_paid"]
    assert answer.plain_ranges["proved_days"] == [298, 320]
    text = (ROOT / "README.md").read_text()
    assert "entre 298 et 320" in text and "[work[4].benefit_paid]" in text


@pytest.mark.parametrize(("paid", "outcome", "proved"), [(True, True, 320), (False, False, 298)])
def test_told_whether_benefit_was_paid_it_is_decided(paid, outcome, proved):
    facts = read_data(str(ROOT / "src/tremplin/samples/question.yaml"))
    facts["work"][4]["benefit_paid"] = paid
    answer = decide("admission", facts)
    assert (answer.outcome, answer.result["proved_days"]) == (outcome, proved)


def test_the_demonstration_runs_to_its_end(capsys):
    pytest.importorskip("numba")
    from tremplin.cli import demo

    demo.run(law, "fr", 2000)
    said = capsys.readouterr().out
    assert re.search(r"\n  \d+ cas tiennent, 0 échouent\.\n", said)
    assert "2 000 personnes inventées" in said
    lead = " ".join(said[said.index("187 jours prouvés, 125 manquent") :].split())
    assert "entre le 24 juillet 2026 et le 6 août 2026 ; le droit s'ouvre le lendemain" in lead
    report = re.search(r"\S+/report\.html", said)[0]
    assert "187 jours prouvés" in Path(report).read_text().replace("\u00a0", " ")
    assert said.rstrip().endswith("./do tremplin law")
