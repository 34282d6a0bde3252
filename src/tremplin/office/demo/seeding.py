"""The made-up commune as records: its CPAS with agents, files, contracts, claims and what was handed in; its ALE."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import connection, transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.facts import subsidy_facts
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.reminding import remind_office
from tremplin.office.database.isolation import enter
from tremplin.office.decisions.comparing import compare, stale
from tremplin.office.decisions.services import take
from tremplin.office.demo import claimed, handing_in, papers, settled, told
from tremplin.office.demo.agency.seeding import seed_agency
from tremplin.office.documents.models import Counter
from tremplin.office.organisations.models import Membership, Organisation
from tremplin.samples import commune as made_up
from tremplin.samples.agency import agency as made_up_agency
from tremplin.samples.commune import office as story

PASSWORD = "bonne-journee-a-tous"  # noqa: S105 - everybody may read it: it opens the demonstration only
LOCK = 600_714


def seed(today: date) -> bool:
    """Tells the stories of the commune as of today, unless they were told before; whether it did. Whole or not at all:
    two at once take turns."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if Organisation.objects.exists():
            return False
        agents: dict[str, Agent] = {}
        for said in made_up.commune(today).offices:
            seed_office(said, agents, today)
        ale = made_up_agency(today)
        seed_agency(ale, {one.key: agent_of(one, agents) for one in ale.agents})
        enter(None)
    return True


def seed_office(said: made_up.Office, known: dict[str, Agent], today: date) -> Organisation:
    """`known`: agents by their address, who may work for several offices."""
    office = Organisation.objects.create(
        name=said.name,
        prefix=said.files[0].number.rpartition("-")[0],
        commune=said.nis_code,
        region=said.region,
        language=said.language,
        street=said.street,
        postal_code=said.postcode,
        town=said.commune,
        email=f"cpas@{said.key}.example",
        enterprise_number=said.enterprise_number,
    )
    agents = {one.key: agent_of(one, known) for one in said.agents}
    for one in said.agents:
        Membership.objects.create(agent=agents[one.key], organisation=office, role=one.roles[0])
    enter(office.pk)
    writer = next(agents[one.key] for one in said.agents if one.roles[0] not in ("auditor", "administrator"))
    with pghistory.context(agent=writer.pk, page="demo"):
        claimed.set_amounts(writer)
        hosts = {one.key: told.host(one) for one in said.hosts}
        for file in said.files:
            told.file(file, agents[file.agent], hosts, writer)
        told.recorded_twice()
        last = max(int(file.number.rpartition("-")[2]) for file in said.files)
        Counter.objects.create(series="files", last=last)  # A new file takes the number after these.
        handing_in.uploads(said.uploads, writer)
        handing_in.left(said.broken, writer, today)
        files = settle(today)
        settled.settle(writer, today)
        settled.remember(said, agents, today)
        papers.write(office, files, today, agents[finance_of(said)])
    return office


def finance_of(said: made_up.Office) -> str:
    return next(one.key for one in said.agents if "finance" in one.roles)


def agent_of(said: story.Agent, known: dict[str, Agent]) -> Agent:
    if said.email not in known:
        name = f"{said.given_name} {said.family_name}"
        known[said.email] = Agent.objects.create_user(said.email, PASSWORD, name=name, language=said.language)
    return known[said.email]


def settle(today: date) -> list[File]:
    """What follows from the records: what the law says of each file, its decisions, what is due. The files."""
    files = list(File.objects.select_related("person", "organisation", "worker").order_by("number"))
    project(files, today)
    for records in records_of(files, today):
        facts = subsidy_facts(records, today)
        if "contract" in facts:
            file = records.file
            taken, _ = take(file.person, "article60_subsidy", facts, subject=file.number, agent=file.worker)
            claimed.explain(taken)
    compare(stale())
    remind_office(today)
    return files
