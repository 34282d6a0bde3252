"""Gardens Act, chapter 3: tools and lamps for hire.

Rows with a clock of their own, amounts by garden, months, two versions with the same arguments, sources in conflict.
"""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import Day, Hundredths, Ints, Money, Month, Months, Number, choice
from tremplin.engine.rules import rule
from tremplin.engine.words import half_up, month_of, round_up

HAND, MOTOR = range(2)
Make = Annotated[int, choice("hand", "motor")]
EXACT, STARTED = range(2)
PartHours = Annotated[int, choice("exact", "started")]


class HourPrice(NamedTuple):
    hand: Money
    motor: Money


@rule("Gardens Act, art. 20", clock="taken_on", each="tools")
def billed_hours(hours: Hundredths, part_hours: PartHours) -> Hundredths:
    return round_up(hours, 100) * 100 if part_hours == STARTED else hours


@billed_hours.since("2021-01-01", "Gardens Act, art. 20 as amended: every hour that is started")
def billed_hours_2021(hours: Hundredths, part_hours: PartHours) -> Hundredths:
    return round_up(hours, 100) * 100


@rule("Gardens Act, art. 21", clock="taken_on", each="tools")
def tool_price(make: Make, billed_hours: Hundredths, hour_price: HourPrice) -> Money:
    return half_up(billed_hours * (hour_price.motor if make == MOTOR else hour_price.hand), 100)


@tool_price.since("2022-01-01", "Gardens Act, art. 21 as amended: by the day")
def tool_price_2022(day_price: Money) -> Money:
    return day_price


@rule("Gardens Act, art. 22", clock="visit", gathers="tools")
def tools_total(tool_price: Ints) -> Money:
    total = 0
    for price in tool_price:
        total += price
    return total


@rule("Gardens Act, art. 22", clock="visit", gathers="tools")
def hours_of_first_keeper(keeper: Ints, hours: Ints) -> Hundredths:
    """Whatever row was given first, the first one is the same"""
    total = 0
    for row in range(len(keeper)):
        if keeper[row] == keeper[0]:
            total += hours[row]
    return total


@rule("Gardens Act, art. 22", clock="taken_on", each="tools")
def insurance(make: Make, hour_price: HourPrice) -> Money:
    return hour_price.motor if make == MOTOR else 0


@rule("Gardens Act, art. 22", clock="visit", gathers="tools")
def insurance_total(insurance: Ints) -> Money:
    total = 0
    for price in insurance:
        total += price
    return total


@rule("Gardens Act, art. 23", clock="visit")
def deposit(deposit_asked: Money) -> Money:
    """What each garden asks"""
    return deposit_asked


@rule("Gardens Act, art. 24", clock="visit", each="tools")
def tag(tag_price: Money) -> Money:
    """Each tool wears a tag, whatever it is"""
    return tag_price


@rule("Gardens Act, art. 24", clock="visit", gathers="tools")
def tags_total(tag: Ints) -> Money:
    total = 0
    for price in tag:
        total += price
    return total


@rule("Gardens Act, art. 25", clock="visit", opens="lamp_months")
def lamp_month(visit: Day, until: Day) -> Months:
    return range(month_of(visit), month_of(until - 1) + 1)


@rule("Gardens Act, art. 25", clock="lamp_month", each="lamp_months")
def lamp_price(lamp_month: Month, oil_price: Money) -> Money:
    return oil_price


@lamp_price.since("2021-03-01", "Gardens Act, art. 25 as amended: electric light")
def lamp_price_2021(lamp_month: Month, light_price: Money) -> Money:
    return light_price


@rule("Gardens Act, art. 25", clock="visit", gathers="lamp_months")
def lamps_total(lamp_price: Ints) -> Money:
    total = 0
    for price in lamp_price:
        total += price
    return total


@rule("Gardens Act, art. 25", clock="visit", each="lamp_months")
def watch(tag_price: Money) -> Money:
    """Every month the same, whichever it is"""
    return tag_price


@rule("Gardens Act, art. 25", clock="visit", gathers="lamp_months")
def watch_total(watch: Ints) -> Money:
    total = 0
    for price in watch:
        total += price
    return total


@rule("Gardens Act, art. 26", clock="visit")
def guard_and_gate(guard_fee: Money, gate_fee: Money) -> Money:
    return guard_fee + gate_fee


@rule("Gardens Act, art. 27", clock="visit")
def guard_above_gate(guard_fee: Money, gate_fee: Money) -> Money:
    return guard_fee - gate_fee


@rule("Gardens Act, art. 28", clock="billed_in")
def bill(billing_fee: Money) -> Money:
    return billing_fee


@bill.since("2021-02-15", "Gardens Act, art. 28 as amended: twice the fee")
def bill_2021(billing_fee: Money) -> Money:
    return 2 * billing_fee


@rule("Gardens Act, art. 28", clock="billed_in")
def months_to_end(billed_in: Month, until: Day) -> Number:
    return month_of(until - 1) - billed_in
