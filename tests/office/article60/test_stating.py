"""A statement of claims: each line matched with its reason, taken once, and only when it can be."""

from datetime import date

import pytest

from tests.office.article60.claimed import OCTOBER, TODAY, amounts_set, file_of
from tremplin.office.article60.models import Claim, ClaimEntry, Statement
from tremplin.office.article60.selectors import claims
from tremplin.office.article60.selectors.statements import proposals
from tremplin.office.article60.services import claiming, stating
from tremplin.office.article60.services.claiming import Event
from tremplin.office.database.isolation import enter

pytestmark = pytest.mark.django_db
NUMBER = "90051402274"
ON = date(2026, 11, 20)


@pytest.fixture
def agent(offices):
    enter(offices[0]["office"].pk)
    amounts_set(offices[0]["finance"])
    for place, (name, given) in enumerate((("Benali", "Samira"), ("Petit", "Ann"), ("Petit", "Luc"))):
        more = {"national_number": NUMBER} if place == 1 else {}
        file_of(offices[0]["office"], f"VAL-60-000{place}", name=name, given=given, **more)
    claiming.prepare(OCTOBER, TODAY, offices[0]["finance"])
    claiming.mark_claimed(
        Claim.objects.values_list("pk", flat=True), Event(date(2026, 11, 5), offices[0]["finance"], "c")
    )
    return offices[0]["finance"]


def handed_in(agent, *lines, heads="Dossier;NISS;Nom;Mois;Accepté;Refusé;Payé;Motif"):
    text = "\n".join((heads, *lines))
    return stating.receive("relevé.csv", text.encode(), agent)[0]


def only(statement):
    (found,) = proposals(statement, TODAY)
    return found


@pytest.mark.parametrize(
    ("line", "state", "why"),
    [
        ("VAL-60-0000;;Benali Samira;10/2026;1000,50;;;", "ready", {"file", "name", "amount"}),
        (f";{NUMBER};;octobre 2026;1.000,50 €;;;", "ready", {"number", "amount"}),
        (";;ANN, PETIT;2026-10;1000,50;;;", "ready", {"name", "amount"}),
        (";;Ann Petit;2026-10;900,50;100,00;;pièce", "ready", {"name", "amount"}),
        (";;Ann Petit;2026-10;900,50;;;", "doubtful", {"name"}),
        ("VAL-60-0000;;Ann Petit;2026-10;1000,50;;;", "doubtful", {"file", "amount"}),
        ("VAL-60-0000;;;2026-10;1000,51;;;", "doubtful", {"file"}),
        ("VAL-60-0000;;;2026-09;1000,50;;;", "unmatched", set()),
        ("VAL-60-0000;;;jeudi;1000,50;;;", "unmatched", set()),
        (";;Odette;2026-10;1000,50;;;", "unmatched", set()),
        ("VAL-60-0000;;;2026-10;;;;", "doubtful", {"file"}),
        ("VAL-60-0000;;;2026-10;-5;;;", "doubtful", {"file"}),
        ("VAL-60-0000;;;2026-10;;1000,50;;", "doubtful", {"file", "amount"}),
    ],
)
def test_each_line_has_its_match_and_the_reason(agent, line, state, why):
    found = only(handed_in(agent, line))
    assert (found.state, set(found.why)) == (state, why), found.doubts


def test_what_cannot_be_sound_cannot_be_taken(agent):
    for line in ("VAL-60-0000;;;2026-10;1000,51;;;", "VAL-60-0000;;;2026-10;;1000,50;;", "VAL-60-0000;;;2026-10;a;;5;"):
        statement = handed_in(agent, line)
        assert stating.take(statement.pk, {2}, ON, TODAY, agent) == stating.Taken(0, (2,))
    assert not ClaimEntry.objects.exclude(kind="claimed").exists()


def test_lines_are_entered_once_and_say_where_they_come_from(agent):
    lines = (
        "VAL-60-0000;;;2026-10;1000,50;;;",
        "VAL-60-0001;;;2026-10;600,50;400,00;;pièce",
        "VAL-60-0002;;;2026-10;;;1000,50;",
    )
    statement = handed_in(agent, *lines)
    for _ in range(2):
        stating.take(statement.pk, {2, 3, 4, 99}, ON, TODAY, agent)
    assert stating.receive("autre nom.csv", bytes(statement.content), agent) == (statement, True)
    entries = ClaimEntry.objects.exclude(kind="claimed").order_by("claim", "kind")
    assert [(one.kind, one.amount) for one in entries] == [
        ("accepted", 100_050), ("accepted", 60_050), ("refused", 40_000), ("accepted", 100_050), ("paid", 100_050),
    ]  # fmt: skip
    assert entries[2].reason == "pièce (relevé.csv, 3)" and {one.on for one in entries} == {ON}
    assert [line.state for line in claims.month_of(OCTOBER).lines] == ["accepted", "partly", "paid"]
    assert {one.state for one in proposals(statement, TODAY)} == {"taken"}


def test_a_line_that_was_entered_is_not_entered_on_another_claim(agent):
    statement = handed_in(agent, "VAL-60-0000;;;2026-10;1000,50;;;")
    stating.take(statement.pk, {2}, ON, TODAY, agent)
    stating.answer(statement.pk, {2: "VAL-60-0001"})
    assert stating.take(statement.pk, {2}, ON, TODAY, agent).entered == 0
    assert ClaimEntry.objects.filter(kind="accepted").count() == 1


def test_an_agent_says_whose_a_line_is_and_where_columns_stand(agent):
    statement = handed_in(
        agent,
        "X;2026-10;1000,50",
        heads="Réf. interne;Mois;Bedrag aanvaard?;",
    )
    assert statement.faults  # One heading that is known is no line of headings.
    statement = handed_in(agent, "2026-10;X;1000,50", heads="Mois;Nom;Bedrag")
    assert only(statement).state == "unmatched"
    stating.put_columns(statement.pk, {"month": 0, "name": 1, "accepted": 2, "nonsense": 1, "paid": 99})
    stating.answer(statement.pk, {2: "VAL-60-0001", 99: "x"})
    statement.refresh_from_db()
    assert statement.columns == {"month": 0, "name": 1, "accepted": 2}
    assert (only(statement).state, only(statement).why) == ("ready", ("agent",))


def test_a_statement_half_taken_is_taken_whole_later(agent, monkeypatch):
    statement = handed_in(agent, "VAL-60-0000;;;2026-10;1000,50;;;", "VAL-60-0001;;;2026-10;1000,50;;;")
    entered, calls = stating.entered_one, []

    def dies(*given):
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return entered(*given)

    monkeypatch.setattr(stating, "entered_one", dies)
    with pytest.raises(KeyboardInterrupt):
        stating.take(statement.pk, {2, 3}, ON, TODAY, agent)
    monkeypatch.undo()
    assert not ClaimEntry.objects.filter(kind="accepted").exists()
    assert stating.take(statement.pk, {2, 3}, ON, TODAY, agent).entered == 2


def test_the_office_next_door_has_its_own(agent, offices):
    statement = handed_in(agent, "VAL-60-0000;;;2026-10;1000,50;;;")
    enter(offices[1]["office"].pk)
    assert not Statement.objects.filter(pk=statement.pk).exists()
    theirs, again = stating.receive("r.csv", bytes(statement.content), offices[1]["finance"])
    assert not again and only(theirs).state == "unmatched"
