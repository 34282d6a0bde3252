"""Makes cards with one-time codes for a worker or a user, as a sheet to print; voids those that were lost."""

from __future__ import annotations

import re
from datetime import date, timedelta
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Max
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tremplin.ground.days import day_number
from tremplin.office.ale.models import Authorisation, Card, Worker
from tremplin.office.ale.services.cards import make, open_cards, shown, stop
from tremplin.office.pages.ale.hours.grid import found
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of
from tremplin.office.people.services import read_by
from tremplin.papers.office.cards import cards as sheet
from tremplin.papers.typesetting import as_pdf

USUAL, MOST, DAYS = 8, 40, 60
YEAR = 366
KEY = re.compile(r"[0-9a-f]{32}")
Whose = Worker | Authorisation


@require_http_methods(["GET", "HEAD", "POST"])
@office()
def page(request: Request, language: str) -> HttpResponse:
    if request.method != "POST":
        return told(request, language)
    number = request.POST.get("number", "").strip()
    whose = holder(number)
    if whose is None:
        return told(request, language, {"number": say("office_ale_hours.cards_unknown")})
    if request.POST.get("act") == "stop":
        count = stop(of(whose))
        messages.success(request, say("office_ale_hours.cards_stopped", count=count), extra_tags="good")
        return HttpResponseRedirect(reverse("office_ale_cards", args=[language]))
    return printed(request, language, whose)


def holder(number: str) -> Whose | None:
    worker: Worker | None = found(Worker.objects.select_related("person"), number)
    place: Authorisation | None = found(Authorisation.objects.select_related("user__person"), number)
    return worker or place


def of(whose: Whose) -> Any:
    return open_cards(worker=whose) if isinstance(whose, Worker) else open_cards(of=whose)


def printed(request: Request, language: str, whose: Whose) -> HttpResponse:
    said, today = request.POST, timezone.localdate()
    count, last = said.get("count", ""), day_typed(said.get("last", ""))
    many = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0
    faults = {}
    if not 1 <= many <= MOST:
        faults["count"] = say("office_ale_hours.cards_fault_count", most=MOST)
    if last is None or not today < last <= today + timedelta(days=YEAR):
        faults["last"] = say("office_ale_hours.cards_fault_last")
    if faults or last is None:
        return told(request, language, faults)
    key = said.get("key", "")
    key = key if KEY.fullmatch(key) else token_hex(16)
    after = last + timedelta(days=1)
    if isinstance(whose, Worker):
        codes = make(Card.Purpose.TELL, many, after, key, worker=whose)
        purpose, theirs, who = "tell", whose.person.language, f"{initials(str(whose.person))} · {whose.number}"
        read_by(request.seat.agent, whose.person, "cards")
    else:
        codes = make(Card.Purpose.CONFIRM, many, after, key, of=whose)
        purpose, theirs, who = "confirm", whose.user.language, whose.number
    site = settings.SITE or f"{request.scheme}://{request.get_host()}"
    paper = sheet(
        [(shown(code), f"{site}{reverse('card', args=[theirs, code])}") for code in codes],
        theirs,
        office=request.seat.organisation.name,
        purpose=purpose,
        whose=who,
        place=f"{site.partition('://')[2]}{reverse('card_enter', args=[theirs])}",
        last_day=day_number(last),
        made_on=day_number(today),
    )
    response = HttpResponse(as_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="cards-{whose.number}.pdf"'
    return response


def day_typed(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def initials(name: str) -> str:
    """`J. P.`: more of a name stands on no card."""
    return " ".join(f"{word[0].upper()}." for word in re.split(r"[\s-]+", name) if word)[:24]


def told(request: Request, language: str, faults: dict[str, str] | None = None) -> HttpResponse:
    today = timezone.localdate()
    usual = {"count": str(USUAL), "last": (today + timedelta(days=DAYS)).isoformat(), "number": ""}
    given = request.POST if faults else request.GET
    about = Card.objects.filter(used_at=None, ends_on__gt=today)
    each = about.values("worker__number", "authorisation__number", "purpose").annotate(count=Count("pk"), end=Max("ends_on"))  # fmt: skip  # noqa: E501
    cards = [
        {
            "number": one["worker__number"] or one["authorisation__number"],
            "purpose": say(f"office_ale_hours.cards_{one['purpose']}"),
            "said": say(
                "office_ale_hours.cards_some",
                count=one["count"],
                day=brief_day_of(one["end"] - timedelta(days=1), language),
            ),
        }
        for one in each.order_by("worker__number", "authorisation__number")
    ]
    words = {
        "cards": cards,
        "faults": faults or {},
        "given": {name: given.get(name, text) for name, text in usual.items()},
        "key": token_hex(16),
        "most": MOST,
        "tomorrow": (today + timedelta(days=1)).isoformat(),
    }
    return render(request, "office/ale/hours/cards.html", words, status=422 if faults else 200)
