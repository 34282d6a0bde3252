"""The workers and the users of the agency: the named ones, and as many as are wanted drawn after them."""

from __future__ import annotations

from datetime import date, timedelta

from tremplin.samples.agency.numbers import iban
from tremplin.samples.agency.reading import CLOSED, Drawing, Said, month_after, month_before
from tremplin.samples.agency.said import Duty, Person, Status, User, Worker
from tremplin.samples.commune.numbers import enterprise_number

WORK = (
    *("small_garden", "small_garden", "elderly_help", "companionship", "pet_care", "small_repair"),
    *("administrative_help", "sick_care", "association_task", "event_support", "school_care"),
    *("local_authority_task", "neighbourhood_safety", "seasonal_agriculture"),
)
"""What workers who are not named do: no child care, so that five people are to choose from (look: place)."""
ACCESS = ("E1", "E1", "E1", "E2", "E4", "E4", "E6a", "E6a", "lost", "gained")
BODIES = ("fgtb", "csc")
YEARS = (1962, 2002)
NEW = 2
"""The last workers: here since some days, their contract not signed yet."""
E6A_SINCE = date(2026, 2, 2)
SLOTS = tuple((day, 480, 1080) for day in range(5))
DUTIES = ("registered", "cheques", "ceilings", "safety", "handed_over")
FIRST_ENTERPRISE = 19_990_101


def workers(said: Said, count: int, today: date, drawing: Drawing) -> tuple[Worker, ...]:
    named: list[Said] = list(said.get("workers", ()))
    rest = [{"key": ""} for _ in range(count - len(named))]
    found = []
    for place, one in enumerate([*named, *rest], start=1):
        found.append(worker(said, one, place, place > count - NEW and not one["key"], today, drawing))
    return tuple(found)


def worker(said: Said, one: Said, place: int, new: bool, today: date, drawing: Drawing) -> Worker:
    lot = drawing.lot
    person = drawing.person(one, str(one.get("language") or said["language"]), str(said["prefix"]) + "w", YEARS)
    opened = month_before(today)
    if new:
        registered = today - timedelta(lot.randint(1, 8))
    elif one.get("begins") == "open":
        registered = opened - timedelta(6)
    else:
        registered = month_before(today, CLOSED + 1) - timedelta(lot.randint(20, 900))
    access = "" if new and place % 2 else one.get("access") or lot.choice(ACCESS)
    told = statuses(access, person, registered, today, drawing)
    body = "cpas" if told[-1].facts.get("cpas_aid") else lot.choice(BODIES)
    activities = one.get("activities") or list(dict.fromkeys(lot.choice(WORK) for _ in range(4)))
    starts = opened if one.get("begins") == "open" else registered + timedelta(7)
    return Worker(
        number=f"{said['prefix']}-W-{place:04d}",
        key=one["key"],
        person=person,
        registered_on=registered,
        signed_on=None if new else starts - timedelta(1),
        starts_on=starts,
        iban=one.get("iban") or iban(1000 * said["account"] + place),
        payment_body=body,
        issuer_number=f"{said['account']:02d}{4000 + 7 * place:06d}",
        activities=tuple(activities),
        slots=SLOTS if one["key"] or place % 3 else SLOTS[:4],
        languages=tuple(one.get("languages") or [said["language"]]),
        limits=() if place % 5 else (lot.choice(("heavy_loads", "dogs", "heights", "no_car")),),
        farthest_km=lot.choice((3, 5, 8, 12)),
        statuses=told,
    )


def statuses(access: str, person: Person, since: date, today: date, drawing: Drawing) -> tuple[Status, ...]:
    """By the way in. `lost`: the allowance ends soon; `gained`: another way was opened; empty: nothing is known yet."""
    lot = drawing.lot
    proof = f"Forem, {since:%d/%m/%Y}"
    jobseeker = {"employment_service": "forem", "registered_jobseeker": True, "stay": "unlimited"}
    months = 26 + lot.randint(0, 40)
    unemployed = {"allowance": "unemployment", "months_on_allowance": months, **jobseeker, "cpas_aid": False}
    helped = {"allowance": "none", "cpas_aid": True, "months_registered": months, **jobseeker}
    path = {"employability": lot.choice(("weak", "very_weak")), "relevant_to_path": True, "cpas_aid": False}
    without = {"allowance": "none", "months_registered": months, **jobseeker, **path}
    late = max(since, min(E6A_SINCE, month_before(today, CLOSED + 1)))
    if access == "":
        return (Status(since, None, {"employment_service": "forem", "registered_jobseeker": True}, proof),)
    if access == "E4":
        return (Status(since, None, helped, f"CPAS de Valmarche, {since:%d/%m/%Y}"),)
    if access == "E2":
        old = person.birth.year <= since.year - 46
        return (
            Status(since, None, unemployed | {"months_on_allowance": 8 if old else months}, f"C1, {since:%d/%m/%Y}"),
        )
    if access == "lost":
        ends = month_after(today) + timedelta(lot.choice((-1, 30, 60)))
        return (Status(since, ends, unemployed, f"ONEM, lettre du {since:%d/%m/%Y}"),)
    if access in ("E6a", "gained") and late > since:
        before = Status(since, late - timedelta(1), unemployed, f"C1, {since:%d/%m/%Y}")
        return before, Status(late, None, without, f"Forem, {late:%d/%m/%Y}")
    if access in ("E6a", "gained"):
        return (Status(since, None, without, proof),)
    return (Status(since, None, unemployed, f"C1, {since:%d/%m/%Y}"),)


def users(said: Said, count: int, today: date, drawing: Drawing) -> tuple[User, ...]:
    named: list[Said] = list(said.get("users", ()))
    rest: list[Said] = [{"key": "", "kind": "household"} for _ in range(count - len(named))]
    return tuple(user(said, one, place, count, today, drawing) for place, one in enumerate([*named, *rest], start=1))


def user(said: Said, one: Said, place: int, count: int, today: date, drawing: Drawing) -> User:
    """The last two came this week: what they have to do is still open. One before them broke a duty."""
    lot, is_household = drawing.lot, one["kind"] == "household"
    language = said["language"] if place % 17 else "nl"
    person = drawing.person(one, language, said["prefix"] + "u", (1936, 1994)) if is_household else None
    new = place > count - NEW and not one["key"]
    since = (
        today - timedelta(lot.randint(1, 5))
        if new
        else month_before(today, CLOSED + 1) - timedelta(lot.randint(800, 2600))
    )
    broken = place == count - NEW and not one["key"]
    duties = tuple(
        Duty(kind, "broken" if broken and kind == "handed_over" else "met", since, "Formulaire 1A signé")
        if not new or kind == "registered"
        else Duty(kind, "open", None, "")
        for kind in DUTIES
    )
    key = one["key"] or f"u{place:03d}"
    return User(
        number=f"{said['prefix']}-U-{place:04d}",
        key=one["key"],
        kind=one["kind"],
        person=person,
        name="" if person else one["name"],
        enterprise_number="" if person else enterprise_number(FIRST_ENTERPRISE + 100 * said["account"] + place),
        contact=one.get("contact", ""),
        street=person.street if person else one.get("street") or drawing.street(),
        email=person.email if person else f"contact@{key}.example",
        phone=person.phone if person else f"0470 01 {place // 100:02d} {place % 100:02d}",
        language=language,
        registered_on=since,
        duties=duties,
    )
