"""One file, whatever it is: what its first bytes say it is, its people and every doubt."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePath

from tremplin.ground.errors import Fault, InputError
from tremplin.intake.codes import REGIONS
from tremplin.intake.doubts import Doubt, Doubts, refused
from tremplin.intake.files import HEAD, Passing, content_of, named, opened, sha256_of, whole
from tremplin.intake.people import Person, Reading

DMFA, CSV, XLSX, FACTS = "dmfa", "csv", "xlsx", "facts"
UTF_8, UTF_16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
ZIP, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read(path: str, *, region: str | None = None, split: bool = False) -> Reading:
    """Reads a file of at most 60 MB; `-` is standard input.

    `region` (`flanders`…) lets codes be checked that not every region has. `split` cuts rows over several quarters
    (their days on each side are an estimate, and said to be one) instead of refusing them. Raises InputError when
    nothing of the file can be read.
    """
    return read_bytes(content_of(path), named(path), region, split)


def read_bytes(content: bytes, name: str, region: str | None = None, split: bool = False) -> Reading:
    """The same from bytes; `name` places every doubt."""
    check_region(region)
    doubts = Doubts()
    form = format_of(content[:HEAD], name)
    if form == DMFA:
        from tremplin.intake.dmfa import people as dmfa

        people = dmfa.whole(io.BytesIO(content), content[:HEAD], name, doubts, region)
    else:
        people = others(content, form, name, doubts, split)
    return Reading(name, sha256_of(content), form, people, doubts.listed(name))


def stream(path: str, *, region: str | None = None) -> Stream:
    """The people of a file one after the other, in flat memory: for the declaration of a whole employer.

    A person comes again for each form of the file that has them, and may have come before the file turns out to be
    broken (InputError): take what was given as read only when the end was reached.
    """
    return Stream(path, region)


class Stream(Iterator[Person]):
    """People as they are read. `doubts` and `counts` hold what has been said so far, `sha256` is of what was read."""

    def __init__(self, path: str, region: str | None = None) -> None:
        self.name, self.format, self.sha256 = named(path), "", ""
        self.collected = Doubts()
        check_region(region)
        self.people = self.read(path, region)

    def __next__(self) -> Person:
        return next(self.people)

    @property
    def doubts(self) -> list[Doubt]:
        """A thousand of each key, and how many more there were."""
        return self.collected.listed(self.name)

    @property
    def counts(self) -> dict[str, int]:
        """How often each doubt came up."""
        return self.collected.counts

    def read(self, path: str, region: str | None) -> Iterator[Person]:
        with opened(path) as handle:
            source = Passing(handle, self.name)
            self.format = format_of(source.head, self.name)
            if self.format == DMFA:
                from tremplin.intake.dmfa import people as dmfa

                yield from dmfa.streamed(source, source.head, self.name, self.collected, region)
            else:
                yield from others(whole(source, self.name), self.format, self.name, self.collected, False)
            self.sha256 = source.hash.hexdigest()


def check_region(region: str | None) -> None:
    if region is not None and region not in REGIONS:
        raise InputError([Fault("region", "expected_choice", {"said": region, "names": ", ".join(REGIONS)})])


def others(content: bytes, form: str, name: str, doubts: Doubts, splitting: bool) -> list[Person]:
    """The people of a table or of a file of facts."""
    if form == FACTS:
        from tremplin.intake.facts import people_of as people_of_facts

        return people_of_facts(content, name, doubts, splitting)
    from tremplin.intake.table import people_of

    if form == XLSX:
        from tremplin.intake import workbook

        return people_of(workbook.table_of(content, name, doubts), doubts, splitting)
    from tremplin.intake import separated

    return people_of(separated.table_of(content, name, doubts), doubts, splitting)


def format_of(head: bytes, name: str) -> str:
    """What a file is, by its first bytes; its name only tells facts from a table. Raises InputError for the rest."""
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):  # blanks, and the marks that texts begin with
        raise refused(name, "doubt.empty")
    if head.startswith(ZIP):
        return XLSX
    if head.startswith(OLD_WORKBOOK):
        raise refused(name, "doubt.old_workbook")
    bare = head.removeprefix(UTF_8)
    wide = head.startswith(UTF_16) or b"\0" in bare[:4]
    start = (bare.replace(b"\0", b"") if wide else bare).lstrip(b"\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        return DMFA
    if b"\0" in bare and not head.startswith(UTF_16):
        raise refused(name, "doubt.not_known")
    if bare.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"GIF8", b"\x1f\x8b", b"\xff\xd8")):
        raise refused(name, "doubt.not_known")
    return FACTS if is_facts(bare, name) else CSV


def is_facts(head: bytes, name: str) -> bool:
    """Whether a text is facts: its name says so, or a line of it begins with `work:` as no line of a table does."""
    ending = PurePath(name).suffix.lower()
    if ending in (".yaml", ".yml", ".json"):
        return True
    if ending in (".csv", ".tsv", ".txt"):
        return False
    lines = head.splitlines()
    return head.lstrip().startswith((b"{", b"[")) or any(line.startswith((b"work:", b'"work"')) for line in lines)
