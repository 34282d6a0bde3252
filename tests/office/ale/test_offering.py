"""What an agency covers, offers and asks: by date, never wider than the law, and kept as it was."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.office.ale.agency_made import GARDEN, REPAIR, SEASONAL, SINCE, agency
from tremplin.office.ale.models import Offer, Price
from tremplin.office.ale.selectors.agency import communes, fee_for, offers_for, price_for, town_of
from tremplin.office.ale.services import offering
from tremplin.office.ale.services.refusing_users import Refused, RefusedByLaw

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def ours(db):
    return agency()


def test_the_list_is_never_wider_than_the_law(ours):
    with pytest.raises(RefusedByLaw) as refusal:
        offering.offer(ours["office"], SEASONAL, "household", SINCE)
    assert "ne permet pas ce travail" in refusal.value.text("fr")
    assert [one.activity for one in offers_for("household", DAY)] == [GARDEN, REPAIR]


def test_an_activity_stands_once_and_ends_with_a_day(ours):
    first = offering.offer(ours["office"], GARDEN, "household", SINCE, 1200)
    assert Offer.objects.filter(activity=GARDEN).get() == first
    with pytest.raises(Refused, match="offered_already"):
        offering.offer(ours["office"], GARDEN, "household", date(2026, 3, 1), 900)
    offering.end(first, date(2026, 11, 22))
    assert [one.activity for one in offers_for("household", date(2026, 11, 22))] == [GARDEN, REPAIR]
    assert [one.activity for one in offers_for("household", DAY)] == [REPAIR]
    offering.offer(ours["office"], GARDEN, "household", DAY)


def test_the_most_particular_price_of_the_day_holds(ours):
    office, agent = ours["office"], ours["manager"]
    offering.set_price(office, 620, date(2026, 7, 1), "Conseil", agent)
    offering.set_price(office, 645, date(2026, 9, 1), "Conseil", agent, activity=GARDEN)
    assert price_for(REPAIR, "household", date(2026, 6, 30)) == 595
    assert price_for(REPAIR, "household", date(2026, 7, 1)) == 620
    assert price_for(GARDEN, "household", DAY) == 645
    assert price_for(SEASONAL, "agriculture", DAY) == 620
    assert price_for(GARDEN, "household", date(2025, 12, 31)) is None


def test_the_law_says_which_price_is_lawful(ours):
    with pytest.raises(RefusedByLaw) as refusal:
        offering.set_price(ours["office"], 600, DAY, "Conseil", ours["manager"])
    assert "6,00" in refusal.value.text("fr")
    with pytest.raises(RefusedByLaw):
        offering.set_fee(ours["office"], 800, DAY, "Conseil", ours["manager"])
    assert fee_for("household", DAY) == 745 and fee_for("school", DAY) is None


def test_prices_are_kept_as_they_were(ours):
    again = offering.set_price(ours["office"], 595, SINCE, "Conseil du 1/12/2025", ours["manager"])
    assert Price.objects.filter(user_kind="").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Price.objects.filter(pk=again.pk).update(cents=745)


def test_communes_by_date_and_towns_by_postal_code(ours):
    assert [one.name for one in communes(DAY)] == ["Valmarche"]
    assert communes(date(2025, 12, 31)) == []
    assert (town_of("5996", "fr", DAY).name, town_of("5996", "fr", DAY).covered) == ("Valmarche", True)
    assert (town_of("5000", "nl", DAY).name, town_of("5000", "nl", DAY).covered) == ("Namen", False)
    assert town_of("0001", "fr", DAY) is None
    namur = offering.cover(ours["office"], ["5000"], "", SINCE)
    assert (namur.commune, namur.name) == ("92094", "Namur") and town_of("5000", "fr", DAY).covered
    assert offering.cover(ours["office"], ["5000"], "", SINCE) == namur
    with pytest.raises(Refused, match="covered_already"):
        offering.cover(ours["office"], ["5000"], "", DAY)


def test_one_price_for_all_in_flanders(db):
    theirs = agency("HAU", "flanders")
    offering.set_price(theirs["office"], 745, SINCE, "Besluit", theirs["manager"])
    with pytest.raises(RefusedByLaw):
        offering.set_price(theirs["office"], 695, SINCE, "Besluit", theirs["manager"], activity=GARDEN)
