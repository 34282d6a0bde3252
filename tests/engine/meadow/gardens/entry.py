"""Gardens Act, chapter 2: entry."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import (
    CONFIRMED,
    INFERRED,
    UNKNOWN,
    Day,
    Ints,
    Maybe,
    Money,
    Month,
    Months,
    Number,
    Status,
    YesNo,
    choice,
)
from tremplin.engine.rules import all_of, any_of, first_of, rule
from tremplin.engine.words import band, month_of, place_of, years_between, zeros

BLOOM, SAPLING, WEED = range(3)
Sort = Annotated[int, choice("bloom", "sapling", "weed")]
BY_BIRTHDAY, BY_YEAR = range(2)
Ages = Annotated[int, choice("by_birthday", "by_year")]


class Fees(NamedTuple):
    from_age: Ints
    amount: Ints


class Plants(NamedTuple):
    code: Ints
    sort: Ints


@rule("Gardens Act, art. 3", clock="visit")
def age(born: Day, visit: Day, ages: Ages) -> Number:
    """Age on the day of the visit"""
    if ages == BY_YEAR:
        return month_of(visit) // 12 - month_of(born) // 12
    return years_between(born, visit)


@rule("Gardens Act, art. 4", clock="visit")
def fee(age: Number, fees: Fees) -> Money:
    return fees.amount[band(fees.from_age, age)]


@fee.since("2020-01-01", "Gardens Act, art. 4 as amended: one fee for all")
def fee_2020(fees: Fees) -> Money:
    return fees.amount[0]


@rule("Gardens Act, art. 6", clock="visit", each="plants")
def sort(plant_code: Maybe[Number], plants_list: Plants) -> Maybe[Sort]:
    """What sort of plant a visitor brings"""
    if plant_code == UNKNOWN:
        return UNKNOWN
    place = place_of(plants_list.code, plant_code)
    return plants_list.sort[place] if place >= 0 else UNKNOWN


@sort.in_doubt
def sort_in_doubt(favourable: YesNo) -> Sort:
    return BLOOM if favourable else WEED


@rule("Gardens Act, art. 6", clock="visit", each="plants")
def blooms(sort: Sort, pots: Number) -> Number:
    return pots if sort == BLOOM else 0


@rule("Gardens Act, art. 7", clock="visit", gathers="plants")
def blooms_brought(blooms: Ints) -> Number:
    total = 0
    for count in blooms:
        total += count
    return total


@rule("Gardens Act, art. 7", clock="visit", gathers="plants", fills="plants")
def blooms_so_far(blooms: Ints) -> Ints:
    column = zeros(len(blooms))
    total = 0
    for place in range(len(blooms)):
        total += blooms[place]
        column[place] = total
    return column


@rule("Gardens Act, art. 7", clock="visit", each="plants")
def share(blooms: Number, blooms_brought: Number) -> Number:
    """Percentage of all blooms that this row brings: rows, gathered, and rows again"""
    return 0 if blooms_brought == 0 else 100 * blooms // blooms_brought


@rule("Gardens Act, art. 7", clock="visit", gathers="plants")
def largest_share(share: Ints, blooms_so_far: Ints) -> Number:
    largest = 0
    for place in range(len(share)):
        if share[place] > largest:
            largest = share[place]
    return largest


@rule("Gardens Act, art. 7", clock="visit")
def gift(blooms_brought: Number, blooms_asked: Number) -> YesNo:
    """Enough blooms for a free entry"""
    return blooms_brought >= blooms_asked


@gift.short
def blooms_lacking(blooms_brought: Number, blooms_asked: Number) -> Number:
    return blooms_asked - blooms_brought


@rule("Gardens Act, art. 8", clock="visit")
def member(member_card: YesNo) -> YesNo:
    return member_card


@rule("Gardens Act, art. 9", clock="visit")
def guest(invited: YesNo, host_is_member: YesNo) -> YesNo:
    return invited and host_is_member


@guest.status
def guest_status(invited: YesNo) -> Status:
    return INFERRED if invited else CONFIRMED


free = any_of("free", "Gardens Act, art. 10", member, gift, guest)
free_by = first_of("free_by", "Gardens Act, art. 10", member, gift, guest)


@rule("Gardens Act, art. 11", clock="visit")
def quiet(dogs: Number, dogs_allowed: Number) -> YesNo:
    """Not too many dogs"""
    return dogs <= dogs_allowed


may_enter_free = all_of("may_enter_free", "Gardens Act, art. 12", free, quiet)


@rule("Gardens Act, art. 13", clock="visit", opens="seasons")
def season_month(visit: Day, until: Day) -> Months:
    """One row for each month that a season ticket touches"""
    return range(month_of(visit), month_of(until - 1) + 1)


@rule("Gardens Act, art. 13", clock="season_month", each="seasons")
def ticket(season_month: Month, season_price: Money) -> Money:
    return season_price


@rule("Gardens Act, art. 13", clock="visit", gathers="seasons")
def season_total(ticket: Ints) -> Money:
    total = 0
    for amount in ticket:
        total += amount
    return total
