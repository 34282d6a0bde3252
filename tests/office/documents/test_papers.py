"""Papers of a file: made once for the same data, made anew and replacing for other data, never edited."""

import hashlib
import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.office.article60.claimed import OCTOBER, TODAY, amounts_set, file_of
from tests.office.article60.test_projecting import declared
from tests.papers.letters import pages_of
from tremplin.office.article60.models import Contract, Convention, File, Host, OnemRequest, Period
from tremplin.office.article60.services import claiming
from tremplin.office.article60.services.papers.case import case_of
from tremplin.office.article60.services.papers.clause import PaperFault
from tremplin.office.article60.services.papers.making import make, standing_of
from tremplin.office.article60.services.papers.month import month_paper
from tremplin.office.article60.services.papers.packing import answers, pack_of
from tremplin.office.article60.services.projecting import project
from tremplin.office.database.isolation import enter
from tremplin.office.decisions.models import Decision
from tremplin.office.documents.models import Document
from tremplin.office.organisations.models import Organisation
from tremplin.office.people.models import Person
from tremplin.office.people.services import read_by

pytestmark = pytest.mark.django_db
NUMBER = "VAL-60-0147"


@pytest.fixture
def agent(offices):
    enter(offices[0]["office"].pk)
    return offices[0]["social_worker"]


@pytest.fixture
def file(offices, agent):
    """Part-time then full-time at a host, declared until the end of June."""
    found = file_of(
        offices[0]["office"], NUMBER, days=(date(2026, 3, 2), date(2026, 6, 1)), hours=1900, signed=False,
        national_number="90051400168", street="rue des Tanneurs 12", postal_code="4990", town="Valmarche",
    )  # fmt: skip
    contract = Contract.objects.get(file=found)
    Period.objects.create(
        file=found, contract=contract, days=(date(2026, 6, 1), date(2027, 1, 1)), weekly_hours=3800,
        full_time_weekly_hours=3800, why="la crèche a une place",
    )  # fmt: skip
    host = Host.objects.create(name="Cuisine des Tilleuls ASBL", form="association", contact="Paul H.")
    Convention.objects.create(file=found, host=host, days=(date(2026, 3, 2), date(2027, 1, 1)), task="cuisine; service")
    OnemRequest.objects.create(file=found, sent_on=date(2026, 11, 17), reference="CPAS-118")
    declared(found, date(2026, 3, 2), date(2026, 4, 1), 22)
    declared(found, date(2026, 4, 1), date(2026, 7, 1), 64)
    return refreshed(found)


def refreshed(file):
    found = File.objects.select_related("person", "organisation", "worker").get(pk=file.pk)
    project([found], TODAY)
    return found


def of(kind, agent, target=None):
    return make(NUMBER, kind, target, TODAY, agent)


def standing(file, kind):
    return next(one for one in standing_of(case_of(refreshed(file), TODAY)) if one.sheet.kind == kind)


KINDS = (
    *("contract", "amendment", "convention", "request", "handover", "letter", "reminder", "report", "worker"),
    "referral",
)


def test_every_paper_of_a_file_is_made_numbered_and_hashed(file, agent):
    made = [of(kind, agent) for kind in KINDS]
    assert [one.number for one in made] == [f"2026/{place:04d}" for place in range(1, 11)]
    for one in made:
        content = bytes(one.content)
        assert content.startswith(b"%PDF") and hashlib.sha256(content).hexdigest() == one.sha256
        assert (one.person, one.subject, one.language, one.made_by) == (file.person, NUMBER, "fr", agent)
        assert one.number.replace("/", "-") in one.name
    told = {one.kind: one.decision.question for one in made if one.decision}
    told_of = {"letter": "admission", "report": "article60_plan", "worker": "article60_plan", "referral": "ale_access"}
    assert told == told_of


def test_a_referral_says_the_aid_what_is_missing_and_nothing_without_aid(file, agent):
    text = " ".join(pages_of(bytes(of("referral", agent).content)))
    assert all(word in text for word in ("intégration", "ALE5", "inscritecommedemandeur", "titredeséjour"))
    assert "allocation" not in text
    first = of("referral", agent)
    assert make(NUMBER, "referral", None, TODAY + timedelta(3), agent) == first
    file.aids.update(period=(date(2025, 1, 1), TODAY))
    with pytest.raises(PaperFault):
        of("referral", agent)


def test_the_same_data_make_the_same_paper(file, agent):
    first = of("contract", agent)
    assert of("contract", agent) == first
    assert make(NUMBER, "contract", None, TODAY + timedelta(3), agent) == first
    assert Document.objects.count() == 1


def test_other_data_make_a_new_paper_that_replaces_the_old_and_say_why(file, agent):
    first = of("contract", agent)
    Person.objects.filter(pk=file.person.pk).update(street="rue du Moulin 4")
    assert standing(file, "contract").changed == ("person",)
    second = of("contract", agent)
    assert second.replaces == first and second.number == "2026/0002" and second.sha256 != first.sha256
    assert standing(file, "contract").changed == ()
    Person.objects.filter(pk=file.person.pk).update(street="rue des Tanneurs 12")
    third = of("contract", agent)  # Back to the old data: a paper of its own, so that the chain is one line.
    assert third.replaces == second and of("contract", agent) == third


