"""What an agency keeps. Money in cents, hours in hundredths, minutes since midnight; periods end before their last."""

from tremplin.office.ale.models.agency import Coverage, Fee, Offer, Price
from tremplin.office.ale.models.cheques import BankLine, Booklet, Cheque, IssuerLine, Layout
from tremplin.office.ale.models.closing import Closing, ClosingLine, Opening
from tremplin.office.ale.models.follow import Attendance, FollowUp, Goal
from tremplin.office.ale.models.hours import Card, Form, Visit
from tremplin.office.ale.models.placing import Crossing, Placement, Proposal, Request
from tremplin.office.ale.models.users import Authorisation, Duty, SafetySheet, User
from tremplin.office.ale.models.workers import Contract, Outlook, Status, Worker

__all__ = [
    "Attendance", "Authorisation", "BankLine", "Booklet", "Card", "Cheque", "Closing", "ClosingLine", "Contract",
    "Coverage", "Crossing", "Duty", "Fee", "FollowUp", "Form", "Goal", "IssuerLine", "Layout", "Offer", "Opening",
    "Outlook", "Placement", "Price", "Proposal", "Request", "SafetySheet", "Status", "User", "Visit", "Worker",
]  # fmt: skip
