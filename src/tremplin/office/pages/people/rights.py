"""What a person may ask of the office: everything that is kept of them; and the end of keeping."""

from __future__ import annotations

import io
import json
import zipfile

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from tremplin.office.article60.models import File
from tremplin.office.article60.services.keeping import forget
from tremplin.office.documents.models import Document
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.models import Person
from tremplin.office.people.numbers import written
from tremplin.office.people.selectors import due, readings
from tremplin.office.people.services import FIELDS, read_by
from tremplin.office.people.traces import records_of, rows_of


@office()
def report(request: Request, language: str, pk: int) -> HttpResponse:
    """Everything that is kept of a person, in a ZIP: a page in their language, all rows as JSON, and their papers."""
    found = get_object_or_404(Person, pk=pk, merge=None)
    read_by(request.seat.agent, found, "export", say("office_people.report"))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file, translation.override(found.language):
        file.writestr(f"{say('office_people.report_page')}.html", page_of(request, found))
        rows = json.dumps(rows_of(found), ensure_ascii=False, indent=1, default=str)
        file.writestr(f"{say('office_people.report_rows')}.json", rows)
        for paper in Document.objects.filter(person=found).order_by("pk").iterator():
            name = f"{paper.number.replace('/', '-')}-{paper.name.replace('/', '-')}"
            file.writestr(f"{say('office_people.papers')}/{name}", bytes(paper.content))
    response = HttpResponse(kept.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{request.seat.organisation.prefix}-{found.pk}.zip"'
    return response


def page_of(request: Request, found: Person) -> str:
    files = File.objects.filter(person=found).prefetch_related("aids", "contracts", "periods", "conventions__host")
    told = {name: getattr(found, name) for name in FIELDS}
    told["national_number"] = written(found.national_number) if found.national_number else ""
    words = {
        "language": found.language, "person": found, "office": request.seat.organisation, "today": timezone.localdate(),
        "fields": [(say(f"office_people.{name}"), value) for name, value in told.items() if value not in (None, "")],
        "files": files, "papers": Document.objects.filter(person=found).defer("content").order_by("pk"),
        "decisions": found.decisions.order_by("pk"), "readings": readings(found, 10_000),
        "rows": found.work.count(), "records": len(records_of(found)) - 1,
    }  # fmt: skip
    return render_to_string("office/people/report.html", words)


@office()
def forgetting(request: Request, language: str, pk: int) -> HttpResponse:
    """Says what will go and what will stay; then, with a reason, makes the person anonymous."""
    found = get_object_or_404(Person, pk=pk, anonymised_at=None, merge=None)
    is_open = found.files.filter(closed_on=None).first()
    why = " ".join(request.POST.get("reason", "").replace("\0", "").split())[:200]
    fault = ""
    if request.method == "POST" and not is_open:
        if len(why) < 5 or not request.POST.get("sure"):
            fault = say("office_people.forget_why")
        else:
            try:
                with transaction.atomic():
                    forget(found, request.seat.agent, why)
                messages.success(request, say("office_people.forgotten"), "good")
                return HttpResponseRedirect(reverse("office_due", args=[language]))
            except DatabaseError:
                fault = say("office_people.forget_refused")
    words = {"person": found, "is_open": is_open, "fault": fault, "why": why}
    return render(request, "office/people/forget.html", words)


@office()
def due_list(request: Request, language: str) -> HttpResponse:
    """People whose term is over."""
    words = {"people": due(timezone.localdate())[:200], "manages": "office_forget" in request.seat.may}
    return render(request, "office/people/due.html", words)
