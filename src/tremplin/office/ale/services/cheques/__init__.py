"""Cheques on paper and in wallets, from the order to their end. Each act is one transaction, written once by its key:
an event of a booklet and its entry in the book. Nothing is changed: what was wrong is taken back by its contrary."""

from tremplin.office.ale.services.cheques.asking import LARGEST, MOST, ChequeFault
from tremplin.office.ale.services.cheques.ending import exchange, expire, invalidate, lose, refund, refundable
from tremplin.office.ale.services.cheques.happening import hand_over, take_back, use
from tremplin.office.ale.services.cheques.issuing import BANK, cancel, issue, order, pay, take_back_issue

__all__ = [
    "BANK", "LARGEST", "MOST", "ChequeFault", "cancel", "exchange", "expire", "hand_over", "invalidate", "issue",
    "lose", "order", "pay", "refund", "refundable", "take_back", "take_back_issue", "use",
]  # fmt: skip
