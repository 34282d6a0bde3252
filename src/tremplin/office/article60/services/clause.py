"""X of a resolutory clause, read again after an import, an answer or a change of law; a difference is written down."""

from __future__ import annotations

from datetime import date

from tremplin.office.article60.models import ClauseReading, Contract, File, Projection
from tremplin.office.article60.services.projecting import project


def read_again(file: File, because: str, today: date) -> ClauseReading | None:
    """Reads X of a file's clause from its plan of today. The reading is kept when it differs from the last one (the
    first: from what is written); else None."""
    projection = Projection.objects.filter(file=file).first()
    if projection is None or projection.is_waiting or projection.made_on != today:
        projection = project([file], today)[0]
    found = (projection.plan.get("result") or {}).get("clause")
    contract = Contract.objects.filter(file=file, clause_days__isnull=False).order_by("-pk").first()
    if not found or contract is None:
        return None
    on = None if found["on"] is None else date.fromisoformat(found["on"])
    now = (contract.clause_days, found["days"], found["trigger"] or "", on)
    last = ClauseReading.objects.filter(contract=contract).order_by("-pk").first()
    if last and (last.written, last.days, last.trigger, last.ends_on) == now:
        return None
    written, days, trigger, ends_on = now
    return ClauseReading.objects.create(
        contract=contract, written=written, days=days, trigger=trigger, ends_on=ends_on, because=because[:200]
    )
