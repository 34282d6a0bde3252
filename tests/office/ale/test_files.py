"""Files of the issuer and the bank: read, doubted, taken once; hostile ones are refused and said."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from tests.office.ale.cheque_stories import DAY, NUMBER, agency, authorisation, national, structured, worker
from tremplin.office.ale.models import BankLine, Booklet, Cheque, IssuerLine, Layout
from tremplin.office.ale.selectors.cheques import stock_of, totals
from tremplin.office.ale.services import cheques, issuer
from tremplin.office.ale.services.bank import commit_bank, doubts_now
from tremplin.office.ale.services.handing_in import AnotherFile, hand_in, put_aside
from tremplin.office.ale.services.issuer import NotReady, agree, commit_issuer, matched, month_of
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO, Move, book
from tremplin.samples.coda import Movement, coda

pytestmark = pytest.mark.django_db
MONTH = date(2026, 10, 1)
HEADS = "authorisation;provider_id;user_id;date;hours;cheque_type;cheque_no_from;cheque_no_to;amount;status"
ROW = f"{NUMBER};P-77;U-6031;2026-10-05;4;paper;1001;1004;23,80;paid"
ACCOUNT = "BE68539007547034"


@pytest.fixture
def by(offices):
    agency(offices[0])
    enter(offices[0]["office"].pk)
    return offices[0]["social_worker"]


def csv(*rows, heads=HEADS):
    return "\n".join([heads, *rows, ""]).encode()


def keys(upload):
    return [one["key"] for one in upload.report["doubts"]]


def statement(*movements, opening=100_000, sequence=1, since=date(2026, 9, 30), until=date(2026, 10, 31)):
    return coda(ACCOUNT, opening, movements, since=since, until=until, sequence=sequence)


def test_the_neutral_file_is_read_and_taken_once(by):
    place, who = authorisation(), worker()
    upload, again = hand_in("october.csv", csv(ROW), by)
    assert not again and upload.state == "read" and upload.format == "issuer" and keys(upload) == []
    assert month_of(upload.report["lines"]) == MONTH
    for _ in range(2):
        assert commit_issuer(upload, MONTH, by) == 1
    line = IssuerLine.objects.get()
    assert (line.worker, line.authorisation, line.day, line.month) == (who, place, date(2026, 10, 5), MONTH)
    assert (line.first_number, line.count, line.price, line.amount) == (1001, 4, 595, 2380)
    same, again = hand_in("again.csv", csv(ROW), by)
    assert again and same.state == "committed" and IssuerLine.objects.count() == 1


@pytest.mark.parametrize(
    "heads",
    [
        "N° autorisation;Numéro prestataire;Date de prestation;Nombre de chèques;Montant total",
        "Toelatingsnummer;Nummer dienstverlener;Datum prestatie;Aantal cheques;Bedrag",
        "Genehmigungsnummer;Dienstleister;Leistungsdatum;Anzahl Schecks;Betrag",
        "Authorisation number;Worker number;Service date;Number of cheques;Total",
    ],
)
def test_headings_are_known_in_four_languages(by, heads):
    upload, _ = hand_in("f.csv", csv(f"{NUMBER};P-77;05/10/2026;4;23,80", heads=heads), by)
    (line,) = upload.report["lines"]
    assert (line["day"], line["count"], line["amount"], line["price"]) == ("2026-10-05", 4, 2380, 595)


def test_a_workbook_drops_zeros_and_is_read_all_the_same(by):
    authorisation(), worker(national=national())
    book = Workbook()
    for row in (HEADS.split(";"), [int(NUMBER), int(national()), None, date(2026, 10, 5), 4, "", 1001, 1004, 23.8, ""]):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    upload, _ = hand_in("f.xlsx", made.getvalue(), by)
    found, doubts = matched(upload.report["lines"], upload.report["columns"])
    assert found[0].worker and found[0].authorisation and doubts == []


def test_nobody_is_guessed(by):
    (
        authorisation(),
        worker(),
        worker("VAL-W-0002", "Claes", issuer="P-77"),
        worker("VAL-W-0003", "Naciri", issuer="P-8"),
    )
    rows = [ROW, ROW.replace("P-77", "P-7"), ROW.replace(NUMBER, "0417226032"), ROW.replace("U-6031", "U-1")]
    upload, _ = hand_in("f.csv", csv(*rows), by)
    found, doubts = matched(upload.report["lines"], upload.report["columns"])
    assert [one.worker for one in found] == [None] * 4
    assert [(one.row, one.key) for one in doubts if one.key != "worker_twice"] == [
        (3, "worker_unknown"), (4, "authorisation_unknown"), (5, "user_differs"),
    ]  # fmt: skip
    assert commit_issuer(upload, MONTH, by) == 4 and IssuerLine.objects.filter(worker=None).count() == 4


@pytest.mark.parametrize(
    ("row", "key", "kept"),
    [
        (ROW.replace("2026-10-05", "05-31-2026"), "day_unreadable", 0),
        (ROW.replace("2026-10-05", ""), "day_missing", 1),
        (ROW.replace(";4;", ";3;"), "count_differs", 0),
        (ROW.replace(";4;", ";2,5;"), "figure_unreadable", 0),
        (ROW.replace(";4;", ";-4;"), "figure_unreadable", 0),
        (ROW.replace("1001;1004", "1004;1001"), "numbers_wrong", 0),
        (ROW.replace("1001;1004", "1;99999999999"), "numbers_wrong", 0),
        (ROW.replace("1001;1004", f"{'9' * 40};"), "figure_unreadable", 0),
        (ROW.replace("23,80", "23,81"), "amount_odd", 1),
        (ROW.replace("23,80", "1e9"), "figure_unreadable", 0),
        (ROW.replace("23,80", "=1+1"), "figure_unreadable", 0),
        (ROW.replace("paper", "gold"), "kind_unknown", 1),
        (f"{NUMBER};P-77;;2026-10-05;;;;;;", "count_missing", 0),
        (ROW + ";more;and more", "too_many_cells", 0),
    ],
)
def test_every_doubt_is_said_with_its_row(by, row, key, kept):
    upload, _ = hand_in("f.csv", csv(row), by)
    assert keys(upload) == [key] and upload.report["doubts"][0]["row"] == 2
    assert len(upload.report["lines"]) == kept


def test_a_line_that_stands_twice_is_said_and_kept(by):
    upload, _ = hand_in("f.csv", csv(ROW, ROW), by)
    assert keys(upload) == ["line_twice"] and len(upload.report["lines"]) == 2


def test_a_changed_layout_is_reported_and_confirmed_before_it_is_taken(by):
    first, _ = hand_in("a.csv", csv(ROW), by)
    commit_issuer(first, MONTH, by)
    heads = HEADS.replace("amount", "waarde in EUR").replace(";status", "")
    upload, _ = hand_in("b.csv", csv(ROW.removesuffix(";paid"), heads=heads), by)
    assert upload.report["changed"]["gone"] == ["amount", "status"] and upload.report["changed"]["new"] == [
        "waarde in EUR"
    ]
    with pytest.raises(NotReady, match="agreed"):
        commit_issuer(upload, MONTH, by)
    upload = agree(upload, upload.report["columns"] | {"amount": "waarde in EUR"}, DAY, by)
    assert upload.report["lines"][0]["amount"] == 2380
    commit_issuer(upload, MONTH, by)
    assert Layout.objects.count() == 2
    third, _ = hand_in("c.csv", csv(ROW.removesuffix(";paid").replace("1004", "1004 "), heads=heads), by)
    assert third.report["changed"] is None and third.report["is_agreed"] and third.report["lines"][0]["amount"] == 2380


def test_unknown_headings_wait_for_an_agent(by):
    upload, _ = hand_in("f.csv", csv(f"{NUMBER};P-77;4", heads="kolom A;kolom B;kolom C"), by)
    assert upload.report["lacks"] == ["authorisation", "provider_id", "hours"] and upload.report["lines"] == []
    with pytest.raises(NotReady, match="lines"):
        commit_issuer(upload, MONTH, by)
    columns = {"authorisation": "kolom A", "provider_id": "kolom B", "hours": "kolom C", "user_id": "not there"}
    upload = agree(upload, columns, DAY, by)
    assert upload.report["lines"][0]["count"] == 4


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0\0",
        b"%PDF-1.4",
        b"PK\x03\x04broken",
        b"<xml/>",
        b"a",
        b'"',
        b"\xff\xfe",
        b";;;\n;;;\n",
        b"0000" * 40,
    ],
)
def test_what_is_no_table_is_refused_and_said(by, content):
    upload, _ = hand_in("f.bin", content, by)
    assert upload.state in ("failed", "read") and not upload.report.get("lines")
    with pytest.raises(NotReady):
        commit_issuer(upload, MONTH, by)


def test_a_file_of_another_kind_is_not_taken_for_ours(by):
    Upload.objects.create(
        name="x", sha256="ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", content=b"a", size=1,
        handed_in_by=by, format="csv",
    )  # fmt: skip
    with pytest.raises(AnotherFile):
        hand_in("f.csv", b"a", by)


def test_what_was_put_aside_is_read_again_when_it_comes_again(by):
    upload, _ = hand_in("f.csv", csv(ROW), by)
    assert put_aside(upload).state == "put_aside"
    with pytest.raises(NotReady, match="open"):
        commit_issuer(upload, MONTH, by)
    upload, again = hand_in("f.csv", csv(ROW), by)
    assert again and upload.state == "read"


def test_a_payment_orders_the_cheques_of_its_authorisation(by):
    place = authorisation()
    content = statement(
        Movement(5950, date(2026, 10, 3), structured=structured(), account="BE71096123456769", name="Piret"),
        Movement(6000, date(2026, 10, 4), structured=structured()),
        Movement(-1250, date(2026, 10, 5), communication="Frais"),
        Movement(777, date(2026, 10, 6), structured=structured("0999999999")),
    )
    upload, _ = hand_in("october.cod", content, by)
    assert upload.format == "coda" and upload.state == "read" and upload.report["doubts"] == []
    for _ in range(2):
        assert commit_bank(upload, by) == 4
    assert [(line.amount, line.structured[:10]) for line in BankLine.objects.order_by("position")] == [
        (5950, NUMBER), (6000, NUMBER), (-1250, ""), (777, "0999999999"),
    ]  # fmt: skip
    booklet = Booklet.objects.get()
    assert (booklet.authorisation, booklet.count, booklet.ordered_on) == (place, 10, date(2026, 10, 3))
    assert balances() == {("bank", EURO): 11950, (f"prepaid:{NUMBER}", EURO): -11950}


def test_a_payment_pays_the_order_that_waits(by):
    waits = cheques.order(authorisation(), 10, DAY, paid=False, key="k", by=by)
    upload, _ = hand_in("f.cod", statement(Movement(5950, date(2026, 10, 3), structured=structured())), by)
    commit_bank(upload, by)
    assert Booklet.objects.get() == waits and balances()["bank", EURO] == 5950


def test_statements_follow_each_other_and_come_once(by):
    first, _ = hand_in("1.cod", statement(Movement(5950, date(2026, 10, 3))), by)
    commit_bank(first, by)
    copy, _ = hand_in("copy.cod", statement(Movement(5950, date(2026, 10, 3))) + b"\r\n", by)
    assert [one.key for one in doubts_now(copy)] == ["statement_twice"]
    with pytest.raises(NotReady, match="twice"):
        commit_bank(copy, by)
    days = {"since": date(2026, 10, 31), "until": date(2026, 11, 15)}
    follows, _ = hand_in("2.cod", statement(Movement(100, date(2026, 11, 3)), opening=105_950, sequence=2, **days), by)
    assert doubts_now(follows) == []
    gap, _ = hand_in("3.cod", statement(Movement(100, date(2026, 11, 3)), opening=105_951, sequence=3, **days), by)
    assert [one.key for one in doubts_now(gap)] == ["balance_gap"]


GOOD = coda(ACCOUNT, 100, [Movement(5950, date(2026, 10, 3))], since=DAY, until=date(2026, 10, 31)).decode()
LINES = GOOD.splitlines()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("\n".join([*LINES[:2], LINES[2].replace("0000000000059500", "0000000000059600"), *LINES[3:]]), "coda_balance"),
        ("\n".join(LINES[:-1]), "coda_cut"),
        ("\n".join([LINES[0], LINES[1], "Z" * 128]), "coda_record"),
        (GOOD.replace("EUR", "USD"), "coda_currency"),
        ("\n".join([LINES[0]] * 3), "coda_record"),
        ("\n".join([LINES[0], LINES[2], LINES[-1]]), "coda_broken"),
        (GOOD.replace("031026", "993026"), "coda_broken"),
        ("\n".join([LINES[0], LINES[-1]]), "coda_broken"),
    ],
)
def test_a_statement_that_does_not_add_up_is_refused(by, content, key):
    upload, _ = hand_in("f.cod", content.encode("cp1252"), by)
    assert upload.state == "failed" and upload.report["refused"]["key"] == key
    with pytest.raises(NotReady):
        commit_bank(upload, by)


def test_a_communication_that_fails_its_check_orders_nothing(by):
    authorisation()
    wrong = NUMBER + "00"
    upload, _ = hand_in("f.cod", statement(Movement(5950, date(2026, 10, 3), structured=wrong)), by)
    assert keys(upload) == ["communication_wrong"] and commit_bank(upload, by) == 1
    assert balances() == {} and BankLine.objects.get().structured == ""


def test_the_agency_next_door_sees_nothing(by, offices):
    upload, _ = hand_in("f.csv", csv(ROW), by)
    commit_issuer(upload, MONTH, by)
    enter(offices[1]["office"].pk)
    assert not IssuerLine.objects.exists() and issuer.layout_for(upload.report["checksum"]) is None


def test_cheques_that_came_back_were_handed_over(by):
    place, who = authorisation(), worker()
    booklet = cheques.order(place, 20, DAY, key="k", by=by)
    booklet = cheques.issue(booklet, DAY, first_number=1001, valid_until=date(2026, 10, 20), by=by)
    other = cheques.order(authorisation("0417226032", "electronic"), 10, DAY, key="w", by=by)
    more = cheques.order(other.authorisation, 10, DAY, key="w2", by=by)
    for one in (other, more):
        cheques.issue(one, DAY, by=by)
    cheques.lose(booklet, 1, DAY, first_number=1010, key="l", by=by)
    electronic = "0417226032;P-77;;2026-10-05;{};electronic;;;;"
    rows = [
        ROW,
        ROW,  # the same cheques once more
        ROW.replace("1001;1004", "1008;1011"),  # one of them is lost
        ROW.replace("1001;1004", "1015;1018").replace("10-05", "10-21"),  # they have expired
        ROW.replace("1001;1004", "9001;9004"),
        ROW.replace("P-77", "P-0"),
        electronic.format(12),
        electronic.format(9),  # eight are left
    ]
    upload, _ = hand_in("f.csv", csv(*rows), by)
    for _ in range(2):
        commit_issuer(upload, MONTH, by)
    assert balances("given:") == {("given:VAL-W-0001", 595): 16}
    assert stock_of(booklet).given == 4 and [stock_of(one).given for one in refreshed(other, more)] == [10, 2]
    assert {(one.first_number, one.count) for one in Cheque.objects.filter(kind="handed_over")} == {
        (1001, 4), (None, 10), (None, 2),
    }  # fmt: skip
    assert all(of.balances for of in totals()) and who


def test_what_a_closing_settled_is_not_there_any_more(by):
    place, who = authorisation(), worker()
    booklet = cheques.order(place, 20, DAY, key="k", by=by)
    booklet = cheques.issue(booklet, DAY, first_number=1001, by=by)
    given = cheques.hand_over(booklet, who, 4, DAY, first_number=1001, key="h", by=by)
    book("closing", DAY, [Move(3, 595, "used:2026-10", "given:VAL-W-0001")], key="closing")
    with pytest.raises(cheques.ChequeFault, match="settled"):
        cheques.take_back(given, DAY, by=by)
    with pytest.raises(cheques.ChequeFault, match="settled"):
        cheques.lose(booklet, 2, DAY, first_number=1001, worker=who, key="l", by=by)
    cheques.lose(booklet, 1, DAY, first_number=1004, worker=who, key="l", by=by)


def refreshed(*booklets):
    return [Booklet.objects.select_related("authorisation").get(pk=one.pk) for one in booklets]
