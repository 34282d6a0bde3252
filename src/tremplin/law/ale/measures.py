"""What is decided against a user, an activity or an ALE that breaks the rules, and the appeals against it."""

from typing import Annotated, NamedTuple

from tremplin.engine.facts import Case
from tremplin.engine.kinds import Day, FineMoney, Money, Number, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import months_after
from tremplin.law.ale.cheque_checks import Fault, in_order

BAR = "AR 25/11/1991, art. 79; Erlass 22/12/2022"
ACCOUNTS = "AR 25/11/1991, art. 79, § 9, § 12"

SAME_DATE, DAY_BEFORE = range(2)
BarEnd = Annotated[int, choice("same_date", "day_before")]
Decider = Annotated[int, choice("director")]
Barred = Annotated[int, choice("purchase_and_validation")]
Body = Annotated[int, choice("minister", "management_committee")]
Silence = Annotated[int, choice("measure_stands")]
Appellant = Annotated[int, choice("agency_board")]


class BarAppeal(NamedTuple):
    """To whom a user who is barred appeals, how long that may take, and what silence means."""

    body: int
    days: int
    ruling_months: int
    silence: int


class BanAppeal(NamedTuple):
    """Who appeals when an activity is forbidden, to whom, and how long that one may take."""

    appellant: int
    body: int
    ruling_months: int


class AgencySanction(NamedTuple):
    """What an ALE may lose of its share, and the days for an appeal and for the answer to it."""

    percent: int
    appeal_days: int
    ruling_days: int


@rule(BAR, clock="ale_measure_decided")
def ale_barred_until(ale_measure_decided: Day, ale_bar_months: Number, ale_bar_end: BarEnd) -> Day:
    """Last day on which the user is barred"""
    end = months_after(ale_measure_decided, ale_bar_months)
    return end - 1 if ale_bar_end == DAY_BEFORE else end


@rule(BAR, clock="ale_measure_decided")
def ale_barred_from(ale_bar_covers: Barred) -> Barred:
    """What the user may no longer do"""
    return ale_bar_covers


@rule(BAR, clock="ale_measure_decided")
def ale_barred_by(ale_bar_decider: Decider) -> Decider:
    """Who bars a user or forbids an activity"""
    return ale_bar_decider


@rule(BAR, clock="ale_measure_decided")
def ale_bar_appeal_to(ale_bar_appeal: BarAppeal) -> Body:
    """To whom the user appeals"""
    return ale_bar_appeal.body


@rule(BAR, clock="ale_measure_decided")
def ale_bar_appeal_by(ale_measure_decided: Day, ale_bar_appeal: BarAppeal) -> Day:
    """Last day for the appeal of the user"""
    return ale_measure_decided + ale_bar_appeal.days


@rule(BAR, clock="ale_measure_decided")
def ale_bar_ruling_by(ale_measure_appealed: Day, ale_bar_appeal: BarAppeal) -> Day:
    """Last day for the answer to the appeal of the user"""
    return months_after(ale_measure_appealed, ale_bar_appeal.ruling_months)


@rule(BAR, clock="ale_measure_decided")
def ale_bar_silence(ale_bar_appeal: BarAppeal) -> Silence:
    """What holds when no answer comes"""
    return ale_bar_appeal.silence


@rule(BAR, clock="ale_measure_decided")
def ale_ban_appeal_of(ale_ban_appeal: BanAppeal) -> Appellant:
    """Who appeals when an activity is forbidden"""
    return ale_ban_appeal.appellant


@rule(BAR, clock="ale_measure_decided")
def ale_ban_appeal_to(ale_ban_appeal: BanAppeal) -> Body:
    """To whom the ALE appeals"""
    return ale_ban_appeal.body


@rule(BAR, clock="ale_measure_decided")
def ale_ban_appeal_by(ale_measure_decided: Day, ale_ban_appeal_days: Number) -> Day:
    """Last day for the appeal of the ALE"""
    return ale_measure_decided + ale_ban_appeal_days


@rule(BAR, clock="ale_measure_decided")
def ale_ban_ruling_by(ale_measure_appealed: Day, ale_ban_appeal: BanAppeal) -> Day:
    """Last day for the answer to the appeal of the ALE"""
    return months_after(ale_measure_appealed, ale_ban_appeal.ruling_months)


@rule(ACCOUNTS, clock="ale_measure_decided")
def ale_share_withheld(ale_sanctioned_share: Money, ale_agency_sanction: AgencySanction) -> FineMoney:
    """The most of its share that is kept back or paid later"""
    return ale_sanctioned_share * ale_agency_sanction.percent


@rule(ACCOUNTS, clock="ale_measure_decided")
def ale_sanction_appeal_by(ale_measure_decided: Day, ale_agency_sanction: AgencySanction) -> Day:
    """Last day for the appeal against the sanction"""
    return ale_measure_decided + ale_agency_sanction.appeal_days


@rule(ACCOUNTS, clock="ale_measure_decided")
def ale_sanction_ruling_by(ale_measure_appealed: Day, ale_agency_sanction: AgencySanction) -> Day:
    """Last day for the answer to the appeal against the sanction"""
    return ale_measure_appealed + ale_agency_sanction.ruling_days


def appealed_after_decision(case: Case, fault: Fault) -> None:
    """A measure is decided before it is appealed against."""
    in_order(case, fault, ("ale_measure_decided", "decided_on"), ("ale_measure_appealed", "appealed_on"))
