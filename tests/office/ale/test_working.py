"""Workers registered once, statuses that never overlap, decided by law in the four regions, and kept."""

from datetime import date, timedelta

import pytest
from django.db.utils import IntegrityError

from tests.office.ale.worked import POSTAL, REGIONS, TODAY, agency, person, registered_facts, worker
from tremplin.ground.errors import InputError
from tremplin.office.ale.access import Asking, law_days
from tremplin.office.ale.models import Status, Worker
from tremplin.office.ale.selectors import workers
from tremplin.office.ale.services.refusing_working import Refused, Stale
from tremplin.office.ale.services.working import (
    AlreadyWorker,
    end_worker,
    iban_holds,
    joined,
    register_worker,
    save_worker,
    set_status,
)
from tremplin.office.decisions.models import Decision
from tremplin.office.organisations.selectors import law_here
from tremplin.office.people.models import Person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NISS = "90051400149"


def periods(of):
    found = of.statuses.order_by("period")
    return [(one.period.lower, one.period.upper and one.period.upper - DAY, one.eligible) for one in found]


def test_a_double_click_makes_one_worker_and_a_known_number_is_that_person():
    ours = agency()
    first, second = (register_worker(ours["office"], person(), {}, today=TODAY, key="k") for _ in range(2))
    assert first == second and first.number == "VAL-W-0001" and Person.objects.count() == 1
    known = Person.objects.create(family_name="Bah", sort_key="bah", national_number=NISS)
    made = register_worker(ours["office"], person(name="Bahh", national_number=NISS), {}, today=TODAY, key="b")
    assert (made.person, made.number) == (known, "VAL-W-0002")
    with pytest.raises(AlreadyWorker) as there:
        register_worker(ours["office"], person(national_number=NISS), {}, today=TODAY, key="c")
    assert there.value.worker == made and Worker.objects.count() == 2


def test_a_faulty_account_is_kept_and_is_a_fault():
    ours = agency()
    assert iban_holds("BE68539007547034") and not iban_holds("BE68539007547035") and not iban_holds("")
    made = register_worker(ours["office"], person(), {"iban": "be68 5390 0754 7035"}, today=TODAY)
    assert made.iban == "BE68539007547035"
    row = workers.listed(law_here(), workers.whole(workers.workers()), TODAY)[0]
    assert {"iban_wrong", "no_status", "no_contract", "no_number"} <= {one.key for one in row.lacks}


def test_free_times_that_touch_are_one():
    assert joined([[1, 720, 1080], [0, 420, 720], [1, 420, 720], [0, 1080, 1260]]) == [
        [0, 420, 720], [0, 1080, 1260], [1, 420, 1080],
    ]  # fmt: skip


def test_the_second_to_save_is_told():
    one = worker(agency())
    save_worker(one, {"note": "a"}, 1)
    with pytest.raises(Stale):
        save_worker(one, {"note": "b"}, 1)
    assert save_worker(one, {"note": "a"}, 1).version == 2, "the same twice is once"


@pytest.mark.parametrize("region", REGIONS)
def test_a_status_is_decided_by_the_law_of_the_region_and_kept(region):
    ours = agency(region=region)
    one = worker(ours)
    facts = registered_facts(region)
    if region == "flanders":
        facts = {"referred_by": "vdab", "months_of_wijk_werken": 2, "agency_days_in_last_28": 0}
    kept = set_status(one, date(2026, 11, 1), facts, agent=ours["social_worker"], proof="Forem")
    routes = {"wallonia": "E6a", "brussels": "brussels_2026", "flanders": "vdab_referral"}
    assert (kept.eligible, kept.routes) == (True, [routes.get(region, "lba_registered")])
    decision = Decision.objects.get()
    assert kept.decision == decision and decision.subject == one.number and decision.made_by == ours["social_worker"]
    assert decision.facts["region"] == region and decision.facts["on"] == "2026-11-01"


