"""A statement of claims as the payer sends it: handed in, its lines matched with the reason, taken when ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.intake.statement import headings
from tremplin.office.article60.models import Statement
from tremplin.office.article60.selectors.statements import (
    DOUBTFUL,
    READY,
    TAKEN,
    UNMATCHED,
    Proposal,
    accepted_with,
    proposals,
)
from tremplin.office.article60.services import stating
from tremplin.office.ledger.selectors.reports import faults_in
from tremplin.office.pages.claims.forms import EventForm
from tremplin.office.pages.claims.showing import money
from tremplin.office.pages.forms import say
from tremplin.office.pages.imports.asked import MOST_ID
from tremplin.office.pages.imports.handing import handed_in, handing
from tremplin.office.pages.originals import as_it_came
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import month_said
from tremplin.office.people.models import Reading
from tremplin.web.dropped.upload import Refused

A_PAGE = 40
BADGES = {READY: "good", DOUBTFUL: "care", UNMATCHED: "stop", TAKEN: "plain"}


@dataclass(frozen=True)
class Shown:
    """A line as the page shows it."""

    line: int
    who: str
    file: str
    month: str
    amounts: tuple[tuple[str, str], ...]
    reason: str
    claim: int | None
    claim_name: str
    why: tuple[str, ...]
    doubts: tuple[str, ...]
    state: str
    badge: str
    can: bool
    ticked: bool
    answer: str


@handing
@office()
def statements(request: Request, language: str, refusal: Refused | None = None) -> HttpResponse:
    """The statements that were handed in, and the place to hand one in."""
    if refusal is None and request.method == "POST":
        try:
            name, content = handed_in(request)
        except Refused as error:
            refusal = error
        else:
            made, again = stating.receive(name, content, request.seat.agent)
            if again:
                messages.info(request, say("office_statement.again"), extra_tags="note")
            return HttpResponseRedirect(reverse("office_statement", args=[language, made.pk]))
    found = Statement.objects.defer("content", "lines").select_related("handed_in_by").order_by("-pk")
    about: dict[str, Any] = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "may_write": request.seat.writes,
    }
    if refusal is not None:
        about |= {"wrong": say(refusal.key), "mend": say(f"{refusal.key}_mend", **refusal.words)}
    return render(request, "office/claims/statements.html", about, status=refusal.status if refusal else 200)


@office()
def statement(request: Request, language: str, pk: int) -> HttpResponse:
    """The report of one, and what is done with it."""
    found = found_or_404(pk)
    if request.method == "POST":
        return acted(request, language, found)
    return shown(request, language, found)


def found_or_404(pk: int) -> Statement:
    found = (
        Statement.objects.defer("content").select_related("handed_in_by").filter(pk=pk).first()
        if pk <= MOST_ID
        else None
    )
    if found is None:
        raise Http404(pk)
    return found


def acted(request: Request, language: str, found: Statement) -> HttpResponse:
    match request.POST.get("act"):
        case "columns":
            said = {name: request.POST.get(f"column-{name}", "") for name in headings()}
            stating.put_columns(found.pk, {name: int(at) for name, at in said.items() if is_number(at)})
        case "answers":
            numbers = {line: request.POST.get(f"file-{line}") for line, _ in found.lines}
            stating.answer(
                found.pk, {line: of.replace("\0", "").strip() for line, of in numbers.items() if of is not None}
            )
        case "take":
            form = EventForm(request.POST)
            if not form.is_valid():
                return shown(request, language, found, form)
            lines = {int(line) for line in request.POST.getlist("line") if is_number(line)}
            today = timezone.localdate()
            taken = stating.take(found.pk, lines, form.cleaned_data["on"], today, request.seat.agent)
            messages.success(request, say("office_statement.entered", count=taken.entered), extra_tags="good")
            if taken.failed:
                listed = ", ".join(map(str, taken.failed[:20]))
                messages.warning(request, say("office_statement.failed", lines=listed), extra_tags="care")
    page = request.POST.get("page", "")
    address = reverse("office_statement", args=[language, found.pk])
    return HttpResponseRedirect(f"{address}?page={int(page)}" if is_number(page) else address)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7


def shown(request: Request, language: str, found: Statement, form: EventForm | None = None) -> HttpResponse:
    every = proposals(found, timezone.localdate())
    counts = {state: sum(one.state == state for one in every) for state in BADGES}
    page = Paginator(every, A_PAGE).get_page(request.GET.get("page"))
    people = {one.claim.file.person_id for one in page if one.claim}
    Reading.objects.bulk_create(
        Reading(agent=request.seat.agent, person_id=pk, what=f"statement {found.pk}") for pk in sorted(people)
    )
    about = {
        "statement": found,
        "faults": list(dict.fromkeys(fault.text(language) for fault in faults_in(found.faults))),
        "rows": [row_of(one, found, language) for one in page],
        "page": page,
        "counts": [
            (say(f"office_statement.state_{state}"), BADGES[state], count) for state, count in counts.items() if count
        ],
        "columns": [(name, say(f"office_statement.column_{name}"), found.columns.get(name)) for name in headings()],
        "headings": list(enumerate(found.headings)),
        "form": form or EventForm(),
        "may_write": request.seat.writes,
        "takes": any(one.can for one in page),
        "asks": any(not one.is_taken for one in page),
    }
    return render(request, "office/claims/statement.html", about, status=422 if form else 200)


def row_of(one: Proposal, found: Statement, language: str) -> Shown:
    said = one.said
    amounts = [(name, getattr(said, name)) for name in ("claimed", "accepted", "refused", "paid")]
    if said.accepted is None and one.sums and (accepts := accepted_with(said, one.sums)):
        amounts[1] = ("accepts", accepts)
    words = {"claimed": one.sums.claimed, "waiting": one.sums.waiting} if one.sums else {"claimed": 0, "waiting": 0}
    told = {name: money(cents, language) for name, cents in words.items()}
    told["columns"] = ", ".join(say(f"office_statement.column_{name}") for name in said.wrong)
    return Shown(
        line=said.line,
        who=said.name or (f"{said.number[:6]} …" if said.number else "–"),
        file=said.file,
        month=month_said(said.month, language) if said.month else "–",
        amounts=tuple(
            (say(f"office_statement.column_{name}"), money(cents, language)) for name, cents in amounts if cents
        ),
        reason=said.reason,
        claim=one.claim.pk if one.claim else None,
        claim_name=f"{one.claim.file.person}, {one.claim.file.number}" if one.claim else "",
        why=tuple(say(f"office_statement.why_{how}") for how in one.why),
        doubts=tuple(say(f"office_statement.doubt_{key}", **told) for key in one.doubts) if not one.is_taken else (),
        state=say(f"office_statement.state_{one.state}"),
        badge=BADGES[one.state],
        can=one.can,
        ticked=one.state == READY,
        answer=found.answers.get(str(said.line), ""),
    )


@office()
def original(request: Request, language: str, pk: int) -> HttpResponse:
    """The file as it came, to be saved."""
    found = found_or_404(pk)
    people = {one.claim.file.person_id for one in proposals(found, timezone.localdate()) if one.claim}
    return as_it_came(request, found, f"statement {found.pk}", people)
