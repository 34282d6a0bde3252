"""Users are registered and authorised once, for as long as the law says, and go on by a tick."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from stdnum.be import ogm_vcs

from tests.office.ale.agency_made import EVENT, GARDEN, HOUSEHOLD, REPAIR, SEASONAL, agency
from tremplin.office.ale.models import Authorisation, Duty, User
from tremplin.office.ale.selectors.allowed import communication
from tremplin.office.ale.selectors.users import alike, endings, users
from tremplin.office.ale.services import duties, offering
from tremplin.office.ale.services.refusing_users import Refused, RefusedByLaw
from tremplin.office.ale.services.registering import (
    Work,
    authorise,
    end_authorisation,
    register_user,
    renew,
)
from tremplin.office.database.isolation import enter
from tremplin.office.decisions.models import Decision
from tremplin.office.people.models import Person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
WORK = Work(GARDEN, "electronic", 1200)


@pytest.fixture
def ours(db):
    return agency()


@pytest.fixture
def ginette(ours):
    return register_user(ours["office"], "household", HOUSEHOLD, WORK, DAY, key="k", by=ours["social_worker"])


def test_a_household_is_made_whole_and_once(ours, ginette):
    again = register_user(ours["office"], "household", HOUSEHOLD, WORK, DAY, key="k")
    assert again == ginette and (User.objects.count(), Person.objects.count(), Authorisation.objects.count()) == (
        1,
        1,
        1,
    )
    assert ginette.number == "VAL-U-0001" and str(ginette) == "Ginette Warnimont"
    assert ginette.person.national_number == HOUSEHOLD["national_number"] and ginette.name == ""
    states = {one.kind: one.state for one in ginette.duties.all()}
    assert states.pop("registered") == "met" and set(states.values()) == {"open"} and len(states) == 4
    one = ginette.authorisations.get()
    assert len(one.number) == 10 and one.number.isdecimal()
    assert ogm_vcs.is_valid(communication(one.number).strip("+"))
    assert (one.price, one.monthly_maximum, one.cheques) == (595, 1200, "electronic")
    assert (one.period.lower, one.period.upper) == (DAY, date(2027, 11, 24)), "the last day that the law gives"
    assert one.decision.question == "ale_activity" and one.decision.outcome["result"]["allowed"] is True
    assert one.decision.person == ginette.person and one.decision.subject == ginette.number


def test_what_is_refused_leaves_nothing(ours):
    for kind, work, said in (
        ("household", Work("child_care", "paper", 1200), "not_offered"),
        ("household", Work(REPAIR, "paper"), "no_maximum"),
        ("school", Work("school_care", "paper", 1200), "not_offered"),
    ):
        values = HOUSEHOLD if kind == "household" else {"name": "École du Centre"}
        with pytest.raises(Refused, match=said):
            register_user(ours["office"], kind, values, work, DAY, key=said)
    offering.offer(ours["office"], "household_cleaning", "household", date(2026, 1, 1), 1200)
    with pytest.raises(RefusedByLaw) as refusal:
        register_user(ours["office"], "household", HOUSEHOLD, Work("household_cleaning", "paper"), DAY, key="c")
    assert "formulaire" in refusal.value.text("fr"), "which facts the law lacks"
    assert not User.objects.exists() and not Person.objects.exists() and not Decision.objects.exists()


def test_a_price_must_be_lawful_for_the_kind(ours):
    farm = {"name": "Ferme du Pré Vert", "enterprise_number": "0999000228"}
    user = register_user(ours["office"], "agriculture", farm, Work(SEASONAL, "paper"), DAY, key="f")
    assert user.authorisations.get().price == 620 and user.authorisations.get().decision.person is None


def test_one_enterprise_may_hold_two_for_one_activity(ours):
    club = register_user(ours["office"], "association", {"name": "Club"}, Work(EVENT, "paper", 800), DAY, key="a")
    first = club.authorisations.get()
    second = authorise(ours["office"], club, Work(EVENT, "paper", 400, "Salle"), DAY, DAY, key="b")
    assert authorise(ours["office"], club, Work(EVENT, "paper", 400, "Salle"), DAY, DAY, key="b") == second
    assert first.number != second.number and club.authorisations.count() == 2


def test_a_number_that_is_somebodys_is_no_second_person(ours, ginette):
    assert [(one.person, one.user) for one in alike({**HOUSEHOLD})] == [(ginette.person, ginette)]
    with pytest.raises(IntegrityError), transaction.atomic():
        register_user(ours["office"], "household", HOUSEHOLD, WORK, DAY, key="other")
    other = {**HOUSEHOLD, "national_number": ""}
    second = register_user(ours["office"], "household", other, WORK, DAY, person=ginette.person, key="two")
    assert second.person == ginette.person and Person.objects.count() == 1


def test_renewed_once_and_by_the_price_of_then(ours, ginette):
    one = ginette.authorisations.get()
    offering.set_price(ours["office"], 620, date(2027, 1, 1), "Conseil", ours["manager"])
    (row,) = endings(date(2027, 11, 1), DAY)
    assert (row.one, row.last, row.missing) == (one, date(2027, 11, 23), ("safety", "fee")) and not row.complete
    (made,) = renew(ours["office"], [one], date(2027, 11, 2), ours["social_worker"])
    (again,) = renew(ours["office"], [one], date(2027, 11, 2), ours["social_worker"])
    assert made.made == again.made and Authorisation.objects.count() == 2
    after = made.made
    assert (after.period.lower, after.price, after.renews, after.activity) == (date(2027, 11, 24), 620, one, GARDEN)
    assert after.number != one.number and after.decision != one.decision


def test_what_cannot_go_on_leaves_the_others(ours, ginette):
    first = ginette.authorisations.get()
    second = authorise(ours["office"], ginette, Work(REPAIR, "paper", 600), DAY, DAY, key="r")
    offering.end(next(iter(offering.Offer.objects.filter(activity=GARDEN))), date(2027, 6, 1))
    found = renew(ours["office"], [first, second], date(2027, 11, 2), None)
    assert found[0].made is None and found[0].refused.key == "office_ale_users.not_offered"
    assert found[1].made.activity == REPAIR


def test_an_end_is_kept_and_not_renewed(ours, ginette):
    one = ginette.authorisations.get()
    with pytest.raises(Refused, match="ends_outside"):
        end_authorisation(one, date(2026, 11, 1), "?")
    end_authorisation(one, date(2026, 12, 31), "Déménage")
    end_authorisation(one, date(2027, 1, 31), "Autre")
    one.refresh_from_db()
    assert (one.ended_on, one.ended_why) == (date(2026, 12, 31), "Déménage")
    assert endings(date(2027, 11, 1), DAY) == [] and renew(ours["office"], [one], DAY, None)[0].made is None


def test_duties_sheet_and_fee(ours, ginette):
    with pytest.raises(Refused, match="no_measure"):
        duties.write_sheet(ginette, GARDEN, [("heights", "")], "s")
    sheet = duties.write_sheet(ginette, GARDEN, [("sharp_tools", "Gants et lunettes")], "s")
    assert duties.write_sheet(ginette, GARDEN, [("sharp_tools", "Gants et lunettes")], "s") == sheet
    duties.sign_sheet(sheet, "Ginette Warnimont", DAY)
    duties.sign_sheet(sheet, "Autre", DAY)
    sheet.refresh_from_db()
    assert sheet.signed_by == "Ginette Warnimont"
    assert Duty.objects.get(user=ginette, kind="safety").state == "met"
    entry = duties.take_fee(ginette, DAY, ours["finance"])
    assert duties.take_fee(ginette, DAY, None) == entry and entry.reference == "VAL-U-0001"
    (row,) = endings(date(2027, 11, 1), DAY)
    assert row.complete
    duties.note_duty(ginette, "handed_over", "broken", DAY, "Deux mois sans chèques")
    assert endings(date(2027, 11, 1), DAY)[0].broken == ("handed_over",)


def test_lists_find_by_name_number_and_standing(ours, ginette):
    one = ginette.authorisations.get()
    for asked in ("warnimont", "VAL-U-0001", one.number, "Lavoir"):
        assert list(users(asked)) == [ginette], asked
    assert list(users("nobody")) == [] and list(users(kind="school")) == []
    assert list(users(state="running", today=DAY)) == [ginette]
    assert list(users(state="ending", today=DAY)) == []
    assert list(users(state="ending", today=date(2027, 11, 1))) == [ginette]
    assert list(users(state="without", today=date(2028, 1, 1))) == [ginette]


def test_no_length_in_the_law_is_a_year_less_a_day(db):
    theirs = agency("HAU", "flanders")
    offering.set_price(theirs["office"], 745, date(2026, 1, 1), "Besluit", theirs["manager"])
    user = register_user(theirs["office"], "household", HOUSEHOLD, WORK, DAY, key="k")
    assert user.authorisations.get().period.upper == date(2027, 11, 23)


def test_the_neighbour_sees_nothing(ours, ginette):
    theirs = agency("HAU")
    enter(theirs["office"].pk)
    assert not User.objects.exists() and list(users("Warnimont")) == [] and alike(HOUSEHOLD) == []
