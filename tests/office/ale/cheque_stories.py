"""An agency with a user, an authorisation and a worker, for tests of cheques and files."""

from datetime import date

from stdnum.be import nn, ogm_vcs

from tests.office import made
from tremplin.office.ale.models import Authorisation, User, Worker
from tremplin.office.organisations.models import Organisation

DAY = date(2026, 10, 1)
YEAR = (date(2026, 1, 1), date(2027, 1, 1))
NUMBER = "0417226031"


def structured(number=NUMBER):
    return number + ogm_vcs.calc_check_digits(number)


def agency(office):
    """The same office as an agency."""
    Organisation.objects.filter(pk=office["office"].pk).update(kind="ale")
    office["office"].refresh_from_db()


def worker(number="VAL-W-0001", name="Piret", issuer="P-77", national=""):
    person = made.person(name, "Josiane", national_number=national or None)
    return Worker.objects.create(person=person, number=number, registered_on=date(2026, 1, 1), issuer_number=issuer)


def authorisation(number=NUMBER, cheques="paper", price=595, kind="association"):
    user = User.objects.create(
        kind=kind, name="Les Amis", number=f"U-{number[-4:]}", registered_on=date(2026, 1, 1)
    )  # fmt: skip
    return Authorisation.objects.create(
        user=user, number=number, activity="small_garden", price=price, monthly_maximum=4500, cheques=cheques,
        period=YEAR,
    )  # fmt: skip


def national(serial=1):
    base = f"900514{serial:03d}"
    found = base + f"{97 - int(base) % 97:02d}"
    assert nn.is_valid(found)
    return found
