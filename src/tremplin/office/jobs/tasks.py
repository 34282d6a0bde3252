"""The jobs of the office (procrastinate). Arguments are ids only; each runs in its organisation, and twice is once.

`project_waiting`  files that a change has marked are worked out again
`night`            all open files of an office are, and what is due for them
`mail_day`         the e-mail of the day
`read_upload`      a large file that was handed in is read
`year_papers`      the statements of an agency's year are made
`close_month`      a large month of an agency is approved, and its papers are made
`month_papers`     the papers of a closed month of an agency, some at a time
`compare`          decisions kept are asked again under today's law
`every_night`, `every_morning` start those of every office
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tremplin.office.accounts.models import Agent
from tremplin.office.accounts.remembered import clear_past
from tremplin.office.ale.models import Closing
from tremplin.office.ale.services import closing as closings
from tremplin.office.ale.services import month_papers as papers
from tremplin.office.ale.services import year_papers as year_statements
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.ale.services.reminding import remind_agency, remind_ceilings
from tremplin.office.article60.models import File, Projection
from tremplin.office.article60.services import taking
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.reminding import remind_office
from tremplin.office.database.isolation import within
from tremplin.office.deadlines.mailing import mail_day as mail_of_day
from tremplin.office.decisions.comparing import compare as compare_decisions
from tremplin.office.decisions.comparing import latest, stale
from tremplin.office.ledger.services import reading
from tremplin.office.organisations.models import Organisation

AGAIN = RetryStrategy(max_attempts=5, wait=20, exponential_wait=3)
"""20 s more, then three times as long each time: five tries in some twenty minutes."""
MANY = 50
"""Files in one transaction: a night that is cut short keeps what is done."""
NAMES = (
    *("project_waiting", "night", "mail_day", "read_upload", "compare"),
    *("year_papers", "close_month", "month_papers"),
)
"""Jobs of one organisation."""


def later(name: str, organisation: int, **ids: int) -> bool:
    """Starts a job once the transaction that is open is kept. False: the same already waits."""
    lock = ":".join([name, str(organisation), *(str(of) for of in ids.values())])
    try:
        with transaction.atomic():  # A refusal must not break the transaction around it.
            app.configure_task(f"office.{name}", queueing_lock=lock, lock=lock).defer(organisation=organisation, **ids)
    except AlreadyEnqueued:
        return False
    return True


def project_later(organisation: int, upload: int = 0) -> None:
    """Starts the job that works out the files that a change has marked, if there are any."""
    if Projection.objects.filter(is_waiting=True).exists():
        later("project_waiting", organisation, upload=upload)


def some(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), MANY):
        yield ids[start : start + MANY]


def project_open(organisation: int) -> None:
    """Works out the files that are not closed, some in a transaction."""
    with within(organisation):
        ids = list(File.objects.filter(closed_on=None).order_by("pk").values_list("pk", flat=True))
    for part in some(ids):
        with within(organisation):
            files = File.objects.select_related("person", "organisation").filter(pk__in=part)
            project(list(files), timezone.localdate())


@app.task(name="office.project_waiting", retry=AGAIN)
def project_waiting(organisation: int, upload: int = 0) -> None:
    """`upload`: whose rows changed the files; 0 where it was something else. What another job holds is left to it."""
    before, left = None, -1
    while left and left != before:
        before = left
        with within(organisation):
            left = taking.project_waiting(timezone.localdate(), taking.because_of(upload), MANY)


@app.task(name="office.night", retry=AGAIN)
def night(organisation: int) -> None:
    project_open(organisation)
    with within(organisation):
        remind(organisation)


def remind(organisation: int) -> None:
    """What is due for a whole office, as its kind has it."""
    office, today = Organisation.objects.get(pk=organisation), timezone.localdate()
    if office.kind == Organisation.Kind.ALE:
        remind_agency(office, today)
        remind_ceilings(office, today)
    else:
        remind_office(today)


@app.task(name="office.mail_day", retry=AGAIN)
def mail_day(organisation: int) -> None:
    with within(organisation):
        mail_of_day(timezone.localdate())


@app.task(name="office.read_upload", retry=AGAIN)
def read_upload(organisation: int, upload: int) -> None:
    with within(organisation):
        reading.read_upload(upload)
        remind_office(timezone.localdate())


@app.task(name="office.close_month", retry=AGAIN)
def close_month(organisation: int, closing: int, agent: int, version: int) -> None:
    """What `agent` approved, as they saw it. What is refused is kept for the page to say."""
    try:
        with within(organisation):
            month = Closing.objects.get(pk=closing).month
            closings.approve(month, Agent.objects.get(pk=agent), version)
    except Refused as refused:
        with within(organisation):
            closings.note_refused(closing, refused)
    else:
        month_papers(organisation, closing, agent)


@app.task(name="office.month_papers", retry=AGAIN)
def month_papers(organisation: int, closing: int, agent: int) -> None:
    """`agent`: who asked for them. Some in a transaction: a page tells how many are made."""
    left, making = 1, None
    while left:
        with within(organisation):
            making = making or papers.Making(papers.approved(closing), Organisation.objects.get(pk=organisation))
            left = papers.some_made(making, timezone.localdate(), Agent.objects.filter(pk=agent).first())


@app.task(name="office.compare", retry=AGAIN)
def compare(organisation: int) -> None:
    with within(organisation):
        ids = [of.pk for of in stale()]
    for part in some(ids):
        with within(organisation):
            compare_decisions(list(latest().filter(pk__in=part)))


@app.task(name="office.year_papers", retry=AGAIN)
def year_papers(organisation: int, year: int) -> None:
    """Each statement in a transaction of its own: what is cut short goes on, and none is made twice."""
    with within(organisation):
        wanted = year_statements.whose(year)
    for kind, pk in wanted:
        with within(organisation):
            office = Organisation.objects.get(pk=organisation)
            year_statements.make(office, kind, pk, year, timezone.localdate())


@app.periodic(cron="20 2 * * *")
@app.task(name="office.every_night", pass_context=False, queueing_lock="every_night")
def every_night(timestamp: int) -> None:
    clear_past()
    everywhere("night", "compare")


@app.periodic(cron="0 6 * * 1-5")
@app.task(name="office.every_morning", pass_context=False, queueing_lock="every_morning")
def every_morning(timestamp: int) -> None:
    everywhere("mail_day")


def everywhere(*names: str) -> None:
    for organisation in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        for name in names:
            later(name, organisation)
