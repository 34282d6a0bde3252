"""National numbers (NISS, INSZ, ENSS, INSS): the digits people write, and whether their check digits hold."""

from __future__ import annotations

import re

from tremplin.intake.doubts import Doubts, masked

LENGTH, MOST = 11, 40


def digits_of(text: str) -> str:
    """`71.05.10-123.45` as digits; zeros that a spreadsheet took from the front are put back."""
    digits = text if text.isascii() and text.isdigit() else re.sub(r"[^0-9]", "", text)
    return digits.zfill(LENGTH) if 9 <= len(digits) < LENGTH else digits[:MOST]


def check_number(key: str, place: str, doubts: Doubts) -> None:
    """Says where the check digits do not hold; the person's rows are kept."""
    try:
        from stdnum.be import bis, nn
    except ImportError:
        doubts.once(place, "doubt.not_checked", package="python-stdnum")
        return
    if len(key) != LENGTH or not (nn.is_valid(key) or bis.is_valid(key)):
        doubts.add(place, "doubt.inss", person=masked(key))
