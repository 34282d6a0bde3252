"""Requests, proposals, answers and placements: once each, and no ceiling is passed."""

from contextlib import suppress
from datetime import date
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.office.ale import placed
from tremplin.office.ale.models import Placement, Proposal, Request, Status
from tremplin.office.ale.ranking import overlap
from tremplin.office.ale.selectors.candidates import nearness, ranked
from tremplin.office.ale.selectors.ceilings import left
from tremplin.office.ale.selectors.plans import open_proposals, slots_of
from tremplin.office.ale.selectors.requests import standing
from tremplin.office.ale.selectors.turns import quarter
from tremplin.office.ale.services.placing import answer, close, end, place, propose
from tremplin.office.ale.services.refusing_placing import Refused
from tremplin.office.database.isolation import enter

pytestmark = pytest.mark.django_db
TODAY = placed.TODAY
Kind = Proposal.Kind


@pytest.fixture
def here(db):
    found = placed.agency()
    enter(found["office"].pk)
    return found


def keyed(refusal):
    return refusal.value.key.partition(".")[2]


def reasons(request, number):
    stands = standing(request, TODAY)
    line = next(line for line in ranked(request, stands.left, TODAY).lines if line.number == number)
    return line, {reason.key for reason in line.reasons}


def test_a_request_is_kept_once_with_its_number(here):
    of = placed.authorisation()
    first = placed.request(of, key="a")
    assert placed.request(of, key="a") == first and first.number == "D-2026-0001"
    assert (first.postal_code, first.town) == ("5995", "Valmarche"), "where the user lives"
    assert len(first.days) == 11


@pytest.mark.parametrize(
    ("days", "key"),
    [
        ([], "no_days"),
        ([(date(2026, 12, 1), 600, 600)], "ends_before"),
        ([(date(2026, 12, 1), 600, 1441)], "ends_before"),
        ([(date(2026, 12, 1), 600, 700), (date(2026, 12, 1), 650, 720)], "days_overlap"),
        ([(date(2027, 3, 1), 600, 700)], "not_authorised"),
        ([(date(2026, 12, day), 0, 1200) for day in range(1, 7)], "beyond_maximum"),
    ],
)
def test_what_cannot_be_asked_for(here, days, key):
    with pytest.raises(Refused) as refusal:
        placed.request(days=days)
    assert keyed(refusal) == key and not Request.objects.exists()
    assert all(refusal.value.text(language) for language in ("fr", "nl", "de", "en"))


def test_proposed_accepted_placed_and_filled(here):
    request, worker = placed.request(), placed.worker("W-1")
    made = propose(request, "W-1", TODAY, key="p", by=here["social_worker"], minutes=22 * 60)
    assert propose(request, "W-1", TODAY, key="p", by=None) == made and Proposal.objects.count() == 1
    assert (made.place, made.hours) == (1, 2200) and made.ranking[0]["worker"] == "W-1"
    assert len(made.ranking[0]["days"]) == 11 and made.ranking[0]["reasons"]
    with pytest.raises(Refused) as refusal:
        propose(request, "W-1", TODAY, key="q", by=None)
    assert keyed(refusal) == "nothing_left"
    for _ in range(2):
        answer(made, Kind.ACCEPTED, TODAY, key="a", by=None)
    placement = Placement.objects.get()
    assert placement.worker == worker and placement.period.lower == date(2026, 12, 1)
    request.refresh_from_db()
    assert request.state == "filled"
    with pytest.raises(Refused) as refusal:
        answer(made, Kind.REFUSED, TODAY, key="b", by=None)
    assert keyed(refusal) == "answered_already"
    assert left(worker, date(2026, 12, 1), TODAY, user_kind="household", activity="child_care").done_month == 2200


def test_who_has_fourteen_hours_left_gets_fourteen_and_the_rest_stays(here):
    request, worker = placed.request(), placed.worker("W-1")
    before = left(worker, date(2026, 12, 1), TODAY).left_year[0] // 100
    placed.hours_done(worker, request.authorisation, before - 14)
    line, why = reasons(request, "W-1")
    assert line.minutes == 14 * 60 and why >= {"year_ceiling"} and line.stopped
    with pytest.raises(Refused) as refusal:
        propose(request, "W-1", TODAY, key="p", by=None, minutes=22 * 60)
    assert keyed(refusal) == "hours_changed"
    made = propose(request, "W-1", TODAY, key="p", by=None, minutes=14 * 60)
    answer(made, Kind.ACCEPTED, TODAY, key="a", by=None)
    placed.worker("W-2", name="Claes")
    stands = standing(request, TODAY)
    assert stands.request.state == "open" and stands.minutes_left == 8 * 60
    assert reasons(request, "W-1")[0].place is None
    rest = propose(request, "W-2", TODAY, key="r", by=None)
    answer(rest, Kind.ACCEPTED, TODAY, key="s", by=None)
    request.refresh_from_db()
    assert request.state == "filled" and rest.hours == 800


