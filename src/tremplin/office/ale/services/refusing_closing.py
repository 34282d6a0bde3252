"""What a closing does not do."""

from __future__ import annotations

from tremplin.office import refusing


class Refused(refusing.Refused):
    area = "office_ale_closing."