def test_a_signed_contract_stays_as_it_was_signed(file, agent):
    first = of("contract", agent)
    Contract.objects.filter(file=file).update(signed_on=date(2026, 3, 1))
    Person.objects.filter(pk=file.person.pk).update(street="rue du Moulin 4")
    assert standing(file, "contract").changed == () and of("contract", agent) == first


def test_papers_for_the_person_are_in_their_language(file, agent):
    Person.objects.filter(pk=file.person.pk).update(language="de")
    assert {kind: of(kind, agent).language for kind in ("contract", "letter", "worker", "request")} == {
        "contract": "de", "letter": "de", "worker": "de", "request": "fr",
    }  # fmt: skip


def test_an_open_ended_contract_needs_its_x_and_annexes_how_it_was_found(file, agent):
    Contract.objects.filter(file=file).update(form="open")
    Period.objects.filter(file=file, days__contains=date(2026, 7, 1)).update(days=(date(2026, 6, 1), None))
    refreshed(file)
    with pytest.raises(PaperFault, match="block_clause"):
        of("contract", agent)
    Contract.objects.filter(file=file).update(clause_days=468)
    with pytest.raises(PaperFault) as fault:
        of("contract", agent)
    assert (fault.value.key, fault.value.words["days"]) == ("office_documents.block_other_clause", 312)
    assert not Document.objects.exists()
    Contract.objects.filter(file=file).update(clause_days=312)
    made = of("contract", agent)
    assert made.decision.question == "admission" and made.decision.outcome["result"]["required_days"] == 312


def test_what_cannot_be_made_says_why(file, agent):
    Convention.objects.all().delete()
    with pytest.raises(PaperFault, match="block_nothing"):
        of("convention", agent)
    Period.objects.all().delete()
    assert standing(file, "letter").sheet.blocks == ("office_documents.block_no_start",)
    with pytest.raises(PaperFault, match="block_no_start"):
        of("report", agent)


def test_a_month_is_one_paper_until_it_changes(offices, file, agent):
    finance, office = offices[0]["finance"], Organisation.objects.get(pk=offices[0]["office"].pk)
    with pytest.raises(PaperFault):
        month_paper(office, OCTOBER, TODAY, finance)
    amounts_set(finance)
    claiming.prepare(OCTOBER, TODAY, finance)
    first = month_paper(office, OCTOBER, TODAY, finance)
    assert month_paper(office, OCTOBER, TODAY, finance) == first and first.person is None
    claiming.mark_claimed([claim.pk for claim in claiming.Claim.objects.all()], claiming.Event(TODAY, finance, "k"))
    second = month_paper(office, OCTOBER, TODAY, finance)
    assert second.replaces == first
    assert file.person.readings.filter(what="claim 2026-10", agent=finance).count() == 3


def test_the_pack_is_the_same_bytes_however_often_and_whatever_came_later(offices, file, agent):
    amounts_set(offices[0]["finance"])
    claiming.prepare(OCTOBER, TODAY, agent)
    claiming.mark_claimed(
        [claim.pk for claim in claiming.Claim.objects.all()], claiming.Event(TODAY, agent, "k", "=1+1")
    )
    for kind in ("contract", "letter"):
        of(kind, agent)
    read_by(agent, file.person, "file", "=cmd")
    as_of = timezone.now()
    first = pack_of(file, as_of)
    read_by(agent, file.person, "pack")
    Person.objects.filter(pk=file.person.pk).update(phone="080 00 00 00")
    declared(file, date(2026, 7, 1), date(2026, 10, 1), 66)
    of("report", agent)
    claiming.pay([claim.pk for claim in claiming.Claim.objects.all()], claiming.Event(TODAY, agent, "p"), 100)
    assert pack_of(file, as_of) == first
    assert pack_of(file, timezone.now()) != first
    archive = zipfile.ZipFile(io.BytesIO(first))
    names = archive.namelist()
    assert names[0] == "00-index.pdf" and len(names) == 8
    assert [name.partition("-")[2] for name in names[3:7]] == ["days.csv", "decisions.json", "claims.csv", "onem.csv"]
    text = "".join(pages_of(archive.read(names[0])))
    for name in names[1:]:
        assert hashlib.sha256(archive.read(name)).hexdigest() in text, name
    assert "'=1+1" in archive.read(names[5]).decode() and "'=cmd" in archive.read(names[7]).decode()


def test_the_pack_shows_an_answer_as_it_stood(file, agent):
    # The database dates history by the transaction, which is the whole test: the later event is written by hand.
    (first,) = OnemRequest.pgh_event_model.objects.all()
    now = timezone.now()
    fields = {name: getattr(first, name) for name in ("file_id", "sent_on", "reference", "id", "pgh_obj_id")}
    OnemRequest.pgh_event_model.objects.create(
        **fields, pgh_label="update", pgh_created_at=now + timedelta(hours=1), days_to_work=10_050
    )
    for hours, days in ((0, None), (2, Decimal("100.5"))):
        _, ((sent, reference, _, found, _, _),) = answers(file, now + timedelta(hours=hours))
        assert (sent, reference, found) == (date(2026, 11, 17), "CPAS-118", days)


def test_decisions_are_kept_once_for_a_paper(file, agent):
    of("letter", agent)
    of("letter", agent)
    assert Decision.objects.filter(question="admission").count() == 1
