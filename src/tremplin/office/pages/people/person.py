"""A person: who they are, what changed and by whom, who read what, and their number for who says why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.ale.models import User, Worker
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.taking import files_of
from tremplin.office.organisations.models import Organisation
from tremplin.office.pages.forms import say, typed_again
from tremplin.office.pages.people.forms import EditForm
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.duplicates import pairs
from tremplin.office.people.models import Person
from tremplin.office.people.numbers import masked, written
from tremplin.office.people.selectors import changes, readings, resembling, saved_by, version_of
from tremplin.office.people.services import FIELDS, living, read_by, save_person


@office()
def person(request: Request, language: str, pk: int) -> HttpResponse:
    found = get_object_or_404(Person, pk=pk)
    if (now := living(found)) != found:
        return HttpResponseRedirect(reverse("office_person", args=[language, now.pk]))
    if request.method == "POST" and not found.anonymised_at:
        return saved(request, language, found)
    read_by(request.seat.agent, found, "person")
    return shown(request, language, found, form_of(found))


def form_of(found: Person, given: Any = None) -> EditForm:
    known = {name: getattr(found, name) for name in FIELDS if name != "national_number"}
    return EditForm(found, given, initial=known | {"version": found.version})


def shown(request: Request, language: str, found: Person, form: EditForm, **words: Any) -> HttpResponse:
    history = [{"change": one, "fields": [labelled(*told) for told in one.fields]} for one in changes(found)]
    known = {
        "person": found, "form": form, "masked": masked(found.national_number), "history": history,
        "readings": readings(found), "cases": found.files.order_by("-opened_on", "-pk"),
        "may": request.seat.writes and not found.anonymised_at, "manages": "office_forget" in request.seat.may,
        "alike": pairs(found, 5) if "office_merge" in request.seat.may else [],
        "agency": request.seat.organisation.kind == Organisation.Kind.ALE, "places": places(found, language),
        "merges": found.merges.select_related("made_by").order_by("-pk"),
    }  # fmt: skip
    return render(request, "office/people/person.html", known | words, status=409 if words.get("differences") else 200)


def places(found: Person, language: str) -> list[tuple[str, str]]:
    """What a person is to an agency: a worker, users; each number with its page."""
    workers = Worker.objects.filter(person=found).values_list("number", flat=True)
    users = User.objects.filter(person=found).order_by("pk").values_list("number", flat=True)
    listed = [("office_ale_worker", number) for number in workers] + [("office_ale_user", number) for number in users]
    return [(number, reverse(page, args=[language, number])) for page, number in listed]


def labelled(name: str, before: Any, after: Any) -> dict[str, Any]:
    return {"label": say(f"office_people.{name}"), "before": seen(name, before), "after": seen(name, after)}


def seen(name: str, value: Any) -> Any:
    """A value of a person as a page may show it."""
    return masked(value) if name == "national_number" else value


def saved(request: Request, language: str, found: Person) -> HttpResponse:
    given = request.POST.copy()
    if mend := str(given.get("mend") or ""):
        given["national_number"] = mend
    form = form_of(found, given)
    if not form.is_valid():
        return shown(request, language, found, form)
    values, version = form.person, form.cleaned_data["version"] or 0
    number = values["national_number"]
    others = resembling(values, found.pk)
    if number and any(one.national_number == number for one in others):
        form.add_error("national_number", say("office_people.number_taken"))
        return shown(request, language, found, form, taken=others)
    try:
        with transaction.atomic():
            done = save_person(found, values, version)
    except IntegrityError:
        form.add_error("national_number", say("office_people.number_taken"))
        return shown(request, language, found, form)
    if done is None:
        return differing(request, language, found, form, values, version)
    project(list(files_of([found.pk])), timezone.localdate())  # A birth day or a permit says something of a file.
    messages.success(request, say("office_accounts.saved"), "good")
    return HttpResponseRedirect(reverse("office_person", args=[language, found.pk]))


def differing(
    request: Request, language: str, found: Person, form: EditForm, values: dict[str, Any], version: int
) -> HttpResponse:
    """Somebody saved meanwhile: what they changed and I did not is taken over; where we differ, both are shown."""
    base = version_of(found, version)
    given = typed_again(form, version=found.version)
    differences = []
    for name in FIELDS:
        theirs, mine = getattr(found, name), values[name]
        if theirs == mine:
            continue
        if base is not None and getattr(base, name) == mine:
            if name != "national_number":
                given[name] = "" if theirs is None else str(theirs)
            continue
        differences.append({"label": form.fields[name].label, "theirs": seen(name, theirs), "mine": seen(name, mine)})
    again = form_of(found, given)
    again.is_valid()
    words = {"differences": differences or [{"label": "…", "theirs": "", "mine": ""}], "by": saved_by(found)}
    return shown(request, language, found, again, **words)


@office()
def number(request: Request, language: str, pk: int) -> HttpResponse:
    """The national number, once, for who says why; the reason is kept."""
    found = get_object_or_404(Person, pk=pk, merge=None)
    why = " ".join(request.POST.get("reason", "").replace("\0", "").split())[:200]
    if len(why) < 5:
        return shown(request, language, found, form_of(found), why_fault=say("office_people.why_needed"))
    read_by(request.seat.agent, found, "national_number", why)
    opened = written(found.national_number) if found.national_number else ""
    return shown(request, language, found, form_of(found), opened=opened)
