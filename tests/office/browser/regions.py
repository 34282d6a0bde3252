"""Agencies of the three other regions beside the demo commune, made up for walks in a browser: each with its list, its
price, a worker who may work and whose contract is signed, a user, and somebody at the desk.

The one in Brussels has a month that waits for an approval, with one cheque missing and one account number wrong."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.office.browser.commune import AGENCIES
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import IssuerLine, User, Worker
from tremplin.office.ale.services import closing, offering
from tremplin.office.ale.services.contracting import draw_up, must_sign, note_signature
from tremplin.office.ale.services.duties import sign_sheet, write_sheet
from tremplin.office.ale.services.hour_forms import form_for
from tremplin.office.ale.services.placing import ask_for
from tremplin.office.ale.services.registering import Work, register_user
from tremplin.office.ale.services.visiting import Span, confirm, tell_day
from tremplin.office.ale.services.working import register_worker, set_status
from tremplin.office.database.isolation import enter
from tremplin.office.demo.seeding import PASSWORD
from tremplin.office.ledger.models import Upload
from tremplin.office.organisations.models import Membership, Organisation, Signer

SINCE = date(2026, 1, 1)
GARDEN = "small_garden"
AFTERNOONS = [[day, 480, 1080] for day in range(7)]
WRONG_IBAN = "BE71096123456760"
IBAN = "BE68539007547034"


@dataclass(frozen=True)
class Place:
    """`desk`: who works at its desk; the manager has the same address with `chef.` before it."""

    region: str
    prefix: str
    town: str
    postal_code: str
    language: str
    desk: str
    cents: int
    cheques: str
    service: str


BRUSSELS = Place("brussels", "STC", "Sainte-Claire", "0071", "fr",
                 "ale@sainte-claire.example", 595, "electronic", "actiris")  # fmt: skip
FLANDERS = Place("flanders", "ZIL", "Zilverdijk", "0081", "nl",
                 "wijkwerken@zilverdijk.example", 745, "electronic", "vdab")  # fmt: skip
COMMUNITY = Place("german_community", "FLO", "Sankt Florian", "0091", "de",
                  "lba@sankt-florian.example", 700, "prepaid_hours", "adg")  # fmt: skip
PLACES = (BRUSSELS, FLANDERS, COMMUNITY)
JOBSEEKER = {"allowance": "none", "registered_jobseeker": True, "months_registered": 14, "cpas_aid": False}
REFERRED = {"referred_by": "vdab", "months_of_wijk_werken": 3, "agency_days_in_last_28": 0}


def tell(today: date) -> None:
    """All of them, each within its own wall."""
    for place in PLACES:
        office, agent = opened(place)
        workers = [employed(place, office, serial, today) for serial in (1, 2)]
        user = served(place, office, agent, today)
        asked(user, today)
        form_for(workers[0], today.replace(day=1), today, agent)
        if place is BRUSSELS:
            closed(office, agent, workers, user, today)
    enter(None)


def opened(place: Place) -> tuple[Organisation, Agent]:
    """The agency with its commune, its list and its price, and who works there."""
    office = Organisation.objects.create(
        kind="ale", name=AGENCIES[place.region], prefix=place.prefix, region=place.region, language=place.language,
        street="Kiosk 1", postal_code=place.postal_code, town=place.town, iban=IBAN,
    )  # fmt: skip
    agents = {}
    for role, email in (("social_worker", place.desk), ("manager", f"chef.{place.desk}")):
        agents[role] = Agent.objects.create_user(email, PASSWORD, name=email.split("@")[0], language=place.language)
        Membership.objects.create(agent=agents[role], organisation=office, role=role)
    enter(office.pk)
    offering.cover(office, [place.postal_code], place.town, SINCE)
    offering.offer(office, GARDEN, "household", SINCE, 1200)
    offering.offer(office, "small_repair", "household", SINCE, 1200)
    offering.set_price(office, place.cents, SINCE, "made up", agents["manager"])
    Signer.objects.create(name="Kim Aerts", function="desk")
    return office, agents["social_worker"]


def employed(place: Place, office: Organisation, serial: int, today: date) -> Worker:
    """Somebody whose way in is open and whose contract every party signed."""
    person = {
        "family_name": f"Peeters {'AB'[serial - 1]}", "given_name": "Noor", "birth_date": date(1980, 3, serial),
        "language": place.language, "street": f"Kiosk {serial}", "postal_code": place.postal_code, "town": place.town,
    }  # fmt: skip
    told = {"registered_on": SINCE, "activities": [GARDEN], "languages": [place.language], "slots": AFTERNOONS}
    told |= {"iban": WRONG_IBAN if serial == 2 else IBAN, "issuer_number": f"P-{serial}", "payment_body": "capac"}
    made = register_worker(office, person, told, today=SINCE)
    worker = Worker.objects.select_related("person", "organisation").get(pk=made.pk)
    known = REFERRED if place is FLANDERS else JOBSEEKER | {"employment_service": place.service}
    if place is BRUSSELS:
        known = known | {"months_registered": 30}
    set_status(worker, date(2026, 4, 1), known, proof="made up")
    contract = draw_up(worker, date(2026, 4, 1), today=today, agent=None)
    for party in must_sign(contract):
        contract = note_signature(contract, party, date(2026, 3, 31), today=today)
    return worker


def served(place: Place, office: Organisation, agent: Agent, today: date) -> User:
    """A household with an authorisation of the whole year and a signed safety sheet."""
    told = {
        "family_name": "Vrancken", "given_name": "Maud", "national_number": "", "street": "Kiosk 9",
        "postal_code": place.postal_code, "town": place.town, "language": place.language,
    }  # fmt: skip
    work = Work(GARDEN, place.cheques, 4500)
    user = register_user(office, "household", told, work, today, first=today - timedelta(150), by=agent)
    sign_sheet(write_sheet(user, GARDEN, [("sharp_tools", "gants")]), "Maud Vrancken", today - timedelta(150))
    return user


def asked(user: User, today: date) -> None:
    """A request for four afternoons of the month to come."""
    first = (today.replace(day=1) + timedelta(32)).replace(day=1)
    days = [(first + timedelta(day), 780, 960) for day in range(4)]
    ask_for(user.authorisations.get(), days, today, key="made-up")


def closed(office: Organisation, agent: Agent, workers: list[Worker], user: User, today: date) -> None:
    """The month before: three hours of the first with two cheques, two of the second with both; it waits."""
    month = (today.replace(day=1) - timedelta(1)).replace(day=1)
    leave = user.authorisations.get()
    upload = Upload.objects.create(
        name="issuer.csv", sha256="7" * 64, content=b"x", size=1, state="committed", handed_in_by=agent
    )
    for day, worker, hours, came in ((3, workers[0], 3, 2), (4, workers[1], 2, 2)):
        for visit in tell_day(worker, leave, month.replace(day=day), [Span(60 * hours, 540)], "grid", agent):
            confirm(visit, today)
        IssuerLine.objects.create(
            upload=upload, position=day, worker=worker, authorisation=leave, month=month, count=came, price=leave.price,
            amount=came * leave.price,
        )  # fmt: skip
    closing.prepare(month, agent)
    closing.preview(month, agent)
