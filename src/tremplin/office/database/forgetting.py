"""How a person is made anonymous: one function of the database, for which the app may not change what is kept.

It runs as the owner, so it holds itself to the organisation of the transaction, to people without an open file, and to
an agent who manages that office; and it writes who asked and why. Names, numbers, contact, free text, histories and the
content of papers go; figures, dates of contracts and the numbers of files and papers stay. Records that were merged
into the person go along. Of files handed in the rest is told in `ledger/services/emptying.py`.
"""

from __future__ import annotations

from typing import Any

from tremplin.office.database import forgetting_ale as ale

EMPTY, NOTHING = "''", "NULL"
PERSON, FILE = "person_id = ANY(of_people)", "file_id = ANY(of_files)"
CONTRACT = "contract_id IN (SELECT id FROM article60_contract WHERE file_id = ANY(of_files))"
DECISION = "decision_id IN (SELECT id FROM decisions_decision WHERE person_id = ANY(of_people))"
CLAIM = "claim_id IN (SELECT id FROM article60_claim WHERE file_id = ANY(of_files))"
CLEARED: dict[str, tuple[str, dict[str, str]]] = {
    "people_reading": (PERSON, {"reason": EMPTY}),
    "decisions_decision": (PERSON, {"facts": "'{}'", "outcome": "jsonb_build_object('result', outcome->'result')"}),
    "documents_document": (
        PERSON,
        {"title": "kind", "name": "kind", "content": EMPTY, "key": NOTHING, "stated": "'{}'"},
    ),
    "decisions_difference": (DECISION, {"outcome": "'{}'"}),
    "ledger_workrow": (
        PERSON,
        {"employer": EMPTY, "place": EMPTY, "note": EMPTY, "others": "'{}'", "taken_back_why": EMPTY, "key": NOTHING},
    ),
    "article60_file": (PERSON, {"note": EMPTY, "closed_why": EMPTY}),
    "article60_contract": (FILE, {"function": EMPTY, "ended_why": EMPTY, "key": NOTHING}),
    "article60_period": (FILE, {"why": EMPTY}),
    "article60_convention": (FILE, {"task": EMPTY}),
    "article60_onemrequest": (FILE, {"reference": EMPTY}),
    "article60_projection": (FILE, {"plan": "'{}'", "subsidy": "'{}'", "notes": "'[]'"}),
    "article60_clausereading": (CONTRACT, {"because": EMPTY}),
    "article60_claimentry": (CLAIM, {"reason": EMPTY}),
    **ale.CLEARED,
    "people_merge": ("kept_id = ANY(of_people)", {"was": "'{}'", "why": EMPTY}),
    "people_person": (
        "id = ANY(of_people)",
        {
            "family_name": "'—'", "given_name": EMPTY, "sort_key": EMPTY, "national_number": NOTHING,
            "birth_year": "coalesce(birth_year, extract(year FROM birth_date)::smallint)", "birth_date": NOTHING,
            "birth_month": NOTHING, "spoken": EMPTY, "email": EMPTY, "phone": EMPTY, "street": EMPTY,
            "postal_code": EMPTY, "town": EMPTY, "stay_until": NOTHING, "key": NOTHING, "anonymised_at": "now()",
            "version": "version + 1",
        },
    ),
}  # fmt: skip
"""Tables whose rows stay: which of them, and what of them goes."""
DELETED = {
    "deadlines_deadline": PERSON,
    "deadlines_watch": "organisation_id = here "
    "AND subject IN (SELECT number FROM article60_file WHERE person_id = ANY(of_people))",
    **ale.DELETED,
    "people_personevent": "id = ANY(of_people)",
    "article60_fileevent": PERSON,
    "article60_aidevent": FILE,
    "article60_contractevent": FILE,
    "article60_periodevent": FILE,
    "article60_conventionevent": FILE,
    "article60_onemrequestevent": FILE,
}
"""Tables whose rows go."""
KEPT = {
    ("people_person", "language"), ("people_merge", "moved"), ("people_reading", "what"), ("article60_file", "number"),
    ("article60_aid", "kind"),
    ("article60_contract", "form"), ("article60_projection", "key"), ("article60_projection", "law"),
    ("article60_projection", "status"), ("article60_clausereading", "trigger"), ("article60_claimentry", "kind"),
    ("article60_claimentry", "key"), ("decisions_decision", "subject"), ("decisions_decision", "question"),
    ("decisions_decision", "status"), ("decisions_decision", "law"), ("decisions_decision", "amounts"),
    ("documents_document", "subject"), ("documents_document", "kind"), ("documents_document", "number"),
    ("documents_document", "language"), ("documents_document", "media_type"), ("documents_document", "sha256"),
    ("ledger_workrow", "layer"),
    ("article60_handovertick", "item"), ("decisions_difference", "law"), ("decisions_difference", "differs"),
    *ale.KEPT,
}  # fmt: skip
"""Text that stays: kinds, numbers of files and papers, hashes; it names nobody."""
# A month's claim holds others too; what it said stands in the claims, and it can be made again without the name.
MONTHS = """
  UPDATE documents_document SET content = '', stated = '{}', key = NULL
    WHERE organisation_id = here AND person_id IS NULL AND kind = 'claim' AND (
      subject IN (SELECT to_char(month, 'YYYY-MM') FROM article60_claim WHERE file_id = ANY(of_files))
      OR EXISTS (SELECT FROM article60_file AS file WHERE file.id = ANY(of_files)
                 AND strpos(stated::text, '"' || file.number || '"') > 0));
"""
# An original that holds others too stays until the last of them is anonymous.
UPLOADS = """
  UPDATE ledger_upload SET content = '', report = '{}', answers = '{}', name = 'anonymous'
    WHERE id IN (SELECT upload_id FROM ledger_workrow WHERE person_id = ANY(of_people)) AND NOT EXISTS (
      SELECT FROM ledger_workrow JOIN people_person ON people_person.id = ledger_workrow.person_id
      WHERE ledger_workrow.upload_id = ledger_upload.id AND people_person.anonymised_at IS NULL);
  WITH stated AS (
    SELECT DISTINCT article60_statement.id, article60_file.person_id FROM article60_statement
      JOIN article60_claimentry
        ON position('st:' || article60_statement.sha256 || ':' IN article60_claimentry.key) > 0
        AND article60_claimentry.organisation_id = article60_statement.organisation_id
      JOIN article60_claim ON article60_claim.id = article60_claimentry.claim_id
      JOIN article60_file ON article60_file.id = article60_claim.file_id
      WHERE article60_statement.organisation_id = here)
  UPDATE article60_statement
    SET content = '', headings = '[]', lines = '[]', answers = '{}', faults = '[]', name = 'anonymous'
    WHERE id IN (SELECT id FROM stated WHERE person_id = of_person) AND NOT EXISTS (
      SELECT FROM stated JOIN people_person ON people_person.id = stated.person_id
      WHERE stated.id = article60_statement.id AND people_person.anonymised_at IS NULL);
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION tremplin_forget(of_person bigint, by_agent bigint, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here bigint := nullif(current_setting('tremplin.organisation', true), '')::bigint;
  of_people bigint[];
  of_files bigint[];
BEGIN
  PERFORM FROM people_person WHERE id = of_person AND organisation_id = here AND anonymised_at IS NULL
    AND NOT EXISTS (SELECT FROM people_merge WHERE absorbed_id = of_person) FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no such person here'; END IF;
  IF NOT EXISTS (SELECT FROM organisations_membership WHERE agent_id = by_agent AND organisation_id = here
                 AND is_active AND role IN ('manager', 'administrator')) THEN
    RAISE EXCEPTION 'not for this agent';
  END IF;
  of_people := ARRAY(WITH RECURSIVE these(id) AS (
    SELECT of_person UNION SELECT absorbed_id FROM people_merge JOIN these ON kept_id = these.id
  ) SELECT id FROM these);
  IF EXISTS (SELECT FROM article60_file WHERE person_id = ANY(of_people) AND closed_on IS NULL) THEN
    RAISE EXCEPTION 'a file is open';
  END IF;
{open}  of_files := ARRAY(SELECT id FROM article60_file WHERE person_id = ANY(of_people));
{statements}  INSERT INTO people_reading (person_id, agent_id, what, reason, at, organisation_id)
    VALUES (of_person, by_agent, 'anonymised', because, now(), here);
END $$;
REVOKE ALL ON FUNCTION tremplin_forget(bigint, bigint, text) FROM PUBLIC
"""


def put_up(cursor: Any) -> None:
    """Makes the function as this version wants it, after each migration."""
    statements = [f"  DELETE FROM {table} WHERE {rows};" for table, rows in DELETED.items()]  # noqa: S608
    for table, (rows, columns) in CLEARED.items():
        told = ", ".join(f"{column} = {value}" for column, value in columns.items())
        statements.append(f"  UPDATE {table} SET {told} WHERE {rows};")  # noqa: S608
    body = "\n".join([*statements, MONTHS, UPLOADS])
    cursor.execute(FUNCTION.replace("{statements}", body).replace("{open}", ale.OPEN))
