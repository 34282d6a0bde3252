"""Makes the papers of an approved closing: each once by its key, numbered and hashed, never edited.

They are made some at a time, so that whoever dies in the middle goes on where it ended, and a page tells how far.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.matching.money import is_iban
from tremplin.office.ale.models import Closing, User, Worker
from tremplin.office.ale.selectors.month_papers import MonthPapers
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.documents.models import Document
from tremplin.office.documents.parties import office_of, worker_of
from tremplin.office.documents.services import held, keep
from tremplin.office.organisations.models import Organisation
from tremplin.office.people.models import Person, Reading
from tremplin.papers.office import month_lists as lists
from tremplin.papers.office.month_statement import statement_of
from tremplin.papers.office.transfers import Order, Transfer, pain_of
from tremplin.papers.saying import month as month_said
from tremplin.papers.typesetting import as_pdf

STATEMENT, BODY, TABLE, INVOICE, TRANSFERS = (
    "month_statement", "month_body", "month_body_table", "month_invoice", "month_transfers",
)  # fmt: skip
KINDS = (STATEMENT, BODY, TABLE, INVOICE, TRANSFERS)
CSV, XML = "text/csv; charset=utf-8", "application/xml"
AT_ONCE = 10
"""Papers in one transaction."""
REFERENCE = 35


@dataclass(frozen=True)
class Sheet:
    """A paper that a closing asks for. `target`: whom it is for, by number or name of the body."""

    kind: str
    target: str
    make: Callable[[date], dict[str, Any]]


class Making:
    """The papers of one closing, in the order in which they are made."""

    def __init__(self, closing: Closing, organisation: Organisation) -> None:
        self.closing, self.organisation = closing, organisation
        self.of = MonthPapers(closing, organisation)
        self.office, self.language = office_of(organisation), organisation.language

    def key(self, kind: str, target: str) -> str:
        return f"{prefix(self.closing)}{kind}:{target}"

    def sheets(self) -> Iterator[Sheet]:
        if self.of.transfers[0] and is_iban(self.organisation.iban):
            yield Sheet(TRANSFERS, "", self.transfers)
        for body in self.of.bodies():
            yield Sheet(BODY, body, partial(self.body, body))
            yield Sheet(TABLE, body, partial(self.table, body))
        for user in self.of.users:
            yield Sheet(INVOICE, user.number, partial(self.invoice, user))
        for worker in self.of.workers:
            yield Sheet(STATEMENT, worker.number, partial(self.statement, worker))

    def title(self, key: str, language: str, **words: object) -> str:
        return sentence(f"office_ale_papers.{key}", language, month=month_said(self.of.number, language), **words)

    def name(self, kind: str, target: str, end: str) -> str:
        plain = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in target)
        return f"{kind}-{self.closing.month:%Y-%m}-{plain or 'all'}-{{number}}.{end}"

    def statement(self, worker: Worker, today: date) -> dict[str, Any]:
        language, said = worker.person.language, self.of.statement(worker)
        return {
            "content": lambda number: as_pdf(
                statement_of(
                    self.office, worker_of(worker.person, worker.number), said, language, number, day_number(today)
                )
            ),
            "title": self.title("statement_again" if said.change else "statement", language),
            "name": self.name("statement", worker.number, "pdf"),
            "language": language,
            "person": worker.person,
            "stated": plain(asdict(said)),
        }

    def body(self, body: str, today: date) -> dict[str, Any]:
        said = self.of.body_list(body, body_name(body, self.language))
        return {
            "content": lambda number: as_pdf(
                lists.body_list_of(self.office, said, self.language, number, day_number(today))
            ),
            "title": self.title("body_list", self.language, body=said.body),
            "name": self.name("list", body, "pdf"),
            "stated": plain(asdict(said)),
        }

    def table(self, body: str, today: date) -> dict[str, Any]:
        said = self.of.body_list(body, body_name(body, self.language))
        return {
            "content": lists.body_table(said),
            "title": self.title("body_table", self.language, body=said.body),
            "name": self.name("list", body, "csv"),
            "media_type": CSV,
        }

    def invoice(self, user: User, today: date) -> dict[str, Any]:
        said = self.of.invoice(user)
        return {
            "content": lambda number: as_pdf(
                lists.invoice_of(self.office, said, user.language, number, day_number(today))
            ),
            "title": self.title("invoice", user.language),
            "name": self.name("invoice", user.number, "pdf"),
            "language": user.language,
            "stated": plain(asdict(said)),
        }

    def transfers(self, today: date) -> dict[str, Any]:
        order = order_of(self.of, today)
        out = [{"worker": one.worker.number, "why": one.why, "cents": one.cents} for one in self.of.transfers[1]]
        return {
            "content": pain_of(order),
            "title": self.title("transfers", self.language),
            "name": self.name("transfers", "", "xml"),
            "media_type": XML,
            "stated": {"cents": order.cents, "count": len(order.transfers), "left_out": out},
        }


def order_of(of: MonthPapers, on: date) -> Order:
    """The transfers of a closing; decided when it was approved."""
    organisation, closing = of.organisation, of.closing
    name = f"{organisation.prefix}-{closing.month:%Y-%m}-{closing.number}"
    assert closing.approved_at is not None
    return Order(
        name[:REFERENCE], organisation.name, organisation.iban, on, localtime(closing.approved_at),
        [
            Transfer(
                str(worker.person), worker.iban, cents,
                sentence("office_ale_papers.transfer", worker.person.language, office=organisation.name,
                         month=f"{closing.month:%m/%Y}", number=worker.number),
                f"{worker.number} {closing.month:%Y-%m} {closing.number}"[:REFERENCE],
            )
            for worker, cents in of.transfers[0]
        ],
    )  # fmt: skip


def body_name(body: str, language: str) -> str:
    if not body:
        return sentence("office_ale_closing.body_none", language)
    return sentence("office_ale_closing.body_cpas", language) if body == "cpas" else body.upper()


def plain(stated: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(stated))
    return found


def prefix(closing: Closing) -> str:
    """How the keys of a closing's papers begin."""
    return f"month-paper:{closing.pk}:"


