"""What goes of a person whom an agency knew, as a worker or as a user: words and dates of talks go, figures stay."""

from __future__ import annotations

EMPTY, NOTHING, NO_LIST = "''", "NULL", "'[]'"
WORKER = "worker_id IN (SELECT id FROM ale_worker WHERE person_id = ANY(of_people))"
USER = "user_id IN (SELECT id FROM ale_user WHERE person_id = ANY(of_people))"
AUTHORISED = f"authorisation_id IN (SELECT id FROM ale_authorisation WHERE {USER})"  # noqa: S608
OPEN = """
  IF EXISTS (SELECT FROM ale_worker WHERE person_id = ANY(of_people) AND ended_on IS NULL)
    OR EXISTS (SELECT FROM ale_user WHERE person_id = ANY(of_people) AND ended_on IS NULL) THEN
    RAISE EXCEPTION 'a file is open';
  END IF;
"""
CLEARED: dict[str, tuple[str, dict[str, str]]] = {
    "ale_duty": (USER, {"proof": EMPTY}),
    "ale_safetysheet": (USER, {"dangers": NO_LIST, "signed_by": EMPTY, "key": NOTHING}),
    "ale_request": (AUTHORISED, {"postal_code": EMPTY, "town": EMPTY, "note": EMPTY, "key": NOTHING}),
    "ale_authorisation": (USER, {"place": EMPTY, "ended_why": EMPTY, "key": NOTHING}),
    "ale_status": (WORKER, {"facts": "'{}'", "proof": EMPTY}),
    "ale_contract": (WORKER, {"signed": "'{}'", "ended_why": EMPTY, "key": NOTHING}),
    "ale_proposal": (WORKER, {"ranking": NO_LIST, "reason": EMPTY}),
    "ale_placement": (WORKER, {"ended_why": EMPTY, "key": NOTHING}),
    "ale_visit": (
        f"{WORKER} OR {AUTHORISED}",
        {"contested_why": EMPTY, "taken_back_why": EMPTY, "key": NOTHING},
    ),
    "ale_issuerline": (WORKER, {"worker_number": EMPTY}),
    "ale_closingline": (f"{WORKER} OR {AUTHORISED}", {"words": "'{}'"}),
    "ale_attendance": (WORKER, {"proof": EMPTY, "key": NOTHING}),
    "ale_user": (
        "person_id = ANY(of_people)",
        {
            "name": EMPTY, "enterprise_number": EMPTY, "contact": EMPTY, "street": EMPTY, "postal_code": EMPTY,
            "town": EMPTY, "email": EMPTY, "phone": EMPTY, "note": EMPTY, "key": NOTHING, "version": "version + 1",
        },
    ),
    "ale_worker": (
        "person_id = ANY(of_people)",
        {
            "ended_why": EMPTY, "iban": EMPTY, "issuer_number": EMPTY, "slots": NO_LIST, "languages": NO_LIST,
            "limits": NO_LIST, "note": EMPTY, "key": NOTHING, "version": "version + 1",
        },
    ),
}  # fmt: skip
DELETED = {
    "ale_dutyevent": USER,
    "ale_safetysheetevent": USER,
    "ale_requestevent": AUTHORISED,
    "ale_authorisationevent": USER,
    "ale_statusevent": WORKER,
    "ale_contractevent": WORKER,
    "ale_placementevent": WORKER,
    "ale_attendanceevent": WORKER,
    "ale_followupevent": WORKER,
    "ale_goalevent": WORKER,
    "ale_userevent": "person_id = ANY(of_people)",
    "ale_workerevent": "person_id = ANY(of_people)",
    "ale_card": f"{WORKER} OR {AUTHORISED}",
    "ale_followup": WORKER,
    "ale_outlook": WORKER,
    "ale_goal": WORKER,
}
KEPT = {
    ("ale_user", "kind"), ("ale_user", "number"), ("ale_user", "language"), ("ale_duty", "kind"), ("ale_duty", "state"),
    ("ale_safetysheet", "activity"), ("ale_authorisation", "number"), ("ale_authorisation", "activity"),
    ("ale_authorisation", "cheques"), ("ale_worker", "number"), ("ale_worker", "payment_body"),
    ("ale_worker", "activities"), ("ale_status", "routes"), ("ale_contract", "form"), ("ale_visit", "channel"),
    ("ale_visit", "state"), ("ale_form", "kind"), ("ale_form", "control_number"), ("ale_booklet", "key"),
    ("ale_cheque", "kind"), ("ale_cheque", "key"), ("ale_issuerline", "authorisation_number"),
    ("ale_issuerline", "cheque_kind"), ("ale_issuerline", "status"), ("ale_closingline", "cause"),
    ("ale_closingline", "visits"), ("ale_closingline", "issuer_lines"), ("ale_closingline", "bank_lines"),
    ("ale_closingline", "resolved"), ("ale_attendance", "module"), ("ale_request", "number"), ("ale_request", "days"),
    ("ale_request", "language"), ("ale_request", "demands"), ("ale_request", "state"), ("ale_proposal", "kind"),
    ("ale_proposal", "key"), ("ale_placement", "days"),
}  # fmt: skip
"""Numbers and kinds; days of work, without whose they were."""
