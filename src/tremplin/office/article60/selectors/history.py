"""What a record was when somebody read it, for who saves after somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import Contract, Period
from tremplin.office.article60.services.contracts import Stretch, stretch_of


def saved_by(record: Any) -> str:
    """The name of who saved a record last; empty where the system did."""
    event = record.pgh_event_model.objects.filter(pgh_obj_id=record.pk).order_by("-pgh_id").first()
    agent = (event.pgh_context or {}).get("agent") if event else None
    found = Agent.objects.filter(pk=agent).first() if agent else None
    return found.name if found else ""


def differences(record: Any, version: int | None, names: Iterable[str]) -> list[tuple[str, Any, Any]]:
    """Each field that is another than at a version: its name, what it was, what it is."""
    then = record.pgh_event_model.objects.filter(pgh_obj_id=record.pk, version=version).order_by("-pgh_id").first()
    if then is None:
        return []
    pairs = ((name, getattr(then, name), getattr(record, name)) for name in names)
    return [(name, was, now) for name, was, now in pairs if was != now]


def stretches_at(contract: Contract, version: int | None) -> tuple[Stretch, ...]:
    """The periods of a contract as they were at a version of it."""
    events: Any = Contract.pgh_event_model.objects  # type: ignore[attr-defined]
    after = events.filter(pgh_obj_id=contract.pk, version__gt=version or 0).order_by("pgh_id").first()
    found = Period.pgh_event_model.objects.filter(contract_id=contract.pk)  # type: ignore[attr-defined]
    if after is not None:
        found = found.filter(pgh_created_at__lt=after.pgh_created_at)
    state: dict[int, Any] = {}
    for event in found.order_by("pgh_id"):
        if event.pgh_label == "delete":
            state.pop(event.pgh_obj_id, None)
        else:
            state[event.pgh_obj_id] = event
    return tuple(stretch_of(event) for event in sorted(state.values(), key=lambda of: of.days.lower))
