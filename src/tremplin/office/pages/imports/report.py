"""One file that was handed in: what was read, every doubt, what would change, and the button that takes it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from tremplin.ground.sentences import sentence
from tremplin.office.article60.models import File
from tremplin.office.article60.services.reminding import remind_office
from tremplin.office.article60.services.taking import take
from tremplin.office.jobs.tasks import project_later
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.selectors.changes import changes, seen
from tremplin.office.ledger.selectors.matching import Match, matches
from tremplin.office.ledger.services.committing import READY, Differs, NotReady, assign, in_layer, put_aside
from tremplin.office.pages.imports.asked import MOST_ID, file_of
from tremplin.office.pages.imports.listing import read_now
from tremplin.office.pages.imports.telling import APART, Told, people_here, whom
from tremplin.office.pages.originals import as_it_came
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.models import Person, Reading

A_PAGE = 50
LARGEST_WAITED = 60_000_000


@require_http_methods(["GET", "HEAD", "POST"])
@office()
def one(request: Request, language: str, pk: int) -> HttpResponse:
    """The report, or what was done with it."""
    upload = upload_or_404(pk)
    file = file_of(request.POST.get("file_number") if request.method == "POST" else request.GET.get("file"))
    if request.method == "POST":
        return acted(request, language, upload, file)
    return shown(request, language, upload, file)


def upload_or_404(pk: int) -> Upload:
    found = (
        Upload.objects.exclude(format__in=APART)
        .defer("content")
        .select_related("handed_in_by", "committed_by", "organisation")
    )
    upload = found.filter(pk=pk).first() if pk <= MOST_ID else None
    if upload is None:
        raise Http404(pk)
    return upload


def shown(
    request: Request, language: str, upload: Upload, file: File | None, *, differs: bool = False,
    typed: QueryDict | None = None, wrong: frozenset[int] = frozenset(),
) -> HttpResponse:  # fmt: skip
    ready = upload.state in READY
    found = matches(upload, file.person if file else None) if ready else []
    changed = changes(upload, found, request.seat.organisation)
    page = Paginator(changed, A_PAGE).get_page(request.GET.get("page"))
    told = Told(upload, found, list(page), file, language)
    log(request, {one.person for one in page} | {match.person for match in found[:A_PAGE] if match.person}, upload)
    asked = [match for match in found if match.asks]
    about = {
        "upload": upload,
        "file": file,
        "told": told,
        "page": page,
        "changed": len(changed),
        "seen": seen(changed),
        "questions": told.questions(asked[:A_PAGE], typed, wrong),
        "asked": len(asked),
        "people": people_here() if asked else [],
        "ready": ready,
        "takes": ready and bool(changed),
        "differs": differs,
        "again": "again" in request.GET,
        "opens": "office_file_new" in request.seat.may,
    }
    status = 409 if differs else 400 if wrong else 200
    return render(request, "office/imports/report.html", about, status=status)


def acted(request: Request, language: str, upload: Upload, file: File | None) -> HttpResponse:
    """What an agent does with a file; each can be sent twice."""
    match request.POST.get("do"):
        case "take":
            return taken(request, language, upload, file)
        case "assign":
            return assigned(request, language, upload, file)
        case "aside" | "back" as where:
            put_aside(upload.pk, back=where == "back")
            remind_office(timezone.localdate())
        case "paid" | "declared" as layer:
            in_layer(upload.pk, layer)
        case "read":
            read_now(upload, "", LARGEST_WAITED)
    return to(language, upload, file)


def taken(request: Request, language: str, upload: Upload, file: File | None) -> HttpResponse:
    """Takes the rows; back on the file, or on the report of all."""
    only, today = file.person if file else None, timezone.localdate()
    shown_then = request.POST.get("seen", "")[:64]
    try:
        found = take(upload.pk, upload.name, request.seat.agent, today, only, shown_then)
    except NotReady:
        return to(language, upload, file)
    except Differs:
        return shown(request, language, upload_or_404(upload.pk), file, differs=True)
    if found.people:
        project_later(request.seat.organisation.pk, upload.pk)
        remind_office(today)
    key = "taken" if found.people else "taken_before"
    said = sentence(f"office_imports.{key}", language, rows=found.rows, people=len(found.people), name=upload.name)
    messages.success(request, said, extra_tags="good")
    file = file or only_file(found.people)
    if file:
        return HttpResponseRedirect(f"/{language}/office/files/{file.number}/")
    return to(language, upload, None)


def only_file(people: Sequence[int]) -> File | None:
    """The file that the rows belong to, where there is but one: that is where an agent goes on."""
    if len(people) != 1:
        return None
    found = File.objects.filter(person_id=people[0], closed_on=None)[:2]
    return found[0] if len(found) == 1 else None


def assigned(request: Request, language: str, upload: Upload, file: File | None) -> HttpResponse:
    """Who people of the file are; what cannot be found is asked again with what was typed."""
    answers: dict[int, Person | None] = {}
    wrong = set()
    for match in matches(upload, file.person if file else None):
        index = match.read.index
        said, out = request.POST.get(f"who-{index}", "").strip()[:200], f"out-{index}" in request.POST
        if out:
            answers[index] = None
        elif said:
            person = whom(said)
            if person is None:
                wrong.add(index)
            else:
                answers[index] = person
    if wrong:
        return shown(request, language, upload, file, typed=request.POST, wrong=frozenset(wrong))
    if answers:
        assign(upload.pk, answers)
        remind_office(timezone.localdate())
    return to(language, upload, file)


def to(language: str, upload: Upload, file: File | None) -> HttpResponse:
    address = reverse("office_import", args=[language, upload.pk])
    return HttpResponseRedirect(f"{address}?{urlencode({'file': file.number})}" if file else address)


def log(request: Request, people: set[Person], upload: Upload) -> None:
    """Who read of whom in the report, in one writing."""
    what, agent = f"import {upload.pk}", request.seat.agent
    Reading.objects.bulk_create([Reading(agent=agent, person=person, what=what) for person in people])


@office()
def original(request: Request, language: str, pk: int) -> HttpResponse:
    """The file as it came, to be saved."""
    upload = upload_or_404(pk)
    found: list[Match] = matches(upload) if upload.report.get("people") else []
    people = [match.person.pk for match in found if match.person]
    return as_it_came(request, upload, f"original {upload.pk}", people)
