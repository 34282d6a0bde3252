"""A statement as the payer of the subsidy sends it, of the last month claimed: most lines match, some do not."""

from __future__ import annotations

import csv
import io

from tremplin.samples.commune.office import Office
from tremplin.samples.commune.story import Claim, File

HEADS = ("Référence", "NISS", "Nom", "Prénom", "Mois", "Montant demandé", "Montant accepté", "Montant refusé", "Motif")
ABOUT = (
    "Le relevé du pouvoir subsidiant pour le dernier mois réclamé (Subventions › Lire un relevé). La deuxième ligne "
    "refuse une partie avec son motif, la troisième accepte un cent de trop, la quatrième refuse sans motif, la "
    "cinquième porte un autre nom, la dernière est d'une personne inconnue ; les autres sont prêtes."
)


def statement(office: Office) -> tuple[str, bytes]:
    """Its name and its bytes."""
    waiting = [
        (claim, file) for file in office.files for claim in file.claims if claim.claimed and not claim.answered_on
    ]
    month = max((claim.month for claim, _ in waiting), default=None)
    lines = [line(claim, file, at) for at, (claim, file) in enumerate(of for of in waiting if of[0].month == month)]
    if month:
        named = f"{month.month:02d}/{month.year}"
        lines.append(["VAL-60-9999", "", "Rochefort-Lemaire", "Odette", named, "500,00", "500,00", "", ""])
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";", lineterminator="\r\n").writerows([HEADS, *lines])
    return f"releve-{month or 'vide'}.csv", made.getvalue().encode("utf-8-sig")


def line(claim: Claim, file: File, at: int) -> list[str]:
    cents = claim.claimed or 0
    accepted, refused, reason = {
        1: (cents - 10_000, 10_000, "Preuve d'emploi manquante pour une semaine"),
        2: (cents + 1, 0, ""),
        3: (0, cents, ""),
    }.get(at, (cents, 0, ""))
    person = file.person
    name = "Dupont-Durand" if at == 4 else person.family_name
    who = [file.number, person.national_number, name, person.given_name]
    month = f"{claim.month.month:02d}/{claim.month.year}"
    return [*who, month, euros(cents), euros(accepted), euros(refused), reason]


def euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}" if cents else ""
