"""`tremplin migrate`: the tables as this version wants them, the wall between organisations, and what roles may do."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from tremplin.office.database import forgetting, merging
from tremplin.office.database.isolation import isolate, isolated_models
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
                merging.put_up(cursor)
                grant(cursor, app, worker)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def to_come() -> list[str]:
    """What `migrate` would do: migrations by name, and tables whose wall is not up."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    names = [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
    return names or [f"{table}: policy" for table in unwalled()]


def unwalled() -> list[str]:
    """Tables with people's data that lack their policy, or on which it is not forced."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid "
            "WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity"
        )
        walled = {name for (name,) in cursor.fetchall()}
    return sorted({model._meta.db_table for model in isolated_models()} - walled)


def known() -> set[str]:
    """The migrations that this version knows."""
    loader = MigrationExecutor(connection).loader
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    return {f"{app}.{name}" for app, name in {*loader.disk_migrations, *replaced}}
