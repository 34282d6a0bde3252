"""Hours × cheques × money of a month: what agrees, and of the rest the likely cause. Plain rows, no database."""

from tremplin.office.ale.matching.causes import CAUSES
from tremplin.office.ale.matching.differences import Before, Differences, differences
from tremplin.office.ale.matching.pairs import match
from tremplin.office.ale.matching.rows import Came, Event, Given, Line, Paid, Place, Stock, Visit, Worker

__all__ = [
    "CAUSES", "Before", "Came", "Differences", "Event", "Given", "Line", "Paid", "Place", "Stock", "Visit", "Worker",
    "differences", "match",
]  # fmt: skip
