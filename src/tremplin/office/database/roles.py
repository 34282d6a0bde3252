"""Three roles: the owner migrates, backs up and restores; the app and the worker read and write, within their
organisation, and may not take back what is kept for good."""

from __future__ import annotations

from typing import Any

from django.apps import apps

APPEND_ONLY = (
    "people_reading",
    "people_merge",
    "decisions_decision",
    "documents_document",
    "organisations_amount",
    "article60_claimentry",
    "article60_clausereading",
    "ledger_account",
    "ledger_entry",
    "ledger_line",
    "ale_price",
    "ale_fee",
    "ale_proposal",
    "ale_crossing",
    "ale_cheque",
    "ale_issuerline",
    "ale_bankline",
    "article60_handovertick",
)
"""Tables whose rows are never changed or taken away by the office itself; histories (`…event`) are so too."""


def grant(cursor: Any, app: str, worker: str) -> None:
    """What the app and the worker may do, after each migration. Only the worker, which keeps the terms of retention,
    may take back what is kept."""
    names = f'"{app}", "{worker}"'
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {names}")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {names}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {names}")
    cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {names}")
    # What passes the wall is for these two only. A backup keeps no rights, so a restored office lacks its migration's.
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
    )
    for (function,) in cursor.fetchall():
        cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
    histories = [model._meta.db_table for model in apps.get_models() if model.__name__.endswith("Event")]
    for table in (*APPEND_ONLY, *histories):
        cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM "{app}"')
    cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {names}")
