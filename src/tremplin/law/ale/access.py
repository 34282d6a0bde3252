"""May this person work through an ALE, and by which routes (AR 25/11/1991, art. 79, and the law of the regions)."""

from typing import Annotated, NamedTuple

from tremplin.engine.kinds import CONFIRMED, INFERRED, NONE, UNKNOWN, Day, Kind, Maybe, Status, YesNo
from tremplin.engine.rules import any_of, rule
from tremplin.law.ale.access_brussels import route_brussels_2026, route_brussels_continuation
from tremplin.law.ale.access_community import route_lba_from_day_one, route_lba_registered
from tremplin.law.ale.access_federal import route_e1, route_e2, route_e3, route_e4, route_e5
from tremplin.law.ale.access_flanders import route_ocmw_referral, route_pwa_transition, route_vdab_referral
from tremplin.law.ale.access_person import ART_79
from tremplin.law.ale.access_waiting import Waits, soonest
from tremplin.law.ale.access_wallonia import route_covid_12_months, route_e6a, route_e6b

ROUTES = (
    *("E1", "E2", "E3", "E4", "E5", "E6a", "E6b", "covid_12_months", "vdab_referral", "ocmw_referral"),
    *("brussels_2026", "brussels_continuation", "pwa_transition", "lba_registered", "lba_from_day_one"),
)
Routes = Annotated[int, Kind("choices", 1, ROUTES)]
Route = Annotated[int, Kind("choice", 1, ROUTES)]
WAITING = (0, 1, 5, 7, 10, 13)
"""The places in `ROUTES` of the routes of `Waits`."""


class EveryRoute(NamedTuple):
    """Whether each route holds, in the order of `ROUTES`."""

    route_e1: Maybe[YesNo]
    route_e2: Maybe[YesNo]
    route_e3: Maybe[YesNo]
    route_e4: Maybe[YesNo]
    route_e5: Maybe[YesNo]
    route_e6a: Maybe[YesNo]
    route_e6b: Maybe[YesNo]
    route_covid_12_months: Maybe[YesNo]
    route_vdab_referral: Maybe[YesNo]
    route_ocmw_referral: Maybe[YesNo]
    route_brussels_2026: Maybe[YesNo]
    route_brussels_continuation: Maybe[YesNo]
    route_pwa_transition: Maybe[YesNo]
    route_lba_registered: Maybe[YesNo]
    route_lba_from_day_one: Maybe[YesNo]


access_eligible = any_of(
    "access_eligible",
    ART_79,
    route_e1,
    route_e2,
    route_e3,
    route_e4,
    route_e5,
    route_e6a,
    route_e6b,
    route_covid_12_months,
    route_vdab_referral,
    route_ocmw_referral,
    route_brussels_2026,
    route_brussels_continuation,
    route_pwa_transition,
    route_lba_registered,
    route_lba_from_day_one,
)


@rule(ART_79, clock="on_day")
def access_routes(every_route: EveryRoute) -> Maybe[Routes]:
    """The routes that are known to hold"""
    holding, unsure = 0, False
    for place in range(len(every_route)):
        if every_route[place] == UNKNOWN:
            unsure = True
        elif every_route[place]:
            holding += 1 << place
    return UNKNOWN if unsure and not holding else holding


@rule(ART_79, clock="on_day")
def access_opens_on(access_eligible: YesNo, waits: Waits) -> Maybe[Day]:
    """The first day on which waiting opens a route"""
    place = NONE if access_eligible else soonest(waits)
    return place if place < 0 else waits[place]


@rule(ART_79, clock="on_day")
def access_nearest(access_eligible: YesNo, waits: Waits) -> Maybe[Route]:
    """The route that waiting opens first"""
    place = NONE if access_eligible else soonest(waits)
    return place if place < 0 else WAITING[place]


def waiting_status(access_eligible: YesNo, waits: Waits) -> Status:
    """That everything else stays as it is, is taken so"""
    return INFERRED if not access_eligible and soonest(waits) >= 0 else CONFIRMED


access_opens_on.status(waiting_status)
access_nearest.status(waiting_status)
