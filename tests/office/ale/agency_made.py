"""An agency made up for tests: Valmarche with its postal code, its list, a price and a fee."""

from datetime import date

from tests.office import made
from tremplin.office.ale.services import offering
from tremplin.office.database.isolation import enter

SINCE = date(2026, 1, 1)
GARDEN, REPAIR, EVENT, SEASONAL = "small_garden", "small_repair", "event_support", "seasonal_agriculture"
NUMBER, OTHER_NUMBER = "52031727636", "60061512456"


def agency(prefix="VAL", region="wallonia"):
    """With one agent a role; the wall of the transaction stands around it afterwards."""
    found = made.office(prefix, region)
    office = found["office"]
    office.kind, office.name, office.town, office.postal_code = "ale", f"ALE {prefix}", "Valmarche", "5995"
    office.iban, office.street = "BE68539007547034", "Grand-Place 1"
    office.save()
    enter(office.pk)
    offering.cover(office, ["5995", "5996"], "Valmarche", SINCE)
    offering.offer(office, GARDEN, "household", SINCE, 1200)
    offering.offer(office, REPAIR, "household", SINCE)
    offering.offer(office, EVENT, "association", SINCE, 800)
    offering.offer(office, SEASONAL, "agriculture", SINCE, 800)
    if region == "wallonia":
        offering.set_price(office, 595, SINCE, "Conseil du 1/12/2025", found["manager"])
        offering.set_price(office, 620, SINCE, "AM 26/11/1991, art. 55", found["manager"], user_kind="agriculture")
        offering.set_fee(office, 745, SINCE, "Conseil du 1/12/2025", found["manager"], user_kind="household")
    return found


HOUSEHOLD = {
    "family_name": "Warnimont",
    "given_name": "Ginette",
    "national_number": NUMBER,
    "street": "Rue du Vieux Lavoir 14",
    "postal_code": "5995",
    "town": "Valmarche",
    "phone": "0470 00 12 34",
    "language": "fr",
}
