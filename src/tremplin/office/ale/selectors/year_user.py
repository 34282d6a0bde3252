"""A user's year from the book: cheques bought, handed over, given back, and what the tax reduction counts of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Sum

from tremplin.engine.kinds import KINDS, NONE, UNKNOWN
from tremplin.engine.law import Law
from tremplin.ground.days import day_number
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import label
from tremplin.office.ale.models import Authorisation, User, Visit
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.ledger.models import Line
from tremplin.office.ledger.services.booking import EURO
from tremplin.papers.saying import Ends, ends_of
from tremplin.reasons.answer import decide

MONEY = KINDS["money"]
TAX, CEILING = "ale_tax_reduction", "tax_ceiling"
HANDED = ("handed_over", "used", "closing")
"""What takes cheques from their holder because work was done."""
LOST = ("expired", "lost", "invalidated")


@dataclass(frozen=True)
class Flow:
    """The cheques of one authorisation at one price: what came and went in the year, and what is left at its end."""

    number: str
    price: int
    bought: int
    used: int
    returned: int
    ended: int
    """Expired, lost or made void."""
    held: int


@dataclass(frozen=True)
class Tax:
    """What the law says of the year's cheques, each as both its ends, in cents; None where it does not say.

    `ceiling` None with `known`: there is none to share. `lacks`: the law's own words for what it leaves open.
    """

    base: Ends | None
    reduction: Ends | None
    ceiling: Ends | None
    left: Ends | None
    vouchers: int | None
    """Service vouchers bought, where somebody said; None: taken as none."""
    status: str
    lacks: tuple[str, ...]
    none_given: bool
    """This region gives no reduction for cheques of this year."""

    @property
    def known(self) -> bool:
        return self.base is not None and self.reduction is not None


@dataclass(frozen=True)
class UserYear:
    """`paid`: money for cheques; `returned_worth`: what cheques given back were worth; cents. Hours in minutes."""

    user: User
    year: int
    flows: tuple[Flow, ...]
    paid: int
    refunded: int
    returned_worth: int
    minutes: int
    visits: int
    authorisations: tuple[Authorisation, ...] = ()
    paid_by: dict[str, int] = field(default_factory=dict)
    """Money for cheques, by authorisation number."""


def years_of(first: date, today: date) -> list[int]:
    return list(range(today.year, max(first.year, today.year - 10) - 1, -1))


def user_year(user: User, year: int) -> UserYear:
    return user_years([user], year)[0]


def user_years(users: Iterable[User], year: int) -> list[UserYear]:
    """In four questions, however many users."""
    users = list(users)
    first, last = date(year, 1, 1), date(year, 12, 31)
    mine: dict[int, list[Authorisation]] = defaultdict(list)
    for one in Authorisation.objects.filter(user__in=users).order_by("number"):
        mine[one.user_id].append(one)
    numbers = [one.number for of in mine.values() for one in of]
    moved, held = moves(numbers, first, last), stands(numbers, last)
    live = Visit.objects.filter(authorisation__user__in=users, day__range=(first, last), taken_back_at=None)
    live = live.filter(replaced_by=None).exclude(state=Visit.State.CONTESTED)
    counts = live.values_list("authorisation__user").annotate(Sum("minutes"), Count("pk")).order_by()
    worked = {user: (minutes, count) for user, minutes, count in counts}
    return [summed(user, year, mine[user.pk], moved, held, worked.get(user.pk, (0, 0))) for user in users]


Moves = dict[str, dict[tuple[str, int], int]]
"""By account: what happened and the unit → how much."""


def moves(numbers: list[str], first: date, last: date) -> Moves:
    codes = [f"{word}:{number}" for word in ("held", "prepaid") for number in numbers]
    lines = Line.objects.filter(account__code__in=codes, entry__on__range=(first, last))
    found: Moves = defaultdict(dict)
    for code, what, unit, amount in (
        lines.values_list("account__code", "entry__what", "unit").annotate(Sum("amount")).order_by()
    ):
        found[code][what, unit] = amount
    return found


def stands(numbers: list[str], last: date) -> dict[str, dict[int, int]]:
    """The cheques that are held on a day, by authorisation number and price."""
    codes = {f"held:{number}": number for number in numbers}
    lines = Line.objects.filter(account__code__in=codes, entry__on__lte=last).exclude(unit=EURO)
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for code, unit, amount in lines.values_list("account__code", "unit").annotate(Sum("amount")).order_by():
        found[codes[code]][unit] = amount
    return found


def summed(
    user: User, year: int, authorisations: list[Authorisation], moved: Moves, held: dict[str, dict[int, int]],
    worked: tuple[int, int],
) -> UserYear:  # fmt: skip
    flows, money, paid_by = [], Counter[str](), {}
    for one in authorisations:
        of = moved.get(f"held:{one.number}", {})
        flows += [flow(one.number, price, of, held) for price in sorted({unit for _, unit in of} | {*held[one.number]})]
        paid = {what: -amount for (what, unit), amount in moved.get(f"prepaid:{one.number}", {}).items() if unit == EURO}  # fmt: skip  # noqa: E501
        money.update(paid)
        if paid.get("ordered"):
            paid_by[one.number] = paid["ordered"]
    shown = tuple(of for of in flows if of.bought or of.used or of.returned or of.ended or of.held)
    worth = sum(of.returned * of.price for of in shown)
    return UserYear(
        user, year, shown, money["ordered"], -money["refunded"], worth, *worked, tuple(authorisations), paid_by
    )  # fmt: skip


def flow(number: str, price: int, of: dict[tuple[str, int], int], held: dict[str, dict[int, int]]) -> Flow:
    def count(*what: str) -> int:
        return sum(of.get((one, price), 0) for one in what)

    return Flow(
        number, price, count("issued", "exchanged"), -count(*HANDED), -count("refunded"), -count(*LOST),
        held[number].get(price, 0),
    )  # fmt: skip


def tax_of(law: Law, region: str, found: UserYear, language: str, vouchers: int | None = None) -> Tax | None:
    """None: not a household, so that the law gives nothing. What was not said of service vouchers is taken as none."""
    if found.user.kind != UserKind.HOUSEHOLD:
        return None
    facts = {
        "region": region, "year": found.year, "bought": MONEY.plain(found.paid),
        "returned": MONEY.plain(found.returned_worth), "nominative": True,
        "service_vouchers_bought": MONEY.plain(vouchers or 0),
    }  # fmt: skip
    try:
        answer = decide(law, TAX, facts)
    except InputError:
        return Tax(None, None, None, None, vouchers, "unset", (), none_given=False)
    base, ceiling = ends_of(answer, "base"), ceiling_of(law, region, found.year)
    left: Ends | None = None
    if base is not None and ceiling is not None:
        # What counts is more where the ceiling is: the least is left of the lower one.
        least, most = (max(0, end - (vouchers or 0) - counts) for end, counts in zip(ceiling, base, strict=True))
        left = (least, most)
    lacks = tuple(label(law.parameters[name].texts, language) for name in answer.unset if name in law.parameters)
    none_given = answer.steps.get("tax_rate") == 0
    return Tax(base, ends_of(answer, "reduction"), ceiling, left, vouchers, answer.status, lacks, none_given)


def ceiling_of(law: Law, region: str, year: int) -> Ends | None:
    """Both ends of the ceiling of a year; None: there is none, or the law files do not have it."""
    parameter = law.parameters[CEILING]
    found = parameter.at(day_number(date(year, 1, 1)), parameter.groups.index(region))
    if found is None or NONE in (found.value, found.least, found.most):
        return None
    ends = (found.least, found.most) if found.value == UNKNOWN else (found.value, found.value)
    return None if UNKNOWN in ends else ends
