"""Registers a worker, the person and the work on one page; and changes what is told of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tremplin.office.ale.models import Worker
from tremplin.office.ale.selectors.activities import offered
from tremplin.office.ale.services.refusing_working import Stale
from tremplin.office.ale.services.working import AlreadyWorker, end_worker, register_worker, save_worker
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.workers.forms import EndForm, WorkerForm, told_of
from tremplin.office.pages.ale.workers.opening import address, done, opened
from tremplin.office.pages.forms import say, typed_again
from tremplin.office.pages.people.forms import PersonForm, number_differs
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.models import Person
from tremplin.office.people.selectors import resembling
from tremplin.office.people.services import read_by

NEW = "new"


def form_of(request: Request, language: str, *given: Any, **words: Any) -> WorkerForm:
    activities = offered(request.seat.organisation, timezone.localdate())
    return WorkerForm(law_here(), activities, language, *given, **words)


@office()
def new(request: Request, language: str) -> HttpResponse:
    """A new worker: somebody new, or somebody whom the office knows (`?person=`, or by the national number)."""
    seat, known = request.seat, known_person(request)
    given = request.POST.copy() if request.method == "POST" else None
    if given is not None and (mend := str(given.get("mend") or "")):
        given["national_number"] = mend
    first = {"language": seat.organisation.language}
    person_form = None if known else PersonForm(given, initial=first)
    form = form_of(request, language, given, initial={"registered_on": timezone.localdate()})
    words: dict[str, Any] = {"form": person_form, "worker_form": form, "known": known}
    sound = form.is_valid() & (person_form is None or person_form.is_valid()) if given is not None else False
    key = str(given.get("key") or "").replace("\0", "")[:64] if given is not None else ""
    if key and (made := Worker.objects.filter(key=key).first()):
        return HttpResponseRedirect(address(language, made))  # A double click goes where the first one went.
    if given is not None and sound and not given.get("mend"):
        told = person_form.person if person_form else {}
        alike = resembling(told) if told else []
        differs = bool(told) and number_differs(told)
        same = [one for one in alike if told.get("national_number") and one.national_number == told["national_number"]]
        who, offered_people = str(given.get("who") or ""), same or alike
        chosen = next((one for one in offered_people if str(one.pk) == who), None)
        if known or chosen or (not same and (who == NEW or not (alike or differs))):
            return registered(request, language, known or chosen or told, form, key)
        for one in offered_people:
            read_by(seat.agent, one, "duplicate")
        words |= {"alike": offered_people, "differs": differs, "same": bool(same)}
    return render(request, "office/ale/workers/new.html", words)


def known_person(request: Request) -> Person | None:
    asked = request.GET.get("person", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return None
    return get_object_or_404(Person, pk=int(asked), anonymised_at=None, merge=None)


def registered(
    request: Request, language: str, person: Person | dict[str, Any], form: WorkerForm, key: str
) -> HttpResponse:
    try:
        with transaction.atomic():
            made = register_worker(
                request.seat.organisation, person, form.worker, today=timezone.localdate(), key=key or None
            )
    except AlreadyWorker as error:
        messages.info(request, say("office_ale_workers.already"), extra_tags="care")
        return HttpResponseRedirect(address(language, error.worker))
    except IntegrityError:  # Somebody else made the same person in the meantime: asked again, the page shows whom.
        return HttpResponseRedirect(request.get_full_path())
    messages.success(request, say("office_ale_workers.registered", number=made.number), extra_tags="good")
    return HttpResponseRedirect(address(language, made, "status" if not made.statuses.exists() else "worker"))


@office()
def edit(request: Request, language: str, number: str) -> HttpResponse:
    """What is told of a worker; and the end on the list."""
    worker = opened(request, number, "edit")
    form = form_of(request, language, initial=told_of(worker))
    end = EndForm(initial={"ended_on": worker.ended_on or timezone.localdate(), "why": worker.ended_why})
    if request.method == "POST":
        answer, form, end = written(request, language, worker, form, end)
        if answer is not None:
            return answer
    words = {"worker": worker, "worker_form": form, "end": end}
    return render(request, "office/ale/workers/edit.html", words)


def written(
    request: Request, language: str, worker: Worker, form: WorkerForm, end: EndForm
) -> tuple[HttpResponse | None, WorkerForm, EndForm]:
    act, to = request.POST.get("act"), address(language, worker)
    if act == "back":
        end_worker(worker, None)
        return HttpResponseRedirect(to), form, end
    if act == "end":
        end = EndForm(request.POST)
        if not end.is_valid():
            return None, form, end
        of = end.cleaned_data
        return done(request, end, language, lambda: end_worker(worker, of["ended_on"], of["why"]), to, "office_ale_workers.ended"), form, end  # fmt: skip  # noqa: E501
    form = form_of(request, language, request.POST)
    if not form.is_valid():
        return None, form, end
    try:
        answer = done(request, form, language, lambda: save_worker(worker, form.worker, form.cleaned_data["version"] or 0), to, "office_ale_workers.saved")  # fmt: skip  # noqa: E501
    except Stale:
        answer = None
    worker.refresh_from_db()
    if answer is None and worker.version != form.cleaned_data["version"]:  # The next saving is over what stands now.
        faults = form.errors
        form = form_of(request, language, typed_again(form, version=worker.version))
        form.full_clean()
        form.errors.update(faults)
    return answer, form, end
