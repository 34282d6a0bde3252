"""The pages of workers as an agent of an agency, an auditor and the agency next door meet them."""

import re
from datetime import date

import pytest
from django.utils import timezone

from tests.office.ale.worked import REGIONS, SERVICE, agency, registered_facts, worker
from tremplin.ground.sentences import catalogue
from tremplin.office.ale.models import Attendance, Contract, FollowUp, Goal, Status, Worker
from tremplin.office.ale.services.contracting import draw_up
from tremplin.office.ale.services.working import set_status
from tremplin.office.database.isolation import enter
from tremplin.office.people.models import Person, Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIST, NEW, RADAR = "/fr/office/ale/workers/", "/fr/office/ale/workers/new/", "/fr/office/ale/radar/"
WHO = {"family_name": "Mensah", "given_name": "Kofi", "language": "fr", "birth_date": "1980-03-02"}
WORK = {"registered_on": "2026-11-02", "activities": ["small_garden"], "free": ["0morning", "0afternoon"], "key": "k"}
NISS, TWIN = "90051400149", "90.05.14-001.49"
PAGES = ("", "edit/", "status/", "contract/", "course/")


def at(client, agent):
    client.force_login(agent, backend=BACKEND)
    return client


def one_page(number, page=""):
    return f"{LIST}{number}/{page}"


