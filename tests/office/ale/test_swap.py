"""Another issuer: our list from the book, sent back it is equal; what was planted is said, and nothing in the book moves."""  # noqa: E501

from datetime import timedelta

import pytest

from tests.office.ale.cheque_stories import DAY, NUMBER
from tests.office.ale.swap_made import OLD, OWING, TODAY, WALLET, edited, found_in, furnished, ours, sent
from tremplin.office.ale.models import Layout
from tremplin.office.ale.selectors.swap import last_moved, unsettled
from tremplin.office.ale.services import swap
from tremplin.office.ale.services.handing_in import AnotherFile
from tremplin.office.ale.services.handing_in import hand_in as hand_in_other
from tremplin.office.ale.services.swap import SwapFault
from tremplin.office.ale.swap import sums
from tremplin.office.ledger.models import Entry, Upload
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO, Move, book
from tremplin.office.pages.ale.cheques.swap_list import as_csv, as_xlsx, headings_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(offices):
    furnished(offices[0])
    return offices[0]


def test_our_list_is_the_book(seat):
    rows = {(one.row.number, one.row.price): one.row for one in ours()}
    assert list(rows) == [
        (NUMBER, 595), (WALLET, 595), (WALLET, 620), (OLD, 595), (OWING, 595), ("desk", 595),
    ]  # fmt: skip
    paper = rows[NUMBER, 595]
    assert (paper.ranges, paper.paper, paper.cheques) == (((1001, 1003), (1007, 1009), (1011, 1020)), 16, 0)
    assert (rows[WALLET, 595].cheques, rows[WALLET, 620].value, rows[OWING, 595].prepaid) == (40, 7440, -1190)
    assert unsettled() == {595: 3} and last_moved() == DAY


def test_all_lines_together_are_the_accounts_of_the_book(seat):
    total = sums(one.row for one in ours())
    held = sum(count for (code, unit), count in balances("held:").items() if unit != EURO)
    assert total.cheques + total.paper == held and total.prepaid == -sum(balances("prepaid:").values())
    by_price = {unit for _, unit in balances("held:")}
    for price in by_price:
        carried = sum(one.row.cheques + one.row.paper for one in ours() if one.row.price == price)
        assert carried == sum(count for (_, unit), count in balances("held:").items() if unit == price)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_our_list_sent_back_is_equal(seat, form, language):
    make = as_csv if form == "csv" else as_xlsx
    upload = swap.hand_in(f"list.{form}", make(ours(), headings_of({}, language)), seat["manager"])
    assert upload.report["doubts"] == [] and upload.report["lacks"] == []
    assert len(upload.report["columns"]) == 13
    found = swap.compared(upload, ours())
    assert found.differences == () and found.is_equal and swap.hindered(upload, ours()) is None


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (";5.95;40;238.00;", ";6.20;40;238.00;", "price"),
        (";5.95;40;238.00;", ";5.95;39;232.05;", "cheques"),
        (";5.95;40;238.00;", ";5.95;40;238.01;", "value"),
        (";238.00;", ";0;", "value"),
        ("Rue de l'Église 3", "Rue de l'Eglise 33", "address"),
        (f"{WALLET};U-6040", f"{WALLET};U-6050", "user"),
        (f"{WALLET};U-6040", "0999999999;U-6040", "missing"),
    ],
)
def test_what_is_planted_is_named(seat, old, new, kind):
    found = found_in(edited(old, new), seat["manager"])
    assert (kind, WALLET) in found
    assert found == [(kind, WALLET)] or kind == "missing" and ("extra", "0999999999") in found and len(found) == 2


def test_paper_numbers_and_a_line_twice_are_named(seat):
    by = seat["manager"]
    assert found_in(edited("1011-1020", "1011-1019"), by) == [("ranges", NUMBER)]
    line = next(line for line in sent().splitlines(keepends=True) if OLD.encode() in line)
    assert found_in(sent() + line, by) == [("double", OLD)]
    assert found_in(sent().replace(line, b""), by) == [("missing", OLD)]


def test_another_layout_is_read_by_columns_that_are_kept(seat):
    by = seat["manager"]
    content = b"Kolom A;Kolom B;Kolom C\r\n" + b"".join(
        f"{one.row.number};{one.row.price / 100:.2f};{one.row.cheques}\r\n".encode() for one in ours()
    )
    upload = swap.hand_in("a.csv", content, by)
    assert upload.report["lacks"] == ["authorisation", "price", "cheques"] and swap.compared(upload, ours()) is None
    with pytest.raises(SwapFault, match="lines"):
        swap.swap(upload, TODAY, "Nova", TODAY, by)
    said = {"authorisation": "Kolom A", "price": "Kolom B", "cheques": "Kolom C", "town": "no such"}
    swap.agree(upload, said, TODAY, by)
    upload.refresh_from_db()
    assert swap.compared(upload, ours()).uncompared == ("paper",)
    with pytest.raises(SwapFault, match="uncompared"):
        swap.swap(upload, TODAY, "Nova", TODAY, by)
    again = swap.hand_in("b.csv", content + b"\r\n", by)
    assert again.report["lacks"] == [] and Layout.objects.filter(name="swap").count() == 1


