"""The made-up agency as records, in the order in which things happened."""

from __future__ import annotations

from collections.abc import Mapping

import pghistory

from tremplin.office.accounts.models import Agent
from tremplin.office.database.isolation import enter
from tremplin.office.demo.agency import closed, money, registered, worked
from tremplin.office.demo.agency.registered import Known
from tremplin.office.documents.models import Counter
from tremplin.office.organisations.models import Membership, Organisation
from tremplin.samples.agency import Agency


def seed_agency(said: Agency, agents: Mapping[str, Agent]) -> Organisation:
    """`agents` by their key in the sample. Leaves the wall at this organisation."""
    office = Organisation.objects.create(
        kind=Organisation.Kind.ALE,
        name=said.name,
        prefix=said.prefix,
        commune=said.nis_code,
        region=said.region,
        language=said.language,
        street=said.street,
        postal_code=said.postcode,
        town=said.commune,
        email=f"contact@{said.key}.example",
        enterprise_number=said.enterprise_number,
        iban=said.iban,
    )
    for one in said.agents:
        Membership.objects.create(agent=agents[one.key], organisation=office, role=one.roles[0])
    enter(office.pk)
    known = Known(office, agents)
    agent, finance = known.by_role(said, "social_worker"), known.by_role(said, "finance")
    with pghistory.context(agent=agent.pk, page="demo"):
        registered.agency(said, agent)
        persons = registered.people(said)
        registered.workers(said, known, persons, agent)
        registered.users(said, known, persons)
        registered.authorisations(said, known, agent)
        visits = worked.visits(said, known, agent)
        worked.requests(said, known, agent)
        worked.placements(said, known)
        booklets = money.booklets(said, known, finance)
        money.fees(said, known, finance)
        money.lost(said, known, booklets, finance)
        for month in said.closed:
            came = money.issuer_lines(said, known, month, agent)
            paid = money.bank_lines(said, known, month, agent)
            money.came_back(known, month, booklets, visits, agent)
            mine = [visits[place] for place in month.visits]
            closed.close(office, month, mine, came, paid, by=agent, second=finance)
        counters(said)
    return office


def counters(said: Agency) -> None:
    """What is registered next takes the number after these."""
    told = {
        "workers": said.workers[-1].number.rpartition("-")[2],
        "ale-users": said.users[-1].number.rpartition("-")[2],
        f"requests-{said.today.year}": max((one.number[-4:] for one in said.requests), default="0"),
    }
    for series, last in told.items():
        Counter.objects.create(series=series, last=int(last))
