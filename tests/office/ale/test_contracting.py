"""The contract: who signs by region and by home, printed once, signed party by party, ended by the law's notice."""

from datetime import date

import pytest

from tests.office.ale.worked import REGIONS, TODAY, agency, worker
from tremplin.office.ale.models import Contract
from tremplin.office.ale.selectors.workers import contract_on
from tremplin.office.ale.services.contracting import (
    draw_up,
    end_with_notice,
    is_host,
    must_sign,
    note_signature,
    outdated,
    print_again,
    signed_on,
)
from tremplin.office.ale.services.refusing_working import Refused
from tremplin.office.ale.services.working import end_worker
from tremplin.office.documents.models import Document

pytestmark = pytest.mark.django_db


def drawn(one, starts=TODAY, **words):
    return draw_up(one, starts, today=TODAY, agent=None, **words)


@pytest.mark.parametrize("region", REGIONS)
def test_the_law_says_who_signs(region):
    one = worker(agency(region=region), language={"flanders": "nl", "german_community": "de"}.get(region, "fr"))
    made = drawn(one, key="k")
    assert drawn(one, key="k") == made and Contract.objects.count() == 1
    parties = must_sign(made)
    assert len(parties) == (3 if region == "flanders" else 2) and made.form == region
    paper = made.document
    assert bytes(paper.content).startswith(b"%PDF") and (paper.subject, paper.kind) == (one.number, "ale_contract")
    assert paper.language == one.person.language and paper.decision.question == "ale_contract"
    for place, party in enumerate(parties):
        assert signed_on(made, parties) is None
        made = note_signature(made, party, date(2026, 11, 20 + place), today=TODAY)
    assert signed_on(made, parties) == date(2026, 11, 19 + len(parties))


def test_who_may_not_sign_and_not_in_days_to_come():
    made = drawn(worker(agency()))
    with pytest.raises(Refused, match="party"):
        note_signature(made, "user", TODAY, today=TODAY)
    with pytest.raises(Refused, match="future"):
        note_signature(made, "worker", date(2026, 11, 23), today=TODAY)


def test_the_host_agency_signs_only_where_there_is_none_at_home():
    ours = agency(region="german_community")
    one = worker(ours, postal_code="4000")
    with pytest.raises(Refused, match="who_signs"):
        drawn(one)
    with pytest.raises(Refused, match="home_signs"):
        drawn(one, home_has_agency=True)
    made = drawn(one, home_has_agency=False)
    assert is_host(made) and made.document.stated["terms"]["host"]
    other = worker(ours, name="Bah", postal_code="4000")
    assert not is_host(drawn(other, home_has_agency=True, sure=True))


def test_a_paper_is_made_again_only_where_something_changed_and_nobody_signed():
    made = drawn(worker(agency()))
    assert outdated(made) == () and print_again(made, today=TODAY, agent=None).document == made.document
    person = made.worker.person
    person.street = "Rue Neuve 1"
    person.save()
    made = Contract.objects.get()
    assert outdated(made) == ("person",)
    again = print_again(made, today=TODAY, agent=None)
    assert again.document.replaces == made.document and Document.objects.count() == 2
    signed = note_signature(again, "worker", TODAY, today=TODAY)
    signed.worker.person.street = "Rue Vieille 2"
    assert outdated(signed) == ()


def test_the_agency_ends_it_with_the_notice_of_the_law():
    one = worker(agency())
    made = drawn(one, date(2026, 11, 2))
    with pytest.raises(Refused, match="contract_runs"):
        end_worker(one, TODAY)
    with pytest.raises(Refused, match="why"):
        end_with_notice(made, TODAY, " ", agent=None)
    with pytest.raises(Refused, match="notice_before"):
        end_with_notice(made, date(2026, 11, 1), "absences", agent=None)
    ended = end_with_notice(made, TODAY, "absences répétées", agent=None)
    assert (ended.notified_on, ended.ended_on) == (TODAY, date(2026, 11, 29))
    assert end_with_notice(ended, TODAY, "absences répétées", agent=None) == ended
    assert contract_on(one, date(2026, 11, 29)) == ended and contract_on(one, date(2026, 11, 30)) is None
    with pytest.raises(Refused, match="fault_contract"):
        drawn(one, date(2026, 11, 29))
    assert drawn(one, date(2026, 11, 30)).pk != ended.pk


def test_what_the_law_does_not_say_is_refused_not_guessed():
    one = worker(agency(region="flanders"))
    made = drawn(one)
    with pytest.raises(Refused, match="no_notice"):
        end_with_notice(made, TODAY, "raison", agent=None)
    with pytest.raises(Refused, match="no_law"):
        drawn(worker(agency("OLD", "wallonia"), name="Bah"), date(1999, 12, 31))
