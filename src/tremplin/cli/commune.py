"""`tremplin demo`, its second half: the office of a made-up commune, opened, or walked through once."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from tremplin.cli import office, serving
from tremplin.cli.paper import Paper
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import sentence

if TYPE_CHECKING:
    from tremplin.office.demo.opening import Opened
    from tremplin.office.demo.walking import Visit

ROLES = ("social_worker", "finance", "manager", "auditor", "administrator")


def can_open() -> bool:
    """Whether there is all that an office needs: its packages, and a PostgreSQL."""
    if not office.installed():
        return False
    from tremplin.office.database.private import binaries

    try:
        binaries()
    except InputError:
        return False
    return True


def run(language: str, fresh: bool, once: bool, browse: bool) -> int:
    """Opens the office until it is ended, or walks through it once; 1 where a page failed."""
    office.needed()
    from tremplin.office.demo import opening

    def say(key: str, **words: object) -> str:
        return sentence(f"office_running.{key}", language, **words)

    os.environ["TREMPLIN_SECRET"] = office.one_secret()
    paper = Paper()
    place = opening.folder()
    paper.line(say("demo_opens"))
    with opening.opened(place, fresh=fresh) as found:
        practice = opening.practice(place / "imports", found.told_on)
        introduce(paper, say, found, practice)
        port = serving.free_port()
        if once:
            return walk(paper, say, port, language)
        address = f"http://{serving.HERE}:{port}/{language}/office/"
        office.serve(port, serving.HERE, 1, language, lambda _: serving.opened(address, language, browse))
    return 0


def introduce(paper: Paper, say: Any, found: Opened, practice: Path) -> None:
    from tremplin.office.demo.seeding import PASSWORD
    from tremplin.office.organisations.models import Membership

    paper.heading(say("demo_office"))
    paper.line(say("demo_place", place=found.place, day=f"{found.told_on:%d/%m/%Y}"), first="  ")
    paper.line(say("demo_practice", folder=practice), first="  ")
    paper.heading(say("demo_who"))
    members = Membership.objects.select_related("agent", "organisation").order_by("organisation", "pk")
    headings = [say(f"demo_{name}") for name in ("email", "role", "at")]
    rows = [[of.agent.email, say(f"role_{of.role}"), of.organisation.name] for of in members]
    paper.table(headings, rows)
    paper.line(say("demo_password", password=PASSWORD), first="  ")
    paper.blank()


def walk(paper: Paper, say: Any, port: int, language: str) -> int:
    """Serves for as long as it takes to ask every page once; prints what each answered."""
    from tremplin.office.demo import walking
    from tremplin.office.demo.seeding import PASSWORD
    from tremplin.office.organisations.models import Membership

    visits: list[Visit] = []

    def go(stop: Event) -> None:
        email = Membership.objects.order_by("pk").values_list("agent__email", flat=True)[0]
        visits.append(walking.log_in(serving.HERE, port, email, PASSWORD))
        for visit in walking.walk(serving.HERE, port):
            visits.append(visit)
            if stop.is_set():
                return
        stop.set()

    office.serve(port, serving.HERE, 1, language, go)
    return tell(paper, say, visits)


def tell(paper: Paper, say: Any, visits: list[Visit]) -> int:
    """Pages by roles: the statuses of each. 1 where one failed, or none was asked."""
    pages: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for visit in visits:
        pages[visit.page][visit.role].add(visit.status)
    rows = [[page, answered(by_role, say)] for page, by_role in sorted(pages.items())]
    paper.table([say("demo_page"), say("demo_answered")], rows)
    failed = [visit for visit in visits if visit.failed]
    for visit in failed:
        paper.line(f"{visit.status} {visit.role} {visit.address}", first="  ")
    slowest = max((visit.milliseconds for visit in visits), default=0)
    words = {"asked": len(visits), "pages": len(pages), "failed": len(failed), "slowest": slowest}
    paper.line(say("demo_walked", **words))
    return 1 if failed or len(visits) <= 1 else 0


def answered(by_role: dict[str, set[int]], say: Any) -> str:
    """The statuses of a page; by role, where they are not the same for all."""
    texts = {role: " ".join(map(str, sorted(statuses))) for role, statuses in by_role.items()}
    if len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    roles = defaultdict(list)
    for role, text in texts.items():
        roles[text].append(say(f"role_{role}") if role in ROLES else role)
    return "; ".join(f"{text} {', '.join(names)}" for text, names in sorted(roles.items()))
