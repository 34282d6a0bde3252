"""A commune that does not exist, with its CPAS, its files of article 60 § 7, and files to import: `commune(today)`."""

from tremplin.samples.commune.office import Commune, Office, Upload
from tremplin.samples.commune.story import File
from tremplin.samples.commune.telling import commune

__all__ = ["Commune", "File", "Office", "Upload", "commune"]
