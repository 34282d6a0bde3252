"""CAMT.053 statements, versions .02 and .08: read like CODA, never twice, and nothing hostile breaks them."""

from datetime import date

import pytest

from tests.office.ale.cheque_stories import agency, authorisation, structured
from tremplin.office.ale.models import BankLine
from tremplin.office.ale.services import bank
from tremplin.office.ale.services.camt import is_camt, statements_of
from tremplin.office.ale.services.handing_in import hand_in
from tremplin.office.ale.services.issuer import NotReady
from tremplin.office.ale.services.statements import StatementFault
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.selectors.book import balances
from tremplin.samples.coda import Movement, coda

IBAN = "BE71096123456769"
OGM = structured()


def entry(amount, day="2026-10-14", words="", reference="", version=2, status="BOOK", name="Les Amis", details=None):
    side, sign = ("Dbtr", "CRDT") if amount >= 0 else ("Cdtr", "DBIT")
    party = f"<Nm>{name}</Nm>" if version == 2 else f"<Pty><Nm>{name}</Nm></Pty>"
    remit = f"<Ustrd>{words}</Ustrd>" if words else ""
    remit += f"<Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd>" if reference else ""
    parties = f"<RltdPties><{side}>{party}</{side}><{side}Acct><Id><IBAN>{IBAN}</IBAN></Id></{side}Acct></RltdPties>"
    state = status if version == 2 else f"<Cd>{status}</Cd>"
    each = details or [abs(amount)]
    told = "".join(
        f'<TxDtls><Amt Ccy="EUR">{one / 100:.2f}</Amt>{parties}<RmtInf>{remit}</RmtInf></TxDtls>' for one in each
    )
    return (
        f'<Ntry><Amt Ccy="EUR">{abs(amount) / 100:.2f}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>{state}</Sts>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt><NtryDtls>{told}</NtryDtls></Ntry>"
    )


def balance(kind, cents, day, currency="EUR"):
    sign = "DBIT" if cents < 0 else "CRDT"
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">{abs(cents) / 100:.2f}</Amt>'
        f"<CdtDbtInd>{sign}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def camt(opening, entries, closing, version=2, currency="EUR", head=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.0{version}">'  # noqa: E501
        f"<BkToCstmrStmt><Stmt><Id>S-1</Id><ElctrncSeqNb>10</ElctrncSeqNb><Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>"
        f"{balance('OPBD', opening, '2026-10-01', currency)}{balance('CLBD', closing, '2026-10-31', currency)}"
        f"{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


@pytest.mark.parametrize("version", [2, 8])
def test_movements_are_read_with_who_and_what_for(version):
    entries = [
        entry(11_900, reference=OGM, version=version),
        entry(-4100, words="loyer", version=version, name="Zoé &amp; fils"),
        entry(5950, words=f"+++{OGM[:3]}/{OGM[3:7]}/{OGM[7:]}+++", version=version),
        entry(99_999, status="PDNG", version=version),
    ]
    (found,), doubts = statements_of(camt(1000, entries, 14_750, version))
    assert not doubts and (found["opening"], found["closing"], found["account"]) == (1000, 14_750, IBAN)
    assert [(one["position"], one["amount"], one["structured"]) for one in found["lines"]] == [
        (1, 11_900, OGM), (2, -4100, ""), (3, 5950, OGM),
    ]  # fmt: skip
    assert found["lines"][1]["name"] == "Zoé & fils" and found["lines"][1]["communication"] == "loyer"
    assert found["lines"][0]["counterparty"] == IBAN


def test_a_lump_is_its_details_where_they_add_up():
    (found,), _ = statements_of(camt(0, [entry(300, details=[100, 200])], 300))
    assert [one["amount"] for one in found["lines"]] == [100, 200]
    (found,), _ = statements_of(camt(0, [entry(300, details=[100, 100])], 300))
    assert [one["amount"] for one in found["lines"]] == [300]


def test_a_communication_that_fails_its_check_is_a_doubt():
    wrong = OGM[:11] + str((int(OGM[11]) + 1) % 10)
    (found,), doubts = statements_of(camt(0, [entry(100, reference=wrong)], 100))
    assert found["lines"][0]["structured"] == "" and [one.key for one in doubts] == ["communication_wrong"]


GOOD = camt(0, [entry(100)], 100)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (camt(0, [entry(100)], 101), "coda_balance"),
        (camt(0, [entry(100)], 100, currency="USD"), "coda_currency"),
        (GOOD[:-40], "camt_broken"),
        (GOOD.replace(b"1.00", b"1.005"), "camt_broken"),
        (GOOD.replace(b"1.00", b"NaN"), "camt_broken"),
        (GOOD.replace(b"1.00", b"9e99"), "camt_broken"),
        (GOOD.replace(b"2026-10-14", b"2026-13-14"), "camt_broken"),
        (GOOD.replace(b"CLBD", b"XXXX"), "camt_broken"),
        (camt(0, [], 0, head='<!DOCTYPE a [<!ENTITY b "c">]>'), "camt_broken"),
        (b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>', "coda_empty"),
    ],
)
def test_what_does_not_add_up_is_refused_whole(content, key):
    assert is_camt(content)
    with pytest.raises(StatementFault) as fault:
        statements_of(content)
    assert fault.value.key == key


@pytest.fixture
def by(offices):
    agency(offices[0])
    enter(offices[0]["office"].pk)
    return offices[0]["finance"]


@pytest.mark.django_db
def test_a_file_orders_cheques_once_and_not_again_as_coda(by):
    place = authorisation()
    content = camt(0, [entry(11_900, reference=OGM)], 11_900)
    for _ in range(2):
        upload, _ = hand_in("statement.xml", content, by)
        assert upload.state in (Upload.State.READ, Upload.State.COMMITTED) and upload.format == bank.BANK
        assert bank.commit_bank(upload, by) == 1
    assert balances()[f"prepaid:{place.number}", 0] == -11_900 and BankLine.objects.get().structured == OGM
    moved = [Movement(11_900, date(2026, 10, 14), OGM, "", IBAN, "Les Amis")]
    same = coda(IBAN, 0, moved, since=date(2026, 9, 30), until=date(2026, 10, 31))
    again, _ = hand_in("statement.cod", same, by)
    assert again.state == Upload.State.READ and [one.key for one in bank.doubts_now(again)] == ["statement_twice"]
    with pytest.raises(NotReady):
        bank.commit_bank(again, by)
    assert BankLine.objects.count() == 1
