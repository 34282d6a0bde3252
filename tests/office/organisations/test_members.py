"""An office keeps an administrator; communes and regions follow the postal code."""

import pytest

from tremplin.office.organisations.communes import communes_of
from tremplin.office.organisations.models import Membership
from tremplin.office.organisations.services import LastAdministrator, change_member, join, save_profile


@pytest.mark.django_db
def test_the_last_administrator_cannot_leave(offices):
    office, admin = offices[0]["office"], offices[0]["administrator"]
    only = Membership.objects.get(organisation=office, agent=admin)
    for words in ({"role": "finance"}, {"active": False}):
        with pytest.raises(LastAdministrator):
            change_member(office, only.pk, **words)
    only.refresh_from_db()
    assert (only.role, only.is_active) == ("administrator", True)
    other = Membership.objects.get(organisation=office, role="manager")
    change_member(office, other.pk, role="administrator")
    change_member(office, only.pk, active=False)


@pytest.mark.django_db
def test_a_member_of_another_office_is_nobody_here(offices):
    stranger = Membership.objects.filter(organisation=offices[1]["office"]).first()
    with pytest.raises(Membership.DoesNotExist):
        change_member(offices[0]["office"], stranger.pk, role="auditor")
    assert join(offices[0]["office"], stranger.agent, "auditor") is not None
    assert join(offices[0]["office"], stranger.agent, "auditor") is None


@pytest.mark.django_db
def test_the_second_of_two_savers_does_not_overwrite(offices):
    office = offices[0]["office"]
    assert save_profile(office, {"town": "A"}, 1).version == 2
    assert save_profile(office, {"town": "B"}, 1) is None
    office.refresh_from_db()
    assert office.town == "A"


@pytest.mark.parametrize(
    ("code", "region"),
    [("5000", "wallonia"), ("1000", "brussels"), ("9000", "flanders"), ("4700", "german_community")],
)
def test_a_postal_code_has_its_region(code, region):
    assert {one.region for one in communes_of(code)} == {region}


@pytest.mark.parametrize("code", ["5995", "", "x", "9" * 300, "🙂"])
def test_an_invented_code_has_no_commune(code):
    assert communes_of(code) == ()
