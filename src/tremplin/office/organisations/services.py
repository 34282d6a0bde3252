"""What is done with an office: its profile, its signers, its members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.accounts.services import account_for
from tremplin.office.organisations.models import Membership, Organisation, Role, Signer


class LastAdministrator(Exception):
    """An office keeps an administrator."""


class AlreadyFounded(Exception):
    """An office is there already. `name`: what is the same (`name`, `prefix`, `commune`), `any` where another one is in
    the way; `other`: the office that is there."""

    def __init__(self, name: str, other: str) -> None:
        super().__init__(name, other)
        self.name, self.other = name, other


@dataclass(frozen=True)
class Founded:
    """An office that was just made. `is_new_agent`: whether its administrator had no account before."""

    organisation: Organisation
    agent: Agent
    is_new_agent: bool


def stand_alone(values: Mapping[str, str], another: bool) -> None:
    """Raises AlreadyFounded where such an office is there, or any where `another` is not said."""
    there = list(Organisation.objects.order_by("pk"))
    for same in ("prefix", "name", "commune"):
        told = values.get(same, "").casefold()
        if other := next((one for one in there if told and getattr(one, same).casefold() == told), None):
            raise AlreadyFounded(same, other.name)
    if there and not another:
        raise AlreadyFounded("any", there[0].name)


FOUNDING = 600_715
"""The lock that two foundings at once take turns by."""


@transaction.atomic
def found_office(
    values: Mapping[str, str], *, email: str, name: str, speaks: str, password: str | None, another: bool
) -> Founded:
    """An office with its first administrator. An account that is there keeps its own password. Raises
    AlreadyFounded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOUNDING])
    stand_alone(values, another)
    is_new = not Agent.objects.filter(email=email.lower()).exists()
    organisation = Organisation.objects.create(**values)
    agent = account_for(email, name, speaks)
    if password and not agent.has_usable_password():
        agent.set_password(password)
        agent.save(update_fields=["password"])
    Membership.objects.create(agent=agent, organisation=organisation, role=Role.ADMINISTRATOR)
    return Founded(organisation, agent, is_new)


@transaction.atomic
def save_profile(organisation: Organisation, values: dict[str, Any], version: int) -> Organisation | None:
    """Saves what is told of an office; None, and nothing saved, where somebody saved another version before."""
    now = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if now.version != version:
        return None
    for name, value in values.items():
        setattr(now, name, value)
    now.version += 1
    now.save(update_fields=[*values, "version"])
    return now


def save_signer(signer: Signer, values: dict[str, Any]) -> Signer:
    for name, value in values.items():
        setattr(signer, name, value)
    signer.save()
    return signer


@transaction.atomic
def join(organisation: Organisation, agent: Agent, role: str) -> Membership | None:
    """Makes an agent a member, once; None where they are one already."""
    found, made = Membership.objects.get_or_create(agent=agent, organisation=organisation, defaults={"role": role})
    return found if made else None


@transaction.atomic
def change_member(organisation: Organisation, member: int, role: str | None = None, active: bool | None = None) -> None:
    """Gives a member another role, or closes and opens access. Raises LastAdministrator, Membership.DoesNotExist."""
    # The office's row is held: two administrators who leave at once take turns.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = Membership.objects.get(pk=member, organisation=organisation)
    found.role = found.role if role is None else role
    found.is_active = found.is_active if active is None else active
    found.save(update_fields=["role", "is_active"])
    if not Membership.objects.filter(organisation=organisation, role=Role.ADMINISTRATOR, is_active=True).exists():
        raise LastAdministrator
