"""What must be done by when, and kept: certificates, accounts, the subsidy, the form of cheques, lists and files."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import NONE, Day, Kind, Maybe, Money, Number, YesNo, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import civil, day_of, months_after, word

CERTIFICATE = "AR 25/11/1991, art. 79; CIR 1992, art. 145/21"
ACCOUNTS = "AR 25/11/1991, art. 79, § 9, § 12; AR 10/01/2007"
CHEQUE = "AR 25/11/1991, art. 79; Erlass 22/12/2022"
SAFETY = "loi 04/08/1996; loi 07/04/1999, art. 7-15"

Sender = Annotated[int, choice("issuer", "employment_service")]
PAPER, ELECTRONIC, HOURS = range(3)
ChequeForm = Annotated[int, choice("paper", "electronic", "prepaid_hours")]
ONLY_PAPER, USER_CHOOSES, ONLY_HOURS = range(3)
FormRule = Annotated[int, choice("only_paper", "user_chooses", "only_prepaid_hours")]
ChequeForms = Annotated[int, Kind("choices", 1, ("paper", "electronic", "prepaid_hours"))]
SAME_DATE, DAY_BEFORE = range(2)
KeptEnd = Annotated[int, choice("same_date", "day_before")]
LIST_HOLDS = ("cheque_number", "worker", "day")
ListEntries = Annotated[int, Kind("choices", 1, LIST_HOLDS)]
FILE_HOLDS = (
    *("identity", "residence_permit", "status_history", "access_category", "certificates", "contract"),
    *("authorisations", "monthly_forms", "cheque_stock", "bearer_sales", "fees", "training_spending"),
    *("accident_reports", "refused_applications"),
)
Records = Annotated[int, Kind("choices", 1, FILE_HOLDS)]


class YearDay(NamedTuple):
    """A day of the year after."""

    month: int
    day: int


@word
def in_the_year_after(on_day: int, month: int, day: int) -> int:
    """A day of the year after that of the day."""
    year, _, _ = civil(on_day)
    return day_of(year + 1, month, day)


@rule(CERTIFICATE, clock="on_day")
def ale_certificate_before(on_day: Day, ale_certificate_day: YearDay) -> Day:
    """The user has the tax certificate before this day"""
    return in_the_year_after(on_day, ale_certificate_day.month, ale_certificate_day.day)


@rule(CERTIFICATE, clock="on_day")
def ale_certificate_from(ale_certificate_sender: Sender) -> Sender:
    """Who sends the tax certificate"""
    return ale_certificate_sender


@rule(CERTIFICATE, clock="on_day")
def ale_tax_data_before(on_day: Day, ale_tax_data_day: YearDay) -> Day:
    """The tax office has the data before this day"""
    return in_the_year_after(on_day, ale_tax_data_day.month, ale_tax_data_day.day)


@rule(ACCOUNTS, clock="on_day")
def ale_accounts_by(on_day: Day, ale_accounts_day: YearDay) -> Day:
    """Last day for the report on the accounts"""
    return in_the_year_after(on_day, ale_accounts_day.month, ale_accounts_day.day)


@rule("AR 25/11/1991, art. 79, § 9, 2°", clock="on_day")
def ale_training_money_by(on_day: Day, ale_training_share: Number) -> Maybe[Day]:
    """Last day to spend the training money of that year; none where there is none"""
    if ale_training_share == 0:
        return NONE
    year, _, _ = civil(on_day)
    return day_of(year + 2, 1, 1) - 1


@rule(ACCOUNTS, clock="on_day")
def ale_subsidy_of_year(ale_agency_subsidy: Money) -> Money:
    """What an ALE receives for the year, besides its share of the cheques"""
    return ale_agency_subsidy


@rule(CHEQUE, clock="on_day")
def ale_cheque_forms(ale_cheque_form_rule: FormRule) -> ChequeForms:
    """The forms in which hours are paid"""
    if ale_cheque_form_rule == USER_CHOOSES:
        return 1 << PAPER | 1 << ELECTRONIC
    return 1 << PAPER if ale_cheque_form_rule == ONLY_PAPER else 1 << HOURS


@rule(CHEQUE, clock="on_day")
def ale_cheque_usual(ale_cheque_usual_form: ChequeForm) -> ChequeForm:
    """The usual form"""
    return ale_cheque_usual_form


@rule(ACCOUNTS, clock="ale_last_cheque_issued")
def ale_list_until(ale_last_cheque_issued: Day, ale_list_months: Number, ale_list_end: KeptEnd) -> Day:
    """Last day on which the user must still have the list of cheques"""
    end = months_after(ale_last_cheque_issued, ale_list_months)
    return end - 1 if ale_list_end == DAY_BEFORE else end


@rule(ACCOUNTS, clock="ale_last_cheque_issued")
def ale_list_holds(ale_list_kept: YesNo) -> ListEntries:
    """What the list says of each cheque"""
    return (1 << len(LIST_HOLDS)) - 1 if ale_list_kept else 0


@rule("loi 07/04/1999; AR 25/11/1991, art. 79", clock="on_day")
def ale_file_holds(ale_file_kept: YesNo) -> Records:
    """What an ALE keeps of a worker and of its users"""
    return (1 << len(FILE_HOLDS)) - 1 if ale_file_kept else 0


@rule("loi 07/04/1999; AR 25/11/1991, art. 79", clock="on_day")
def ale_file_kept_for(ale_file_months: Number) -> Maybe[Number]:
    """Months that the file must be kept"""
    return ale_file_months


@rule(SAFETY, clock="on_day")
def ale_wellbeing_employer(ale_wellbeing_act: YesNo) -> YesNo:
    """The user counts as employer for well-being at work"""
    return ale_wellbeing_act


@rule(SAFETY, clock="on_day")
def ale_damage_reported_within(ale_damage_hours: Number) -> Number:
    """Hours within which the user tells the ALE of damage"""
    return ale_damage_hours
