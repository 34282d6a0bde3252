"""Writes down who read what."""

from __future__ import annotations

from tremplin.office.accounts.models import Agent
from tremplin.office.people.models import Person, Reading


def read_by(agent: Agent | None, person: Person, what: str, reason: str = "") -> Reading:
    """One line of the access log; for the national number `reason` is asked for before."""
    return Reading.objects.create(agent=agent, person=person, what=what, reason=reason)
