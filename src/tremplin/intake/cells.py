"""What one cell of a table says: a figure, a code, a yes, a word of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tremplin.intake.doubts import visible
from tremplin.intake.figures import Value, from_minutes, number, rounded, value_of
from tremplin.intake.periods import plainly

Cell = str | Decimal
"""A text, or the exact number of a workbook's cell."""

YES = frozenset({"yes", "true", "oui", "vrai", "ja", "waar", "wahr", "1", "x"})
NO = frozenset({"no", "false", "non", "faux", "nee", "onwaar", "nein", "falsch", "0"})
CHOICES = {
    "layer": ("declared", "paid", "planned"),
    "proof": ("declaration", "certificate"),
    "extension_ground": ("none", "incapacity", "outside_scheme", "career_break", "detention"),
}


@dataclass(frozen=True)
class Amount:
    """Hundredths, and the doubt about how they were come by."""

    hundredths: int
    key: str = ""

    @property
    def kept(self) -> Value:
        return value_of(self.hundredths)


def text_of(cell: Cell) -> str:
    return visible(cell.strip()) if isinstance(cell, str) else f"{cell:f}"


def amount(cell: Cell, in_hours: bool) -> Amount | None:
    """A figure in hundredths: `30,4`, `30.40`, `1 234,5`; hours also as `30h24`. None for what is no figure."""
    exact = number(cell) if isinstance(cell, str) else cell
    if exact is None:
        minutes = from_minutes(cell) if in_hours and isinstance(cell, str) else None
        return None if minutes is None else Amount(rounded(minutes), "doubt.from_minutes")
    found = rounded(exact)
    same = value_of(found) == exact
    return Amount(found, "" if same else "doubt.rounded")


def code(cell: Cell) -> int | None:
    """A whole number of four digits at most, padded or not."""
    exact = number(cell) if isinstance(cell, str) else cell
    if exact is None or exact != exact.to_integral_value() or not 0 <= exact <= 9999:
        return None
    return int(exact)


def yes_no(text: str) -> bool | None:
    plain = plainly(text)
    return True if plain in YES else False if plain in NO else None


def words_of(name: str) -> tuple[str, ...]:
    """What a column of words may say."""
    return CHOICES.get(name, ("yes", "no", "oui", "non", "ja", "nee", "nein"))


def choice(name: str, text: str) -> str | None:
    plain = plainly(text)
    return plain if plain in CHOICES[name] else None
