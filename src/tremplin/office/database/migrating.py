"""`tremplin migrate`: the tables as this version wants them, the wall between organisations, and what roles may do."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, transaction

from tremplin.office.database import forgetting
from tremplin.office.database.isolation import isolate
from tremplin.office.database.roles import grant

LOCK = 600_713
"""The number of the lock that two migrations at once wait on."""


def migrate(app: str, worker: str) -> None:
    """Migrates as the owner, whom the connection belongs to. Twice is the same as once; two at once take turns.

    `app`, `worker`: the roles that are let in.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            call_command("migrate", verbosity=0, interactive=False)
            with transaction.atomic():
                isolate(cursor)
                forgetting.put_up(cursor)
                grant(cursor, app, worker)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
