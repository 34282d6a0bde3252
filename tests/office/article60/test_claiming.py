"""A month of claims: prepared once, entered once, and split to the cent whatever happened."""

import itertools
import random
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.office.article60.claimed import NOVEMBER, OCTOBER, TODAY, amounts_set, file_of
from tremplin.office.article60.models import Claim, ClaimEntry, Contract, File, Period
from tremplin.office.article60.selectors import claims
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.article60.services import claiming
from tremplin.office.article60.services.claiming import ClaimFault, Event
from tremplin.office.database.isolation import enter
from tremplin.office.decisions.models import Decision
from tremplin.office.decisions.services import replay
from tremplin.office.organisations.selectors import amounts as organisation_amounts
from tremplin.office.organisations.selectors import law_here
from tremplin.reasons.answer import decide

pytestmark = pytest.mark.django_db
KEYS = itertools.count()


@pytest.fixture
def agent(offices):
    enter(offices[0]["office"].pk)
    amounts_set(offices[0]["finance"])
    return offices[0]["finance"]


@pytest.fixture
def office(offices, agent):
    return offices[0]["office"]


def event(agent, reason="", key=None, on=date(2026, 11, 5)):
    return Event(on, agent, f"key{next(KEYS)}" if key is None else key, reason)


def prepared(agent, month=OCTOBER):
    return claiming.prepare(month, TODAY, agent)


def only(month=OCTOBER):
    (line,) = claims.month_of(month).lines
    return line


def test_a_month_is_prepared_from_the_law_and_the_decision_is_kept(office, agent):
    file_of(office, "VAL-60-0001")
    assert prepared(agent) == claiming.Run(made=1, renewed=0)
    line = only()
    assert (line.sums.expected, line.state, line.lacking, line.is_ready) == (100_050, "to_claim", (), True)
    decision = Decision.objects.get()
    assert (decision.question, decision.subject, decision.made_by) == ("article60_subsidy", "VAL-60-0001", agent)
    assert decision.outcome["result"]["months"]["2026-10"] == "1000.50" and replay(decision).same


def test_prepared_twice_is_prepared_once_and_a_decision_serves_many_months(office, agent):
    file_of(office, "VAL-60-0001")
    prepared(agent)
    assert prepared(agent) == claiming.Run(made=0, renewed=0)
    prepared(agent, NOVEMBER)
    assert Claim.objects.count() == 2 and Decision.objects.count() == 1


def test_a_month_prepared_together_is_what_each_file_is_decided_alone(office, agent):
    days = ((date(2026, 3, 1), date(2027, 1, 1)), (date(2026, 10, 7), None), (date(2024, 1, 9), date(2026, 10, 20)))
    for place, hours in enumerate((3800, 1900, 1000)):
        for at, span in enumerate(days):
            file_of(office, f"VAL-60-{place}{at}", name=f"P{place}{at}", days=span, hours=hours, aid=bool(at))
    for month in (OCTOBER, NOVEMBER, OCTOBER):
        prepared(agent, month)
    law, entries = law_here(), organisation_amounts()
    found = {(claim.file.number, claim.month): claim for claim in Claim.objects.select_related("decision")}
    for records in records_of(File.objects.select_related("person", "organisation"), TODAY):
        for month in (OCTOBER, NOVEMBER):
            claim = found.pop((records.file.number, month), None)
            if claim is None:
                continue
            answer = decide(law, claiming.SUBSIDY, claiming.facts_of(records, month))
            ends = claiming.ends_of(answer, month) or (None, None)
            assert (claim.expected_least, claim.expected_most) == ends
            assert (claim.decision.outcome, claim.decision.amounts) == (answer.as_json(), entries)
    assert not found


def test_only_files_with_a_contract_in_the_month_have_a_claim(office, agent):
    file_of(office, "VAL-60-0001", days=(date(2026, 3, 1), OCTOBER))
    file_of(office, "VAL-60-0002", days=(NOVEMBER, date(2027, 3, 1)))
    over = file_of(office, "VAL-60-0003")
    Contract.objects.filter(file=over).update(ended_on=date(2026, 9, 30))
    assert prepared(agent).made == 0