def approved(pk: int) -> Closing:
    """Raises Refused for a closing that nobody has approved."""
    closing = Closing.objects.filter(pk=pk, state=Closing.State.APPROVED).first()
    if closing is None:
        raise Refused("papers_first_approve")
    return closing


def some_made(making: Making, today: date, by: Agent | None, most: int = AT_ONCE) -> int:
    """Makes the next papers in one transaction; how many are left. Raises Refused."""
    closing = making.closing
    with transaction.atomic():
        held(f"month-papers-{closing.pk}")
        there = set(Document.objects.filter(key__startswith=prefix(closing)).values_list("key", flat=True))
        left = [one for one in making.sheets() if making.key(one.kind, one.target) not in there]
        made = [kept(making, one, today, by) for one in left[:most]]
        read_of(made, closing, by)
    return max(0, len(left) - len(made))


def kept(making: Making, sheet: Sheet, today: date, by: Agent | None) -> Document:
    closing = making.closing
    words: dict[str, Any] = {"language": making.language} | sheet.make(today)
    return keep(
        words.pop("content"),
        kind=sheet.kind,
        on=today,
        subject=f"{closing.month:%Y-%m}",
        key=making.key(sheet.kind, sheet.target),
        agent=by,
        **words,
    )


def read_of(made: Sequence[Document], closing: Closing, by: Agent | None) -> None:
    """Who has papers about people made has read of them."""
    people: set[Person] = {one.person for one in made if one.person}
    if by is not None:
        Reading.objects.bulk_create(
            Reading(agent=by, person=person, what=f"month papers {closing.month:%Y-%m}") for person in people
        )


def make_all(closing: Closing, organisation: Organisation, today: date, by: Agent | None) -> None:
    """Makes what is not made yet, some at a time. Raises Refused."""
    making = Making(closing, organisation)
    while some_made(making, today, by):
        pass
