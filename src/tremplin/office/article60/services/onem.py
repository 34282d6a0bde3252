"""What was asked of ONEM and what it answered: its answer becomes the anchor of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tremplin.office.article60.models import File, OnemRequest
from tremplin.office.article60.services.clause import read_again
from tremplin.office.article60.services.projecting import project

ONEM = "ONEM"


@dataclass(frozen=True)
class Answered:
    """ONEM's answer; `days_to_work` in hundredths, `counted_until` the last day that it counted."""

    answered_on: date
    days_to_work: int
    end_date: date
    counted_until: date | None


class Changed(Exception):
    """Somebody else wrote another answer in the meantime."""


@transaction.atomic
def send(file: File, sent_on: date, reference: str, today: date) -> OnemRequest:
    """Writes down that a request was sent; the same day and reference twice are one request."""
    File.objects.select_for_update().get(pk=file.pk)
    reference = reference.strip()[:60]
    found = OnemRequest.objects.filter(file=file, sent_on=sent_on, reference=reference).first()
    if found is None:
        found = OnemRequest.objects.create(file=file, sent_on=sent_on, reference=reference)
        project([file], today)
    return found


@transaction.atomic
def answer(request_id: int, file: File, given: Answered, today: date, seen: str | None = None) -> OnemRequest:
    """Writes down an answer, and plans again from it. `seen`: the answer that the agent was shown (see `stands`);
    Changed is raised when it is another by now. Raises OnemRequest.DoesNotExist."""
    request = OnemRequest.objects.select_for_update().get(pk=request_id, file=file)
    values = (given.answered_on, given.days_to_work, given.end_date, given.counted_until)
    if (request.answered_on, request.days_to_work, request.end_date, request.counted_until) == values:
        return request
    if seen is not None and seen != stands(request):
        raise Changed
    request.answered_on, request.days_to_work, request.end_date, request.counted_until = values
    request.save()
    project([file], today)
    read_again(file, ONEM, today)
    return request


def stands(request: OnemRequest) -> str:
    """What is written down of an answer, as a key for its form."""
    values = (request.answered_on, request.days_to_work, request.end_date, request.counted_until)
    return "/".join("" if value is None else str(value) for value in values)
