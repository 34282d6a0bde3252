"""Made-up people for property tests: declared rows as employers declare them, unknowns included."""

import datetime

from hypothesis import strategies as st

CODES = [1, 1, 1, 1, 2, 5, 11, 21, 24, 30, 50, 51, 60, 70, 71, 75, 53, 80, 999]


def iso(day):
    return day.isoformat()


def quarter(number):
    """First and last day of a quarter counted from 1990."""
    year, of_year = 1990 + number // 4, number % 4
    first = datetime.date(year, 3 * of_year + 1, 1)
    after = datetime.date(year + of_year // 3, (3 * of_year + 3) % 12 + 1, 1)
    return first, after - datetime.timedelta(1)


def weekdays(first, last):
    return sum((first + datetime.timedelta(day)).weekday() < 5 for day in range((last - first).days + 1))


@st.composite
def rows(draw, claim, unknowns=True):
    """One row, up to four years before the claim."""
    now = (claim.year - 1990) * 4 + (claim.month - 1) // 3
    first, last = quarter(max(0, now - draw(st.integers(0, 16))))
    if draw(st.integers(0, 4)) == 0:
        first = first + datetime.timedelta(draw(st.integers(0, 60)))
    if draw(st.integers(0, 4)) == 0:
        last = max(first, last - datetime.timedelta(draw(st.integers(0, 28))))
    code = draw(st.sampled_from(CODES if unknowns else [code for code in CODES if code not in (53, 75, 80, 999)]))
    full = draw(st.booleans())
    most = weekdays(first, last)
    row = {
        "first_day": iso(first),
        "last_day": iso(last),
        "service_code": code,
        "days_per_week": 5,
        "weekly_hours": 38 if full else draw(st.sampled_from([19, 24, 30.4])),
        "full_time_weekly_hours": 38,
        "employer": draw(st.sampled_from(["a", "a", "b"])),
    }
    if full:
        row["days"] = draw(st.sampled_from([most, most, draw(st.integers(0, most))]))
    else:
        row["hours"] = draw(st.integers(0, 13 * int(row["weekly_hours"])))
    if code in (50, 51, 53, 60, 70, 71, 75):
        row["benefit_paid"] = draw(st.sampled_from([True, True, False, *([None] if unknowns else [])]))
    if unknowns:
        for column in ("days_per_week", "weekly_hours", "days", "hours", "service_code"):
            if draw(st.integers(0, 40)) == 0:
                row[column] = None
    return row


@st.composite
def people(draw, unknowns=True):
    """Facts of one `admission`."""
    claim = draw(st.dates(datetime.date(1996, 1, 1), datetime.date(2027, 6, 1)))
    if draw(st.integers(0, 5)) == 0:
        claim = draw(st.sampled_from([(2006, 7, 1), (2012, 11, 1), (2026, 3, 1), (2026, 2, 28), (2024, 2, 29)]))
        claim = datetime.date(*claim)
    born = claim.replace(day=1) - datetime.timedelta(draw(st.integers(18 * 365, 63 * 365)))
    facts = {
        "birth_date": iso(born),
        "claim_date": iso(claim),
        "admitted_before": draw(st.sampled_from([False, False, True, *([None] if unknowns else [])])),
        "work": draw(st.lists(rows(claim, unknowns), max_size=14)),
    }
    if facts["admitted_before"]:
        facts["previous_admission"] = iso(claim - datetime.timedelta(draw(st.integers(30, 1500))))
    if unknowns and draw(st.integers(0, 12)) == 0:
        facts[draw(st.sampled_from(["birth_date", "work", "previous_admission"]))] = None
    if draw(st.integers(0, 8)) == 0:
        facts["work_known_since"] = iso(claim - datetime.timedelta(draw(st.integers(0, 1500))))
    return facts


@st.composite
def careers(draw):
    """Facts of somebody who worked most of the time, close to the days to prove; nothing unknown."""
    facts = draw(people(unknowns=False))
    claim = datetime.date.fromisoformat(facts["claim_date"])
    now = (claim.year - 1990) * 4 + (claim.month - 1) // 3
    for back in range(draw(st.integers(3, 13))):
        first, last = quarter(max(0, now - back))
        last = min(last, claim - datetime.timedelta(1))
        if last < first:
            continue
        row = {"first_day": iso(first), "last_day": iso(last), "service_code": 1, "days_per_week": 5}
        missing = draw(st.sampled_from([0, 0, 0, 1, 2, 10]))
        row |= {"weekly_hours": 38, "full_time_weekly_hours": 38, "employer": "c"}
        facts["work"].append({**row, "days": max(0, weekdays(first, last) - missing)})
    facts["admitted_before"] = False
    facts.pop("previous_admission", None)
    facts.pop("work_known_since", None)
    return facts


@st.composite
def contracts(draw, unknowns=True):
    """Facts of one `article60_subsidy`: up to four periods, near the days on which the rules change."""
    edges = [
        (2002, 10, 1),
        (2007, 3, 1),
        (2014, 7, 1),
        (2017, 1, 1),
        (2019, 1, 1),
        (2020, 1, 1),
        (2024, 4, 1),
        (2026, 3, 1),
    ]
    first = datetime.date(*draw(st.sampled_from(edges))) + datetime.timedelta(draw(st.integers(-500, 300)))
    periods = []
    for _ in range(draw(st.integers(1, 4))):
        last = first + datetime.timedelta(draw(st.integers(0, 420)))
        if draw(st.booleans()):  # whole months, as contracts are
            first = first.replace(day=1)
            last = (last.replace(day=28) + datetime.timedelta(4)).replace(day=1) - datetime.timedelta(1)
        period = {"first_day": iso(first), "last_day": iso(last)}
        period["weekly_hours"] = draw(st.sampled_from([10, 19, 18.99, 30.4, 35, 36, 38, 38, 38]))
        period["full_time_weekly_hours"] = draw(st.sampled_from([38, 38, 38, 36, *([None] if unknowns else [])]))
        periods.append(period)
        first = last + datetime.timedelta(draw(st.sampled_from([1, 1, 2, 40])))
    begun = datetime.date.fromisoformat(periods[0]["first_day"])
    facts = {
        "region": draw(st.sampled_from(["wallonia", "brussels", "flanders", "german_community"])),
        "aid": draw(st.sampled_from(["integration_income", "social_aid"])),
        "birth_date": iso(begun - datetime.timedelta(draw(st.integers(18 * 365, 60 * 365)))),
        "contract": periods,
    }
    if draw(st.integers(0, 2)) == 0:
        claim = begun + datetime.timedelta(draw(st.integers(0, 500)))
        facts["claim_date"], facts["admitted_before"] = iso(claim), draw(st.sampled_from([False, False, True]))
        facts["work"] = draw(st.lists(rows(claim, unknowns), max_size=6))
    if unknowns:
        for name in ("region", "aid", "birth_date", "claim_date"):
            if draw(st.integers(0, 9)) == 0:
                facts[name] = None
    return facts
