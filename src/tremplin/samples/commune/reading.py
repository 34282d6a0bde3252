"""The YAML of people, hosts and offices as values, their days moved."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from tremplin.ground.reading import read_yaml
from tremplin.samples.commune.claims import claims
from tremplin.samples.commune.moving import Move
from tremplin.samples.commune.numbers import enterprise_number, national_number
from tremplin.samples.commune.office import Agent, Host
from tremplin.samples.commune.story import (
    Absence,
    Aid,
    Closing,
    Contract,
    Convention,
    Evaluation,
    File,
    Job,
    OnemDays,
    OnemRequest,
    Period,
    Permit,
    Person,
)

Said = dict[str, Any]
FULL_TIME, FIVE_DAYS = 38, 5
MANUAL = 90
STREETS = (
    "rue du Four Banal",
    "chemin des Aubépines",
    "rue de la Fonderie",
    "place du Kiosque",
    "rue des Écureuils",
    "impasse du Tisserand",
    "quai des Bateliers",
    "rue du Haut Chemin",
)
"""Made up, like the commune."""


def content(name: str) -> Said:
    """One of the YAML files of this folder."""
    found = read_yaml(Path(__file__).with_name(name).read_bytes(), name)
    assert isinstance(found, dict)
    return found


def figure(said: Any) -> int:
    """A number in hundredths."""
    return int(Decimal(said) * 100)


def agent(said: Said) -> Agent:
    given, family = said["name"]
    return Agent(said["key"], given, family, said["email"], said["language"], tuple(said["roles"]))


def host(said: Said) -> Host:
    number = enterprise_number(said["enterprise"])
    email = f"contact@{said['key']}.example"
    return Host(said["key"], said["name"], said["kind"], number, said["street"], said["contact"], email)


class FileReader:
    """One file: what is said of it, and the move of its days."""

    def __init__(self, said: Said, move: Move, lot: Random) -> None:
        self.said, self.lot = said, lot
        self.move = Move.none() if said.get("fixed") else move

    def file(self, today: Any) -> File:
        said, move = self.said, self.move
        contract = self.contract()
        aid = self.aid()
        opened = contract.periods[0].signed_on if contract else aid.first_day
        assert opened and aid.first_day
        closed = said.get("closed")
        absences = tuple(self.absence(one) for one in said.get("off", ()))
        return File(
            number=said["number"],
            person=self.person(),
            aid=aid,
            agent=said.get("agent", "claire"),
            opened_on=max(aid.first_day, min(opened, today) - timedelta(28)),
            permit=self.permit(),
            contract=contract,
            conventions=self.conventions(contract),
            absences=absences,
            jobs=tuple(self.job(one) for one in said.get("jobs", ())),
            work_known=said.get("work_known", True),
            admitted_before=said.get("admitted_before", False),
            previous_admission=move.maybe(said.get("previous_admission")),
            undeclared=said.get("undeclared", False),
            onem=tuple(self.onem(one) for one in said.get("onem", ())),
            claims=claims(contract, today, said.get("claims", ())),
            evaluations=tuple(self.evaluation(one) for one in said.get("evaluations", ())),
            closed=Closing(move.day(closed["on"]), closed["reason"], closed["about"]) if closed else None,
            story=said["story"],
            planned_from=said.get("planned_from", "today"),
            note=said["note"],
        )

    def person(self) -> Person:
        said = self.said
        given, family = said["name"] if len(said["name"]) == 2 else ("", *said["name"])
        birth, bis = self.move.birth(said["born"]), said.get("bis", False)
        number = national_number(birth, said["sex"], bis)
        street = f"{self.lot.choice(STREETS)} {self.lot.randint(1, 90)}"
        email = f"{said['number'].lower()}@example.org"
        other = said.get("other_language", "")
        return Person(given, family, birth, said["sex"], number, bis, said["language"], other, street, email)

    def aid(self) -> Aid:
        said, move = self.said["aid"], self.move
        return Aid(said.get("kind", ""), said.get("category"), move.day(said["from"]), move.maybe(said.get("until")))

    def permit(self) -> Permit | None:
        said, move = self.said.get("permit"), self.move
        return Permit(said["kind"], move.day(said["until"]), move.maybe(said.get("copy"))) if said else None

    def contract(self) -> Contract | None:
        said = self.said.get("contract")
        if not said:
            return None
        firsts = [self.move.day(one["from"]) for one in said["periods"]]
        lasts = [first - timedelta(1) for first in firsts[1:]] + [self.move.maybe(said["periods"][-1].get("until"))]
        periods = [
            Period(
                number=(said if first == firsts[0] else one)["number"],
                signed_on=self.move.maybe((said if first == firsts[0] else one).get("signed")),
                first_day=first,
                last_day=last,
                weekly_hours=figure(one.get("hours", FULL_TIME)),
                full_time_weekly_hours=figure(FULL_TIME),
                days_per_week=figure(one.get("days", FIVE_DAYS)),
            )
            for one, first, last in zip(said["periods"], firsts, lasts, strict=True)
        ]
        return Contract(said["kind"], said.get("clause"), said.get("code", MANUAL), tuple(periods))

    def conventions(self, contract: Contract | None) -> tuple[Convention, ...]:
        """One with the host, signed with the contract."""
        if not contract:
            return ()
        said, signed = self.said["contract"], contract.periods[0].signed_on
        days = (contract.first_day, contract.last_day)
        return (Convention(f"C-{said['number']}", said["host"], said["post"], said["tutor"], signed, *days),)

    def absence(self, said: Said) -> Absence:
        days = self.move.day(said["from"]), self.move.day(said["to"])
        return Absence(*days, said["code"], said.get("paid"), said["about"])

    def job(self, said: Said) -> Job:
        return Job(
            said["employer"],
            enterprise_number(said["enterprise"]),
            said.get("code", 15),
            self.move.day(said["from"]),
            self.move.day(said["to"]),
            figure(said.get("hours", FULL_TIME)),
            figure(FULL_TIME),
            figure(said.get("days", FIVE_DAYS)),
        )

    def onem(self, said: Said) -> OnemRequest:
        move = self.move
        counted, to_work = (figure(said[name]) if name in said else None for name in ("counted", "to_work"))
        differs = tuple(
            OnemDays(move.day(one["from"]), move.day(one["to"]), one["code"], figure(one["days"]), one["about"])
            for one in said.get("differs", ())
        )
        answered, until, end = (move.maybe(said.get(name)) for name in ("answered", "until", "end"))
        return OnemRequest(move.day(said["sent"]), answered, until, counted, to_work, end, differs)

    def evaluation(self, said: Said) -> Evaluation:
        return Evaluation(self.move.day(said["on"]), said["at"], said["held"], said["about"])
