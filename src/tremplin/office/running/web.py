"""The site with an office, as a part that is supervised."""

from __future__ import annotations

import os

from tremplin.web import serving

TARGET = "tremplin.office.wsgi:application"


def main(host: str, port: str, workers: str) -> None:
    serving.end_with_parent(serving.ask_to_end)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"
    serving.serve(TARGET, host, int(port), int(workers))
