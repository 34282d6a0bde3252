"""The twelve things that are wrong in the open month, in one table; everything else agrees to the cent.

cause                  whose, where                what was done
late_cheque            Josiane Piret, Pirotte      5 hours, 4 cheques: that of the last working day is missing
overlapping_hours      Bruno Claes, Lambrecht      from 9 to 12 he is at Les Tilleuls too; both are signed
expired_cheque         Freddy Renard, Collignon    3 cheques that were good until the end of the month before
beyond_authorisation   Yolande Mbuyi, Kiosque      10 hours where 8 are allowed
cheque_used_twice      Aïcha Naciri, Ngoma-Servais one cheque came back the month before, from Bruno Claes
other_price            Aïcha Naciri, Les Tilleuls  12 cheques of 7.45 come back as of 5.95
wrong_iban             Marcel Dufrane, Gilson      his account number has a wrong last digit
cheques_without_hours  Thérèse Jadot, Simonis      5 cheques, no hours
begun_hour_unpaid      Rose Kabongo, Henrard       4 h 30 are 5 hours begun; 4 cheques
lost_cheque            Idrissa Camara, Vandenbosch one cheque was told lost the month before
contested              Nathalie Crespin, Wéry      the user contests 2 of 5 hours
amount_differs         Olivier Samyn, Delhez       59.00 paid for 10 cheques of 5.95
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MORNING, NOON, SECOND = 9 * 60, 12 * 60, 13 * 60 + 30
HOUR = 60
LAST = 0
"""The last working day."""


@dataclass(frozen=True)
class Planted:
    """`visits`: the open month's, each with a day of the month (or the working day after it), begin and minutes.

    What the closing is to say: `hours` begun, `cheques` that came, `open` hours; `expected` and `paid` cents.
    """

    cause: str
    worker: str
    user: str
    place: int
    visits: tuple[tuple[int, int, int], ...]
    hours: int
    cheques: int
    open: int
    expected: int
    paid: int


WITH = Planted("", "bruno", "tilleuls", 0, ((14, MORNING, 180),), 3, 3, 0, 2235, 2235)
"""Where Bruno is at the same time: this agrees."""
PLANTED = (
    Planted("late_cheque", "josiane", "pirotte", 0,
            ((8, MORNING, 120), (19, MORNING, 120), (LAST, MORNING, 60)), 5, 4, 1, 2380, 2380),
    Planted("overlapping_hours", "bruno", "lambrecht", 0, ((14, MORNING, 180),), 3, 3, 3, 1785, 1785),
    Planted("expired_cheque", "freddy", "collignon", 0, ((7, SECOND, 180),), 3, 3, 3, 1785, 1785),
    Planted("beyond_authorisation", "yolande", "kiosque", 0,
            ((3, MORNING, 180), (10, MORNING, 180), (17, MORNING, 120), (24, MORNING, 120)), 10, 10, 2, 5950, 5950),
    Planted("cheque_used_twice", "aicha", "ngoma", 0,
            ((2, SECOND, 180), (13, SECOND, 120), (20, SECOND, 180)), 8, 8, 1, 4760, 4760),
    Planted("other_price", "aicha", "tilleuls", 1,
            ((5, MORNING, 180), (12, MORNING, 180), (19, MORNING, 180), (26, MORNING, 180)), 12, 12, 0, 8940, 7140),
    Planted("wrong_iban", "marcel", "gilson", 0, ((6, MORNING, 180), (20, MORNING, 120)), 5, 5, 0, 2975, 2975),
    Planted("cheques_without_hours", "therese", "simonis", 0, (), 0, 5, 0, 2975, 2975),
    Planted("begun_hour_unpaid", "rose", "henrard", 0, ((9, SECOND, 120), (22, SECOND, 150)), 5, 4, 1, 2380, 2380),
    Planted("lost_cheque", "idrissa", "vandenbosch", 0, ((8, MORNING, 120), (22, MORNING, 120)), 4, 4, 1, 2380, 2380),
    Planted("contested", "nathalie", "wery", 0, ((12, SECOND, 180), (21, SECOND, 120)), 5, 3, 2, 1785, 1785),
    Planted("amount_differs", "olivier", "delhez", 0, ((15, MORNING, 120), (22, MORNING, 120)), 4, 4, 0, 2380, 2380),
)  # fmt: skip
CONTESTED_WHY = "Personne n'est venu ce jour-là."
LESS_PAID = 50
"""Cents that are missing of Delhez's payment."""
WRONG_PRICE = 595


def of(cause: str) -> Planted:
    return next(one for one in PLANTED if one.cause == cause)


def day_of(number: int, days: list[date]) -> date:
    """The working day of a month on or after its day of that number; the last one."""
    return days[-1] if number == LAST else next((day for day in days if day.day >= number), days[-1])
