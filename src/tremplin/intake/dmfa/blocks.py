"""The XML of a declaration, one person at a time, by the local names of fields: blocks have other names in an original
and in the answer to a consultation, fields have the same.

Memory stays flat: what has been read is cleared. A DOCTYPE is refused, so no entity is ever expanded; nothing is
fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tremplin.ground.errors import InputError
from tremplin.intake.doubts import LONGEST, refused
from tremplin.intake.files import Source

ROOT = re.compile(r"DmfA\w*(Original|ConsultationAnswer)")
OF_PERSON = frozenset({"INSS", "NaturalPersonSequenceNbr"})
OF_DECLARATION = frozenset({"Quarter", "NOSSRegistrationNbr", "CompanyID"})
MOST_FIELDS = 500_000
"""Elements between two people; more than that is no declaration."""
TAIL = 1_000
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A block: its own fields by local name, the blocks in it, and where it stands. `number` counts its likes."""

    name: str
    line: int
    number: int
    above: Block | None
    fields: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    again: list[tuple[str, str]] = field(default_factory=list)
    """Fields written a second time, with the other value."""
    stem: str | None = None

    @property
    def path(self) -> str:
        """`Form[1]/…/NaturalPerson[3]/…/Service[2]`: first and last, and what is not the only one."""
        return "" if self.above is None else f"{self.above.start}{self.name}[{self.number}]"

    @property
    def start(self) -> str:
        """How the paths of the blocks in this one start."""
        if self.stem is None:
            before = "" if self.above is None else self.above.start
            if self.above is None:
                self.stem = ""
            elif before == "" or self.number > 1 or not OF_PERSON.isdisjoint(self.fields):
                self.stem = f"{before}{self.name}[{self.number}]/"
            else:
                self.stem = before if before.endswith("…/") else f"{before}…/"
        return self.stem

    def place(self, name: str) -> str:
        path = self.path
        return f"{name}, line {self.line}, {path}" if path else f"{name}, line {self.line}"

    def within(self) -> Iterator[Block]:
        """This block and all below it, in the order of the file."""
        yield self
        for block in self.blocks:
            yield from block.within()


