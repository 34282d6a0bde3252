"""Where the stories happen: offices with their agents and hosts, and the files that are sent to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tremplin.samples.commune.story import File


@dataclass(frozen=True)
class Host:
    """Where people work: a user who is not their employer. `kind`: asbl, cpas, commune, school, enterprise,
    social_economy, hospital."""

    key: str
    name: str
    kind: str
    enterprise_number: str
    street: str
    contact: str
    email: str


@dataclass(frozen=True)
class Agent:
    """`roles`: social_worker, finance, manager, auditor, administrator. The same e-mail may work for two offices."""

    key: str
    given_name: str
    family_name: str
    email: str
    language: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """What the report says of an upload: a doubt, how often, and about whom (national number; "": the whole file)."""

    key: str
    times: int
    whose: str = ""


@dataclass(frozen=True)
class Upload:
    """A file as somebody sends it.

    kind      dmfa, payslips, elsewhere (work for other employers), broken
    expected  every doubt that the report gives; of a refused file the one reason
    refused   nothing of it is read
    unknown   national numbers in it that no file of the office has
    about     what it is; for a broken one: what is wrong, and what the report should say
    """

    name: str
    kind: str
    content: bytes
    first_day: date
    last_day: date
    received_on: date
    expected: tuple[Expected, ...]
    refused: bool
    unknown: tuple[str, ...]
    about: str


@dataclass(frozen=True)
class Office:
    """A CPAS that does not exist: `postcode` and `nis_code` begin with 00, as no real ones do."""

    key: str
    name: str
    commune: str
    region: str
    postcode: str
    nis_code: str
    enterprise_number: str
    street: str
    language: str
    note: str
    agents: tuple[Agent, ...]
    hosts: tuple[Host, ...]
    files: tuple[File, ...]
    uploads: tuple[Upload, ...]
    broken: tuple[Upload, ...]

    def file(self, number: str) -> File:
        return next(file for file in self.files if file.number == number)

    def host(self, key: str) -> Host:
        return next(host for host in self.hosts if host.key == key)


@dataclass(frozen=True)
class Commune:
    """The day on which the stories are told; the office, and the one next door."""

    today: date
    offices: tuple[Office, ...]

    @property
    def office(self) -> Office:
        return self.offices[0]

    @property
    def neighbour(self) -> Office:
        return self.offices[1]
