"""What every page of this area begins and ends with: the file, a refusal beside its field, a form carried out once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from tremplin.ground.errors import InputError
from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.records import file_by_number, records_of
from tremplin.office.article60.services.refusing import AlreadyDone, Refused, Stale
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request
from tremplin.office.people.services import read_by


def opened(request: Request, number: str, what: str) -> File:
    """The file of a page; that it was read is written down."""
    try:
        file = file_by_number(number)
    except (File.DoesNotExist, ValueError):
        raise Http404 from None
    if not getattr(request, "htmx", False):
        read_by(request.seat.agent, file.person, what)
    return file


def records(file: File) -> Records:
    return records_of([file], timezone.localdate())[0]


def address(language: str, file: File, page: str = "") -> str:
    """A page of a file, by path: not all of them are in this area."""
    return f"/{language}/office/files/{file.number}/{page}"


def refused(form: Form, refusal: Refused, language: str) -> None:
    """Puts a refusal beside its field, or above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.text(language))
    if field:
        form.fields[field].widget.attrs["aria-invalid"] = "true"


def faulty(form: Form, error: InputError, language: str) -> None:
    """Puts what the law cannot read above the form."""
    for fault in error.faults[:5]:
        form.add_error(None, fault.text(language))


@contextmanager
def answered(form: Form, language: str) -> Iterator[None]:
    """A block whose refusals and faults go into the form; what stands after it is reached only then."""
    try:
        yield
    except Refused as refusal:
        refused(form, refusal, language)
    except InputError as error:
        faulty(form, error, language)


def carried_out(
    request: Request, form: Form, language: str, act: Callable[[], Any], to: str, said: str
) -> HttpResponse | None:
    """Carries out a form and goes on; None where it is shown again with what is wrong. The second sending of the same
    form goes where the first one went."""
    with answered(form, language):
        try:
            act()
        except AlreadyDone:
            return HttpResponseRedirect(to)
        except Stale as stale:
            form.stale = stale.record  # type: ignore[attr-defined]
            return None
        messages.success(request, say(said), extra_tags="good")
        return HttpResponseRedirect(to)
    return None


def digest(*shown: Any) -> str:
    """Of what was shown before something is made."""
    return hashlib.sha256(json.dumps(shown, default=str).encode()).hexdigest()[:32]