def test_hours_proposed_elsewhere_here_are_gone_until_they_are_refused(here):
    of = placed.authorisation()
    one, two = placed.request(of, key="1"), placed.request(of, placed.december(11, 600, 720), key="2")
    worker = placed.worker("W-1", slots=[])
    placed.hours_done(worker, of, left(worker, date(2026, 12, 1), TODAY).left_year[0] // 100 - 22)
    made = propose(one, "W-1", TODAY, key="p", by=None)
    assert reasons(two, "W-1")[0].place is None
    answer(made, Kind.REFUSED, TODAY, key="a", by=None, reason="enfant malade")
    assert reasons(two, "W-1")[0].minutes == 22 * 60
    assert "proposed" in reasons(two, "W-1")[1]


def test_hours_noted_meanwhile_stop_the_placing(here):
    request, worker = placed.request(), placed.worker("W-1")
    made = propose(request, "W-1", TODAY, key="p", by=None)
    room = left(worker, date(2026, 12, 1), TODAY).left_year[0] // 100
    placed.hours_done(worker, request.authorisation, room + 10)
    with pytest.raises(Refused) as refusal:
        answer(made, Kind.ACCEPTED, TODAY, key="a", by=None)
    assert keyed(refusal) == "fits_no_more" and not Placement.objects.exists()
    assert Proposal.objects.count() == 1, "nothing was written"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({"access": False}, "no_access"),
        ({"access": None}, "access_undetermined"),
        ({"signed": False}, "no_contract"),
        ({"ended_on": date(2026, 12, 3)}, "no_listed"),
        ({"activities": ["small_garden"]}, "not_this_work"),
        ({"activities": ["small_garden", "child_care"]}, "prefers"),
        ({"slots": []}, "slots_unknown"),
        ({"slots": [[0, 900, 1080]]}, "not_free_on"),
        ({"slots": [[6, 900, 1080]]}, "not_free"),
        ({"languages": ["nl"]}, "other_language"),
        ({"languages": []}, "language_unknown"),
        ({"limits": ["no_car"]}, "cannot"),
    ],
)
def test_the_reason_of_each(here, words, key):
    request = placed.request(language="fr", demands=["car"])
    placed.worker("W-1", **words)
    line, why = reasons(request, "W-1")
    assert key in why
    law = key in ("no_access", "no_contract", "no_listed")
    assert line.stopped is law


def test_a_status_that_ends_ends_what_is_proposed(here):
    request, worker = placed.request(), placed.worker("W-1")
    Status.objects.filter(worker=worker).update(period=(date(2025, 1, 6), date(2026, 12, 4)))
    line, why = reasons(request, "W-1")
    assert [slot[0].day for slot in line.days] == [1, 2, 3] and "no_status" in why


def test_the_last_signature_counts_and_flanders_wants_three(db):
    found = placed.agency("GEN-ALE", "flanders")
    enter(found["office"].pk)
    request, worker = placed.request(), placed.worker("W-1")
    assert "no_contract" not in reasons(request, "W-1")[1]
    contract = worker.contracts.get()
    contract.signed = {"worker": "2025-01-08", "agency": "2026-12-09"}
    contract.save()
    assert "no_contract" in reasons(request, "W-1")[1]
    contract.signed |= {"user": "2025-01-08"}
    contract.save()
    assert [slot[0].day for slot in reasons(request, "W-1")[0].days][:1] == [9]


def test_nobody_before_the_safety_sheet_is_signed(here):
    request = placed.request(placed.authorisation(sheet=False))
    worker = placed.worker("W-1")
    assert [one.key for one in standing(request, TODAY).obstacles] == ["safety_sheet"]
    with pytest.raises(Refused) as refusal:
        propose(request, "W-1", TODAY, key="p", by=None)
    assert keyed(refusal) == "barred_request"
    with pytest.raises(Refused):
        place(worker, request.authorisation, placed.december(1), TODAY, key="x")


def test_days_beyond_an_authorisation_are_left_out(here):
    request = placed.request()
    of = request.authorisation
    of.ended_on = date(2026, 12, 4)
    of.save()
    stands = standing(Request.objects.get(), TODAY)
    assert [slot[0].day for slot in stands.left] == [1, 2, 3, 4]
    assert [one.key for one in stands.obstacles] == ["authorisation"]


def test_placed_without_a_request_under_the_same_law(here):
    of, worker = placed.authorisation(), placed.worker("W-1")
    made = place(worker, of, placed.december(3), TODAY, key="x")
    assert place(worker, of, placed.december(3), TODAY, key="x") == made
    with pytest.raises(Refused) as refusal:
        place(worker, of, placed.december(3, 940, 1000), TODAY, key="y")
    assert keyed(refusal) == "fits_no_more", "at two places at once"


