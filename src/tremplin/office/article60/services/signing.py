"""The day on which a paper came back signed: a contract, an amendment, a convention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tremplin.office.article60.models import Contract, Convention, File, Period
from tremplin.office.article60.services.holding import held
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.refusing import Refused

KINDS: dict[str, type[Contract] | type[Period] | type[Convention]] = {
    "contract": Contract,
    "amendment": Period,
    "convention": Convention,
}


@dataclass(frozen=True)
class Unsigned:
    """A paper that is not signed. `kind`: of `KINDS`; `first`: its first day, where it has one."""

    kind: str
    pk: int
    first: date | None

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.pk}"


def unsigned(file: File) -> list[Unsigned]:
    """What is not signed yet, in the order of its days. The first stretch of a contract is signed with it."""
    found: list[Unsigned] = []
    for contract in Contract.objects.filter(file=file).prefetch_related("periods"):
        periods = sorted(contract.periods.all(), key=lambda one: one.days.lower)
        if contract.signed_on is None:
            found.append(Unsigned("contract", contract.pk, periods[0].days.lower if periods else None))
        found += [Unsigned("amendment", one.pk, one.days.lower) for one in periods[1:] if one.signed_on is None]
    lent = Convention.objects.filter(file=file, signed_on=None)
    found += [Unsigned("convention", one.pk, one.days.lower) for one in lent]
    return sorted(found, key=lambda one: (one.first or date.max, one.name))


@transaction.atomic
def sign(file: File, asked: Unsigned, on: date, *, today: date) -> bool:
    """Notes the day; False: it was noted before. Raises Refused for a day that is still to come."""
    if on > today:
        raise Refused("office_plan.signed_later", "on")
    rows = KINDS[asked.kind].objects.select_for_update().filter(pk=asked.pk, file=file, signed_on=None)
    if not rows.update(signed_on=on):
        return False
    if asked.kind == "contract":
        first = Period.objects.filter(contract_id=asked.pk).order_by("days").values_list("pk", flat=True)[:1]
        Period.objects.filter(pk__in=list(first), signed_on=None).update(signed_on=on)
    project([held(file)], today)
    return True
