"""The jobs of the office, as a part that is supervised.

A job is done at least once: one whose worker died is begun again once that worker has been silent for a while.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from contextlib import suppress

from tremplin.web import serving

log = logging.getLogger("tremplin.running")
HEARTBEAT, SILENT = 2.0, 10.0
"""Seconds between two signs of life of a worker, and after how many without one it is taken for dead."""
POLL = 5.0
NEVER = 86_400.0
"""Nobody aborts a job here. procrastinate's look for those who do hangs when the connection breaks as it is stopped."""


def main(silent: float = SILENT) -> None:
    serving.end_with_parent(serving.ask_to_end)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"
    import django

    django.setup()
    asyncio.run(work(silent))


async def work(silent: float) -> None:
    """Until this process is asked to end, or has lost PostgreSQL: jobs that are running are then finished first."""
    from django.apps import apps

    of_django = apps.get_app_config("procrastinate").app  # type: ignore[attr-defined]
    app = of_django.with_connector(of_django.connector.get_worker_connector())
    asyncio.get_running_loop().set_exception_handler(unnoticed)
    async with app.open_async():
        ended = asyncio.Event()
        again = asyncio.create_task(begin_again(app, silent, ended))
        try:
            await app.run_worker_async(
                name="office",
                fetch_job_polling_interval=POLL,
                abort_job_polling_interval=NEVER,
                shutdown_graceful_timeout=serving.PATIENCE,
                update_heartbeat_interval=min(HEARTBEAT, silent / 3),
                stalled_worker_timeout=silent,
            )
        finally:
            ended.set()
            again.cancel()
            await asyncio.wait([again], timeout=serving.PATIENCE)


async def begin_again(app: object, silent: float, ended: asyncio.Event) -> None:
    """Puts back what a dead worker was doing.

    `ended` ends it, not being cancelled alone: while a connection breaks psycopg raises that in place of it.
    """
    jobs = app.job_manager  # type: ignore[attr-defined]
    while not ended.is_set():
        try:
            await jobs.prune_stalled_workers(silent)
            for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=silent):
                log.error("a job is begun again: its worker died", extra={"words": {"job": job.id}})
                await jobs.retry_job(job)
        except Exception:
            log.exception("stalled jobs could not be looked for")
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), silent / 2)


def unnoticed(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """An error that nobody waits for: of a job whose end could not be written down, say, when the connection broke.

    A worker that lives would keep that job, and the lock of its kind, for ever. One that ends gives it back.
    """
    loop.default_exception_handler(context)
    if "exception" in context:
        os.kill(os.getpid(), signal.SIGTERM)
