"""Statements of subsidies: columns in four languages, amounts to the cent, nothing guessed."""

from datetime import date

import pytest

from tremplin.ground.errors import InputError
from tremplin.intake.statement import cents_of, guessed, headings, read, said


@pytest.mark.parametrize(
    "heads",
    [
        "N° dossier;NISS;Nom;Prénom;Période;Date de paiement;Montant réclamé;Montant admis;Montant rejeté;Montant versé;Motif du refus",  # noqa: E501
        "Dossiernummer;INSZ;Naam;Voornaam;Maand;Betaaldatum;Gevraagd bedrag;Aanvaard bedrag;Geweigerd bedrag;Betaald bedrag;Reden van weigering",  # noqa: E501
        "Aktennummer;ENSS;Name;Vorname;Monat;Datum;Beantragter Betrag;Bewilligter Betrag;Abgelehnter Betrag;Gezahlter Betrag;Ablehnungsgrund",  # noqa: E501
        "File number;National number;Name;First name;Month;Date;Amount claimed;Amount accepted;Amount refused;Amount paid;Reason",  # noqa: E501
    ],
)
def test_columns_are_known_in_four_languages(heads):
    found = guessed(heads.split(";"))
    assert found == {column: at for at, column in enumerate(
        ("file", "number", "name", "given_name", "month", "day", "claimed", "accepted", "refused", "paid", "reason")
    )}  # fmt: skip
    assert set(found) == set(headings())


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1.811,57 €", 181157), ("1811.57", 181157), ("EUR 5", 500), ("0", 0), ("1.811", None), ("-5", None), ("5,001", None), ("abc", None), ("", None), ("99999999999", None)],  # noqa: E501
)  # fmt: skip
def test_amounts_to_the_cent(text, cents):
    assert cents_of(text) == cents


def test_a_line_names_what_it_cannot_read():
    found = said(3, ["x", "13/2026", "a", "12,50"], {"name": 0, "month": 1, "accepted": 2, "paid": 3, "refused": 9})
    assert found.wrong == ("month", "accepted") and (found.paid, found.refused, found.month) == (1250, None, None)
    assert said(3, ["1/10/2026"], {"month": 0}).month == date(2026, 10, 1)


def test_a_table_of_something_else_is_refused():
    with pytest.raises(InputError):
        read(b"quarter;days\n2026/1;65\n", "x.csv")