def test_headings_that_the_agency_chose_are_written_and_known(seat):
    by = seat["manager"]
    typed = {"authorisation": "Ref. client", "price": "PU", "cheques": "Solde", "paper": "Papier P"}
    swap.keep_headings(typed, TODAY, by)
    content = sent()
    assert content.decode("utf-8-sig").splitlines()[0] == "Ref. client;PU;Solde;Papier P"
    assert found_in(content, by) == []
    for wrong, why in (({**typed, "price": " "}, "heading"), ({**typed, "paper": "solde"}, "heading_twice")):
        with pytest.raises(SwapFault, match=why):
            swap.keep_headings(wrong, TODAY, by)


def test_a_rehearsal_moves_nothing_and_the_swap_books_nothing(seat):
    by, before, entries = seat["manager"], balances(), Entry.objects.count()
    upload = swap.hand_in("a.csv", edited(";40;238.00;", ";39;232.05;"), by)
    with pytest.raises(SwapFault) as fault:
        swap.swap(upload, TODAY, "Nova", TODAY, by)
    assert (fault.value.difference.kind, fault.value.difference.number) == ("cheques", WALLET)
    good = swap.hand_in("b.csv", edited("Rue de l'Église 3", "Rue Haute 1"), by)
    upload.refresh_from_db()
    assert upload.state == "put_aside" and bytes(upload.content) == b"" and upload.report == {}
    for day, why in ((TODAY + timedelta(1), "future"), (DAY - timedelta(1), "moved")):
        with pytest.raises(SwapFault, match=why):
            swap.swap(good, day, "Nova", TODAY, by)
    with pytest.raises(SwapFault, match="issuer"):
        swap.swap(good, TODAY, "  ", TODAY, by)
    for name in ("Nova", "Another"):
        done = swap.swap(good, TODAY, name, TODAY, by)
    assert done.report["swap"]["issuer"] == "Nova" and done.state == "committed" and done.committed_by == by
    assert done.report["swap"]["sums"] == {"rows": 6, "cheques": 66, "value": 39570, "paper": 16, "prepaid": 47900}
    assert "Haute" not in str(done.report) and bytes(Upload.objects.get(pk=done.pk).content) == b""
    again = swap.hand_in("c.csv", edited("Rue de l'Église 3", "Rue Haute 1"), by)
    assert again.pk == done.pk and again.state == "committed"
    assert balances() == before and Entry.objects.count() == entries


def test_the_book_moves_after_a_rehearsal_and_it_is_not_equal_any_more(seat):
    by = seat["manager"]
    upload = swap.hand_in("a.csv", sent(), by)
    assert swap.hindered(upload, ours()) is None
    book("used", TODAY, [Move(1, 595, "used:2026-11", f"held:{WALLET}")], key="u", by=by)
    with pytest.raises(SwapFault, match="differs"):
        swap.swap(upload, TODAY, "Nova", TODAY, by)
    book("used", TODAY, [Move(99, 595, "used:2026-11", f"held:{WALLET}")], key="v", by=by)
    with pytest.raises(SwapFault, match="below"):
        swap.swap(upload, TODAY, "Nova", TODAY, by)


def test_a_line_that_is_not_read_holds_the_swap_up(seat):
    by = seat["manager"]
    upload = swap.hand_in("a.csv", sent() + b";;;;;;;;;;;;Ghost\r\n", by)
    assert [one["key"] for one in upload.report["doubts"]] == ["number_missing"]
    with pytest.raises(SwapFault, match="left_out"):
        swap.swap(upload, TODAY, "Nova", TODAY, by)
    for cell in ("1011-1009", "1001-1009, 1003", "abc", "1-99999999999"):
        upload = swap.hand_in("b.csv", edited("1011-1020", cell), by)
        assert [one["key"] for one in upload.report["doubts"]] == ["ranges_unreadable"], cell


def test_a_file_for_something_else_is_not_taken(seat):
    by = seat["manager"]
    swap.hand_in("a.csv", sent(), by)
    with pytest.raises(AnotherFile):
        hand_in_other("a.csv", sent(), by)
    other = b"authorisation;provider_id;hours\n0417226031;P-77;4\n"
    hand_in_other("b.csv", other, by)
    with pytest.raises(AnotherFile):
        swap.hand_in("b.csv", other, by)
