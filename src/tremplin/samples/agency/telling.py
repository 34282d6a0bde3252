"""The agency as of one day: who works, for whom, and four months of hours, cheques and money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from tremplin.samples.agency import asking, buying, faulty, working
from tremplin.samples.agency.allowing import authorisations
from tremplin.samples.agency.buying import Shop, in_force
from tremplin.samples.agency.numbers import iban
from tremplin.samples.agency.people import users, workers
from tremplin.samples.agency.planted import PLANTED
from tremplin.samples.agency.reading import CLOSED, Drawing, Said, content, month_before, working_days
from tremplin.samples.agency.said import Agency, User, Visit
from tremplin.samples.commune.moving import month_days
from tremplin.samples.commune.numbers import enterprise_number
from tremplin.samples.commune.reading import agent

WORKERS, USERS = 60, 160


def agency(today: date, key: str = "valmarche", seed: int | None = None) -> Agency:
    """The made-up ALE of Valmarche. The same day and seed give the same bytes, on any machine.

    The month before today is open, the three before it are closed; `planted` says what is wrong in the open one.
    """
    said = content("agency.yaml")[key]
    drawing = Drawing(Random(said["seed"] if seed is None else seed))  # noqa: S311
    everybody = workers(said, said.get("worker_count", WORKERS), today, drawing)
    served = users(said, said.get("user_count", USERS), today, drawing)
    allowed = authorisations(said, served, today, drawing)
    periods = [month_days(month_before(today, ago)) for ago in range(CLOSED + 1, 0, -1)]
    places = [one for one in allowed if in_force(one, [periods[0][0], periods[-1][1]])]
    of_user = {one.key: [of for of in places if of.user == one.number] for one in served if one.key}
    place_of = {(user, place): of for user, all_of in of_user.items() for place, of in enumerate(all_of)}
    by_key = {one.key: one for one in everybody if one.key}
    named = [(by_key[worker].number, place_of[user, place].number) for worker, user, place in said.get("work", ())]
    kinds = {one.number: one.kind for one in served}
    pairs = working.pairs_of(everybody, places, kinds, named, said.get("pairs", working.PAIRS), drawing)
    numbers = {place: of.number for place, of in place_of.items()} if named else {}
    visits = told(said, periods, pairs, {key: one.number for key, one in by_key.items()}, numbers, drawing)
    days = working_days(*periods[-1])
    wanted = said.get("hours", working.HOURS)
    visits.append(working.open_month(by_key, numbers, pairs, days, wanted, drawing))
    all_visits = tuple(one for month in visits for one in month)
    allowed = working.with_maxima(allowed, all_visits)
    shop = Shop(allowed, served, drawing)
    months = buying.months(
        shop,
        everybody,
        [(*period, month) for period, month in zip(periods, visits, strict=True)],
        faulty.open_month if named else None,
    )
    paid = fees_paid(said, served)
    months = tuple(replace(one, balance=one.balance + sum(cents for _, cents in paid)) for one in months)
    return Agency(
        today=today,
        key=f"ale-{key}",
        name=said["name"],
        prefix=said["prefix"],
        region=said["region"],
        commune=said["commune"],
        postcode=said["postcode"],
        nis_code=said["nis_code"],
        enterprise_number=enterprise_number(said["enterprise"]),
        street=said["street"],
        language=said["language"],
        iban=iban(said["account"]),
        agents=tuple(agent(one) for one in said["agents"]),
        prices=tuple((one["kind"], one["cents"]) for one in said["prices"]),
        fees=tuple((one["kind"], one["cents"]) for one in said["fees"]),
        fees_paid=paid,
        offers=tuple((kind, name, most) for kind, of in said["offers"].items() for name, most in of.items()),
        since=date(2024, 1, 1),
        workers=everybody,
        users=served,
        authorisations=allowed,
        placements=asking.placements(pairs, {one.number: one for one in places}, everybody, all_visits, today),
        requests=asking.requests(place_of, by_key, places, today) if named else (),
        visits=all_visits,
        booklets=tuple(shop.booklets),
        lost=tuple(shop.lost),
        months=months,
    )


def fees_paid(said: Said, served: Sequence[User]) -> tuple[tuple[str, int], ...]:
    """Users who paid the fee of this year before the first month told, by number, with its cents: seven of eight."""
    fees = {one["kind"]: int(one["cents"]) for one in said["fees"]}
    paying = [one for place, one in enumerate(served) if place % 8 != 5]
    return tuple((one.number, fees.get(one.kind, fees.get("", 0))) for one in paying)


def told(
    said: Said, periods: list[tuple[date, date]], pairs: list[working.Pair], workers: dict[str, str],
    places: dict[tuple[str, int], str], drawing: Drawing,
) -> list[list[Visit]]:  # fmt: skip
    """The closed months: without who began later, and with what the planted cheque came back for the first time."""
    late = {workers[one["key"]] for one in said.get("workers", ()) if one.get("begins") == "open"}
    found = []
    for first, last in periods[:-1]:
        extra = []
        if places and (first, last) == periods[-2]:
            day = working_days(first, last)[8]
            extra = [Visit(workers["bruno"], places["ngoma", 0], day, 840, 180, 3, "phone")]
        found.append(working.closed_month([pair for pair in pairs if pair[0] not in late], first, last, extra, drawing))
    return found


def planted_places(found: Agency) -> list[tuple[str, str]]:
    """The worker and the authorisation of each planted problem, in the order of the table."""
    return [(found.worker(one.worker).number, found.authorisation(one.user, one.place).number) for one in PLANTED]
