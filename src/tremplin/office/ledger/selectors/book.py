"""What the book says: how much stands where, and the entries behind a figure."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet, Sum

from tremplin.office.ledger.models import Entry, Line


def balances(start: str = "", until: date | None = None) -> dict[tuple[str, int], int]:
    """By account and unit, for codes that begin so; `until`: the last day. Accounts at nothing are left out."""
    lines = Line.objects.filter(account__code__startswith=start)
    if until is not None:
        lines = lines.filter(entry__on__lte=until)
    found = lines.values_list("account__code", "unit").annotate(Sum("amount")).order_by("account__code", "unit")
    return {(code, unit): amount for code, unit, amount in found if amount}


def entries_of(code: str, unit: int, until: date | None = None) -> QuerySet[Entry]:
    """The entries that a figure opens to, the latest first."""
    entries = Entry.objects.filter(lines__account__code=code, lines__unit=unit).prefetch_related("lines__account")
    return (entries if until is None else entries.filter(on__lte=until)).order_by("-on", "-pk").distinct()
