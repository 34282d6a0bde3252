"""What needs me: each line with its reason and one action; done, undone, and a reminder of one's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tremplin.law import belgian_law
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.coming import month_after_next, open_files
from tremplin.office.deadlines.models import Deadline
from tremplin.office.deadlines.selectors import day_of
from tremplin.office.deadlines.services import done, own, undone
from tremplin.office.deadlines.wording import text_of
from tremplin.office.pages.around import whose_lines
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.today import agency
from tremplin.office.pages.today.forms import ReminderForm
from tremplin.office.pages.today.lines import line_of

COUNTED = 10
"""Up to here the count is written in words."""


def whose_asked(request: Request) -> Agent | None:
    """Whose lines are asked for (`?who=me`, `?who=all`); None: the office's."""
    asked = request.GET.get("who") or request.POST.get("who")
    return {"me": request.seat.agent, "all": None}.get(asked or "", whose_lines(request.seat))


def counted(count: int) -> str:
    return say(f"office_today.waiting_{count}") if count <= COUNTED else say("office_today.waiting_many", count=count)


@office()
def today(request: Request, language: str) -> HttpResponse:
    day = timezone.localdate()
    agent = whose_asked(request)
    beside = agency.beside(request, language, day) if agency.is_agency(request) else {}
    lists = day_of(agent, day)
    context: dict[str, Any] = {
        "title": counted(len(lists.waiting)),
        "day": text_of(day.isoformat(), language),
        "waiting_lines": [line_of(of, language, request.seat.role) for of in lists.waiting],
        "later": [line_of(of, language, request.seat.role) for of in lists.later],
        "done": [line_of(of, language, request.seat.role) for of in lists.done],
        "who": "all" if agent is None else "me",
        "law": belgian_law().fingerprint,
        **(beside or of_files(lists.waiting, agent, day, language)),
    }
    return render(request, "office/today/today.html", context)


def of_files(waiting: list[Deadline], agent: Agent | None, day: date, language: str) -> dict[str, Any]:
    """How many files there are, and how many of them want something."""
    files = open_files(day, agent)
    pressing = {of.subject for of in waiting if of.subject}
    return {
        "counts": files,
        "pressing": len(pressing),
        "fine": max(files.count - len(pressing), 0),
        "before": text_of(month_after_next(day).isoformat(), language),
    }


@require_POST
@office()
def settle(request: Request, language: str, pk: int) -> HttpResponse:
    """It is settled; its line says so, with a way back."""
    deadline = get_object_or_404(Deadline, pk=pk)
    done(deadline, request.seat.agent)
    return answered(request, language, pk)


@require_POST
@office()
def undo(request: Request, language: str, pk: int) -> HttpResponse:
    deadline = get_object_or_404(Deadline, pk=pk)
    undone(deadline)
    return answered(request, language, pk)


def answered(request: Request, language: str, pk: int) -> HttpResponse:
    """The line alone for htmx, with the new count; otherwise the page again."""
    agent = whose_asked(request)
    if not request.headers.get("HX-Request"):
        who = "all" if agent is None else "me"
        return HttpResponseRedirect(f"{reverse('office_today', args=[language])}?who={who}")
    deadline = Deadline.objects.select_related("person", "done_by", "agent").get(pk=pk)
    lists = day_of(agent, timezone.localdate())
    line = line_of(deadline, language, request.seat.role)
    context = {"line": line, "title": counted(len(lists.waiting)), "alone": True}
    return render(request, "office/today/line.html", context | {"who": "all" if agent is None else "me"})


@office()
def remind(request: Request, language: str) -> HttpResponse:
    """A reminder of one's own: what, which day, for which file."""
    form = ReminderForm(request.POST or None, initial={"number": request.GET.get("number", "")[:20]})
    if agency.is_agency(request):  # It has no files.
        del form.fields["number"]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file: File | None = given.get("file")
        on: date = given["on"]
        own(
            request.seat.agent,
            given["text"],
            on,
            key=f"{request.seat.agent.pk}:{given['key']}",
            subject=file.number if file else "",
            person=file.person_id if file else None,
            shared=given["shared"],
        )
        messages.success(request, say("office_today.remind_made", day=text_of(on.isoformat(), language)))
        return HttpResponseRedirect(reverse("office_today", args=[language]))
    return render(request, "office/today/remind.html", {"form": form})
