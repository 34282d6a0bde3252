"""Cards with one-time codes: eight on a page, to be cut out, each with its code in signs and as a QR code."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno

from tremplin.ground.sentences import sentence
from tremplin.papers.strip.drawing import NAMESPACE
from tremplin.reasons.wording import day_text


@dataclass(frozen=True)
class Slip:
    """One card: its code as it is typed, and its address drawn as a QR code."""

    code: str
    qr: str


@dataclass(frozen=True)
class Cards:
    """A sheet of cards, in words. `whose`: initials or an authorisation's number, never a name."""

    language: str
    title: str
    made_on: int
    office: str
    purpose: str
    whose: str
    how: str
    type_it: str
    until: str
    qr_alt: str
    slips: tuple[Slip, ...]
    kind: str = "office/cards"


def cards(
    codes: Sequence[tuple[str, str]],
    language: str,
    *,
    office: str,
    purpose: str,
    whose: str,
    place: str,
    last_day: int,
    made_on: int,
) -> Cards:
    """`codes`: each as it is typed, and its address. `place`: where a code is typed by hand."""

    def word(key: str, **words: object) -> str:
        return sentence(f"office_ale_hours.{key}", language, **words)

    return Cards(
        language=language,
        title=word(f"cards_{purpose}"),
        made_on=made_on,
        office=office,
        purpose=word(f"cards_{purpose}"),
        whose=whose,
        how=word(f"cards_{purpose}_how"),
        type_it=word("cards_type", place=place),
        until=word("cards_until", day=day_text(last_day, language)),
        qr_alt=word("cards_qr"),
        slips=tuple(Slip(code, qr_of(address)) for code, address in codes),
    )


def qr_of(address: str) -> str:
    """An address as a QR code that survives a fold or a stain."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, dark="#000", light="#fff"
    )
    return out.getvalue().decode().strip().replace("<svg ", f"<svg {NAMESPACE} ", 1)
