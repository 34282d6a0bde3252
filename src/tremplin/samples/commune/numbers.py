"""National and enterprise numbers that nobody has, with check digits that hold.

The numbers of people born on one day run from 001 to 998: 000 and 999 have not been given out. Enterprise numbers from
19,990,000 on have not been given out either.
"""

from __future__ import annotations

from tremplin.samples.commune.story import Birth

WOMEN, MEN = 0, 999
BIS = 40
"""Added to the month of people outside the register, whose sex is known."""


def national_number(birth: Birth, sex: str, bis: bool) -> str:
    """Even numbers are women's, odd ones men's; what is not known of the day of birth is zeros."""
    month, day = (birth.month or 0) + (BIS if bis else 0), birth.day or 0
    start = f"{birth.year % 100:02d}{month:02d}{day:02d}{WOMEN if sex == 'f' else MEN:03d}"
    whole = int(f"2{start}" if birth.year >= 2000 else start)
    return f"{start}{97 - whole % 97:02d}"


def enterprise_number(number: int) -> str:
    return f"{number:08d}{97 - number % 97:02d}"
