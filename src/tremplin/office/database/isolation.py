"""The wall between organisations: every row of people's data has its organisation, and PostgreSQL shows no other.

The organisation holds for one transaction (`within`). The policies follow from the models and are put up after each
migration (`isolate`); a table without one has its reason in `OPEN`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.functions import Cast, NullIf

SETTING = "tremplin.organisation"
OPEN = {
    "accounts_agent": "who logs in, before an organisation is chosen",
    "organisations_organisation": "names of offices; an agent chooses one of them",
    "organisations_membership": "which offices an agent may choose",
    "account_emailaddress": "allauth: the address that an agent logs in with",
    "account_emailconfirmation": "allauth: the same, not yet confirmed",
    "mfa_authenticator": "allauth: an agent's second factor",
    "socialaccount_socialaccount": "allauth: an agent at another place of identity",
    "socialaccount_socialapp": "allauth: places of identity",
    "socialaccount_socialtoken": "allauth: an agent at another place of identity",
    "axes_accessattempt": "axes: attempts to log in, before an agent is known",
    "axes_accessattemptexpiration": "axes: until when they count",
    "axes_accessfailurelog": "axes: attempts to log in",
    "axes_accesslog": "axes: when agents logged in",
    "accounts_remembered": "tries to log in and used codes, for some minutes, before an organisation is chosen",
    "auth_group": "Django: stays empty",
    "auth_group_permissions": "Django: stays empty",
    "auth_permission": "Django: names of permissions, not used",
    "django_content_type": "names of tables",
    "django_migrations": "what was migrated",
    "django_session": "sessions of agents, without people's data",
    "pghistory_context": "pghistory: stays empty, who and why stand in each history",
    "procrastinate_events": "what became of jobs",
    "procrastinate_jobs": "jobs, whose arguments are ids only",
    "procrastinate_periodic_defers": "when jobs that come back were started",
    "procrastinate_workers": "workers that live",
}
"""Tables without a policy, each with its reason."""


class CurrentOrganisation(Cast):
    """The organisation of this transaction, as PostgreSQL knows it; null where there is none."""

    def __init__(self, *_: Any, **__: Any) -> None:
        said = models.Func(models.Value(SETTING), models.Value(True), function="current_setting")
        super().__init__(NullIf(said, models.Value("")), models.BigIntegerField())

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return f"{__name__}.{type(self).__name__}", [], {}


class Isolated(models.Model):
    """A row of one organisation: filled in and held by the database."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_default=CurrentOrganisation(),
    )

    class Meta:
        abstract = True


@contextmanager
def within(organisation: int) -> Iterator[None]:
    """One transaction in an organisation. After it, none is set."""
    with transaction.atomic():
        enter(organisation)
        yield


def enter(organisation: int | None) -> None:
    """Sets the organisation until the end of the transaction that is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, "" if organisation is None else str(organisation)])


def current() -> int | None:
    """The organisation of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting(%s, true), '')::bigint", [SETTING])
        found = cursor.fetchone()
    return None if found is None else found[0]


def isolated_models() -> list[type[models.Model]]:
    """Every model whose rows belong to an organisation, the histories of such models too."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and any(f.name == "organisation" for f in model._meta.fields)
        if model._meta.db_table not in OPEN
    ]


def isolate(cursor: Any) -> None:
    """Puts up the policy of every such table, and holds what refers to each other to one organisation."""
    here = f"(nullif(current_setting('{SETTING}', true), '')::bigint)"
    tables = {model._meta.db_table for model in isolated_models()}
    for table in sorted(tables):
        cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY')
        cursor.execute(f'DROP POLICY IF EXISTS organisation ON "{table}"')
        cursor.execute(
            f'CREATE POLICY organisation ON "{table}" USING (organisation_id = {here}) '
            f"WITH CHECK (organisation_id = {here})"
        )
    cursor.execute("SELECT conname FROM pg_constraint")
    known = {name for (name,) in cursor.fetchall()}
    for model in isolated_models():
        for field in model._meta.fields:
            if not isinstance(field, models.ForeignKey) or not getattr(field, "db_constraint", True):
                continue
            target = field.related_model._meta.db_table
            if target in tables:
                hold_together(cursor, known, model._meta.db_table, field.column, target)


def hold_together(cursor: Any, known: set[str], table: str, column: str, target: str) -> None:
    """A row may only refer to a row of its own organisation."""
    key, reference = f"{target}_here", f"{table}_{column}_here"[:63]
    if key not in known:
        cursor.execute(f'ALTER TABLE "{target}" ADD CONSTRAINT "{key}" UNIQUE (id, organisation_id)')
        known.add(key)
    if reference not in known:
        cursor.execute(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{reference}" FOREIGN KEY ("{column}", organisation_id) '
            f'REFERENCES "{target}" (id, organisation_id) DEFERRABLE INITIALLY DEFERRED'
        )
        known.add(reference)
