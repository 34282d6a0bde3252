"""A row in every table of an agency, all under one key, and the numbers by which its pages know them."""

from datetime import date

from tremplin.office.ale import models as ale
from tremplin.office.ledger.models import Account, Entry, Line

WORKER, USER, REQUEST = "HAU-W-0007", "HAU-U-0007", "D-2026-0007"
PLACE, CONTROL, CODE = "2600000707", "261000000777", "7" * 64
NONE = {WORKER: "HAU-W-9999", USER: "HAU-U-9999", REQUEST: "D-2026-9999", PLACE: "2600009999", CONTROL: "261000009999"}
"""Numbers of the same form that nothing has."""
OF = {
    "workers": WORKER, "hours": WORKER, "users": USER, "requests": REQUEST, "cheques": PLACE, "hour-forms": CONTROL,
    "authorisations": PLACE,
}  # fmt: skip
"""Whose number stands in an address, by the word before it."""
NAMED = ("Ferme des Trois Chênes", WORKER, USER, REQUEST, PLACE, CONTROL, "prunier mort", "Hauteclaire", "BE05999000")
"""What no page of another agency shows."""
DAY, YEAR = date(2026, 10, 14), (date(2026, 1, 1), date(2027, 1, 1))


def furnish(key, person, agent, upload):
    """Within the organisation; the person, the agent and the upload are there."""
    worker = registered(key, person)
    place = served(key)
    worked(key, worker, place, person)
    counted(key, worker, place, upload)
    closed(key, worker, place, agent)
    booked(key)


def registered(key, person):
    ale.Coverage.objects.create(pk=key, commune="92094", name="Hauteclaire", postal_codes=["5007"], period=YEAR)
    ale.Offer.objects.create(pk=key, activity="small_garden", user_kind="association", period=YEAR)
    ale.Price.objects.create(pk=key, cents=595, since=YEAR[0], source="Hauteclaire")
    ale.Fee.objects.create(pk=key, cents=500, since=YEAR[0], source="Hauteclaire")
    worker = ale.Worker.objects.create(
        pk=key, person=person, number=WORKER, registered_on=YEAR[0], iban="BE05999000009975", issuer_number="P-7"
    )
    ale.Status.objects.create(pk=key, worker=worker, period=YEAR, eligible=True)
    ale.Contract.objects.create(pk=key, worker=worker, form="wallonia", starts_on=YEAR[0])
    ale.Attendance.objects.create(pk=key, worker=worker, module="safety", on=DAY)
    ale.FollowUp.objects.create(pk=key, worker=worker, on=DAY)
    ale.Goal.objects.create(pk=key, worker=worker, words="permis B", set_on=DAY)
    return worker


def served(key):
    user = ale.User.objects.create(
        pk=key, kind="association", name=NAMED[0], number=USER, registered_on=YEAR[0], town="Hauteclaire"
    )
    ale.Duty.objects.create(pk=key, user=user, kind="registered")
    ale.SafetySheet.objects.create(pk=key, user=user, activity="small_garden", dangers=[])
    return ale.Authorisation.objects.create(
        pk=key, user=user, number=PLACE, activity="small_garden", price=595, monthly_maximum=4500, cheques="paper",
        period=YEAR,
    )  # fmt: skip


def worked(key, worker, place, person):
    days = [[DAY.isoformat(), 540, 720]]
    asked = ale.Request.objects.create(
        pk=key, authorisation=place, number=REQUEST, days=days, asked_on=YEAR[0], note="prunier mort"
    )
    ale.Proposal.objects.create(pk=key, request=asked, worker=worker, kind="proposed", hours=300, key="k")
    ale.Placement.objects.create(pk=key, worker=worker, authorisation=place, request=asked, period=YEAR, days=days)
    ale.Crossing.objects.create(pk=key, person=person, asked_by=True, since=DAY)
    ale.Visit.objects.create(
        pk=key, worker=worker, authorisation=place, day=DAY, starts=540, minutes=180, cheques=3, channel="grid"
    )
    ale.Card.objects.create(pk=key, purpose="tell", sha256=CODE, worker=worker, ends_on=date(2099, 1, 1))
    ale.Form.objects.create(pk=key, worker=worker, month=DAY.replace(day=1), kind="ale4", control_number=CONTROL)


def counted(key, worker, place, upload):
    booklet = ale.Booklet.objects.create(
        pk=key, authorisation=place, first_number=1, last_number=10, count=10, price=595, ordered_on=YEAR[0]
    )
    ale.Cheque.objects.create(
        pk=key, booklet=booklet, kind="handed_over", first_number=1, count=3, on=DAY, worker=worker, key="k"
    )
    ale.Layout.objects.create(pk=key, name="issuer", checksum="0" * 64, since=YEAR[0])
    ale.IssuerLine.objects.create(
        pk=key, upload=upload, position=1, worker=worker, authorisation=place, month=DAY.replace(day=1), count=3
    )
    ale.BankLine.objects.create(
        pk=key, upload=upload, position=1, account="BE05999000009975", day=DAY, month=DAY.replace(day=1), amount=1785
    )


def closed(key, worker, place, agent):
    month = DAY.replace(day=1)
    closing = ale.Closing.objects.create(pk=key, month=month, number=1, prepared_by=agent)
    line = ale.ClosingLine.objects.create(
        pk=key, closing=closing, worker=worker, authorisation=place, hours=3, used=0, open=3, cause="late_cheque"
    )
    ale.Closing.objects.filter(pk=key).update(hours=3, open=3)
    ale.Opening.objects.create(pk=key, line=line)


def booked(key):
    bank = Account.objects.create(pk=key, code="bank", kind="asset")
    held = Account.objects.create(pk=key + 1, code=f"prepaid:{PLACE}", kind="liability")
    entry = Entry.objects.create(pk=key, on=DAY, what="ordered", reference=PLACE, size=2, key="order:h")
    Line.objects.create(pk=key, entry=entry, account=bank, amount=5950)
    Line.objects.create(pk=key + 1, entry=entry, account=held, amount=-5950)
