from django.db import migrations

MAKE = """
CREATE TABLE accounts_remembered (
  cache_key varchar(255) NOT NULL PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
);
CREATE INDEX accounts_remembered_expires ON accounts_remembered (expires);
"""


class Migration(migrations.Migration):
    """The table of a cache in the database, as Django's `createcachetable` makes it."""

    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, "DROP TABLE accounts_remembered")]
