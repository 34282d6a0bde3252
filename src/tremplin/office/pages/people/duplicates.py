"""Records that may be of one person: found, seen side by side, and made one by somebody who says why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation

from tremplin.office.article60.selectors.merging import Obstacle, hanging, obstacles
from tremplin.office.article60.services.merging import BIRTH, Broken, Changed, MergedAlready, merge
from tremplin.office.deadlines.wording import text_of
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.settings.account import LANGUAGES
from tremplin.office.people.duplicates import Pair, pairs
from tremplin.office.people.models import Person
from tremplin.office.people.numbers import masked
from tremplin.office.people.services import FIELDS, living, read_by

SHORTEST_WHY = 5
ROWS = [name for name in FIELDS if name not in BIRTH[1:]]
"""What is chosen, line by line; the parts of a birth day are one line."""


@office()
def listing(request: Request, language: str) -> HttpResponse:
    rows = [{"pair": pair, **reasons(pair)} for pair in pairs()]
    return render(request, "office/people/duplicates.html", {"rows": rows})


def reasons(pair: Pair | None) -> dict[str, list[str]]:
    if pair is None:
        return {"because": [], "against": []}
    return {
        "because": [say(f"office_merge.because_{key}") for key in pair.because],
        "against": [say(f"office_merge.against_{key}") for key in pair.against],
    }


@office()
def merging(request: Request, language: str, pk: int, other: int) -> HttpResponse:
    """Two records side by side. The first stays; what hangs on the second moves to it."""
    kept, absorbed = get_object_or_404(Person, pk=pk), get_object_or_404(Person, pk=other)
    if pk == other:
        raise Http404
    if living(kept) != kept or living(absorbed) != absorbed:
        return settled(request, language, kept)
    if request.method == "POST":
        return merged(request, language, kept, absorbed)
    for one in (kept, absorbed):
        read_by(request.seat.agent, one, "duplicate")
    return shown(request, kept, absorbed)


def settled(request: Request, language: str, kept: Person) -> HttpResponse:
    messages.info(request, say("office_merge.already"), "note")
    return HttpResponseRedirect(reverse("office_person", args=[language, living(kept).pk]))


def merged(request: Request, language: str, kept: Person, absorbed: Person) -> HttpResponse:
    why = " ".join(request.POST.get("why", "").replace("\0", "").split())[:200]
    if len(why) < SHORTEST_WHY or not request.POST.get("sure"):
        return shown(request, kept, absorbed, fault=say("office_merge.say_why"), status=200)
    taken = {name: "absorbed" for name in ROWS if request.POST.get(f"take_{name}") == str(absorbed.pk)}
    versions = numbered(request.POST.get("kept_version")), numbered(request.POST.get("absorbed_version"))
    try:
        merge(kept.pk, absorbed.pk, taken, versions, why, request.seat.agent, timezone.localdate())
    except MergedAlready:
        return settled(request, language, kept)
    except Changed:
        for one in (kept, absorbed):
            one.refresh_from_db()
        return shown(request, kept, absorbed, fault=say("office_merge.changed"), status=409)
    except Broken:  # The page says each reason.
        return shown(request, kept, absorbed, status=409)
    messages.success(request, say("office_merge.done"), "good")
    return HttpResponseRedirect(reverse("office_person", args=[language, kept.pk]))


def numbered(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def shown(request: Request, kept: Person, absorbed: Person, fault: str = "", status: int = 200) -> HttpResponse:
    pair = next((one for one in pairs(kept) if absorbed in (one.first, one.second)), None)
    stopped = obstacles(kept, absorbed, request.seat.organisation)
    words = {
        "kept": kept, "absorbed": absorbed, "fields": fields(request, kept, absorbed), "fault": fault,
        "hanging": [hanging(one) for one in (kept, absorbed)], "stopped": [told(one) for one in stopped],
        "manages": request.seat.writes, "why": request.POST.get("why", "")[:200], **reasons(pair),
    }  # fmt: skip
    return render(request, "office/people/merge.html", words, status=status)


def told(obstacle: Obstacle) -> str:
    words = {name: text_of(str(word), spoken()) for name, word in obstacle.words.items()}
    return say(f"office_merge.no_{obstacle.key}", **words)


def fields(request: Request, kept: Person, absorbed: Person) -> list[dict[str, Any]]:
    """Line by line what each record says. Where they differ, one is chosen: what is told rather than nothing."""
    found = []
    for name in ROWS:
        ours, theirs = (seen(one, name) for one in (kept, absorbed))
        differs = any(getattr(kept, each) != getattr(absorbed, each) for each in parts(name))
        chosen = request.POST.get(f"take_{name}") or str(absorbed.pk if theirs and not ours else kept.pk)
        found.append(
            {
                "name": name, "label": say(f"office_people.{name}"), "ours": ours, "theirs": theirs,
                "differs": differs, "takes_theirs": chosen == str(absorbed.pk), "alike": differs and ours == theirs,
            }
        )  # fmt: skip
    return found


def parts(name: str) -> tuple[str, ...]:
    return BIRTH if name == BIRTH[0] else (name,)


def seen(person: Person, name: str) -> str:
    """A value as a page may show it."""
    value = getattr(person, name)
    if name == "national_number":
        return masked(value)
    if name == BIRTH[0] and value is None:
        return "/".join(str(part) for part in (person.birth_month, person.birth_year) if part)
    if name == "language":
        return dict(LANGUAGES).get(str(value), str(value))
    return text_of(value.isoformat(), spoken()) if isinstance(value, date) else str(value or "")


def spoken() -> str:
    return translation.get_language() or "fr"
