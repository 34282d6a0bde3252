"""What the pages of workers begin and end with: the worker, a refusal beside its field, a form carried out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tremplin.ground.errors import InputError
from tremplin.office.ale.models import Worker
from tremplin.office.ale.selectors.workers import worker_by_number
from tremplin.office.ale.services.refusing_working import Refused
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request
from tremplin.office.people.services import read_by


def opened(request: Request, number: str, what: str) -> Worker:
    """The worker of a page; that it was read is written down."""
    try:
        worker = worker_by_number(number)
    except (Worker.DoesNotExist, ValueError):
        raise Http404 from None
    read_by(request.seat.agent, worker.person, f"worker {what}".strip())
    return worker


def done(
    request: Request, form: Form, language: str, act: Callable[[], Any], to: str, said: str
) -> HttpResponse | None:
    """Carries out a form and goes on; None where it is shown again with what is wrong."""
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(language))
        return None
    except InputError as error:
        for fault in error.faults[:5]:
            form.add_error(None, fault.text(language))
        return None
    messages.success(request, say(said), extra_tags="good")
    return HttpResponseRedirect(to)


def address(language: str, worker: Worker, page: str = "worker") -> str:
    return reverse(f"office_ale_{page}", args=[language, worker.number])


def digest(*shown: Any) -> str:
    """Of what was shown before something is made."""
    return hashlib.sha256(json.dumps(shown, default=str, sort_keys=True).encode()).hexdigest()[:32]
