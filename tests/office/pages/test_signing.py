"""A paper that came back signed is noted once, on a day that has come."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.office.article60.test_projecting import a_file
from tests.office.test_neighbours import BACKEND
from tremplin.office.article60.models import Contract, Convention, Host, Period

pytestmark = pytest.mark.django_db
HERE = "/fr/office/files/VAL-60-0147/signed/"


@pytest.fixture
def file(client, offices):
    client.force_login(offices[0]["social_worker"], backend=BACKEND)
    file = a_file(offices[0]["office"])
    Contract.objects.update(signed_on=None)
    contract = Contract.objects.get()
    Period.objects.create(
        file=file, contract=contract, days=(date(2027, 1, 1), date(2027, 4, 1)), weekly_hours=3800,
        full_time_weekly_hours=3800,
    )  # fmt: skip
    host = Host.objects.create(name="Ferme du Pré Vert")
    Convention.objects.create(file=file, host=host, days=(date(2026, 3, 2), date(2027, 1, 1)))
    return file


def test_each_paper_is_noted_once(client, file):
    contract, today = Contract.objects.get(), timezone.localdate()
    page = client.get(HERE).content.decode()
    assert "Contrat du 2 mars 2026" in page and "Avenant du 1" in page and "Convention du 2 mars 2026" in page
    asked = {"what": f"contract-{contract.pk}", "on": "20/03/2026"}
    for _ in range(2):  # A double click: the second finds nothing to note, and loses nothing.
        assert client.post(HERE, asked).status_code in (200, 302)
    contract.refresh_from_db()
    first, later = Period.objects.order_by("days")
    assert contract.signed_on == first.signed_on == date(2026, 3, 20) and later.signed_on is None
    client.post(HERE, {"what": f"amendment-{later.pk}", "on": str(today)})
    client.post(HERE, {"what": f"convention-{Convention.objects.get().pk}", "on": str(today)})
    assert "Tout est signé" in client.get(HERE).content.decode()
    assert client.post(HERE, asked).status_code == 302


def test_a_day_to_come_or_a_paper_of_nobody_is_refused_beside_what_was_chosen(client, file):
    what = f"contract-{Contract.objects.get().pk}"
    answer = client.post(HERE, {"what": what, "on": str(timezone.localdate() + timedelta(days=1))})
    assert "pas encore venu" in answer.content.decode()
    for wrong in ({"what": "contract-999999", "on": "2026-03-20"}, {"what": what, "on": "31/02/2026"}, {}):
        assert "field__error" in client.post(HERE, wrong).content.decode()
    assert Contract.objects.get().signed_on is None
