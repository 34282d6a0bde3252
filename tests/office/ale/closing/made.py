"""An agency's month made up for tests: workers, authorisations, visits, and the cheques that came for them."""

from datetime import date
from itertools import count

from tests.office.made import office, person
from tremplin.office.ale.models import (
    Authorisation,
    BankLine,
    Booklet,
    Cheque,
    Contract,
    IssuerLine,
    User,
    Visit,
    Worker,
)
from tremplin.office.database.isolation import within
from tremplin.office.ledger.models import Upload

MONTH = date(2026, 10, 1)
YEAR = (date(2026, 1, 1), date(2027, 1, 1))
IBAN = "BE68539007547034"
numbers = count(1)


def agency(prefix="VAL", region="wallonia"):
    found = office(prefix, region)
    found["office"].kind = "ale"
    found["office"].save()
    return found


class Month:
    """Makes rows of one month, each with a number of its own. Within an organisation."""

    def __init__(self, agents, month=MONTH):
        self.agents, self.month, self.cheque = agents, month, 44_710_000 + next(numbers) * 100_000
        self.upload = self.uploaded()

    def uploaded(self):
        name = f"{next(numbers):064x}"
        return Upload.objects.create(
            name="issuer.csv", sha256=name, content=b"x", size=1, state="committed", handed_in_by=self.agents["finance"]
        )

    def worker(self, contract=date(2026, 1, 1), iban=IBAN, **fields):
        number = next(numbers)
        found = Worker.objects.create(
            person=person(name=f"Piret {number}"), number=f"VAL-W-{number:04}", registered_on=date(2026, 1, 1),
            **{"iban": iban, "payment_body": "capac"} | fields,
        )  # fmt: skip
        if contract:
            Contract.objects.create(worker=found, form="wallonia", starts_on=contract)
        return found

    def place(self, kind="household", price=595, maximum=4500, period=YEAR, activity="small_garden", **fields):
        number = next(numbers)
        named = {"person": person(name=f"Pirotte {number}")} if kind == "household" else {"name": f"ASBL {number}"}
        user = User.objects.create(kind=kind, number=f"VAL-U-{number:04}", registered_on=date(2026, 1, 1), **named)
        return Authorisation.objects.create(
            user=user, number=f"04172{number:05}", activity=activity, price=price, monthly_maximum=maximum,
            cheques="paper", period=period, **fields,
        )  # fmt: skip

    def visit(self, worker, place, day=14, starts=540, minutes=180, cheques=None, **fields):
        return Visit.objects.create(
            worker=worker, authorisation=place, day=self.month.replace(day=day), starts=starts, minutes=minutes,
            cheques=cheques or -(-minutes // 60), channel="grid", state=fields.pop("state", "confirmed"), **fields,
        )  # fmt: skip

    def came(self, worker, place, count, first=None, price="same", amount="same", **fields):
        if first is None:
            first, self.cheque = self.cheque, self.cheque + count
        price = place.price if price == "same" and place else price
        return IssuerLine.objects.create(
            upload=fields.pop("upload", self.upload), position=next(numbers), worker=worker, authorisation=place,
            month=fields.pop("month", self.month), first_number=first, count=count, price=price,
            amount=count * price if amount == "same" else amount, **fields,
        )  # fmt: skip

    def agreed(self, hours=3, day=14, starts=540, worker=None, place=None):
        """Hours of a worker somewhere, and as many cheques."""
        worker, place = worker or self.worker(), place or self.place()
        self.visit(worker, place, day, starts, hours * 60)
        self.came(worker, place, hours)
        return worker, place

    def paid(self, place, amount, day=20, **fields):
        upload = self.upload
        return BankLine.objects.create(
            upload=upload, position=next(numbers), account=IBAN, day=self.month.replace(day=day), month=self.month,
            amount=amount, structured=place.number + "00", **fields,
        )  # fmt: skip

    def booklet(self, place, first, count=10, until=None, issued=date(2026, 1, 5)):
        return Booklet.objects.create(
            authorisation=place, first_number=first, last_number=first + count - 1, count=count, price=place.price,
            ordered_on=issued, issued_on=issued, valid_until=until,
        )  # fmt: skip

    def wallet(self, place, count=1000, issued=date(2026, 1, 5)):
        return Booklet.objects.create(
            authorisation=place, count=count, price=place.price, ordered_on=issued, issued_on=issued
        )

    def event(self, kind, first, count=1, on=date(2026, 10, 2), worker=None):
        return Cheque.objects.create(
            kind=kind, first_number=first, count=count, on=on, worker=worker, key=f"{kind}:{next(numbers)}"
        )


def standing(prefix):
    """An agency that other connections see too, and its month."""
    found = agency(prefix)
    with within(found["office"].pk):
        month = Month(found)
        for day in range(1, 6):
            _, place = month.agreed(hours=day, day=day)
            month.wallet(place)
    return found
