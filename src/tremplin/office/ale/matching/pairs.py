"""The match: each worker at each place, what agrees and what is open; every hour is in one line, used or open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tremplin.office.ale.matching import causes, cheques, money, visits
from tremplin.office.ale.matching.rows import Came, Given, Line, Place, Visit, Words

HOUR = 60


@dataclass(slots=True)
class Pair:
    """What there is of one worker at one place."""

    worker: int
    place: Place
    visits: list[Visit] = field(default_factory=list)
    came: list[Came] = field(default_factory=list)
    strays: list[tuple[str, Came]] = field(default_factory=list)
    """Cheques that came for a worker or a place that nobody knows, and that fit here."""


def match(given: Given) -> list[Line]:
    """The lines of a month, in the order of workers and places."""
    pairs, strays = paired(given)
    of_visits, of_cheques = visits.faults_of(given), cheques.faults_of(given)
    lost = adopt(pairs.values(), strays, of_visits)
    found: list[Line] = []
    for _, pair in sorted(pairs.items()):
        found += lines_of(pair, of_visits, of_cheques)
    found += [stray_line(cause, line) for cause, line in lost]
    found += money.of_bank(given, found)
    money.of_ibans(given, found)
    return found


def paired(given: Given) -> tuple[dict[tuple[int, int], Pair], list[tuple[str, Came]]]:
    """Visits and cheques by worker and place, and the cheques of unknown ones with the cause."""
    pairs: dict[tuple[int, int], Pair] = {}

    def at(worker: int, place: int) -> Pair:
        if (found := pairs.get((worker, place))) is None:
            found = pairs[worker, place] = Pair(worker, given.places[place])
        return found

    for visit in given.visits:
        at(visit.worker, visit.place).visits.append(visit)
    strays: list[tuple[str, Came]] = []
    for line in given.came:
        if line.worker is None:
            strays.append((causes.UNKNOWN_WORKER, line))
        elif line.place is None:
            strays.append((causes.UNKNOWN_AUTHORISATION, line))
        else:
            at(line.worker, line.place).came.append(line)
    for pair in pairs.values():
        pair.visits.sort(key=visits.in_order)
    return pairs, strays


def adopt(
    pairs: Iterable[Pair], strays: list[tuple[str, Came]], of_visits: visits.Faults
) -> list[tuple[str, Came]]:  # fmt: skip
    """Puts cheques of an unknown worker or place where exactly so many are missing, if that is one place only."""
    if not strays:
        return []
    short = [(pair, missing) for pair in pairs if (missing := missing_of(pair, of_visits)) > 0]
    left: list[tuple[str, Came]] = []
    groups: dict[tuple[str, int | None, int | None, str, str], list[Came]] = defaultdict(list)
    for cause, line in strays:
        groups[cause, line.worker, line.place, line.told_worker, line.told_place].append(line)
    for (cause, worker, place, _, _), lines in groups.items():
        count = sum(line.count for line in lines)
        fitting = [
            pair for pair, missing in short
            if missing == count and not pair.strays and (worker or place)
            and worker in (None, pair.worker) and place in (None, pair.place.id)
        ]  # fmt: skip
        if len(fitting) == 1:
            fitting[0].strays += [(cause, line) for line in lines]
        else:
            left += [(cause, line) for line in lines]
    return left


def missing_of(pair: Pair, of_visits: visits.Faults) -> int:
    """Hours without fault that no cheque came for."""
    good = sum(visit.cheques - (of_visits[visit.id][1] if visit.id in of_visits else 0) for visit in pair.visits)
    return good - came_of(pair)


def came_of(pair: Pair) -> int:
    """How many cheques came; prepaid hours need none as long as the place holds some."""
    count = sum(line.count for line in pair.came)
    if pair.place.prepaid and not pair.came and not pair.strays:
        return min(pair.place.held, sum(visit.cheques for visit in pair.visits))
    return count


@dataclass(slots=True)
class Found:
    """What one cause leaves open at a place."""

    cause: str
    open: int
    words: Words
    visits: list[int] = field(default_factory=list)
    came: list[int] = field(default_factory=list)


def lines_of(pair: Pair, of_visits: visits.Faults, of_cheques: dict[int, list[cheques.Fault]]) -> list[Line]:
    """The lines of a place: one where it has one problem or none; a second problem has a line of its own."""
    found: dict[str, Found] = {}
    for visit in pair.visits:
        if visit.id in of_visits:
            cause, open_, words = of_visits[visit.id]
            one = found.setdefault(cause, Found(cause, 0, words))
            one.open += open_
            one.visits.append(visit.id)
    hours = sum(visit.cheques for visit in pair.visits)
    good_hours = hours - sum(one.open for one in found.values())
    came = came_of(pair)
    bad = 0
    for line in pair.came:
        for cause, count, words in of_cheques.get(line.id, ()):
            bad += count
            one = found.setdefault(cause, Found(cause, 0, words | {"count": 0}))
            one.words["count"] += count
            one.came.append(line.id)
    missing = max(0, good_hours - came)
    used = min(good_hours, max(0, came - bad))
    share_open(found, good_hours - missing - used)
    if missing:
        add_missing(found, pair, missing, of_visits)
    if (extra := came - bad - hours) > 0:
        found[causes.WITHOUT_HOURS] = Found(causes.WITHOUT_HOURS, 0, {"count": extra})
    for cause, words, ids in money.of_prices(pair.place, [line for line in pair.came if line.id not in of_cheques]):
        found[cause] = Found(cause, 0, words, came=ids)
    return written(pair, list(found.values()), used)


def share_open(found: dict[str, Found], open_: int) -> None:
    """The hours that only a bad cheque came for stay open under that cheque's cause."""
    for cause in causes.OF_CHEQUES:
        if cause in found:
            share = min(open_, found[cause].words["count"])
            found[cause].open += share
            open_ -= share


