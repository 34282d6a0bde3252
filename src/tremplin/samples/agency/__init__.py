"""An agency (ALE) that does not exist, in the made-up commune, with its months of work: `agency(today)`."""

from tremplin.samples.agency.said import Agency
from tremplin.samples.agency.telling import agency

__all__ = ["Agency", "agency"]
