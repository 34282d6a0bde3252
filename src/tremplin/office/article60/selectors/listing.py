"""The files of an office in a list: found by name in spite of accents and slips, by number, by national number."""

from __future__ import annotations

import re

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet

from tremplin.office.article60.models import File
from tremplin.office.people.names import key_of
from tremplin.office.people.numbers import digits

ALIKE = 0.5
"""From which likeness of words on a name is shown: one slip in a name of six letters."""
MOST_ASKED = 100


def files(asked: str = "", state: str = "open", worker: int | None = None) -> QuerySet[File]:
    """Files with their person, social worker and projection; those asked for most alike first."""
    found = File.objects.select_related("person", "worker", "projection")
    asked = asked.replace("\0", "").strip()[:MOST_ASKED]
    if worker is not None:
        found = found.filter(worker_id=worker)
    if not asked:
        if state in ("open", "closed"):
            found = found.filter(closed_on__isnull=state == "open")
        return found.order_by("person__sort_key", "number")
    key, number = key_of(asked), digits(asked)
    alike = Q(number__icontains=re.sub(r"\s", "", asked)) | Q(alike__gte=ALIKE) | Q(person__sort_key__contains=key)
    if len(number) >= 6:
        alike |= Q(person__national_number__startswith=number)
    found = found.annotate(alike=TrigramWordSimilarity(key, "person__sort_key")) if key else found
    alike = alike if key else Q(number__icontains=asked)
    return found.filter(alike).order_by("-alike" if key else "number", "person__sort_key", "number")
