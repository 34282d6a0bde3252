"""The jobs of an organisation, and starting a failed one again."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

LATEST = 20


def jobs_of(organisation: int) -> list[ProcrastinateJob]:
    """Failed jobs first asked for, and the latest of all: told by their arguments, which are ids only."""
    mine = ProcrastinateJob.objects.filter(args__organisation=organisation)
    failed = list(mine.filter(status="failed").order_by("-id")[:LATEST])
    seen = {job.id for job in failed}
    return failed + [job for job in mine.order_by("-id")[:LATEST] if job.id not in seen]


def failed(organisation: int) -> int:
    """How many of them failed and wait to be started again."""
    return ProcrastinateJob.objects.filter(args__organisation=organisation, status="failed").count()


def start_again(organisation: int, number: int) -> bool:
    """Starts a failed job of this organisation again; False where there is no such."""
    mine = ProcrastinateJob.objects.filter(args__organisation=organisation, status="failed", id=number)
    job = mine.first()
    if job is None:
        return False
    app.job_manager.retry_job_by_id(job.id, retry_at=timezone.now())
    return True


def is_under_way(name: str, organisation: int, **ids: int) -> bool:
    """Whether a job of an organisation waits or is being done."""
    jobs = ProcrastinateJob.objects.filter(task_name=f"office.{name}", status__in=("todo", "doing"))
    return jobs.filter(args__contains={"organisation": organisation, **ids}).exists()
