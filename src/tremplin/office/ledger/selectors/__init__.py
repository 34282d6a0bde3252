"""What is read of rows and files, for many people at once."""

from tremplin.office.ledger.selectors.rows import FIGURES, counting, public

__all__ = ["FIGURES", "counting", "public"]
