"""The files of the office in a list, and a new one: the person and the file on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from tremplin.office.article60.models import File, Projection
from tremplin.office.article60.selectors.listing import files
from tremplin.office.article60.services.opening import OpenAlready, open_file
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.selectors.reports import Read, people_of
from tremplin.office.ledger.services.committing import assign
from tremplin.office.organisations.models import Role
from tremplin.office.pages.forms import say
from tremplin.office.pages.people.forms import FileForm, PersonForm, number_differs
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.models import Person
from tremplin.office.people.numbers import holds, written
from tremplin.office.people.selectors import resembling
from tremplin.office.people.services import read_by

A_PAGE = 50
STATES = ("open", "mine", "closed", "all")


@office()
def listing(request: Request, language: str) -> HttpResponse:
    asked = request.GET.get("q", "")
    state = request.GET.get("state", "")
    state = state if state in STATES else "open"
    mine = request.seat.agent.pk if state == "mine" and not asked else None
    found = files(asked, "open" if state == "mine" else state, mine)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [{"file": file, "told": worth_knowing(file)} for file in page.object_list]
    words = {
        "rows": rows, "page": page, "asked": asked[:100], "state": state, "states": STATES,
        "may": "office_file_new" in request.seat.may, "query": urlencode({"q": asked} if asked else {"state": state}),
    }  # fmt: skip
    return render(request, "office/people/files.html", words)


def worth_knowing(file: File) -> list[dict[str, Any]]:
    """What of the projection needs to be seen in a list: nothing, where all is well."""
    kept: Projection | None = getattr(file, "projection", None)
    found: list[dict[str, Any]] = []
    if kept and kept.days_at_risk and file.closed_on is None:
        found.append({"kind": "stop", "text": say("office_people.at_risk", count=kept.days_at_risk)})
    stay, end = file.person.stay_until, kept.contract_end if kept else None
    if stay and file.closed_on is None and (stay < timezone.localdate() or (end and stay < end)):
        found.append({"kind": "care", "text": say("office_people.stay_ends"), "day": stay})
    if kept and kept.is_waiting:
        found.append({"kind": "note", "text": say("office_people.waiting")})
    return found


@office()
def new(request: Request, language: str) -> HttpResponse:
    """A new file: for somebody new, or for `?person=` who is known."""
    seat = request.seat
    known, source = known_person(request), handed_in(request)
    given = request.POST.copy() if request.method == "POST" else None
    if given is not None and (mend := str(given.get("mend") or "")):
        given["national_number"] = mend
    worker = str(seat.agent.pk) if seat.role == Role.SOCIAL_WORKER else ""
    person_form = None if known else PersonForm(given, initial=initial_of(source, seat.organisation.language))
    file_form = FileForm(seat.organisation, given, initial={"worker": worker})
    alike: list[Person] = []
    differs = same = False
    sound = file_form.is_valid() and (person_form is None or person_form.is_valid())
    if person_form is not None and person_form.is_bound:
        person_form.is_valid()  # The faults of both forms are shown at once.
    if given is not None and sound and not given.get("mend"):
        told = person_form.person if person_form else None
        alike, differs = (resembling(told), number_differs(told)) if told else ([], False)
        number = told["national_number"] if told else None
        same = number is not None and any(one.national_number == number for one in alike)
        if not same and (given.get("sure") or not (alike or differs)):
            key = str(given.get("key") or "")[:64] or None
            return opened(request, language, known or told or {}, file_form, key, source)
        for one in alike:
            read_by(seat.agent, one, "duplicate")
    words = {
        "form": person_form, "file_form": file_form, "known": known, "alike": alike, "differs": differs,
        "same_number": same,
    }  # fmt: skip
    return render(request, "office/people/new.html", words)


def known_person(request: Request) -> Person | None:
    asked = request.GET.get("person", "")
    return get_object_or_404(Person, pk=int(asked), anonymised_at=None, merge=None) if asked.isdecimal() and len(asked) < 19 else None  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Source:
    """Somebody in a file handed in, for whom a file is opened: `?import=12&who=3`."""

    upload_id: int
    read: Read


def handed_in(request: Request) -> Source | None:
    said = [request.GET.get(name, "") for name in ("import", "who")]
    if not all(one.isdecimal() and len(one) < 10 for one in said):
        return None
    upload = get_object_or_404(Upload.objects.defer("content"), pk=int(said[0]))
    return next((Source(upload.pk, one) for one in people_of(upload) if one.index == int(said[1])), None)


def initial_of(source: Source | None, language: str) -> dict[str, Any]:
    """What the file says of the person. Which word is the family name is said by no file with three words or more."""
    if source is None:
        return {"language": language}
    words = source.read.name.split()
    names = (words[0], words[1]) if len(words) == 2 else ("", " ".join(words))
    number = written(source.read.key) if holds(source.read.key) else source.read.key
    about = {"given_name": names[0], "family_name": names[1], "national_number": number}
    return about | {"language": language}


def opened(
    request: Request,
    language: str,
    person: Person | dict[str, Any],
    form: FileForm,
    key: str | None,
    source: Source | None,
) -> HttpResponse:
    today = timezone.localdate()
    values = form.file | {"opened_on": today}
    try:
        with transaction.atomic():
            file = open_file(request.seat.organisation, person, values, today, key)
    except OpenAlready as error:
        file = error.file
    except IntegrityError:  # Somebody else made the same person in the meantime: asked again, the page shows whom.
        return HttpResponseRedirect(request.get_full_path())
    if source:  # Back to the file handed in, whose rows have somebody now.
        if file.person.national_number != source.read.key:
            assign(source.upload_id, {source.read.index: file.person})
        return HttpResponseRedirect(reverse("office_import", args=[language, source.upload_id]))
    return HttpResponseRedirect(f"/{language}/office/files/{file.number}/")
