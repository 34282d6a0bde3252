"""How rows are moved from one record of a person to another: one function of the database, for which the app may not
change what is kept.

It runs as the owner, so it holds itself to the organisation of the transaction and to a merge that is written down
there, made by an agent who manages that office. Histories stay as they were written.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from tremplin.office.database.isolation import isolated_models

PERSON = "people.Person"
KEPT = ("people_merge", "people_person")
"""Tables that say themselves which record is which."""
FUNCTION = """
CREATE OR REPLACE FUNCTION tremplin_merge(of_merge bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here bigint := nullif(current_setting('tremplin.organisation', true), '')::bigint;
  one people_merge%ROWTYPE;
BEGIN
  SELECT * INTO one FROM people_merge WHERE id = of_merge AND organisation_id = here;
  IF NOT FOUND THEN RAISE EXCEPTION 'no such merge here'; END IF;
  IF NOT EXISTS (SELECT FROM organisations_membership WHERE agent_id = one.made_by_id AND organisation_id = here
                 AND is_active AND role IN ('manager', 'administrator')) THEN
    RAISE EXCEPTION 'not for this agent';
  END IF;
{statements}
END $$;
REVOKE ALL ON FUNCTION tremplin_merge(bigint) FROM PUBLIC
"""


def moving() -> list[tuple[type[models.Model], str]]:
    """Every table that refers to people, and by which column; histories apart."""
    return [
        (model, field.attname)
        for model in isolated_models()
        if model._meta.db_table not in KEPT and not model.__name__.endswith("Event")
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label == PERSON
    ]


def put_up(cursor: Any) -> None:
    """Makes the function as this version wants it, after each migration."""
    statements = [
        f"  UPDATE {model._meta.db_table} SET {column} = one.kept_id WHERE {column} = one.absorbed_id;"  # noqa: S608
        for model, column in moving()
    ]
    cursor.execute(FUNCTION.replace("{statements}", "\n".join(statements)))
