"""The transition radar: who loses access and who gains it, by day, with the next step that the law's routes support."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.office.ale.selectors import workers
from tremplin.office.ale.selectors.radar import Turn, unknown_now, window
from tremplin.office.ale.services.outlooks import outlooks
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office

TONES = {"loses": "stop", "gains": "good", "unsure": "care"}


@office()
def radar(request: Request, language: str) -> HttpResponse:
    law, today = law_here(), timezone.localdate()
    found = list(workers.whole(workers.workers()))
    every = outlooks(law, found, today, language)
    ahead = [said(one) for one in every if one.day >= today]
    past = [said(one) for one in reversed(every) if one.day < today]
    first, last = window(today)
    words = {
        "ahead": ahead,
        "past": past,
        "unknown": unknown_now(found, today),
        "first": first,
        "last": last,
        "count": len(found),
    }
    return render(request, "office/ale/workers/radar.html", words)


def said(turn: Turn) -> dict[str, Any]:
    return {
        "worker": turn.worker,
        "day": turn.day,
        "tone": TONES[turn.kind],
        "text": say(f"office_ale_workers.turn_{turn.kind}"),
        "causes": [say(f"flips.{one.kind}", text=one.text) for one in turn.causes],
        "steps": [
            {"route": one.route, "lacks": one.lacks, "body": say(f"office_ale_workers.door_{one.body}")}
            for one in turn.steps
        ],  # fmt: skip
        "again": turn.kind != "gains",
    }
