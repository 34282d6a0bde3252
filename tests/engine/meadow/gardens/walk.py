"""A search of the fictional law: the first day on which entry is free."""

from tremplin.engine.decide import settle
from tremplin.engine.doubt import changed
from tremplin.engine.kinds import day_date
from tremplin.reasons.found import Found


def first_free_day(law, search, case):
    """Tries the days of a year, one after the other."""
    decision = law.decision("entry")
    for day in range(case.values["visit"], case.values["visit"] + 366):
        if settle(law, decision, changed(case, [(("visit", None), day)])).values["may_enter"] == 1:
            return Found(law, search, case, {"day": day_date(day).isoformat()}, [], [], "confirmed", [])
    return Found(law, search, case, {"day": None}, ["born"], [], "confirmed", [])
