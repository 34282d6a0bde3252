"""What people read of ALE answers: bounds, no monthly ceiling, hours too many, a reduction that is gone."""

import pytest

from tremplin import decide
from tremplin.engine.kinds import LANGUAGES
from tremplin.reasons.explain import Explanation

HOURS = {"user": "household", "activity": "small_garden", "month": "2026-11", "hours": 20, "done_this_month": []}
TAX = {"bought": "100.00", "returned": "0.00", "nominative": True, "service_vouchers_bought": "0.00"}


def told(decision, language="fr", **given):
    return Explanation(decide(decision, given), language)


def results(explanation):
    return {name: (label, value) for name, label, value in explanation.results}


def test_an_amount_known_within_bounds_is_said_with_both():
    near = told("ale_travel", region="wallonia", on="2026-11-22", km_one_way=7)
    assert near.lead == "Remboursé pour ce déplacement : entre 0,60 € et 2,10 €, avec ce qui est connu."
    unknown = told("ale_travel", region="wallonia", on="2010-11-22", km_one_way=7)
    assert unknown.lead == "Le remboursement du déplacement ne peut pas être établi avec ce qui est connu."


@pytest.mark.parametrize("language", LANGUAGES)
def test_bounds_are_said_in_every_language(language):
    lead = told("ale_travel", language, region="wallonia", on="2026-11-22", km_one_way=7).lead
    assert lead.count("€") == 2 and lead[0].isupper()


def test_without_a_monthly_ceiling_no_figure_is_called_a_months():
    free = results(told("ale_hours", region="wallonia", hours_earlier_this_year=0, **HOURS))
    assert free["month_limit"][1] == "aucun plafond mensuel"
    assert free["left_this_month"] == ("encore possible, ce mois-ci ou plus tard cette année (heures)", "630")
    capped = results(told("ale_hours", region="brussels", hours_earlier_this_year=0, **HOURS))
    assert capped["month_limit"][1] == "70"
    assert capped["left_this_month"] == ("encore possible ce mois-ci (heures)", "70")


def test_a_no_names_the_month_only_where_the_month_has_a_ceiling():
    given = HOURS | {"hours": 700, "hours_earlier_this_year": 0}
    assert "plus tard cette année : 630 h" in told("ale_hours", region="wallonia", **given).lead
    assert told("ale_hours", region="brussels", **given).lead.startswith("Non. Encore possible ce mois-ci pour")


def test_work_that_may_not_be_done_has_no_ceiling_to_tell():
    closed = told("ale_hours", region="wallonia", hours_earlier_this_year=0, **HOURS | {"activity": "roof_work"})
    assert results(closed)["month_limit"][1] == "sans objet"


def test_what_is_left_of_the_year_is_told_as_nothing_at_least():
    over = told("ale_hours", region="brussels", hours_earlier_this_year=640, **HOURS)
    assert over.answer.result["left_this_year"] == -10
    assert results(over)["left_this_year"][1] == "0 (10 de trop)"
    open_ = told("ale_hours", region="wallonia", **HOURS | {"done_this_month": None})
    assert open_.answer.plain_ranges["left_this_year"][0] < 0
    assert results(open_)["left_this_year"][1] == "entre 0 et 630"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("region", "year", "gone"), [("flanders", 2024, 0), ("flanders", 2025, 1), ("brussels", 2026, 1)])  # fmt: skip  # noqa: E501
def test_a_reduction_of_nothing_is_no_reduction(language, region, year, gone):
    lead = told("ale_tax_reduction", language, region=region, year=year, **TAX).lead
    assert ("0 %" in lead and str(year) in lead and "€" not in lead) == bool(gone)


def test_a_reduction_that_one_does_not_get_is_still_an_amount():
    lead = told("ale_tax_reduction", region="wallonia", year=2026, **TAX | {"nominative": False}).lead
    assert lead == "La réduction d'impôt est de 0,00 €, sur 0,00 € d'achats qui comptent."
