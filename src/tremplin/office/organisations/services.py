"""What is done with an office: its profile, its signers, its members."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.organisations.models import Membership, Organisation, Role, Signer


class LastAdministrator(Exception):
    """An office keeps an administrator."""


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