def test_an_end_frees_the_days_and_opens_the_request(here):
    request = placed.request()
    placed.worker("W-1")
    answer(propose(request, "W-1", TODAY, key="p", by=None), Kind.ACCEPTED, TODAY, key="a", by=None)
    placement = Placement.objects.get()
    with pytest.raises(Refused):
        end(placement, date(2026, 12, 4), placement.version + 1, why="")
    done = end(placement, date(2026, 12, 4), placement.version, why="a trouvé du travail")
    assert len(done.days) == 4 and done.period.upper == date(2026, 12, 5)
    request.refresh_from_db()
    assert request.state == "open" and standing(request, TODAY).minutes_left == 14 * 60


def test_closing_withdraws_who_waits(here):
    request = placed.request()
    placed.worker("W-1")
    propose(request, "W-1", TODAY, key="p", by=None)
    for _ in range(2):
        close(request, TODAY, key="c", by=None)
    assert list(Proposal.objects.order_by("pk").values_list("kind", flat=True)) == ["proposed", "withdrawn"]


def test_how_near_is_known_by_commune_only():
    here = {"5995": "5995", "5996": "5995"}
    assert [nearness(home, "5995", here) for home in ("5995", "5996", "1000", "", "5997")] == [0, 1, 2, 3, 3]
    assert nearness("6000", "6001", {}) == 1, "Charleroi"


def test_the_turn_says_who_never_and_why(here):
    placed.worker("W-1", activities=["small_garden"])
    placed.worker("W-2", name="Claes")
    placed.worker("W-3", name="Piret")
    of = placed.authorisation()
    first = propose(placed.request(of, placed.december(1), key="1"), "W-3", TODAY, key="p1", by=None)
    answer(first, Kind.REFUSED, TODAY, key="a1", by=None)
    found = quarter(first.made_at.date())
    turns = {one.worker.number: one for one in found.turns}
    assert [one.worker.number for one in found.never] == ["W-1", "W-2"] and found.proposals == 1
    assert turns["W-1"].reasons == (("not_this_work", 1),)
    assert (turns["W-2"].able, turns["W-2"].before) == (1, 1), "W-2 stood before the one who was chosen"
    assert (turns["W-3"].proposed, turns["W-3"].refused, turns["W-3"].hours) == (1, 1, 200)


ACTS = st.lists(
    st.tuples(st.sampled_from(["ask", "propose", "accept", "refuse", "place", "end", "close"]), st.integers(0, 5)),
    min_size=4, max_size=25,
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS, st.lists(st.integers(0, 64), min_size=2, max_size=2), st.integers(0, 40))
def test_whatever_is_done_no_ceiling_is_passed_by_what_was_planned(brussels, acts, done, elsewhere):
    """Requests, proposals, answers, ends in any order: what is planned fits under month and year, in every reading."""
    with transaction.atomic():
        of = placed.authorisation(maximum=100_000)
        people = [placed.worker(f"W-{place}", slots=[]) for place in range(2)]
        for worker, hours in zip(people, done, strict=True):
            placed.hours_done(worker, of, hours, date(2026, 12, 1))
            placed.hours_done(worker, of, 600 - 10 * elsewhere)
        for step, (act, number) in enumerate(acts):
            with suppress(Refused, IndexError):
                carry_out(of, people, act, number, f"{step}")
        for worker in people:
            now = left(worker, date(2026, 12, 1), TODAY, user_kind="household", activity="child_care")
            before = sum(hours for one, hours in zip(people, done, strict=True) if one == worker) * 100
            assert now.done_month <= max(now.limit, before)
            planned_here = now.done_month - before
            assert planned_here == 0 or now.left_year[0] >= 0
            slots = sorted(slot for one in Placement.objects.filter(worker=worker) for slot in slots_of(one.days))
            assert not any(overlap(one, other) for one, other in pairwise(slots)), "never at two places at once"
        transaction.set_rollback(True)


@pytest.fixture
def brussels(db):
    found = placed.agency("BRU-ALE", "brussels")
    enter(found["office"].pk)


def carry_out(of, people, act, number, key):
    requests, proposals = list(Request.objects.order_by("pk")), open_proposals()
    worker = people[number % 2]
    if act == "ask":
        placed.request(of, placed.december(3 + number, 480 + 60 * number, 660 + 60 * number), key=key)
    elif act == "propose":
        propose(requests[number % len(requests) if requests else 0], worker.number, TODAY, key=key, by=None)
    elif act in ("accept", "refuse"):
        kind = Kind.ACCEPTED if act == "accept" else Kind.REFUSED
        answer(proposals[number % len(proposals) if proposals else 0], kind, TODAY, key=key, by=None)
    elif act == "place":
        place(worker, of, placed.december(number + 1, 300, 480), TODAY, key=key)
    elif act == "end":
        placement = list(Placement.objects.order_by("pk"))[number]
        end(placement, date(2026, 12, 1 + number), placement.version, why="x")
    else:
        close(requests[number], TODAY, key=key, by=None)
