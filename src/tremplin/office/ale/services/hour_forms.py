"""The paper form of a worker's month (ALE4, LBA-4bis): its control number, its printing, and what is typed from it."""

from __future__ import annotations

import string
from datetime import date

from django.db import transaction
from django.utils import timezone
from stdnum.be import ogm_vcs

from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, Form, Worker
from tremplin.office.ale.selectors.visits import rows
from tremplin.office.documents.models import Document
from tremplin.office.documents.services import keep, next_number
from tremplin.office.organisations.models import Organisation, Region
from tremplin.papers.office.hour_form import HourForm, Place, hour_form
from tremplin.papers.typesetting import as_pdf

ALE4, LBA4BIS, WIJK_WERK = "ale4", "lba4bis", "wijk_werk"
KINDS = {Region.GERMAN_COMMUNITY: LBA4BIS, Region.FLANDERS: WIJK_WERK}
LETTERS = string.ascii_uppercase[:12]
"""What a worker writes for an authorisation; more than these are written by number."""


def kind_in(region: str) -> str:
    return next((kind for of, kind in KINDS.items() if of == region), ALE4)


@transaction.atomic
def form_for(worker: Worker, month: date, today: date, agent: Agent | None) -> Form:
    """The form of a worker's month, printed; the same month again is the same form."""
    month = month.replace(day=1)
    kind = kind_in(worker.organisation.region)
    Worker.objects.select_for_update().filter(pk=worker.pk).values_list("pk").get()
    found = Form.objects.filter(worker=worker, month=month, kind=kind).select_related("document").first()
    if found is None:
        digits = f"{month:%y%m}{next_number('hour-forms') % 1_000_000:06d}"
        number = digits + ogm_vcs.calc_check_digits(digits)
        found = Form.objects.create(worker=worker, month=month, kind=kind, control_number=number)
    if found.document is None:
        found.document = printed(found, worker, today, agent)
        found.save(update_fields=["document"])
    return found


def printed(form: Form, worker: Worker, today: date, agent: Agent | None) -> Document:
    language, office = worker.person.language, worker.organisation
    places = [row.authorisation for row in rows(form.month, worker)]
    lettered = {letter: place.number for letter, place in zip(LETTERS, places, strict=False)}
    paper = hour_form(of_form(form, worker, office, places, today), language)
    return keep(
        as_pdf(paper),
        kind="hour_form",
        title=sentence(f"office_ale_hours.form_{form.kind}", language, month=f"{form.month:%m/%Y}"),
        name=f"{form.kind}-{worker.number}-{form.month:%Y-%m}.pdf",
        language=language,
        on=today,
        person=worker.person,
        subject=worker.number[:60],
        key=f"hour-form:{form.pk}",
        agent=agent,
        stated={"letters": lettered, "control_number": form.control_number},
    )


def of_form(form: Form, worker: Worker, office: Organisation, places: list[Authorisation], today: date) -> HourForm:
    person = worker.person
    return HourForm(
        form=form.kind,
        office=(office.name, office.street, f"{office.postal_code} {office.town}".strip()),
        worker=str(person),
        worker_number=worker.number,
        national_number=person.national_number or "",
        month=(form.month.year, form.month.month),
        control_number=form.control_number,
        places=tuple(
            Place(letter, place.number, str(place.user), place.activity)
            for letter, place in zip(LETTERS, places, strict=False)
        ),
        made_on=day_number(today),
    )


def control(text: str) -> str | None:
    """A control number as it was typed, with or without its marks, when its check digits hold."""
    digits = "".join(sign for sign in text[:40] if sign in string.digits)
    return digits if len(digits) == 12 and ogm_vcs.is_valid(digits) else None


def letters_of(form: Form) -> dict[str, str]:
    """The authorisation's number of each letter of a form that was printed."""
    found: dict[str, str] = (form.document.stated if form.document else {}).get("letters", {})
    return found


def handed_in(form: Form, on: date) -> None:
    """The form came back and was typed in; the first time counts."""
    form.handed_in_on = form.handed_in_on or on
    form.typed_at = timezone.now()
    form.save(update_fields=["handed_in_on", "typed_at"])
