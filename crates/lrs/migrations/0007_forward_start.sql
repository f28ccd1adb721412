-- From which moment on another store gets its share. Of those there are, nobody noted whether what
-- was stored before them was wanted: it is not sent.
ALTER TABLE lrs_forward ADD COLUMN started_at BIGINT NOT NULL DEFAULT 0;
UPDATE lrs_forward SET started_at = created_at;
