"""What a closing does not do."""

from __future__ import annotations

from tremplin.office.ale.services import refusing


class Refused(refusing.Refused):
    area = "office_ale_closing."
