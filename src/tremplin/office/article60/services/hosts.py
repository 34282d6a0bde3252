"""Keeps the hosts: new ones, changes, and those that are put aside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tremplin.office.article60.models import Host
from tremplin.office.article60.services.holding import at_version, made, once

FIELDS = ("name", "form", "enterprise_number", "contact", "email", "phone", "street", "postal_code", "town")


@transaction.atomic
def enrol(values: Mapping[str, Any], *, key: str | None = None) -> Host:
    """A new host, once a `key`. Raises AlreadyDone."""
    deed = once(key, "host")
    host = Host.objects.create(**{name: values[name] for name in FIELDS if name in values})
    made(deed, host)
    return host


@transaction.atomic
def change(host: Host, values: Mapping[str, Any], *, version: int | None = None, key: str | None = None) -> Host:
    """Other particulars of a host. Raises Stale, AlreadyDone."""
    deed, host = once(key, "host"), at_version(host, version)
    for name in FIELDS:
        if name in values:
            setattr(host, name, values[name])
    host.save()
    made(deed, host)
    return host


@transaction.atomic
def put_aside(host: Host, is_active: bool = False) -> Host:
    """Takes a host out of use, or back into it; its conventions stay."""
    if host.is_active != is_active:
        host = at_version(host, None)
        host.is_active = is_active
        host.save()
    return host
