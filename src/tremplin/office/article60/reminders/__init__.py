"""What a file is to be reminded of: plain functions of its records, its projection, the law and the day."""

from tremplin.office.article60.reminders.of_file import dues_of
from tremplin.office.article60.reminders.of_office import dues_of_office
from tremplin.office.article60.reminders.watching import moved, state_of

__all__ = ["dues_of", "dues_of_office", "moved", "state_of"]
