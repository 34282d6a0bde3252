"""Records that may be of one person, each with why: the same number, the same name or a near one and the birth day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from tremplin.office.people.models import Person

NEAR = 0.45
"""From which likeness of two names (pg_trgm): one slip in a name of two words."""
MOST = 200
NUMBER, NAME, NEAR_NAME = "number", "name", "near"
OTHER_NUMBER, OTHER_BIRTH = "number", "birth"
# A BIS number is a national number with 20 or 40 added to its month: the first nine digits are compared without them.
PAIRS = """
WITH known AS (
  SELECT id, sort_key, birth_date, national_number,
    CASE WHEN national_number ~ '^[0-9]{11}$' THEN left(national_number, 2)
      || lpad(mod(substr(national_number, 3, 2)::int, 20)::text, 2, '0') || substr(national_number, 5, 5) END AS bare
  FROM people_person
  WHERE anonymised_at IS NULL AND NOT EXISTS (SELECT FROM people_merge WHERE absorbed_id = people_person.id)
), pairs AS (
  SELECT a.id AS first, b.id AS second FROM known a JOIN known b ON a.id < b.id AND a.bare = b.bare
  UNION
  SELECT a.id, b.id FROM known a JOIN known b ON a.id < b.id AND a.birth_date = b.birth_date
    AND similarity(a.sort_key, b.sort_key) >= %(near)s
)
SELECT a.id, b.id, coalesce(a.bare = b.bare, false), coalesce(a.birth_date = b.birth_date, false),
  a.sort_key = b.sort_key, similarity(a.sort_key, b.sort_key) >= %(near)s,
  coalesce(a.bare <> b.bare, false), coalesce(a.birth_date <> b.birth_date, false)
FROM pairs JOIN known a ON a.id = first JOIN known b ON b.id = second
WHERE %(person)s::bigint IS NULL OR %(person)s IN (first, second)
ORDER BY (a.bare = b.bare) IS TRUE DESC, a.sort_key = b.sort_key DESC, a.sort_key, a.id, b.id LIMIT %(most)s
"""


@dataclass(frozen=True)
class Pair:
    """Two records. `because`: why they may be one person's; `against`: what speaks for two."""

    first: Person
    second: Person
    because: tuple[str, ...]
    against: tuple[str, ...]


def pairs(of: Person | None = None, most: int = MOST) -> list[Pair]:
    """The pairs of this office, or those that a record is in; the surest first."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"near": NEAR, "person": of.pk if of else None, "most": most})
        rows = cursor.fetchall()
    people = Person.objects.in_bulk({pk for row in rows for pk in row[:2]})
    return [Pair(people[row[0]], people[row[1]], because(row[2:6]), against(row[6:])) for row in rows]


def because(row: Iterable[bool]) -> tuple[str, ...]:
    number, birth, name, near = row
    found = [NUMBER] if number else []
    if birth and near:
        found.append(NAME if name else NEAR_NAME)
    return tuple(found)


def against(row: Iterable[bool]) -> tuple[str, ...]:
    number, birth = row
    return tuple(key for key, speaks in ((OTHER_NUMBER, number), (OTHER_BIRTH, birth)) if speaks)
