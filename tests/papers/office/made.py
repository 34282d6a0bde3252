"""An invented CPAS, its people and their papers."""

from dataclasses import replace

from tests.papers.made import SAMPLE
from tremplin.engine.kinds import day
from tremplin.engine.words import month_of
from tremplin.law import decide
from tremplin.papers.office.amendment import Amendment, Change, Earlier, amendment_of
from tremplin.papers.office.claim import Claim, ClaimLine, claim_of
from tremplin.papers.office.clause import trace_of
from tremplin.papers.office.contract import Terms, contract_of
from tremplin.papers.office.convention import Lending, Price, convention_of
from tremplin.papers.office.handover import Ending, handover_of
from tremplin.papers.office.letters import Decided, Lacking, Reminder, letter_of, motives_of, reminder_of
from tremplin.papers.office.pack import Access, PackFile, entries_of, index_of
from tremplin.papers.office.parties import Contact, Host, Office, Reference, Signer, Worker
from tremplin.papers.office.referral import Referral, referral_of
from tremplin.papers.office.request import Period, Wanted, request_of

MADE = day("2026-02-10")
OFFICE = Office(
    name="CPAS de Valmarche",
    address=("rue du Moulin 4", "4990 Valmarche"),
    number="0999000228",
    commune="Valmarche",
    signers=(Signer("Odile Renard", "présidente"), Signer("Karel Smets", "directeur général")),
    contact=Contact("Nadia Lhoest", "service insertion", "080 00 00 00", "insertion@valmarche.example"),
)
WORKER = Worker(
    family="Benali",
    given="Samira",
    national_number="89091400255",
    born=day("1989-09-14"),
    address=("rue des Tanneurs 12", "4990 Valmarche"),
    file_number="2026-014",
)
HOST = Host(
    name="Les Ateliers du Pont ASBL",
    address=("quai des Bateliers 3", "4990 Valmarche"),
    number="0999.000.327",
    nature="ASBL à but social",
    signers=(Signer("Paul Hendrickx", "directeur"),),
    contact=Contact("Lise Adam", "atelier", "080 00 00 01", "atelier@pont.example"),
)
CONTRACT = Reference("2026-C-014", day("2026-02-10"))
TERMS = Terms(
    start=day("2026-03-02"),
    weekly_hours=3800,
    full_time_hours=3800,
    last_day=day("2026-08-06"),
    place="quai des Bateliers 3, 4990 Valmarche",
    task="aide en cuisine : préparation, service, nettoyage",
    schedule="lundi à vendredi, 7 h 30 à 15 h 36",
    pay="échelle E1 du CPAS",
)
ANSWER = decide("admission", SAMPLE)
END = (day("2026-07-24"), day("2026-08-06"))


def trace(language):
    return trace_of(ANSWER, language, MADE, END)


def open_terms(language, **others):
    return replace(TERMS, last_day=None, clause=trace(language), **others)


def fixed(language):
    return contract_of(OFFICE, WORKER, TERMS, language, "2026-C-014", MADE, HOST, Reference("2026-V-007", MADE))


def open_ended(language):
    terms = open_terms(language, weekly_hours=1900, schedule="", pay="")
    return contract_of(OFFICE, WORKER, terms, language, "2026-C-015", MADE, HOST)


def amended(language):
    changes = (Change("weekly_hours", 1900, 3800), Change("last_day", day("2026-08-31"), day("2026-10-31")))
    earlier = (Earlier("2026-A-001", day("2026-04-01"), "horaire"),)
    amendment = Amendment(CONTRACT, day("2026-06-01"), changes, "Passage à temps plein.", trace(language), earlier)
    return amendment_of(OFFICE, WORKER, amendment, language, "2026-A-002", MADE)


def lent(language):
    lending = Lending(
        contract=CONTRACT,
        start=TERMS.start,
        last_day=TERMS.last_day,
        weekly_hours=3800,
        tasks=("préparer les repas", "servir en salle", "nettoyer la cuisine"),
        place=TERMS.place,
        price=Price(25_000),
        mentor=HOST.contact,
    )
    return convention_of(OFFICE, HOST, WORKER, lending, language, "2026-V-007", MADE)


