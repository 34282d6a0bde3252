"""The commune as of one day: its offices, their people, and the files that are sent to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from tremplin.samples.commune.broken import broken
from tremplin.samples.commune.moving import Move
from tremplin.samples.commune.numbers import enterprise_number
from tremplin.samples.commune.office import Commune, Office
from tremplin.samples.commune.reading import FileReader, Said, agent, content, host
from tremplin.samples.commune.uploads import declarations, elsewhere, months_paid

SEED = 60


def commune(today: date, seed: int = SEED) -> Commune:
    """The made-up CPAS of Valmarche and the one next door, their stories told on a day.

    The same day and seed give the same bytes. Stories hold for days from June 2026 on (the law of 1 March 2026 then
    decides them); files that are `fixed` tell of earlier law and keep their own years.
    """
    offices, people, hosts = (content(f"{name}.yaml") for name in ("offices", "people", "hosts"))
    lot = Random(seed)  # noqa: S311
    move = Move.to(today)
    found = [office(key, said, hosts[key], people[key], today, move, lot) for key, said in offices.items()]
    return Commune(today, tuple(found))


def office(key: str, said: Said, hosts: list[Said], people: list[Said], today: date, move: Move, lot: Random) -> Office:
    made = Office(
        key=key,
        name=said["name"],
        commune=said["commune"],
        region=said["region"],
        postcode=said["postcode"],
        nis_code=said["nis_code"],
        enterprise_number=enterprise_number(said["enterprise"]),
        street=said["street"],
        language=said["language"],
        note=said["note"],
        agents=tuple(agent(one) for one in said["agents"]),
        hosts=tuple(host(one) for one in hosts),
        files=tuple(FileReader(one, move, lot).file(today) for one in people),
        uploads=(),
        broken=(),
    )
    uploads = (*elsewhere(made, today), *declarations(made, today), *months_paid(made, today))
    return replace(made, uploads=uploads, broken=broken(made, today) if key == "valmarche" else ())
