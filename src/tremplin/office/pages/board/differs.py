"""What differs under today's law: the last decisions of each file, asked again."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.ground.sentences import label
from tremplin.law import belgian_law
from tremplin.office.deadlines.wording import text_of
from tremplin.office.decisions.comparing import compare, compared, latest, stale
from tremplin.office.decisions.models import Decision
from tremplin.office.jobs.tasks import later
from tremplin.office.pages.board.outcomes import Part, Wording
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office

AT_ONCE = 5
"""Decisions compared within the page; more of them by a job."""
MOST = 24
"""Differences of one decision that are listed."""


@dataclass(frozen=True)
class Differing:
    """A decision with its answer then and now, its differences (what, then, now) and what of the law made them."""

    decision: Decision
    question: str
    taken: str
    was: str
    becomes: str
    parts: list[Part]
    causes: list[str]


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
    law = belgian_law()
    told = Wording(law, decision.question, decision.facts, language)
    return Differing(
        decision,
        label(law.question(decision.question).texts, language),
        text_of(timezone.localdate(decision.made_at).isoformat(), language),
        told.answer(then),
        told.answer(now),
        list(told.parts(then, now, decision.difference.differs))[:MOST],
        told.causes(now.get("causes") or []),
    )
