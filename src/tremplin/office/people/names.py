"""Names as people have them, and the key they are sorted and searched by: no accents, no capitals."""

from __future__ import annotations

import unicodedata

APART = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
"""Letters that Unicode does not take apart."""
TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of what follows, on a page or in a list: nobody's name has them."""
LONGEST_KEY = 250


def plain(text: str) -> str:
    """A name without what cannot be seen, its words one space apart."""
    seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Zs", "Zl", "Zp") else sign for sign in text)
    return " ".join("".join(sign for sign in seen if sign not in TURNING).split())


def key_of(*names: str) -> str:
    """`Yıldız Élif` → `yildiz elif`."""
    apart = unicodedata.normalize("NFKD", " ".join(name for name in names if name).casefold().translate(APART))
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())[:LONGEST_KEY]
