"""The likely causes of an exception, in the order in which they are named where one place has two."""

CONTESTED = "contested"
OVERLAPPING = "overlapping_hours"
OUTSIDE = "outside_period"
NO_CONTRACT = "before_contract"
BEYOND_AUTHORISATION = "beyond_authorisation"
BEYOND_CEILING = "beyond_ceiling"
LOST = "lost_cheque"
TWICE = "cheque_used_twice"
EXPIRED = "expired_cheque"
UNKNOWN_WORKER = "unknown_worker"
UNKNOWN_AUTHORISATION = "unknown_authorisation"
BEGUN = "begun_hour_unpaid"
LATE = "late_cheque"
WITHOUT_HOURS = "cheques_without_hours"
OTHER_PRICE = "other_price"
AMOUNT = "amount_differs"
WRONG_IBAN = "wrong_iban"

CAUSES = (
    CONTESTED, OVERLAPPING, OUTSIDE, NO_CONTRACT, BEYOND_AUTHORISATION, BEYOND_CEILING, LOST, TWICE, EXPIRED,
    UNKNOWN_WORKER, UNKNOWN_AUTHORISATION, BEGUN, LATE, WITHOUT_HOURS, OTHER_PRICE, AMOUNT, WRONG_IBAN,
)  # fmt: skip
OF_VISITS = CAUSES[:6]
"""What is wrong with hours, whatever cheques came for them."""
OF_CHEQUES = CAUSES[6:9]
"""What is wrong with a cheque by its number."""
