"""What a new issuer of cheques takes over: by authorisation what the book says is held, as it is now."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, Q

from tremplin.office.ale.models import Authorisation, Booklet
from tremplin.office.ale.selectors.cheques import DESK, ranges_of, stocks
from tremplin.office.ale.swap import Range, Row
from tremplin.office.ledger.models import Line
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO


@dataclass(frozen=True)
class Listed:
    """A line of the list; `authorisation` None: cheques sold at the desk, under `desk`."""

    row: Row
    authorisation: Authorisation | None

    @property
    def name(self) -> str:
        return str(self.authorisation.user) if self.authorisation else ""


def listed(today: date) -> list[Listed]:
    """Each authorisation that runs or of which the book still holds something; a line for each price of its cheques.
    What no booklet has on paper is in the wallet, so that all lines together are the accounts `held` and `prepaid`."""
    numbers = paper_held()
    held: dict[str, dict[int, int]] = defaultdict(dict)
    for (code, unit), count in balances("held:").items():
        held[code.partition(":")[2]][unit] = count
    prepaid = {code.partition(":")[2]: -cents for (code, unit), cents in balances("prepaid:").items() if unit == EURO}
    numbers = paper_held()
    known = {*held, *prepaid}
    runs = Q(period__contains=today, ended_on=None) | Q(number__in=known)
    places = list(Authorisation.objects.filter(runs).select_related("user__person").order_by("number"))
    found = []
    for place in places:
        for price in [place.price, *sorted(held[place.number].keys() - {place.price})]:
            money = prepaid.get(place.number, 0) if price == place.price else 0
            found.append(Listed(row_of(place.number, price, held, numbers, money, place), place))
    for number in sorted(known - {place.number for place in places}):
        for at, price in enumerate(sorted(held[number]) or [0]):
            found.append(Listed(row_of(number, price, held, numbers, 0 if at else prepaid.get(number, 0)), None))
    return found


def paper_held() -> dict[tuple[str, int], list[int]]:
    """The numbers of paper cheques that nobody has handed over, by authorisation and price."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    booklets = Booklet.objects.exclude(issued_on=None).exclude(first_number=None).select_related("authorisation")
    for stock in stocks(list(booklets)).values():
        of = stock.booklet.authorisation
        key = of.number if of else DESK, stock.booklet.price
        found[key] += [number for first, last in stock.held_ranges for number in range(first, last + 1)]
    return found


def row_of(
    number: str, price: int, held: dict[str, dict[int, int]], numbers: dict[tuple[str, int], list[int]], money: int,
    place: Authorisation | None = None,
) -> Row:  # fmt: skip
    """The money of an authorisation stands on its first line."""
    ranges: tuple[Range, ...] = tuple(ranges_of(numbers.get((number, price), [])))
    paper = sum(last - first + 1 for first, last in ranges)
    wallet = held[number].get(price, 0) - paper
    row = Row(
        number, price=price, cheques=wallet, value=wallet * price, ranges=ranges, paper=paper, prepaid=money
    )  # fmt: skip
    if place is None:
        return row
    user = place.user
    return replace(
        row, user=user.number, maximum=place.monthly_maximum, street=user.street, postal_code=user.postal_code,
        town=user.town,
    )  # fmt: skip


def unsettled() -> dict[int, int]:
    """Cheques that workers have been handed and no closing has settled, by price: they stay with the present issuer."""
    found: Counter[int] = Counter()
    for (_, unit), count in balances("given:").items():
        found[unit] += count
    return {unit: count for unit, count in sorted(found.items()) if count}


def last_moved() -> date | None:
    """The day of the last movement of what the list tells."""
    of_list = Q(account__code__startswith="held:") | Q(account__code__startswith="prepaid:")
    found: date | None = Line.objects.filter(of_list).aggregate(last=Max("entry__on"))["last"]
    return found
