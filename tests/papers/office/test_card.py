"""The card of an authorisation: A5, in the language of its holder, with a payment QR that holds what it says."""

import io
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
import segno

from tremplin.ground.days import day_number
from tremplin.law.ale.reference import payment_reference
from tremplin.papers.office.card import Leave, card_of
from tremplin.papers.office.parties import Contact, Office
from tremplin.papers.office.qr import Payment, drawing, told
from tremplin.papers.typesetting import as_pdf

OFFICE = Office("ALE de Valmarche", ("Grand-Place 1", "5995 Valmarche"), contact=Contact(phone="081 00 12 34"))
LEAVE = Leave(
    holder="Ginette Warnimont",
    address=("Rue du Vieux Lavoir 14", "5995 Valmarche"),
    number="2600100031",
    activity="petit entretien de jardin",
    first=day_number(date(2026, 11, 23)),
    last=day_number(date(2027, 11, 23)),
    price=595,
    monthly_maximum=1200,
    cheques="electronic",
    communication=payment_reference("2600100031"),
    order=10,
    iban="BE68539007547034",
)
DAY = day_number(date(2026, 11, 23))


def test_the_qr_is_the_payment():
    payment = Payment(OFFICE.name, LEAVE.iban, 5950, LEAVE.communication)
    assert told(payment).split("\n") == [
        "BCD", "002", "1", "SCT", "", "ALE de Valmarche", "BE68539007547034", "EUR59.50", "", "",
        "+++260/0100/03193+++",
    ]  # fmt: skip
    found = drawing(payment)
    dark = set()
    for x, y, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", found.path):
        dark |= {(int(x) + place, int(y)) for place in range(int(wide))}
    code = segno.make_qr(told(payment), error="m", boost_error=False, encoding="utf-8")
    assert dark == {(x, y) for y, row in enumerate(code.matrix) for x, cell in enumerate(row) if cell}


def test_no_account_or_no_order_no_qr():
    assert card_of(OFFICE, LEAVE, "fr", "2026/0001", DAY).qr
    for lacking in (replace(LEAVE, iban=""), replace(LEAVE, order=None)):
        card = card_of(OFFICE, lacking, "fr", "2026/0001", DAY)
        assert not card.qr and not card.qr_says
    assert card_of(OFFICE, replace(LEAVE, iban=""), "fr", "2026/0001", DAY).pay == ()


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_one_page_of_a5_in_each_language(language):
    wordy = replace(LEAVE, holder="W" * 120, activity="x " * 60, place="y " * 60, cheques="prepaid_hours")
    for leave in (LEAVE, wordy):
        pdf = pikepdf.open(io.BytesIO(as_pdf(card_of(OFFICE, leave, language, "2026/0001", DAY))))
        box = [float(side) for side in pdf.pages[0].mediabox]
        assert len(pdf.pages) == 1 and (round(box[2]), round(box[3])) == (595, 420)
        assert str(pdf.Root.Lang).startswith(language)