def add_missing(found: dict[str, Found], pair: Pair, missing: int, of_visits: visits.Faults) -> None:
    """Why no cheque came for some hours: they came for nobody known, an hour begun was forgotten, or they are late."""
    if pair.strays:
        cause, line = pair.strays[0]
        words = {"count": missing, "told": line.told_worker if cause == causes.UNKNOWN_WORKER else line.told_place}
        found[cause] = Found(cause, missing, words, came=[line.id for _, line in pair.strays])
        return
    good = [visit for visit in pair.visits if visit.id not in of_visits]
    begun = [visit for visit in good if visit.minutes % HOUR]
    if missing <= len(begun) and is_begun(pair, good):
        minutes = sum(visit.minutes for visit in begun)
        words = {"minutes": minutes, "cheques": sum(visit.cheques for visit in begun), "missing": missing}
        found[causes.BEGUN] = Found(causes.BEGUN, missing, words, [visit.id for visit in begun])
        return
    day = good[-1].day.isoformat() if good else ""
    found[causes.LATE] = Found(causes.LATE, missing, {"missing": missing, "day": day})


def is_begun(pair: Pair, good: list[Visit]) -> bool:
    """Whether it is hours begun that lack a cheque: where the file names the days, those days must say so."""
    days = {line.day for line in pair.came}
    if None in days or not days or not days <= {visit.day for visit in pair.visits}:
        return bool(pair.came)
    for day in {visit.day for visit in good}:
        of_day = [visit for visit in good if visit.day == day]
        came = sum(line.count for line in pair.came if line.day == day)
        lacks = sum(visit.cheques for visit in of_day) - came
        if lacks > 0 and (came == 0 or lacks > sum(1 for visit in of_day if visit.minutes % HOUR)):
            return False
    return True


def written(pair: Pair, found: list[Found], used: int) -> list[Line]:
    """The first cause carries all that agrees; the others only what they leave open."""
    found.sort(key=lambda one: causes.CAUSES.index(one.cause))
    everything = Line(
        pair.worker,
        pair.place.id,
        minutes=sum(visit.minutes for visit in pair.visits),
        expected=pair.place.price * sum(line.count for line in pair.came),
        paid=sum(money.told(line, pair.place) for line in pair.came),
        visits=[visit.id for visit in pair.visits],
        came=[line.id for line in (*pair.came, *(line for _, line in pair.strays))],
    )
    if pair.place.prepaid and not pair.came:
        everything.expected = everything.paid = pair.place.price * used
    if found:
        everything.cause, everything.words = found[0].cause, found[0].words
        everything.open = found[0].open
    everything.used = used
    everything.hours = everything.used + everything.open
    others = [
        Line(
            pair.worker, pair.place.id, hours=one.open, open=one.open, cause=one.cause, words=one.words,
            visits=one.visits, came=one.came,
        )
        for one in found[1:]
    ]  # fmt: skip
    return [everything, *others]


def stray_line(cause: str, line: Came) -> Line:
    """Cheques of somebody or something that nobody here knows: no hours, nothing used."""
    told_ = line.told_worker if cause == causes.UNKNOWN_WORKER else line.told_place
    paid = line.amount if line.amount is not None else line.count * (line.price or 0)
    words = {"count": line.count, "told": told_}
    return Line(line.worker, line.place, paid=paid, cause=cause, words=words, came=[line.id])
