"""What differs under today's law: the last decisions of each file, asked again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.ground.sentences import label, sentence
from tremplin.law import belgian_law
from tremplin.office.deadlines.wording import text_of
from tremplin.office.decisions.comparing import compare, compared, latest, stale
from tremplin.office.decisions.models import Decision
from tremplin.office.jobs.tasks import later
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office

AT_ONCE = 5
"""Decisions compared within the page; more of them by a job."""
PARTS = ("status", "missing", "unset", "ranges")
"""Parts of an answer that are no result."""
LONGEST = 160


@dataclass(frozen=True)
class Differing:
    """A decision with its differences: what, then, now."""

    decision: Decision
    question: str
    taken: str
    parts: list[tuple[str, str, str]]


@office()
def differs(request: Request, language: str) -> HttpResponse:
    if request.method == "POST":
        return started(request, language)
    law = belgian_law().fingerprint
    decisions = list(latest())
    done = [of for of in decisions if compared(of, law)]
    other = [differing(of, language) for of in done if of.difference.differs]
    context = {
        "law": law, "count": len(decisions), "compared": len(done), "left": len(decisions) - len(done), "rows": other,
    }  # fmt: skip
    return render(request, "office/board/differs.html", context)


def started(request: Request, language: str) -> HttpResponse:
    left = stale()
    if len(left) <= AT_ONCE:
        compare(left)
        messages.success(request, say("office_board.differs_done"))
    else:
        later("compare", request.seat.organisation.pk)
        messages.info(request, say("office_board.differs_running"))
    return HttpResponseRedirect(reverse("office_differs", args=[language]))


def differing(decision: Decision, language: str) -> Differing:
    then, now = decision.outcome, decision.difference.outcome
    question = belgian_law().question(decision.question)
    taken = timezone.localdate(decision.made_at).isoformat()
    parts = [
        (part_name(name, language), cut(part(then, name)), cut(part(now, name))) for name in decision.difference.differs
    ]
    return Differing(decision, label(question.texts, language), text_of(taken, language), parts)


def part(outcome: dict[str, Any], name: str) -> Any:
    return outcome.get(name) if name in (*PARTS, "faults") else outcome.get("result", {}).get(name)


def part_name(name: str, language: str) -> str:
    if name in PARTS:
        return sentence(f"office_board.part_{name}", language)
    law = belgian_law()
    texts = law.rules[name].texts if name in law.rules else {}
    return label(texts, language) or name


def cut(value: Any) -> str:
    """A value as the interface of programs writes it, a line long."""
    text = (
        "–" if value in (None, [], {}) else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    )
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
