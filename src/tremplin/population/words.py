"""The words of rules, compiled.

Most are compiled as they stand in `engine/words.py` (or in the law, where a module marks its own with `@word`).
Four have another body here: `civil`, `day_of` and `place_of`, which plain Python has from its own library, and
`zeros`, which needs memory. A test holds both bodies equal over three centuries.

Dates by Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms" (2023): a
few multiplications and no table, because tables compete with the rows for the cache.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import int64, uint64
from numba.extending import overload, register_jitable

from tremplin.engine import words

OPTIONS = {"error_model": "numpy", "boundscheck": False, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""As in C: a division by zero is not looked for (rules divide by numbers of the law), nor is an index. And callable
from compiled code only, which saves an eighth of the compiling."""
ALLOCATES, BORROWS = OPTIONS | {"_nrt": True}, OPTIONS | {"_nrt": False}
"""Whether a function may make arrays. One that may counts the users of each array it touches, those in a named tuple
too, at every call: that was a third of the time of a population. So most of a kernel borrows, and makes none."""
INLINED = BORROWS | {"forceinline": True}
"""For rules: handing over a named tuple of lists, row by row, was another third."""
CENTURIES = 82
"""Periods of 400 years added before the arithmetic, which is on numbers that are never negative."""


def fast_civil(day):
    """Year, month and day of the month: the year is counted from 1 March, so that its odd day comes last."""
    quarters = uint64(4) * uint64(day + 719_468 + CENTURIES * 146_097) + uint64(3)
    century = quarters // uint64(146_097)
    product = uint64(2_939_745) * (quarters % uint64(146_097) | uint64(3))
    day_of_year = (product & uint64(0xFFFFFFFF)) // uint64(2_939_745) // uint64(4)
    months = uint64(2_141) * day_of_year + uint64(197_913)
    year = int64(uint64(100) * century + (product >> uint64(32))) - 400 * CENTURIES
    month, number = int64(months >> uint64(16)), int64((months & uint64(0xFFFF)) // uint64(2_141))
    return (year + 1, month - 12, number + 1) if day_of_year >= uint64(306) else (year, month, number + 1)


def fast_day_of(year, month, day):
    """The day of a year, month and day of the month, counted in the same way."""
    early = month <= 2
    years = uint64(year + 400 * CENTURIES - (1 if early else 0))
    months = uint64(month + 12 if early else month)
    century = years // uint64(100)
    days = uint64(1_461) * years // uint64(4) - century + century // uint64(4)
    days += (uint64(979) * months - uint64(2_919)) >> uint64(5)
    return int64(days) + day - 1 - 719_468 - CENTURIES * 146_097


def fast_place_of(keys, key):
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < len(keys) and keys[low] == key else -1


def fast_zeros(count):
    return np.zeros(count, np.int64)


overload(words.civil, jit_options=BORROWS)(lambda day: fast_civil)
overload(words.day_of, jit_options=BORROWS)(lambda year, month, day: fast_day_of)
overload(words.place_of, jit_options=BORROWS)(lambda keys, key: fast_place_of)
overload(words.zeros, jit_options=ALLOCATES)(lambda count: fast_zeros)

_registered: set[Callable[..., object]] = set()


def register_words() -> None:
    """Makes every word known to Numba; a law that was loaded since may have added some."""
    for word in words.WORDS:
        if word not in _registered:
            register_jitable(**ALLOCATES)(word)
            _registered.add(word)
