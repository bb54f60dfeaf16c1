-- From when on a source is expected to be heard, by the school's clock; created_at is by the machine's.
ALTER TABLE source ADD COLUMN expected_from timestamptz;
UPDATE source SET expected_from = created_at;
ALTER TABLE source ALTER COLUMN expected_from SET NOT NULL;
