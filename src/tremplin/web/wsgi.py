"""The site as a WSGI application: `granian --interface wsgi tremplin.web.wsgi:application`."""

import os
from threading import Thread

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tremplin.law import belgian_law
from tremplin.sources.documents import document
from tremplin.web import serving, waiting
from tremplin.web.readable.outcomes import decide_searches

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tremplin.web.settings")
serving.end_with_parent()
application = get_wsgi_application()
waiting.watch(settings.WAIT)
belgian_law()  # Read before the first request, not during it.
Thread(target=decide_searches, args=(belgian_law(), document("circular")), daemon=True).start()
