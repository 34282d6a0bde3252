"""The statements of a year, made once for what they say: of a user, of a worker, of everybody at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from tremplin.engine.words import month_of
from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import User, Worker
from tremplin.office.ale.ranking import hundredths
from tremplin.office.ale.selectors.allowed import activity_said
from tremplin.office.ale.selectors.year_user import Tax, UserYear, tax_of, user_year
from tremplin.office.ale.selectors.year_worker import WorkerYear, worker_year
from tremplin.office.ale.services.user_papers import language_of
from tremplin.office.documents.models import Document
from tremplin.office.documents.parties import address, office_of
from tremplin.office.documents.services import keep
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here
from tremplin.papers.office import year as paper
from tremplin.papers.typesetting import Settable, as_pdf

KINDS = OF_USER, OF_WORKER = "user_year", "worker_year"


def told_of_user(found: UserYear, tax: Tax | None) -> paper.OfUser:
    user = found.user
    return paper.OfUser(
        year=found.year,
        holder=str(user),
        address=address(user),
        number=user.number,
        cheques=tuple(paper.Cheques(**asdict(of)) for of in found.flows),
        paid=found.paid,
        refunded=found.refunded,
        hours=hundredths(found.minutes),
        reduction=paper.Reduction(**asdict(tax)) if tax else None,
    )


def told_of_worker(found: WorkerYear, language: str) -> paper.OfWorker:
    person = found.worker.person
    return paper.OfWorker(
        year=found.year,
        holder=str(person),
        address=address(person),
        number=found.worker.number,
        months=tuple(
            paper.Month(
                month_of(day_number(of.month)), hundredths(of.minutes), of.cheques, hundredths(of.elsewhere), of.paid
            )
            for of in found.months
            if of.minutes or of.elsewhere or of.paid
        ),
        activities=tuple(
            (activity_said(name, language), hundredths(minutes)) for name, minutes in found.by_activity.items()
        ),
        left=found.left.left_year,
        limit=found.left.year_limit,
    )


@transaction.atomic
def make_user_year(
    office: Organisation, user: User, year: int, today: date, by: Agent | None, vouchers: int | None = None
) -> Document:
    """The same paper while it says the same."""
    language = language_of(user)
    found = user_year(user, year)
    told = told_of_user(found, tax_of(law_here(), office.region, found, language, vouchers))
    agency = office_of(office)
    stated = {"office": asdict(agency), "year": asdict(told), "language": language}
    return kept(
        f"{OF_USER}:{user.pk}:{year}", stated, today, by,
        kind=OF_USER, title=sentence("office_ale_year.user_title", language, year=year), language=language,
        name=f"{user.number}-{year}.pdf", person=user.person, subject=user.number,
        page=lambda number: paper.of_user(agency, told, language, number, day_number(today)),
    )  # fmt: skip


@transaction.atomic
def make_worker_year(office: Organisation, worker: Worker, year: int, today: date, by: Agent | None) -> Document:
    language = worker.person.language
    told, agency = told_of_worker(worker_year(worker, year, today), language), office_of(office)
    stated = {"office": asdict(agency), "year": asdict(told), "language": language}
    return kept(
        f"{OF_WORKER}:{worker.pk}:{year}", stated, today, by, kind=OF_WORKER,
        title=sentence("office_ale_year.worker_title", language, year=year), language=language,
        name=f"{worker.number}-{year}.pdf", person=worker.person, subject=worker.number,
        page=lambda number: paper.of_worker(agency, told, language, number, day_number(today)),
    )  # fmt: skip


def kept(
    stem: str, stated: dict[str, Any], today: date, by: Agent | None, *, page: Callable[[str], Settable], **about: Any
) -> Document:
    text = json.dumps(stated, sort_keys=True)
    key = f"{stem}:{hashlib.sha256(text.encode()).hexdigest()}"
    made = json.loads(text)
    return keep(lambda number: as_pdf(page(number)), on=today, key=key, agent=by, stated=made, **about)


def whose(year: int) -> list[tuple[str, int]]:
    """Of whom there is something to say of a year: users and workers with authorisations or hours in it."""
    first, before = date(year, 1, 1), date(year + 1, 1, 1)
    users = User.objects.filter(authorisations__period__overlap=(first, before)).order_by("number").distinct()
    workers = Worker.objects.filter(visits__day__gte=first, visits__day__lt=before).order_by("number").distinct()
    found = [(OF_USER, pk) for pk in users.values_list("pk", flat=True)]
    return found + [(OF_WORKER, pk) for pk in workers.values_list("pk", flat=True)]


def make(office: Organisation, kind: str, pk: int, year: int, today: date) -> Document:
    """One statement of those of `whose`."""
    if kind == OF_USER:
        return make_user_year(office, User.objects.select_related("person").get(pk=pk), year, today, None)
    return make_worker_year(
        office, Worker.objects.select_related("person", "organisation").get(pk=pk), year, today, None
    )


def made_of(year: int) -> int:
    """Of how many people a statement of a year was made."""
    found = Document.objects.filter(kind__in=KINDS, name__endswith=f"-{year}.pdf")
    return found.values("kind", "subject").distinct().count()


def papers_of(subject: str) -> list[Document]:
    """The statements of a user or a worker, the latest first."""
    found = Document.objects.filter(kind__in=KINDS, subject=subject).defer("content", "stated")
    return list(found.order_by("-made_at", "-pk")[:12])
