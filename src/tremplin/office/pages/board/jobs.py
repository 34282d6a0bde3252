"""What the machine does by itself for this office; what failed can be started again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from tremplin.ground.sentences import sentence
from tremplin.office.jobs.selectors import jobs_of, start_again
from tremplin.office.jobs.tasks import NAMES
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office

STATES = {
    "todo": "todo",
    "doing": "doing",
    "succeeded": "succeeded",
    "failed": "failed_state",
    "cancelled": "cancelled",
    "aborted": "aborted",
}


def line_of(job: Any, language: str) -> dict[str, Any]:
    name = job.task_name.removeprefix("office.")
    return {
        "number": job.id,
        "name": sentence(f"office_jobs.task_{name}", language) if name in NAMES else name,
        "state": sentence(f"office_jobs.{STATES.get(job.status, 'doing')}", language),
        "tries": job.attempts,
        "failed": job.status == "failed",
        "args": ", ".join(f"{key} {value}" for key, value in job.args.items() if key != "organisation"),
    }


@office()
def jobs(request: Request, language: str) -> HttpResponse:
    here = request.seat.organisation.pk
    if request.method == "POST":
        asked = request.POST.get("job", "")
        if not asked.isdecimal() or len(asked) > 18 or not start_again(here, int(asked)):
            raise Http404
        messages.success(request, say("office_jobs.started", number=asked))
        return HttpResponseRedirect(reverse("office_jobs", args=[language]))
    found = [line_of(job, language) for job in jobs_of(here)]
    failed = [job for job in found if job["failed"]]
    return render(
        request, "office/board/jobs.html", {"failed": failed, "jobs": [of for of in found if of not in failed]}
    )
