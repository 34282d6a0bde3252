"""`tremplin found-office`: an office and its first administrator. A password is asked on the terminal, never taken from
the command line, where every process of the machine could read it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from getpass import getpass
from typing import TYPE_CHECKING

from tremplin.cli.office import SETTINGS, look_at_tables, needed
from tremplin.cli.paper import Paper
from tremplin.cli.serving import HERE, PORT, set_up
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import sentence

if TYPE_CHECKING:
    from tremplin.office.organisations.services import Founded

LANGUAGE_OF = {"wallonia": "fr", "flanders": "nl", "german_community": "de"}
"""The language of an office where nobody says another; Brussels has two."""
LONGEST = {"name": 160, "prefix": 12, "admin": 254, "admin_name": 120}


@dataclass(frozen=True)
class Asked:
    """The options as they were given."""

    name: str
    prefix: str
    admin: str
    admin_name: str
    commune: str | None
    region: str | None
    language: str | None
    admin_language: str | None


def run(asked: Asked, password: bool, another: bool, language: str) -> None:
    """Founds it as the app, so that the wall holds from the first row on."""
    needed()
    if not os.environ.get("DATABASE_URL"):
        raise InputError([Fault("DATABASE_URL", "no_address")])
    if not password and not os.environ.get("TREMPLIN_SECRET"):
        raise InputError([Fault("TREMPLIN_SECRET", "no_secret")])
    set_up(SETTINGS)
    from django.db import DatabaseError

    from tremplin.office.organisations.services import AlreadyFounded, found_office, stand_alone

    office = office_of(asked, language)
    look_at_tables(language)
    try:
        stand_alone(office, another)  # Before a password is typed for nothing.
        agent = {"email": asked.admin.strip(), "name": plain(asked.admin_name), "speaks": spoken(asked, office)}
        said = found_office(office, **agent, password=typed(asked, language) if password else None, another=another)
    except AlreadyFounded as error:
        raise InputError([in_the_way(error.name, asked, error.other)]) from None
    except DatabaseError as error:
        raise InputError([Fault("DATABASE_URL", "no_database", {"problem": str(error).strip()})]) from None
    tell(said, asked, password, language)


def in_the_way(name: str, asked: Asked, other: str) -> Fault:
    """What stands in the way of a second founding."""
    words = {"said": getattr(asked, name, None) or "", "name": other}
    match name:
        case "prefix":
            return Fault("--prefix", "office_same_prefix", words)
        case "name":
            return Fault("--name", "office_same_name", words)
        case "commune":
            return Fault("--commune", "office_same_commune", words)
    return Fault("--another", "office_there", words)


def plain(text: str) -> str:
    return " ".join(text.split())


def office_of(asked: Asked, language: str) -> dict[str, str]:
    """The fields of the office. Raises InputError with every fault."""
    faults = [
        Fault(f"--{name.replace('_', '-')}", "office_text", {"most": most})
        for name, most in LONGEST.items()
        if not 0 < len(plain(getattr(asked, name))) <= most or not getattr(asked, name).isprintable()
    ]
    if "--admin" not in {fault.place for fault in faults}:
        faults += faults_of_address(asked.admin.strip())
    place: dict[str, str] = {}
    try:
        place = placed(asked, language)
    except InputError as error:
        faults += error.faults
    of_office = asked.language or LANGUAGE_OF.get(place.get("region", ""))
    if place and of_office is None:
        faults.append(Fault("--language", "office_language"))
    if faults:
        raise InputError(faults)
    return {"name": plain(asked.name), "prefix": plain(asked.prefix).upper(), "language": str(of_office), **place}


def faults_of_address(email: str) -> list[Fault]:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email)
    except ValidationError:
        return [Fault("--admin", "office_email", {"said": email})]
    return []


def placed(asked: Asked, language: str) -> dict[str, str]:
    """Region, and the commune with its postal code where there is one. Raises InputError."""
    from tremplin.office.organisations.communes import commune_of, communes_of

    if asked.commune is None:
        if asked.region is None:
            raise InputError([Fault("--commune", "office_place")])
        return {"region": asked.region}
    code = asked.commune.strip()
    found = communes_of(code)
    if len(code) == 5:
        found = tuple(one for one in [commune_of(code)] if one)
    if not found:
        raise InputError([Fault("--commune", "office_commune", {"said": asked.commune})])
    if len(found) > 1:
        names = ", ".join(f"{one.name(language)} {one.code}" for one in found)
        raise InputError([Fault("--commune", "office_communes", {"said": code, "names": names})])
    region = found[0].region.value
    if asked.region not in (None, region):
        raise InputError([Fault("--region", "office_region", {"said": asked.region, "region": region})])
    town = found[0].name(asked.language or LANGUAGE_OF.get(region, "fr"))
    return {
        "commune": found[0].code,
        "region": region,
        "town": town,
        "postal_code": "" if len(code) == 5 else code,
    }


def spoken(asked: Asked, office: dict[str, str]) -> str:
    return asked.admin_language or office["language"]


def typed(asked: Asked, language: str) -> str:
    """A password typed twice, that the page of passwords would take too. Raises InputError."""
    if not sys.stdin.isatty():
        raise InputError([Fault("--password", "office_no_terminal")])
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import translation

    from tremplin.office.accounts.models import Agent

    first = getpass(sentence("office_running.password", language, email=asked.admin) + " ")
    with translation.override(language):
        try:
            validate_password(first, Agent(email=asked.admin, name=asked.admin_name))
        except ValidationError as error:
            raise InputError([Fault("--password", "office_password", {"problem": " ".join(error.messages)})]) from None
    if getpass(sentence("office_running.password_again", language) + " ") != first:
        raise InputError([Fault("--password", "office_passwords_differ")])
    return first


def tell(said: Founded, asked: Asked, password: bool, language: str) -> None:
    from django.conf import settings

    from tremplin.office.accounts.services import path_of_link

    def line(key: str, **words: object) -> None:
        Paper().line(sentence(f"office_running.{key}", language, **words))

    office, agent = said.organisation, said.agent
    site = settings.SITE or f"http://{HERE}:{PORT}"
    line("founded", name=office.name, prefix=office.prefix, region=sentence(f"office_accounts.region_{office.region}", language))  # fmt: skip  # noqa: E501
    if not said.is_new_agent and agent.has_usable_password():
        line("founded_known", name=agent.name, email=agent.email)
    elif password:
        line("founded_password", name=agent.name, email=agent.email, address=f"{site}/{agent.language}/office/")
    else:
        line("founded_link", name=agent.name, email=agent.email)
        print(f"{site}{path_of_link(agent)}")
    line("founded_next")