def test_what_is_not_known_stays_open_and_out_of_every_sum(office, agent):
    file_of(office, "VAL-60-0001")
    file_of(office, "VAL-60-0002", name="Petit", days=(date(2026, 10, 12), date(2027, 6, 1)))
    file_of(office, "VAL-60-0003", name="Zola", aid=False, signed=False)
    prepared(agent)
    month = claims.month_of(OCTOBER)
    whole, begun, unaided = month.lines
    assert (begun.sums.least, begun.sums.most, begun.state) == (0, 100_050, "undetermined")
    assert begun.lacking == (("amount", "partial_month"),)
    assert {what for what, _ in unaided.lacking} >= {"signed", "aid"} and not unaided.is_ready
    assert month.total.expected == whole.sums.expected + (unaided.sums.expected or 0)
    assert month.open.count >= 1 and month.open.expected == 0


def test_without_the_offices_amounts_nothing_is_guessed(offices):
    other = offices[1]
    file_of(other["office"], "HAU-60-0001")
    prepared(other["finance"])
    line = only()
    assert (line.sums.least, line.sums.most, line.state) == (None, None, "undetermined")
    assert ("amount", "regional_full_time") in line.lacking


def test_an_open_ended_contract_is_asked_until_the_end_of_the_month(office, agent):
    file_of(office, "VAL-60-0001", days=(date(2026, 3, 1), None), form="open")
    prepared(agent)
    assert only().sums.expected == 100_050


def test_what_is_not_claimed_yet_follows_the_records_and_what_is_claimed_stays(office, agent):
    file = file_of(office, "VAL-60-0001")
    kept = file_of(office, "VAL-60-0002", name="Petit")
    prepared(agent)
    claiming.mark_claimed([Claim.objects.get(file=kept).pk], event(agent))
    Period.objects.filter(file__in=[file, kept]).update(weekly_hours=1900)
    assert prepared(agent) == claiming.Run(made=0, renewed=1)
    assert [line.sums.expected for line in claims.month_of(OCTOBER).lines] == [50_000, 100_050]


def test_a_claim_goes_from_claimed_to_paid(office, agent):
    file_of(office, "VAL-60-0001")
    prepared(agent)
    pk, states = only().pk, []
    for verb in (claiming.mark_claimed, claiming.answer_all, claiming.pay):
        verb([pk], event(agent))
        states.append(only().state)
    assert states == ["claimed", "accepted", "paid"]
    assert (only().sums.paid, only().sums.outstanding) == (100_050, 0)


def test_a_refusal_has_its_reason_and_is_claimed_again(office, agent):
    file_of(office, "VAL-60-0001")
    prepared(agent)
    pk = only().pk
    claiming.mark_claimed([pk], event(agent))
    with pytest.raises(ClaimFault):
        claiming.answered(pk, event(agent), 0, 100_050)
    claiming.answered(pk, event(agent, "preuve d'emploi manquante"), 60_000, 40_050)
    assert (only().state, only().sums.lost, only().sums.to_claim, only().is_ready) == ("partly", 40_050, 0, False)
    assert claiming.mark_claimed([pk], event(agent)) == 0  # Many at once never take what was refused along.
    claiming.mark_claimed([pk], event(agent, "preuve jointe"), only().sums.missing)
    assert (only().state, only().sums.claimed, only().sums.waiting, only().sums.lost) == ("claimed", 140_100, 40_050, 0)


def test_a_payment_accepts_what_waits(office, agent):
    file_of(office, "VAL-60-0001")
    prepared(agent)
    pk = only().pk
    claiming.mark_claimed([pk], event(agent))
    claiming.pay([pk], event(agent), 100_050)
    assert (only().sums.accepted, only().state) == (100_050, "paid")


def test_the_same_event_twice_is_one_entry(office, agent):
    file_of(office, "VAL-60-0001")
    prepared(agent)
    pk = only().pk
    for _ in range(2):
        claiming.mark_claimed([pk], event(agent, key="one"), 30_000)
    assert ClaimEntry.objects.count() == 1
    claiming.mark_claimed([pk], event(agent, key="another"))
    assert only().sums.claimed == 100_050
    assert claiming.mark_claimed([pk], event(agent)) == 0


def test_two_events_of_which_nobody_knows_the_form_are_two_and_a_double_click_is_one(office, agent):
    file_of(office, "VAL-60-0001")
    prepared(agent)
    pk = only().pk
    for amount in (30_000, 20_000, 20_000):
        claiming.mark_claimed([pk], event(agent, key=""), amount)
    assert only().sums.claimed == 50_000
    for _ in range(2):
        claiming.answered(pk, event(agent, "refus", key=""), 0, 10_000)
        claiming.pay([pk], event(agent, key=""), 15_000)
    assert (only().sums.refused, only().sums.paid, only().sums.accepted) == (10_000, 15_000, 15_000)


