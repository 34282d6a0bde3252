from django.db import migrations

# A closing is the sum of its lines, at the end of each transaction; what was approved is not touched again.
CLOSING = """
CREATE FUNCTION tremplin_closing_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM ale_closing AS c LEFT JOIN ale_closingline AS l ON l.closing_id = c.id
    WHERE c.id = NEW.id GROUP BY c.id
    HAVING c.hours <> coalesce(sum(l.hours), 0) OR c.used <> coalesce(sum(l.used), 0)
      OR c.open <> coalesce(sum(l.open), 0)
  ) THEN
    RAISE EXCEPTION 'closing % is not the sum of its lines', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER closing_adds_up AFTER INSERT OR UPDATE ON ale_closing DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION tremplin_closing_adds_up();
CREATE FUNCTION tremplin_closing_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE ale_closing SET version = version WHERE id IN (SELECT closing_id FROM was);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE ale_closing SET version = version WHERE id IN (SELECT closing_id FROM now_is);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER lines_in AFTER INSERT ON ale_closingline REFERENCING NEW TABLE AS now_is
  FOR EACH STATEMENT EXECUTE FUNCTION tremplin_closing_lines();
CREATE TRIGGER lines_on AFTER UPDATE ON ale_closingline REFERENCING OLD TABLE AS was NEW TABLE AS now_is
  FOR EACH STATEMENT EXECUTE FUNCTION tremplin_closing_lines();
CREATE TRIGGER lines_out AFTER DELETE ON ale_closingline REFERENCING OLD TABLE AS was
  FOR EACH STATEMENT EXECUTE FUNCTION tremplin_closing_lines();
CREATE FUNCTION tremplin_closing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'approved' AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'closing % was approved: make a closing of the differences', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closing_stays BEFORE UPDATE ON ale_closing FOR EACH ROW EXECUTE FUNCTION tremplin_closing_stays();
CREATE FUNCTION tremplin_closing_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ale_closing WHERE id = OLD.closing_id AND state = 'approved')
    AND (TG_OP = 'DELETE' OR (to_jsonb(NEW) - 'resolved' - 'resolved_by_id' - 'resolved_at')
      IS DISTINCT FROM (to_jsonb(OLD) - 'resolved' - 'resolved_by_id' - 'resolved_at')) THEN
    RAISE EXCEPTION 'closing % was approved: its lines stay', OLD.closing_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER line_stays BEFORE UPDATE OR DELETE ON ale_closingline
  FOR EACH ROW EXECUTE FUNCTION tremplin_closing_line_stays();
"""
UNDO_CLOSING = """
DROP TRIGGER line_stays ON ale_closingline;
DROP TRIGGER closing_stays ON ale_closing;
DROP TRIGGER lines_out ON ale_closingline;
DROP TRIGGER lines_on ON ale_closingline;
DROP TRIGGER lines_in ON ale_closingline;
DROP TRIGGER closing_adds_up ON ale_closing;
DROP FUNCTION tremplin_closing_line_stays();
DROP FUNCTION tremplin_closing_stays();
DROP FUNCTION tremplin_closing_lines();
DROP FUNCTION tremplin_closing_adds_up();
"""

# The ceiling belongs to the person, whatever the agency: this is the only thing that passes the wall. It answers the
# minutes per month at the other agencies for the number of a worker of the agency that asks, and nothing else; both
# sides find in `ale_crossing` that it was asked.
HOURS = """
CREATE FUNCTION tremplin_hours_used(of_number text, since date, before date)
RETURNS TABLE (month date, minutes bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here bigint := nullif(current_setting('tremplin.organisation', true), '')::bigint;
BEGIN
  IF of_number IS NULL OR NOT EXISTS (
    SELECT FROM ale_worker JOIN people_person ON people_person.id = ale_worker.person_id
    WHERE ale_worker.organisation_id = here AND people_person.national_number = of_number
  ) THEN
    RETURN;
  END IF;
  INSERT INTO ale_crossing (organisation_id, person_id, asked_by, since, at)
    SELECT ale_worker.organisation_id, people_person.id, ale_worker.organisation_id = here, tremplin_hours_used.since,
      now()
    FROM ale_worker JOIN people_person ON people_person.id = ale_worker.person_id
    WHERE people_person.national_number = of_number;
  RETURN QUERY
    SELECT date_trunc('month', v.day)::date, sum(v.minutes)::bigint
    FROM ale_visit AS v JOIN ale_worker AS w ON w.id = v.worker_id JOIN people_person AS p ON p.id = w.person_id
    WHERE p.national_number = of_number AND v.organisation_id <> here AND v.day >= tremplin_hours_used.since
      AND v.day < tremplin_hours_used.before AND v.taken_back_at IS NULL
      AND NOT EXISTS (SELECT FROM ale_visit AS later WHERE later.replaces_id = v.id)
    GROUP BY 1 ORDER BY 1;
END $$;
REVOKE ALL ON FUNCTION tremplin_hours_used(text, date, date) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("ale", "0002_rest")]

    operations = [
        migrations.RunSQL(CLOSING, UNDO_CLOSING),
        migrations.RunSQL(HOURS, "DROP FUNCTION tremplin_hours_used(text, date, date)"),
    ]
