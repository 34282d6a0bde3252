"""The feed of an agent: an address with a secret, that a calendar reads without logging in.

No organisation is known before the secret is; one function of the database, which the owner made, answers the
organisation of an active secret's hash, and nothing else (migration 0002).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import connection
from icalendar import Calendar, Event

from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.deadlines.models import Deadline, Feed
from tremplin.office.deadlines.wording import short
from tremplin.office.organisations.models import Membership

LONGEST = 200


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def open_feed(agent: Agent) -> str:
    """A new secret, told this once; the ones before it answer no more."""
    close_feed(agent)
    secret = token_urlsafe(32)
    Feed.objects.create(agent=agent, secret_sha256=hash_of(secret))
    return secret


def close_feed(agent: Agent) -> None:
    Feed.objects.filter(agent=agent, is_active=True).update(is_active=False)


def feed_of(agent: Agent) -> Feed | None:
    """The active feed of an agent in this office."""
    return Feed.objects.filter(agent=agent, is_active=True).order_by("-pk").first()


def office_of(secret: str) -> int | None:
    """The organisation whose feed has this secret; None for a secret that is unknown or revoked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tremplin_feed_office(%s)", [hash_of(secret[:LONGEST])])
        found = cursor.fetchone()
    return None if found is None else found[0]


def reader_of(secret: str, organisation: int) -> Agent | None:
    """Whose feed it is, inside its organisation: an agent who still is a member."""
    feed = Feed.objects.select_related("agent").filter(secret_sha256=hash_of(secret[:LONGEST]), is_active=True).first()
    if feed is None or not feed.agent.is_active:
        return None
    member = Membership.objects.filter(agent=feed.agent, organisation_id=organisation, is_active=True).exists()
    return feed.agent if member else None


def calendar(deadlines: Iterable[Deadline], language: str) -> bytes:
    """Deadlines as a calendar: file numbers and kinds only; own words may name somebody, so they stay here."""
    found = Calendar()
    found.add("prodid", "-//Tremplin//office//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", sentence("office_today.feed_name", language))
    for deadline in deadlines:
        found.add_component(event(deadline, language))
    text: bytes = found.to_ical()
    return text


def event(deadline: Deadline, language: str) -> Event:
    found = Event()
    said = short(deadline, language)
    found.add("uid", f"{hash_of(f'{deadline.organisation_id}:{deadline.key}')[:32]}@tremplin")
    found.add("dtstamp", stamp(deadline))
    found.add("dtstart", deadline.due_on)
    found.add("dtend", deadline.due_on + timedelta(days=1))
    found.add("summary", f"{deadline.subject} · {said}" if deadline.subject else said)
    found.add("transp", "TRANSPARENT")
    return found


def stamp(deadline: Deadline) -> datetime:
    return deadline.first_seen_at.replace(microsecond=0)
