from django.db import migrations

# A card is held by somebody without an account, who knows no organisation: the owner passes the wall, so this function
# does. It answers an organisation's id for the hash of a code that still may be used, and nothing else.
OFFICE = """
CREATE FUNCTION tremplin_card_office(hash text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT organisation_id FROM ale_card
  WHERE sha256 = hash AND used_at IS NULL AND ends_on > (now() AT TIME ZONE 'Europe/Brussels')::date
$$;
REVOKE ALL ON FUNCTION tremplin_card_office(text) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("ale", "0003_held")]

    operations = [migrations.RunSQL(OFFICE, "DROP FUNCTION tremplin_card_office(text)")]