def text_of(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def seen_in(text):
    return re.search(r'name="seen" value="(\w*)"', text)[1]


def test_one_page_registers_and_a_double_click_makes_one(client):
    ours = agency()
    at(client, ours["social_worker"])
    answers = [client.post(NEW, WHO | WORK | {"iban": "BE68539007547035"}) for _ in range(2)]
    enter(ours["office"].pk)
    made = Worker.objects.get()
    assert (made.slots, made.iban) == ([[0, 420, 1080]], "BE68539007547035")
    assert {answer["Location"] for answer in answers} <= {one_page(made.number, "status/"), one_page(made.number)}
    assert "IBAN faux" in text_of(client.get(one_page(made.number)))
    assert made.number in text_of(client.get(f"{LIST}?q=mensah"))


def test_nothing_typed_is_lost_and_a_wrong_number_gets_its_mend(client):
    at(client, agency()["social_worker"])
    text = text_of(client.post(NEW, WHO | WORK | {"national_number": "90.05.14-001.94", "registered_on": ""}))
    assert 'value="Mensah"' in text and "90.05.14-001.49" in text and 'name="mend"' in text
    assert re.search(r'value="0morning"[^>]*checked', text)


def test_a_known_number_is_that_person_after_one_question(client):
    ours = agency()
    known = Person.objects.create(family_name="Bah", given_name="Aya", sort_key="bah aya", national_number=NISS)
    at(client, ours["social_worker"])
    text = text_of(client.post(NEW, WHO | WORK | {"national_number": TWIN}))
    enter(ours["office"].pk)
    assert not Worker.objects.exists() and f'name="who" value="{known.pk}" checked' in text
    client.post(NEW, WHO | WORK | {"national_number": TWIN, "who": "new"})
    enter(ours["office"].pk)
    assert not Worker.objects.exists(), "two people cannot have one number"
    client.post(NEW, WHO | WORK | {"national_number": TWIN, "who": known.pk})
    enter(ours["office"].pk)
    assert Worker.objects.get().person == known and Person.objects.count() == 1


@pytest.mark.parametrize("region", REGIONS)
def test_the_status_asks_little_shows_the_law_and_keeps_what_was_shown(client, region):
    ours = agency(region=region)
    number = worker(ours).number
    at(client, ours["social_worker"])
    page = one_page(number, "status/")
    first = text_of(client.get(page))
    flemish = region == "flanders"
    assert ("f_referred_by" in first) is flemish and ("f_employability" not in first)
    given = {"f_allowance": "none", "f_registered_jobseeker": "yes", "f_months_registered": "14"}
    given |= {"f_employment_service": SERVICE[region]}
    if flemish:
        given = {"f_referred_by": "ocmw", "f_months_of_wijk_werken": "3", "f_agency_days_in_last_28": "0"}
    given |= {"since": "2026-11-02", "proof": "ALE 5"}
    early = text_of(client.post(page, given | {"step": "keep"}))
    enter(ours["office"].pk)
    assert not Status.objects.exists(), "nothing is kept that was not shown"
    answer = client.post(page, given | {"step": "keep", "seen": seen_in(early)})
    assert answer["Location"] == one_page(number)
    client.post(page, given | {"step": "keep", "seen": seen_in(early)})
    enter(ours["office"].pk)
    assert [one.eligible for one in Status.objects.all()] == [True]
    for language in ("fr", "nl", "de", "en"):
        assert "ALE 5" in text_of(client.get(one_page(number).replace("/fr/", f"/{language}/")))


def test_the_form_says_first_that_periods_would_overlap(client):
    ours = agency()
    one = worker(ours)
    set_status(one, date(2026, 6, 1), registered_facts("wallonia"))
    at(client, ours["social_worker"])
    given = {"f_allowance": "none", "f_registered_jobseeker": "no", "step": "look"}
    text = text_of(client.post(one_page(one.number, "status/"), given | {"since": "2026-06-01"}))
    assert "commence déjà le 1er juin 2026" in text and 'name="replace"' in text and seen_in(text) == ""
    text = text_of(client.post(one_page(one.number, "status/"), given | {"since": "2026-01-01"}))
    assert "31 mai 2026" in text
    text = text_of(client.post(one_page(one.number, "status/"), given | {"since": "2026-07-01"}))
    assert "30/06/2026" in text and seen_in(text)


def test_undetermined_is_said_and_may_be_kept(client):
    ours = agency()
    number = worker(ours).number
    at(client, ours["social_worker"])
    text = text_of(client.post(one_page(number, "status/"), {"since": "2026-11-02", "f_allowance": "none"}))
    assert "Enregistrer comme indéterminé" in text and "f_registered_jobseeker" in text
    given = {"since": "2026-11-02", "f_allowance": "none", "step": "keep", "seen": seen_in(text)}
    client.post(one_page(number, "status/"), given)
    enter(ours["office"].pk)
    assert Status.objects.get().eligible is None
    assert number in text_of(client.get(RADAR))


@pytest.mark.parametrize("region", REGIONS)
def test_the_contract_is_drawn_signed_and_ended_on_its_page(client, region):
    ours = agency(region=region)
    number = worker(ours).number
    at(client, ours["social_worker"])
    page, today = one_page(number, "contract/"), timezone.localdate().isoformat()
    client.get(page)
    for _ in range(2):
        assert client.post(page, {"act": "draw", "starts_on": today, "key": "c"}).status_code in (200, 302)
    enter(ours["office"].pk)
    made = Contract.objects.get()
    paper = client.get(f"/fr/office/papers/{made.document.number}/")
    assert paper["Content-Type"] == "application/pdf"
    parties = ("worker", "organiser", "user") if region == "flanders" else ("worker", "agency")
    for party in parties:
        assert client.post(page, {"act": "sign", "party": party, "signed_on": today}).status_code == 302
    enter(ours["office"].pk)
    assert set(Contract.objects.get().signed) == set(parties)
    answer = client.post(page, {"act": "end", "notified_on": today, "why": "absences"})
    enter(ours["office"].pk)
    assert (answer.status_code == 302) is (region != "flanders")
    assert (Contract.objects.get().ended_on is None) is (region == "flanders")


def test_training_and_follow_up_are_noted_once(client):
    ours = agency()
    one = worker(ours, registered=date(2025, 5, 1))
    at(client, ours["social_worker"])
    page = one_page(one.number, "course/")
    assert "premiers secours" in text_of(client.get(page)) and "horticulture" in text_of(client.get(page))
    for _ in range(2):
        client.post(page, {"act": "attend", "module": "safety", "on": "2026-11-02", "hours": "6", "key": "a"})
        client.post(page, {"act": "talk", "on": "2026-11-02", "said": "Bien", "skills": "tonte, taille", "key": "t"})
        client.post(page, {"act": "goal", "words": "permis B", "key": "g"})
        client.post(page, {"act": "outcome", "kind": "outcome_6", "outcome": "ale", "on": "2026-11-02", "key": "o"})
    enter(ours["office"].pk)
    assert (Attendance.objects.get().hours, Goal.objects.count(), FollowUp.objects.count()) == (600, 1, 2)
    client.post(page, {"act": "reached", "pk": Goal.objects.get().pk})
    enter(ours["office"].pk)
    assert Goal.objects.get().reached_on == timezone.localdate()
    assert "1 suivi(s)" in text_of(client.get(f"{LIST}?state=due"))
    text = text_of(client.post(page, {"act": "talk", "on": "2099-01-01", "said": "à garder"}))
    assert "à garder" in text and "pas encore venu" in text


def test_the_radar_lists_by_day_with_a_next_step(client):
    ours = agency("BRU", "brussels")
    one = worker(ours)
    set_status(one, date(2026, 3, 10), registered_facts("brussels", months=30, ale_work_on_2026_03_01=False))
    at(client, ours["auditor"])
    for language in ("fr", "nl", "de", "en"):
        text = text_of(client.get(RADAR.replace("/fr/", f"/{language}/")))
        assert one.number in text and ("2027-03-01" if language == "en" else "2027") in text


def test_an_auditor_reads_and_writes_nothing(client):
    ours = agency()
    one = worker(ours)
    draw_up(one, date(2026, 11, 2), today=date(2026, 11, 2), agent=None)
    at(client, ours["auditor"])
    for page in PAGES:
        read = page in ("", "contract/", "course/")
        assert (client.get(one_page(one.number, page)).status_code == 200) is read
        assert client.post(one_page(one.number, page), {"act": "sign"}).status_code in (403, 405)
        assert not read or '<form method="post"' not in text_of(client.get(one_page(one.number, page)))
    assert client.get(NEW).status_code == 403 and client.get(LIST).status_code == 200
    enter(ours["office"].pk)
    assert Reading.objects.filter(agent=ours["auditor"], person=one.person).exists()


def test_the_neighbours_worker_is_nobody(client):
    theirs = agency("HAU")
    one = worker(theirs, name="Zola")
    ours = agency("VAL")
    at(client, ours["administrator"])
    for page in PAGES:
        answers = [client.get(one_page(number, page)) for number in (one.number, "HAU-W-9999")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
        assert client.post(one_page(one.number, page), {"act": "end"}).status_code in (404, 403)
    assert client.get(f"{NEW}?person={one.person_id}").status_code == 404
    for address in (LIST, f"{LIST}?q=Zola", f"{LIST}?state=lacking", RADAR):
        text = text_of(client.get(address))
        assert one.number not in text and "Kofi" not in text


HOSTILE = ("", "x" * 5000, "9" * 40, "\0", "-1", "<script>", "²", "2026-02-30", "0000-00-00")


@pytest.mark.parametrize("word", HOSTILE)
def test_no_input_breaks_a_page(client, word):
    ours = agency()
    one = worker(ours)
    set_status(one, date(2026, 6, 1), registered_facts("wallonia"))
    at(client, ours["administrator"])
    fields = (*WHO, *WORK, "who", "mend", "national_number", "iban", "farthest_km", "first_choice", "since", "until")
    fields += ("f_allowance", "f_months_registered", "f_benefit_ends_on", "f_nothing", "proof", "step", "seen")
    fields += ("party", "signed_on", "notified_on", "starts_on", "why", "module", "on", "hours", "cost", "pk", "kind")
    fields += ("outcome", "words")
    acts = ("", "draw", "sign", "end", "print", "save", "back", "attend", "talk", "goal", "outcome", "done", "reached")
    for page in (NEW, *(one_page(one.number, page) for page in PAGES[1:])):
        for act in acts if page != NEW else ("",):
            assert client.post(page, dict.fromkeys(fields, word) | {"act": act}).status_code < 500, (page, act)
    for address in (f"{LIST}?q={word}&page={word}&state={word}", f"{NEW}?person={word}"):
        assert client.get(address.replace("\0", "%00")).status_code < 500
    assert client.get("/fr/office/ale/workers/%00/").status_code == 404


def test_every_sentence_put_together_is_there():
    known, area = set(catalogue()), "office_ale_workers."
    limits, bodies = ("heavy_loads", "dogs", "heights", "no_car"), ("capac", "fgtb", "csc", "cgslb", "cpas", "adg")
    wanted = [f"limit_{one}" for one in limits] + [f"body_{one}" for one in bodies]
    wanted += [f"noted_{one}" for one in ("attend", "talk", "goal", "outcome")]
    wanted += [f"turn_{one}" for one in ("loses", "gains", "unsure")]
    wanted += [f"door_{one}" for one in ("cpas", "forem", "actiris", "vdab", "adg")]
    assert {area + one for one in wanted} <= known
