"""An agency whose issuer changes, and its list as files."""

from datetime import date

from tests.office import made
from tests.office.ale.cheque_stories import DAY, agency, authorisation, worker
from tremplin.office.ale.models import User
from tremplin.office.ale.selectors.swap import listed
from tremplin.office.ale.services import cheques, swap
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.services.booking import EURO, Move, book
from tremplin.office.pages.ale.cheques.swap_list import as_csv, as_xlsx, headings_of

WALLET, OLD, OWING = "0417226040", "0417226050", "0417226060"
TODAY = date(2026, 11, 2)


def furnished(office):
    """Paper with a gap, a wallet of two prices, a household, what is owed, an authorisation that ended with a rest."""
    agency(office)
    enter(office["office"].pk)
    by = office["manager"]
    paper = cheques.issue(cheques.order(authorisation(), 20, DAY, key="a", by=by), DAY, first_number=1001, by=by)
    cheques.hand_over(paper, worker(), 3, DAY, first_number=1004, key="h", by=by)
    cheques.lose(paper, 1, DAY, first_number=1010, key="l", by=by)
    wallet = authorisation(WALLET, "electronic")
    cheques.issue(cheques.order(wallet, 40, DAY, key="b", by=by), DAY, by=by)
    cheques.issue(cheques.order(wallet, 12, DAY, price=620, key="c", by=by), DAY, by=by)
    person = made.person("Warnimont", "Ginette")
    User.objects.filter(pk=wallet.user_id).update(
        kind="household", person=person, name="", street="Rue de l'Église 3", postal_code="5995", town="Valmarche"
    )
    old = authorisation(OLD, "electronic")
    cheques.issue(cheques.order(old, 10, DAY, key="d", by=by), DAY, by=by)
    old.ended_on = DAY
    old.save()
    authorisation("0417226070", "electronic").__class__.objects.filter(number="0417226070").update(ended_on=DAY)
    authorisation(OWING, "electronic", kind="school")
    book("settled", DAY, [Move(1190, EURO, f"prepaid:{OWING}", "owed:VAL-W-0001")], key="o", by=by)
    book("issued", DAY, [Move(4, 595, "held:desk", "issued")], key="desk", by=by)


def ours():
    return listed(TODAY)


def sent(form="csv", **changes):
    """Our own list as a file; `changes`: texts that are others there."""
    content = as_csv(ours(), headings_of(swap.headings(), "fr"))
    for old, new in changes.items():
        content = content.replace(old.encode(), new.encode())
    return content if form == "csv" else as_xlsx(ours(), headings_of(swap.headings(), "fr"))


def edited(old, new, times=1):
    content = sent()
    assert old.encode() in content
    return content.replace(old.encode(), new.encode(), times)


def found_in(content, by, name="list.csv"):
    upload = swap.hand_in(name, content, by)
    found = swap.compared(upload, ours())
    return [(one.kind, one.number) for one in found.differences]