PERIODS = (
    Period(
        day("2025-04-01"),
        day("2025-06-30"),
        "CPAS de Valmarche",
        3800,
        3800,
        6300,
        None,
        1,
        "declared",
        "dmfa-2025-2.xml",
    ),
    Period(
        day("2025-07-01"), day("2025-09-30"), "Boulangerie Dumont", 1900, 3800, None, 24_700, 1, "paid", "fiches.xlsx"
    ),
    Period(day("2025-10-01"), day("2025-10-14"), "CPAS de Valmarche", 3800, 3800, 1000, None, None, "declared"),
)
WANTED = Wanted(
    start=TERMS.start,
    weekly_hours=3800,
    full_time_hours=3800,
    periods=PERIODS,
    events=(Period(day("2026-04-06"), day("2026-04-10"), "CPAS de Valmarche", 3800, 3800, 500, None, 30, "planned"),),
    unknown=("l'indemnité de mutuelle de juillet 2025 a-t-elle été payée ?",),
)


def requested(language):
    return request_of(OFFICE, WORKER, WANTED, language, "2026-O-003", MADE)


def worker(number):
    digits = f"85{number % 12 + 1:02d}01{number:03d}"
    check = 97 - int(digits) % 97
    return Worker(f"Personne {number}", "Alix", f"{digits}{check:02d}", file_number=f"2026-{number:03d}")


LINES = (
    ClaimLine(worker(1), "full_time", 181_157, 181_157),
    ClaimLine(worker(2), "part_time", 50_000, 62_500, why="réclamé avec l'âge à l'engagement"),
    ClaimLine(worker(3), "full_time", None, None, (90_578, 181_157), "mois incomplet : la règle n'est pas fixée"),
    ClaimLine(worker(4), "none", 0, None),
)


def claimed(language, lines=LINES, booked=243_657):
    return claim_of(OFFICE, Claim(month_of(MADE), lines, booked), language, "2026-R-02", MADE)


def letter(language):
    motives, nearest = motives_of(ANSWER, language)
    decided = Decided(
        subject="Votre droit au chômage après le contrat",
        answer="Le 2 mars 2026, votre droit n'est pas encore ouvert : il manque 110 jours.",
        facts=(("Jours prouvés", "202"), ("Jours à prouver", "312"), ("Date de la demande", "2 mars 2026")),
        motives=motives,
        nearest=nearest,
        fingerprint=ANSWER.law.fingerprint,
    )
    return letter_of(OFFICE, WORKER, decided, language, "2026-L-021", MADE)


def reminded(language, kind="declaration"):
    lacking = (Lacking(day("2025-10-01"), day("2025-12-31"), "DmfA 2025/4"),)
    reminder = Reminder((HOST.name, *HOST.address), kind, lacking, day("2026-02-24"))
    return reminder_of(OFFICE, WORKER, reminder, language, "2026-L-022", MADE)


def handed(language):
    return handover_of(OFFICE, WORKER, Ending(END, (20_200 // 100, 214), 312, True), language, "2026-H-001", MADE)


def referred(language):
    missing = ("Séjour : quel titre de séjour la personne a-t-elle ?",)
    referral = Referral("revenu d'intégration", day("2025-11-03"), "Cela dépend de ce qui manque.", missing)
    return referral_of(OFFICE, WORKER, referral, language, "2026-A-001", MADE)


FILES = (
    PackFile("2026-C-014", "Contrat de travail", "contrat 2026-C-014.pdf", b"%PDF-contract", MADE),
    PackFile("2026-V-007", "Convention", "../../convention é.pdf", b"%PDF-convention", MADE),
    PackFile("", "Déclaration du deuxième trimestre 2025", "dmfa-2025-2.xml", b"<xml/>"),
)
LOG = (
    Access("2026-02-09T08:31:00+01:00", "n.lhoest@valmarche.example", "assistante sociale", "dossier", ""),
    Access("2026-02-10T09:02:11+01:00", "audit@valmarche.example", "auditeur", "NISS", "=cmd|' /C calc'!A0"),
)


def indexed(language):
    return index_of(OFFICE, WORKER, entries_of(FILES, LOG, language), language, "2026-P-001", MADE)


PAPERS = (fixed, open_ended, amended, lent, requested, claimed, letter, reminded, handed, referred, indexed)
