"""One part of the site: `python -m tremplin.office.running web HOST PORT WORKERS`, or `… worker`."""

import sys

from tremplin.office.running import web, worker

if sys.argv[1] == "web":
    web.main(*sys.argv[2:])
else:
    worker.main()
