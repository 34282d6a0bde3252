"""Who works where, and when: 312 places of work in the open month, fewer in those before; nobody is twice at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tremplin.samples.agency import planted
from tremplin.samples.agency.planted import PLANTED, Planted
from tremplin.samples.agency.reading import Drawing, working_days
from tremplin.samples.agency.said import Authorisation, Visit, Worker

PAIRS, HOURS = 312, 1284
"""Of the open month: workers at authorisations, and hours begun (look: close-month)."""
MOST, LEAST = 7, 2
"""Hours of a place of work in a month, as drawn."""
EACH, HERE, HERE_BIG = 8, 3, 9
"""Places of a worker; workers of a household's authorisation, and of another's."""
LONGEST = 3
STARTS = {0: (480, 510, 540), 1: (780, 810, 840)}
"""In the morning and in the afternoon, so that no two meet."""
CHANNELS = ("grid",) * 41 + ("phone",) * 218 + ("card",) * 53
MAXIMA = (800, 1000, 1200, 1600, 2000, 3000, 4500, 6000, 9000)
Pair = tuple[str, str]
Slot = tuple[str, date, int]


def pairs_of(
    workers: Sequence[Worker], places: Sequence[Authorisation], kinds: dict[str, str], named: Sequence[Pair],
    count: int, drawing: Drawing,
) -> list[Pair]:  # fmt: skip
    """The named pairs, then each place once by whoever has least, then more until there are as many as wanted."""
    able = [one for one in workers if one.signed_on]
    found = list(named)
    mine, here = Counter(worker for worker, _ in found), Counter(place for _, place in found)
    free = [one for one in places if not one.only]
    drawing.lot.shuffle(free)
    rounds = 0
    while len(found) < count:
        rounds += 1
        assert rounds < 20, "not enough work that these workers do"
        for place in free:
            most = HERE if kinds[place.user] == "household" else HERE_BIG
            fit = [one for one in able if place.activity in one.activities and mine[one.number] < EACH]
            fit = [one for one in fit if (one.number, place.number) not in found]
            if len(found) < count and here[place.number] < min(rounds, most) and fit:
                least = min(mine[one.number] for one in fit)
                worker = drawing.lot.choice([one for one in fit if mine[one.number] == least])
                found.append((worker.number, place.number))
                mine[worker.number] += 1
                here[place.number] += 1
    return found


def hours_of(pairs: Iterable[Pair], wanted: int | None, drawing: Drawing) -> dict[Pair, int]:
    """Hours begun of each pair; together as many as wanted."""
    found = {pair: drawing.lot.randint(LEAST, 6) for pair in pairs}
    places = sorted(found)
    while wanted is not None and (rest := wanted - sum(found.values())):
        pair = drawing.lot.choice(places)
        step = 1 if rest > 0 else -1
        if 1 <= found[pair] + step <= MOST:
            found[pair] += step
    return found


def planted_visits(one: Planted, worker: str, place: str, days: list[date], channel: str) -> list[Visit]:
    found = []
    for number, starts, minutes in one.visits:
        day = planted.day_of(number, days)
        found.append(Visit(worker, place, day, starts, minutes, begun(minutes), channel))
    if one.cause == "contested":
        found[-1] = replace(found[-1], why=planted.CONTESTED_WHY)
    return found


def begun(minutes: int) -> int:
    """Hours begun; a test asks the law."""
    return -(-minutes // planted.HOUR)


def visits_of(
    hours: dict[Pair, int], said: Sequence[Visit], days: list[date], channels: dict[Pair, str], drawing: Drawing
) -> list[Visit]:  # fmt: skip
    """The visits of a month, with those that are said: at most three hours, one in a half day, one a day at a place."""
    taken: set[Slot] = {(one.worker, one.day, int(one.starts >= planted.NOON)) for one in said}
    been = {(one.worker, one.authorisation, one.day) for one in said}
    found = list(said)
    for (worker, place), wanted in hours.items():
        left = wanted
        while left:
            cheques = min(left, drawing.lot.randint(1, LONGEST))
            slot = drawing.lot.choice(days), drawing.lot.randint(0, 1)
            if (worker, *slot) in taken or (worker, place, slot[0]) in been:
                continue
            taken.add((worker, *slot))
            been.add((worker, place, slot[0]))
            short = 30 if cheques > 1 and drawing.lot.random() < 0.1 else 0
            starts = drawing.lot.choice(STARTS[slot[1]])
            minutes = cheques * planted.HOUR - short
            found.append(Visit(worker, place, slot[0], starts, minutes, cheques, channels[worker, place]))
            left -= cheques
    return sorted(found, key=lambda one: (one.day, one.worker, one.starts))


def channels_of(pairs: Sequence[Pair], drawing: Drawing) -> dict[Pair, str]:
    found = [CHANNELS[place % len(CHANNELS)] for place in range(len(pairs))]
    drawing.lot.shuffle(found)
    return dict(zip(pairs, found, strict=True))


def with_maxima(places: Iterable[Authorisation], visits: Iterable[Visit]) -> tuple[Authorisation, ...]:
    """The monthly maximum of each, above what was worked in any month, where none is said."""
    minutes: Counter[tuple[str, int, int]] = Counter()
    for one in visits:
        minutes[one.authorisation, one.day.year, one.day.month] += one.minutes
    most: Counter[str] = Counter()
    for (place, _, _), count in minutes.items():
        most[place] = max(most[place], count)
    return tuple(
        one if one.maximum else replace(one, maximum=next(top for top in MAXIMA if top * 3 >= most[one.number] * 5))
        for one in places
    )


def open_month(
    workers: dict[str, Worker], place_of: dict[tuple[str, int], str], pairs: Sequence[Pair], days: list[date],
    wanted: int | None, drawing: Drawing,
) -> list[Visit]:  # fmt: skip
    """With what is planted where the named ones are; `wanted`: hours begun of all."""
    channels = channels_of(pairs, drawing)
    said: list[Visit] = []
    planted_pairs: set[Pair] = set()
    for one in (planted.WITH, *PLANTED) if place_of else ():
        pair = workers[one.worker].number, place_of[one.user, one.place]
        planted_pairs.add(pair)
        said += planted_visits(one, *pair, days, channels.get(pair, "grid"))
    rest = None if wanted is None else wanted - sum(one.cheques for one in said)
    hours = hours_of([pair for pair in pairs if pair not in planted_pairs], rest, drawing)
    return visits_of(hours, said, days, channels, drawing)


def closed_month(
    pairs: Sequence[Pair], first: date, last: date, said: Sequence[Visit], drawing: Drawing
) -> list[Visit]:  # fmt: skip
    """One place of work in fourteen rests."""
    here = [pair for pair in pairs if drawing.lot.random() > 1 / 14]
    hours = hours_of(here, None, drawing)
    return visits_of(hours, said, working_days(first, last), channels_of(pairs, drawing), drawing)
