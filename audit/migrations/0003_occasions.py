from django.db import migrations

# The packaged function rewrites the facts of an occasion that is already recorded; this one never does. A change that
# comes past the application gets an occasion per transaction that names the database account.
ATTACH = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    known uuid := NULLIF(current_setting('pghistory.context_id', true), '')::uuid;
    facts jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
BEGIN
    IF known IS NULL OR facts IS NULL THEN
        known := md5(pg_current_xact_id()::text || now()::text || session_user)::uuid;
        facts := jsonb_build_object(
            'source', 'database',
            'database_user', session_user,
            'program', current_setting('application_name', true)
        );
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (known, facts, now(), now())
        ON CONFLICT (id) DO NOTHING;
    RETURN known;
END;
$$ LANGUAGE plpgsql;
"""
# The log is filtered by who and from where.
INDEXES = """
CREATE INDEX occasion_user ON pghistory_context ((metadata ->> 'user'), created_at);
CREATE INDEX occasion_source ON pghistory_context ((metadata ->> 'source'), created_at);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_initial"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        migrations.RunSQL(ATTACH, migrations.RunSQL.noop),
        migrations.RunSQL(INDEXES, "DROP INDEX occasion_user; DROP INDEX occasion_source;"),
    ]
