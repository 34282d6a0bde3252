"""Orchard Act: pay for picking. Each rule is here for one thing that a kernel must get right."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import NONE, UNKNOWN, Day, Ints, Maybe, Money, Month, Months, Number, YesNo, choice
from tremplin.engine.rules import all_of, any_of, first_of, rule
from tremplin.engine.words import band, civil, day_of, days_of_week, month_of, months_after, place_of, word, zeros

NORTH, SOUTH = range(2)
Side = Annotated[int, choice("north", "south")]
STILL, BREEZE, WIND, GALE, STORM = range(5)
Wind = Annotated[int, choice("still", "breeze", "wind", "gale", "storm")]


class Rates(NamedTuple):
    """Lists beside a single number."""

    from_weight: Ints
    amount: Ints
    bonus: int


class Fruits(NamedTuple):
    code: Ints
    points: Ints


class Baskets(NamedTuple):
    """A bundle: columns and a parameter together."""

    weight: Ints
    price: Ints
    rates: Rates


@word
def rounded(value: int, step: int) -> int:
    """A word of this law alone."""
    return value // step * step


@word
def heaviest(weights: Ints) -> int:
    most = 0
    for weight in weights:
        most = max(most, weight)
    return most


@rule("art. 1", clock="on")
def days_here(since: Day, on: Day) -> Number:
    """A fact with something added on the way in"""
    return max(0, on - since)


@rule("art. 2", clock="picked", each="baskets")
def price(weight: Number, rates_on_day: Rates) -> Money:
    """A parameter of several fields, looked up row by row"""
    return rates_on_day.amount[band(rates_on_day.from_weight, weight)] + rates_on_day.bonus


@price.since("2015-01-01", "art. 2 as amended, by the row's own day")
def price_2015(weight: Number, least_price: Money) -> Money:
    return max(least_price, rounded(weight, 10))


@rule("art. 3", clock="on", each="baskets")
def points(fruit: Maybe[Number], fruits: Fruits, side_points: Number) -> Maybe[Number]:
    if fruit == UNKNOWN:
        return UNKNOWN
    place = place_of(fruits.code, fruit)
    return fruits.points[place] + side_points if place >= 0 else UNKNOWN


@points.in_doubt
def points_in_doubt(favourable: YesNo) -> Number:
    return 9 if favourable else 0


@rule("art. 4", clock="on", each="baskets")
def ripe(picked: Day, on: Day) -> YesNo:
    return picked <= on


@rule("art. 4", clock="on", each="baskets")
def heavy(weight: Number) -> YesNo:
    """Yes, no, or a number: a rule may be careless"""
    return weight if weight <= 1 else weight > 50


good = all_of("good", "art. 4", ripe, heavy)


@rule("art. 5", clock="on", gathers="baskets", fills="baskets")
def so_far(weight: Ints) -> Ints:
    column = zeros(len(weight))
    total = 0
    for place in range(len(weight)):
        total += weight[place]
        column[place] = total
    return column


@so_far.since("2012-01-01", "art. 5 as amended: a column made of what is not known")
def so_far_2012(weight: Maybe[Ints], rest_day: Number) -> Maybe[Ints]:
    column = zeros(len(weight))
    for place in range(len(weight)):
        column[place] = UNKNOWN if weight[place] == UNKNOWN else weight[place] % rest_day
    return column


@rule("art. 5", clock="on", each="baskets")
def share(weight: Number, so_far: Maybe[Number]) -> Number:
    return 0 if so_far == UNKNOWN else 100 * weight // max(1, so_far)


@rule("art. 6", clock="on", gathers="baskets")
def worth(basket: "Baskets", share: Ints) -> Money:
    total = heaviest(basket.weight) * basket.rates.bonus
    for place in range(len(basket.price)):
        total += basket.price[place] + share[place]
    return total


@rule("art. 6", clock="on", gathers="baskets")
def good_points(points: Ints, good: Maybe[Ints], share: Maybe[Ints]) -> Number:
    total = 0
    for place in range(len(points)):
        if good[place] == 1:
            total += points[place] + max(0, share[place])
    return total


@rule("art. 6", clock="on", gathers="baskets")
def shares(share: Maybe[Ints]) -> Number:
    """Of the rows that are known, whatever the others are"""
    total = 0
    for each in share:
        total += max(0, each)
    return total


@rule("art. 6", clock="on", gathers="baskets")
def pickers(picker: Maybe[Ints]) -> Number:
    """How many names: an unknown one is a name like another"""
    count = 0
    for place in range(len(picker)):
        seen = False
        for earlier in range(place):
            seen = seen or picker[earlier] == picker[place]
        count += 0 if seen else 1
    return count


@rule("art. 7", clock="on", each="ladders", gathers="baskets")
def reached(height: Number, weight: Ints) -> Number:
    """A row of one table on all rows of another"""
    total = 0
    for each in weight:
        total += each if each >= height else 0
    return total


@rule("art. 7", clock="on", gathers="ladders")
def best_ladder(reached: Ints) -> Maybe[Number]:
    best = NONE
    for place in range(len(reached)):
        if best == NONE or reached[place] > reached[best]:
            best = place
    return best


@rule("art. 8", clock="on", opens="months")
def month(since: Day, on: Day) -> Months:
    return range(month_of(since), month_of(on) + 1, 2)


@month.since("2016-01-01", "art. 8 as amended")
def month_2016(on: Day, worth: Money) -> Months:
    return range(month_of(on), month_of(on) + max(0, worth) % 300)


@rule("art. 8", clock="month", each="months")
def rent(month: Month, month_rent: Money) -> Money:
    return month_rent + month % 12


@rule("art. 8", clock="on", gathers="months")
def rents(month: Ints, rent: Ints) -> Money:
    total = 0
    for place in range(len(month)):
        total += rent[place]
    return total


@rule("art. 9", clock="on")
def feast(on: Day) -> Day:
    year, _, _ = civil(on)
    return months_after(day_of(year, 2, 28), 12) + days_of_week(on - 9, on, 6)


@rule("art. 10", clock="on")
def rich(worth: Money, wealth: Money, enough: Money) -> YesNo:
    return worth + wealth >= enough


@rule("art. 10", clock="on")
def busy(pickers: Number) -> YesNo:
    return pickers > 2


@rule("art. 10", clock="on")
def settled(days_here: Maybe[Number], best_ladder: Maybe[Number]) -> Maybe[YesNo]:
    if days_here == UNKNOWN:
        return UNKNOWN if best_ladder == UNKNOWN else False
    return days_here > 365


welcome = any_of("welcome", "art. 11", rich, busy, settled)
welcome_by = first_of("welcome_by", "art. 11", rich, busy, settled)


@rule("art. 12", clock="on")
def sheltered(side: Side, wind_here: Wind, wind_there: Wind, since: Day) -> YesNo:
    """Four facts that can be tried, more ways than are tried"""
    if wind_here == STORM or wind_there == STORM:
        return since < 11_001
    return side == NORTH or wind_here != GALE or wind_there != GALE


@rule("art. 12", clock="on")
def mist(clouds: Maybe[Number]) -> Maybe[Number]:
    return clouds


@mist.in_doubt
def mist_in_doubt(favourable: YesNo) -> Number:
    return 10 if favourable else 0


@rule("art. 12", clock="on")
def balance(mist: Number, enough: Money) -> Money:
    """A doubt and a conflict that outweigh each other, each at the same end"""
    return enough - 2_000 * mist


@rule("art. 12", clock="on")
def late(never_set: Rates, on: Day) -> Number:
    """A parameter of several fields that has no value at all"""
    return never_set.amount[0] + on


stays = all_of("stays", "art. 12", welcome, settled)