def people(source: Source, head: bytes, name: str) -> Iterator[Block]:
    """The block of each person, in turn. Raises InputError as soon as the file turns out not to be a declaration."""
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError:
        raise refused(name, "doubt.extra_missing", package="lxml") from None
    if DOCTYPE.search(head.replace(b"\0", b"")):
        raise refused(name, "doubt.doctype")
    walk, heard = Walk(name), Heard(source)
    try:
        events = etree.iterparse(
            heard,
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in events:
            if (found := walk.ended(element)) is not None:
                yield found
    except etree.XMLSyntaxError as error:
        raise unreadable(error, name, head, heard.ends_with(walk.root)) from None
    if walk.seen == 0:
        raise refused(name, "doubt.wrong_root", root="")


class Heard:
    """A source that remembers how it ended, to tell a file that was cut off from one that is badly written."""

    def __init__(self, source: Source) -> None:
        self.source, self.tail = source, b""

    def read(self, size: int = -1, /) -> bytes:
        found = self.source.read(size)
        self.tail = (self.tail + found)[-TAIL:]
        return found

    def ends_with(self, root: str) -> bool:
        """Whether the file, read to its end, closes its root."""
        while self.read(1 << 20):
            pass
        closing = re.findall(rb"</([^<>]*)>\s*$", self.tail.replace(b"\0", b""))
        return bool(closing) and root.encode() in (b"", closing[0].strip().rpartition(b":")[2])


def unreadable(error: Any, name: str, head: bytes, whole: bool) -> InputError:
    """Why XML cannot be read: an encoding that is not the declared one, an end that is missing, or what the parser says."""  # noqa: E501
    line = (error.position or (0, 0))[0]
    place = f"{name}, line {line}" if line else name
    message = str(error.msg or "")
    if "encoding" in message.lower() or "UTF-8" in message or "input conversion failed" in message.lower():
        declared = re.search(rb"""encoding\s*=\s*["']([\w.-]+)""", head[:200])
        return refused(place, "doubt.encoding", said=declared[1].decode("ascii") if declared else "UTF-8")
    if not whole:
        return refused(place, "doubt.cut_off")
    return refused(place, "doubt.not_xml", problem=message.partition(", line")[0])


class Walk:
    """Follows the ends of elements, keeps the people that are open and clears what has been read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.seen = self.since = 0
        self.root = ""
        self.open: list[Any] = []
        self.locals: dict[Any, str] = {}
        self.chain: list[tuple[Any, Block]] = []
        """The elements above the last person, from the root, each with its block."""

    def local(self, tag: Any) -> str:
        found = self.locals.get(tag)
        if found is None:
            found = self.locals[tag] = str(tag).rpartition("}")[2]
        return found

    def ended(self, element: Any) -> Block | None:
        """The person that ends with this element, if one does."""
        self.seen += 1
        self.since += 1
        if self.seen == 1:
            self.check_root(element.getroottree())
        if self.since > MOST_FIELDS:
            raise refused(f"{self.name}, line {element.sourceline}", "doubt.block_too_large", most=MOST_FIELDS)
        if len(element) == 0:
            tag = element.tag
            name = self.locals.get(tag) or self.local(tag)
            if name in OF_PERSON:
                self.begin(element.getparent())
            elif name == "ServiceCode" and not self.open:
                self.begin(self.above_service(element))
            if not self.open or element is not self.open[-1]:
                return None
        elif not self.open or element is not self.open[-1]:
            return None
        self.open.pop()
        found = self.block_of(element, *self.number_of(element))
        element.clear()
        self.since = 0
        return found

    def check_root(self, tree: Any) -> None:
        if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
            raise refused(self.name, "doubt.doctype")
        self.root = self.local(tree.getroot().tag)
        if not ROOT.fullmatch(self.root):
            raise refused(self.name, "doubt.wrong_root", root=self.root)

    def begin(self, person: Any) -> None:
        if person is not None and not any(person is one for one in self.open):
            self.open.append(person)

    def above_service(self, element: Any) -> Any:
        """The block that stands for a person where none is named: the highest one below the declaration."""
        while (above := element.getparent()) is not None and above.getparent() is not None:
            read = next((block for one, block in self.chain if one is above), None)
            fields = read.fields if read else {self.local(child.tag) for child in above if len(child) == 0}
            if not OF_DECLARATION.isdisjoint(fields):
                break
            element = above
        return element

    def number_of(self, person: Any) -> tuple[int, Block | None]:
        """The person's number among its likes and the block above it; what lies before it is cleared."""
        line = [*person.iterancestors()][::-1] + [person]
        for depth, element in enumerate(line):
            known = self.chain[depth] if depth < len(self.chain) else None
            if known is not None and known[0] is element:
                continue
            above = self.chain[depth - 1][1] if depth else None
            number = self.count_before(element, known[0] if known else None, known[1].number if known else 0)
            del self.chain[depth:]
            block = Block(self.local(element.tag), element.sourceline or 0, number, above)
            if element is not person:
                self.take_fields(element, block)
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
            self.chain.append((element, block))
        del self.chain[len(line) :]
        last = self.chain[-1][1]
        return last.number, last.above

    def count_before(self, element: Any, earlier: Any, number: int) -> int:
        """How many of its likes an element is; `earlier` was the last one counted under the same parent."""
        count = 1
        for before in element.itersiblings(preceding=True):
            if before is earlier:
                return count + number if before.tag == element.tag else count
            count += before.tag == element.tag
        return count

    def take_fields(self, element: Any, block: Block) -> None:
        for child in element:
            if len(child) == 0:
                block.fields.setdefault(self.local(child.tag), (child.text or "").strip()[:LONGEST])

    def block_of(self, element: Any, number: int, above: Block | None) -> Block:
        """A person's element as blocks."""
        found = Block(self.local(element.tag), element.sourceline or 0, number, above)
        numbers: dict[str, int] = {}
        known = self.locals
        for child in element:
            tag = child.tag
            name = known.get(tag) or self.local(tag)
            if len(child) == 0:
                text = (child.text or "").strip()[:LONGEST]
                if found.fields.setdefault(name, text) != text:
                    found.again.append((name, text))
            else:
                numbers[name] = numbers.get(name, 0) + 1
                found.blocks.append(self.block_of(child, numbers[name], found))
        return found
