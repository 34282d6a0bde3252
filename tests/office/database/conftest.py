"""Databases of their own, as they are after migrating: what is kept there is not taken back."""

from contextlib import contextmanager

import psycopg
from django.db import connections

from tremplin.office.database.private import APP, OWNER, SUPERUSER, WORKER


def address(cluster, role, name):
    return cluster[role].replace("/tremplin?", f"/{name}?")


@contextmanager
def made_for(cluster, name, template="template1"):
    """A database that is there until the end; its addresses by role. Nobody may be connected to the template."""
    connections["default"].close()
    connections["default"].close_pool()
    server = address(cluster, OWNER, "postgres").replace(OWNER, SUPERUSER)
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute(f'CREATE DATABASE "{name}" OWNER "{OWNER}" TEMPLATE "{template}"')
        try:
            yield {role: address(cluster, role, name) for role in (OWNER, APP, WORKER)}
        finally:
            connections["default"].close()
            connections["default"].close_pool()
            owner.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def copied(cluster, name):
    """The same with the tables of this run."""
    return made_for(cluster, name, "tremplin")
