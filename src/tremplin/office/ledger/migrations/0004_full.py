from django.db import migrations

# An entry is looked at once, when its transaction ends: it has the lines it says and balances. A line is looked at with
# the others of its statement: whatever comes to an entry that is full is refused. Once a line was the price of reading
# its whole entry again, which made a month of 450 workers slow.
DO = """
DROP TRIGGER book_balances ON ledger_line;
CREATE FUNCTION tremplin_book_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  over bigint := (
    SELECT ledger_entry.id FROM ledger_entry
    WHERE ledger_entry.id IN (SELECT entry_id FROM come)
      AND (SELECT count(*) FROM ledger_line WHERE entry_id = ledger_entry.id) > ledger_entry.size
    LIMIT 1
  );
BEGIN
  IF over IS NOT NULL THEN
    RAISE EXCEPTION 'entry % has not the lines it says', over USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER book_is_full AFTER INSERT ON ledger_line REFERENCING NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION tremplin_book_is_full();
"""
UNDO = """
DROP TRIGGER book_is_full ON ledger_line;
DROP FUNCTION tremplin_book_is_full();
CREATE CONSTRAINT TRIGGER book_balances AFTER INSERT ON ledger_line DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION tremplin_book_balances();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_book")]

    operations = [migrations.RunSQL(DO, UNDO)]
