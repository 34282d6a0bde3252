"""Everything the law wants to know of some files, in seven questions however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import Aid, Contract, File, OnemRequest, Period
from tremplin.office.ledger.selectors import counting


def records_of(files: Iterable[File], today: date) -> list[Records]:
    """The records of files (with their person and organisation selected), in the same order."""
    found = list(files)
    ids = [file.pk for file in found]
    aids = by_file(Aid.objects.filter(file_id__in=ids).order_by("period"))
    contracts = by_file(Contract.objects.filter(file_id__in=ids).order_by("pk"))
    periods = by_file(Period.objects.filter(file_id__in=ids).order_by("days"))
    requests = by_file(OnemRequest.objects.filter(file_id__in=ids).order_by("sent_on", "pk"))
    work = defaultdict(list)
    for row in counting(file.person_id for file in found):
        work[row.person_id].append(row)
    return [
        Records(
            file=file,
            region=file.organisation.region,
            aids=tuple(aids[file.pk]),
            contracts=tuple(contracts[file.pk]),
            periods=tuple(periods[file.pk]),
            requests=tuple(requests[file.pk]),
            work=tuple(work[file.person_id]),
            today=today,
        )
        for file in found
    ]


def by_file(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.file_id].append(row)
    return found


def file_by_number(number: str) -> File:
    """A file with its person. Raises File.DoesNotExist, for another office's number as for none at all."""
    return File.objects.select_related("person", "organisation", "worker").get(number=number)
