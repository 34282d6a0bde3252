"""What waits today, what comes this week, what was settled today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tremplin.office.accounts.models import Agent
from tremplin.office.deadlines.models import Deadline

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    """The lists of a day, the most pressing first."""

    waiting: list[Deadline]
    later: list[Deadline]
    done: list[Deadline]


def whose(agent: Agent | None) -> Q:
    """Those of an agent and those of everybody; of all when no agent is named."""
    return Q() if agent is None else Q(agent=agent) | Q(agent=None)


def to_do() -> QuerySet[Deadline]:
    return Deadline.objects.filter(done_at=None, gone_at=None)


def day_of(agent: Agent | None, today: date) -> Day:
    """The day of an agent, or of the office."""
    mine = Deadline.objects.filter(whose(agent)).select_related("person", "done_by", "agent")
    coming = list(mine.filter(done_at=None, gone_at=None, due_on__lte=today + WEEK).order_by("weight", "due_on", "key"))
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    done = list(mine.filter(done_at__gte=midnight, done_at__lt=midnight + timedelta(days=1)).order_by("-done_at"))
    later = sorted((of for of in coming if of.due_on > today), key=lambda of: (of.due_on, of.weight, of.key))
    return Day([of for of in coming if of.due_on <= today], later, done)


@dataclass(frozen=True)
class Waiting:
    """How many things wait, and how many of them are files handed in."""

    count: int
    imports: int


def waiting(agent: Agent | None, today: date) -> Waiting:
    found = to_do().filter(whose(agent), due_on__lte=today)
    return Waiting(**found.aggregate(count=Count("pk"), imports=Count("pk", filter=Q(kind__startswith="import_"))))


def calendar_of(agent: Agent, today: date) -> list[Deadline]:
    """What the feed of an agent tells: from two weeks ago on."""
    found = to_do().filter(whose(agent), due_on__gte=today - 2 * WEEK)
    return list(found.order_by("due_on", "key"))
