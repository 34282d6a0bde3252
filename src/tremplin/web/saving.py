"""Whether an answer can be saved as a file."""

from importlib.util import find_spec


def can_save() -> bool:
    """Whether this site makes PDF: Typst is installed."""
    return find_spec("typst") is not None
