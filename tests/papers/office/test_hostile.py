"""Papers of whatever people and offices are called: nothing breaks, nothing leaves its page."""

import io
from dataclasses import replace

import pytest

from tests.papers.made import HOSTILE
from tests.papers.office import made
from tremplin.engine.kinds import LANGUAGES
from tremplin.papers.office.amendment import Amendment, Change, Earlier, amendment_of
from tremplin.papers.office.contract import contract_of
from tremplin.papers.office.convention import Lending, convention_of
from tremplin.papers.office.letters import Decided, Motive, letter_of
from tremplin.papers.office.pack import PackFile, pack
from tremplin.papers.office.parties import Contact, Host, Office, Reference, Signer, Worker
from tremplin.papers.office.request import Period, request_of

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")

from tremplin.papers.typesetting import as_pdf  # noqa: E402

NAMES = {
    "one": "Suharto",
    "endless": "x" * 200,
    "many": "Maria de la Trinité van den Broeck " * 6,
    "arabic": "سميرة بن علي",
    "hebrew": "שרה כהן",
    "han": "王小明",
    "signs": "🎉 Zoë 𝔉𝔯𝔞𝔨𝔱𝔲𝔯 \u202eevil\u202c",
    "hostile": HOSTILE,
    "empty": "",
}


def pages(paper):
    with pikepdf.open(io.BytesIO(as_pdf(paper))) as pdf:
        return len(pdf.pages)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_whatever_a_name_is(name):
    worker = Worker(name, national_number=name, address=(name,), file_number=name)
    signers = (Signer(name, name), Signer(name))
    office = Office(name, (name, name), name, name, signers, Contact(name, name, name, name))
    host = Host(name, (), name, name, signers)
    terms = replace(made.open_terms("fr"), place=name, task=name, pay=name, more=((name, name),))
    number = name[:60]
    assert pages(contract_of(office, worker, terms, "fr", number, made.MADE, host, Reference(name))) <= 8
    lending = Lending(Reference(name), made.MADE, 1, (name,), insures=name)
    assert pages(convention_of(office, host, worker, lending, "fr", number, made.MADE)) <= 8
    decided = Decided(name, name, ((name, name),), (Motive(name, name, name),), (name,), heard=name)
    assert pages(letter_of(office, worker, decided, "fr", number, made.MADE)) <= 8
    period = Period(made.MADE, made.MADE, name, source=name)
    sheet = request_of(office, worker, replace(made.WANTED, periods=(period,)), "fr", number, made.MADE)
    assert pages(sheet) <= 5
    assert pack(office, worker, [PackFile(name, name, name, b"")], (), "fr", number, made.MADE)


def test_sixty_rows_of_work():
    wanted = replace(made.WANTED, periods=made.PERIODS * 20)
    assert 2 <= pages(request_of(made.OFFICE, made.WORKER, wanted, "fr", "1", made.MADE)) <= 5


def test_twenty_four_amendments():
    changes = tuple(Change(f"chose {at}", "avant", "après") for at in range(24))
    earlier = tuple(Earlier(f"2026-A-{at:03d}", made.MADE + at, "horaire " * 10) for at in range(24))
    amendment = Amendment(made.CONTRACT, made.MADE, changes, "x " * 500, earlier=earlier)
    assert 2 <= pages(amendment_of(made.OFFICE, made.WORKER, amendment, "fr", "1", made.MADE)) <= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_hundred_lines_of_a_claim(language):
    lines = tuple(replace(made.LINES[at % 4], worker=made.worker(at)) for at in range(500))
    assert 10 <= pages(made.claimed(language, lines)) <= 40
