"""The integration income is the dossier's table: amounts by day, and the formula that gives them."""

from decimal import ROUND_HALF_UP, Decimal

from tremplin.engine.kinds import day_date
from tremplin.law import belgian_law, decide

VERSIONS = belgian_law().parameters["integration_income"].versions
CENT = Decimal("0.01")


def cents(value):
    return Decimal(value) / 100


def test_a_year_is_base_by_coefficient_rounded_to_the_cent():
    """article60.md 2.26; texts.md § 6.3 allows three cents in 2022, whose annual amounts are worked out."""
    for version in VERSIONS:
        value = version.value
        for base, annual in (
            (value.base_1, value.annual_1),
            (value.base_2, value.annual_2),
            (value.base_3, value.annual_3),
        ):
            worked_out = (cents(base) * value.coefficient / 10_000).quantize(CENT, ROUND_HALF_UP)
            assert abs(worked_out - cents(annual)) <= (CENT if day_date(version.first_day).year == 2022 else 0), version


def test_every_coefficient_is_a_power_of_1_02():
    """texts.md § 6.3: 1.02 ** n, rounded to four decimals, n from 3 (2002) to 29 (2026)."""
    steps = {(Decimal("1.02") ** n).quantize(Decimal("0.0001"), ROUND_HALF_UP): n for n in range(3, 31)}
    powers = [steps[Decimal(version.value.coefficient) / 10_000] for version in VERSIONS]
    assert (powers[0], powers[-1]) == (3, 29) and powers == sorted(powers)


def test_category_2_a_year_from_june_2009():
    """article60.md case 73 (numac 2009011244)."""
    version = next(version for version in VERSIONS if str(day_date(version.first_day)) == "2009-06-01")
    assert (version.value.annual_1, version.value.annual_2) == (580630, 870945)


def test_a_month_is_a_twelfth_rounded_to_the_cent():
    """article60.md 2.26: every month of the table, as the subsidy pays it."""
    for version in VERSIONS:
        first = day_date(version.first_day)
        last = first.replace(day=28)
        contract = [{"first_day": first.isoformat(), "last_day": last.isoformat(), "weekly_hours": 38}]
        given = {"region": "german_community", "aid": "social_aid", "contract": contract}
        answer = decide("article60_subsidy", given)
        month = next(iter(answer.steps["months__family_amount"]))
        assert cents(month) == (cents(version.value.annual_3) / 12).quantize(CENT, ROUND_HALF_UP)


def test_the_monthly_amounts_that_were_printed():
    """texts.md § 6.1 and 6.3: VVSG, viewzconnect, Infor Jeunes Mons, OCMW Bredene and others, category 3 among them."""
    printed = {
        "2007-04-01": "876.50", "2015-09-01": "1111.62", "2017-09-01": "1190.27", "2019-07-01": "1254.82",
        "2021-09-01": "1384.54", "2022-01-01": "1449.15", "2022-03-01": "1478.22", "2022-05-01": "1507.77",
        "2022-11-01": "1568.62", "2023-01-01": "1640.83", "2026-03-01": "1811.57",
    }  # fmt: skip
    found = {str(day_date(version.first_day)): version.value.annual_3 for version in VERSIONS}
    for day, amount in printed.items():
        assert (cents(found[day]) / 12).quantize(CENT, ROUND_HALF_UP) == Decimal(amount), day
