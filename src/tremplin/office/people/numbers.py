"""National numbers (NISS, BIS): read as people write them, checked, mended where two digits changed places, masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stdnum.be import bis, nn

LENGTH, CHECK = 11, 9


def digits(text: str) -> str:
    """The digits of a number however it is written (`90.05.14-123.45`); empty where it holds anything else."""
    bare = re.sub(r"[\s.\-/]", "", text)
    return bare if re.fullmatch(r"[0-9]{1,20}", bare, re.ASCII) else ""


def holds(number: str) -> bool:
    """Whether the eleven digits are a national number or a BIS number."""
    return len(number) == LENGTH and bool(nn.is_valid(number) or bis.is_valid(number))


def mended(number: str) -> str | None:
    """The number that was probably meant: two neighbouring digits changed places, or else other check digits; None
    where neither gives one."""
    if len(number) != LENGTH:
        return None
    found = {text for text in swapped(number) if holds(text)}
    if len(found) == 1:
        return found.pop()
    ends = [f"{number[:CHECK]}{97 - int(f'{century}{number[:CHECK]}') % 97:02d}" for century in ("", "2")]
    possible = [text for text in ends if holds(text)]
    return possible[0] if possible else None


def swapped(number: str) -> Iterator[str]:
    for place in range(len(number) - 1):
        yield f"{number[:place]}{number[place + 1]}{number[place]}{number[place + 2 :]}"


def masked(number: str | None) -> str:
    """`900514-•••-••`: the birth day, which the page shows anyway."""
    return f"{number[:6]}-•••-••" if number else ""


def written(number: str) -> str:
    """`90.05.14-123.45`."""
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def birth_date(number: str) -> date | None:
    """The birth day that a number holds, where it holds one; never taken for what is not told."""
    try:
        found = nn.get_birth_date(number) if nn.is_valid(number) else bis.get_birth_date(number)
    except Exception:
        return None
    return found if isinstance(found, date) else None