def test_what_is_not_known_is_undetermined_and_what_is_missing_is_asked():
    one = worker(agency())
    asking = Asking(law_here(), {"region": "wallonia", "on": "2026-11-22", "birth_date": "1980-03-02"})
    assert "months_registered" in asking.names and "referred_by" not in asking.names
    assert "wijk_werken_extended" not in asking.supposed and "left_out_as" in asking.supposed
    more = Asking(law_here(), asking.given | {"allowance": "unemployment"})
    assert "benefit_ends_on" in more.names
    kept = set_status(one, TODAY, {"allowance": "none"})
    assert kept.eligible is None and kept.routes == []
    with pytest.raises(InputError):
        set_status(one, date(1975, 1, 1), {"allowance": "none"}, until=date(1975, 2, 1))
    assert one.statuses.count() == 1


@pytest.mark.parametrize(("moved", "eligible"), [(1, False), (0, True), (-1, True)])
def test_the_age_of_45_to_the_day(moved, eligible):
    """Six months of unemployment allowance suffice from the 45th birthday on."""
    one = worker(agency("BRU", "brussels"), born=date(1981, 11, 22) + moved * DAY)
    facts = registered_facts("brussels", months=1, allowance="unemployment", months_on_allowance=7)
    facts |= {"months_on_allowance_in_last_36": 7}
    kept = set_status(one, date(2026, 11, 22), facts)
    assert kept.eligible is eligible and kept.routes == (["E2"] if eligible else [])


def test_a_new_status_ends_the_one_before_and_none_overlap():
    one = worker(agency())
    facts = registered_facts("wallonia")
    set_status(one, date(2026, 2, 1), facts)
    set_status(one, date(2026, 6, 1), facts | {"cpas_aid": True})
    assert periods(one) == [(date(2026, 2, 1), date(2026, 5, 31), True), (date(2026, 6, 1), None, True)]
    same = set_status(one, date(2026, 6, 1), facts | {"cpas_aid": True})
    assert Status.objects.count() == 2 and Decision.objects.count() == 2 and same.eligible
    with pytest.raises(Refused, match="same_day"):
        set_status(one, date(2026, 6, 1), facts)
    assert set_status(one, date(2026, 6, 1), facts, replace=True).pk == same.pk
    with pytest.raises(Refused, match="later"):
        set_status(one, date(2026, 1, 1), facts)
    with pytest.raises(Refused, match="inside"):
        set_status(one, date(2026, 3, 1), facts, until=date(2026, 3, 31))
    set_status(one, date(2026, 1, 1), facts, until=date(2026, 1, 31))
    assert [first for first, *_ in periods(one)] == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 6, 1)]


def test_the_database_refuses_what_overlaps():
    one = worker(agency())
    kept = set_status(one, date(2026, 2, 1), registered_facts("wallonia"))
    with pytest.raises(IntegrityError):
        Status.objects.create(worker=one, period=kept.period)


def test_found_by_name_number_and_national_number():
    ours = agency()
    one = worker(ours, name="Yıldız", given="Élif", national_number=NISS)
    for asked in ("yildiz", "ELIF y", "VAL-W-0001", "90.05.14-001.49"):
        assert list(workers.workers(asked)) == [one], asked
    assert not workers.workers("Dupont") and list(workers.workers()) == [one]
    end_worker(one, date(2026, 11, 1), "a trouvé un emploi")
    assert not workers.workers() and list(workers.workers(ended=True)) == [one]
    assert end_worker(one, None).ended_on is None


def test_months_go_on_counting_and_the_days_of_the_law_are_known():
    one = worker(agency())
    status = set_status(one, date(2026, 3, 10), registered_facts("wallonia", months=9))
    assert status.eligible is None or status.eligible is False
    one = Worker.objects.select_related("person", "organisation").get(pk=one.pk)
    answers = [workers.access_on(law_here(), one, day) for day in (date(2026, 6, 9), date(2026, 6, 10))]
    assert answers == [False, True]
    days = law_days(law_here(), "brussels", date(2026, 1, 1), date(2027, 12, 31))
    assert {date(2026, 2, 1), date(2026, 9, 1), date(2027, 3, 1)} <= set(days)
    assert date(2027, 3, 1) not in law_days(law_here(), "wallonia", date(2026, 1, 1), date(2027, 12, 31))
    assert POSTAL == one.person.postal_code
