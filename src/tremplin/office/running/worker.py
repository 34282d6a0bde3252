"""The jobs of the office, as a part that is supervised.

A job is done at least once: one whose worker died is begun again once that worker has been silent for a while.
"""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import suppress

from tremplin.web import serving

log = logging.getLogger("tremplin.running")
HEARTBEAT, SILENT = 2.0, 10.0
"""Seconds between two signs of life of a worker, and after how many without one it is taken for dead."""
POLL = 5.0


def main(silent: float = SILENT) -> None:
    serving.end_with_parent(serving.ask_to_end)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"
    import django

    django.setup()
    asyncio.run(work(silent))


async def work(silent: float) -> None:
    """Until this process is asked to end: jobs that are running are then finished first."""
    from django.apps import apps

    of_django = apps.get_app_config("procrastinate").app  # type: ignore[attr-defined]
    app = of_django.with_connector(of_django.connector.get_worker_connector())
    async with app.open_async():
        again = asyncio.create_task(begin_again(app, silent))
        try:
            await app.run_worker_async(
                name="office",
                fetch_job_polling_interval=POLL,
                shutdown_graceful_timeout=serving.PATIENCE,
                update_heartbeat_interval=min(HEARTBEAT, silent / 3),
                stalled_worker_timeout=silent,
            )
        finally:
            again.cancel()
            with suppress(asyncio.CancelledError):
                await again


async def begin_again(app: object, silent: float) -> None:
    """Puts back what a dead worker was doing."""
    jobs = app.job_manager  # type: ignore[attr-defined]
    while True:
        try:
            await jobs.prune_stalled_workers(silent)
            for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=silent):
                log.error("a job is begun again: its worker died", extra={"words": {"job": job.id}})
                await jobs.retry_job(job)
        except Exception:
            log.exception("stalled jobs could not be looked for")
        await asyncio.sleep(silent / 2)
