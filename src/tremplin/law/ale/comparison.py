"""An ALE contract beside an ordinary contract and volunteering: the table of the guide, and what an hour brings."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import Kind, Money, Number, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import word

GUIDE = "guide, vocabulary: loi 07/04/1999; AR 25/11/1991, art. 79"

KIND = ("side_activity", "main_activity", "unpaid_activity")
INCOME = ("added_to_benefit", "pay_of_its_own", "no_financial_effect")
CONTRIBUTIONS = ("no_contributions", "contributions_due", "not_concerned")
CONTROL = ("agency_and_user", "organiser_and_user", "employer_control", "free_supervision")
PROOF = ("cheque_as_proof", "form_as_proof", "payslip", "nothing_paid")

Statements = Annotated[int, Kind("choices", 1, (*KIND, *INCOME, *CONTRIBUTIONS, *CONTROL, *PROOF))]
INCOME_FROM = len(KIND)
CONTRIBUTIONS_FROM = INCOME_FROM + len(INCOME)
CONTROL_FROM = CONTRIBUTIONS_FROM + len(CONTRIBUTIONS)
PROOF_FROM = CONTROL_FROM + len(CONTROL)


class Column(NamedTuple):
    """The five rows of the table for one kind of contract."""

    as_activity: Annotated[int, choice(*KIND)]
    beside_benefit: Annotated[int, choice(*INCOME)]
    on_contributions: Annotated[int, choice(*CONTRIBUTIONS)]
    under_control: Annotated[int, choice(*CONTROL)]
    with_proof: Annotated[int, choice(*PROOF)]


@word
def stated(column: Column) -> int:
    """The five rows as one list, in their order."""
    return (
        1 << column.as_activity
        | 1 << INCOME_FROM + column.beside_benefit
        | 1 << CONTRIBUTIONS_FROM + column.on_contributions
        | 1 << CONTROL_FROM + column.under_control
        | 1 << PROOF_FROM + column.with_proof
    )


@rule(GUIDE, clock="on_day")
def comparison_ale(comparison_of_ale: Column) -> Statements:
    """What an ALE contract is"""
    return stated(comparison_of_ale)


@rule(GUIDE, clock="on_day")
def comparison_ordinary(comparison_of_ordinary: Column) -> Statements:
    """What an ordinary contract is"""
    return stated(comparison_of_ordinary)


@rule(GUIDE, clock="on_day")
def comparison_volunteering(comparison_of_volunteering: Column) -> Statements:
    """What volunteering is"""
    return stated(comparison_of_volunteering)


@rule("AR 25/11/1991, art. 79", clock="on_day")
def comparison_worker_receives(comparison_hours: Number, ale_hourly_pay: Money) -> Money:
    """What the ALE worker receives for these hours"""
    return comparison_hours * ale_hourly_pay


@rule("AR 25/11/1991, art. 79bis", clock="on_day")
def comparison_user_pays(comparison_hours: Number, comparison_price: Money) -> Money:
    """What the user pays for these hours: one cheque each"""
    return comparison_hours * comparison_price


@rule(GUIDE, clock="on_day")
def comparison_gross_wage(comparison_hours: Number, comparison_wage: Money) -> Money:
    """What an ordinary contract pays for these hours, before contributions and tax"""
    return comparison_hours * comparison_wage
