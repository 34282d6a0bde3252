"""HTML put together from elements: every text is escaped once, when it becomes part of an element.

What people wrote may hold anything. Characters that no page may hold, and those that turn the direction of the text
around them, are shown as what they are not: `�`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Child = "Html | str | None | Iterable[Html | str | None]"
ALONE = {"meta", "br", "col"}
TURNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


class Html(str):
    """Text that is HTML already."""

    def __html__(self) -> str:
        """So that templates put it in as it is."""
        return self


def clean(text: str) -> str:
    """The text without what cannot be shown: control characters, halves of characters, turns of direction."""
    return "".join("�" if unshowable(ord(letter)) else letter for letter in text)


def unshowable(code: int) -> bool:
    control = (code < 0x20 and code not in (0x09, 0x0A)) or 0x7F <= code < 0xA0
    return control or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE or code in TURNS


def el(element: str, /, *children: Html | str | None | Iterable[Html | str | None], **attributes: str | None) -> Html:
    """An element. Names of attributes may end in `_` and write `-` as `_`; None leaves one out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if element in ALONE:
        return Html(f"<{element}{written}>")
    return Html(f"<{element}{written}>{joined(children)}</{element}>")


def joined(children: Iterable[Html | str | None | Iterable[Html | str | None]]) -> Html:
    """Children one after the other; what is not HTML is escaped."""
    parts = []
    for child in children:
        if isinstance(child, Html):
            parts.append(str(child))
        elif isinstance(child, str):
            parts.append(escape(clean(child), quote=False))
        elif child is not None:
            parts.append(str(joined(child)))
    return Html("".join(parts))
