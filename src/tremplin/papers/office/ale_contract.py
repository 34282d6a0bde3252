"""The contract of an ALE worker: what the sources state, who signs by law, and what the paper stands on.

The articles of the royal model (annex to the royal decree of 13 June 1999) are not among our sources: the paper does
not pretend to be it, and says so (`law/ale.md` 1.2, 2.4, 6.1; `texts.md` § 2.6).
"""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.papers.office.paper import Entries, Entry, Paper, Part, Writing, finished, head_of, numbered
from tremplin.papers.office.parties import Office, Signer, Worker, enterprise_number, full_number
from tremplin.papers.parts import Point, Points, Text

FLANDERS = "flanders"
BY_AGENCY = "office_ale_contract.to_fill"


@dataclass(frozen=True)
class Terms:
    """What a contract says. `parties`: by the law's names; `suspended_by`: in words; `hour_pay`: cents.

    `notice_days`: None where the law of the region does not say; `host`: there is no agency at the worker's home.
    """

    region: str
    starts_on: int
    host: bool = False
    parties: tuple[str, ...] = ()
    suspended_by: tuple[str, ...] = ()
    notice_days: int | None = None
    hour_pay: int | None = None
    fingerprint: str = ""

    @property
    def flemish(self) -> bool:
        return self.region == FLANDERS


def contract_of(office: Office, worker: Worker, terms: Terms, language: str, number: str, made_on: int) -> Paper:
    """The contract, ready to be signed, in `fr`, `nl`, `de` or `en`."""
    writing = Writing(language)
    word = writing.word
    title = word("office_ale_contract.title_flemish" if terms.flemish else "office_ale_contract.title")
    parts = [
        parties_part(writing, office, worker, terms),
        basis_part(writing, terms),
        duration_part(writing, terms),
        work_part(writing, terms),
        duties_part(writing, terms),
        pay_part(writing, terms),
        end_part(writing, terms),
        signatures_part(writing, office, worker, terms),
    ]
    foot = [word("law.fingerprint", fingerprint=terms.fingerprint)] if terms.fingerprint else []
    return finished(
        Paper(
            language=language,
            title=title,
            head=head_of(writing, office),
            number=word("office_papers.number", number=number),
            about=f"{worker.name} · {worker.file_number}",
            lead=word("office_ale_contract.lead"),
            parts=(*numbered(parts), stands_part(writing, terms)),
            foot=(*foot, word("office_papers.made_with")),
            made_on=made_on,
        )
    )


def parties_part(writing: Writing, office: Office, worker: Worker, terms: Terms) -> Part:
    """The agency, the person with the whole national number, and the user where the law has the user sign."""
    word = writing.word
    signers = "; ".join(writing.lines((signer.name, signer.capacity)) for signer in office.signers)
    agency = next((name for name in terms.parties if name in ("agency", "organiser")), "agency")
    told = [
        (party(writing, agency), writing.lines((office.name, *office.address))),
        (word("office_papers.enterprise_number"), enterprise_number(office.number)),
        (word("office_papers.represented"), signers),
        (party(writing, "worker"), worker.name),
        (word("office_papers.national_number"), full_number(worker.national_number)),
        (word("office_papers.born"), writing.born(worker)),
        (word("office_papers.address"), writing.lines(worker.address)),
        *([(party(writing, "user"), "")] if "user" in terms.parties else []),
    ]
    entries = tuple(to_fill(writing, name, value) for name, value in told)
    texts = [Text(writing.word("office_ale_contract.host"))] if terms.host else []
    return Part(word("office_ale_contract.parties"), (*texts, Entries(entries)))


def to_fill(writing: Writing, name: str, value: str = "") -> Entry:
    """A value, or a place that the agency fills."""
    return writing.entry(name, value, by=BY_AGENCY)


def party(writing: Writing, name: str) -> str:
    return writing.word(f"office_ale_contract.party_{name}")


def basis_part(writing: Writing, terms: Terms) -> Part:
    keys = ("basis_flemish",) if terms.flemish else ("basis", "basis_user", "basis_social")
    texts = tuple(Text(writing.word(f"office_ale_contract.{key}")) for key in keys)
    return Part(writing.word("office_ale_contract.basis_title"), texts)


def duration_part(writing: Writing, terms: Terms) -> Part:
    word, start = writing.word, writing.day(terms.starts_on)
    heading = word("office_ale_contract.duration")
    if terms.flemish:
        entry = to_fill(writing, word("office_ale_contract.until"))
        return Part(heading, (Text(word("office_ale_contract.starts", start=start)), Entries((entry,))))
    return Part(heading, (Text(word("office_ale_contract.open_ended", start=start)),))


def work_part(writing: Writing, terms: Terms) -> Part:
    """What, where and for whom stands in each authorisation; nothing of it is asked for here."""
    texts = tuple(Text(writing.word(f"office_ale_contract.{key}")) for key in ("work", "work_form"))
    return Part(writing.word("office_ale_contract.work_title"), texts)


def duties_part(writing: Writing, terms: Terms) -> Part:
    keys = ("duty_careful", "duty_orders", "duty_secret", "duty_safe", "duty_tools", "duty_warn")
    if terms.flemish:
        lead = Text(writing.word("office_ale_contract.duties_flemish"))
        return Part(writing.word("office_ale_contract.duties"), (lead, agreed(writing)))
    points = tuple(Point(writing.word(f"office_ale_contract.{key}"), mark="plain") for key in keys)
    liability = Text(writing.word("office_ale_contract.liability"))
    return Part(writing.word("office_ale_contract.duties"), (Points(points), liability))


def agreed(writing: Writing) -> Entries:
    """A place for what the parties agree, where our sources say nothing."""
    return Entries((to_fill(writing, writing.word("office_ale_contract.agreed")),))


def pay_part(writing: Writing, terms: Terms) -> Part:
    word = writing.word
    amount = writing.money(terms.hour_pay) if terms.hour_pay is not None else ""
    entry = to_fill(writing, word("office_ale_contract.hour_pay"), amount)
    texts = (Text(word("office_ale_contract.pay")),)
    return Part(word("office_ale_contract.pay_title"), (*texts, Entries((entry,))))


def end_part(writing: Writing, terms: Terms) -> Part:
    word = writing.word
    heading = word("office_ale_contract.end_title")
    if terms.notice_days is None:
        return Part(heading, (agreed(writing),))
    texts = (
        word("office_ale_contract.suspended", grounds=", ".join(terms.suspended_by)),
        word("office_ale_contract.notice", days=terms.notice_days),
        word("office_ale_contract.worker_leaves"),
    )
    return Part(heading, tuple(map(Text, texts)))


def signatures_part(writing: Writing, office: Office, worker: Worker, terms: Terms) -> Part:
    """A place for each party that the law names, in its order."""
    who = {"worker": (Signer(worker.name),), "user": (Signer(),)}
    sides = [(party(writing, name), who.get(name, office.signers)) for name in terms.parties]
    return writing.signatures(*sides, commune=office.commune)


def stands_part(writing: Writing, terms: Terms) -> Part:
    """What the paper stands on, and what it is not."""
    keys = ("stands_flemish",) if terms.flemish else ("stands", "not_the_model")
    texts = tuple(Text(writing.word(f"office_ale_contract.{key}"), soft=True) for key in keys)
    return Part(writing.word("office_ale_contract.stands_title"), texts, whole=True)
