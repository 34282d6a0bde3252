"""Files that people really have, read into rows of work: DmfA declarations (XML), CSV, workbooks, files of facts.

A file becomes neutral rows and a report of every doubt; it is never changed and never half read: sound rows and named
doubts, or an InputError that says why the whole file is refused.
"""

from tremplin.intake.doubts import Doubt
from tremplin.intake.onem import read_onem
from tremplin.intake.people import Person, Reading
from tremplin.intake.reading import Stream, read, read_bytes, stream
from tremplin.intake.split import split

__all__ = ["Doubt", "Person", "Reading", "Stream", "read", "read_bytes", "read_onem", "split", "stream"]
