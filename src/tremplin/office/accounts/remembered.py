"""What all processes of the office remember together, for a short while: tries to log in, and codes that were used.

It is in the database, so it needs no service more; a key that exists already waits for whoever writes it, so of two
processes that are given the same code at once one refuses it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone

TABLE = "accounts_remembered"
USED = "allauth.mfa.totp.used"
PERIOD = 30
"""Seconds that a code of the second factor is shown."""


class Remembered(DatabaseCache):
    """Remembers a used code for as long as it is taken, which is longer than allauth does: also the periods before and
    after its own (MFA_TOTP_TOLERANCE)."""

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if key.startswith(USED):
            timeout = PERIOD * (1 + 2 * settings.MFA_TOTP_TOLERANCE)
        return bool(super().add(key, value, timeout, version))


def clear_past() -> int:
    """Takes away what no longer holds; how many."""
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{TABLE}" WHERE expires < %s', [timezone.now()])  # noqa: S608
        return int(cursor.rowcount)
