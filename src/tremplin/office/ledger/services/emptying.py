"""What becomes of files handed in when somebody whom they name is made anonymous.

A file on which nobody else's days rest goes, whatever was taken of it; so does one that could never be read, because
nobody can tell whom it names. Of a file that proves days of others the bytes stay until the last of them is anonymous,
and what was read of the person goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef

from tremplin.intake.periods import plainly
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.ledger.selectors.matching import birth_day
from tremplin.office.ledger.services.reading import read_upload
from tremplin.office.people.models import Person

NAMELESS = "anonymous"
Lines = dict[int, list[int]]


def naming(person: Person) -> Lines:
    """The files that name a person, held until the end of the transaction, each with the person's places in it. To be
    called before the person is anonymous, and before the person is held: taking a file holds in that order."""
    list(Upload.objects.select_for_update().order_by("pk").values_list("pk"))
    for pk in Upload.objects.filter(state=Upload.State.WAITING).values_list("pk", flat=True):
        read_upload(pk)
    taken = set(WorkRow.objects.filter(person=person).values_list("upload_id", flat=True))
    found: Lines = {}
    for upload in Upload.objects.defer("content"):
        lines = list(lines_of(upload, person))
        unread = upload.state == Upload.State.FAILED and not upload.report.get("people")
        if lines or unread or upload.pk in taken or is_named(upload.name, person):
            found[upload.pk] = lines
    return found


def lines_of(upload: Upload, person: Person) -> Iterator[int]:
    said = {**upload.answers.get("assigned", {}), **upload.answers.get("taken", {})}
    for index, read in enumerate(upload.report.get("people", [])):
        if said.get(str(index)) == person.pk or is_of(read, person):
            yield index


def is_of(read: dict[str, Any], person: Person) -> bool:
    """The same national number; else the same name, unless the number or the birth day says somebody else."""
    key, words = read["key"], plainly(read["name"]).split()
    if key and key == person.national_number:
        return True
    if not words or sorted(words) != sorted(person.sort_key.split()):
        return False
    day = birth_day(key)
    return not (day and person.birth_date and day != person.birth_date) and not (key and person.national_number and day)


def is_named(text: str, person: Person) -> bool:
    """Whether a text has the number of a person, or every word of the name."""
    digits = "".join(sign for sign in text if sign.isdigit())
    said = set("".join(sign if sign.isalnum() else " " for sign in plainly(text)).split())
    names = set(person.sort_key.split())
    return bool(person.national_number and person.national_number in digits) or bool(names and names <= said)


def forget_in(found: Lines, person: Person) -> None:
    """Takes a person, as known before, out of the files that `naming` found. To be called once anonymous."""
    others = WorkRow.objects.filter(upload=OuterRef("pk"), person__anonymised_at=None)
    for upload in Upload.objects.filter(pk__in=found).defer("content").annotate(rests=Exists(others)):
        if upload.rests:
            take_out(upload, found[upload.pk], person)
        else:
            empty(upload)


def take_out(upload: Upload, lines: list[int], person: Person) -> None:
    """Of a file that proves days of others: what was read of the person, and the file's name where it names them."""
    people, answers = list(upload.report.get("people", [])), dict(upload.answers)
    gone = {people[index][part] for index in lines for part in ("key", "name")} - {""}
    for index in lines:
        people[index] = {"key": "", "name": "", "rows": [], "places": [], "notes": []}
        answers = {part: {at: pk for at, pk in of.items() if at != str(index)} if isinstance(of, dict) else of
                   for part, of in answers.items()}  # fmt: skip
    doubts = [one for one in upload.report.get("doubts", []) if not names(one, gone, person)]
    answers["out"] = sorted({*answers.get("out", []), *lines})
    upload.report, upload.answers = upload.report | {"people": people, "doubts": doubts}, answers
    if is_named(upload.name, person):
        upload.name = NAMELESS
    upload.save(update_fields=["report", "answers", "name"])


def names(doubt: dict[str, Any], gone: set[str], person: Person) -> bool:
    said = [doubt["whose"], doubt["place"], *map(str, doubt["words"].values())]
    return any(word in text for word in gone for text in said) or any(is_named(text, person) for text in said)


def empty(upload: Upload) -> None:
    """Nothing is left of it but its number, its size and its hash; handed in again, it is read anew."""
    upload.content, upload.report, upload.answers, upload.name = b"", {}, {}, NAMELESS
    if upload.state != Upload.State.COMMITTED:
        upload.state = Upload.State.PUT_ASIDE
    upload.save(update_fields=["content", "report", "answers", "name", "state"])
