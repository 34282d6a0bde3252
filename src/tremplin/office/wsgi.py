"""The site with an office as a WSGI application."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"

from tremplin.web.wsgi import application

__all__ = ["application"]
