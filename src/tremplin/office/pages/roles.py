"""Who may do what: for each page of the office, who reads it and who writes on it. A page that is not here is nobody's.

Social workers keep people and files, finance keeps claims and amounts; managers and administrators do both, and only
they forget people; an administrator keeps the office itself; an auditor reads. A button shows to who may use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tremplin.office.organisations.models import Organisation, Role

Roles = frozenset[Role]
ALL: Roles = frozenset(Role)
WORKING = ALL - {Role.AUDITOR}
MANAGING: Roles = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
FILES = MANAGING | {Role.SOCIAL_WORKER}
MONEY = MANAGING | {Role.FINANCE}
ADMINISTERING: Roles = frozenset({Role.ADMINISTRATOR})
NONE: Roles = frozenset()


@dataclass(frozen=True)
class Rights:
    """Who opens a page; who sends its forms and sees its buttons."""

    read: Roles
    write: Roles


NOBODYS = Rights(NONE, NONE)
PAGES: dict[str, Rights] = {
    # The day
    "office_today": Rights(ALL, WORKING),
    "office_settle": Rights(ALL, WORKING),
    "office_undo": Rights(ALL, WORKING),
    "office_remind": Rights(WORKING, WORKING),
    "office_calendar": Rights(ALL, WORKING),
    # People
    "office_files": Rights(ALL, FILES),
    "office_file_new": Rights(FILES, FILES),
    "office_person": Rights(ALL, FILES),
    "office_number": Rights(NONE, ALL),
    "office_report": Rights(NONE, FILES),
    "office_due": Rights(ALL, NONE),
    "office_duplicates": Rights(FILES, NONE),
    "office_merge": Rights(FILES, MANAGING),
    "office_forget": Rights(MANAGING, MANAGING),
    # Their files
    "office_file": Rights(ALL, FILES),
    "office_days": Rights(ALL, FILES),
    "office_onem": Rights(ALL, FILES),
    "office_gap": Rights(ALL, FILES),
    "office_imports": Rights(ALL, FILES),
    "office_import": Rights(ALL, FILES),
    "office_import_original": Rights(ALL, NONE),
    # Plan and contract
    "office_plan": Rights(ALL, FILES),
    "office_contract": Rights(FILES, FILES),
    "office_amendment": Rights(FILES, FILES),
    "office_end": Rights(FILES, FILES),
    "office_signed": Rights(FILES, FILES),
    "office_close": Rights(FILES, FILES),
    "office_convention": Rights(ALL, FILES),
    "office_aid": Rights(ALL, FILES),
    "office_hosts": Rights(ALL, FILES),
    "office_host_new": Rights(FILES, FILES),
    "office_host": Rights(ALL, FILES),
    # Papers
    "office_papers": Rights(ALL, FILES),
    "office_paper": Rights(ALL, NONE),
    "office_handover": Rights(ALL, FILES),
    "office_pack": Rights(ALL, NONE),
    # The whole office
    "office_board": Rights(ALL, NONE),
    "office_board_export": Rights(ALL, NONE),
    "office_differs": Rights(ALL, FILES),
    # Money
    "office_claims": Rights(ALL, MONEY),
    "office_statements": Rights(ALL, MONEY),
    "office_statement": Rights(ALL, MONEY),
    "office_statement_original": Rights(ALL, NONE),
    "office_forecast": Rights(ALL, NONE),
    "office_claim": Rights(ALL, MONEY),
    "office_amounts": Rights(ALL, MONEY),
    "office_amount": Rights(ALL, MONEY),
    "office_amount_back": Rights(NONE, MONEY),
    "office_amounts_export": Rights(ALL, NONE),
    # Users of an agency
    "office_ale_closing": Rights(ALL, WORKING),
    "office_ale_close": Rights(ALL, WORKING),
    "office_ale_close_agreed": Rights(ALL, NONE),
    "office_ale_close_preview": Rights(ALL, WORKING),
    "office_ale_close_line": Rights(ALL, WORKING),
    "office_ale_close_papers": Rights(ALL, WORKING),
    "office_ale_close_papers_zip": Rights(ALL, NONE),
    "office_ale_close_files": Rights(ALL, WORKING),
    "office_ale_agency": Rights(ALL, FILES),
    "office_ale_users": Rights(ALL, NONE),
    "office_ale_user_new": Rights(FILES, FILES),
    "office_ale_user": Rights(ALL, FILES),
    "office_ale_authorise": Rights(FILES, FILES),
    "office_ale_safety": Rights(FILES, FILES),
    "office_ale_renewals": Rights(ALL, FILES),
    # Cheques of an agency, its book, and the files of issuer and bank
    "office_ale_cheques": Rights(ALL, FILES),
    "office_ale_cheques_of": Rights(ALL, FILES),
    "office_ale_cheques_act": Rights(FILES, FILES),
    "office_ale_book": Rights(ALL, NONE),
    "office_ale_account": Rights(ALL, NONE),
    "office_ale_imports": Rights(ALL, WORKING),
    "office_ale_import": Rights(ALL, WORKING),
    "office_ale_import_original": Rights(ALL, NONE),
    "office_ale_swap": Rights(ALL, MONEY),
    # An agency: requests and placing
    "office_ale_requests": Rights(ALL, NONE),
    "office_ale_request_new": Rights(FILES, FILES),
    "office_ale_request": Rights(ALL, FILES),
    "office_ale_request_others": Rights(ALL, NONE),
    "office_ale_turns": Rights(ALL, NONE),
    "office_ale_week": Rights(ALL, FILES),
    # Hours of an agency
    "office_ale_hours": Rights(ALL, NONE),
    "office_ale_hours_month": Rights(ALL, FILES),
    "office_ale_hours_worker": Rights(ALL, FILES),
    "office_ale_visit": Rights(ALL, FILES),
    "office_ale_cards": Rights(FILES, FILES),
    "office_ale_hour_forms": Rights(ALL, FILES),
    "office_ale_hour_form": Rights(ALL, FILES),
    # The year of an agency
    "office_ale_year": Rights(ALL, NONE),
    "office_ale_year_of": Rights(ALL, WORKING),
    "office_ale_year_user": Rights(ALL, WORKING),
    "office_ale_year_worker": Rights(ALL, WORKING),
    # The office itself
    "office_settings": Rights(ALL, ADMINISTERING),
    "office_signers": Rights(ALL, ADMINISTERING),
    "office_signer": Rights(ALL, ADMINISTERING),
    "office_members": Rights(ADMINISTERING, ADMINISTERING),
    "office_member": Rights(NONE, ADMINISTERING),
    "office_jobs": Rights(ADMINISTERING, ADMINISTERING),
    # An agency: its workers
    "office_ale_workers": Rights(ALL, NONE),
    "office_ale_worker_new": Rights(FILES, FILES),
    "office_ale_worker": Rights(ALL, NONE),
    "office_ale_worker_edit": Rights(FILES, FILES),
    "office_ale_status": Rights(FILES, FILES),
    "office_ale_contract": Rights(ALL, FILES),
    "office_ale_course": Rights(ALL, FILES),
    "office_ale_radar": Rights(ALL, NONE),
    # One's own, whichever the role
    "office_choose": Rights(ALL, ALL),
    "office_account": Rights(ALL, ALL),
    "office_codes": Rights(NONE, ALL),
}


OF_FILES = frozenset({
    *("office_files", "office_file_new", "office_file", "office_days", "office_onem", "office_gap", "office_imports"),
    *("office_import", "office_import_original", "office_plan", "office_contract", "office_amendment", "office_end"),
    *("office_signed", "office_close", "office_convention", "office_aid", "office_hosts", "office_host_new"),
    *("office_host", "office_papers", "office_handover", "office_pack", "office_board", "office_board_export"),
    *("office_differs", "office_claims", "office_claim", "office_forecast", "office_statements", "office_statement"),
    "office_statement_original",
})  # fmt: skip
"""Pages of a CPAS alone: its files of article 60 § 7, and what belongs to them."""


def is_of(kind: str, page: str | None) -> bool:
    """Whether an office of a kind has a page: an agency has no files of article 60, a CPAS closes no month."""
    name = page or ""
    return name not in OF_FILES if kind == Organisation.Kind.ALE else not name.startswith("office_ale_")


def rights_on(page: str | None) -> Rights:
    return PAGES.get(page or "", NOBODYS)


def may_open(role: Role, address: str) -> bool:
    """Whether a link is shown: to a page that the role reads."""
    try:
        return role in rights_on(resolve(urlsplit(address).path).url_name).read
    except Resolver404:
        return False
