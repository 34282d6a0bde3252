"""The payment QR of the European Payments Council (EPC069-12), as a bank's app reads it."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 2


@dataclass(frozen=True)
class Payment:
    """What is paid: to whom, on which account, how much in cents, with which words."""

    name: str
    iban: str
    cents: int
    words: str


@dataclass(frozen=True)
class Drawing:
    """The dark squares as one path, in a square of `side` units; the ground reaches `QUIET` units around it."""

    side: int
    path: str

    @property
    def box(self) -> str:
        return f"-{QUIET} -{QUIET} {self.side + 2 * QUIET} {self.side + 2 * QUIET}"


def told(payment: Payment) -> str:
    """The lines of the code. A Belgian structured communication goes as words: it is no ISO 11649 reference."""
    euros = f"EUR{payment.cents // 100}.{payment.cents % 100:02d}"
    lines = ("BCD", "002", "1", "SCT", "", payment.name[:70], payment.iban, euros, "", "", payment.words[:140])
    return "\n".join(lines)


def drawing(payment: Payment) -> Drawing:
    code = segno.make_qr(told(payment), error="m", boost_error=False, encoding="utf-8")
    rows = list(code.matrix)
    return Drawing(len(rows), "".join(runs(rows)))


def runs(rows: list[bytearray]) -> list[str]:
    """Each run of dark squares of a row as a rectangle: `M0 0h7v1h-7z`."""
    found = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                found.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            x += 1
    return found


def svg(found: Drawing) -> str:
    """On paper: black on white."""
    side, path = found.side + 2 * QUIET, found.path
    ground = f'<rect x="-{QUIET}" y="-{QUIET}" width="{side}" height="{side}" fill="#ffffff"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{found.box}">{ground}<path d="{path}" fill="#000000"/></svg>'
    )