def test_entries_are_corrected_by_new_ones_and_never_edited(office, agent):
    file_of(office, "VAL-60-0001")
    prepared(agent)
    pk = only().pk
    claiming.mark_claimed([pk], event(agent), 120_050)
    assert only().sums.beyond == 20_000
    claiming.take_back(pk, event(agent, "chiffre inversé"), "claimed", 20_000)
    assert [one.amount for one in ClaimEntry.objects.order_by("pk")] == [120_050, -20_000]
    with pytest.raises(ClaimFault):
        claiming.take_back(pk, event(agent, "encore"), "claimed", 100_051)
    for change in (lambda: ClaimEntry.objects.update(amount=1), lambda: ClaimEntry.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_equation_holds_to_the_cent_whatever_happened(office, agent):
    chance = random.Random(6)
    for place in range(6):
        hours, days = chance.choice(((3800, WHOLE_), (1900, WHOLE_), (3800, (date(2026, 10, 7), date(2027, 5, 1)))))
        file_of(office, f"VAL-60-{place:04d}", name=f"P{place}", hours=hours, days=days)
    prepared(agent)
    pks = list(Claim.objects.values_list("pk", flat=True))
    for _ in range(120):
        pk, cents = chance.choice(pks), chance.choice((1, 50_000, 99_999, 100_050, chance.randrange(1, 200_000)))
        verb = chance.choice(
            (
                lambda pk=pk, cents=cents: claiming.mark_claimed([pk], event(agent), cents),
                lambda pk=pk, cents=cents: claiming.answered(pk, event(agent, "x"), cents, cents // 3),
                lambda pk=pk, cents=cents: claiming.pay([pk], event(agent), cents),
                lambda pk=pk, cents=cents: claiming.take_back(
                    pk, event(agent, "x"), chance.choice(("claimed", "paid")), cents
                ),
            )
        )
        try:
            verb()
        except ClaimFault:
            pass
        month = claims.month_of(OCTOBER)
        assert month.total.expected == month.total.parts
        assert month.total.expected == sum(line.sums.expected or 0 for line in month.lines)
    by_kind = {
        kind: sum(ClaimEntry.objects.filter(kind=kind).values_list("amount", flat=True)) for kind in ("claimed", "paid")
    }
    assert month.booked == by_kind["claimed"] > 0
    assert month.total.paid + month.open.paid == by_kind["paid"] > 0
    assert month.total.count + month.open.count == 6 and month.open.count


WHOLE_ = (date(2026, 3, 1), date(2027, 1, 1))


def test_ages_are_of_what_may_still_come(office, agent):
    for place in range(4):
        file_of(office, f"VAL-60-{place:04d}", name=f"P{place}")
    prepared(agent)
    days = (date(2026, 11, 21), date(2026, 10, 10), date(2026, 9, 1), date(2026, 5, 1))
    for line, on in zip(claims.month_of(OCTOBER).lines, days, strict=True):
        claiming.mark_claimed([line.pk], event(agent, on=on))
    first = claims.month_of(OCTOBER).lines[0]
    claiming.pay([first.pk], event(agent), 50)
    found = claims.ages(TODAY)
    assert found.steps == (100_000, 100_050, 100_050, 100_050)
    assert [line.file for line in found.oldest] == ["VAL-60-0003", "VAL-60-0002", "VAL-60-0001", "VAL-60-0000"]


def test_a_run_that_dies_half_way_leaves_nothing(office, agent, monkeypatch):
    for place in range(3):
        file_of(office, f"VAL-60-{place:04d}", name=f"P{place}")
    prepared_one, count = claiming.expect, itertools.count()

    def dies(*given):
        if next(count) == 2:
            raise KeyboardInterrupt
        return prepared_one(*given)

    monkeypatch.setattr(claiming, "expect", dies)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        prepared(agent)
    monkeypatch.undo()
    assert not Claim.objects.exists() and not Decision.objects.exists()
    assert prepared(agent).made == 3


def test_nobody_claims_for_the_office_next_door(offices, office, agent):
    file_of(office, "VAL-60-0001")
    prepared(agent)
    pk = only().pk
    enter(offices[1]["office"].pk)
    assert claiming.mark_claimed([pk], event(offices[1]["finance"])) == 0
    assert claims.month_of(OCTOBER).lines == ()
