"""What is asked for: the child care of the look, others that wait, some that were answered; and what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tremplin.samples.agency.reading import month_after, working_days
from tremplin.samples.agency.said import Authorisation, Placement, Request, Visit, Worker
from tremplin.samples.agency.working import Pair
from tremplin.samples.commune.moving import month_days

Day = tuple[date, int, int]
AFTER_SCHOOL = (15 * 60 + 30, 17 * 60 + 30)
NUMBER, WAITING = 318, 6
"""Of the request in the look; how many others wait."""
PLANNED = ("aicha", "bruno", "josiane", "freddy")
"""Who has hours planned next month (look: place)."""
ANSWERS = (
    ("yolande", "accepted", 70),
    ("yolande", "refused", 52),
    ("yolande", "refused", 31),
    ("aicha", "accepted", 24),
)
"""Who was proposed for child care in the last three months, what they said, how many days ago."""


def child_care_days(today: date) -> tuple[Day, ...]:
    """Monday, Tuesday, Thursday and Friday after school, from the first to the 18th of next month."""
    first = month_after(today)
    return tuple((day, *AFTER_SCHOOL) for day in working_days(first, first.replace(day=18)) if day.weekday() != 2)


def requests(
    places: dict[tuple[str, int], Authorisation], workers: dict[str, Worker], all_places: Sequence[Authorisation],
    today: date,
) -> tuple[Request, ...]:  # fmt: skip
    ngoma = places["ngoma", 0]
    note = "Lundi, mardi, jeudi et vendredi après l'école."
    found = [
        Request(
            f"D-{today.year}-{NUMBER:04d}", ngoma.number, child_care_days(today), today - timedelta(2), (), note, "open"
        )
    ]
    caring = [one for one in all_places if one.activity == "child_care" and one.number != ngoma.number]
    for count, (key, said, ago) in enumerate(ANSWERS, start=1):
        asked = today - timedelta(ago)
        place, days = caring[count % len(caring)], ((asked + timedelta(7), *AFTER_SCHOOL),)
        proposed = ((workers[key].number, said, asked + timedelta(1)),)
        number = f"D-{asked.year}-{NUMBER - 60 + count:04d}"
        state = "filled" if said == "accepted" else "closed"
        found.append(Request(number, place.number, days, asked, (), "", state, proposed))
    waiting = [one for one in all_places if not one.only and one.activity != "child_care" and one.last > today][::23]
    for count, place in enumerate(waiting[:WAITING], start=1):
        first = working_days(today + timedelta(5 + count), today + timedelta(20))[0]
        mornings = tuple((first + timedelta(7 * week), 540, 720) for week in range(2))
        demands = ("heavy_loads",) if place.activity == "small_garden" else ()
        number = f"D-{today.year}-{NUMBER - 20 + 2 * count:04d}"
        found.append(Request(number, place.number, mornings, today - timedelta(count), demands, "", "open"))
    return tuple(found)


def placements(
    pairs: Sequence[Pair], places: dict[str, Authorisation], workers: Sequence[Worker], visits: Sequence[Visit],
    today: date,
) -> tuple[Placement, ...]:  # fmt: skip
    """Each worker where they work since they first did; what the look plans for next month."""
    since: dict[Pair, date] = {}
    for one in visits:
        pair = one.worker, one.authorisation
        since[pair] = min(since.get(pair, one.day), one.day)
    keys, told = {one.number: one.key for one in workers}, set()
    found = []
    for worker, place in pairs:
        days: tuple[Day, ...] = ()
        if keys[worker] in PLANNED and worker not in told:
            told.add(worker)
            days = planned(keys[worker], today)
        found.append(Placement(worker, place, since.get((worker, place), places[place].first), days))
    return tuple(found)


def planned(key: str, today: date) -> tuple[Day, ...]:
    """Mornings of the named in the month ahead: Aïcha 24 hours, Bruno 12 of which two Friday afternoons, Josiane 40,
    Freddy 30."""
    first, last = month_days(month_after(today))
    days = working_days(first, last)
    if key == "bruno":
        fridays = [day for day in days if day.weekday() == 4][:2]
        return (*((day, 810, 1050) for day in fridays), (days[2], 540, 780))
    each, count = {"aicha": (180, 8), "josiane": (240, 10), "freddy": (180, 10)}[key]
    return tuple((day, 540, 540 + each) for day in days[:count])
